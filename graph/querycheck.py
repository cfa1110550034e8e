"""What is wrong with a query somebody wrote, told before it is run: names, bounds, dates, parameters, columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from graph import schema
from graph.errors import QueryRefused
from graph.guard import Token, inspect, tokens
from graph.queries import Query

_CLOCKS = ("date", "datetime", "localdatetime", "localtime", "time", "timestamp")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong (`error`) or doubtful (`warning`) in a query, and what to do about it."""

    severity: str
    message: str


def check(query: Query) -> list[Fault]:
    """Everything wrong with the Cypher of a query whose front matter could be read."""
    try:
        inspect(query.cypher)
        found = tokens(query.cypher)
    except QueryRefused as error:
        return [Fault("error", f"{error.message} {error.next_step}".strip())]
    return list(dict.fromkeys([*_names(found), *_bounds(found), *_parameters(query, found), *_columns(query, found)]))


def _names(found: Sequence[Token]) -> Iterator[Fault]:
    """Labels, relationship types and properties that the schema does not declare."""
    labels = {node.label: node for node in schema.nodes() if node.in_graph}
    types = {rel.type: rel for rel in schema.relationships() if rel.in_graph}
    kinds: dict[str, list[type[schema.Element]]] = {}
    for place, inside, name, named in _patterns(found):
        known: Mapping[str, type[schema.Element]] = types if inside == "[" else labels
        what = "relationship type" if inside == "[" else "label"
        for one in named:
            if one not in known:
                yield Fault("error", f"There is no {what} {one}{_meant(one, known)}; docs/schema.md lists them.")
        is_of = [known[one] for one in named if one in known]
        if name and is_of:
            kinds.setdefault(name, []).extend(is_of)
        for key in _map_keys(found, place):
            if is_of and not any(key in kind.all_props() for kind in is_of):
                yield _no_property(key, is_of)
    for before, dot, after, then in zip(found, found[1:], found[2:], [*found[3:], None], strict=False):
        if dot.text == "." and before.text in kinds and after.kind in ("word", "quoted"):
            key, is_of = after.text.strip("`"), kinds[before.text]
            if (then is None or then.text != "(") and not any(key in kind.all_props() for kind in is_of):
                yield _no_property(key, is_of)


def _patterns(found: Sequence[Token]) -> Iterator[tuple[int, str, str, list[str]]]:
    """Each `(name:Label|Label` and `[name:TYPE|TYPE`: the place after it, its bracket, its name, its labels."""
    for place, token in enumerate(found):
        if token.text not in ("(", "["):
            continue
        at, name = place + 1, ""
        if at < len(found) and found[at].kind in ("word", "quoted"):
            name, at = found[at].text, at + 1
        if at >= len(found) or found[at].text != ":":
            continue
        named = []
        while at + 1 < len(found) and found[at].text in (":", "|", "&") and found[at + 1].kind in ("word", "quoted"):
            named.append(found[at + 1].text.strip("`"))
            at += 2
        yield at, token.text, name, named


def _map_keys(found: Sequence[Token], at: int) -> Iterator[str]:
    """Keys of the property map that starts here, if one does."""
    if at >= len(found) or found[at].text != "{":
        return
    depth = 0
    for token, after in zip(found[at:], found[at + 1 :], strict=False):
        depth += (token.text in "{[(" and token.kind == "sign") - (token.text in "}])" and token.kind == "sign")
        if depth == 0:
            return
        if depth == 1 and token.kind in ("word", "quoted") and after.text == ":":
            yield token.text.strip("`")


def _no_property(key: str, kinds: Sequence[type[schema.Element]]) -> Fault:
    has = {name: None for kind in kinds for name in kind.all_props()}
    where = ", ".join(sorted({kind.name_in_graph for kind in kinds}))
    return Fault("error", f"{where} has no property {key}{_meant(key, has)}; docs/schema.md lists them.")


def _meant(name: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(name, known, 1)
    return f" (did you mean {close[0]}?)" if close else ""


def _bounds(found: Sequence[Token]) -> Iterator[Fault]:
    """Paths of any length: `*`, `*2..`, `+`."""
    inside = 0
    for place, token in enumerate(found):
        before = found[place - 1].text if place else ""
        if token.text == "[":
            inside = inside + 1 if before in ("-", "<", "") or inside else inside
        elif token.text == "]" and inside:
            inside -= 1
        elif token.text == "*" and inside and (found[place - 1].kind in ("word", "quoted") or before in ("[", "]")):
            said = ""
            for later in found[place + 1 :]:
                if later.kind != "number" and later.text != ".":
                    break
                said += later.text
            if not said or said.endswith("."):
                yield Fault("error", f"The path *{said} has no end; give it one, as *1..4.")


def _parameters(query: Query, found: Sequence[Token]) -> Iterator[Fault]:
    used = {after.text for before, after in pairwise(found) if before.text == "$"}
    for name in sorted(used - set(query.parameters) - {"as_of"}):
        yield Fault(
            "error", f"${name} is used but not declared: params.{name} = {{ type = …, default = …, help = … }}."
        )
    for name in sorted(set(query.parameters) - used):
        yield Fault("error", f"params.{name} is declared but ${name} is not used.")
    if "as_of" not in used:
        yield Fault("error", "The query does not use $as_of, so it cannot be asked as of an earlier day.")
    for place, token in enumerate(found):
        if [after.text for after in found[place + 1 : place + 3]] == ["(", ")"] and token.name in _CLOCKS:
            yield Fault("error", f"{token.text}() asks the server's clock; use $as_of.")


def _columns(query: Query, found: Sequence[Token]) -> Iterator[Fault]:
    """Columns of `returns` and `path` that the last RETURN does not give."""
    places = [place for place, token in enumerate(found) if token.key == "RETURN"]
    if not places:
        yield Fault("error", "The query has no RETURN.")
        return
    given, depth = set(), 0
    tail = found[places[-1] + 1 :]
    for place, token in enumerate(tail):
        depth += (token.text in "([{" and token.kind == "sign") - (token.text in ")]}" and token.kind == "sign")
        if depth == 0 and token.key in ("ORDER", "LIMIT", "SKIP"):
            break
        after = tail[place + 1] if place + 1 < len(tail) else None
        if depth == 0 and (after is None or after.text == "," or after.key in ("ORDER", "LIMIT", "SKIP")):
            given.add(token.text.strip("`"))
    for name in (*query.returns, *query.path):
        if name not in given:
            yield Fault("error", f"RETURN gives no column {name}, which the front matter names.")
    for name in sorted(given - {*query.returns, *query.path}):
        yield Fault("warning", f"RETURN gives {name}, which the front matter names neither in returns nor in path.")
