"""`thirdport goods`: what goods may fall under by the lists' own wording, and how often that is right."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.console import JsonOption, WorkspaceOption, result, workspace_at

if TYPE_CHECKING:
    from rich.console import Console

    from graph.workspace import Workspace
    from nlp.goods import Index

NAME = "goods"
app = typer.Typer(help="Control entries and tariff headings that goods may fall under.", no_args_is_help=True)
LABELS = {"ControlCode": "control entries", "HsCode": "tariff headings"}


def read_index(place: Workspace, label: str) -> Index:
    """The wordings that the lists of a workspace have today."""
    from ingest.build import known
    from ingest.build.wordings import index_of, wordings
    from ingest.records import connect

    with connect(place) as db:
        known.prepare(db, datetime.now(UTC).date())
        return index_of(wordings(db, label))


@app.command("look")
def look(
    words: Annotated[str, typer.Argument(help="Goods as a notice, licence or declaration names them.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="Most candidates of each kind.")] = 5,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show ranked candidates with the words that matched; none of them is a classification."""
    from nlp.part_numbers import part_numbers

    place = workspace_at(workspace)
    answer: dict[str, Any] = {
        label: [asdict(one) for one in read_index(place, label).candidates(words, limit)] for label in LABELS
    }
    answer["part_numbers"] = [asdict(one) for one in part_numbers(words)]
    result(answer, as_json=as_json, show=lambda console: _show(console, answer))


def _show(console: Console, answer: dict[str, Any]) -> None:
    from rich.text import Text

    for part in answer["part_numbers"]:
        whose = f" of {part['maker']}" if part["maker"] else ""
        console.print(Text(f"part {part['base']}{whose}, written {part['written']} ({part['rule']})"))
    for label, name in LABELS.items():
        for one in answer[label]:
            console.print(
                Text(f"{one['score']:.2f}  {one['paragraph']}  [{one['regime']}]  by: {', '.join(one['words'])}")
            )
            console.print(Text(f"      {one['wording'][:160]}"))
        if not answer[label]:
            console.print(f"No {name} are like these words. Lists that are there: thirdport sources")


@app.command("score")
def score(
    phrases: Annotated[Path, typer.Argument(help="Lines of: part, goods, control entries, HS headings (tab between).")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Say how often a right code is first, or among five, beside plain overlap of words."""
    from nlp.goods_score import overlap
    from nlp.goods_score import score as hits

    place = workspace_at(workspace)
    answer = {}
    for label, name in LABELS.items():
        index = read_index(place, label)
        for way, lookup in (("candidates", index.candidates), ("plain overlap", overlap(index))):
            for part, one in hits(phrases, label, lookup).items():
                answer[f"{name}, {way}, {part}"] = {
                    "asked": one.asked, "first": round(one.first, 3), "among_five": round(one.among, 3),
                }  # fmt: skip
    result(answer, as_json=as_json, show=lambda console: _table(console, answer))


def _table(console: Console, answer: dict[str, dict[str, float]]) -> None:
    for name, said in answer.items():
        console.print(f"{name:45} {said['asked']:4}  first {said['first']:.2f}  among five {said['among_five']:.2f}")
