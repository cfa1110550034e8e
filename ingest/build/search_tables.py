"""What `thirdport search` looks in: the words of names in comparable form, and numbers, contacts and addresses."""

from __future__ import annotations

import pyarrow as pa

from ingest.build.draft import Draft

NAMES = pa.schema([("party", pa.string()), ("name", pa.string()), ("core", pa.string())])
"""Each name of each party, and its comparable form."""
WORDS = pa.schema([("word", pa.string()), ("party", pa.string())])
"""Which party has a word in a name."""
VOCABULARY = pa.schema([("word", pa.string()), ("parties", pa.int64())])
"""Every word, and how many parties have it: a rare word tells more."""
MARKS = pa.schema([("party", pa.string()), ("kind", pa.string()), ("value", pa.string()), ("shown", pa.string())])
"""What else a party can be found by."""


def search_tables(draft: Draft) -> dict[str, tuple[str, pa.Schema]]:
    """Tables of the `search` folder of a build: a SELECT and the columns of each. Expects the mention tables."""
    draft.db.execute(
        """
        CREATE TABLE search_name AS
        SELECT DISTINCT m.party, w.name, k.core
        FROM written_name AS w JOIN comparable_name AS k USING (name, sort) JOIN member AS m USING (n);
        CREATE TABLE search_word AS
        SELECT DISTINCT word, party FROM (SELECT unnest(string_split(core, ' ')) AS word, party FROM search_name)
        WHERE word <> '';
        """
    )
    links = [
        ("IDENTIFIED_BY", "Identifier", "e.kind", "e.value", "e.value"),
        ("REACHED_AT", "Contact", "e.kind", "e.value", "e.value"),
        ("LOCATED_AT", "Address", "'address'", "e.normal", "e.text"),
    ]
    marks = " UNION ".join(
        f"SELECT DISTINCT l.start AS party, {kind} AS kind, {value} AS value, {shown} AS shown"
        f' FROM {draft.table(type_)} AS l JOIN {draft.table(label)} AS e ON e.id = l."end" WHERE {value} IS NOT NULL'
        for type_, label, kind, value, shown in links
    )
    return {
        "names": ("SELECT party, name, core FROM search_name ORDER BY ALL", NAMES),
        "words": ("SELECT word, party FROM search_word ORDER BY ALL", WORDS),
        "vocabulary": ("SELECT word, count(*) AS parties FROM search_word GROUP BY word ORDER BY word", VOCABULARY),
        "marks": (f"SELECT * FROM ({marks}) ORDER BY ALL", MARKS),
    }
