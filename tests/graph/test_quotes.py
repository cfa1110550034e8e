"""What stands at a place is quoted as it stands there, however odd the file and however big."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.evidence import Catalogue, DocumentEntry
from graph.quotes import QuoteRefused, Quotes
from graph.types import DocumentId
from graph.workspace import Workspace, create


def keep(place: Workspace, content: bytes, how: dict[str, Any], name: str = "file") -> str:
    document = hashlib.sha256(content).hexdigest()
    catalogue = Catalogue(place.evidence)
    path = catalogue.bytes_path(document)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    day = date(2031, 1, 1)
    entry = DocumentEntry(DocumentId(document), name, len(content), "x", "", day, day, day, format=how)
    catalogue.entry_path(document).write_text(entry.to_json(), encoding="utf-8")
    return document


CELL = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00\r"), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    delimiter=st.sampled_from([",", "\t", ";"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_cell_of_any_table_is_quoted_as_it_stands(
    tmp_path: Path, rows: list[list[str]], encoding: str, delimiter: str, end: str
) -> None:
    place = create(tmp_path / "w")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["one", "two", "a;b=c"])
    writer.writerows(rows)
    content = text.getvalue().encode(encoding)
    opened = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    document = keep(place, content, {"kind": "csv", "encoding": opened, "delimiter": delimiter})
    quotes = Quotes(place)
    for number, row in enumerate(rows, start=2):
        for column, cell in zip(("one", "two", "a%3Bb%3Dc"), row, strict=True):
            assert quotes.at(f"{document[:16]}#row={number};col={column}").words == cell
        raw = quotes.at(f"{document[:16]}#row={number}").words
        assert raw in text.getvalue()


def test_a_row_deep_in_a_big_table_is_quoted_at_once_after_the_first_time(tmp_path: Path) -> None:
    place = create(tmp_path / "w")
    notes = ["lines\nof text", *["two"] * 6]
    rows = "".join(f'{n},"PARTY {n}, LTD","{notes[n % 7]}"\n' for n in range(200_000))
    document = keep(place, ("id,name,note\n" + rows).encode(), {"kind": "csv", "encoding": "utf-8", "delimiter": ","})
    assert Quotes(place).at(f"{document}#row=5;col=name").words == "PARTY 3, LTD"
    quotes = Quotes(place)
    began = time.monotonic()
    assert quotes.at(f"{document}#row=180002;col=name").words == "PARTY 180000, LTD"
    assert quotes.at(f"{document}#row=70002").words == '70000,"PARTY 70000, LTD","lines\nof text"'
    assert time.monotonic() - began < 1


def test_words_are_found_in_lines_elements_pages_and_text(tmp_path: Path) -> None:
    place = create(tmp_path / "w")
    lines = "\n".join(json.dumps({"id": n, "text": f"Ölpumpe {n} went to Kazan", "who": ["a", "b"]}) for n in range(9))
    jsonl = keep(place, lines.encode(), {"kind": "json_lines", "encoding": "utf-8"})
    xml = keep(place, b"<L><P><N>Orla</N></P><P><N>Vann &amp; Sons</N></P></L>", {"kind": "xml"})
    text = keep(place, "Zwölf Boxkämpfer jagen".encode("cp1252"), {"kind": "text", "encoding": "cp1252"})
    page = "<html><script>no()</script><body><p>Fined   <b>today</b>.</p><p>More.</p></body></html>"
    html = keep(place, page.encode(), {"kind": "html", "encoding": "utf-8"})
    quotes = Quotes(place)
    assert quotes.at(f"{jsonl}#line=3;field=/text;chars=0-7").words == "Ölpumpe"
    assert quotes.at(f"{jsonl}#line=9;field=/who/1").words == "b"
    assert quotes.at(f"{xml}#element=/L/P[2]/N").words == "Vann & Sons"
    assert quotes.at(f"{text}#chars=6-16").words == "Boxkämpfer"
    assert quotes.at(f"{html}#chars=0-12").words == "Fined today."


def test_a_place_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    place = create(tmp_path / "w")
    document = keep(place, b"a,b\n1,2\n", {"kind": "csv", "encoding": "utf-8", "delimiter": ","}, "two.csv")
    for locator in ("row=9", "row=2;col=c", "line=1;field=/x", "page=3"):
        with pytest.raises(QuoteRefused):
            Quotes(place).at(f"{document}#{locator}")
    with pytest.raises(QuoteRefused, match="not in the evidence"):
        Quotes(place).at("deadbeefdeadbeef#row=1")


def test_a_word_that_stands_twice_in_a_row_is_marked_in_its_own_cell(tmp_path: Path) -> None:
    place = create(tmp_path / "w")
    content = b'owner,share_min,share_max,note\n"25, Quay Road Ltd",25,25,said 25\n'
    document = keep(place, content, {"kind": "csv", "encoding": "utf-8", "delimiter": ","})
    for column, before in (("share_min", 20), ("share_max", 23), ("owner", 1)):
        found = Quotes(place).at(f"{document[:16]}#row=2;col={column}")
        assert found.before == before
        assert found.context[found.before :].startswith(found.words)
    later = Quotes(place).at(f"{document[:16]}#row=2;col=note;chars=5-7")
    assert later.before == 31
