"""Money: amounts in the world's currencies, as one decimal and an ISO code."""

from __future__ import annotations

import pytest

from nlp.components import d_money as money
from tests.nlp.components.reading_alone import found, seconds_for_hostile_text, values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("USD 1.2 million", "1200000 USD"),
        ("€ 3 000", "3000 EUR"),
        ("RMB 4,500,000", "4500000 CNY"),
        ("CHF 2’500", "2500 CHF"),
        ("25.000,00 EUR", "25000.00 EUR"),
        ("0,9 M€", "900000 EUR"),
        ("3,5 Millionen Euro", "3500000 EUR"),
        ("12 млн долларов США", "12000000 USD"),
        ("1,2 млрд рублей", "1200000000 RUB"),
        ("300万美元", "3000000 USD"),
        ("HK$3.2bn", "3200000000 HKD"),
        ("Rs. 5 crore", "50000000 INR"),
        ("$116,2 50", "116250 USD"),
        ("twenty-five thousand dollars", "25000 USD"),
        ("1,234 million euros", "1234000000 EUR"),
    ],
)
def test_an_amount_has_one_value_however_it_is_written(written: str, value: str) -> None:
    assert values(money, f"It paid {written} to them.") == {written: value}


def test_the_ends_of_a_range_share_their_scale_and_currency() -> None:
    assert list(values(money, "It cost $2 to $3 million.").values()) == ["2000000 USD", "3000000 USD"]
    assert list(values(money, "It cost 2 to 3 million euros.").values()) == ["2000000 EUR", "3000000 EUR"]


def test_a_sign_of_two_currencies_is_doubted() -> None:
    (one,) = found(money, "for ¥12,000 a piece").values()
    assert one.confidence < 0.7


@pytest.mark.parametrize(
    "text", ["ALL 500 companies", "try 5 times", "in 2019 and 2020", "EURO 6 engines won", "part 12,500"]
)
def test_numbers_without_a_currency_are_no_money(text: str) -> None:
    assert found(money, text) == {}


def test_five_million_hostile_characters_are_read_in_their_time() -> None:
    assert seconds_for_hostile_text(money) < 60
