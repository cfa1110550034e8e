"""Trade tables on their way to the graph: who is written in which role where, then shipments in bulk.

A million shipments do not become ten million statements: what repeats (parties, places, codes) is told once a document,
what does not (the shipment, its links) goes straight to its table.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import quote as _escape

import duckdb
import pyarrow as pa

from ingest.build.draft import Draft
from ingest.build.known import MARKS
from ingest.build.places import read_countries, read_places
from ingest.tables import insert, literal, quoted
from ingest.trade.table import PROPERTIES, ROLES

COUNTRY_RULE = "country named at the end of the address"
VESSEL_ROLES = ("vessel",)


def prepare(db: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Make `trade_document`, `cell_header`, `occurrence` (who stands where), `mention_cell` (each way of writing)."""
    db.execute(
        f"""
        CREATE TABLE trade_document AS
        SELECT CAST(row_number() OVER (ORDER BY d.short) AS INTEGER) AS n, d.document, d.short, d.source,
            d.known_from, r.next AS known_to, d.mark
        FROM document AS d LEFT JOIN revision AS r ON r.series = d.series AND r.day = d.known_from
        WHERE d.document IN (SELECT DISTINCT document FROM trade)
            AND d.known_from <= DATE {literal(as_of.isoformat())}
        """
    )
    headers = db.execute(
        "SELECT d.n, c.field, c.header FROM trade_columns AS c JOIN trade_document AS d USING (document) ORDER BY ALL"
    ).fetchall()
    db.execute("CREATE TABLE cell_header (n INTEGER, field VARCHAR, place VARCHAR)")
    insert(
        db,
        "cell_header",
        pa.table(
            {
                "n": pa.array([n for n, _, _ in headers], pa.int32()),
                "field": pa.array([field for _, field, _ in headers], pa.string()),
                "place": pa.array([f";col={_escape(header, safe='/[]-. ')}" for _, _, header in headers], pa.string()),
            }
        ),
    )
    db.execute(
        f"CREATE TYPE trade_role AS ENUM ({', '.join(literal(role) for role in sorted(ROLES))});"
        "CREATE TABLE occurrence (n INTEGER, row BIGINT, shipment VARCHAR, role trade_role, mention UBIGINT);"
        "CREATE TABLE mention_cell (mention UBIGINT, name VARCHAR, address VARCHAR, country VARCHAR, number VARCHAR,"
        " vessel BOOLEAN)"
    )
    for role in _roles_given(db):
        db.execute(f"CREATE TEMP TABLE standing AS {_standing(role)}")
        db.execute(
            f"INSERT INTO occurrence SELECT n, row, shipment, {literal(role)}, mention FROM standing;"
            "INSERT INTO mention_cell SELECT mention, min(name), min(address), min(country), min(number),"
            f" {'true' if role in VESSEL_ROLES else 'false'} FROM standing GROUP BY mention;"
            "DROP TABLE standing"
        )
    db.execute(
        """
        CREATE OR REPLACE TABLE mention_cell AS
        SELECT mention, 'trade:' || printf('%016x', mention) AS subject, min(name) AS name, min(address) AS address,
            min(country) AS country, min(number) AS number, bool_and(vessel) AS vessel
        FROM mention_cell GROUP BY mention
        """
    )
    read_places(db)


def _roles_given(db: duckdb.DuckDBPyConnection) -> list[str]:
    """The roles that any record names; most layouts know a few of them."""
    asked = ", ".join(f"bool_or(coalesce({quoted(role)}, {quoted(role + '_id')}) IS NOT NULL)" for role in ROLES)
    given = db.execute(f"SELECT {asked} FROM trade").fetchone() or ()
    return [role for role, there in zip(ROLES, given, strict=False) if there]


def _standing(role: str) -> str:
    name, address, country, number = (
        f"nullif(trim(regexp_replace(t.{quoted(role + part)}, '[\\s\\x00]+', ' ', 'g')), '')"
        for part in ("", "_address", "_country", "_id")
    )
    address = f"nullif(trim(t.{quoted(role + '_address')}), '')"
    return f"""
        SELECT *, CAST('0x' || substr(sha1(concat_ws(chr(31), coalesce(name, ''), coalesce(address, ''),
            coalesce(country, ''), coalesce(number, ''))), 1, 16) AS UBIGINT) AS mention
        FROM (
            SELECT d.n, t.row, t.subject AS shipment, coalesce({name}, {number}) AS name, {address} AS address,
                {country} AS country, d.source || ':' || {number} AS number
            FROM trade AS t JOIN trade_document AS d USING (document)
        ) WHERE name IS NOT NULL
    """


