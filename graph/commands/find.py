"""`thirdport find`: runs the saved queries and keeps what they find."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.console import JsonOption, WorkspaceOption, progress_console, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer()

FIRST_PAGE = 20
"""Findings listed for a person; all of them are kept."""


@app.command("find")
def find_command(
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="The queries' today; else the day the graph is built as of."
        ),
    ] = None,
    query: Annotated[str | None, typer.Option("--query", help="Run only the query with this id.")] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="A parameter of the query given with --query; repeat it for several. See: thirdport query show ID",
        ),
    ] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Run the saved queries on the graph and keep what they find: new, ongoing, gone. JSON is a list, best first."""
    from graph.findings import find
    from graph.store import Store

    place, given = workspace_at(workspace), _given(settings or [])
    began, problems, counts = time.monotonic(), list[str](), dict[str, int]()
    with Store.open(place) as store, progress_console().status("Asking …") as status:

        def told(answer: Any) -> None:
            counts[answer.query.id] = len(answer.rows)
            status.update(f"{answer.query.id}: {len(answer.rows)} …")

        day = as_of.date() if as_of else None
        found = find(place, store, day, query, given=given, quote=as_json, on_problem=problems.append, on_query=told)
        built = store.build()
    seconds = time.monotonic() - began

    def show(console: Console) -> None:
        from graph.commands.finding import table

        console.print(table(found[:FIRST_PAGE]))
        new = sum(one.status == "new" for one in found)
        console.print(
            f"{len(found)} findings ({new} new) of {len(counts)} queries, "
            f"as of {day or (built.as_of if built else '')}, {seconds:.1f} s."
        )
        if built and day and day != built.as_of:
            console.print(
                f"The graph itself is as of {built.as_of}, who-is-who included; "
                f"for what was known on {day}: thirdport build --as-of {day}, then find."
            )
        if found:
            console.print(f"Next: thirdport finding show {found[0].id}", markup=False)

    result([one.to_json() for one in found] if as_json else None, as_json=as_json, show=show)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


def _given(settings: list[str]) -> dict[str, str]:
    from graph.parameters import ParameterRefused

    given: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise ParameterRefused(
                f"{setting!r} gives no value.", "Write it as NAME=VALUE: --set include_possible=true"
            )
        given[name.strip().replace("-", "_")] = value
    return given
