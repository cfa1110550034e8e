"""Tables of the casebook, and the steps that bring an older one up to date."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from graph.errors import WorkspaceRefused

tables = sa.MetaData()

meta = sa.Table("meta", tables, sa.Column("version", sa.Integer, primary_key=True))

judgements = sa.Table(
    "judgements", tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("left", sa.Text, nullable=False, index=True),
    sa.Column("right", sa.Text, nullable=False, index=True),
    sa.Column("decision", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
)  # fmt: skip

undoings = sa.Table(
    "undoings", tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("judgement", sa.ForeignKey("judgements.id"), nullable=False, index=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
)  # fmt: skip

runs = sa.Table(
    "runs", tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("query", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("build", sa.Text, nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("given", sa.Text, nullable=False, server_default="{}"),
)  # fmt: skip

findings = sa.Table(
    "findings", tables,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("query", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("parameters", sa.Text, nullable=False),
    sa.Column("identity", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("first_seen", sa.Date, nullable=False),
    sa.Column("first_build", sa.Text, nullable=False),
    sa.Column("last_seen", sa.Date, nullable=False),
    sa.Column("last_run", sa.ForeignKey("runs.id"), nullable=False),
)  # fmt: skip

states = sa.Table(
    "states", tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("finding", sa.ForeignKey("findings.id"), nullable=False, index=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
)  # fmt: skip

audit = sa.Table(
    "audit", tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False, index=True),
    sa.Column("detail", sa.Text, nullable=False),
)  # fmt: skip

ONLY_ADDED_TO = (judgements, undoings, runs, states, audit)
"""Tables whose rows are never changed or deleted; SQLite itself refuses it."""


def _first(connection: sa.Connection) -> None:
    tables.create_all(connection)
    if connection.dialect.name != "sqlite":
        return
    for table in ONLY_ADDED_TO:
        for change in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_{change.lower()} BEFORE {change} ON {table.name} "
                f"BEGIN SELECT RAISE(ABORT, '{table.name} is only added to'); END"
            )


def _runs_say_what_was_given(connection: sa.Connection) -> None:
    known = {column["name"] for column in sa.inspect(connection).get_columns("runs")}
    if "given" not in known:  # tables made just now have it already
        connection.exec_driver_sql("ALTER TABLE runs ADD COLUMN given TEXT NOT NULL DEFAULT '{}'")


STEPS: tuple[Callable[[sa.Connection], None], ...] = (_first, _runs_say_what_was_given)
"""Step n brings a casebook from version n to n + 1; a step, once published, is never edited."""


def upgrade(connection: sa.Connection) -> None:
    """Bring the tables up to date, inside the caller's transaction. Raises `WorkspaceRefused` on a newer casebook."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(7403)"))  # two programs must not upgrade at once
    meta.create(connection, checkfirst=True)
    version = connection.execute(sa.select(sa.func.max(meta.c.version))).scalar() or 0
    if version > len(STEPS):
        raise WorkspaceRefused(
            f"The casebook is of version {version}; this Thirdport knows up to {len(STEPS)}.",
            "Use the newer Thirdport that wrote it.",
        )
    for number in range(version, len(STEPS)):
        STEPS[number](connection)
        connection.execute(sa.insert(meta).values(version=number + 1))
