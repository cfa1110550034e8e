# ruff: noqa: S608  (the SQL is made of columns that this module names itself and of quoted literals)
"""A whole document of trade records into the wide table, by SQL; whatever a cell cannot mean is reported with its row.

Cells become values in two ways. Plain numbers and words are converted by SQL. Everything else (dates, countries, codes,
units, numbers with signs or units beside them) goes through a dictionary: each different text of a column is read once
by `ingest.trade.values`, and the readings are joined back to the rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from urllib.parse import quote as _escape

import duckdb

from graph import duck, files
from graph.tabular import shown
from ingest.statements import Issue
from ingest.trade import conventions, read_cell
from ingest.trade.mapping import ColumnMapping, Use
from ingest.trade.read_cell import Reading
from ingest.trade.sql import literal, trimmed
from ingest.trade.staging import Staged, stage
from ingest.trade.table import TRADE_SCHEMA, sql_type
from ingest.trade.words import normal

SAMPLE = 2_000
"""Rows that recognition looks at."""

MEMORY = "1400MB"
"""Most memory DuckDB may take; what is more goes to disk beside the records."""

BATCH = 100_000
"""Readings handed to DuckDB at once."""

ROW_GROUP = 40_960
"""Rows of a Parquet row group. DuckDB's usual 122,880 rows of 83 columns took so much memory that the rows went to disk
(measured on a million rows: writing took 18 s instead of 8)."""

DECIDING_ROWS = 50_000

NUMBERS = ("quantity", "net_kg", "gross_kg", "value")
COUNTRIES = ("reporter", "origin", "departure", "destination")


@dataclass
class Account:
    """How the rows of a document ended: `read` = `kept` + `refused` + `headers`."""

    read: int = 0
    kept: int = 0
    refused: int = 0
    headers: int = 0
    bulk: bool = False
    """Whether DuckDB's own reader could be used."""


@dataclass
class Table:
    """The beginning of a table: where it is, its columns and the rows recognition looks at."""

    headers: list[str]
    rows: list[list[str]]
    sheet: str = ""


def beginning(path: Path, how: files.Format) -> Table:
    """The header and the first rows of a table (of a workbook: of its first sheet that has any)."""
    table = Table([], [])
    for row in islice(files.table_rows(path, how), SAMPLE):
        if not any(cell.strip("\x00 \t\r\n") for cell in row.cells):
            continue
        if not table.headers:
            table.headers, table.sheet = files.header_of(how, row.cells), row.sheet
        elif row.sheet == table.sheet:
            table.rows.append([shown(cell) for cell in row.cells])
        else:
            break
    return table


