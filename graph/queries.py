"""Saved queries: one `.cypher` file each, with front matter that says what it asks, of whom, and what may mislead.

The project's are in `cypher/`, a user's own in the workspace's `cypher/`; both are read, checked and run alike.
"""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import QueryRefused
from graph.network import Asks
from graph.parameters import Parameter, declare
from graph.values import PathValue, Rows
from graph.workspace import Workspace

PROJECT = Path(__file__).resolve().parent.parent / "cypher"
"""Where the queries that come with Thirdport are."""

MATURITIES = ("draft", "beta", "stable")
SEVERITIES = ("low", "medium", "high", "critical")
OURS = "ours"
"""What `references` says where no public guidance describes the pattern."""

_REQUIRED = (
    "id", "version", "title", "question", "typology", "maturity", "caveats", "returns", "identity", "path",
    "anchor", "references",
)  # fmt: skip
_OPTIONAL = ("params", "hubs", "severity")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a pattern is described in public."""

    title: str
    url: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """One saved query, read and checked."""

    id: str
    version: str
    title: str
    question: str
    typology: str
    maturity: str
    caveats: tuple[str, ...]
    """Innocent explanations: what a hit may be instead."""
    parameters: Mapping[str, Parameter]
    returns: tuple[str, ...]
    """Columns that are not paths, in order."""
    identity: tuple[str, ...]
    """Columns that tell one finding from another."""
    path: tuple[str, ...]
    """Columns that are paths or lists of paths, in the order in which they are told."""
    anchor: Mapping[str, str]
    """Node label and column of what the finding is about."""
    references: tuple[Reference, ...]
    hubs: str
    """The rule for those who connect everyone: agents, forwarders, common phones."""
    severity: str
    cypher: str
    """The file as it stands, front matter included: comments to the server."""
    file: Path
    own: bool = False
    """True if it is a user's own, in the workspace."""

    def bind(self, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Parameters for a run: those given, read and checked, and the defaults. Raises `ParameterRefused`."""
        given = given or {}
        if strange := sorted(set(given) - set(self.parameters)):
            takes = ", ".join(self.parameters) or "none"
            raise QueryRefused(f"{self.id} has no parameter {', '.join(strange)}.", f"It takes: {takes}.")
        return {n: p.read(given[n]) if n in given else p.default for n, p in self.parameters.items()}


@dataclass(frozen=True, slots=True)
class Problem:
    """A query file that could not be used, and why."""

    file: Path
    message: str


@dataclass(frozen=True, slots=True)
class Library:
    """Every query that can be run, and what is wrong with the files that cannot."""

    queries: Mapping[str, Query]
    problems: tuple[Problem, ...] = ()

    def get(self, name: str) -> Query:
        """The query with this id. Raises `QueryRefused`."""
        if name in self.queries:
            return self.queries[name]
        for problem in self.problems:
            if problem.file.stem == name:
                raise QueryRefused(
                    f"{problem.file.name} cannot be used: {problem.message}",
                    f"See all that is wrong: thirdport query check {problem.file}",
                )
        raise QueryRefused(f"There is no saved query {name!r}.", f"There are: {', '.join(self.queries)}.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave back."""

    query: Query
    as_of: date
    parameters: Mapping[str, Any]
    rows: list[dict[str, Any]] = field(repr=False)
    """Each has the columns of `returns`, and the path columns as `PathValue` or lists of them."""
    truncated: bool
    seconds: float

    def paths(self, row: Mapping[str, Any]) -> list[PathValue]:
        """The paths of one row, each once, in the order in which they are told; equal on every server.

        What has no date (who is who, who is where) comes first, then events as they happened; on one day, and
        without dates, the order of the columns in `path` counts.
        """
        told: dict[tuple[str, ...], tuple[str, int, PathValue]] = {}
        for place, column in enumerate(self.query.path):
            value = row.get(column)
            for path in value if isinstance(value, list) else [value]:
                if isinstance(path, PathValue):
                    ids = (*(node.id for node in path.nodes), *(rel.id for rel in path.rels))
                    days = [str(node.props["date"]) for node in path.nodes if node.props.get("date")]
                    told.setdefault(ids, (min(days, default=""), place, path))
        return [path for _, (_, _, path) in sorted(told.items(), key=lambda one: (one[1][0], one[1][1], one[0]))]


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The TOML between `// /// query` and `// ///`, and the Cypher after it. Raises `ValueError`."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "// /// query":
        raise ValueError('the first line must be "// /// query": there the front matter begins')
    for end, line in enumerate(lines[1:], 1):
        if line.strip() == "// ///":
            break
        if not line.startswith("//"):
            raise ValueError(f'line {end + 1} of the front matter does not begin with "//"; it must end with "// ///"')
    else:
        raise ValueError('the front matter has no end: a line "// ///"')
    toml = "\n".join(line[2:].removeprefix(" ") for line in lines[1:end])
    try:
        return tomllib.loads(toml), "\n".join(lines[end + 1 :]).strip()
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"the front matter is not TOML: {error} (its first line is line 2 of the file)") from error


