"""`thirdport query`: lists, shows, runs, checks and begins saved queries."""

from __future__ import annotations

import inspect
import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from graph.console import JsonOption, WorkspaceOption, result, workspace_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from graph.parameters import Parameter
    from graph.queries import Answer, Library, Query
    from graph.workspace import Workspace

NAME = "query"
app = typer.Typer(help="Saved queries: list, show, run, check, write your own.", no_args_is_help=True)

ROWS = 50
"""Rows of an answer shown to a person; --json gives all."""


def _here(folder: Path | None = None) -> Workspace | None:
    """The workspace if we stand in one: the project's own queries can be read without."""
    from graph.errors import WorkspaceRefused

    try:
        return workspace_at(folder)
    except WorkspaceRefused:
        if folder is not None:
            raise
        return None


def _library(folder: Path | None = None) -> Library:
    from graph.queries import library

    return library(_here(folder))


@app.command("list")
def list_(as_json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """Every saved query, Thirdport's and your own, and what is wrong with those that cannot be used."""
    saved = _library(workspace)

    def show(console: Console) -> None:
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False)
        for heading in ("id", "question", "maturity", "whose"):
            table.add_column(heading, no_wrap=heading == "id")
        for query in saved.queries.values():
            table.add_row(*map(Text, (query.id, query.question, query.maturity, "yours" if query.own else "Thirdport")))
        console.print(table)
        for problem in saved.problems:
            console.print(Text(f"{problem.file}: {problem.message}"))
        console.print("Ask one: thirdport query run ID (its options: thirdport query run ID --help)")

    result(
        {
            "queries": [_plain(query) for query in saved.queries.values()],
            "problems": [{"file": str(p.file), "message": p.message} for p in saved.problems],
        },
        as_json=as_json,
        show=show,
    )


@app.command("show")
def show_(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of a query.")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """One query: what it asks, its parameters, its innocent explanations, where the pattern is described."""
    query = _library(workspace).get(name)

    def show(console: Console) -> None:
        from rich.text import Text

        console.print(Text(f"{query.title} ({query.id} {query.version}, {query.maturity})", style="bold"))
        console.print(Text(f"{query.question}\n", style="italic"))
        for parameter in query.parameters.values():
            console.print(Text(f"  --{_option(parameter)}  {parameter.help} {_limits(parameter)}"))
        console.print("\nA hit may be innocent:")
        for caveat in query.caveats:
            console.print(Text(f"  - {caveat}"))
        console.print(Text(f"\nWho connects everyone: {query.hubs}") if query.hubs else "")
        for reference in query.references:
            console.print(Text(f"  {reference.title}, {reference.section} {reference.url}".rstrip(", ")))
        console.print(Text(f"\n{query.file}"))

    result({**_plain(query), "cypher": query.cypher}, as_json=as_json, show=show)


@app.command("check")
def check_(
    name: Annotated[str, typer.Argument(metavar="FILE|ID", help="A .cypher file, or the id of a saved query.")],
    with_cases: Annotated[
        bool, typer.Option("--cases/--no-cases", help="Also run its cases, on a scratch server of their own.")
    ] = True,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say what is wrong with a query: front matter, names, bounds, dates, parameters; and run its cases."""
    from graph import cases
    from graph.queries import PROJECT, read
    from graph.querycheck import check

    file = Path(name)
    own = not file.resolve().is_relative_to(PROJECT)
    query = read(file, own=own) if file.suffix == ".cypher" else _library(workspace).get(name)
    faults = check(query)
    wrong = any(fault.severity == "error" for fault in faults)
    tried: list[dict[str, str]] = []
    if with_cases and not wrong and (found := cases.cases(query)):
        with cases.scratch() as store:
            tried = [{"case": case.file.stem, "wrong": cases.wrong(case, query, store)} for case in found]
    failed = [one for one in tried if one["wrong"]]

    def show(console: Console) -> None:
        from rich.text import Text

        for fault in faults:
            console.print(Text(f"{fault.severity}: {fault.message}"))
        for one in tried:
            console.print(Text(f"{one['case']}: {one['wrong'] or 'as it must be'}"))
        if not wrong and not failed:
            console.print(Text(f"{query.id} can be used; {len(tried)} cases are as they must be."))
        if with_cases and not wrong and not tried:
            console.print(
                Text(f"It has no cases; write a hit-….cypher and two decoy-….cypher in {cases.folder(query)}")
            )

    said = {"query": query.id, "faults": [{"severity": f.severity, "message": f.message} for f in faults]}
    result({**said, "cases": tried}, as_json=as_json, show=show)
    if wrong or failed:
        raise typer.Exit(1)


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of the new query: lower-case letters, digits and _.")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Begin a query of your own: a file with front matter in the workspace, and a folder with a hit and two decoys."""
    from graph.newquery import write

    made = write(workspace_at(workspace), name)

    def show(console: Console) -> None:
        from rich.text import Text

        for file in made:
            console.print(Text(f"wrote {file}"))
        console.print(Text(f"Edit them, then: thirdport query check {made[0]}"))

    result({"files": [str(file) for file in made]}, as_json=as_json, show=show)


class SavedQueries(TyperGroup):
    """A command for each saved query, whose options are the query's parameters."""

    def _saved(self, args: list[str]) -> Library:
        for place, arg in enumerate(args):  # the workspace decides which commands there are, so it is looked up first
            if arg in ("-w", "--workspace") and place + 1 < len(args):
                return _library(Path(args[place + 1]))
            if arg.startswith("--workspace="):
                return _library(Path(arg.partition("=")[2]))
        return _library()

    def list_commands(self, ctx: Any) -> list[str]:
        """Ids of the saved queries."""
        return list(self._saved([]).queries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of one saved query."""
        return _command(self._saved([]), cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of the query that is named first."""
        return args[0], _command(self._saved(args), args[0]), args[1:]


def _command(saved: Library, name: str) -> Any:
    query = saved.get(name)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, help=f"{query.question}")(_runner(query))
    return typer.main.get_command(alone)


def _runner(query: Query) -> Callable[..., None]:
    """A function whose signature has an option for each parameter, for typer to read."""

    def ask(**given: Any) -> None:
        own = {n: given[n] for n in query.parameters if given[n] is not None}
        _ask(query, own, given["as_of"], given["as_json"], given["workspace"])

    kinds: dict[str, Any] = {"as_of": Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=_AS_OF)]}
    for name, parameter in query.parameters.items():
        option, words = _option(parameter), f"{parameter.help} {_limits(parameter)}"
        if parameter.type == "bool":
            kinds[name] = Annotated[bool | None, typer.Option(f"--{option}/--no-{option}", help=words)]
        else:
            kinds[name] = Annotated[
                str | None, typer.Option(f"--{option}", metavar=_METAVAR[parameter.type], help=words)
            ]
    kinds |= {"as_json": JsonOption, "workspace": WorkspaceOption}
    defaults = dict.fromkeys(kinds, None) | {"as_json": False}
    ask.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=defaults[n], annotation=kind)
            for n, kind in kinds.items()
        ]
    )
    ask.__annotations__ = kinds
    return ask


