"""The search box of Explore, what it found, and where to begin when nothing was asked."""

from __future__ import annotations

import streamlit as st

from dashboard import answers, frame, site
from dashboard.address import View
from dashboard.answers import Standing
from dashboard.words import html, markdown, named, plain
from graph.findings import findings

MOST = 20
"""Parties shown for one search."""
SUGGESTED = 6


def box() -> str:
    """The search box; what was typed is in the address as `q`."""
    asked = st.text_input(
        "Search",
        key="q",
        bind="query-params",
        placeholder="A name in any script, an identifier, phone, e-mail, address, declaration, licence or part number",
        icon=":material/search:",
        label_visibility="collapsed",
        max_chars=500,
    )
    return (asked or "").strip()


def results(where: Standing, asked: str) -> None:
    """What fits, the best first; choosing one opens its picture."""
    parties, others = answers.search(where.key, asked, MOST)
    if View.read(st.query_params).start:
        st.button("Back to the picture", icon=":material/arrow_back:", on_click=_clear)
    if not parties and not others:
        frame.empty(
            "Nothing fits",
            f"Nobody in this build has a name, number, contact or address like “{plain(asked, 120)}”.",
            "Try one part of the name, or another spelling; a company's legal form does not matter.",
        )
        return
    for thing in others:
        _row(thing.id, plain(thing.caption, 160), f"{named(thing.label)}, by this number", [])
    for hit in parties:
        marks = [named(hit.kind) if hit.kind else "", hit.country, f"fits {hit.score:.0%}"]
        why = "by its name" if hit.why == f"name: {hit.name}" else hit.why
        _row(hit.id, hit.name, why, [mark for mark in marks if mark])
    if len(parties) == MOST:
        st.caption(f"The best {MOST} are shown; type more of the name to see others.")


def suggestions(where: Standing) -> None:
    """Where to begin: the parties of the strongest findings."""
    about: dict[str, tuple[str, str]] = {}
    for one in findings(where.workspace):
        for party in one.parties[:1]:
            about.setdefault(str(party["id"]), (str(party["name"]), one.title))
    if not about:
        return
    st.html('<h2 class="tp-h2">Or begin with someone in a finding</h2>')
    for id_, (name, title) in list(about.items())[:SUGGESTED]:
        site.link("explore", f"{markdown(name, 60)} · {markdown(title)}", View.of(id_).query(), icon=":material/hub:")


def _row(id_: str, name: str, why: str, marks: list[str]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        badges = "".join(frame.badge(mark, "soft") for mark in marks)
        st.html(f'<div class="tp-card"><h3>{html(name, 200)} {badges}</h3><p>{html(why, 300)}</p></div>')
        st.button("Open", key=f"open:{id_}", on_click=_choose, args=(id_,), icon=":material/hub:")


def _choose(id_: str) -> None:
    st.session_state["q"] = ""
    st.query_params.from_dict(View.of(id_).query())


def _clear() -> None:
    st.session_state["q"] = ""
