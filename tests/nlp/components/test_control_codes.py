"""Control codes: the code without the name of its list, the list it belongs to, and one spelling of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.components import b_control_codes as codes
from nlp.components import c_identifiers as identifiers
from nlp.finding import Page
from nlp.lines import Line, read_lines
from nlp.reading import Mention, Reading
from nlp.scoring import score_files
from tests.nlp.components.reading_alone import found, seconds_for_hostile_text, values

EVALUATION = Path(__file__).parents[1] / "evaluation" / "codes_and_identifiers.jsonl"


class Alone:
    """Reads with the two components only."""

    def read(self, text: str) -> Reading:
        page = Page(text)
        page.take(codes.find(page))
        page.take(identifiers.find(page))
        return Reading(
            text, tuple(Mention(f"e{n}", f.start, f.end, f.label, page.words(f)) for n, f in enumerate(page.found))
        )


@pytest.mark.parametrize("label", ["CONTROL_CODE", "IDENTIFIER"])
def test_our_own_lines_are_read_nearly_without_error(label: str) -> None:
    lines: list[Line] = list(read_lines(EVALUATION, annotated=True))
    assert len(lines) >= 60
    assert score_files({"own": lines}, Alone())["own"]["entities"][label]["f1"] >= 0.95


@pytest.mark.parametrize(
    ("text", "code", "kind", "value"),
    [
        ("classified under ECCN 3A001.a.7 by Tolvex", "3A001.a.7", "us_ccl", "3A001.a.7"),
        ("Annex I entry 3A001a7 applies", "3A001a7", "eu_annex_i", "3A001.a.7"),
        ("the jigs are 9A619.x.", "9A619.x", "us_ccl", "9A619.x"),
        ("entry 1C350.46 alone", "1C350.46", "dual_use", "1C350.46"),
        ("rated EAR 99 goods", "EAR 99", "us_ccl", "EAR99"),
        ("under ML 10 b of the list", "ML 10 b", "ml", "ML10.b"),
        ("UK PL5001 goods", "PL5001", "uk_pl", "PL5001"),
        ("MTCR 9.A.2 gyros", "9.A.2", "mtcr", "9.A.2"),
        ("Wassenaar 7.A.4 trackers", "7.A.4", "wassenaar", "7.A.4"),
        ("see INFCIRC/254/Part 2, 1.B.2 there", "INFCIRC/254/Part 2, 1.B.2", "nsg_part_2", "1.B.2"),
        ("in USML Category VIII(h) parts", "Category VIII(h)", "usml", "VIII(h)"),
        ("Ausfuhrliste Nr. 0004a", "0004a", "de_al", "0004a"),
        ("Schedule 2, part B (4) chemicals", "Schedule 2, part B (4)", "cwc", "2.B.4"),
        ("код ТН ВЭД 8542 31 900 1", "8542 31 900 1", "hs", "8542319001"),
        ("海关编码：8542319000。", "8542319000", "hs", "8542319000"),
    ],
)
def test_a_code_tells_its_list_and_has_one_spelling(text: str, code: str, kind: str, value: str) -> None:
    assert [(w, f.kind, f.value) for w, f in found(codes, text).items()] == [(code, kind, value)]


def test_a_list_of_tariff_codes_is_read_to_its_end() -> None:
    assert list(values(codes, "HS 8471.50, 8542.31 and 9013, 40 pcs").values()) == ["847150", "854231", "9013"]


@pytest.mark.parametrize(
    "text",
    ["Room 2B104 and shelf 3A001", "HS 2022 edition", "It cost 8542.31 USD", "5 ML 10", "section 9.A.2 of the report",
     "Category IV storm"],
)  # fmt: skip
def test_rooms_editions_sums_and_sections_are_no_codes(text: str) -> None:
    assert found(codes, text) == {}


def test_a_callers_code_list_makes_a_code_surer_or_less_sure_and_the_rule_says_so() -> None:
    def known(kind: str, value: str) -> bool | None:
        return {"us_ccl": value == "3A001"}.get(kind)

    listed = Mention("e1", 0, 5, "CONTROL_CODE", "3A001", "us_ccl", "3A001", "rule", 0.95)
    unlisted = Mention("e2", 0, 5, "CONTROL_CODE", "3A777", "us_ccl", "3A777", "rule", 0.95)
    other = Mention("e3", 0, 3, "CONTROL_CODE", "ML4", "ml", "ML4", "rule", 0.9)
    assert codes.checked(listed, known).confidence > 0.95
    assert codes.checked(unlisted, known).confidence < 0.5
    assert "not in the code list" in codes.checked(unlisted, known).rule
    assert codes.checked(other, known) == other


def test_five_million_hostile_characters_are_read_in_their_time() -> None:
    assert seconds_for_hostile_text(codes) < 60
