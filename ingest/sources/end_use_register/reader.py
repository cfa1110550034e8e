"""Each row is one signed statement: who will use which goods, where and for what."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from ingest import figures
from ingest.cells import Row
from ingest.opening import Opened
from ingest.saying import Saying, country_code
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = (figures,)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A statement is known by its number; its words are kept as they stand."""
    say = Saying(doc)
    for row in doc.rows():
        if not row["statement_id"]:
            doc.refuse(row["statement_id"], "the row names no statement", "Give it a statement_id and ingest it again.")
            continue
        _say(say, row)
        yield from say.said()


def _say(say: Saying, row: Row) -> None:
    signed = say.doc.date(row["signed_on"])
    statement = say.thing("EndUseStatement", row["statement_id"].clean.upper(), valid_from=signed)
    statement.put("statement_id", row, row["statement_id"].clean)
    for column in ("licence_id", "end_use", "text"):
        statement.put(column, row[column])
    figures.put(statement, "signed_on", row["signed_on"], signed)
    figures.put(statement, "quantity", row["quantity"], figures.amount(say.doc, row["quantity"]))
    code = country_code(row["country"].clean)
    if code:
        statement.put("country", row["country"], code)
    elif row["country"]:
        say.doc.issue(row["country"], f"“{row['country'].clean[:60]}” is not a country we know", "the row, without it")
    item = say.item(row["item"])
    if item:
        say.link("FOR_ITEM", statement, item, row["item"])
    if row["end_user"]:
        name = row["end_user"].trimmed
        user = say.thing("Party", say.key(name, row["end_user_address"], row["country"]))
        user.name(name)
        if code:
            user.country(row["country"], code)
        user.at(row["end_user_address"], code)
        say.link("PARTY_TO", user, statement, name, role="end_user", name_given=name)
    if row["signatory"]:
        name = row["signatory"].trimmed
        signatory = say.thing("Party", f"signatory:{say.key(name, row['end_user'], row['country'])}")
        signatory.name(name)
        signatory.put("kind", name, "person")
        say.link("PARTY_TO", signatory, statement, name, role="signatory", name_given=name)
