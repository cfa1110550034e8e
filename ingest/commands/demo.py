"""`thirdport demo`: writes a small invented world as files and runs the ordinary commands over them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.console import JsonOption, progress_console, result

app = typer.Typer()


@app.command("demo")
def demo(
    folder: Annotated[Path, typer.Argument(help="Folder to make; the workspace goes to DIR/workspace.", metavar="DIR")],
    files_only: Annotated[bool, typer.Option("--files-only", help="Write the files and stop.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a small invented world (lists, licences, notices, trade) and find the schemes hidden in it."""
    from ingest.simulate.run import run_demo

    with progress_console().status("Writing files …") as status:
        done = run_demo(folder, files_only=files_only, on=lambda step: status.update(f"{step} …"))
    result(done.as_json(), as_json=as_json, show=done.show)
