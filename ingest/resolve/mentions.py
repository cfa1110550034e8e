"""Every mention of a party, and what records say of it that can tell it from others."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from ingest.tables import insert
from nlp.names import comparable


def read_mentions(db: duckdb.DuckDBPyConnection) -> None:
    """Make `mention` (number, subject, sort) and the traits `mention_name`, `_country`, `_birth`, `_number`, `_place`,
    `_contact`, `_company` (whom a person acts for). Expects `told` and `link`.

    Mentions are numbered by the day they were first known, then by subject: the first of a cluster names it.
    """
    db.execute(
        """
        CREATE TABLE mention AS
        SELECT CAST(row_number() OVER (ORDER BY min(known_from), subject) AS INTEGER) AS n, subject,
            min(known_from) AS known_from,
            CASE WHEN bool_or(property = 'kind' AND value = 'person') THEN 'person'
                 WHEN bool_or(property = 'kind' AND value IN ('vessel', 'aircraft')) THEN 'craft'
                 WHEN bool_or(property = 'kind' AND value NOT IN ('unknown')) THEN 'organisation'
                 ELSE 'unknown' END AS sort
        FROM told WHERE label = 'Party' GROUP BY subject;
        CREATE TABLE written_name AS
        SELECT DISTINCT m.n, t.value AS name, m.sort
        FROM told AS t JOIN mention AS m USING (subject)
        WHERE t.label = 'Party' AND t.property IN ('name', 'names') AND t.value <> '';
        """
    )
    _compare_names(db)
    db.execute(
        """
        CREATE TABLE mention_name AS
        SELECT DISTINCT w.n, w.sort, k.core, k.form, k.distinctive
        FROM written_name AS w JOIN comparable_name AS k USING (name, sort) WHERE k.core <> '';
        CREATE TABLE mention_country AS
        SELECT m.n, t.value AS country FROM told AS t JOIN mention AS m USING (subject)
        WHERE t.label = 'Party' AND t.property = 'country'
        UNION SELECT m.n, substr(l."end", 9) FROM link AS l JOIN mention AS m ON m.subject = l.start
        WHERE l.type = 'IN_COUNTRY';
        CREATE TABLE mention_birth AS
        SELECT DISTINCT m.n, t.value AS birth FROM told AS t JOIN mention AS m USING (subject)
        WHERE t.label = 'Party' AND t.property = 'birth_date';
        CREATE TABLE mention_number AS
        SELECT DISTINCT m.n, k.value AS kind, v.value AS number
        FROM link AS l JOIN mention AS m ON m.subject = l.start
        JOIN told AS k ON k.label = 'Identifier' AND k.subject = l."end" AND k.property = 'kind'
        JOIN told AS v ON v.label = 'Identifier' AND v.subject = l."end" AND v.property = 'value'
        WHERE l.type = 'IDENTIFIED_BY';
        CREATE TABLE mention_place AS
        SELECT DISTINCT m.n, t.value AS normal, len(string_split(t.value, ' ')) AS words
        FROM link AS l JOIN mention AS m ON m.subject = l.start
        JOIN told AS t ON t.label = 'Address' AND t.subject = l."end" AND t.property = 'normal'
        WHERE l.type = 'LOCATED_AT';
        INSERT INTO mention_country
        SELECT DISTINCT m.n, t.value
        FROM link AS l JOIN mention AS m ON m.subject = l.start
        JOIN told AS t ON t.label = 'Address' AND t.subject = l."end" AND t.property = 'country'
        WHERE l.type = 'LOCATED_AT' AND m.n NOT IN (SELECT n FROM mention_country);
        CREATE TABLE mention_company AS
        SELECT DISTINCT m.n, c.n AS company
        FROM link AS l JOIN mention AS m ON m.subject = l.start JOIN mention AS c ON c.subject = l."end"
        WHERE l.type = 'OFFICER_OF'
        UNION SELECT DISTINCT m.n, c.n
        FROM link AS s JOIN mention AS m ON m.subject = s.start
        JOIN link AS u ON u.type = s.type AND u."end" = s."end" AND u.role IN ('end_user', 'applicant')
        JOIN mention AS c ON c.subject = u.start
        WHERE s.type = 'PARTY_TO' AND s.role = 'signatory';
        CREATE TABLE mention_contact AS
        SELECT DISTINCT m.n, l."end" AS contact
        FROM link AS l JOIN mention AS m ON m.subject = l.start WHERE l.type = 'REACHED_AT';
        """
    )


def _compare_names(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(
        "CREATE TABLE comparable_name (name VARCHAR, sort VARCHAR, core VARCHAR, form VARCHAR, distinctive BOOLEAN)"
    )
    asked = db.execute("SELECT DISTINCT name, sort FROM written_name ORDER BY ALL")
    while part := asked.fetchmany(50_000):
        forms = [comparable(name, "vessel" if sort == "craft" else sort) for name, sort in part]
        insert(
            db.cursor(),
            "comparable_name",
            pa.table(
                {
                    "name": [name for name, _ in part],
                    "sort": [sort for _, sort in part],
                    "core": [form.core for form in forms],
                    "form": [form.form for form in forms],
                    "distinctive": [form.distinctive for form in forms],
                }
            ),
        )
