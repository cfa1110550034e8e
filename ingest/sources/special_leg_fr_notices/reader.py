"""Each row is one Federal Register notice that imposes or lifts measures; its title stands in its address."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.opening import Opened
from ingest.saying import Saying
from ingest.statements import Issue, Statement


def read(doc: Opened) -> Iterator[Statement | Issue]:
    """The index names no parties: what it gives is the notice, its number and its day."""
    say = Saying(doc)
    for row in doc.rows():
        number, day = row["document_number"], doc.date(row["publication_date"])
        if not number:
            doc.refuse(row, "the row has no document number")
            continue
        notice = say.thing("Denial", number.clean, valid_from=day, known_from=day)
        notice.fixed("kind", "listing", row)
        notice.fixed("authority", "US-STATE", row)
        notice.fixed("list_id", doc.source.id, row)
        notice.put("reference", number)
        slug = row["html_url"].find(r"/([a-z0-9][a-z0-9-]+)/?$", 1)
        if slug:
            notice.put("title", slug, slug.clean.replace("-", " ").capitalize())
        yield from say.said()
