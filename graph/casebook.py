"""The casebook: what people decided (who is who, what a finding is worth) and every run that found something.

A database many people write to at once: SQLite in WAL mode in the workspace, or PostgreSQL by `casebook_url`.
Judgements, undoings, states and the audit are only ever added to. Nothing here can be rebuilt from evidence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Literal, Self

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from graph.casebook_tables import audit, findings, judgements, runs, states, undoings, upgrade
from graph.errors import Refusal, WorkspaceRefused
from graph.workspace import Workspace

Decision = Literal["same", "different", "unsure"]
DECISIONS: tuple[Decision, ...] = ("same", "different", "unsure")
STATES = ("open", "in_review", "confirmed", "dismissed")
"""What people can say of a finding; `dismissed` and `confirmed` need a reason."""

WAIT_SECONDS = 30
"""How long a writer waits for another one before it gives up."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's decision on whether two records are of one party."""

    id: int
    left: str
    right: str
    decision: Decision
    by: str
    reason: str
    at: datetime
    """When it was decided, UTC."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of one query, as `find` hands it over to be kept."""

    id: str
    """Hash of query, version, parameters and identity: what a new finding will be called."""
    query: str
    version: str
    parameters: Mapping[str, Any]
    identity: Mapping[str, Any]
    body: Mapping[str, Any]
    """Everything else that is shown: title, score, parties, records, hops, caveats."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding as the casebook holds it."""

    id: str
    query: str
    version: str
    parameters: dict[str, Any]
    identity: dict[str, Any]
    state: str
    status: str
    """new, ongoing or gone, as the newest run of its query with the same parameters given sees it."""
    reason: str
    """Reason given with the state."""
    first_seen: date
    """Earliest day as of which a run found it."""
    last_seen: date
    body: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    """Parameters with which it was found, where they are not the query's defaults."""