def tell(db: duckdb.DuckDBPyConnection) -> None:
    """Add to `told` what trade cells say of parties: names, kinds, countries, addresses, numbers; and of codes."""
    db.execute(
        """
        CREATE TABLE seen_in AS
        SELECT o.mention, o.n, min(struct_pack(row := o.row, role := CAST(o.role AS VARCHAR))) AS first,
            count(*) AS places
        FROM occurrence AS o GROUP BY o.mention, o.n
        """
    )
    codes = db.execute(
        "SELECT country FROM place WHERE country <> '' UNION SELECT country FROM mention_cell WHERE country IS NOT NULL"
    ).fetchall()
    read_countries(db, [code for (code,) in codes])
    db.execute(
        """
        CREATE TABLE trade_party AS
        SELECT s.mention, m.subject, m.name, m.vessel, m.number, d.short AS document, d.known_from, d.known_to, d.mark,
            s.places, d.short || '#row=' || s.first.row AS ref,
            coalesce(h.place, i.place, '') AS name_col, coalesce(a.place, h.place, i.place, '') AS address_col,
            coalesce(c.place, a.place, h.place, i.place, '') AS country_col,
            coalesce(i.place, h.place, '') AS number_col,
            p.address, p.subject AS address_subject, p.normal,
            nullif(coalesce(m.country, p.country, ''), '') AS country,
            m.country IS NULL AS country_guessed
        FROM seen_in AS s JOIN mention_cell AS m USING (mention) JOIN trade_document AS d USING (n)
        LEFT JOIN place AS p ON p.address = m.address AND p.given = coalesce(m.country, '')
        LEFT JOIN cell_header AS h ON h.n = s.n AND h.field = s.first.role
        LEFT JOIN cell_header AS a ON a.n = s.n AND a.field = s.first.role || '_address'
        LEFT JOIN cell_header AS c ON c.n = s.n AND c.field = s.first.role || '_country'
        LEFT JOIN cell_header AS i ON i.n = s.n AND i.field = s.first.role || '_id'
        """
    )
    party, link = "subject", "'trade:' || {type} || ':' || substr(subject, 7)"
    addressed, one_line = "address IS NOT NULL", "regexp_replace(address, '\\s+', ' ', 'g')"
    said = [
        ("'Party'", party, "name", "name", "name_col", "true"),
        ("'Party'", party, "kind", "CASE WHEN vessel THEN 'vessel' ELSE 'unknown' END", "name_col", "true"),
        ("'Party'", party, "country", "country", "country_col", "country IS NOT NULL"),
        ("'Country'", "'country:' || country", "code", "country", "country_col", "country IS NOT NULL"),
        ("'Address'", "address_subject", "text", one_line, "address_col", addressed),
        ("'Address'", "address_subject", "normal", "normal", "address_col", addressed),
        ("'Address'", "address_subject", "country", "country", "country_col", f"{addressed} AND country IS NOT NULL"),
    ]  # fmt: skip
    number = "CASE WHEN vessel AND regexp_matches(number, ':\\d{7}$') THEN 'imo' ELSE 'trade_register' END"
    value = "CASE WHEN vessel AND regexp_matches(number, ':\\d{7}$') THEN right(number, 7) ELSE number END"
    identifier = f"'identifier:' || ({number}) || ':' || ({value})"
    said += [
        ("'Identifier'", identifier, "kind", number, "number_col", "number IS NOT NULL"),
        ("'Identifier'", identifier, "value", value, "number_col", "number IS NOT NULL"),
    ]
    for type_, end, place, where in (
        ("IN_COUNTRY", "'country:' || country", "country_col", "country IS NOT NULL"),
        ("LOCATED_AT", "address_subject", "address_col", "address IS NOT NULL"),
        ("IDENTIFIED_BY", identifier, "number_col", "number IS NOT NULL"),
    ):
        subject = link.format(type=literal(type_))
        said.append((literal(type_), subject, "start", party, place, where))
        said.append((literal(type_), subject, "end", end, place, where))
    for label, subject, prop, expression, place, where in said:
        guessed = "country_guessed" if place == "country_col" else "false"
        db.execute(
            f"""
            INSERT INTO told BY NAME
            SELECT {label} AS label, {subject} AS subject, {literal(prop)} AS property, {expression} AS value, document,
                known_from, known_to, {guessed} AS inferred,
                CASE WHEN {guessed} THEN {literal(COUNTRY_RULE)} ELSE '' END AS rule,
                CASE WHEN {guessed} THEN 0.8 ELSE 1.0 END AS confidence, mark, ref || {place} AS ref, places
            FROM trade_party WHERE {where}
            """
        )
    db.execute(
        """
        INSERT INTO told BY NAME
        SELECT 'Country' AS label, 'country:' || code AS subject, 'name' AS property, country_name.name AS value,
            document, known_from, known_to, false AS inferred, '' AS rule, 1.0 AS confidence, mark,
            ref || country_col AS ref, places
        FROM trade_party JOIN country_name ON code = country
        """
    )
    _tell_codes(db)