class Conversion:
    """One document on its way into the wide table."""

    def __init__(
        self, database: duckdb.DuckDBPyConnection, mapping: ColumnMapping, staged: Staged, how: files.Format,
        issue: Callable[[Issue], None],
    ) -> None:  # fmt: skip
        self.db, self.mapping, self.staged, self.how = database, mapping, staged, how
        self.issue = issue
        self.uses: dict[str, Use] = dict(mapping.fields)
        self.joins: list[str] = []
        self._numbers: dict[str, str] = {}

    def place(self, row: int, header: str = "") -> str:
        """The locator of a row or cell."""
        sheet = f"sheet={_escape(self.staged.sheet, safe='/[]-. ')};" if self.staged.sheet else ""
        return f"{sheet}row={row}" + (f";col={_escape(header, safe='/[]-. ')}" if header else "")

    def cell(self, name: str) -> str:
        """SQL for the raw cell of a field."""
        return f"d.{self.staged.columns[self.uses[name].column]}"

    def expressions(self) -> dict[str, str]:
        """SQL for each field of the table that this layout has."""
        decimal = self._decimal()
        said: dict[str, str] = {}
        for name, use in self.uses.items():
            if use.constant:
                said[name] = literal(use.constant)
            elif name in NUMBERS:
                said[name] = self._number(name, use, use.decimal or decimal)
            elif name in ("date", "amended_on"):
                said[name] = self._day(name, use)
            elif name == "hs6":
                said[name] = ""
            elif (
                name in ("hs_code", "currency", "unit", "flow", "transit")
                or name in COUNTRIES
                or name.endswith("_country")
            ):
                said[name] = self._dictionary(name, use, self._reader(name, use, decimal))
            else:
                said[name] = self._text(name, use)
        if "hs6" in said:
            same = "hs_code" in self.uses and self.uses["hs6"].column == self.uses["hs_code"].column
            code = (
                said["hs_code"]
                if same
                else self._dictionary("hs6", self.uses["hs6"], self._reader("hs6", self.uses["hs6"], ""))
            )
            said["hs6"] = f"CASE WHEN length({code}) >= 6 THEN left({code}, 6) END"
        return said

    def _distinct(self, cell: str, where: str = "") -> dict[str, int]:
        """The different texts of a cell, and how often each stands there."""
        rows = self.db.execute(
            f"SELECT {cell} AS k, count(*) FROM data d WHERE {cell} IS NOT NULL {where} GROUP BY k ORDER BY k"
        ).fetchall()
        return {str(text): int(times) for text, times in rows}

    def _reader(self, name: str, use: Use, decimal: str) -> Callable[[str], Reading]:
        if name in ("hs_code", "hs6"):
            return read_cell.hs_reader(self._distinct(self.cell(name)))
        if use.part == "unit" or use.part == "currency":
            return read_cell.beside_reader(use.part, use.decimal or decimal)
        if use.part == "country":
            return read_cell.port_country
        if name == "transit":
            return read_cell.countries
        return {"currency": read_cell.currency, "unit": read_cell.unit, "flow": read_cell.flow}.get(
            name, read_cell.country
        )

    def _dictionary(self, name: str, use: Use, read: Callable[[str], Reading], key: str = "", where: str = "") -> str:
        """SQL for a field whose different texts are read one by one; what cannot be read is reported with its rows."""
        cell = key or self.cell(name)
        said = self._readings(f"r_{name}", cell, read, sql_type(name), where)
        if said and use.part != "country":
            self._blame(f"r_{name}", cell, self.cell(name), use.column, f"the row without its {name.replace('_', ' ')}")
        return f"r_{name}.v"

    def _readings(self, table: str, cell: str, read: Callable[[str], Reading], kind: str, where: str = "") -> bool:
        """Read the different texts of a cell into a table that is joined to the rows; whether any could not be read."""
        texts = list(self._distinct(cell, where))
        readings = [read(text) for text in texts]
        self.db.execute(f"CREATE OR REPLACE TEMP TABLE {table} (k VARCHAR, v {kind}, problem VARCHAR)")
        for start in range(0, len(texts), BATCH):  # as lists: Arrow would load pandas, which takes longer than the rest
            some = readings[start : start + BATCH]
            lists = [texts[start : start + BATCH], [r.value for r in some], [r.problem or None for r in some]]
            unnested = f"unnest($1::VARCHAR[]), unnest($2::{kind}[]), unnest($3::VARCHAR[])"
            self.db.execute(f"INSERT INTO {table} SELECT {unnested}", lists)
        self.joins.append(f"LEFT JOIN {table} ON {table}.k = {cell}")
        return any(r.problem for r in readings)

    def _blame(self, table: str, key: str, cell: str, header: str, kept: str) -> None:
        """Report every cell whose text could not be read."""
        found = self.db.execute(
            f"SELECT d.row, {cell}, r.problem FROM data d JOIN {table} r ON r.k = {key} "
            "WHERE r.problem IS NOT NULL ORDER BY d.row"
        )
        step = (
            "If the column means something else: thirdport mapping save FILE --to MAP.toml, edit, ingest --map MAP.toml"
        )
        said: dict[str, str] = {}  # a text that stands in a million rows is held once
        while some := found.fetchmany(10_000):
            for row, text, problem in some:
                value, why = (said.setdefault(words, words) for words in (text[:200], problem))
                self.issue(Issue(self.place(row, header), header, value, why, kept, step))

    def _day(self, name: str, use: Use) -> str:
        raw = self.cell(name)
        day = f"regexp_replace({raw}, '[T\\s]+\\d{{1,2}}[:.]\\d{{2}}.*$', '')"
        key = f"CASE WHEN contains({raw}, ':') THEN {day} ELSE {raw} END"
        texts = self._distinct(key)
        order, why = (use.order, use.why) if use.order else conventions.day_order(texts)
        if order and not use.order and why:
            self.uses[name] = replace(
                use, order=order if "year stands first" not in why else "", why=f"{use.why}; {order}: {why}"
            )
        return self._dictionary(name, use, read_cell.day_reader(texts, order, why), key)

    def _decimal(self) -> str:
        """The decimal sign of this document's numbers."""
        cells = [self.cell(name) for name in NUMBERS if name in self.uses and self.uses[name].column]
        commas = " OR ".join(f"bool_or(contains({cell}, ','))" for cell in cells) or "false"
        found = self.db.execute(f"SELECT {commas} FROM data d").fetchone()
        # without a comma anywhere the first rows decide as well as all, and much sooner
        first = "" if found and found[0] else f"AND d.row <= {DECIDING_ROWS}"
        columns = []
        for cell in cells:
            nines = f"translate(substr({cell}, 2), '012345678', '999999999')"
            columns.append(self._distinct(f"translate({cell}[1], '12345678', '99999999') || {nines}", first))
        sign, why = conventions.decimal_sign(columns, self.mapping.language, str(self.how.get("delimiter", "")))
        self.decimal_why = why
        for name in NUMBERS:
            if name in self.uses and "separator" not in why and not self.uses[name].decimal:
                use = self.uses[name]
                told = f"decimal sign “{sign}”: {why}" if sign else why
                self.uses[name] = replace(use, decimal=sign, why=f"{use.why}; {told}")
        return sign

    def _number(self, name: str, use: Use, decimal: str) -> str:
        raw = self.cell(name)
        plain = f"try_cast({raw} AS DOUBLE)"
        if decimal == ",":
            plain = f"CASE WHEN NOT contains({raw}, '.') THEN try_cast(replace({raw}, ',', '.') AS DOUBLE) END"
        elif not decimal:
            plain = f"CASE WHEN NOT contains({raw}, '.') THEN {plain} END"
        plain = (
            f"CASE WHEN regexp_full_match({raw}, '-?[0-9]+[.,]?[0-9]*') THEN {plain} END" if self._odd(raw) else plain
        )
        rest = f"AND {plain} IS NULL"
        factor = use.kilograms if name.endswith("_kg") else 1.0
        read = read_cell.number_reader(decimal, self.decimal_why, name.endswith("_kg"), factor)
        other = self._dictionary(name, use, read, where=rest)
        scaled = plain if factor == 1.0 else f"({plain}) * {factor!r}"
        value = f"coalesce(({scaled})::DOUBLE, {other})"
        if not use.unit_column:
            return value
        table, unit = f"r_{name}_unit", f"d.{self.staged.columns[use.unit_column]}"
        if self._readings(table, unit, read_cell.mass_unit, "DOUBLE"):
            self._blame(table, unit, unit, use.unit_column, f"the row without its {name.replace('_', ' ')}")
        return f"CASE WHEN coalesce(trim({unit}), '') = '' THEN {value} ELSE {value} * {table}.v END"

    def _odd(self, raw: str) -> bool:
        """Whether a column holds texts that a cast would take for numbers: nan, inf, 1e5, 0x1F, 1_000."""
        found = self.db.execute(f"SELECT count(*) FROM data d WHERE regexp_matches({raw}, '[A-Za-z_]')").fetchone()
        return bool(found and found[0])

    def _text(self, name: str, use: Use) -> str:
        cell = self.cell(name)
        if use.part in ("name", "address"):
            lines = f"replace(replace(trim({cell}, E' \\t\\r\\n'), E'\\r\\n', E'\\n'), E'\\r', E'\\n')"
            cell = f"split_part({lines}, E'\\n', 1)"
            if use.part == "address":
                under = f"trim(substr({lines}, strpos({lines}, E'\\n') + 1))"
                cell = f"replace(CASE WHEN contains({lines}, E'\\n') THEN {under} END, E'\\n', ', ')"
        if name == "part_number":
            cell = f"upper(replace({cell}, ' ', ''))"
        elif name == "control_code":
            cell = f"upper({cell})"
        elif name == "vessel_id":
            cell = f"regexp_replace({cell}, '^(?i)\\s*imo\\s*(no\\.?)?\\s*', '')"
        self._formulas(name, use)
        return trimmed(cell)

    def _formulas(self, name: str, use: Use) -> None:
        cell = self.cell(name)
        found = self.db.execute(
            f"SELECT d.row, {cell} FROM data d WHERE {cell} LIKE '=%' OR {cell} LIKE '@%(%' ORDER BY d.row"
        ).fetchall()
        for row, text in found if use.part in ("", "name") else ():
            problem = "the cell is a spreadsheet formula; it is kept as text and never run"
            self.issue(Issue(self.place(row, use.column), use.column, text[:200], problem, "the text as it stands"))


