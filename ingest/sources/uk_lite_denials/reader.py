"""Each row is a licence that some government refused, for one party in one role.

A row is refused unless it says what the layout requires of a denial: its number in the regime's register, who, where,
notified by whom, what for, and in which role. The denial's own reference may be left to the importing service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.cells import Row
from ingest.opening import Opened
from ingest.saying import Saying, country_code
from ingest.statements import Issue, Statement

REQUIRED = (
    "regime_reg_ref", "name", "address", "notifying_government", "country", "denial_cle", "item_description", "end_use",
    "reason_for_refusal", "entity_type",
)  # fmt: skip
ASSIGNED = "reference"
"""Required as a column; a blank cell means that the service has not numbered the denial yet."""
ROLES = ("end_user", "consignee", "third_party")
_CODE = re.compile(r"(ML|PL)?\d{1,4}[A-Z]?\d{0,6}[a-z0-9.]*", re.IGNORECASE)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """State a denial, its party and its goods for every row that is whole."""
    say = Saying(doc)
    for row in doc.rows():
        missing = [column for column in REQUIRED if not row[column]]
        if ASSIGNED not in row:
            missing.insert(0, ASSIGNED)
        if missing:
            absent = [column for column in missing if column not in row]
            blank = [column for column in missing if column in row]
            why = [f"no column {', '.join(absent)}"] if absent else []
            why += [f"nothing in {', '.join(blank)}"] if blank else []
            who = row["name"].clean
            step = "Ask the sender for a file in the layout with reference and regime_reg_ref."
            doc.refuse(row, f"the denial of “{who}” lacks what the layout requires: {'; '.join(why)}", step)
            continue
        if not row[ASSIGNED]:
            known_by = f"the denial has no reference of its own; it goes by {row['regime_reg_ref'].clean}"
            doc.issue(row[ASSIGNED], known_by, "the row", severity="note")
        _say(say, row)
        yield from say.said()


def _say(say: Saying, row: Row) -> None:
    denial = say.thing("Denial", row["regime_reg_ref"].clean)
    denial.fixed("kind", "licence_denial", row)
    government, number = row["notifying_government"], row[ASSIGNED] or row["regime_reg_ref"]
    denial.put("title", number, f"{government.clean} refused a licence ({number.clean})")
    denial.put("authority", government)
    denial.fixed("list_id", say.doc.source.id, row)
    denial.put("reference", number)
    denial.put("programme", row["regime_reg_ref"], f"register entry {row['regime_reg_ref'].clean}")
    denial.put("measure", row["denial_cle"], f"the export applied for is not licensed ({row['denial_cle'].clean})")
    denial.put("reason", row["reason_for_refusal"])
    denial.put("end_use", row["end_use"])
    for code in row["denial_cle"].split(r"\s*[,;]\s*"):
        if _CODE.fullmatch(code.clean):
            say.link("CLASSIFIED_AS", denial, say.control_code(code.clean, code), code)
    item = say.item(row["item_description"])
    if item:
        say.link("FOR_ITEM", denial, item, row["item_description"])
    party = say.thing("Party", say.key(row["name"], row["address"], row["country"]))
    party.name(row["name"].trimmed)
    party.country(row["country"])
    party.at(row["address"], country_code(row["country"].clean))
    role = row["entity_type"].clean.casefold()
    if role in ROLES:
        say.link("PARTY_TO", party, denial, row["name"], role=role, name_given=row["name"].trimmed)
    else:
        doc_says = f"“{role[:40]}” is no role of this layout ({', '.join(ROLES)})"
        say.doc.issue(row["entity_type"], doc_says, "the party as a third party")
        say.link("PARTY_TO", party, denial, row["name"], role="third_party", name_given=row["name"].trimmed)