def _tell_codes(db: duckdb.DuckDBPyConnection) -> None:
    for label, prefix, column, props in (
        ("HsCode", "hs:", "hs6", {"code": "hs6"}),
        ("ControlCode", "code:", "control_code", {"code": "control_code"}),
        ("Item", "item:pn:", "part_number", {"part_number": "part_number", "description": "description"}),
    ):
        for prop, value in props.items():
            db.execute(
                f"""
                INSERT INTO told BY NAME
                SELECT {literal(label)} AS label, {literal(prefix)} || upper({column}) AS subject,
                    {literal(prop)} AS property, {value} AS value, d.short AS document, d.known_from, d.known_to,
                    false AS inferred, '' AS rule, 1.0 AS confidence, d.mark,
                    d.short || '#row=' || min(t.row) || coalesce(any_value(h.place), '') AS ref, count(*) AS places
                FROM trade AS t JOIN trade_document AS d USING (document)
                LEFT JOIN cell_header AS h ON h.n = d.n AND h.field = {literal(value)}
                WHERE {column} IS NOT NULL AND {value} IS NOT NULL
                GROUP BY upper({column}), {value}, d.short, d.known_from, d.known_to, d.mark
                """
            )


def project(draft: Draft) -> None:
    """Put shipments and their links into the draft. Expects `member` (mention subject → party)."""
    db = draft.db
    db.execute(
        """
        CREATE TABLE twice AS
        SELECT subject FROM trade JOIN trade_document USING (document) GROUP BY subject HAVING count(*) > 1
        """
    )
    kept = ", ".join(f"t.{quoted(name)}" for name in PROPERTIES)
    draft.add(
        "Shipment",
        f"""
        SELECT t.subject AS id, {kept}, d.known_from, d.known_to, false AS inferred, 1.0 AS confidence,
            {MARKS}[d.mark] AS tlp, [d.short || '#row=' || t.row] AS evidence, 1 AS evidence_count
        FROM trade AS t JOIN trade_document AS d USING (document)
        WHERE t.subject NOT IN (SELECT subject FROM twice)
        """,
    )
    _shipments_told_twice(draft)
    id_ = draft.link_id("PARTY_TO", "m.party", "o.shipment", "o.role", "''")
    draft.add(
        "PARTY_TO",
        f"""
        SELECT id, min(start) AS start, 'Party' AS start_label, min("end") AS "end", 'Shipment' AS end_label,
            min(role) AS role, min(name) AS name_given, min(known_from) AS known_from,
            CASE WHEN bool_or(known_to IS NULL) THEN NULL ELSE max(known_to) END AS known_to, false AS inferred,
            1.0 AS confidence, {MARKS}[max(mark)] AS tlp, list(ref ORDER BY known_from, ref)[:20] AS evidence,
            count(*) AS evidence_count
        FROM (
            SELECT {id_} AS id, m.party AS start, o.shipment AS "end", CAST(o.role AS VARCHAR) AS role, c.name,
                d.known_from, d.known_to, d.mark, d.short || '#row=' || o.row || coalesce(h.place, i.place, '') AS ref
            FROM occurrence AS o JOIN mention_cell AS c USING (mention) JOIN member AS m ON m.subject = c.subject
            JOIN trade_document AS d ON d.n = o.n
            LEFT JOIN cell_header AS h ON h.n = o.n AND h.field = CAST(o.role AS VARCHAR)
            LEFT JOIN cell_header AS i ON i.n = o.n AND i.field = CAST(o.role AS VARCHAR) || '_id'
        ) GROUP BY id
        """,
    )
    for type_, label, column, prefix in (
        ("CLASSIFIED_AS", "HsCode", "hs6", "hs:"),
        ("CLASSIFIED_AS", "ControlCode", "control_code", "code:"),
        ("FOR_ITEM", "Item", "part_number", "item:pn:"),
    ):
        end = f"{literal(prefix)} || upper({column})"
        draft.add(
            type_,
            f"""
            SELECT {draft.link_id(type_, "id", end, "''", "''")} AS id, id AS start, 'Shipment' AS start_label,
                {end} AS "end", {literal(label)} AS end_label, known_from, known_to, inferred, confidence, tlp,
                evidence, evidence_count
            FROM {draft.table("Shipment")} WHERE {column} IS NOT NULL AND id IN (SELECT subject FROM shipped)
            """,
        )


def _shipments_told_twice(draft: Draft) -> None:
    """A later record of the same declaration replaces the earlier one value by value; both stay as evidence."""
    db = draft.db
    values = ", ".join(
        f"arg_max(t.{quoted(name)}, (known_to IS NULL, known_from, document, t.row))"
        f" FILTER (WHERE t.{quoted(name)} IS NOT NULL) AS {quoted(name)}"
        for name in PROPERTIES
    )
    draft.add(
        "Shipment",
        f"""
        SELECT subject AS id, {values}, min(known_from) AS known_from,
            CASE WHEN bool_or(known_to IS NULL) THEN NULL ELSE max(known_to) END AS known_to, false AS inferred,
            1.0 AS confidence, {MARKS}[max(mark)] AS tlp, list(ref ORDER BY known_from, ref)[:20] AS evidence,
            count(*) AS evidence_count
        FROM (
            SELECT t.*, d.known_from, d.known_to, d.mark, d.short || '#row=' || t.row AS ref
            FROM trade AS t JOIN trade_document AS d USING (document) WHERE t.subject IN (SELECT subject FROM twice)
        ) AS t GROUP BY subject
        """,
    )
    db.execute("CREATE TABLE shipped AS SELECT DISTINCT subject FROM trade JOIN trade_document USING (document)")
