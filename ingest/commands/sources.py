"""`thirdport sources`: what can be read, what is held, and what changed between revisions."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.console import JsonOption, WorkspaceOption, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.changes import Step

app = typer.Typer()


@app.command("sources")
def sources_command(
    changes: Annotated[
        str, typer.Option("--changes", metavar="SERIES", help="Additions, changes and removals between its revisions.")
    ] = "",
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List the sources that can be read and the documents held; or what changed between revisions of one list."""
    from graph.errors import InputRefused
    from ingest.changes import changes as steps_of
    from ingest.changes import series_held
    from ingest.records import as_row, finished
    from ingest.source import sources

    place = workspace_at(workspace)
    if changes:
        held = series_held(place)
        if changes not in held:
            raise InputRefused(f"No series {changes!r} is held.", f"Series held: {', '.join(held) or 'none'}.")
        steps = steps_of(place, changes)
        result([asdict(step) for step in steps], as_json=as_json, show=lambda console: _show_steps(console, steps))
        return
    documents = [as_row(entry, report) for entry, report in finished(place)]
    listed = [
        {
            "id": one.id, "title": one.spec.title, "authority": one.spec.authority, "licence": one.spec.licence,
            "publishes": one.spec.publishes, "tlp": str(one.spec.tlp), "language": one.spec.language,
            "formats": list(one.kinds), "snapshot": one.spec.snapshot,
            "documents": [d for d in documents if d["source"] == one.id],
        }
        for one in sources().values()
    ]  # fmt: skip
    answer = {"sources": listed, "unread": [d for d in documents if not d["source"]]}
    result(answer, as_json=as_json, show=lambda console: _show(console, answer))


def _show(console: Console, answer: dict[str, Any]) -> None:
    from rich.text import Text

    for one in answer["sources"]:
        console.print(Text(f"{one['id']}: {one['title']} ({one['authority']}, {', '.join(one['formats'])})"))
        for held in one["documents"]:
            rows = held["rows"]
            console.print(
                Text(
                    f"    {held['document'][:8]}  {held['file_name']}, known from {held['known_from']}: "
                    f"{rows['in']:,} rows in = {rows['kept']:,} kept + {rows['reported']:,} reported + "
                    f"{rows['headers']:,} header lines; {held['issues']:,} issues"
                    + (f"; series {held['series']}" if held["series"] else ""),
                    style="dim",
                )
            )
    if answer["unread"]:
        console.print(Text(f"Held, but read by no source: {len(answer['unread'])}"))
        for held in answer["unread"]:
            console.print(Text(f"    {held['document'][:8]}  {held['file_name']}: {held['problem']}", style="dim"))
    console.print(Text("Add a source: docs/sources-howto.md. Revisions of a list: thirdport sources --changes SERIES"))


def _show_steps(console: Console, steps: list[Step]) -> None:
    from rich.text import Text

    if not steps:
        console.print(Text("Only one revision is held; nothing to compare."))
    for step in steps:
        console.print(Text(f"{step.before}, known from {step.known_before} → {step.after}, from {step.known_after}"))
        for mark, parties in (("+", step.added), ("-", step.removed)):
            for subject, name in parties:
                console.print(Text(f"  {mark} {name}  [{subject}]"))
        for change in step.changed:
            console.print(Text(f"  ~ {change.name}  [{change.subject}]"))
            for mark, facts in (("+", change.new), ("-", change.gone)):
                for prop, value in facts:
                    console.print(Text(f"      {mark} {prop}: {value[:160]}", style="dim"))
        console.print(
            Text(
                f"  {len(step.added):,} added (known from {step.known_after}), {len(step.removed):,} removed "
                f"(known until {step.known_after}), {len(step.changed):,} changed, {step.same:,} the same."
            )
        )
