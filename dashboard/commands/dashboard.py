"""`thirdport dashboard`: starts the dashboard on this machine only and says where it is."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from graph.console import WorkspaceOption

app = typer.Typer()

HOST = "127.0.0.1"
START_SECONDS = 120
"""How long the dashboard may take to answer before we say that it does not."""


@app.command("dashboard")
def dashboard(
    workspace: WorkspaceOption = None,
    port: Annotated[int | None, typer.Option("--port", "-p", min=1, max=65535, help="Port; else a free one.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the address in a browser.")] = True,
    check: Annotated[
        bool, typer.Option("--check", help="Start it, wait until it answers, stop it, and say so.")
    ] = False,
    detach: Annotated[
        bool, typer.Option("--detach", help="Leave it running and give the prompt back; --stop ends it.")
    ] = False,
    stop: Annotated[bool, typer.Option("--stop", help="Stop the one left running for this workspace.")] = False,
) -> None:
    """Open the dashboard on this machine: 127.0.0.1 only, no internet needed. Ctrl-C stops it."""
    from dashboard.background import Background
    from graph.console import workspace_at
    from graph.errors import ServerRefused, WorkspaceRefused

    try:
        folder = workspace_at(workspace).folder
    except WorkspaceRefused:
        if workspace is not None or check:
            raise
        if detach or stop:
            raise
        folder = None  # the dashboard itself says how to make one
    background = Background(folder) if folder else None
    if background and stop:
        typer.echo("Dashboard stopped." if background.stop() else "No dashboard was left running here.")
        return
    if background and detach and (running := background.running()):
        typer.echo(f"Dashboard: http://{HOST}:{running}   (already running; stop it: thirdport dashboard --stop)")
        return
    port = port or _free_port()
    if not _is_free(port):
        raise ServerRefused(f"Port {port} of {HOST} is taken.", "Name another: --port N, or none for a free one.")
    started = time.monotonic()
    log = background.open_log() if background and detach else None
    process = subprocess.Popen(
        _command(port),
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    try:
        if not _answers(process, port):
            said = f"{background.log} says why." if background and detach else "What it printed above says why."
            raise ServerRefused("The dashboard did not start.", said)
        address = f"http://{HOST}:{port}"
        typer.echo(f"Dashboard: {address}   (ready after {time.monotonic() - started:.1f} s)")
        if check:
            return
        if background and detach:
            background.left(process.pid, port)
            typer.echo(f"It stays until: thirdport dashboard --workspace {shlex.quote(str(folder))} --stop")
            return
        typer.echo("Stop it with Ctrl-C.")
        if browser:
            webbrowser.open(address)
        process.wait()
        if process.returncode:
            raise ServerRefused("The dashboard stopped by itself.", "What it printed above says why.")
    except KeyboardInterrupt:
        typer.echo("\nDashboard stopped.")
    finally:
        if not (background and background.is_left(process.pid)):
            _stop(process)


def _command(port: int) -> list[str]:
    settings = {
        "server.address": HOST,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",  # it reads every file beside the program before the first page
        "browser.serverAddress": HOST,
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "logger.level": "warning",
        "theme.light.primaryColor": "#2b6cb0",
        "theme.light.baseRadius": "0.375rem",
        "theme.dark.primaryColor": "#63a4e0",
        "theme.dark.baseRadius": "0.375rem",
    }
    options = [f"--{key}={value}" for key, value in settings.items()]
    # Another site's page cannot reach us under its own name (DNS rebinding).
    options += [f"--server.allowedHosts={name}" for name in (HOST, "localhost")]
    return [sys.executable, "-m", "dashboard.serving", *options]


def _environment(folder: Path | None) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    chosen = {"THIRDPORT_WORKSPACE": str(folder)} if folder else {}
    return {**os.environ, **chosen, "PYTHONPATH": os.pathsep.join(paths), "STREAMLIT_SERVER_SHOW_EMAIL_PROMPT": "false"}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError:
            return False
    return True


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until it is healthy; False if it ended or took too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
