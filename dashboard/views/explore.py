"""Explore: find a party, see its network, open it further, and read what each thing and link rests on."""

from __future__ import annotations

import streamlit as st

from dashboard import answers, frame, panel, searching
from dashboard.address import View, shown
from dashboard.answers import Standing
from dashboard.canvas import canvas
from dashboard.picture import Picture, sentence
from dashboard.words import html, markdown, named, plain, table_file
from graph.network import More, Network, Thing

TITLE, ICON, ORDER = "Explore", ":material/hub:", 20

_PAST = "explore.past"


def show() -> None:
    """The page."""
    where = answers.standing()
    if where is None:
        return
    asked = searching.box()
    if asked:
        searching.results(where, asked)
        return
    view = View.read(st.query_params)
    if not view.start:
        _welcome(where)
        return
    network = view.network(
        lambda one: answers.neighbourhood(where.key, one.id, one.limit, one.tie),
        lambda ids: answers.completed(where.key, ids),
    )
    if not network.nodes:
        frame.empty(
            "That is not in this build",
            f"The graph of build {where.build.id[:12]} holds nothing under {plain(view.start[0], 120)}.",
            "Search for it by name; its id may have changed since the link was made.",
        )
        return
    left, right = st.columns([2.3, 1], gap="medium")
    with left:
        _picture(view, network)
    with right, st.container(height=720, border=True, key="panel", gap="small"):
        _panel(where, view, network)


def _welcome(where: Standing) -> None:
    frame.empty(
        "Search for a party to begin",
        "A name in any script, an identifier, a phone, an address or a part number. Then open its network "
        "step by step; every thing and every line shows the words it rests on.",
    )
    searching.suggestions(where)


def _picture(view: View, network: Network) -> None:
    key = view.start[0] if len(view.start) == 1 else "+".join(sorted(view.start))[:200]
    clicked = canvas(Picture(f"explore:{key}", network, view.start), key="explore", selected=view.picked, height=600)
    past: list[View] = st.session_state.setdefault(_PAST, [])
    thing = network.thing(view.picked[1]) if view.picked and view.picked[0] == "node" else None
    alone = thing is None or len(network.nodes) < 2
    with st.container(horizontal=True):
        if st.button("Undo", icon=":material/undo:", disabled=not past, key="undo"):
            st.query_params.from_dict(past.pop().query())
            st.rerun()
        if st.button("Hide it", icon=":material/visibility_off:", disabled=alone, key="hide") and thing:
            _to(view.hide(thing.id), view)
        if st.button("Start from it", icon=":material/center_focus_strong:", disabled=alone, key="alone") and thing:
            _to(View.of(thing.id), view)
        if view.hidden and st.button(f"Show the {len(view.hidden)} hidden", icon=":material/visibility:", key="unhide"):
            _to(View(view.start, view.opened, (), view.picked), view)
    _tables(network)
    if clicked is None:
        return
    if clicked.opened:
        _to(view.expand(clicked.id).pick("node", clicked.id), view)
    elif view.picked != (clicked.kind, clicked.id):
        _to(view.pick(clicked.kind, clicked.id), view)


def _tables(network: Network) -> None:
    with st.expander("The same as tables", icon=":material/table_rows:"):
        drawn = {thing.id: thing for thing in network.nodes}
        things = [
            [named(one.label), plain(one.caption, 300), plain(one.props.get("country")), one.id]
            for one in network.nodes
        ]
        links = [
            [plain(sentence(edge, drawn), 500), named(edge.type), "derived" if edge.inferred else "stated", edge.id]
            for edge in network.edges
        ]
        for name, columns, rows in (
            ("things", ["what", "name", "country", "id"], things),
            ("links", ["sentence", "kind", "said or derived", "id"], links),
        ):
            st.dataframe([dict(zip(columns, row, strict=True)) for row in rows], hide_index=True, height=240, key=name)
            st.download_button(
                f"Save the {name} as CSV",
                table_file(columns, rows),
                f"{name}.csv",
                "text/csv",
                key=f"save:{name}",
                on_click="ignore",
            )


def _panel(where: Standing, view: View, network: Network) -> None:
    folder = str(where.workspace.folder)
    kind, id_ = view.picked or ("", "")
    if kind == "edge" and (edge := network.edge(id_)):
        panel.show_edge(folder, edge, network)
        ends = [thing for one in (edge.start, edge.end) if (thing := network.thing(one))]
        for place, thing in enumerate(ends):
            label = f"{named(thing.label)}: {markdown(thing.caption, 44)}"
            if st.button(label, key=f"end:{place}", icon=":material/arrow_forward:", width="stretch"):
                _to(view.pick("node", thing.id), view)
    elif thing := network.thing(id_):
        panel.show_thing(folder, thing, lambda: _ways(where, view, network, thing))
    else:
        frame.empty("Nothing picked", "Click a thing or a line to see what is known of it and what it rests on.")


def _ways(where: Standing, view: View, network: Network, thing: Thing) -> None:
    """A button for each way out of a thing that is not all shown, with how much there is of it."""
    there = answers.neighbourhood(where.key, thing.id, 0).more
    now = {way.tie: shown(network, thing.id, way.tie) for way in there}
    st.html(f'<div class="tp-h3">Expand ({sum(way.there for way in there):,} links)</div>')
    for way in there:
        if now[way.tie] < way.there and st.button(_said(way, now[way.tie]), key=f"way:{way.tie}", width="stretch"):
            _to(view.expand(thing.id, str(way.tie), now[way.tie]), view)
    whole = [f"{_named(way)} {way.there:,}" for way in there if now[way.tie] >= way.there]
    if whole:
        st.html(f'<p class="tp-line">All shown: {html(", ".join(whole))}.</p>')


def _named(way: More) -> str:
    return f"{'→' if way.tie.outward else '←'} {named(way.tie.type)} · {named(way.tie.label)}"


def _said(way: More, now: int) -> str:
    number = f"{way.there:,}{' or more' if way.at_least else ''}"
    return f"{_named(way)} **{number}**{f' ({now:,} shown)' if now else ''}"


def _to(view: View, before: View | None = None) -> None:
    """Go to another picture; the one before can be had back."""
    if before is not None:
        past: list[View] = st.session_state.setdefault(_PAST, [])
        past.append(before)
        del past[:-100]
    st.query_params.from_dict(view.query())
    st.rerun()
