# ruff: noqa: E501  (files stand here as they are)
"""Invented trade files in the layouts that customs services and data vendors really use: every one must come in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from graph.workspace import Workspace, create
from ingest.intake import Taken, ingest

OWN = """\
declaration_id,flow,date,reporter,origin,departure,transit,destination,exporter,exporter_address,consignee,consignee_address,notify,forwarder,end_user,payer,description,part_number,hs_code,control_code,licence_id,quantity,unit,net_kg,value,currency,port_from,port_to,carrier,amended_on,amended_field,amended_from,status
EX-1,export,2024-02-28,DE,US,DE,TR;AE,KG,Muster Optik GmbH,"Hauptstr. 1, Jena",Issyk Trade LLC,"Chuy 12, Bishkek",Aral Freight,Nordlog AG,Issyk Lab,Gulf Pay FZE,thermal camera,tc 640-a,0852580,6A003.b.4.b,L-77,12,pcs,18.5,42000,EUR,Hamburg,Poti,MSC,2024-03-02,destination,AM,amended
EX-2,export,2024-03-01,DE,DE,DE,,AM,Muster Optik GmbH,"Hauptstr. 1, Jena",Ararat Import CJSC,"Abovyan 3, Yerevan",,,,,lens,ln-5,900211,,,3,pcs,0.4,300,EUR,Hamburg,Poti,MSC,,,,cleared
"""

PANJIVA = """\
Bill of Lading Number,Arrival Date,Consignee,Consignee (Original Format),Shipper,Shipper (Original Format),Notify Party,Port of Unlading,Port of Lading,Country of Origin,Weight (kg),Weight (Original Format),Value of Goods (USD),HS Code,Goods Shipped,Vessel,Vessel IMO,Volume (TEU)
ABCD1234,2023-01-04,Lakeside Incorporatedorporated,"LAKESIDE INC
12 PIER RD
CHARLOTTE NC 28226",Highveld (Pty) Limited,"HIGHVELD PTY LTD
R34 ROAD
EMPANGENI
ZA","LAKESIDE INC
12 PIER RD",New York,Richards Bay,South Africa,"1,040",1040 K,"$5,720",Classified: 7201.10,PIG IRON,METEORA,9368845,1
ABCD1235,2023-01-06,Lakeside Incorporatedorporated,"LAKESIDE INC
12 PIER RD
CHARLOTTE NC 28226",Gusa SA,"GUSA SA
ROD BR 101
BRAZIL",,New York,Vitoria,Brazil,"12,450.5",12450 K,"$18,794",Classified: 7201.10,PIG IRON 29,JIAN GUO HAI,,2
"""

IMPORT_GENIUS = """\
House Bill of Lading,Arrival Date,Consignee Name,Consignee Address,Shipper Name,Shipper Address,Notify Party Name,Notify Party Address,Weight,Weight Unit,Quantity,Quantity Unit,Foreign Port,US Port,Product Description,Container Number,Country of Origin,Vessel Name,Carrier Code
HBL001,03/25/2023,Blue Bay Foods LLC,"1 Dock St, Oakland CA",Saigon Export Co Ltd,"5 Le Loi, Ho Chi Minh",Blue Bay Foods LLC,"1 Dock St, Oakland CA",12000,KG,400,CTN,Ho Chi Minh City,Oakland,FROZEN SHRIMP,TCLU1234567,VN,EVER GIVEN,EGLV
HBL002,04/02/2023,Red Hill Imports Inc,"9 Hill Rd, Reno NV",Saigon Export Co Ltd,"5 Le Loi, Ho Chi Minh",,,8000,KG,210,CTN,Ho Chi Minh City,Oakland,FROZEN FISH,TCLU1234568,VN,EVER GIVEN,EGLV
"""

INDIA_EXPORT = """\
Shipping Bill No,SB Date,IEC,Exporter Name,Exporter Address,RITC Code,Item Description,Quantity,UQC,Unit Rate,FOB (INR),FOB USD,Country of Destination,Port of Discharge,Indian Port,Foreign Buyer Name,CHA Name,Drawback
4455661,17-JAN-2023,0388123456,PUNE TOOLS PVT LTD,"PLOT 4, MIDC, PUNE",84669390,PARTS OF MACHINE TOOLS,120,NOS,450.00,54000,659.5,TURKEY,MERSIN,NHAVA SHEVA,ANADOLU MAKINA,SHREE CLEARING,0
4455662,18-JAN-2023,0388123456,PUNE TOOLS PVT LTD,"PLOT 4, MIDC, PUNE",08041020,DATES DRIED,1000,KGS,80.00,80000,977.1,U A E,JEBEL ALI,NHAVA SHEVA,AL NOOR TRADING,SHREE CLEARING,0
"""

RUSSIA = """\
Номер декларации;Дата;Направление;ИНН отправителя;Отправитель;Адрес отправителя;ИНН получателя;Получатель;Адрес получателя;Страна отправления;Страна происхождения;Код ТН ВЭД;Описание товара;Вес нетто, кг;Вес брутто, кг;Статистическая стоимость, долл. США;Торговая марка
10005030/150323/3001234;15.03.2023;ИМ;;SHENZHEN BRIGHT CO LTD;SHENZHEN LONGHUA 5;7701234567;ООО "РОМАШКА";г. Москва, ул. Ленина, 1;КИТАЙ;КИТАЙ;8542319010;МИКРОСХЕМЫ ИНТЕГРАЛЬНЫЕ;12,45;14,1;15 600,50;NO BRAND
10005030/160323/3001299;16.03.2023;ИМ;;ANKA DIS TICARET LTD STI;ISTANBUL, LALELI;7701234568;ООО "ЛЮТИК";г. Казань, ул. Мира, 7;ТУРЦИЯ;КИТАЙ;8542399010;МИКРОСХЕМЫ;3,2;4;980,00;NO BRAND
"""

RUSSIA_BOXES = """\
ND;G072;G011;G021;G022;G023;G081;G082;G083;G15;G16;G17;G33;G31_1;G35;G38;G46;G42;G221
10702070/010223/3000001;01.02.2023;ЭК;2540012345;ООО ДАЛЬЛЕС;ВЛАДИВОСТОК;;DALIAN WOOD CO;DALIAN PORT 3;RU;RU;CN;4407119100;ПИЛОМАТЕРИАЛЫ;25000;24000;5400,75;380000;643
10702070/280223/3000002;28.02.2023;ЭК;2540012345;ООО ДАЛЬЛЕС;ВЛАДИВОСТОК;;HARBIN TIMBER LTD;HARBIN 9;RU;RU;CN;4407129100;ПИЛОМАТЕРИАЛЫ;26000;25100;5600,25;391000;643
"""

CHINA = """\
报关单号,申报日期,境内发货人,发货人地址,境外收货人,商品编码,商品名称,规格型号,数量,单位,净重,毛重,总价(美元),原产国,最终目的国,启运港,运输方式
530120230123456789,2023年1月14日,深圳明亮电子有限公司,深圳市龙华区,ISSYK TRADE LLC,8542310000,集成电路,STM32F407,1000,个,2.5,3,15000,中国,吉尔吉斯斯坦,深圳,公路
530120230123456790,2023年2月3日,深圳明亮电子有限公司,深圳市龙华区,TASHKENT IMPEX,8541290000,三极管,BC547,20000,个,12,14,800,中国,乌兹别克斯坦,深圳,公路
"""

KOREA = """\
신고번호\t신고일자\t수출자\t수출자 주소\t수입자\t품명\tHS코드\t수량\t단위\t순중량\t금액\t통화\t원산지\t목적국\t적재항
41234-23-100001X\t20230305\t한빛정밀(주)\t경기도 수원시\tORIENT BEARINGS LLC\t볼 베어링\t8482101000\t5,000\t개\t250.5\t12,000\tUSD\tKR\tKZ\t부산항
41234-23-100002X\t20230315\t한빛정밀(주)\t경기도 수원시\tSTEPPE PARTS TOO\t롤러 베어링\t8482200000\t1,200\t개\t90.2\t9,400\tUSD\tKR\tKG\t부산항
"""

JAPAN = """\
申告番号,申告年月日,輸出者,輸出者住所,荷受人,仕向国,品名,統計品目番号,数量,単位,正味重量,申告価格,通貨,積港,揚港,需要者
12345678901,2023/03/20,山田計測株式会社,東京都大田区,GULF LAB FZE,アラブ首長国連邦,流量計,902610000,4,NO,12.4,880000,JPY,YOKOHAMA,JEBEL ALI,GULF LAB FZE
12345678902,2023/04/11,山田計測株式会社,東京都大田区,ORIENT SCI LTD,香港,圧力計,902620000,2,NO,3.1,410000,JPY,YOKOHAMA,HONG KONG,ORIENT SCI LTD
"""

TURKEY = """\
Beyanname No;Tescil Tarihi;Gönderici Adı;Gönderici Vergi No;ALICI ADI;Alıcı Adresi;GTİP;Ticari Tanımı;Miktar;Ölçü Birimi;Net Ağırlık;Brüt Ağırlık;Fatura Bedeli;Döviz Cinsi;Menşe Ülke;Gideceği Ülke
23341200EX000123;14.02.2023;ANADOLU MAKİNA SAN. TİC. LTD. ŞTİ.;0680123456;ООО СЕВЕР;MOSKOVA;848210100000;RULMAN;1.250;ADET;312,5;330;9.875,40;EUR;TÜRKİYE;RUSYA FEDERASYONU
23341200EX000124;20.02.2023;ANADOLU MAKİNA SAN. TİC. LTD. ŞTİ.;0680123456;BAKU TEXNIKA MMC;BAKÜ;848220000000;RULMAN;800;ADET;120,25;140;4.300,00;USD;ALMANYA;AZERBAYCAN
"""

UKRAINE = """\
Номер МД;Дата оформлення;Відправник;Одержувач;Код ЄДРПОУ одержувача;Код УКТЗЕД;Опис товару;Країна походження;Країна відправлення;Кількість;Одиниця виміру;Вага нетто, кг;Фактурна вартість;Валюта
23UA100000123456U1;22.05.2023;SHENZHEN BRIGHT CO LTD;ТОВ "СОНЯХ";31234567;8517620000;МАРШРУТИЗАТОРИ;CN;PL;120;шт;64,8;7450,00;USD
23UA100000123457U1;23.05.2023;WARSAW GOODS SP Z O O;ТОВ "ЛАН";31234568;8471300000;НОУТБУКИ;CN;PL;10;шт;21,5;6000,00;EUR
"""

COLOMBIA = """\
Número de Declaración,Fecha,NIT,Importador,Dirección del Importador,Proveedor,País de Origen,País de Procedencia,Subpartida Arancelaria,Descripción de la Mercancía,Cantidad,Unidad de Medida,Peso Neto Kg,Peso Bruto Kg,Valor FOB (USD),Agente de Aduana,Flete
352023000123,23/01/2023,800123456,Andina de Motores SAS,"Cra 7 # 32-16, Bogotá",Guangzhou Motor Co Ltd,CHINA,PANAMÁ,8407900000,MOTORES DE GASOLINA,15,U,450.75,480,12850.20,Aduanas Rápidas SIA,300
352023000124,05/02/2023,800123456,Andina de Motores SAS,"Cra 7 # 32-16, Bogotá",Torino Ricambi SRL,ITALIA,ITALIA,8409911000,BIELAS,40,U,35.2,38,2100.00,Aduanas Rápidas SIA,80
"""

BRAZIL = """\
Número da DI|Data de Registro|CNPJ do Importador|Importador|Exportador|País de Origem|País de Procedência|NCM|Descrição da Mercadoria|Quantidade|Unidade de Medida|Peso Líquido|Valor FOB|Moeda|Porto de Desembarque
23/0012345-6|30/01/2023|12.345.678/0001-90|Sertão Máquinas Ltda|Shenzhen Bright Co Ltd|China|Hong Kong|8542.31.90|CIRCUITOS INTEGRADOS|1000|UN|2,5|15000,00|USD|Santos
23/0012346-7|02/02/2023|12.345.678/0001-90|Sertão Máquinas Ltda|Bonn Optik GmbH|Alemanha|Alemanha|9002.11.90|LENTES|12|UN|1,25|1800,00|EUR|Santos
"""

FRANCE = """\
Numéro de déclaration;Date;Exportateur;Adresse de l'exportateur;Destinataire;Pays de destination;Pays d'origine;Nomenclature;Désignation des marchandises;Quantité;Unité;Masse nette (kg);Valeur (EUR);Devise;Transitaire
FR-23-1;27/02/2023;Optique du Jura SAS;"3 rue Neuve, Dole";Issyk Trade LLC;Kirghizistan;France;90021100;Objectifs;12;pièces;4,8;12 400,50;EUR;TransLog SA
FR-23-2;02/03/2023;Optique du Jura SAS;"3 rue Neuve, Dole";Gulf Lab FZE;Émirats arabes unis;France;90021900;Objectifs;3;pièces;1,2;3 100,00;EUR;TransLog SA
"""

GERMANY = """\
MRN;Datum der Anmeldung;Ausführer;Anschrift des Ausführers;Empfänger;Land des Empfängers;Bestimmungsland;Ursprungsland;Warennummer;Warenbezeichnung;Eigenmasse;Rohmasse;Statistischer Wert;Währung;Endverwender;Genehmigungsnummer
23DE485100001234E1;31.01.2023;Muster Optik GmbH;Hauptstr. 1, Jena;Issyk Trade LLC;KG;Kirgisistan;Deutschland;90138020;Laser;18,500;21,300;42.000,00;EUR;Issyk Lab;AG-2023-77
23DE485100001235E1;01.02.2023;Muster Optik GmbH;Hauptstr. 1, Jena;Ararat CJSC;AM;Armenien;Deutschland;90021100;Objektive;2,250;2,900;3.100,00;EUR;;
"""

SAD = """\
Box A MRN,Box 54 Date,Box 2 Consignor/Exporter,Box 8 Consignee,Box 14 Declarant,15a Country of dispatch code,17a Country of destination code,34 Country of origin code,33 Commodity code,31 Packages and description of goods,35 Gross mass (kg),38 Net mass (kg),41 Supplementary units,46 Statistical value,22 Currency,21 Active means of transport,37 Procedure
23PL301010E0001234,2023-05-30,WARSAW GOODS SP Z O O,TOO STEPPE,AGENCJA CELNA LOT,PL,KZ,CN,8471300000,10 CT LAPTOPS,30,28.5,10,8000,EUR,TRUCK,1000
23PL301010E0001235,2023-06-02,WARSAW GOODS SP Z O O,MINSK IMPORT UP,AGENCJA CELNA LOT,PL,BY,CN,8517620000,2 CT ROUTERS,12,10.5,40,2500,EUR,TRUCK,1000
"""

VIETNAM = """\
Số tờ khai,Ngày đăng ký,Mã số thuế,Tên doanh nghiệp xuất khẩu,Nhà nhập khẩu,Mã HS,Tên hàng,Số lượng,Đơn vị tính,Trị giá,Nguyên tệ,Nước xuất xứ,Nước nhập khẩu
305123456789,2023-07-15,0301234567,CÔNG TY TNHH SAO MAI,GULF LAB FZE,85423100,Mạch tích hợp,100,CÁI,5000,USD,VN,AE
305123456790,2023-07-29,0301234567,CÔNG TY TNHH SAO MAI,ISSYK TRADE LLC,85423900,Mạch tích hợp,200,CÁI,7000,USD,VN,KG
"""

Layout = tuple[str, str, dict[str, Any]]

LAYOUTS: dict[str, Layout] = {
    "our own": (OWN, "utf-8", {
        "reference": "EX-1", "flow": "export", "date": date(2024, 2, 28), "reporter": "DE", "origin": "US", "departure": "DE",
        "transit": ["TR", "AE"], "destination": "KG", "exporter": "Muster Optik GmbH", "exporter_address": "Hauptstr. 1, Jena",
        "consignee": "Issyk Trade LLC", "notify_party": "Aral Freight", "forwarder": "Nordlog AG", "end_user": "Issyk Lab",
        "payer": "Gulf Pay FZE", "part_number": "TC640-A", "hs_code": None, "control_code": "6A003.B.4.B", "licence_id": "L-77",
        "quantity": 12.0, "unit": "pcs", "net_kg": 18.5, "value": 42000.0, "currency": "EUR", "port_from": "Hamburg",
        "port_to": "Poti", "carrier": "MSC", "amended_on": date(2024, 3, 2), "amended_field": "destination",
        "amended_from": "AM", "status": "amended", "subject": "shipment:DE:EX-1"}),
    "US bills of lading, Panjiva style": (PANJIVA, "utf-8", {
        "reference": "ABCD1234", "date": date(2023, 1, 4), "consignee": "LAKESIDE INC",
        "consignee_address": "12 PIER RD, CHARLOTTE NC 28226", "shipper": "HIGHVELD PTY LTD",
        "shipper_address": "R34 ROAD, EMPANGENI, ZA", "notify_party": "LAKESIDE INC", "origin": "ZA", "net_kg": 1040.0,
        "value": 5720.0, "currency": "USD", "hs_code": "720110", "vessel": "METEORA", "vessel_id": "9368845"}),
    "US bills of lading, ImportGenius style": (IMPORT_GENIUS, "utf-8", {
        "reference": "HBL001", "date": date(2023, 3, 25), "consignee": "Blue Bay Foods LLC", "shipper": "Saigon Export Co Ltd",
        "notify_party_address": "1 Dock St, Oakland CA", "net_kg": 12000.0, "quantity": 400.0, "unit": "ctn",
        "port_from": "Ho Chi Minh City", "port_to": "Oakland", "description": "FROZEN SHRIMP", "carrier_id": "EGLV"}),
    "Indian shipping bills": (INDIA_EXPORT, "utf-8", {
        "reference": "4455661", "date": date(2023, 1, 17), "exporter": "PUNE TOOLS PVT LTD", "exporter_id": "0388123456",
        "hs_code": "84669390", "quantity": 120.0, "unit": "nos", "destination": "TR", "port_from": "NHAVA SHEVA",
        "port_to": "MERSIN", "buyer": "ANADOLU MAKINA", "declarant": "SHREE CLEARING"}),
    "Russian declarations in words": (RUSSIA, "cp1251", {
        "reference": "10005030/150323/3001234", "date": date(2023, 3, 15), "flow": "import",
        "shipper": "SHENZHEN BRIGHT CO LTD", "consignee": 'ООО "РОМАШКА"', "consignee_id": "7701234567",
        "consignee_address": "г. Москва, ул. Ленина, 1", "departure": "CN", "origin": "CN", "hs_code": "8542319010",
        "hs6": "854231", "net_kg": 12.45, "gross_kg": 14.1, "value": 15600.5, "currency": "USD"}),
    "Russian declarations by box": (RUSSIA_BOXES, "utf-8", {
        "reference": "10702070/010223/3000001", "date": date(2023, 2, 1), "flow": "export", "shipper": "ООО ДАЛЬЛЕС",
        "shipper_id": "2540012345", "consignee": "DALIAN WOOD CO", "destination": "CN", "origin": "RU", "departure": "RU",
        "hs_code": "4407119100", "net_kg": 24000.0, "gross_kg": 25000.0, "value": 5400.75, "currency": "USD"}),
    "Chinese declarations": (CHINA, "gb18030", {
        "reference": "530120230123456789", "date": date(2023, 1, 14), "exporter": "深圳明亮电子有限公司",
        "consignee": "ISSYK TRADE LLC", "hs_code": "8542310000", "description": "集成电路", "part_number": "STM32F407",
        "quantity": 1000.0, "unit": "个", "net_kg": 2.5, "gross_kg": 3.0, "value": 15000.0, "currency": "USD",
        "origin": "CN", "destination": "KG", "port_from": "深圳"}),
    "Korean declarations": (KOREA, "utf-8", {
        "reference": "41234-23-100001X", "date": date(2023, 3, 5), "exporter": "한빛정밀(주)", "exporter_address": "경기도 수원시",
        "importer": "ORIENT BEARINGS LLC", "hs_code": "8482101000", "quantity": 5000.0, "net_kg": 250.5, "value": 12000.0,
        "currency": "USD", "origin": "KR", "destination": "KZ", "port_from": "부산항"}),
    "Japanese declarations": (JAPAN, "cp932", {
        "reference": "12345678901", "date": date(2023, 3, 20), "exporter": "山田計測株式会社", "consignee": "GULF LAB FZE",
        "destination": "AE", "hs_code": "902610000", "hs6": "902610", "net_kg": 12.4, "value": 880000.0, "currency": "JPY",
        "end_user": "GULF LAB FZE", "port_to": "JEBEL ALI"}),
    "Turkish declarations": (TURKEY, "utf-8", {
        "reference": "23341200EX000123", "date": date(2023, 2, 14), "shipper": "ANADOLU MAKİNA SAN. TİC. LTD. ŞTİ.",
        "shipper_id": "0680123456", "consignee": "ООО СЕВЕР", "hs_code": "848210100000", "hs6": "848210", "quantity": 1250.0,
        "net_kg": 312.5, "value": 9875.4, "currency": "EUR", "origin": "TR", "destination": "RU"}),
    "Ukrainian declarations": (UKRAINE, "utf-8-sig", {
        "reference": "23UA100000123456U1", "date": date(2023, 5, 22), "consignee": 'ТОВ "СОНЯХ"', "consignee_id": "31234567",
        "hs_code": "8517620000", "origin": "CN", "departure": "PL", "quantity": 120.0, "unit": "шт", "net_kg": 64.8,
        "value": 7450.0, "currency": "USD"}),
    "Colombian imports": (COLOMBIA, "utf-8", {
        "reference": "352023000123", "date": date(2023, 1, 23), "importer": "Andina de Motores SAS", "importer_id": "800123456",
        "seller": "Guangzhou Motor Co Ltd", "origin": "CN", "departure": "PA", "hs_code": "8407900000", "net_kg": 450.75,
        "gross_kg": 480.0, "value": 12850.2, "currency": "USD", "declarant": "Aduanas Rápidas SIA"}),
    "Brazilian imports": (BRAZIL, "latin-1", {
        "reference": "23/0012345-6", "date": date(2023, 1, 30), "importer": "Sertão Máquinas Ltda",
        "importer_id": "12.345.678/0001-90", "exporter": "Shenzhen Bright Co Ltd", "origin": "CN", "departure": "HK",
        "hs_code": "85423190", "net_kg": 2.5, "value": 15000.0, "currency": "USD", "port_to": "Santos"}),
    "French exports": (FRANCE, "utf-8", {
        "reference": "FR-23-1", "date": date(2023, 2, 27), "exporter": "Optique du Jura SAS", "consignee": "Issyk Trade LLC",
        "destination": "KG", "origin": "FR", "hs_code": "90021100", "net_kg": 4.8, "value": 12400.5, "currency": "EUR",
        "forwarder": "TransLog SA"}),
    "German exports": (GERMANY, "cp1252", {
        "reference": "23DE485100001234E1", "date": date(2023, 1, 31), "exporter": "Muster Optik GmbH",
        "consignee": "Issyk Trade LLC", "consignee_country": "KG", "destination": "KG", "hs_code": "90138020", "net_kg": 18.5,
        "gross_kg": 21.3, "value": 42000.0, "end_user": "Issyk Lab", "licence_id": "AG-2023-77"}),
    "single administrative document by box": (SAD, "utf-8", {
        "reference": "23PL301010E0001234", "date": date(2023, 5, 30), "exporter": "WARSAW GOODS SP Z O O",
        "consignee": "TOO STEPPE", "declarant": "AGENCJA CELNA LOT", "departure": "PL", "destination": "KZ", "origin": "CN",
        "hs_code": "8471300000", "gross_kg": 30.0, "net_kg": 28.5, "quantity": 10.0, "value": 8000.0, "currency": None}),
    "Vietnamese exports": (VIETNAM, "utf-8", {
        "reference": "305123456789", "date": date(2023, 7, 15), "exporter": "CÔNG TY TNHH SAO MAI", "importer": "GULF LAB FZE",
        "hs_code": "85423100", "quantity": 100.0, "value": 5000.0, "currency": "USD", "origin": "VN", "destination": "AE"}),
}  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create(tmp_path / "workspace")


def take(workspace: Workspace, path: Path) -> tuple[Taken, list[dict[str, Any]], list[dict[str, Any]]]:
    (taken,) = ingest(workspace, [path], today=date(2026, 1, 1))
    assert taken.entry is not None
    records = workspace.records
    database = duckdb.connect()

    def rows(ending: str) -> list[dict[str, Any]]:
        found = database.execute(f"SELECT * FROM read_parquet('{records / taken.entry.document}.{ending}')")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return taken, rows("trade.parquet"), rows("issues.parquet")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_recognised_and_its_first_row_read(layout: str, workspace: Workspace, tmp_path: Path) -> None:
    text, encoding, expected = LAYOUTS[layout]
    path = tmp_path / "given.csv"
    path.write_bytes(text.encode(encoding))
    taken, rows, issues = take(workspace, path)
    assert taken.entry
    assert taken.entry.source == "trade", (taken.problem, taken.nearest)
    assert taken.report
    assert taken.report.rows == {"in": 3, "kept": 2, "reported": 0, "headers": 1}
    got = {name: rows[0][name] for name in expected}
    assert got == expected, issues
    assert [row["row"] for row in rows] == [2, 3]
