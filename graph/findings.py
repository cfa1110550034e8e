"""Findings: what the saved queries found, hop by hop with the words each hop rests on, kept in the casebook."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from graph import schema
from graph.casebook import Casebook, Found, Kept
from graph.errors import QueryRefused, Refusal
from graph.evidence import Ref
from graph.queries import Answer, Query, library, run
from graph.quotes import QuoteRefused, Quotes
from graph.score import score, total
from graph.snapshot import Snapshot
from graph.store import Store
from graph.types import Tlp
from graph.values import NodeValue, PathValue, RelValue
from graph.workspace import Workspace

SHOWN = 3
"""Most places of a link shown for one hop, the earliest known first; the graph and the records hold the others."""

RECORDS = ("Shipment", "Licence", "LicenceLine", "Denial", "EndUseStatement", "Penalty")
"""Labels of nodes that are records of an event."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a document, and what stands there."""

    document: str
    """SHA-256 of the document; its first digits only while the words were not looked up."""
    locator: str
    file_name: str = ""
    quote: str | None = None
    """Verbatim; nothing if the place cannot be opened any more, then `problem` says why."""
    tlp: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, as a sentence, with the places it rests on."""

    sentence: str
    start: str
    end: str
    type: str
    inferred: bool = False
    rule: str = ""
    confidence: float = 1.0
    props: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    evidence_count: int = 0

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return _as_json(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of one saved query, kept across runs."""

    id: str
    query: str
    version: str
    title: str
    question: str
    about: str
    """What it is about, in words: the anchor of the query."""
    parameters: Mapping[str, Any]
    identity: Mapping[str, Any]
    columns: Mapping[str, Any]
    """Every column the query gave back for it."""
    score: float
    score_parts: tuple[Mapping[str, Any], ...]
    state: str
    reason: str
    """Reason given with the state."""
    status: str
    """new, ongoing or gone."""
    tlp: str
    parties: tuple[Mapping[str, Any], ...]
    records: tuple[Mapping[str, Any], ...]
    hops: tuple[Hop, ...]
    caveats: tuple[str, ...]
    hubs: str
    """The rule by which those who connect everyone were left out or kept."""
    first_seen: date
    last_seen: date
    given: Mapping[str, Any] = field(default_factory=dict)
    """Parameters with which it was found, where they are not the query's defaults."""

    def to_json(self) -> dict[str, Any]:
        """As a JSON object; equal on every server."""
        return _as_json(self)


def _as_json(value: Finding | Hop) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(asdict(value), default=str, ensure_ascii=False))
    return plain


def find(
    workspace: Workspace,
    store: Store,
    as_of: date | None = None,
    only: str | None = None,
    *,
    given: Mapping[str, Any] | None = None,
    redirect: Mapping[str, str] | None = None,
    quote: bool = True,
    on_problem: Callable[[str], None] | None = None,
    on_query: Callable[[Answer], None] | None = None,
) -> list[Finding]:
    """Run the saved queries (`only` one of them) on the graph as it is, and keep what they find.

    `as_of` is their today: by default the day as of which the graph was built. `given` are parameters of the query
    `only`; those at their default are as if not given. `redirect` leads party ids of earlier builds to today's; by
    default the build's own. With `on_problem`, a query that fails is told of and left out; the findings it had before
    stay as they were. Best first.
    """
    state = store.build()
    if state is None or not state.whole:
        raise Refusal(
            "There is no graph yet." if state is None else "The graph is half loaded: a load was interrupted.",
            "Build and load it: thirdport build",
        )
    day = as_of or state.as_of
    saved = library(workspace)
    chosen = [saved.get(only)] if only else list(saved.queries.values())
    if given and not only:
        raise Refusal("Parameters are given, but not to which query.", "Name it: thirdport find --query ID --set …")
    bound = chosen[0].bind(given) if given else {}
    unlike = {n: value for n, value in bound.items() if value != chosen[0].parameters[n].default}
    tell = on_problem or (lambda _: None)
    for problem in () if only else saved.problems:
        tell(f"{problem.file.name} was not run: {problem.message}")
    led = redirect if redirect is not None else redirects(store.find_snapshot(state.id))
    kept: list[Finding] = []
    with Casebook.open(workspace) as casebook, store.reader() as reader:
        for query in chosen:
            try:
                answer = run(query, reader, day, unlike)
            except QueryRefused as error:
                if on_problem is None:
                    raise
                tell(f"{query.id} was not run: {error.message} {error.next_step}".strip())
                continue
            if answer.truncated:
                tell(f"{query.id} found more than {len(answer.rows)} hits; the rest were left out.")
            if on_query:
                on_query(answer)
            found = [_found(answer, row) for row in answer.rows]
            for one in casebook.keep(
                query.id, query.version, build=state.id, as_of=day, found=found, by=workspace.user, given=unlike,
                follow=lambda value: led.get(value, value) if isinstance(value, str) else value,
            ):  # fmt: skip
                kept.append(_finding(one))
    kept.sort(key=_best_first)
    return quoted(workspace, kept) if quote else kept


