"""What the grammar puts in place of addresses, goods, codes, numbers, dates, amounts; and what noise leaves whole."""

import random
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import imo, lei
from stdnum.br import cnpj
from stdnum.cn import uscc
from stdnum.ru import inn, ogrn

from nlp.training.grammar.addresses import address, city, countries, country_name, region
from nlp.training.grammar.amounts import date_like, digits_like, money_like
from nlp.training.grammar.codes import control_code
from nlp.training.grammar.goods import before_item, item
from nlp.training.grammar.identifiers import identifier, like
from nlp.training.grammar.noise import noisy

KINDS = (
    "passport", "tax", "reg", "imo", "mmsi", "phone", "email",
    "licence", "inmate", "case", "swift", "lei", "account",
)  # fmt: skip
WORDS = [
    "Sarkis", "& Sons", "“Irz-Svyaz”", "Co.,", "Ltd.", "sold", "affixes", "3A001.a.7", "d'Été", "’s", "(ACR)",
    "Şirketi",     "Производство", "официально", "effluent", "Straße", "No. 5/A",
    "ΑΕ", "İnönü", "X", "-", "Rm 12,", "12/F", "\n", "end.",
]  # fmt: skip


def letters_and_digits(words: str) -> str:
    words = re.sub("[âÂaA]€™|[\u00ad¬ı]", lambda m: "i" if m[0] == "ı" else "", words)
    words = unicodedata.normalize("NFKD", words.upper())
    return "".join(sign for sign in words.casefold() if sign.isalnum())


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), min_size=1, max_size=30), st.integers(0, 2**32))
@settings(max_examples=400, deadline=None)
def test_a_marked_name_covers_the_same_words_under_any_noise(pieces: list[tuple[str, bool]], seed: int) -> None:
    text, spans = "", []
    for words, marked in pieces:
        if marked and words.strip("\n- "):
            spans.append((len(text), len(text) + len(words)))
        text += words + (" " if seed % 3 else "")
    for start, end in spans:
        assert text[start:end].strip() == text[start:end]
    after, moved = noisy(random.Random(seed), text, spans)
    assert len(moved) == len(spans)
    for (start, end), (left, right) in zip(spans, moved, strict=True):
        assert letters_and_digits(after[left:right]) == letters_and_digits(text[start:end])
        assert not after[left:right] or after[left:right].strip() == after[left:right]
    assert moved == sorted(moved)


@pytest.mark.parametrize(
    ("given_date", "shape"),
    [
        ("2021-03-05", r"\d{4}-\d\d-\d\d"),
        ("3/5/2019", r"\d{1,2}/\d{1,2}/\d{4}"),
        ("11/14/07", r"\d\d/\d\d/\d\d"),
        ("1. Mai 2020", r"\d{1,2}\. (J|F|M|A|S|O|N|D)[a-zä]+ \d{4}"),
        ("JUNE 12, 2013", r"[A-Z]+ \d{1,2}, \d{4}"),
        ("15 мая 2022 г.", r"\d{1,2} [а-я]+[ая] \d{4} г\."),
        ("FY 2019/20", r"FY \d{4}/\d\d"),
        ("late 1990s", r"(early|mid|late) \d{3}0s"),
        ("Q3 2020", r"Q[1-4] \d{4}"),
        ("2021年5月3日", r"\d{4}年\d{1,2}月\d{1,2}日"),
    ],
)
def test_another_date_keeps_the_format_of_the_first(given_date: str, shape: str) -> None:
    rng = random.Random(7)
    others = {date_like(rng, given_date) for _ in range(50)}
    assert len(others) > 1
    assert all(re.fullmatch(shape, other) for other in others)


@pytest.mark.parametrize(
    ("amount", "shape"),
    [
        ("$11,000.00", r"\$\d{1,3},000\.00"),
        ("€1.250.000,00", r"€\d{1,3}(\.\d{3})*,00"),
        ("USD 2.5 million", r"USD \d\.\d million"),
        ("two million dollars", r"[a-z]+ (thousand|million) dollars"),
        ("1 200 000 EUR", r"\d{1,3}( \d{3})+ EUR"),
    ],
)
def test_another_amount_keeps_currency_and_format(amount: str, shape: str) -> None:
    rng = random.Random(7)
    assert all(re.fullmatch(shape, money_like(rng, amount)) for _ in range(50))


