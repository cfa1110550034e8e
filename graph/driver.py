"""The one place that speaks Bolt: sends Cypher, gives back plain values, turns the driver's errors into words."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import neo4j
import neo4j.exceptions
import neo4j.graph
import neo4j.spatial
import neo4j.time

from graph.errors import QueryRefused, QueryStopped, Refusal, ServerRefused
from graph.values import NodeValue, PathValue, RelValue, Rows

OLDEST = (5, 0)
"""The oldest Neo4j whose Cypher the saved queries are written in."""

_CONNECT_SECONDS = 5.0
_RETRY_SECONDS = 15.0
_FETCH = 1000


@dataclass(frozen=True, slots=True)
class Address:
    """Where a graph server is and who we are there. `next_step` is said when it does not answer."""

    uri: str
    user: str
    password: str
    next_step: str
    whose_password: str


class Transaction:
    """An open transaction that writes."""

    def __init__(self, inner: neo4j.ManagedTransaction) -> None:
        self._inner = inner

    def run(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """Send one statement of our own making; its rows, unconverted."""
        return [dict(record) for record in self._inner.run(cypher, params)]


class Link:
    """A pool of connections to one server as one user."""

    def __init__(self, address: Address, *, patience: float = _CONNECT_SECONDS) -> None:
        logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # the driver logs what we say better below
        self.address = address
        with _in_words(address):
            if not re.match(r"(bolt|neo4j)(\+s|\+ssc)?://[^/\s]", address.uri):
                raise ValueError("it is not a Bolt address")
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password),
                connection_timeout=patience,
                connection_acquisition_timeout=patience + 5,
                max_transaction_retry_time=_RETRY_SECONDS,
                user_agent="thirdport",
                telemetry_disabled=True,
            )

    def close(self) -> None:
        """Close every connection; a query that still runs on one fails at once."""
        self._driver.close()

    def check(self) -> str:
        """What the server calls itself. Raises `ServerRefused` if it is down, refuses us, or is too old."""
        with _in_words(self.address):
            agent = self._driver.get_server_info().agent
        version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if version and (int(version[1]), int(version[2])) < OLDEST:
            raise ServerRefused(
                f"The graph server at {self.address.uri} is {agent}; Thirdport needs Neo4j {OLDEST[0]} or newer.",
                "Upgrade that server, or remove graph_uri to use the local server.",
            )
        return agent

    def write(self, database: str, work: Callable[[Transaction], Any]) -> Any:
        """Do `work` in one transaction; done again from the start if it conflicts with another."""
        with _in_words(self.address), self._driver.session(database=database) as session:
            return session.execute_write(lambda inner: work(Transaction(inner)))

    def command(self, database: str, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """Send one statement of our own making by itself: schema commands, clean-up."""
        with _in_words(self.address), self._driver.session(database=database) as session:
            return [dict(record) for record in session.run(cypher, params)]

    def read(
        self, database: str, cypher: str, params: Mapping[str, Any], *, seconds: float | None, most: int | None
    ) -> Rows:
        """Rows of one reading query: at most `most`, stopped by the server after `seconds`."""
        with (
            _in_words(self.address, seconds),
            self._driver.session(
                database=database, default_access_mode=neo4j.READ_ACCESS, fetch_size=_FETCH
            ) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            result = transaction.run(cypher, dict(params))
            columns = tuple(result.keys())
            raw: list[list[Any]] = []
            truncated = False
            for record in result:
                if most is not None and len(raw) == most:
                    truncated = True
                    break
                raw.append(list(record.values()))
            result.consume()
            ids = _ids_of(transaction, raw)
            return Rows(columns, [dict(zip(columns, (_plain(v, ids) for v in row), strict=True)) for row in raw],
                        truncated)  # fmt: skip

    def plan(self, database: str, cypher: str, params: Mapping[str, Any], *, seconds: float | None) -> Plan:
        """How the server would answer a query, which is not run."""
        with (
            _in_words(self.address, seconds),
            self._driver.session(database=database, default_access_mode=neo4j.READ_ACCESS) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            summary = transaction.run("EXPLAIN " + cypher, dict(params)).consume()
        return Plan(summary.query_type or "", tuple(_operators(summary.plan or {})))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a server says of a query before it runs: `kind` is "r" if it only reads; operators with their details."""

    kind: str
    operators: tuple[tuple[str, str], ...]


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if plan:
        yield str(plan.get("operatorType", "")).partition("@")[0], str(plan.get("args", {}).get("Details", ""))
        for child in plan.get("children", ()):
            yield from _operators(child)


