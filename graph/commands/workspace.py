"""`thirdport init` and `thirdport status`: make a workspace, and see what is in one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from graph.console import JsonOption, WorkspaceOption, result, workspace_at
from graph.workspace import Workspace

app = typer.Typer()


@app.command("init")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make; it may exist.")],
    as_json: JsonOption = False,
) -> None:
    """Make a workspace, or complete one; what is there is kept."""
    from graph.workspace import create

    there = (folder / "thirdport.toml").exists()
    workspace = create(folder)

    def show(console: Console) -> None:
        console.print(Text(f"{'Already a workspace' if there else 'Made the workspace'}: {workspace.folder}"))
        console.print(Text(f"Next: cd '{workspace.folder}' && thirdport ingest PATH…"))

    result({"workspace": str(workspace.folder), "made": not there}, as_json=as_json, show=show)


@app.command("status")
def status(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """What is in the workspace: documents, builds, and which build the graph holds."""
    here = workspace_at(workspace)
    answer: dict[str, Any] = {
        "workspace": str(here.folder),
        "documents": sum(1 for _ in here.evidence.glob("??/*.json")),
        "read": len(read_whole(here)),
        "builds": sorted(path.parent.name for path in here.builds.glob("*/manifest.json")),
        "graph": graph_status(here),
    }

    def show(console: Console) -> None:
        console.print(Text(f"Workspace {here.folder}"))
        console.print(f"{answer['documents']:,} documents, {answer['read']:,} of them read; "
                      f"{len(answer['builds'])} builds.")  # fmt: skip
        show_graph(console, answer["graph"])
        if not answer["documents"]:
            console.print("Next: thirdport ingest PATH…")
        elif answer["graph"]["build"] is None:
            console.print("Next: thirdport build")

    result(answer, as_json=as_json, show=show)


def read_whole(workspace: Workspace) -> set[str]:
    """Hashes of the documents that were read whole: those with a report of their own, and those in packs."""
    packed = (path.read_text(encoding="utf-8") for path in workspace.records.glob("packs/[0-9]*/reports.tsv"))
    found = {line.partition("\t")[0] for text in packed for line in text.split("\n") if line}
    return found | {path.stem for path in workspace.records.glob("*.json")}


def graph_status(workspace: Workspace) -> dict[str, Any]:
    """Which server, whether it answers, which build it holds; a server that does not run is not started."""
    from graph.errors import ServerRefused
    from graph.local_server import LocalServer
    from graph.store import Store

    settings = workspace.settings
    answer: dict[str, Any] = {"server": settings.graph_uri or "local", "running": True, "agent": None, "pid": None,
                              "bolt_port": None, "build": None, "as_of": None, "whole": None,
                              "problem": None, "next_step": None}  # fmt: skip
    if not settings.graph_uri:
        running = LocalServer(workspace.server, settings.server_memory_mb).running()
        if running is None:
            return {**answer, "running": False, "next_step": "thirdport server start"}
        answer.update(pid=running.pid, bolt_port=running.bolt_port)
    try:
        with Store.open(workspace) as store:
            answer["agent"] = store.agent
            build = store.build()
            if build:
                answer.update(build=build.id, as_of=build.as_of, whole=build.whole)
    except ServerRefused as refused:
        answer.update(running=False, problem=refused.message, next_step=refused.next_step)
    return answer


def show_graph(console: Console, answer: dict[str, Any]) -> None:
    """Print what `graph_status` found."""
    where = "Its own graph server" if answer["server"] == "local" else f"The graph server {answer['server']}"
    if answer["problem"]:
        console.print(Text(f"{answer['problem']}\n  {answer['next_step']}"))
    elif not answer["running"]:
        console.print(f"{where} does not run; a command that needs it starts it. ({answer['next_step']})")
    else:
        at = f", process {answer['pid']}, Bolt on 127.0.0.1:{answer['bolt_port']}" if answer["pid"] else ""
        console.print(Text(f"{where} runs: {answer['agent']}{at}."))
        if answer["build"] is None:
            console.print("No build has been loaded.")
        else:
            whole = "whole" if answer["whole"] else "NOT WHOLE: a load was cut off or is going on; run thirdport build"
            console.print(Text(f"It holds build {answer['build']} as of {answer['as_of']}, {whole}."))