class Casebook:
    """The casebook of one workspace. Use as a context manager, or close it."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        with self._writing() as connection:
            upgrade(connection)

    @classmethod
    def open(cls, workspace: Workspace) -> Self:
        """Open it, making or upgrading its tables. Raises `WorkspaceRefused` if it cannot be used."""
        url = workspace.settings.casebook_url or f"sqlite:///{workspace.folder / 'casebook.sqlite'}"
        try:
            return cls(_engine(url))
        except (SQLAlchemyError, ImportError) as error:
            shown = sa.make_url(url).render_as_string(hide_password=True) if "://" in url else url
            raise WorkspaceRefused(
                f"The casebook at {shown} cannot be opened: {str(error).splitlines()[0]}",
                "Check that the folder can be written, or `casebook_url` in thirdport.toml.",
            ) from error

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- who is who

    def judge(
        self, left: str, right: str, decision: Decision, by: str, reason: str, at: datetime | None = None
    ) -> Judgement:
        """Write down a decision on two records. A later one on the same pair takes its place."""
        if decision not in DECISIONS:
            raise Refusal(f"{decision!r} is not a judgement.", f"Say one of: {', '.join(DECISIONS)}.")
        if left == right:
            raise Refusal(f"{left} is one record; a judgement is about two.", "Name two different records.")
        left, right = sorted((left, right))
        when = _utc(at)
        with self._writing() as connection:
            row = {"left": left, "right": right, "decision": decision, "by": by, "reason": reason, "at": when}
            number = _added(connection, judgements, row)
            _note(connection, when, by, "judge", str(number), {"pair": [left, right], "as": decision, "why": reason})
        return Judgement(number, left, right, decision, by, reason, when.replace(tzinfo=UTC))

    def undo(self, judgement_id: int, by: str, reason: str, at: datetime | None = None) -> None:
        """Take a judgement back; it stays in the ledger as taken back."""
        when = _utc(at)
        with self._writing() as connection:
            known = sa.select(judgements.c.id).where(judgements.c.id == judgement_id)
            if connection.execute(known).first() is None:
                raise Refusal(f"There is no judgement {judgement_id}.", "See them: thirdport resolve judgements")
            connection.execute(sa.insert(undoings).values(judgement=judgement_id, by=by, reason=reason, at=when))
            _note(connection, when, by, "undo", str(judgement_id), {"why": reason})

    def judgements(self, known_by: date | None = None) -> list[Judgement]:
        """Judgements in force on that day (UTC; default: now): not taken back by then, the latest of each pair."""
        with self._reading() as connection:
            said = connection.execute(sa.select(judgements).order_by(judgements.c.at, judgements.c.id)).all()
            undone = connection.execute(sa.select(undoings.c.judgement, undoings.c.at)).all()
        back = {row.judgement for row in undone if known_by is None or row.at.date() <= known_by}
        force: dict[tuple[str, str], Judgement] = {}
        for row in said:
            if row.id in back or (known_by is not None and row.at.date() > known_by):
                continue
            pair = (row.left, row.right)
            force.pop(pair, None)
            at = row.at.replace(tzinfo=UTC)
            force[pair] = Judgement(row.id, row.left, row.right, row.decision, row.by, row.reason, at)
        return list(force.values())

    # ---- findings

    def keep(
        self,
        query: str,
        version: str,
        *,
        build: str,
        as_of: date,
        found: Sequence[Found],
        given: Mapping[str, Any] | None = None,
        follow: Callable[[Any], Any] = lambda value: value,
        by: str = "",
    ) -> list[Kept]:
        """Keep one run of one query: what it saw is new or ongoing, what it no longer sees is gone.

        `given` are the parameters that were not left at their defaults: runs with other ones are another series, and
        neither makes the other's findings gone.
        `follow` leads an identity value of an earlier run to what it is called now (a party id that changed), so
        that the finding, its state and its id stay; so do they under a new version of the query.
        Running again on the same build changes nothing.
        """
        when = _utc(None)
        with self._writing() as connection:
            old: list[Mapping[str, Any]] = [
                dict(row._mapping) for row in connection.execute(sa.select(findings).where(findings.c.query == query))
            ]
            now: dict[str, str] = {}
            for row in sorted(old, key=lambda r: (r["version"] == version, r["id"])):  # the same version wins
                identity = {name: follow(value) for name, value in json.loads(row["identity"]).items()}
                now[_json([json.loads(row["parameters"]), identity])] = row["id"]
            asked = _json(given or {})
            run = {
                "query": query, "version": version, "build": build, "as_of": as_of, "at": when, "by": by, "given": asked
            }  # fmt: skip
            number = _added(connection, runs, run)
            known = {row["id"]: row for row in old}
            for hit in found:
                mine = now.get(_json([hit.parameters, hit.identity]), hit.id)
                self._keep_one(connection, mine, hit, known.get(mine), run={**run, "id": number})
            detail = {"version": version, "build": build, "given": given or {}, "hits": len(found)}
            _note(connection, when, by, "find", query, detail)
        return [kept for kept in self.findings(query=query) if kept.status != "gone" and _json(kept.given) == asked]

    @staticmethod
    def _keep_one(
        connection: sa.Connection, name: str, hit: Found, row: Mapping[str, Any] | None, *, run: Mapping[str, Any]
    ) -> None:
        """Add or refresh one finding."""
        now = {
            "version": hit.version, "parameters": _json(hit.parameters), "identity": _json(hit.identity),
            "body": _json(hit.body), "last_seen": run["as_of"], "last_run": run["id"],
        }  # fmt: skip
        if row is None:
            first = {"id": name, "query": hit.query, "first_seen": run["as_of"], "first_build": run["build"]}
            connection.execute(sa.insert(findings).values({**first, **now}))
            return
        if run["as_of"] < row["last_seen"]:  # looking back: it was there already then, and is as it was last seen
            now = {}
        if run["as_of"] < row["first_seen"]:
            now |= {"first_seen": run["as_of"], "first_build": run["build"]}
        if now:
            connection.execute(sa.update(findings).where(findings.c.id == name).values(now))

    def findings(self, query: str | None = None, only: str | None = None) -> list[Kept]:
        """Every finding, by query and id; with its state, and whether it is new, ongoing or gone."""
        chosen = sa.select(findings).order_by(findings.c.query, findings.c.id)
        chosen = chosen.where(findings.c.query == query) if query else chosen
        chosen = chosen.where(findings.c.id.startswith(only, autoescape=True)) if only else chosen
        with self._reading() as connection:
            rows: list[Mapping[str, Any]] = [dict(row._mapping) for row in connection.execute(chosen)]
            said = {row.finding: row for row in connection.execute(sa.select(states).order_by(states.c.id))}
            series: dict[int, tuple[str, str]] = {}
            newest: dict[tuple[str, str], Any] = {}
            for run in connection.execute(sa.select(runs).order_by(runs.c.as_of, runs.c.id)):
                series[run.id] = (run.query, run.given)
                newest[run.query, run.given] = run
        return [_kept(row, said.get(row["id"]), newest[series[row["last_run"]]]) for row in rows]

    def finding(self, name: str) -> Kept:
        """One finding by its id or the first characters of it. Raises `Refusal`."""
        hits = self.findings(only=name) if name else []
        exact = [kept for kept in hits if kept.id == name] or hits
        if len(exact) != 1:
            problem = "There is no finding" if not exact else "More than one finding begins with"
            raise Refusal(f"{problem} {name!r}.", "List them: thirdport finding list")
        return exact[0]

    def set_state(self, name: str, state: str, by: str, reason: str = "", at: datetime | None = None) -> Kept:
        """Say what a finding is worth. Its history stays. Raises `Refusal`."""
        if state not in STATES:
            raise Refusal(f"{state!r} is not a state of a finding.", f"Say one of: {', '.join(STATES)}.")
        if state in ("confirmed", "dismissed") and not reason.strip():
            raise Refusal(f"A finding is not {state} without a reason.", 'Give one: --reason "…"')
        kept, when = self.finding(name), _utc(at)
        with self._writing() as connection:
            row = {"finding": kept.id, "state": state, "by": by, "reason": reason, "at": when}
            connection.execute(sa.insert(states).values(row))
            _note(connection, when, by, "state", kept.id, {"from": kept.state, "to": state, "why": reason})
        return self.finding(kept.id)

    def history(self, subject: str | None = None) -> list[dict[str, Any]]:
        """The audit trail, oldest first; of one finding or judgement, or of everything."""
        chosen = sa.select(audit).order_by(audit.c.id)
        chosen = chosen.where(audit.c.subject == subject) if subject else chosen
        with self._reading() as connection:
            rows = [dict(row._mapping) for row in connection.execute(chosen)]
        return [{**row, "at": row["at"].replace(tzinfo=UTC), "detail": json.loads(row["detail"])} for row in rows]

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self.engine.connect() as connection, connection.begin():
            yield connection


def _kept(row: Mapping[str, Any], said: Any, newest: Any) -> Kept:
    status = "gone" if row["last_run"] != newest.id else "new" if row["first_build"] == newest.build else "ongoing"
    return Kept(
        id=row["id"], query=row["query"], version=row["version"], parameters=json.loads(row["parameters"]),
        identity=json.loads(row["identity"]), state=said.state if said else "open", status=status,
        reason=said.reason if said else "", first_seen=row["first_seen"], last_seen=row["last_seen"],
        body=json.loads(row["body"]), given=json.loads(newest.given),
    )  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _note(connection: sa.Connection, at: datetime, by: str, action: str, subject: str, detail: Any) -> None:
    connection.execute(sa.insert(audit).values(at=at, by=by, action=action, subject=subject, detail=_json(detail)))


def _added(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> int:
    key = connection.execute(sa.insert(table).values(dict(row))).inserted_primary_key
    return int(key[0]) if key else 0


def _utc(at: datetime | None) -> datetime:
    """The moment as UTC without a zone: what both databases hold alike."""
    moment = at or datetime.now(UTC)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _engine(url: str) -> sa.Engine:
    engine = sa.create_engine(url)
    if engine.dialect.name != "sqlite":
        return engine

    @sa.event.listens_for(engine, "connect")
    def _settle(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # transactions are begun below, not by the sqlite3 module
        raw.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = FULL")
        if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            raw.execute("PRAGMA journal_mode = WAL")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A writer takes its lock at once: upgrading a read lock later is what fails with "database is locked".
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
