"""`thirdport ingest`: take in files, folders and zips."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.console import JsonOption, WorkspaceOption, progress_console, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.intake import Taken

app = typer.Typer()

_DAY = ["%Y-%m-%d"]


@app.command("ingest")
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or zips.", metavar="PATH…")],
    source: Annotated[str, typer.Option("--source", help="Id of the source, instead of telling it by looking.")] = "",
    published: Annotated[
        datetime | None, typer.Option("--published", formats=_DAY, help="Day the publisher dates it.")
    ] = None,
    received: Annotated[
        datetime | None, typer.Option("--received", formats=_DAY, help="Day we were given it; today if not said.")
    ] = None,
    tlp: Annotated[str, typer.Option("--tlp", help="Handling mark, if stricter than the source's own.")] = "",
    mapping: Annotated[Path | None, typer.Option("--map", help="Column mapping of trade records (TOML).")] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take in files, folders and zips: keep the bytes, tell the source, read every row or report it."""
    from graph.types import Tlp
    from ingest.intake import Wish, need_something
    from ingest.intake import ingest as take_in
    from ingest.records import as_row

    place = workspace_at(workspace)
    if tlp and tlp.upper() not in list(Tlp):
        raise typer.BadParameter(f"{tlp!r} is not one of {', '.join(Tlp)}", param_hint="--tlp")
    wish = Wish(
        source,
        published.date() if published else None,
        received.date() if received else None,
        Tlp(tlp.upper()) if tlp else None,
        mapping,
    )
    began = time.monotonic()
    with progress_console().status("Taking in …") as status:
        taken = list(take_in(place, paths, wish, on=lambda path: status.update(f"Reading {path[-100:]} …")))
    seconds = round(time.monotonic() - began, 2)
    answer: dict[str, Any] = {
        "files": [
            {"path": t.path, "outcome": t.outcome, "problem": t.problem, "nearest": [list(n) for n in t.nearest]}
            | (dict(as_row(t.entry, t.report)) if t.entry and t.report else {})
            for t in taken
        ],
        "sources": _by_source(taken),
        "changed": sum(t.outcome in ("read", "unread") for t in taken),
        "seconds": seconds,
    }
    result(answer, as_json=as_json, show=lambda console: _show(console, taken, seconds))
    need_something(taken)


def _by_source(taken: list[Taken]) -> dict[str, dict[str, int]]:
    sums: dict[str, dict[str, int]] = {}
    seen = set()
    for one in taken:
        if one.entry and one.report and one.report.source and one.entry.document not in seen:
            seen.add(one.entry.document)
            row = sums.setdefault(one.report.source, dict.fromkeys(
                ("documents", "rows", "kept", "reported", "headers", "statements", "issues"), 0))  # fmt: skip
            row["documents"] += 1
            row["rows"] += one.report.rows["in"]
            for key in ("kept", "reported", "headers"):
                row[key] += one.report.rows[key]
            row["statements"] += one.report.statements
            row["issues"] += one.report.issues
    return dict(sorted(sums.items()))


def _show(console: Console, taken: list[Taken], seconds: float) -> None:
    from rich.text import Text

    marks = {"read": "read", "unread": "not read", "unchanged": "unchanged", "refused": "refused"}
    for one in taken:
        line = Text(f"{marks[one.outcome]:>9}  {one.path}")
        if one.entry and one.report and one.report.source:
            count = one.report.rows
            line.append(f"  → {one.entry.source}: {one.entry.why}", style="dim")
            line.append(
                f"\n           {count['in']:,} rows in = {count['kept']:,} kept + {count['reported']:,} reported + "
                f"{count['headers']:,} header lines; {one.report.statements + one.report.trade_rows:,} statements, "
                f"{one.report.issues:,} issues"
            )
            day = one.entry.published
            line.append(f"; published {day}" if day else f"; no day of its own, received {one.entry.received}")
            if one.report.unread:
                line.append(f"\n           {len(one.report.unread)} columns unread: {', '.join(one.report.unread)}")
        if one.problem:
            line.append(f"\n           {one.problem}", style="yellow")
        console.print(line)
    console.print()
    for name, row in _by_source(taken).items():
        console.print(
            Text(
                f"{name}: {row['documents']} documents, {row['rows']:,} rows in = {row['kept']:,} kept + "
                f"{row['reported']:,} reported + {row['headers']:,} header lines; {row['issues']:,} issues"
            )
        )
    read, same = (sum(t.outcome == what for t in taken) for what in ("read", "unchanged"))
    left = len(taken) - read - same
    console.print(Text(f"{read} read, {same} unchanged, {left} not read, in {seconds:g} s."))
    if any(t.report and t.report.issues for t in taken):
        console.print(Text("See what could not be read: thirdport issues"))
    console.print(Text("Next: thirdport build"))