def test_another_citation_has_other_numbers_of_the_same_length() -> None:
    assert re.fullmatch(r"\d\d C\.F\.R\. part \d{3}", digits_like(random.Random(1), "31 C.F.R. part 560"))


def test_numbers_with_check_digits_pass_them() -> None:
    rng = random.Random(7)
    for _ in range(30):
        assert imo.is_valid(re.sub(r"\D", "", identifier(rng, "imo")))
        assert lei.is_valid(identifier(rng, "lei"))
        assert imo.is_valid(like(rng, "IMO 9074729")[4:])
    companies = [identifier(rng, "reg") for _ in range(400)]
    assert any(uscc.is_valid(number) for number in companies)
    assert any(ogrn.is_valid(number) for number in companies)
    taxpayers = [identifier(rng, "tax") for _ in range(400)]
    assert any(cnpj.is_valid(number) and "/" in number for number in taxpayers)
    assert any(len(number) == 12 and inn.is_valid(number) for number in taxpayers)


def test_a_number_like_another_has_its_shape_and_keeps_its_words() -> None:
    rng = random.Random(7)
    assert re.fullmatch(r"\d{5}-\d{3}", like(rng, "79995-112"))
    assert re.fullmatch(r"Licence No\. [A-Z]\d{6}", like(rng, "Licence No. D123456"))
    assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", like(rng, "sales@firm.com"))


def test_the_same_random_numbers_draw_the_same_things() -> None:
    def drawn() -> list[str]:
        rng = random.Random(11)
        places = [address(rng, c, held) for c in (*countries(), "", "zz") for held in (False, True)]
        names = [city(rng, c, False) for c in countries()] + [country_name(rng), region(rng)]
        goods = [item(rng, singular, held) for singular in (False, True) for held in (False, True) for _ in range(200)]
        codes = [control_code(rng, kind) for kind in ("eccn", "eu", "ml", "mtcr", "nsg", "hs", "uk", "")]
        return places + names + goods + codes + [identifier(rng, kind) for kind in KINDS]

    first = drawn()
    assert first == drawn()
    assert all(words and words == words.strip() and "  " not in words and "{" not in words for words in first)


def test_addresses_are_known_in_the_countries_notices_name() -> None:
    rng = random.Random(7)
    assert len(countries()) > 120
    for country in "ru cn ir tr ae hk kp sy by us gb de cy lb iq pk in mh vg".split():  # noqa: SIM905
        assert len({address(rng, country, False) for _ in range(100)}) > 90
        assert not {city(rng, country, False) for _ in range(50)} & {""}


def test_goods_are_one_thing_and_joined_only_in_set_phrases() -> None:
    rng = random.Random(7)
    drawn = [item(rng, False, False) for _ in range(2000)]
    joined = [words for words in drawn if " and " in words]
    assert len(joined) < 200
    assert "laptops and printers" not in drawn
    assert all(re.search(r", [\w -]+,? and [\w-]+ \w", words) for words in drawn if ", " in words)


def test_words_that_only_praise_goods_or_name_a_country_stay_outside_them() -> None:
    rng = random.Random(7)
    drawn = {word for _ in range(4000) for word in item(rng, rng.random() < 0.5, False).split()}
    assert not drawn & {"critical", "advanced", "modern", "sensitive", "various", "Russian", "Iranian", "Chinese-made"}


def test_words_before_goods_come_only_where_a_sentence_runs_on_and_suit_what_stands_before() -> None:
    rng = random.Random(7)
    assert {before_item(rng, before, False) for before in ("", " ", "Goods:\n", "seized: ", "firm. ", "(")} == {""}
    after_verb = {before_item(rng, "the firm supplied ", False) for _ in range(300)}
    assert {"a range of ", "critical ", "various "} <= after_verb
    assert not {before_item(rng, "the firm sold a ", True) for _ in range(300)} & {"a range of ", "various ", "some "}
