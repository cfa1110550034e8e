"""Names from data are shown as they are, and never run, link, reorder or calculate anything."""

import csv
import io
from datetime import date

import pytest

from dashboard.words import highlighted, html, markdown, plain, short, spoken, table_file


def test_a_script_in_a_name_is_shown_not_run() -> None:
    assert html("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_a_link_or_a_colour_in_a_name_is_no_link_and_no_colour() -> None:
    assert markdown("[x](http://evil) :red[y]") == r"\[x\]\(http\:\/\/evil\) \:red\[y\]"


def test_a_mark_that_turns_the_direction_of_reading_is_shown_by_its_number() -> None:
    assert plain("abc\u202egnp.exe") == "abc⟨U+202E⟩gnp.exe"
    assert "⟨U+200B⟩" in short("a\u200bb")


def test_what_is_cut_of_a_long_name_is_counted() -> None:
    assert plain("x" * 10_000, 100) == "x" * 100 + "… (+9,900 characters)"
    assert len(short("x" * 10_000, 40)) == 40


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://evil","x")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1", "\r+1"]
)
def test_a_formula_in_a_name_is_text_to_a_spreadsheet(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(table_file(["name"], [[cell]]).decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{cell}"]


def test_a_negative_number_stays_a_number() -> None:
    assert table_file(["net"], [[-5.5]]).decode("utf-8-sig").splitlines() == ["net", "-5.5"]


def test_quoted_words_are_marked_in_what_stands_around_them() -> None:
    assert highlighted("before <b> the words after", "the words") == "before &lt;b&gt; <mark>the words</mark> after"


def test_a_long_record_is_shown_around_its_quoted_words() -> None:
    shown = highlighted("a" * 5_000 + "HERE" + "b" * 5_000, "HERE", most=100)
    assert "<mark>HERE</mark>" in shown
    assert len(shown) < 200


def test_values_are_said_as_people_say_them() -> None:
    assert [spoken(one) for one in (None, True, 1234, 0.5, date(2024, 3, 1), ["a", "b"])] == [
        "", "yes", "1,234", "0.5", "2024-03-01", "a, b",
    ]  # fmt: skip
