"""What a query may not ask for, found in its text before it is sent: writing, reaching out, procedures.

The server's own refusal of writes comes after this; this one says it in words, and stops what a reader's session
would let through: LOAD CSV, and procedures or functions of plugins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.errors import QueryRefused

PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})
"""Procedures a reader may call; they tell of the schema and exist on both servers."""

FUNCTION_SPACES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"})
"""First parts of dotted function names that are Cypher's own."""

_FIRST = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
_WRITES = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH", "DROP", "INSERT"})
_OTHER_GRAPH = "USE"
_NAMES_FOLLOW = frozenset({".", ":", "|", "&", "!", "$", "(", "[", ",", "=", "<", ">", "+", "-", "*", "/", "%", "^"})
_NOT_CLAUSES = frozenset({"AS", "AND", "OR", "NOT", "XOR", "IN", "BY", "WHERE", "UNWIND", "CONTAINS", "DISTINCT"})

_TOKENS = re.compile(
    r"""
      (?P<space>[\s\u200b\ufeff]+)
    | (?P<comment>//[^\r\n\x0b\x0c\x85\u2028\u2029]* | /\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<number>\d+\.(?!\.)\d* | \d\w*)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>/\* | ['"`])
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, name, literal or sign of a query; comments and spaces are none."""

    kind: str
    text: str

    @property
    def name(self) -> str:
        """The name it stands for, without backticks, in lower case: procedures are looked up regardless of case."""
        return (self.text[1:-1].replace("``", "`") if self.kind == "quoted" else self.text).lower()

    @property
    def key(self) -> str:
        """The keyword or sign it may be; empty for strings and quoted names."""
        return self.text.upper() if self.kind in ("word", "sign") else ""


def tokens(cypher: str) -> list[Token]:
    """The tokens of a query. Raises `QueryRefused` where a string, name or comment is not closed."""
    found = []
    for match in _TOKENS.finditer(cypher):
        kind = str(match.lastgroup)
        if kind == "open":
            what = {"'": "string", '"': "string", "`": "quoted name"}.get(match.group(), "comment")
            raise QueryRefused(f"A {what} that starts at character {match.start() + 1} is not closed.", "Close it.")
        if kind not in ("space", "comment"):
            found.append(Token(kind, match.group()))
    return found


def inspect(cypher: str) -> str:
    """The query as it may be sent: without a closing semicolon. Raises `QueryRefused` saying what it may not do."""
    found = tokens(cypher)
    _inspect(found)
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), cypher)
    if plain != cypher:  # Neo4j reads \\u0027 as a quote wherever it stands, so the query is read that way too
        _inspect(tokens(plain))
    if found[-1].text == ";":
        return cypher[: cypher.rindex(";")]
    return cypher


def _inspect(found: Sequence[Token]) -> None:
    if not found or found[0].text == ";":
        raise QueryRefused("The query is empty.", "Write a query that starts with MATCH.")
    if found[0].key not in _FIRST:
        raise QueryRefused(
            f"A query that starts with {found[0].text[:40]} is not run for a reader.",
            f"Start with one of {', '.join(sorted(_FIRST))}.",
        )
    for place, token in enumerate(found):
        before = found[place - 1] if place else None
        after = [item.key for item in found[place + 1 : place + 2]]
        if token.text == ";" and place < len(found) - 1:
            raise QueryRefused("Only one statement may be sent at a time.", "Remove what follows the semicolon.")
        if token.key == "LOAD" and after == ["CSV"]:
            raise QueryRefused("LOAD CSV reads files and addresses; a reader may not.", "Bring data in by ingest.")
        if token.key == "CALL" and not _is_name(before):
            _inspect_call(found[place + 1 :])
        if (token.key in _WRITES or token.key == _OTHER_GRAPH) and not _is_name(before) and after not in ([":"], ["."]):
            doing = "choose another graph" if token.key == _OTHER_GRAPH else "write"
            raise QueryRefused(
                f"{token.key} is not for readers: the query would {doing}.",
                f"Use MATCH and RETURN; if {token.text} is a name of yours, write `{token.text}` in backticks.",
            )
        if token.kind in ("word", "quoted") and (before is None or before.text != "."):
            _inspect_function(found[place:], before)


def _is_name(before: Token | None) -> bool:
    return before is not None and (before.key in _NAMES_FOLLOW or before.key in _NOT_CLAUSES)


def _dotted(found: Iterable[Token]) -> tuple[list[str], Token | None]:
    """The dotted name that a run of tokens starts with, and the token after it."""
    parts: list[str] = []
    wants_name = True
    for token in found:
        if wants_name and token.kind in ("word", "quoted"):
            parts.append(token.name)
        elif not wants_name and token.text == ".":
            pass
        else:
            return parts, token
        wants_name = not wants_name
    return parts, None


def _inspect_call(rest: Sequence[Token]) -> None:
    if rest and rest[0].text in ("{", "("):
        return
    parts, _ = _dotted(rest)
    name = ".".join(parts)
    if name not in PROCEDURES:
        raise QueryRefused(
            f"The procedure {name or '?'} may not be called by a reader.",
            f"Allowed are {', '.join(sorted(PROCEDURES))}.",
        )


def _inspect_function(found: Sequence[Token], before: Token | None) -> None:
    if before is not None and before.key == "CALL":
        return
    parts, after = _dotted(found)
    if len(parts) > 1 and after is not None and after.text == "(" and parts[0] not in FUNCTION_SPACES:
        raise QueryRefused(
            f"The function {'.'.join(parts)} belongs to a plugin and may not be called by a reader.",
            "Use Cypher's own functions.",
        )
