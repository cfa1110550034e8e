"""What every page shares: its look, its heading, and what it says when there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.words import html
from graph.errors import Refusal


def style() -> None:
    """The look of everything that is not a Streamlit widget."""
    st.html(Path(__file__).parent / "look.css")


def heading(title: str, said: str = "") -> None:
    """The heading of a page and one sentence on what it is for. Both are the program's own words."""
    st.html(f'<div class="tp-head"><h1>{html(title)}</h1><p>{html(said)}</p></div>')


def refused(refusal: Refusal) -> None:
    """What is wrong, and what to do next."""
    empty("This cannot be shown now", str(refusal), refusal.next_step, trouble=True)


def empty(title: str, said: str, next_step: str = "", *, commands: Sequence[str] = (), trouble: bool = False) -> None:
    """A page or part of it with nothing to show: why, and how to change that."""
    lines = "".join(f"<code>{html(command)}</code>" for command in commands)
    step = f"<p><b>Next:</b> {html(next_step)}</p>" if next_step else ""
    kind = "tp-empty tp-trouble" if trouble else "tp-empty"
    role = "alert" if trouble else "note"
    st.html(f'<div class="{kind}" role="{role}"><h2>{html(title)}</h2><p>{html(said)}</p>{step}{lines}</div>')


def badge(text: object, kind: str = "") -> str:
    """HTML of a small mark: `kind` is "", "bad", "good", "soft" or "warn"."""
    return f'<span class="tp-badge {kind}">{html(text, 60)}</span>'


def figures(pairs: Sequence[tuple[str, str, str]]) -> None:
    """A row of numbers: each a value, what it counts, and a finer word below."""
    cells = "".join(
        f'<div class="tp-figure"><b>{html(value)}</b><span>{html(what)}</span><small>{html(more)}</small></div>'
        for value, what, more in pairs
    )
    st.html(f'<div class="tp-figures">{cells}</div>')


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> None:
    """A plain table of cells that are already HTML; `numbers` are the columns to set right."""
    head = "".join(f'<th scope="col"{_right(i, numbers)}>{html(name)}</th>' for i, name in enumerate(columns))
    body = "".join(
        "<tr>" + "".join(f"<td{_right(i, numbers)}>{cell}</td>" for i, cell in enumerate(row)) + "</tr>" for row in rows
    )
    rows_said = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    st.html(f'<div class="tp-scroll"><table class="tp-table">{rows_said}</table></div>')


def _right(column: int, numbers: Sequence[int]) -> str:
    return ' class="n"' if column in numbers else ""


def commands(lines: Sequence[str]) -> None:
    """Commands to copy, one a line."""
    st.code("\n".join(lines), language="bash", wrap_lines=True)
