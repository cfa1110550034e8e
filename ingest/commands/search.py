"""`thirdport search`: find a party by name, number, contact or address."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from graph.console import JsonOption, WorkspaceOption, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.search import Hit

app = typer.Typer()


@app.command("search")
def search(
    text: Annotated[str, typer.Argument(help="Name in any script, misspelt or in part; number, contact, address.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Most parties to show.")] = 20,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Find parties of the newest build by what you know of them."""
    from ingest.search import search as look

    hits = look(workspace_at(workspace), text, limit)
    result([asdict(hit) for hit in hits], as_json=as_json, show=lambda console: _show(console, hits))


def _show(console: Console, hits: list[Hit]) -> None:
    from rich.text import Text

    for hit in hits:
        console.print(Text(f"{hit.score:.2f}  {hit.id}  {hit.name}  [{hit.country or '?'}, {hit.kind or 'unknown'}]"))
        if hit.why != f"name: {hit.name}":
            console.print(Text(f"      {hit.why}"))
    if not hits:
        console.print("Nobody fits. Try fewer words, or a number or address.")
    else:
        console.print(Text(f"Why is one a single party? thirdport resolve why {hits[0].id}"))