def read(file: Path, *, own: bool = False) -> Query:
    """Read one query file. Raises `QueryRefused` with everything that is wrong with its front matter."""
    try:
        text = file.read_text(encoding="utf-8")
        raw, cypher = front_matter(text)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise QueryRefused(f"{file.name}: {error}.", "docs/writing-queries.md shows a whole one.") from error
    wrong = list(_faults(raw, file.stem))
    if not cypher:
        wrong.append("there is no Cypher after the front matter")
    parameters = {}
    for name, declared in raw["params"].items() if isinstance(raw.get("params"), dict) else ():
        try:
            parameters[name] = declare(name, declared)
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        raise QueryRefused(f"{file.name}: {'; '.join(wrong)}.", "docs/writing-queries.md says what each key means.")
    return Query(
        id=raw["id"], version=raw["version"], title=raw["title"], question=raw["question"], typology=raw["typology"],
        maturity=raw["maturity"], caveats=_texts(raw["caveats"]), parameters=parameters, returns=_texts(raw["returns"]),
        identity=_texts(raw["identity"]), path=_texts(raw["path"]), anchor=raw["anchor"],
        references=_references(raw["references"]), hubs=raw.get("hubs", ""), severity=raw.get("severity", "medium"),
        cypher=text, file=file, own=own,
    )  # fmt: skip


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _references(value: Any) -> tuple[Reference, ...]:
    return (Reference(OURS),) if value == OURS else tuple(Reference(**one) for one in value)


def _faults(raw: Mapping[str, Any], stem: str) -> list[str]:
    """Everything that is wrong with front matter, as sentences without their full stop."""
    wrong = [f"{key} is missing" for key in _REQUIRED if key not in raw]
    if strange := sorted(set(raw) - set(_REQUIRED) - set(_OPTIONAL)):
        wrong.append(f"{', '.join(strange)} is not a key of front matter")
    for key in ("id", "version", "title", "question", "typology", "maturity", "hubs", "severity"):
        if key in raw and (not isinstance(raw[key], str) or not raw[key].strip()):
            wrong.append(f"{key} must be text")
    for key in ("caveats", "returns", "identity", "path"):
        if key in raw and not _is_texts(raw[key]):
            wrong.append(f"{key} must be text or a list of texts")
    if wrong:
        return wrong
    if raw["id"] != stem:
        wrong.append(f'id is "{raw["id"]}" and the file is {stem}.cypher: they must be the same')
    if not re.fullmatch(r"[a-z][a-z0-9_]*", raw["id"]):
        wrong.append("id is lower-case letters, digits and _")
    if not re.fullmatch(r"\d+\.\d+\.\d+", raw["version"]):
        wrong.append(f'version "{raw["version"]}" is not three numbers with dots, as 1.0.0')
    for key, allowed in (("maturity", MATURITIES), ("severity", SEVERITIES)):
        if raw.get(key, allowed[0]) not in allowed:
            wrong.append(f'{key} "{raw[key]}" is none of {", ".join(allowed)}')
    returns = _texts(raw["returns"])
    if missing := [name for name in _texts(raw["identity"]) if name not in returns]:
        wrong.append(f"identity names {', '.join(missing)}, which is not among returns")
    anchor = raw["anchor"]
    if not isinstance(anchor, dict) or set(anchor) != {"label", "column"} or anchor["column"] not in returns:
        wrong.append('anchor must be { label = "Party", column = "one of returns" }')
    if raw["references"] != OURS and not _are_references(raw["references"]):
        wrong.append('references must be [{ title = "…", url = "…", section = "…" }], or "ours" where there is none')
    if "params" in raw and not isinstance(raw["params"], dict):
        wrong.append("params must be a table: params.window_days = { type = …, default = …, help = … }")
    return wrong


def _is_texts(value: Any) -> bool:
    return bool(value) and (isinstance(value, str) or all(isinstance(one, str) and one for one in value))


def _are_references(value: Any) -> bool:
    fields = set(Reference.__dataclass_fields__)
    return isinstance(value, list) and bool(value) and all(
        isinstance(one, dict) and {"title"} <= set(one) <= fields and all(isinstance(v, str) for v in one.values())
        for one in value
    )  # fmt: skip


def library(workspace: Workspace | None = None, project: Path = PROJECT) -> Library:
    """Every saved query of the project and the workspace. Of two with one id, the project's is used; it is told."""
    queries: dict[str, Query] = {}
    problems: list[Problem] = []
    for folder, own in ((project, False), *([(workspace.queries, True)] if workspace else [])):
        for file in sorted(folder.glob("*.cypher")):
            try:
                query = read(file, own=own)
            except QueryRefused as error:
                problems.append(Problem(file, error.message.removeprefix(f"{file.name}: ")))
                continue
            if query.id in queries:
                problems.append(Problem(file, f"its id {query.id} is taken by a query of Thirdport; rename it"))
            else:
                queries[query.id] = query
    return Library(dict(sorted(queries.items())), tuple(problems))


def run(query: Query, reader: Asks, as_of: date, given: Mapping[str, Any] | None = None) -> Answer:
    """Run a query in a reader session with `$as_of` as its today. Raises `QueryRefused` on columns it lacks."""
    parameters = query.bind(given)
    began = time.monotonic()
    answer: Rows = reader.run(query.cypher, {**parameters, "as_of": as_of})
    missing = [name for name in (*query.returns, *query.path) if name not in answer.columns]
    if missing and answer.rows:  # a server may name no columns where there are no rows
        raise QueryRefused(
            f"{query.id} does not give back {', '.join(missing)}.",
            "Name every column of `returns` and `path` in RETURN.",
        )
    return Answer(query, as_of, parameters, answer.rows, answer.truncated, time.monotonic() - began)
