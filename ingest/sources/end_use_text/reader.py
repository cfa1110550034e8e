"""A signed statement in labelled lines ("End user: …"): who will use which goods for what; the rest is left as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from ingest.cells import Cell
from ingest.head import Head
from ingest.notices import NoticeSaying, reading_modules
from ingest.opening import Opened
from ingest.saying import Thing, country_code
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = reading_modules()
_TITLE = re.compile(r"end[- ]us(?:e|er)(?:/end-user)? (?:statement|certificate|undertaking|declaration)", re.IGNORECASE)
_LABELS = {
    "end_user_address": r"end[- ]user(?:'s|’s)? address",
    "consignee_address": r"consignee(?:'s|’s)? address",
    "end_user": r"(?:name of )?(?:the )?end[- ]user(?: name)?",
    "consignee": r"(?:ultimate |intermediate )?consignee",
    "exporter": r"exporter|supplier|seller",
    "signatory": r"signed by|signatory|name of signatory",
    "statement_id": r"(?:end[- ]use )?(?:statement|certificate|reference)(?: no\.?| number| id)?",
    "licence_id": r"(?:export )?licen[cs]e(?: no\.?| number| id)?",
    "item": r"goods|items?|description(?: of (?:the )?goods)?|products?",
    "part_number": r"part (?:no\.?|number)|model",
    "quantity": r"quantity",
    "end_use": r"(?:specific |intended )?end[- ]use(?: of (?:the )?goods)?|purpose",
    "country": r"country(?: of (?:final )?(?:destination|end[- ]use))?",
    "signed_on": r"date(?: of signature)?|signed on|date signed",
}
_ROLES = ("end_user", "consignee", "exporter", "signatory")
_LEAST = 3


def _labelled(text: str) -> dict[str, tuple[int, int]]:
    """Where the words after each label stand; the first line with a label counts."""
    found: dict[str, tuple[int, int]] = {}
    for name, label in _LABELS.items():
        m = re.search(rf"(?im)^[ \t]*(?:\d+[.)][ \t]*)?(?:{label})[ \t]*:[ \t]*(?P<words>\S[^\n]*?)[ \t\r]*$", text)
        if m:
            found[name] = m.span("words")
    return found


def recognise(head: Head) -> tuple[float, str]:
    """A title that says it is one, and enough labelled lines."""
    if not _TITLE.search(head.text[:3000]):
        return 0.0, ""
    labels = _labelled(head.text)
    if len(labels) < _LEAST or "end_user" not in labels:
        return 0.3, "it is called an end-use statement, but has no labelled lines"
    return 0.75, f"it is called an end-use statement and has the lines {', '.join(sorted(labels))}"


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """One statement a document; a PDF's lines are looked for on each page."""
    say = NoticeSaying(doc)
    pages = doc.pages if doc.entry.format["kind"] == "pdf" else [doc.span(0, len(doc.text))]
    cells: dict[str, Cell] = {}
    for page in pages:
        doc.unit(page.locator)
        for name, (start, end) in _labelled(page.text).items():
            cells.setdefault(name, page.part(start, end))
    if "end_user" not in cells:
        doc.refuse(pages[0], "no line says who the end user is", "Write it as a line “End user: …”.")
        return
    statement = _statement(doc, say, cells, pages[0])
    for role in _ROLES:
        if role in cells:
            party = say.thing("Party", f"{doc.entry.document[:16]}:{say.key(cells[role])}")
            party.name(cells[role])
            if role == "signatory":
                party.put("kind", cells[role], "person")
            if f"{role}_address" in cells:
                party.at(cells[f"{role}_address"], country_code(cells[f"{role}_address"].clean.rpartition(",")[2]))
            say.link("PARTY_TO", party, statement, cells[role], role=role, name_given=cells[role])
    yield from say.said()


def _statement(doc: Opened, say: NoticeSaying, cells: dict[str, Cell], whole: Cell) -> Thing:
    number = cells.get("statement_id")
    key = number.clean if number else doc.entry.document[:16]
    statement = say.thing("EndUseStatement", key)
    statement.put("statement_id", number or cells["end_user"], None if number else key)
    for name in ("licence_id", "end_use"):
        statement.put(name, cells.get(name))
    statement.put("text", whole)
    if "signed_on" in cells:
        statement.put("signed_on", cells["signed_on"], doc.date(cells["signed_on"]))
    if "country" in cells and (code := country_code(cells["country"].clean)):
        statement.put("country", cells["country"], code)
    if "quantity" in cells and (amount := re.match(r"\d[\d,]*(?:\.\d+)?", cells["quantity"].clean)):
        statement.put("quantity", cells["quantity"], float(amount[0].replace(",", "")))
    item = say.item(cells.get("item"), cells.get("part_number"))
    if item is not None:
        say.link("FOR_ITEM", statement, item, cells.get("item") or cells["part_number"])
    return statement