def convert(
    path: Path, how: files.Format, mapping: ColumnMapping, table: Table, document: str, out: Path,
    issue: Callable[[Issue], None],
) -> tuple[Account, ColumnMapping]:  # fmt: skip
    """Read a document into the wide table at `out`. Gives the account and the mapping with what the columns decided."""
    account = Account()
    with _database(out.parent) as database:

        def report(row: int, header: str, value: str, problem: str, kept: str, lost: bool) -> None:
            sheet = f"sheet={_escape(table.sheet, safe='/[]-. ')};" if table.sheet else ""
            locator = f"{sheet}row={row}" + (f";col={_escape(header, safe='/[]-. ')}" if header else "")
            severity, what = ("error", "nothing of the row") if lost else ("warning", kept or "the rest")
            issue(Issue(locator, header, value[:200], problem, what, "Correct the file and ingest it again.", severity))

        staged = stage(database, path, how, table.headers, mapping.columns, table.sheet, report)
        columns = "*" if staged.row == "row" else f"{staged.row} AS row, *"
        database.execute(f"CREATE OR REPLACE TEMP VIEW data AS SELECT {columns} FROM raw")
        conversion = Conversion(database, mapping, staged, how, issue)
        said = conversion.expressions()
        account.headers, account.refused, account.bulk = staged.headers, staged.refused, staged.bulk
        lost = _write(conversion, said, document, out)
        for row in lost:
            report(row, "", "", "nothing in a mapped column of this row can be read", "", True)
        for name, count in sorted(staged.other_sheets.items()):
            place, problem = (
                f"sheet={_escape(name, safe='/[]-. ')}",
                f"only the first filled sheet, “{table.sheet}”, is read",
            )
            step = "Save the sheet as a file of its own and ingest that."
            issue(Issue(place, "", name[:200], problem, f"none of the sheet's {count:,} rows", step, "error"))
            account.refused += count
        rows = database.execute("SELECT count(*) FROM raw").fetchone()
        account.kept = (int(rows[0]) if rows else 0) - len(lost)
        account.refused += len(lost)
        account.read = account.headers + account.refused + account.kept
        done = ColumnMapping(
            mapping.headers, conversion.uses, mapping.unsure, mapping.other, mapping.origin, mapping.language
        )
        return account, done


