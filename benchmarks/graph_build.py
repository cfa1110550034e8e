"""How long a build takes and how much memory, by number of shipments: made trade tables in, a snapshot out.

python -m benchmarks graph_build             100,000 shipments
python -m benchmarks.graph_build 1000000
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from graph import duck
from graph.workspace import create
from ingest.build import build_from, room
from ingest.build.records import complete_trade
from ingest.statements import SCHEMA

DOCUMENT = "b" * 64


def made_trade(rows: int, path: Path) -> None:
    """Write a trade table of this many shipments: a party in fifteen is new, names vary in case, addresses repeat."""
    with duck.connect() as db:
        db.execute(
            f"""
            COPY (
                WITH drawn AS (
                    SELECT i, hash(i) AS h, hash(i, 1) AS g, hash(i, 2) AS k
                    FROM range({rows}) AS r(i)
                ), chosen AS (
                    SELECT *, CAST(floor(power((h % 1000000) / 1000000.0, 2) * {rows} / 30) AS BIGINT) AS e,
                        CAST(floor(power((g % 1000000) / 1000000.0, 2) * {rows} / 15) AS BIGINT) AS c
                    FROM drawn
                )
                SELECT i + 2 AS row, 'shipment:made:' || i AS subject, 'M' || i AS reference,
                    DATE '2023-01-01' + CAST(h % 900 AS INTEGER) AS date, 'DE' AS departure,
                    ['RU', 'TR', 'KZ', 'AE', 'CN'][CAST(k % 5 + 1 AS BIGINT)] AS destination,
                    '85' || lpad(CAST(c % 9000 AS VARCHAR), 4, '0') AS hs6, 'goods of kind ' || c % 9000 AS description,
                    CASE WHEN k % 4 = 0 THEN 'PN-' || c % 20000 END AS part_number,
                    CAST(k % 100000 AS DOUBLE) AS value, 'EUR' AS currency,
                    CASE WHEN k % 3 = 0 THEN upper('Werk ' || hash(e) % 100000 || ' Technik ' || e || ' GmbH')
                        ELSE 'Werk ' || hash(e) % 100000 || ' Technik ' || e || ' GmbH' END AS exporter,
                    'Strasse ' || e % 977 || ', ' || 10000 + e % 89999 || ' Berlin, Germany' AS exporter_address,
                    'Firma ' || hash(c, 3) % 100000 || ' Import ' || c || ' LLC' AS consignee,
                    'Prospekt ' || c % 1999 || ', Office ' || k % 3 || ', ' || 10000 + c % 89999 || ' Almaty'
                        AS consignee_address, 'KZ' AS consignee_country,
                    CASE WHEN k % 2 = 0 THEN 'Forwarder ' || k % 50 || ' Logistik AG' END AS forwarder
                FROM chosen
            ) TO '{path}' (FORMAT parquet)
            """
        )


def measure(rows: int) -> dict[str, object]:
    """Build once and say what it took."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = create(Path(folder))
        path = Path(folder) / "made.parquet"
        made_trade(rows, path)
        day = date(2025, 1, 1)
        with duck.connect() as db:
            db.register("statement_rows", SCHEMA.empty_table())
            db.execute("CREATE TABLE statements AS SELECT * FROM statement_rows")
            db.execute(
                f"""
                CREATE TABLE documents AS SELECT '{DOCUMENT}' AS document, 'made' AS source, 'made.csv' AS file_name,
                    DATE '{day}' AS published, DATE '{day}' AS received, DATE '{day}' AS known_from, 'CLEAR' AS tlp,
                    CAST(NULL AS VARCHAR) AS series, 'en' AS language;
                CREATE VIEW trade AS SELECT '{DOCUMENT}' AS document, 'made' AS source, 'CLEAR' AS tlp, *
                    FROM read_parquet('{path}');
                CREATE TABLE trade_columns (document VARCHAR, field VARCHAR, header VARCHAR)
                """
            )
            complete_trade(db)
            began = last = time.monotonic()

            def step(said: str) -> None:
                nonlocal last
                now = time.monotonic()
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
                print(f"  {now - last:6.1f} s  {memory:5.2f} GB  … {said}", flush=True)
                last = now

            with room(db, workspace):
                built = build_from(db, workspace, day, [], step)
            seconds = time.monotonic() - began
        manifest = built.snapshot.manifest
        size = sum(path.stat().st_size for path in built.snapshot.folder.rglob("*.parquet"))
        return {
            "shipments": rows,
            "seconds": round(seconds, 1),
            "cpu_seconds": round(time.process_time(), 1),
            "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
            "parties": manifest.nodes["Party"],
            "mentions": built.resolved.mentions,
            "nodes": sum(manifest.nodes.values()),
            "rels": sum(manifest.rels.values()),
            "possibly_same": built.resolved.possibly,
            "snapshot_mb": round(size / 2**20, 1),
        }


def run(sizes: Sequence[int] = (100_000,)) -> None:
    """Measure each size, the smallest first."""
    for rows in sorted(sizes):
        print(f"{rows:,} shipments, DuckDB {duckdb.__version__}")
        for name, value in measure(rows).items():
            print(f"  {name:<14} {value:>12}")


if __name__ == "__main__":
    run([int(word) for word in sys.argv[1:]] or (100_000,))
