"""A listing: a party, the Denial that names it, and the link between them, said alike by every list."""

from __future__ import annotations

from datetime import date

from ingest.cells import Cell
from ingest.saying import Place, Saying, Thing

_KINDS = {
    "person": "person", "individual": "person", "entity": "organisation", "legalentity": "organisation",
    "organization": "organisation", "organisation": "organisation", "company": "company", "vessel": "vessel",
    "aircraft": "aircraft", "publicbody": "public_body",
}  # fmt: skip


def party_kind(word: str) -> str:
    """The party kind a list's own word for it means; empty if it means none."""
    return _KINDS.get(word.strip().casefold().replace(" ", ""), "")


def listed(
    say: Saying,
    party: Thing,
    name: Cell,
    at: Place,
    *,
    key: str,
    title: str,
    authority: str,
    kind: str = "listing",
    programme: Cell | None = None,
    reference: Cell | None = None,
    reason: Cell | None = None,
    measure: Cell | str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Thing:
    """State that a list names a party: one Denial a listing, and NAMED_IN with the name as the list writes it."""
    denial = say.thing("Denial", f"{kind}:{key}", valid_from=valid_from, valid_to=valid_to)
    denial.fixed("kind", kind, at)
    denial.fixed("title", title, at)
    denial.fixed("authority", authority, at)
    denial.fixed("list_id", say.doc.source.id, at)
    denial.put("programme", programme)
    denial.put("reference", reference)
    denial.put("reason", reason)
    if isinstance(measure, str):
        denial.fixed("measure", measure, at)
    else:
        denial.put("measure", measure)
    say.link("NAMED_IN", party, denial, name, valid_from=valid_from, valid_to=valid_to, name_given=name)
    return denial
