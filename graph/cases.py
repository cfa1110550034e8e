"""Cases of a saved query: small graphs in which it must find something, and look-alikes in which it must not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.errors import Refusal
from graph.queries import PROJECT, Query, run
from graph.store import LocalStore, Store
from graph.workspace import create

AS_OF = date(2024, 12, 31)
"""The day on which a case is asked, unless it says `as_of`."""

_NAME_LINKS = "MATCH (a)-[r]->(b) SET r.id = type(r) + ':' + a.id + '>' + b.id RETURN count(r) AS n"
_EMPTY = "MATCH (n) DETACH DELETE n"


class CaseRefused(Refusal):
    """A case that cannot be read."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its graph as Cypher, and what the query must find in it."""

    file: Path
    cypher: str
    expect: list[dict[str, Any]]
    """One table a row, in order; columns that are not named are not compared."""
    as_of: date
    params: dict[str, Any]


def folder(query: Query) -> Path:
    """Where the cases of a query are: beside a user's own query, in tests/cypher for the project's."""
    return query.file.parent / query.id if query.own else PROJECT.parent / "tests" / "cypher" / query.id


def cases(query: Query) -> list[Case]:
    """Every case of a query, by name. Raises `CaseRefused`."""
    return [read(file) for file in sorted(folder(query).glob("*.cypher"))]


def read(file: Path) -> Case:
    """Read one case: TOML in the `//` lines at its top, then CREATE statements. Raises `CaseRefused`."""
    text = file.read_text(encoding="utf-8")
    head = [line[2:].strip() for line in text.splitlines() if line.startswith("//")]
    try:
        said = tomllib.loads("\n".join(head))
        expect = said["expect"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise CaseRefused(
            f"{file.name} does not say what it expects: {error}.", 'Begin it with "// expect = []"; prose as "// # …".'
        ) from error
    if not isinstance(expect, list) or file.stem.startswith("hit-") != bool(expect):
        raise CaseRefused(
            f"{file.name} expects {len(expect)} rows.",
            "A case named hit-… expects rows, one named decoy-… expects none.",
        )
    return Case(file, text, expect, said.get("as_of", AS_OF), said.get("params", {}))


def wrong(case: Case, query: Query, store: Store) -> str:
    """What is wrong when the query is asked in an empty store that is given this case's graph; empty if nothing."""
    store.write(_EMPTY)
    store.write(case.cypher)
    store.write(_NAME_LINKS)
    with store.reader() as reader:
        answer = run(query, reader, case.as_of, case.params)
    rows = [{key: value for key, value in row.items() if key not in query.path} for row in answer.rows]
    if len(rows) != len(case.expect):
        return f"it must find {len(case.expect)}, and found {len(rows)}: {rows}"
    for row, expected in zip(rows, case.expect, strict=True):
        got = {key: row.get(key) for key in expected}
        if got != expected:
            return f"it must find {expected}, and found {got}"
    for row in answer.rows:
        paths = answer.paths(row)
        if not paths or not all(path.rels for path in paths):
            return f"a hit has no path, or one without a hop: {query.path}"
    return ""


@contextmanager
def scratch() -> Iterator[Store]:
    """An empty store on a local server of its own, gone afterwards; nobody's graph is touched."""
    from graph.local_server import LocalServer  # noqa: PLC0415  (starts Java's paths)

    with TemporaryDirectory(prefix="thirdport cases ") as place:
        workspace = create(Path(place))
        try:
            # Never Store.open: the environment may name a team's server, and cases begin by emptying the graph.
            with LocalStore(workspace) as store:
                yield store
        finally:
            LocalServer(workspace.server, workspace.settings.server_memory_mb).stop()
