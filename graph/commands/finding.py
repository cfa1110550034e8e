"""`thirdport finding`: reads findings hop by hop, and says what they are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.console import JsonOption, WorkspaceOption, result, workspace_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, RenderableType
    from rich.table import Table

    from graph.findings import Evidence, Finding

NAME = "finding"
app = typer.Typer(help="Read findings, and say what they are worth.", no_args_is_help=True)

ID = Annotated[str, typer.Argument(help="Id of a finding, or the first characters of it.")]
WORDS = 600
"""Characters of a quote shown to a person; --json gives all."""


@app.command("list")
def list_(
    query: Annotated[str | None, typer.Option("--query", help="Only findings of this query.")] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="Only these: open, in_review, confirmed, dismissed.")
    ] = None,
    status: Annotated[str | None, typer.Option("--status", help="Only these: new, ongoing, gone.")] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Every finding that is kept, best first, those that are gone last."""
    from graph.findings import findings

    wanted = {"query": query, "state": state, "status": status}
    told = [
        one
        for one in findings(workspace_at(workspace))
        if all(value is None or getattr(one, key) == value for key, value in wanted.items())
    ]

    def show(console: Console) -> None:
        console.print(table(told))
        console.print(f"{len(told)} findings. Read one: thirdport finding show ID")

    kept = ("id", "query", "version", "title", "about", "score", "state", "status", "first_seen", "last_seen")
    result([{key: getattr(one, key) for key in kept} for one in told], as_json=as_json, show=show)


@app.command("show")
def show_(name: ID, as_json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """One finding: every hop as a sentence with the words it rests on, the innocent explanations, the score."""
    from graph.findings import finding

    told = finding(workspace_at(workspace), name)

    def show(console: Console) -> None:
        for part in page(told):
            console.print(part)

    result(told.to_json() if as_json else None, as_json=as_json, show=show)


@app.command("confirm")
def confirm(
    name: ID,
    reason: Annotated[str, typer.Option("--reason", help="Why it is right.")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say that a finding is right, and why."""
    _decide(name, "confirmed", reason, as_json, workspace)


@app.command("dismiss")
def dismiss(
    name: ID,
    reason: Annotated[str, typer.Option("--reason", help="Which innocent explanation holds.")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say that a finding is innocent, and why."""
    _decide(name, "dismissed", reason, as_json, workspace)


@app.command("review")
def review(
    name: ID,
    reason: Annotated[str, typer.Option("--reason", help="What is being looked into.")] = "",
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say that somebody is looking into a finding."""
    _decide(name, "in_review", reason, as_json, workspace)


@app.command("reopen")
def reopen(
    name: ID,
    reason: Annotated[str, typer.Option("--reason", help="What has changed.")] = "",
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Open a finding again; what was said of it before stays in its history."""
    _decide(name, "open", reason, as_json, workspace)


def _decide(name: str, state: str, reason: str, as_json: bool, workspace: Any) -> None:
    from graph.casebook import Casebook

    place = workspace_at(workspace)
    with Casebook.open(place) as casebook:
        kept = casebook.set_state(name, state, place.user, reason)
        history = casebook.history(kept.id)

    def show(console: Console) -> None:
        console.print(f"{kept.id} is {kept.state.replace('_', ' ')}, says {place.user}.", markup=False)

    said = {"id": kept.id, "state": kept.state, "reason": kept.reason, "by": place.user, "history": history}
    result(said, as_json=as_json, show=show)


def table(told: Sequence[Finding]) -> Table:
    """Findings as a table; text from data stays text."""
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False)
    for heading in ("id", "score", "what", "about", "state", "seen"):
        shown.add_column(heading, no_wrap=heading in ("id", "score"))
    for one in told:
        state = one.state.replace("_", " ")
        shown.add_row(*map(Text, (one.id, f"{one.score:.2f}", one.title, one.about, state, one.status)))
    return shown


def page(one: Finding) -> list[RenderableType]:
    """A finding as a page to read aloud."""
    from rich.text import Text

    said = [Text(f"{one.title}: {one.about}", style="bold"), Text(one.question, style="italic")]
    reason = f" ({one.reason})" if one.reason else ""
    said.append(
        Text(
            f"{one.id}, {one.query} {one.version}, {one.status}, {one.state.replace('_', ' ')}{reason}, "
            f"seen as of {one.first_seen} to {one.last_seen}, TLP:{one.tlp}"
        )
    )
    if one.given:
        asked = ", ".join(f"{name} = {value}" for name, value in sorted(one.given.items()))
        said.append(Text(f"Found with {asked} in place of the query's own defaults."))
    for number, hop in enumerate(one.hops, 1):
        how = f" [derived: {hop.rule}]" if hop.inferred and hop.rule else ""
        said.append(Text(f"\n{number}. {hop.sentence}.{how}"))
        said += [Text(f"   {line}", style="dim") for place in hop.evidence for line in _said(place)]
        if hop.evidence_count > len(hop.evidence):
            said.append(Text(f"   and {hop.evidence_count - len(hop.evidence)} more places", style="dim"))
    said.append(Text("\nIt may be innocent:"))
    said += [Text(f"  - {caveat}") for caveat in one.caveats]
    if one.hubs:
        said.append(Text(f"\nWho connects everyone: {one.hubs}"))
    said.append(Text(f"\nScore {one.score:.3f}:"))
    said += [Text(f"  {p['name']} {p['value']:.2f} × {p['weight']:g}: {p['why']}") for p in one.score_parts]
    said.append(Text(f'\nNext: thirdport finding confirm|dismiss {one.id} --reason "…"'))
    return list(said)


def _said(place: Evidence) -> list[str]:
    from graph.evidence import Locator

    where = f"{place.file_name or place.document}, {Locator.parse(place.locator).words()}"
    if place.quote is None:
        return [f"{where}: {place.problem}"]
    quote = place.quote if len(place.quote) <= WORDS else f"{place.quote[:WORDS]} …"
    return [f"“{quote}”", f"  {where}, document {place.document[:16]}"]
