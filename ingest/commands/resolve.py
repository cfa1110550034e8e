"""`thirdport resolve`: why mentions are one party, and people's judgements on it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from graph.console import JsonOption, WorkspaceOption, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

    from graph.casebook import Judgement
    from graph.snapshot import Snapshot
    from graph.workspace import Workspace
    from ingest.resolve.lookup import Why

NAME = "resolve"

app = typer.Typer(help="Who is who: why mentions are one party, and what people judged.", no_args_is_help=True)


@app.command("why")
def why(
    party: Annotated[str, typer.Argument(help="Id of a party (an old one too) or of a mention.")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say why mentions in records are one party: by which rule or whose judgement, and on what."""
    from graph.casebook import Casebook
    from ingest.resolve.lookup import why as explain

    place = workspace_at(workspace)
    snapshot = _newest(place)
    with Casebook.open(place) as casebook:
        found = explain(snapshot, party, casebook.judgements(known_by=snapshot.manifest.as_of))
    result(asdict(found), as_json=as_json, show=lambda console: _show_why(console, found))


@app.command("judge")
def judge(
    left: Annotated[str, typer.Argument(help="A party or a mention.", metavar="A")],
    right: Annotated[str, typer.Argument(help="Another one.", metavar="B")],
    reason: Annotated[str, typer.Option("--reason", help="Why; others will read it.")],
    same: Annotated[bool, typer.Option("--same", help="They are one.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are two.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="Nobody can tell yet; they stay two, linked.")] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Judge whether two are one party. The next build follows it; `resolve undo` takes it back."""
    from graph.casebook import Casebook, Decision
    from ingest.resolve.lookup import subject_of

    chosen: list[Decision] = []
    chosen += ["same"] if same else []
    chosen += ["different"] if different else []
    chosen += ["unsure"] if unsure else []
    if len(chosen) != 1:
        raise typer.BadParameter("say one of --same, --different, --unsure")
    place = workspace_at(workspace)
    snapshot = _newest(place)
    subjects = subject_of(snapshot, left), subject_of(snapshot, right)
    with Casebook.open(place) as casebook:
        made = casebook.judge(*subjects, chosen[0], place.user, reason)
    result(
        asdict(made), as_json=as_json, show=lambda console: _show_judgements(console, [made], "Next: thirdport build")
    )


@app.command("undo")
def undo(
    judgement: Annotated[int, typer.Argument(help="Number of the judgement.", metavar="ID")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is taken back.")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take a judgement back. The next build is as if it had never been made; the ledger keeps both."""
    from graph.casebook import Casebook

    place = workspace_at(workspace)
    with Casebook.open(place) as casebook:
        casebook.undo(judgement, place.user, reason)
    answer = {"undone": judgement, "by": place.user, "reason": reason}
    result(
        answer,
        as_json=as_json,
        show=lambda console: console.print(f"Judgement {judgement} is taken back. Next: thirdport build"),
    )


@app.command("judgements")
def judgements(as_json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List the judgements in force."""
    from graph.casebook import Casebook

    with Casebook.open(workspace_at(workspace)) as casebook:
        made = casebook.judgements()
    result([asdict(one) for one in made], as_json=as_json, show=lambda console: _show_judgements(console, made))


def _newest(place: Workspace) -> Snapshot:
    from graph.errors import WorkspaceRefused
    from ingest.build import newest

    snapshot = newest(place)
    if snapshot is None:
        raise WorkspaceRefused("There is no build yet.", "Make one: thirdport build")
    return snapshot


def _show_why(console: Console, found: Why) -> None:
    from rich.text import Text

    count = len(found.mentions)
    console.print(Text(f"{found.party}: {count} mention{'s' if count != 1 else ''}"))
    for mention in found.mentions:
        console.print(Text(f"  {mention.known_from}  {mention.subject}  “{mention.name}”"))
    for words, subjects in found.reasons:
        console.print(Text(f"One because {words}:"))
        for subject in subjects:
            console.print(Text(f"    {subject}"))
    if not found.reasons:
        console.print("Nothing was joined: it is the only mention." if count == 1 else "")
    _show_judgements(console, list(found.judgements))


def _show_judgements(console: Console, made: list[Judgement], then: str = "") -> None:
    from rich.text import Text

    for one in made:
        said = "may be one" if one.decision == "unsure" else f"are {one.decision}"
        pair = f"Judgement {one.id}: {one.left} and {one.right} {said}"
        console.print(Text(f"{pair}, says {one.by} on {one.at.date()}: {one.reason}"))
    if then:
        console.print(then)