def redirects(snapshot: Snapshot | None) -> dict[str, str]:
    """Party ids of earlier builds, and what each is called in this one."""
    path = snapshot.folder / "redirects.parquet" if snapshot else None
    if path is None or not path.exists():
        return {}
    import pyarrow.parquet as pq  # noqa: PLC0415  (slow to import)

    table = pq.read_table(path)
    old, new = (table.column(number).to_pylist() for number in (0, 1))
    return dict(zip(old, new, strict=True))


def findings(workspace: Workspace) -> list[Finding]:
    """Every finding the casebook keeps, best first, gone ones last; words not looked up."""
    with Casebook.open(workspace) as casebook:
        return sorted((_finding(kept) for kept in casebook.findings()), key=_best_first)


def finding(workspace: Workspace, name: str) -> Finding:
    """One finding by its id or the first characters of it, with the words of every hop. Raises `Refusal`."""
    with Casebook.open(workspace) as casebook:
        kept = casebook.finding(name)
    return quoted(workspace, [_finding(kept)])[0]


def quoted(workspace: Workspace, told: Sequence[Finding]) -> list[Finding]:
    """The same findings with the words at each place looked up in the evidence."""
    look = _looker(workspace)
    return [replace(one, hops=tuple(map(look, one.hops))) for one in told]


def quoted_hops(workspace: Workspace, told: Iterable[Hop]) -> list[Hop]:
    """The same hops with the words at each place looked up in the evidence."""
    return list(map(_looker(workspace), told))


def _looker(workspace: Workspace) -> Callable[[Hop], Hop]:
    quotes = Quotes(workspace)
    seen: dict[tuple[str, str], Evidence] = {}

    def look(place: Evidence) -> Evidence:
        key = (place.document, place.locator)
        if key not in seen:
            try:
                said = quotes.at(f"{place.document}#{place.locator}")
                seen[key] = Evidence(said.document, said.locator, said.file_name, said.words, str(said.tlp))
            except QuoteRefused as error:
                seen[key] = replace(place, problem=error.message)
        return seen[key]

    return lambda hop: replace(hop, evidence=tuple(map(look, hop.evidence)))


def hops(paths: Iterable[PathValue]) -> list[Hop]:
    """The steps of several paths, each once, in the order in which they are told."""
    told: dict[str, Hop] = {}
    for path in paths:
        nodes = {node.id: node for node in path.nodes}
        for rel in path.rels:
            if rel.id in told:
                continue
            start, end = nodes[rel.start], nodes[rel.end]
            kind = schema.element(rel.type)
            sentence = kind.say(called(start), called(end), rel.props) if issubclass(kind, schema.Relationship) else ""
            places = _places(rel, start, end)
            told[rel.id] = Hop(
                sentence=sentence, start=rel.start, end=rel.end, type=rel.type,
                inferred=bool(rel.props.get("inferred")), rule=str(rel.props.get("rule") or ""),
                confidence=float(1.0 if rel.props.get("confidence") is None else rel.props["confidence"]),
                props={k: v for k, v in sorted(rel.props.items()) if v is not None and k not in _NOT_TOLD},
                evidence=tuple(_place(text) for text in places),
                evidence_count=max(int(rel.props.get("evidence_count") or 0), len(places)),
            )  # fmt: skip
    return list(told.values())


