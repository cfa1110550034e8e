"""What every command shares: how it is told its workspace, how it prints for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from graph.workspace import Workspace, find

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Workspace folder; else THIRDPORT_WORKSPACE, else the one we stand in."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def workspace_at(folder: Path | None) -> Workspace:
    """The workspace a command acts on. Raises `WorkspaceRefused`."""
    return find(folder)


def result(value: Any, *, as_json: bool, show: Callable[[Console], None]) -> None:
    """Print a command's result: as one JSON document on standard output, or by `show` for a person.

    Text from data must be printed through `rich.text.Text` or `rich.markup.escape`, so that it stays text.
    """
    if as_json:
        typer.echo(json.dumps(value, default=str, ensure_ascii=False, indent=2))
    else:
        show(Console(soft_wrap=True, highlight=False))


def progress_console() -> Console:
    """Where progress goes: standard error, and nowhere if that is not a terminal."""
    console = Console(stderr=True, highlight=False)
    return console if console.is_terminal else Console(stderr=True, quiet=True)
