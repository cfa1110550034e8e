// expect = [{ licence_id = "L1", shipment_id = "S1", differs = ["country"], destination = "KG", licensed_country = "AE" }]
CREATE (l:Licence {id: 'licence:X:L1', licence_id: 'L1', status: 'expired', country: 'AE'}),
       (p:Party {id: 'P1', name: 'Named Consignee', country: 'AE'})-[:PARTY_TO {role: 'consignee'}]->(l),
       (s:Shipment {id: 'S1', date: date('2024-02-01'), destination: 'KG'})-[:UNDER_LICENCE]->(l),
       (p)-[:PARTY_TO {role: 'consignee'}]->(s)
