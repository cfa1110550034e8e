"""Law: citations of many legal orders; a part of a law and its law are one mention."""

from __future__ import annotations

import pytest

from nlp.components import a_legal as legal
from tests.nlp.components.reading_alone import found, seconds_for_hostile_text


@pytest.mark.parametrize(
    "citation",
    [
        "15 C.F.R. § 764.2(a)",
        "31 C.F.R. part 501, app. A",
        "50 U.S.C. §§ 1701-1706",
        "88 Fed. Reg. 12,345",
        "E.O. 14024",
        "section 2(b) of Executive Order (E.O.) 13582",
        "section 6(a) of the Harbour Sanctions Act of 1996",
        "§ 560.204 of the Iranian Transactions and Sanctions Regulations",
        "§§ 560.203, 560.204, and 560.206 of the ITSR",
        "Sections 1260H(g)(3)(A), (g)(3)(B)(i), and (g)(3)(E)",
        "section 1705(a) of title 50, United States Code",
        "Supplement No. 4 to part 744 of the EAR",
        "Council Regulation (EU) No 833/2014",
        "Annex I to Regulation (EU) No 269/2014",
        "Article 3s(2), point (b)",
        "Council Decision 2014/145/CFSP",
        "Verordnung (EU) 2022/328",
        "resolution 1747 (2007)",
        "paragraph 12 of resolution 1737 (2006)",
        "Russia (Sanctions) (EU Exit) Regulations 2019",
        "section 68(2) of the Customs and Excise Management Act 1979",
        "§ 18 Abs. 1 Nr. 1 AWG",
        "SR 946.231.143.6",
        "ст. 226.1 УК РФ",
        "Validated End-User (VEU) list",
        "Denied Persons List",
        "[NPWMD]",
    ],
)
def test_a_citation_is_one_mention(citation: str) -> None:
    assert list(found(legal, f"It was found that {citation} applies here.")) == [citation]


def test_the_title_of_an_order_is_a_mention_beside_its_number() -> None:
    said = found(legal, "under Executive Order 13348, “Blocking Property of Certain Persons,” the firm")
    assert list(said) == ["Executive Order 13348", "Blocking Property of Certain Persons"]


@pytest.mark.parametrize(
    "text",
    [
        "Purchase Order Act",
        "multiple U.S. Sanctions Programs",
        "section 5",
        "the company’s Code",
        "Order Denying Export Privileges",
    ],
)
def test_orders_of_goods_programmes_in_general_and_bare_sections_are_no_law(text: str) -> None:
    assert found(legal, f"He saw {text} there.") == {}


def test_five_million_hostile_characters_are_read_in_their_time() -> None:
    assert seconds_for_hostile_text(legal) < 90
