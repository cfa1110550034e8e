"""A picture and the panel beside it, for pages that show a network which is not explored further there."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from dashboard import frame, panel, site
from dashboard.address import View
from dashboard.answers import Standing
from dashboard.canvas import canvas
from dashboard.picture import Picture
from dashboard.words import markdown, named
from graph.network import Network

DRAWN = 300
"""Things drawn of an answer; more is read better in its table."""


def show(where: Standing, network: Network, *, view: str, roots: Collection[str] = (), height: int = 460) -> None:
    """Draw a network with what was clicked beside it; the click is kept in the address as `pick`."""
    if not network.nodes:
        frame.empty("No picture", "This answer holds nothing that this build's graph can draw.")
        return
    if len(network.nodes) > DRAWN:
        st.caption(f"The first {DRAWN} of {len(network.nodes):,} things are drawn; the table has them all.")
        network = network.without({thing.id for thing in network.nodes[DRAWN:]})
    picked = View.read(st.query_params).picked or next((("node", one) for one in roots if network.thing(one)), None)
    left, right = st.columns([2.1, 1], gap="medium")
    with left:
        clicked = canvas(Picture(view, network, roots), key=f"canvas:{view}", selected=picked, height=height)
    with right, st.container(height=height + 110, border=True, key="panel"):
        _panel(where, network, picked)
    if clicked and picked != (clicked.kind, clicked.id):
        st.query_params["pick"] = f"{clicked.kind}:{clicked.id}"
        st.rerun()


def _panel(where: Standing, network: Network, picked: tuple[str, str] | None) -> None:
    folder = str(where.workspace.folder)
    kind, id_ = picked or ("", "")
    if kind == "node" and (thing := network.thing(id_)):
        site.link("explore", "Explore from here", View.of(thing.id).query(), icon=":material/hub:")
        panel.show_thing(folder, thing)
    elif kind == "edge" and (edge := network.edge(id_)):
        panel.show_edge(folder, edge, network)
        for one in (edge.start, edge.end):
            if thing := network.thing(one):
                label = f"Explore {named(thing.label)} {markdown(thing.caption, 40)}"
                site.link("explore", label, View.of(thing.id).query(), icon=":material/hub:")
    else:
        frame.empty("Nothing picked", "Click a thing or a line to see what is known of it and what it rests on.")
