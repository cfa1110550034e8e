"""`thirdport issues`: what could not be read, where, why, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.console import JsonOption, WorkspaceOption, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

    from graph.workspace import Workspace

app = typer.Typer()

_ROWS = """
SELECT substr(sha1(i.document || '#' || i.locator || '#' || i."column" || '#' || i.problem), 1, 8) AS id,
       i.source, i.document, d.file_name, i.locator, i."column", i.value, i.problem, i.kept, i.next_step, i.severity
FROM issues i JOIN documents d USING (document)
"""
_ORDER = " ORDER BY array_position(['error', 'warning', 'note'], severity), source, file_name, document, " \
         "length(locator), locator, id"  # fmt: skip


@app.command("issues")
def issues_command(
    issue: Annotated[str, typer.Argument(help="Id of one issue, to see it with what stands there.")] = "",
    source: Annotated[str, typer.Option("--source", help="Only of this source.")] = "",
    severity: Annotated[str, typer.Option("--severity", help="Only error, warning or note.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=0, help="Most issues printed one by one; 0 for all.")] = 40,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List what could not be read or was never seen before; every row in is either kept or listed here."""
    from graph.errors import InputRefused
    from ingest.records import connect

    place = workspace_at(workspace)
    database = connect(place)
    where, given = ["true"], {}
    for clause, value in (("source = $source", source), ("severity = $severity", severity)):
        if value:
            where.append(clause)
            given[clause.split("$")[1]] = value
    if issue:
        where.append("starts_with(id, $id)")
        given["id"] = issue
    query = f"SELECT * FROM ({_ROWS}) WHERE {' AND '.join(where)}{_ORDER}"  # noqa: S608  (our clauses)
    cursor = database.execute(query, given)
    names = [column[0] for column in cursor.description or ()]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    if issue and not found:
        raise InputRefused(f"There is no issue {issue!r} any more.", "List them: thirdport issues")
    if issue:
        for one in found:
            one["stands_there"] = _words(place, one)
        result(found, as_json=as_json, show=lambda console: _show_one(console, found))
        return
    result(found, as_json=as_json, show=lambda console: _show(console, found, limit))


def _words(place: Workspace, one: dict[str, Any]) -> str:
    from graph.errors import Refusal
    from graph.quotes import Quotes

    try:
        return Quotes(place).at(f"{one['document']}#{one['locator']}").context
    except Refusal as refusal:
        return str(refusal)


def _where(one: dict[str, Any]) -> str:
    from graph.evidence import Locator

    return f"{one['file_name']}, {Locator.parse(one['locator']).words()}"


def _show(console: Console, found: list[dict[str, Any]], limit: int) -> None:
    from collections import Counter

    from rich.text import Text

    shown = found[:limit] if limit else found
    for one in shown:
        console.print(Text(f"{one['id']}  {one['severity']:>7}  {one['source'] or 'no source'}: {_where(one)}"))
        console.print(Text(f"          {one['problem']}. Kept: {one['kept']}.", style="dim"))
    if len(shown) < len(found):
        console.print(Text(f"… and {len(found) - len(shown):,} more: --limit 0 shows all, --source narrows."))
    console.print()
    for (source, severity), count in sorted(Counter((o["source"], o["severity"]) for o in found).items()):
        console.print(Text(f"{source or 'no source'}: {count:,} {severity}{'s' if count > 1 else ''}"))
    if found:
        console.print(Text(f"{len(found):,} issues. See one: thirdport issues {found[0]['id']}"))
    else:
        console.print(Text("No issues: everything handed in was read."))


def _show_one(console: Console, found: list[dict[str, Any]]) -> None:
    from rich.text import Text

    for one in found:
        console.print(Text(f"{_where(one)}: {one['problem']}"))
        console.print(Text(f"  value:   {one['value']}"))
        console.print(Text(f"  kept:    {one['kept']}"))
        console.print(Text(f"  there:   {one['stands_there']}"))
        if one["next_step"]:
            console.print(Text(f"  next:    {one['next_step']}"))
