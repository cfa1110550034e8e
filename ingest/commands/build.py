"""`thirdport build`: from the records to the graph, as known by a day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.console import JsonOption, WorkspaceOption, progress_console, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

    from graph.workspace import Workspace

_RECENT = 4

app = typer.Typer()


@app.command("build")
def build(
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Use only what was known by this day; today if not said."),
    ] = None,
    load: Annotated[bool, typer.Option("--load/--no-load", help="Load the build into the graph server.")] = True,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Build the graph from the records: who is who, what connects, what follows from it; then load it."""
    from ingest.build import build as build_graph
    from ingest.build.write import describe, newest, tidy

    place = workspace_at(workspace)
    with progress_console().status("Building …") as status:
        built = build_graph(place, as_of.date() if as_of else None, lambda step: status.update(f"{step} …"))
        answer: dict[str, Any] = {
            **describe(built.snapshot.manifest),
            "mentions": built.resolved.mentions,
            "parties": built.resolved.parties,
            "joins_forbidden": built.resolved.forbidden,
            "possibly_same": built.resolved.possibly,
            "left_out": built.left_out,
            "seconds": built.seconds,
            "loaded": None,
        }
        keep = {built.snapshot.folder.name}
        if load:
            from graph.store import Store

            status.update("Loading the graph …")
            with Store.open(place) as store:
                report = store.load(built.snapshot)
            answer["loaded"] = {
                "how": report.how, "nodes": report.nodes, "rels": report.rels, "seconds": round(report.seconds, 2),
            }  # fmt: skip
        else:
            keep |= _recent(place)
        last = newest(place)
        tidy(place, keep | ({last.folder.name} if last else set()))
    result(answer, as_json=as_json, show=lambda console: _show(console, answer))


def _recent(place: Workspace) -> set[str]:
    """The last few builds: the server is not asked which one it holds."""
    manifests = sorted(place.builds.glob("*/manifest.json"), key=lambda path: path.stat().st_mtime_ns)
    return {path.parent.name for path in manifests[-_RECENT:]}


def _show(console: Console, answer: dict[str, Any]) -> None:
    nodes, rels = sum(answer["nodes"].values()), sum(answer["rels"].values())
    console.print(
        f"Build {answer['build']} as of {answer['as_of']}: {nodes:,} nodes and {rels:,} links"
        f" from {answer['documents']:,} documents in {answer['seconds']:.1f} s."
    )
    console.print(
        f"{answer['mentions']:,} mentions are {answer['parties']:,} parties; {answer['possibly_same']:,} pairs are"
        f" possibly the same; a contradiction kept {answer['joins_forbidden']:,} groups apart."
    )
    for why, count in answer["left_out"].items():
        console.print(f"Left out: {count:,} {why}.")
    loaded = answer["loaded"]
    if loaded is None:
        console.print("Not loaded into the graph server. Load it: thirdport build")
    elif loaded["how"] == "nothing":
        console.print("The graph server holds this build already. Next: thirdport find")
    else:
        console.print(
            f"Loaded {loaded['nodes']:,} nodes and {loaded['rels']:,} links ({loaded['how']}) in"
            f" {loaded['seconds']:.1f} s. Next: thirdport find"
        )