def _hollow(value: Any) -> Iterator[neo4j.graph.Node]:
    """Nodes of which the server told only its own id: the ends of a relationship returned by itself."""
    if isinstance(value, neo4j.graph.Relationship):
        yield from (end for end in value.nodes if end is not None and "id" not in end)
    elif isinstance(value, neo4j.graph.Path):
        for rel in value.relationships:
            yield from _hollow(rel)
    elif isinstance(value, list):
        for item in value:
            yield from _hollow(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _hollow(item)


def _ids_of(transaction: neo4j.Transaction, raw: Iterable[Iterable[Any]]) -> dict[str, str]:
    """Stable ids of all nodes of which only the server's id came along."""
    wanted = sorted({node.element_id for row in raw for value in row for node in _hollow(value)})
    if not wanted:
        return {}
    query = "UNWIND $wanted AS wanted MATCH (n) WHERE elementId(n) = wanted RETURN wanted, n.id AS id"
    return {record["wanted"]: str(record["id"]) for record in transaction.run(query, wanted=wanted)}


def _id(node: neo4j.graph.Node | None, ids: Mapping[str, str]) -> str:
    if node is None:
        return ""
    return str(node.get("id") or ids.get(node.element_id) or node.element_id)


def _plain(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, neo4j.graph.Node):
        label = min(value.labels, default="")
        return NodeValue(label, _id(value, ids), {key: _plain(item, ids) for key, item in sorted(value.items())})
    if isinstance(value, neo4j.graph.Relationship):
        props = {key: _plain(item, ids) for key, item in sorted(value.items())}
        start, end = value.nodes
        return RelValue(value.type, str(props.get("id", "")), _id(start, ids), _id(end, ids), props)
    if isinstance(value, neo4j.graph.Path):
        return PathValue(tuple(_plain(n, ids) for n in value.nodes), tuple(_plain(r, ids) for r in value.relationships))
    if isinstance(value, list):
        return [_plain(item, ids) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, ids) for key, item in value.items()}
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, neo4j.time.Duration):
        return value.iso_format()
    if isinstance(value, neo4j.spatial.Point):
        return list(value)
    return value


_WRITES = ("Statement.AccessMode", "Security.Forbidden", "Security.TokenExpired")
_TIMED_OUT = re.compile(r"TimedOut|TransactionTerminated|Terminated$")


@contextmanager
def _in_words(address: Address, seconds: float | None = None) -> Iterator[None]:
    """Turn the driver's errors into refusals that a person can act on."""
    try:
        yield
    except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError, ValueError, OSError) as error:
        raise _refusal(error, address, seconds) from error


def _refusal(error: Exception, address: Address, seconds: float | None) -> Refusal:
    said = str(getattr(error, "message", None) or error).strip()
    code = str(getattr(error, "code", "") or "")
    if isinstance(error, neo4j.exceptions.AuthError) or "Security.AuthenticationRateLimit" in code:
        if "RateLimit" in code:
            return ServerRefused(
                f"The graph server at {address.uri} refused the password of {address.user} too often.",
                f"Wait a few seconds. {address.whose_password}",
            )
        if not code.endswith(_WRITES):
            return ServerRefused(
                f"The graph server at {address.uri} does not accept the password of {address.user}.",
                address.whose_password,
            )
    if _TIMED_OUT.search(code) or "command.timeout" in said or "has been terminated" in said:
        limit = f"its limit of {seconds:g} s" if seconds else "its time limit"
        return QueryStopped(
            f"The query was stopped at {limit}.",
            "Narrow it (a date, a country, fewer hops), or raise query_seconds in thirdport.toml.",
        )
    if code.endswith(_WRITES):
        return QueryRefused("The query would write or reach out; a reader may only read.", "Use MATCH and RETURN only.")
    if "Database.DatabaseNotFound" in code:
        return ServerRefused(f"The graph server at {address.uri} says: {said}", "Correct graph_database.")
    if isinstance(error, neo4j.exceptions.ClientError | neo4j.exceptions.DatabaseError):
        return QueryRefused(f"The graph server cannot run this query: {said}", "Correct the query.")
    if isinstance(error, neo4j.exceptions.ConfigurationError | ValueError):
        return ServerRefused(f"{address.uri} cannot be used as a graph server's address: {said}",
                             "Write graph_uri like bolt://host:7687, neo4j://host:7687 or neo4j+s://host.")  # fmt: skip
    if isinstance(error, neo4j.exceptions.TransientError):
        return ServerRefused(f"The graph server at {address.uri} is busy: {said}", "Try again in a moment.")
    if re.search(
        r"handshake|negotiate|protocol|unsupported|looks like HTTP", f"{type(error).__name__} {said}", re.IGNORECASE
    ):
        return ServerRefused(
            f"What answers at {address.uri} is not a graph server Thirdport can use (Neo4j {OLDEST[0]} or newer).",
            "Correct graph_uri; the port of Bolt is 7687 as a rule.",
        )
    return ServerRefused(f"The graph server at {address.uri} does not answer.", address.next_step)
