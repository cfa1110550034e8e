"""`thirdport server`: start and stop the workspace's own graph server, and say how it is."""

from __future__ import annotations

import typer
from rich.console import Console

from graph.console import JsonOption, WorkspaceOption, result, workspace_at
from graph.workspace import Workspace

NAME = "server"
app = typer.Typer(help="The workspace's own graph server.", no_args_is_help=True)


@app.command("start")
def start(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Start the server if it does not run; commands that need it do this by themselves."""
    import time

    from graph.local_server import LocalServer

    here = workspace_at(workspace)
    _only_local(here)
    server = LocalServer(here.server, here.settings.server_memory_mb)
    began = time.monotonic()
    there = server.running() is not None
    running = server.start()
    seconds = round(time.monotonic() - began, 1)
    answer = {"running": True, "started": not there, "pid": running.pid, "bolt_port": running.bolt_port,
              "seconds": seconds}  # fmt: skip

    def show(console: Console) -> None:
        what = "runs already" if there else f"started in {seconds:g} s"
        console.print(f"The graph server {what}: process {running.pid}, Bolt on 127.0.0.1:{running.bolt_port}.")
        console.print("Next: thirdport status; to stop it: thirdport server stop")

    result(answer, as_json=as_json, show=show)


@app.command("stop")
def stop(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Stop the server cleanly; its data stays."""
    from graph.local_server import LocalServer

    here = workspace_at(workspace)
    _only_local(here)
    stopped = LocalServer(here.server, here.settings.server_memory_mb).stop()
    text = "The graph server has stopped; its data stays." if stopped else "The graph server did not run."
    result({"running": False, "stopped": stopped}, as_json=as_json, show=lambda console: console.print(text))


@app.command("status")
def status(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Say which server this workspace uses, whether it answers, and which build it holds."""
    from graph.commands.workspace import graph_status, show_graph

    answer = graph_status(workspace_at(workspace))
    result(answer, as_json=as_json, show=lambda console: show_graph(console, answer))


def _only_local(workspace: Workspace) -> None:
    from graph.errors import ServerRefused

    if workspace.settings.graph_uri:
        raise ServerRefused(
            f"This workspace uses {workspace.settings.graph_uri}, which Thirdport neither starts nor stops.",
            "Remove graph_uri from thirdport.toml (and THIRDPORT_GRAPH_URI) to use a local server.",
        )
