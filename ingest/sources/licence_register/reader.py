"""Each row is one line of a licence application as decided on one day; a refused row is a denial.

A line stated again with a later decision is an amendment: each version of a line holds from its own day until the next.
A licence stands as its row with the latest decision says. Rows of one licence may lie anywhere in the register.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from ingest import figures
from ingest.build.places import country_at_end
from ingest.cells import Cell, Row
from ingest.opening import Opened
from ingest.saying import Saying, Thing, country_code
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = (figures,)

ROLES = ("applicant", "exporter", "consignee", "end_user")
IN_FORCE = ("granted", "expired", "revoked", "suspended")
"""Statuses of what is, or was once, in force."""
ENDED = ("revoked", "suspended", "expired")
WEIGHT = ("", "applied", "returned", "refused", "expired", "granted", "suspended", "revoked")
"""Of rows decided on one day, the last in this order says how the licence stands."""


@dataclass
class Entry:
    """One row with its status and dates read."""

    row: Row
    status: str
    applied: date | None
    decided: date | None
    begins: date | None
    ends: date | None

    @property
    def day(self) -> date:
        """The day from which the row says how things stand."""
        return self.decided or self.begins or self.applied or date.min

    @property
    def order(self) -> tuple[date, int]:
        """Earlier rows first."""
        return self.day, WEIGHT.index(self.status) if self.status in WEIGHT else 0


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """Gather the rows of each licence, then say the licence, its lines, its parties and its denial."""
    say = Saying(doc)
    licences: dict[str, list[Entry]] = {}
    for row in doc.rows():
        if not row["licence_id"]:
            doc.refuse(row["licence_id"], "the row names no licence", "Give it a licence_id and ingest the file again.")
            continue
        if not row["authority"]:
            doc.issue(row["authority"], "the row names no licensing authority", "the row, of an unnamed authority")
        licence = say.licence(row["authority"].clean, row["licence_id"])
        licence.put("licence_id", row, row["licence_id"].clean)
        licence.put("authority", row["authority"])
        licences.setdefault(licence.subject, []).append(_entry(doc, row))
        yield from say.said()
    for subject, entries in licences.items():
        entries.sort(key=lambda entry: entry.order)
        licence = _licence(say, subject, entries)
        _lines(say, licence, entries)
        for entry in entries:
            _parties(say, licence, entry)
            if entry.status == "refused":
                _denial(say, licence, entry)
        yield from say.said()


def _entry(doc: Opened, row: Row) -> Entry:
    status = row["status"].clean.casefold()
    if not status:
        doc.issue(row["status"], "the row says no status", "the row, its status unknown")
    applied, decided, begins, ends = (
        doc.date(row[column]) for column in ("applied_on", "decided_on", "valid_from", "valid_to")
    )
    if begins and ends and ends < begins:
        doc.issue(row["valid_to"], f"it lies before valid_from ({begins})", "the row, its end unknown")
        ends = None
    return Entry(row, status, applied, decided, begins, ends)


def _licence(say: Saying, subject: str, entries: list[Entry]) -> Thing:
    """The licence, valid from its first grant until its last row says it ends."""
    last = entries[-1]
    begins = min((entry.begins for entry in entries if entry.begins), default=None)
    ends = last.ends or max((entry.ends for entry in entries if entry.ends), default=None)
    if last.status in ENDED and last.decided and last.decided != begins:
        ends = min(ends, last.decided) if ends else last.decided
    licence = say.thing("Licence", subject=subject, valid_from=begins, valid_to=ends)
    row = last.row
    licence.put("kind", row["kind"])
    licence.put("status", row["status"], last.status)
    figures.put(licence, "applied_on", row["applied_on"], last.applied)
    figures.put(licence, "decided_on", row["decided_on"], last.decided)
    _country(say, licence, row["country"])
    for column in ("end_use", "conditions", "reason", "cites"):
        licence.put(column, row[column])
    same_day = {entry.status for entry in entries if entry.day == last.day}
    if len(same_day) > 1:
        problem = f"rows of one licence say {', '.join(sorted(same_day))} on one day; it is taken for {last.status}"
        say.doc.issue(row["status"], problem, "each line with its own decision", severity="note")
    return licence


def _country(say: Saying, licence: Thing, cell: Cell) -> None:
    code = country_code(cell.clean)
    if cell and not code:
        say.doc.issue(cell, f"“{cell.clean[:60]}” is not a country we know", "the row, without it")
    licence.put("country", cell if code else None, code)


def _lines(say: Saying, licence: Thing, entries: list[Entry]) -> None:
    """Every version of every line. What was never granted in a licence that was is never in force."""
    granted = entries[-1].status in IN_FORCE
    versions: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        versions[entry.row["line"].clean.lstrip("0") or _goods_key(say, entry.row)].append(entry)
    for number, rows in versions.items():
        said: list[tuple[Entry, date | None, date | None]] = []
        for entry in rows:
            begins = entry.begins or entry.decided
            if said and (entry.day > said[-1][0].day):
                before, since, _ = said[-1]
                said[-1] = (before, since, entry.decided or entry.day)
                begins = entry.decided or begins
            if said and entry.status in ENDED:
                continue  # the end of the line before it, not a new allowance
            ends = entry.ends
            if granted and entry.status not in IN_FORCE:
                ends = begins = entry.day
            said.append((entry, begins, ends))
        for version, (entry, begins, ends) in enumerate(said, start=1):
            suffix = f"@{version}" if version > 1 else ""
            _line(say, licence, entry.row, f"{licence.subject}/line:{number}{suffix}", begins, ends)


def _goods_key(say: Saying, row: Row) -> str:
    say.doc.issue(
        row["line"], "the row does not say which line it is", "the row, as an unnumbered line", severity="note"
    )
    return say.key(row["item"], row["part_number"], row["hs_code"], row["control_code"])


def _line(say: Saying, licence: Thing, row: Row, subject: str, begins: date | None, ends: date | None) -> None:
    doc = say.doc
    line = say.thing("LicenceLine", subject=subject, valid_from=begins, valid_to=ends)
    number = figures.amount(doc, row["line"])
    if number is not None:
        line.put("line", row, int(number))
    figures.put(line, "quantity", row["quantity"], figures.amount(doc, row["quantity"]))
    line.put("unit", row["unit"], row["unit"].clean.casefold())
    figures.put(line, "value", row["value"], figures.amount(doc, row["value"]))
    line.put("currency", row["currency"], row["currency"].clean.upper())
    line.put("control_code", row["control_code"])
    line.put("hs_code", row["hs_code"], "".join(row["hs_code"].clean.replace(".", "").split()))
    line.put("part_number", row["part_number"], "".join(row["part_number"].clean.split()).upper())
    line.put("description", row["item"])
    say.link("HAS_LINE", licence, line, row)
    item = say.item(row["item"], row["part_number"])
    if item:
        say.link("FOR_ITEM", line, item, row["part_number"] or row["item"])
    _classify(say, line, row)


def _classify(say: Saying, thing: Thing, row: Row) -> None:
    for code in row["control_code"].split(r"\s*[;,]\s*"):
        say.link("CLASSIFIED_AS", thing, say.control_code(code.clean, code), code)
    heading = say.hs_code(row["hs_code"].clean, row["hs_code"]) if row["hs_code"] else None
    if heading:
        say.link("CLASSIFIED_AS", thing, heading, row["hs_code"])
    elif row["hs_code"]:
        say.doc.issue(row["hs_code"], "this cannot be an HS code (2 to 10 digits)", "its words on the line")


def _parties(say: Saying, event: Thing, entry: Entry) -> None:
    """Everyone the row names, in the role it names them in. An exporter named like another party of the row is it."""
    row = entry.row
    addresses = {row[role].clean: row[f"{role}_address"] for role in ROLES if row[role] and row[f"{role}_address"]}
    named = [(role, row[role].trimmed) for role in ROLES if row[role]]
    named += [("intermediary", part) for part in row["intermediaries"].split(";")]
    for role, name in named:
        address = addresses.get(name.clean)
        party = say.thing("Party", say.key(name, address))
        party.name(name)
        if address:
            code = country_at_end(address.clean)
            if code:
                party.country(address, code)
            party.at(address, code)
        say.link("PARTY_TO", party, event, name, role=role, name_given=name)


def _denial(say: Saying, licence: Thing, entry: Entry) -> None:
    """The refusal as a denial of its own, with the same parties and codes."""
    row = entry.row
    denial = say.thing("Denial", subject=f"denial:{licence.subject}", valid_from=entry.decided)
    denial.put("kind", row, "licence_denial")
    denial.put(
        "title", row["licence_id"], f"{row['authority'].clean} refused licence {row['licence_id'].clean}".strip()
    )
    denial.put("authority", row["authority"])
    denial.fixed("list_id", say.doc.source.id, row["licence_id"])
    denial.put("reference", row["licence_id"])
    denial.put("programme", row["cites"])
    denial.put("measure", row["status"], "the export applied for is not licensed")
    denial.put("reason", row["reason"])
    denial.put("end_use", row["end_use"])
    item = say.item(row["item"], row["part_number"])
    if item:
        say.link("FOR_ITEM", denial, item, row["part_number"] or row["item"])
    say.link("REFUSED_AS", licence, denial, row, valid_from=entry.decided)
    _parties(say, denial, entry)
    _classify(say, denial, row)
