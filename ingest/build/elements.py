"""From statements to the tables of the graph: one value of each property, the two clocks, the evidence. Set-based.

Everything here follows from the schema: a new node or relationship type needs no change.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from graph.schema import Element, Relationship
from ingest.build.draft import Draft, columns, first_places, node_types, place_key, relationship_types
from ingest.build.known import MARKS
from ingest.tables import literal, literals, quoted


@cache
def _choices() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("choice.toml").read_text(encoding="utf-8"))


def choice(label: str, prop: str, key: str) -> Any:
    """What `choice.toml` says of a property, or else of its label as a whole."""
    whole = _choices().get(label, {})
    own = whole.get(prop)
    return own[key] if isinstance(own, dict) and key in own else whole.get(key)


def singular(kind: type[Element], plural: str) -> str | None:
    """The property whose values a list property also collects: names → name, countries → country."""
    for name in kind.props:
        if plural in (f"{name}s", f"{name[:-1]}ies") and name != plural:
            return name
    return None


def link_ends(draft: Draft) -> None:
    """Make `link`: each relationship as a record-level subject, with its ends, role and first day."""
    types = literals(kind.type for kind in relationship_types())
    draft.db.execute(
        f"""
        CREATE TABLE link AS
        SELECT label AS type, subject, min(value) FILTER (WHERE property = 'start') AS start,
            min(value) FILTER (WHERE property = 'end') AS "end",
            coalesce(min(value) FILTER (WHERE property = 'role'), '') AS role, min(valid_from) AS valid_from
        FROM told WHERE label IN ({types}) GROUP BY label, subject
        """
    )


def fill(draft: Draft) -> dict[str, int]:
    """Put every told node and relationship into the draft. Expects `member`. Gives what was left out, and how often."""
    db = draft.db
    labels = literals(kind.name_in_graph for kind in node_types())
    db.execute(
        f"""
        CREATE TABLE node_of AS
        SELECT DISTINCT t.label, t.subject, coalesce(m.party, t.subject) AS element
        FROM told AS t LEFT JOIN member AS m ON m.subject = t.subject AND t.label = 'Party'
        WHERE t.label IN ({labels});
        """
    )
    db.execute(
        """
        CREATE TABLE link_of AS
        WITH ended AS (
            SELECT l.type, l.subject, s.element AS start, s.label AS start_label, e.element AS "end",
                e.label AS end_label, l.role, l.valid_from, l.start <> l."end" AND s.element = e.element AS closed
            FROM link AS l LEFT JOIN node_of AS s ON s.subject = l.start LEFT JOIN node_of AS e ON e.subject = l."end"
        )
        SELECT *, type || ':' || substr(sha1(concat_ws(chr(31), type, start, "end", role,
            coalesce(CAST(valid_from AS VARCHAR), ''))), 1, 16) AS element
        FROM ended;
        CREATE TABLE told_of AS
        SELECT t.*, n.element FROM told AS t JOIN node_of AS n ON n.label = t.label AND n.subject = t.subject
        UNION ALL
        SELECT t.*, l.element FROM told AS t JOIN link_of AS l ON l.type = t.label AND l.subject = t.subject
        WHERE l.start IS NOT NULL AND l."end" IS NOT NULL AND NOT l.closed;
        """
    )
    left_out = {
        "links to something no document known by then describes": draft.one(
            'SELECT count(*) FROM link_of WHERE start IS NULL OR "end" IS NULL'
        ),
        "links of a party to itself, under two names": draft.one("SELECT count(*) FROM link_of WHERE closed"),
    }
    _common(draft)
    _values(draft)
    told = {name for (name,) in db.execute("SELECT DISTINCT label FROM common").fetchall()}
    for kind in [*node_types(), *relationship_types()]:
        if kind.name_in_graph in told:
            _project(draft, kind)
    for table in ("told_of", "common", "value_of"):
        db.execute(f"DROP TABLE {table}")
    return {why: count for why, count in left_out.items() if count}


def _common(draft: Draft) -> None:
    """Make `common`: clocks, provenance and evidence of every element."""
    draft.db.execute(
        f"""
        CREATE TABLE common AS
        WITH place AS (
            SELECT label, element, ref, min(known_from) AS known_from, max(places) AS places
            FROM told_of GROUP BY label, element, ref
        ), evidence AS (
            SELECT label, element, {first_places(place_key("known_from", "ref"))} AS evidence,
                CAST(sum(places) AS BIGINT) AS evidence_count
            FROM place GROUP BY label, element
        ), clocks AS (
            SELECT label, element, min(known_from) AS known_from,
                CASE WHEN bool_or(known_to IS NULL) THEN NULL ELSE max(known_to) END AS known_to,
                bool_and(coalesce(inferred, false)) AS inferred,
                CASE WHEN bool_or(coalesce(rule, '') = '') THEN NULL ELSE min(rule) END AS rule,
                max(coalesce(confidence, 1.0)) AS confidence, {MARKS}[max(mark)] AS tlp
            FROM told_of GROUP BY label, element
        )
        SELECT * FROM clocks JOIN evidence USING (label, element)
        """
    )


def _values(draft: Draft) -> None:
    """Make `value_of`: each value of each property of each element, and what speaks for it."""
    draft.db.execute(
        """
        CREATE TABLE value_of AS
        SELECT label, element, property, value, count(DISTINCT document) AS documents,
            min(known_from) AS known_from, max(known_from) AS known_last, bool_or(known_to IS NULL) AS open
        FROM (
            SELECT label, element, property, value, document, known_from, known_to FROM told_of
            UNION ALL
            SELECT label, element, 'valid_from', CAST(valid_from AS VARCHAR), document, known_from, known_to
            FROM told_of WHERE valid_from IS NOT NULL
            UNION ALL
            SELECT label, element, 'valid_to', CAST(valid_to AS VARCHAR), document, known_from, known_to
            FROM told_of WHERE valid_to IS NOT NULL
        ) WHERE value IS NOT NULL AND value <> '' GROUP BY label, element, property, value
        """
    )


def _project(draft: Draft, kind: type[Element]) -> None:
    name = kind.name_in_graph
    selected, lists = [], []
    for prop, type_ in columns(kind).items():
        declared = kind.all_props().get(prop)
        if prop not in kind.props and prop not in ("valid_from", "valid_to"):
            continue
        if declared is not None and declared.kind == "texts":
            sources = [literal(one) for one in (prop, singular(kind, prop)) if one]
            lists.append(
                f"list(DISTINCT value ORDER BY value) FILTER (WHERE property IN ({', '.join(sources)}))"
                f" AS {quoted(prop)}"
            )
        else:
            chosen = f"max(value) FILTER (WHERE place = 1 AND property = {literal(prop)})"
            selected.append(f"TRY_CAST({_plain(chosen, type_)} AS {type_}) AS {quoted(prop)}")
    ends = ""
    if issubclass(kind, Relationship):
        ends = (
            'JOIN (SELECT element, min(start) AS start, min(start_label) AS start_label, min("end") AS "end",'
            f" min(end_label) AS end_label FROM link_of WHERE type = {literal(name)} GROUP BY element)"
            " AS ends ON ends.element = c.element"
        )
    shown = 'ends.start, ends.start_label, ends."end", ends.end_label,' if ends else ""
    draft.add(
        name,
        f"""
        WITH value AS (
            SELECT *, CASE WHEN {_disputed(kind)} THEN NULL
                ELSE row_number() OVER (PARTITION BY element, property ORDER BY {_order(kind)}) END AS place
            FROM value_of WHERE label = {literal(name)}
        ), pivoted AS (
            SELECT element, {", ".join([*selected, *lists])} FROM value GROUP BY element
        )
        SELECT c.element AS id, {shown} p.* EXCLUDE (element), c.* EXCLUDE (label, element)
        FROM common AS c LEFT JOIN pivoted AS p ON p.element = c.element {ends}
        WHERE c.label = {literal(name)}
        """,
    )


def _order(kind: type[Element]) -> str:
    last_resorts, latest = [], []
    for prop in (*kind.props, "valid_from", "valid_to"):
        for value in choice(kind.name_in_graph, prop, "last_resort") or []:
            last_resorts.append(f"(property = {literal(prop)} AND value = {literal(value)})")
        if choice(kind.name_in_graph, prop, "choose") == "latest":
            latest.append(literal(prop))
    order = [f"({' OR '.join(last_resorts)})"] if last_resorts else []
    order.append("open DESC")
    if latest:
        order.append(f"CASE WHEN property IN ({', '.join(latest)}) THEN known_last END DESC NULLS LAST")
    return ", ".join([*order, "documents DESC", "known_from", "value"])


def _disputed(kind: type[Element]) -> str:
    """A condition for properties on which documents must agree and do not; lists keep their values all the same."""
    props = [literal(p) for p in kind.props if choice(kind.name_in_graph, p, "choose") == "agreed"]
    if not props:
        return "false"
    return (
        f"property IN ({', '.join(props)}) AND (count(*) FILTER (WHERE open) OVER (PARTITION BY element, property) > 1)"
    )


def _plain(value: str, type_: str) -> str:
    return f"regexp_replace({value}, '^(\\d{{4}}-\\d\\d-\\d\\d)T.*$', '\\1')" if type_ == "DATE" else value


def documents(draft: Draft) -> None:
    """A node for each document known by then."""
    draft.add(
        "Document",
        f"""
        SELECT d.document AS id, d.file_name, d.source, d.published, d.received,
            least(d.known_from, (SELECT min(known_from) FROM told WHERE told.document = d.short)) AS known_from,
            false AS inferred, 1.0 AS confidence, {MARKS}[d.mark] AS tlp, [d.short || '#'] AS evidence,
            1 AS evidence_count
        FROM document AS d
        """,
    )


def count_mentions(draft: Draft) -> None:
    """Say of each party how many mentions in records it was resolved from."""
    draft.set("Party", "mentions", "SELECT party AS id, count(*) AS value FROM member GROUP BY party")
