"""Queries: the gallery of saved questions, a form for each, and its answer as a table and as a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard import answers, frame, pair
from dashboard.answers import Standing
from dashboard.words import html, markdown, named, plain, short, table_file
from graph import queries
from graph.errors import Refusal
from graph.network import network_of_rows
from graph.parameters import Parameter
from graph.queries import Answer, Query

TITLE, ICON, ORDER = "Queries", ":material/manage_search:", 30

_PREFIX = "p."
"""What a parameter of the query is called in the address: `p.window_days`."""


def show() -> None:
    """The page."""
    where = answers.standing()
    if where is None:
        return
    library = queries.library(where.workspace)
    chosen = st.query_params.get("query")
    if chosen is None:
        _gallery(library)
        return
    if st.button("All queries", icon=":material/arrow_back:"):
        st.query_params.clear()
        st.rerun()
    query = library.get(chosen)
    _head(query)
    given = _form(query, where.build.as_of)
    if given is not None:
        st.query_params.from_dict({"query": query.id, "run": "1", **given})
        st.rerun()
    if st.query_params.get("run"):
        _run(where, query)


def _gallery(library: queries.Library) -> None:
    frame.heading(
        "Queries", "Saved questions to the graph, by pattern of circumvention. Pick one, set its limits, run it."
    )
    ordered = sorted(library.queries.values(), key=lambda query: (query.typology, query.title))
    columns = st.columns(3)
    for place, query in enumerate(ordered):
        with columns[place % 3], st.container(border=True):
            marks = [named(query.typology), query.maturity, f"severity {query.severity}", *["your own"] * query.own]
            said = "".join(frame.badge(mark, "soft") for mark in marks)
            st.html(f'<div class="tp-card"><h3>{html(query.title)}</h3><p>{html(query.question)}</p>{said}</div>')
            if st.button("Open", key=f"open:{query.id}", help=markdown(query.title)):
                st.query_params.from_dict({"query": query.id})
                st.rerun()
    for problem in library.problems:
        st.warning(f"{markdown(problem.file.name)} cannot be used: {markdown(problem.message, 400)}")


def _head(query: Query) -> None:
    frame.heading(query.title, query.question)
    left, right = st.columns(2)
    with left.expander("Innocent explanations, and where the pattern is described", icon=":material/balance:"):
        said = "".join(f"<li>{html(one)}</li>" for one in query.caveats)
        read = "".join(
            f"<li>{html(one.title)}{', ' if one.section else ''}{html(one.section)} <small>{html(one.url)}</small></li>"
            for one in query.references
        )
        hubs = f"<p><b>Those who connect everyone:</b> {html(query.hubs)}</p>" if query.hubs else ""
        st.html(f"<b>A hit may be innocent</b><ul>{said}</ul>{hubs}<b>References</b><ul>{read}</ul>")
    with right.expander("The query itself", icon=":material/code:"):
        st.code(query.cypher, language="cypher")


def _form(query: Query, as_of: date) -> dict[str, str] | None:
    """The form made from the front matter; its values as the address says them, once it was sent."""
    with st.form("parameters", border=True):
        columns = st.columns(3)
        values: dict[str, Any] = {}
        for place, parameter in enumerate(query.parameters.values()):
            with columns[place % 3]:
                values[parameter.name] = _field(parameter)
        with columns[len(query.parameters) % 3]:
            day = st.date_input(
                "As of", _day(st.query_params.get("as_of")) or as_of, help="What the query takes as its today."
            )
        sent = st.form_submit_button("Run", type="primary", icon=":material/play_arrow:")
    if not sent:
        return None
    try:
        query.bind(values)
    except Refusal as refusal:
        st.error(f"{markdown(refusal.message, 400)} {markdown(refusal.next_step, 400)}")
        return None
    said = {
        f"{_PREFIX}{name}": _said(value) for name, value in values.items() if value != query.parameters[name].default
    }
    return said | ({"as_of": day.isoformat()} if isinstance(day, date) and day != as_of else {})


def _field(parameter: Parameter) -> Any:
    """One field: its label, unit, limits and help as the front matter says them."""
    unit = "" if not parameter.unit or parameter.unit in parameter.name else f" ({markdown(parameter.unit)})"
    label = f"{markdown(named(parameter.name))}{unit}"
    try:
        given = st.query_params.get(f"{_PREFIX}{parameter.name}")
        value = parameter.default if given is None else parameter.read(given)
    except Refusal:
        value = parameter.default
    about: dict[str, Any] = {"help": markdown(parameter.help, 400), "key": f"field:{parameter.name}"}
    if parameter.type in ("int", "float"):
        kind = int if parameter.type == "int" else float
        low, high = (None if limit is None else kind(limit) for limit in (parameter.min, parameter.max))
        return st.number_input(label, min_value=low, max_value=high, value=kind(value), **about)
    if parameter.type == "bool":
        return st.toggle(label, value=value, **about)
    if parameter.type == "date":
        return st.date_input(label, value, **about)
    if parameter.values and not parameter.many:
        return st.selectbox(label, parameter.values, index=parameter.values.index(value), **about)
    if parameter.many:
        given_all = st.text_input(label, ", ".join(value), placeholder="none named", **about)
        return [part.strip() for part in given_all.split(",") if part.strip()]
    return st.text_input(label, value, **about)


def _said(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _run(where: Standing, query: Query) -> None:
    given = {
        name: st.query_params[f"{_PREFIX}{name}"] for name in query.parameters if f"{_PREFIX}{name}" in st.query_params
    }
    as_of = _day(st.query_params.get("as_of")) or where.build.as_of
    query.bind(given)
    answer = answers.answer(where.key, query.id, query.version, as_of, given)
    count = len(answer.rows)
    cut = "; the row limit cut the answer" if answer.truncated else ""
    st.html(
        f'<h2 class="tp-h2">{count:,} hit{"s" * (count != 1)}</h2>'
        f'<p class="tp-line">as of {as_of.isoformat()}, {answer.seconds:.2f} s{cut}</p>'
    )
    if not count:
        frame.empty(
            "No hit",
            "The graph holds nothing that fits, with these limits, as of this day.",
            "Widen a limit and run again.",
        )
        return
    chosen = _table(answer)
    st.html('<h2 class="tp-h2">As a network</h2>')
    rows = [answer.rows[place] for place in chosen] if chosen else answer.rows
    network = network_of_rows(rows)
    ids = tuple(sorted({str(row[query.anchor["column"]]) for row in rows if row.get(query.anchor["column"])}))
    pair.show(where, network or answers.completed(where.key, ids), view=f"query:{query.id}", roots=ids)


def _table(answer: Answer) -> Sequence[int]:
    """The rows as a table; gives the places of those that were picked."""
    columns = answer.query.returns
    shown = [{named(name): _cell(row.get(name)) for name in columns} for row in answer.rows]
    picked = st.dataframe(
        shown,
        hide_index=True,
        height=min(400, 38 + 35 * len(shown)),
        on_select="rerun",
        selection_mode="multi-row",
        key="hits",
    )
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption("Tick rows to see only them in the network.")
        st.download_button(
            "Save as CSV",
            table_file(columns, [[_whole(row, name) for name in columns] for row in answer.rows]),
            f"{answer.query.id}.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
    return list(picked.selection.rows)


def _cell(value: Any) -> Any:
    """Numbers and days sort as what they are; everything else is text."""
    return value if isinstance(value, (int, float, date)) and not isinstance(value, bool) else short(value, 200)


def _whole(row: Mapping[str, Any], name: str) -> Any:
    value = row.get(name)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else plain(value, 32_000)
