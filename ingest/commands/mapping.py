"""`thirdport mapping`: which column of a trade file is taken for what, with its reasons; saved, edited, given again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.console import JsonOption, WorkspaceOption, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.trade.document import Preview

NAME = "mapping"
app = typer.Typer(help="Columns of trade records: what each is taken for, and why.", no_args_is_help=True)

FileArgument = Annotated[Path, typer.Argument(help="A file of trade records: CSV, TSV, Excel or Parquet.")]
MapOption = Annotated[Path | None, typer.Option("--map", help="Try this mapping instead of the file's own headers.")]
AskOption = Annotated[bool, typer.Option("--ask", help="Ask about each unsure column (on a terminal).")]


@app.command("show")
def show(file: FileArgument, mapping: MapOption = None, as_json: JsonOption = False) -> None:
    """Show which column is taken for what, how surely and why, what is unsure, and what the rows would come to."""
    from ingest.trade.document import preview

    seen = preview(file, mapping)
    result(_said(seen), as_json=as_json, show=lambda console: _show(console, seen))


@app.command("save")
def save(
    file: FileArgument,
    to: Annotated[Path | None, typer.Option("--to", help="Where; else mappings/<file>.toml of the workspace.")] = None,
    mapping: MapOption = None,
    ask: AskOption = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Save the mapping of a file, to be edited and given again; one kept in a workspace is used for like files."""
    from ingest.trade.document import preview

    target = to or workspace_at(workspace).mappings / f"{file.stem}.toml"
    seen = preview(file, mapping)
    decided = seen.mapping
    if ask:
        if not sys.stdin.isatty():
            typer.echo("Not on a terminal: nothing is asked; unsure columns stay unmapped.", err=True)
        else:
            decided = _ask(seen)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.aside")
    aside.write_text(decided.to_toml(), encoding="utf-8")
    aside.rename(target)
    said = {"saved": str(target), "fields": len(decided.fields), "unsure": [u.words() for u in decided.unsure]}

    def tell(console: Console) -> None:
        from rich.text import Text

        console.print(Text(f"{len(decided.fields)} fields saved to {target}; {len(decided.unsure)} columns unsure."))
        kept = "It is used by itself for files with these headers." if to is None else ""
        console.print(Text(kept or f"Next: edit it, then thirdport ingest --map {target} {file}"))

    result(said, as_json=as_json, show=tell)


def _ask(seen: Preview) -> Any:
    """The mapping with a person's answers about unsure columns and about dates whose order nothing decides."""
    from dataclasses import replace

    from ingest.trade.mapping import Use
    from ingest.trade.table import FIELDS

    uses, left = dict(seen.mapping.fields), []
    for unsure in seen.mapping.unsure:
        typer.echo(f"\n{unsure.words()}", err=True)
        typer.echo(f"  its values: {', '.join(seen.examples(unsure.column)) or 'none'}", err=True)
        answer = typer.prompt("  Field (empty: leave it unmapped)", default="", show_default=False, err=True).strip()
        if answer and answer not in FIELDS:
            typer.echo(f"  There is no field {answer!r}; left unmapped.", err=True)
            answer = ""
        if answer:
            uses[answer] = Use(unsure.column, 1.0, "a person said so")
        else:
            left.append(unsure)
    for name in ("date", "amended_on"):
        use = uses.get(name)
        if use and use.column in seen.open_orders:
            typer.echo(f"\n“{use.column}”: {seen.open_orders[use.column]}", err=True)
            answer = typer.prompt(
                "  Order (dmy, mdy, ymd; empty: leave open)", default="", show_default=False, err=True
            )
            if answer in ("dmy", "mdy", "ymd"):
                uses[name] = replace(use, order=answer, why=f"{use.why}; the order: a person said so")
    return replace(seen.mapping, fields=uses, unsure=tuple(left))


def _said(seen: Preview) -> dict[str, Any]:
    return {
        "trade": seen.score >= 0.5, "why": seen.why, "rows": seen.rows, "mapping": seen.mapping.report(),
        "unsure": [{"column": u.column, "candidates": dict(u.candidates), "why": u.why} for u in seen.mapping.unsure],
        "unread": {column: seen.mapping.other.get(column, "") for column in seen.mapping.unread},
        "issues": seen.problems,
    }  # fmt: skip


def _show(console: Console, seen: Preview) -> None:
    from rich.text import Text

    for name, said in seen.mapping.report().items():
        taken = f"“{said['column']}”" if "column" in said else ""
        taken += f", its {said['part']}" if "part" in said else ""
        taken += f" → {said['constant']} throughout" if "constant" in said else ""
        line = Text(f"{name:<20} {said['confidence']:.2f}  {taken}")
        console.print(line.append(f"  {said['why']}", style="dim"))
    for unsure in seen.mapping.unsure:
        console.print(Text(f"unsure: {unsure.words()}; left unmapped", style="yellow"))
    for column in seen.mapping.unread:
        if column not in {u.column for u in seen.mapping.unsure}:
            meaning = seen.mapping.other.get(column, "").replace("_", " ")
            told = (
                f"known as {meaning}, which the table has no place for" if meaning else "its header says nothing known"
            )
            console.print(Text(f"unmapped: “{column}”: {told}; kept as evidence", style="dim"))
    verdict = "trade records" if seen.score >= 0.5 else "not recognised as trade records"
    console.print(Text(f"{verdict}: {seen.why}"))
    rows = seen.rows
    ended = f"{rows['kept']:,} kept + {rows['reported']:,} reported + {rows['headers']:,} header lines"
    console.print(Text(f"{rows['in']:,} rows in = {ended}"))
    for problem, times in seen.problems.items():
        console.print(Text(f"  {times:,} × {problem}", style="yellow"))
    console.print(Text("Change it: thirdport mapping save FILE --to MAP.toml, edit, ingest --map MAP.toml FILE"))