def _write(conversion: Conversion, said: dict[str, str], document: str, out: Path) -> list[int]:
    """Write the wide table; gives the rows that are not in it, for nothing in them could be read."""
    db = conversion.db
    subject = f"'shipment:{document[:16]}:' || d.row"
    joins = " ".join(conversion.joins)
    if "reference" in said and not conversion.uses["reference"].constant:
        reference = said["reference"]
        db.execute(
            f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT {reference} AS reference FROM data d "
            "GROUP BY 1 HAVING count(*) > 1"
        )
        joins += f" LEFT JOIN repeated ON repeated.reference = {reference}"
        headers = "|".join(map(normal, conversion.mapping.headers))
        layout = f"layout-{hashlib.sha1(headers.encode(), usedforsecurity=False).hexdigest()[:8]}"
        whose = f"coalesce({said['reporter']}, '{layout}')" if "reporter" in said else f"'{layout}'"
        subject = (
            f"CASE WHEN {reference} IS NULL OR repeated.reference IS NOT NULL THEN {subject} "
            f"ELSE 'shipment:' || {whose} || ':' || ({reference}) END"
        )
    columns = [f"d.row::BIGINT AS row, {subject} AS subject"]
    for name in TRADE_SCHEMA.names[2:]:
        columns.append(f"({said.get(name, 'NULL')})::{sql_type(name)} AS {name}")
    where = literal(str(out))
    how = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    db.execute(f"COPY (SELECT {', '.join(columns)} FROM data d {joins}) TO {where} {how}")
    some = " OR ".join(f"{name} IS NOT NULL" for name in said if not conversion.uses[name].constant)
    empty = [
        int(row)
        for (row,) in db.execute(f"SELECT row FROM read_parquet({where}) WHERE NOT ({some}) ORDER BY row").fetchall()
    ]
    if empty:
        aside = literal(f"{out}.some")
        db.execute(f"COPY (SELECT * FROM read_parquet({where}) WHERE {some}) TO {aside} {how}")
        Path(f"{out}.some").rename(out)
    return empty


@contextmanager
def _database(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    spill = folder / ".spill"
    database = duck.connect(memory_limit=MEMORY, temp_directory=str(spill))
    try:
        yield database
    finally:
        database.close()
        if spill.is_dir() and not any(spill.iterdir()):
            spill.rmdir()


__all__: Sequence[str] = ("Account", "Table", "beginning", "convert")