_AS_OF = "The query's today, YYYY-MM-DD; else the day the graph is built as of."
_METAVAR = {
    "int": "NUMBER", "float": "NUMBER", "text": "TEXT", "date": "DATE", "country": "COUNTRY", "countries": "CC,CC…",
    "texts": "TEXT,TEXT…",
}  # fmt: skip

app.add_typer(
    typer.Typer(cls=SavedQueries, no_args_is_help=True, callback=lambda: None, rich_markup_mode=None),
    name="run",
    help="Run a saved query; its parameters are options. Nothing is kept: thirdport find keeps findings.",
)


def _ask(query: Query, given: dict[str, Any], as_of: str | None, as_json: bool, workspace: Path | None) -> None:
    from graph.errors import Refusal
    from graph.findings import hops, quoted_hops
    from graph.queries import run
    from graph.store import Store

    query.bind(given)  # a wrong value is told before a server is started
    place = workspace_at(workspace)
    with Store.open(place) as store, store.reader() as reader:
        state = reader.build()
        if state is None:
            raise Refusal("There is no graph yet.", "Build and load it: thirdport build")
        answer = run(query, reader, _day(as_of) or state.as_of, given)
    rows = []
    if as_json:
        for row in answer.rows:
            told = quoted_hops(place, hops(answer.paths(row)))
            rows.append({**{n: row[n] for n in query.returns}, "hops": [hop.to_json() for hop in told]})
    said = {"query": query.id, "version": query.version, "as_of": answer.as_of, "parameters": answer.parameters,
            "truncated": answer.truncated, "rows": rows, "seconds": round(answer.seconds, 3)}  # fmt: skip
    result(said, as_json=as_json, show=lambda console: _show_rows(console, answer, given))


def _show_rows(console: Console, answer: Answer, given: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for column in answer.query.returns:
        table.add_column(column.replace("_", " "))
    for row in answer.rows[:ROWS]:
        table.add_row(*(Text(_said(row[column])) for column in answer.query.returns))
    console.print(table)
    more = f", {ROWS} shown" if len(answer.rows) > ROWS else ""
    cut = "; the row limit cut the answer" if answer.truncated else ""
    console.print(f"{len(answer.rows)} hits{more} as of {answer.as_of}, {answer.seconds:.2f} s{cut}.")
    settings = "".join(f" --set {shlex.quote(f'{name}={value!s}')}" for name, value in given.items())
    console.print(Text(f"Keep them as findings: thirdport find --query {answer.query.id}{settings}"))


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _day(text: str | None) -> date | None:
    from graph.parameters import Parameter

    return None if text is None else Parameter("as-of", "date", None, _AS_OF).read(text)


def _option(parameter: Parameter) -> str:
    return parameter.name.replace("_", "-")


def _limits(parameter: Parameter) -> str:
    default = ", ".join(parameter.default) if parameter.many else str(parameter.default)
    if len(default) > 60:
        default = f"{len(parameter.default)} values"
    return (
        f"[{', '.join(part for part in (f'default {default}', parameter.limits.removeprefix(', ').strip()) if part)}]"
    )


def _plain(query: Query) -> dict[str, Any]:
    shown = ("id", "version", "title", "question", "typology", "maturity", "severity", "caveats", "returns", "identity")
    plain = {key: getattr(query, key) for key in shown}
    plain["parameters"] = {
        name: {k: getattr(p, k) for k in ("type", "default", "min", "max", "unit", "help", "values")}
        for name, p in query.parameters.items()
    }
    plain |= {"path": query.path, "hubs": query.hubs, "own": query.own, "file": str(query.file)}
    plain["references"] = [{"title": r.title, "url": r.url, "section": r.section} for r in query.references]
    return plain
