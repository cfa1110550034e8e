"""A million trade records from CSV to the record store, against a bare DuckDB COPY of the same file to Parquet."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

AIM_RATIO, AIM_MIB = 3.0, 2048
REPEATS = 3
"""Each is run this often in a process of its own; the fastest counts."""

HEADER = (
    "declaration_id,flow,date,reporter,origin,departure,transit,destination,exporter,exporter_address,consignee,"
    "consignee_address,notify,forwarder,end_user,payer,description,part_number,hs_code,control_code,licence_id,quantity,"
    "unit,net_kg,value,currency,port_from,port_to,carrier,amended_on,amended_field,amended_from,status"
)
_COUNTRIES = ("DE", "NL", "TR", "AE", "HK", "CN", "KZ", "KG", "US", "FR", "IT", "PL", "GE", "AM", "KR", "JP")
_GOODS = (
    ("854231", "electronic integrated circuits, processors"), ("847150", "processing units, digital"),
    ("853690", "connectors, under 1000 V"), ("880730", "parts of aeroplanes and helicopters"),
    ("848210", "ball bearings"), ("902610", "instruments for measuring flow"), ("854110", "diodes"),
)  # fmt: skip


def lines(rows: int) -> Iterator[str]:
    """An invented file, the same every time: half of its text quoted, as customs systems write it."""
    chance = random.Random(7)
    forms = ("LLC", "GmbH", "Ltd", "OOO")
    firms = [(f"Firm {n} Trading {forms[n % 4]}", f'"{n} Harbour Road, Unit {n % 40}, Port City"')
             for n in range(20_000)]  # fmt: skip
    yield HEADER + "\n"
    for number in range(rows):
        seller, buyer = chance.choice(firms), chance.choice(firms)
        code, goods = chance.choice(_GOODS)
        origin, to = chance.choice(_COUNTRIES), chance.choice(_COUNTRIES)
        day = f"20{18 + number % 8}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        quantity, mass, value = chance.randint(1, 5000), chance.random() * 900, chance.random() * 1e5
        yield (
            f'D{number:08d},export,{day},DE,{origin},DE,,{to},"{seller[0]}",{seller[1]},"{buyer[0]}",{buyer[1]},,,,,'
            f'"{goods}",PN-{number % 5000},{code},,,{quantity},pcs,{mass:.2f},{value:.2f},EUR,'
            f'"Hamburg, Germany",Jebel Ali,CARRIER {number % 50},,,,cleared\n'
        )


_BARE = """
import duckdb, sys
duckdb.sql(f"COPY (SELECT * FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}/bare.parquet' (FORMAT parquet)")
"""
_OURS = """
import sys
from pathlib import Path
from graph.workspace import create
from ingest.intake import ingest
taken = list(ingest(create(Path(sys.argv[2]) / "workspace"), [Path(sys.argv[1])]))
assert taken[0].report and taken[0].report.trade_rows, taken
"""
_READING = """
import sys
from pathlib import Path
from ingest.head import look
from ingest.trade.bulk import beginning, convert
from ingest.trade.recognise import map_columns, see
path = Path(sys.argv[1])
how = look(path, path.name).format
table = beginning(path, how)
account, _ = convert(path, how, map_columns(see(table.headers, table.rows)), table, "0" * 64,
                     Path(sys.argv[2]) / "ours.parquet", lambda issue: None)
assert account.bulk, account
"""
_WATCH = """
import json, resource, sys, time
began = time.perf_counter()
exec(compile(sys.argv.pop(), "measured", "exec"))
said = {"seconds": time.perf_counter() - began, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
print(json.dumps(said))
"""


def measure(code: str, file: Path) -> tuple[float, float]:
    """Fastest seconds and greatest resident MiB of a piece of code, each run in a process of its own."""
    best, most = float("inf"), 0.0
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            done = subprocess.run(
                [sys.executable, "-c", _WATCH, str(file), folder, code], check=True, capture_output=True, text=True
            )
        said = json.loads(done.stdout.splitlines()[-1])
        best, most = min(best, said["seconds"]), max(most, said["mib"])
    return best, most


def run(rows: int = 1_000_000) -> dict[str, dict[str, float]]:
    """Print the table; gives the same as numbers."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "trade.csv"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(lines(rows))
        size = file.stat().st_size
        print(f"{rows:,} trade records, 33 columns, {size / 2**20:,.0f} MiB of CSV; fastest of {REPEATS} runs each")
        answer = {}
        bare, _ = (0.0, 0.0)
        print(f"{'':44}{'seconds':>9}{'ratio':>8}{'peak MiB':>10}")
        for name, code in (
            ("bare DuckDB: read_csv to Parquet", _BARE),
            ("reading: columns told, cells checked, Parquet", _READING),
            ("thirdport ingest: evidence kept, and reading", _OURS),
        ):
            seconds, mib = measure(code, file)
            bare = bare or seconds
            answer[name] = {"seconds": seconds, "ratio": seconds / bare, "mib": mib}
            print(f"{name:44}{seconds:9.2f}{seconds / bare:8.2f}{mib:10,.0f}")
        print(f"Aim: ratio at most {AIM_RATIO:g}, memory under {AIM_MIB:,} MiB.")
    return answer


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
