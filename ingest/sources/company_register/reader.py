"""Each row is one company as its register knows it: number, days, address, contacts, line of business."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from ingest import figures
from ingest.lists.say import say_identifier
from ingest.opening import Opened
from ingest.saying import Saying, country_code
from ingest.statements import Issue, Statement

USES: tuple[ModuleType, ...] = (figures,)


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """A company is known by its number in its country, else by name, country and address."""
    say = Saying(doc)
    for row in doc.rows():
        if not row["name"]:
            doc.refuse(row, "the row names no company")
            continue
        number = row["registration_no"]
        key = say.key(number, row["country"]) if number else say.key(row["name"], row["country"], row["address"])
        registered, dissolved = doc.date(row["registered_on"]), doc.date(row["dissolved_on"])
        company = say.thing("Party", key)
        company.name(row["name"].trimmed)
        company.fixed("kind", "company", row)
        code = country_code(row["country"].clean)
        company.country(row["country"])
        figures.put(company, "registered_on", row["registered_on"], registered)
        figures.put(company, "dissolved_on", row["dissolved_on"], dissolved)
        company.put("activity", row["activity"])
        company.put("status", row["status"])
        if number:
            say_identifier(company, "registration number", number, code)
        company.at(row["address"], code)
        for phone in row["phone"].split(r"\s*[;/]\s*"):
            company.contact("phone", phone)
        for email in row["email"].split(r"\s*[;,\s]\s*"):
            company.contact("email", email)
        yield from say.said()