def _places(rel: RelValue, start: NodeValue, end: NodeValue) -> list[str]:
    """Where a step rests: the link's own places, then the record of the event it speaks of, each once."""
    own = list(rel.props.get("evidence") or ())[:SHOWN]
    events = [
        places[0].partition(";col=")[0]  # the whole row: a sentence speaks of its day, places and quantity too
        for node in (start, end)
        if node.label in RECORDS and (places := node.props.get("evidence"))
    ]
    told = list(dict.fromkeys([*own, *events]))
    return told or [places[0] for node in (start, end) if (places := node.props.get("evidence"))]


_NOT_TOLD = ("id", "evidence", "evidence_count", "inferred", "rule", "confidence", "tlp")


def called(node: NodeValue) -> str:
    """What a sentence calls a node."""
    kind = schema.element(node.label)
    return kind.called({"id": node.id, **node.props}) if issubclass(kind, schema.Node) else node.id


def _place(text: str) -> Evidence:
    ref = Ref.parse(text)
    return Evidence(ref.document, str(ref.locator))


def _found(answer: Answer, row: Mapping[str, Any]) -> Found:
    query, paths = answer.query, answer.paths(row)
    nodes = {node.id: node for path in paths for node in path.nodes}
    identity = {name: row[name] for name in query.identity}
    parts = score(query.severity, paths, answer.as_of)
    anchor = nodes.get(str(row[query.anchor["column"]]))
    carried = [node.props.get("tlp") for node in nodes.values()]
    carried += [rel.props.get("tlp") for path in paths for rel in path.rels]
    marks = [Tlp(str(mark)) for mark in carried if mark]
    body = {
        "title": query.title, "question": query.question, "caveats": query.caveats, "hubs": query.hubs,
        "about": called(anchor) if anchor else str(row[query.anchor["column"]]),
        "columns": {name: row[name] for name in query.returns},
        "score": total(parts), "score_parts": [asdict(part) for part in parts], "tlp": str(Tlp.strictest(*marks)),
        "parties": [_party(node) for node in nodes.values() if node.label == "Party"],
        "records": [_record(node) for node in nodes.values() if node.label in RECORDS],
        "hops": [asdict(hop) for hop in hops(paths)],
    }  # fmt: skip
    return Found(_name(query, answer.parameters, identity), query.id, query.version, answer.parameters, identity, body)


def _name(query: Query, parameters: Mapping[str, Any], identity: Mapping[str, Any]) -> str:
    said = json.dumps([query.id, query.version, parameters, identity], sort_keys=True, default=str, ensure_ascii=False)
    return "F-" + hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()[:12]


def _party(node: NodeValue) -> dict[str, Any]:
    told = ("kind", "country", "listed", "intermediary")
    return {"id": node.id, "name": called(node), **{k: node.props[k] for k in told if node.props.get(k) is not None}}


def _record(node: NodeValue) -> dict[str, Any]:
    places = [_place(text) for text in (node.props.get("evidence") or ())[:1]]
    where = {"document": places[0].document, "locator": places[0].locator} if places else {}
    return {"id": node.id, "label": node.label, "called": called(node), **where}


def _finding(kept: Kept) -> Finding:
    body = kept.body
    told = [Hop(**{**hop, "evidence": tuple(Evidence(**place) for place in hop["evidence"])}) for hop in body["hops"]]
    return Finding(
        id=kept.id, query=kept.query, version=kept.version, title=body["title"], question=body["question"],
        about=body["about"], parameters=kept.parameters, identity=kept.identity, columns=body["columns"],
        score=body["score"], score_parts=tuple(body["score_parts"]), state=kept.state, reason=kept.reason,
        status=kept.status, tlp=body["tlp"], parties=tuple(body["parties"]), records=tuple(body["records"]),
        hops=tuple(told), caveats=tuple(body["caveats"]), hubs=body["hubs"], first_seen=kept.first_seen,
        last_seen=kept.last_seen, given=kept.given,
    )  # fmt: skip


def _best_first(one: Finding) -> tuple[bool, bool, float, str, str]:
    return (one.status == "gone", one.state == "dismissed", -one.score, one.query, one.id)
