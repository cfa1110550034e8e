"""The network picture: a Streamlit component on the vis-network that pyvis bundles, so that nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from dashboard.picture import Picture


@dataclass(frozen=True, slots=True)
class Clicked:
    """What a person clicked in a picture: a thing or a line, and whether they asked to expand it."""

    kind: Literal["node", "edge"]
    id: str
    opened: bool = False


def canvas(picture: Picture, *, key: str, selected: tuple[str, str] | None = None, height: int = 560) -> Clicked | None:
    """Draw `picture` and return what was clicked since the last run, if anything.

    Positions are kept by `picture.view`: a picture with the same view keeps what is already placed.
    """
    chosen = {"kind": selected[0], "id": selected[1]} if selected else None
    answer = _component()(
        key=key,
        data={**picture.to_data(), "selected": chosen, "height": height},
        on_picked_change=_nothing,
        on_opened_change=_nothing,
    )
    return _clicked(answer, "opened") or _clicked(answer, "picked")


def _clicked(answer: Mapping[str, Any], name: str) -> Clicked | None:
    said = answer.get(name)
    if not isinstance(said, Mapping) or said.get("kind") not in ("node", "edge") or not isinstance(said.get("id"), str):
        return None
    return Clicked(said["kind"], said["id"], opened=name == "opened")


def _nothing() -> None:
    """A trigger needs a callback to be named; what it brings is read from the answer."""


def vis_network() -> str:
    """The text of vis-network as the installed pyvis brings it, the newest if there are several."""
    folder = Path(str(files("pyvis"))) / "templates" / "lib"
    newest = max(folder.glob("vis-*/vis-network.min.js"), key=lambda path: _version(path.parent.name))
    return newest.read_text(encoding="utf-8")


def _version(folder: str) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.removeprefix("vis-").split("."))


@cache
def _texts() -> tuple[str, str]:
    here = Path(__file__).parent
    script = (here / "canvas.js").read_text(encoding="utf-8")
    return f"{vis_network()}\n{script}", (here / "canvas.css").read_text(encoding="utf-8")


def _component() -> Callable[..., Any]:
    # Named again on each run: Streamlit forgets components when it restarts, and an equal one costs nothing.
    script, style = _texts()
    return st.components.v2.component("thirdport_canvas", js=script, css=style)
