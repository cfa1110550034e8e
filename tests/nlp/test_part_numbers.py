"""Part numbers are told from everything else that has letters and figures, and split as their makers order them."""

from __future__ import annotations

import pytest

from nlp.part_numbers import part_number, part_numbers


@pytest.mark.parametrize(
    ("text", "base", "suffix", "maker"),
    [
        ("10 pcs XILINX XC7K325T-2FFG900I", "XC7K325T", "2FFG900I", "Xilinx"),
        ("transceiver AD9361BBCZ", "AD9361", "BBCZ", "Analog Devices"),
        ("TMS320C6748EZWTD4", "TMS320C6748", "EZWTD4", "Texas Instruments"),
        ("TMS320C6748 by Texas Instruments", "TMS320C6748", "", "Texas Instruments"),
        ("gyroscope MPU-6050", "MPU6050", "", "TDK InvenSense"),
        ("STM32F407VGT6 microcontrollers", "STM32F407", "VGT6", "STMicroelectronics"),
        ("ADSP-21489KSWZ-4B", "ADSP21489", "KSWZ-4B", "Analog Devices"),
        ("Altera EP4CE22F17C6N", "EP4CE22", "F17C6N", "Intel"),
        ("NEO-M8N receiver", "NEOM8N", "", "u-blox"),
        ("xc7z020-1clg400c", "XC7Z020", "1CLG400C", "Xilinx"),
        ("computer, model CF-M46J", "CFM46J", "", ""),
        ("KEMET T491D476K016AT capacitors", "T491D476K016AT", "", "KEMET"),
    ],
)
def test_a_part_is_known_without_its_package(text: str, base: str, suffix: str, maker: str) -> None:
    (found,) = part_numbers(text)
    assert (found.base, found.suffix, found.maker) == (base, suffix, maker)
    assert text[found.start : found.end] == found.written


@pytest.mark.parametrize(
    "text",
    [
        "classified under 3A001.a.7 and 5A992.c, ML10.c and HS 8542.31",
        "5000mAh 28V batteries, 50mm, 2.4GHz, 220V, 100KG",
        "F-16 and MQ-9 parts, Mi-8, Su-57, S-400, Boeing 747",
        "container MSCU1234567, IMO 9123456, licence GB2023-00123, 15 CFR 744.11",
        "ISO9001, EN10204, AISI 304, RS485, USB3.0, MIL-STD-810",
        "on 3 May 2022, USD12000, FY2023, COVID-19, Annex A1",
        "",
    ],
)
def test_codes_measures_aircraft_and_papers_are_no_parts(text: str) -> None:
    assert part_numbers(text) == []


def test_the_same_part_in_two_packages_has_one_base() -> None:
    one, other = part_numbers("XC7K325T-2FFG900I and XC7K325T-1FBG676C")
    assert one.base == other.base
    assert one.normal != other.normal


def test_a_cell_of_a_column_is_a_part_number_whatever_its_shape() -> None:
    stated = part_number(" vx7-325t-2 ")
    assert stated is not None
    assert (stated.normal, stated.base, stated.maker) == ("VX7-325T-2", "VX7325T2", "")
    apart = part_number("XC7K325T 2FFG900I")
    assert apart is not None
    assert (apart.normal, apart.base) == ("XC7K325T2FFG900I", "XC7K325T")
    assert part_number("  ") is None


def test_the_maker_whom_the_text_names_goes_before_the_one_whose_series_it_is() -> None:
    (found,) = part_numbers("Freescale LM358DR")
    assert found.maker == "NXP"
