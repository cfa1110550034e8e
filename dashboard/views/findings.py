"""Findings: what the saved queries found; one of them sentence by sentence, with the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import answers, frame, pair, panel, site
from dashboard.address import View
from dashboard.answers import Standing
from dashboard.words import html, markdown, named, short
from graph.casebook import STATES, Casebook
from graph.errors import Refusal
from graph.findings import Evidence, Finding, Hop, finding, findings

TITLE, ICON, ORDER = "Findings", ":material/flag:", 40

FIRST = 8
"""Hops told before "tell all"."""
_ANY = "any"
_TO_LOOK_AT = ("open", "in_review")


def show() -> None:
    """The page."""
    where = answers.standing()
    if where is None:
        return
    chosen = st.query_params.get("finding")
    if not chosen:
        _list(where)
        return
    if st.button("All findings", icon=":material/arrow_back:"):
        del st.query_params["finding"]
        st.query_params.pop("pick", None)
        st.rerun()
    with st.spinner("Opening the documents…"):
        one = finding(where.workspace, chosen)
    _one(where, one)


def _list(where: Standing) -> None:
    frame.heading(
        "Findings", "What the saved queries found, the strongest first. Read one, then confirm or dismiss it."
    )
    with st.spinner("Reading the casebook…"):
        every = findings(where.workspace)
    if not every:
        frame.empty(
            "No findings yet", "Findings come from running the saved queries on the graph.", "Run the saved queries."
        )
        frame.commands([f"thirdport find -w {where.workspace.folder}"])
        return
    found = _filtered(every)
    st.html(f'<p class="tp-line">{len(found):,} of {len(every):,} findings. Tick a row to read it.</p>')
    if not found:
        return
    rows = [
        {
            "score": one.score,
            "pattern": short(one.title),
            "about": short(one.about, 100),
            "parties": len(one.parties),
            "hops": len(one.hops),
            "state": named(one.state),
            "since the last run": one.status,
            "first seen": one.first_seen.isoformat(),
            "TLP": one.tlp,
        }
        for one in found
    ]
    picked = st.dataframe(
        rows,
        hide_index=True,
        height=min(640, 38 + 35 * len(rows)),
        on_select="rerun",
        selection_mode="single-row",
        key="found",
        column_config={
            "score": st.column_config.ProgressColumn("score", min_value=0, max_value=1, format="%.2f", width="small"),
            "about": st.column_config.TextColumn("about", width="large"),
        },
    )
    if place := picked.selection.rows:
        st.query_params["finding"] = found[place[0]].id
        st.rerun()


def _filtered(every: Sequence[Finding]) -> list[Finding]:
    """What the filters leave; the filters are in the address."""
    patterns = {one.query: one.title for one in every}
    text, pattern, state, status = st.columns([2, 2, 1, 1])
    with text:
        asked = st.text_input("Names", key="name", placeholder="part of a name", bind="query-params")
    with pattern:
        query = _choice("Pattern", [_ANY, *sorted(patterns)], "pattern", lambda id_: patterns.get(id_, id_))
    with state:
        wanted = _choice("State", ["to look at", _ANY, *STATES], "state", named)
    with status:
        seen = _choice("Since the last run", [_ANY, "new", "ongoing", "gone"], "status")
    return [
        one
        for one in every
        if query in (_ANY, one.query)
        and (wanted == _ANY or one.state == wanted or (wanted == "to look at" and one.state in _TO_LOOK_AT))
        and seen in (_ANY, one.status)
        and (not asked or any(asked.casefold() in name.casefold() for name in _names(one)))
    ]


def _choice(label: str, options: Sequence[str], key: str, said: Callable[[str], str] = str) -> str:
    """A filter that is kept in the address; what the address says wrongly is the first option."""
    return st.selectbox(label, options, format_func=said, key=key, bind="query-params") or options[0]


def _names(one: Finding) -> list[str]:
    return [one.about, *(str(party.get("name", "")) for party in one.parties)]


def _one(where: Standing, one: Finding) -> None:
    marks = [
        frame.badge(f"score {one.score:.2f}"),
        frame.badge(named(one.state), {"confirmed": "bad", "dismissed": "good"}.get(one.state, "warn")),
        frame.badge(f"{one.status} since the last run", "soft"),
        frame.badge(f"TLP:{one.tlp}", "soft"),
        frame.badge(f"first seen {one.first_seen}", "soft"),
        frame.badge(f"{one.query} {one.version}", "soft"),
        *(frame.badge(f"{named(name)}: {value}", "soft") for name, value in sorted(one.given.items())),
    ]
    frame.heading(f"{one.title}: {short(one.about, 160)}", one.question)
    st.html("".join(marks))
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        _hops(where, one)
    with right:
        _decide(where, one)
        _score(one)
        _parties(one)
        said = "".join(f"<li>{html(caveat)}</li>" for caveat in one.caveats)
        hubs = f"<p><b>Those who connect everyone.</b> {html(one.hubs)}</p>" if one.hubs else ""
        st.html(f'<h2 class="tp-h2">It may be innocent</h2><ul class="tp-list">{said}</ul>{hubs}')
    st.html('<h2 class="tp-h2">As a network</h2>')
    steps = tuple((hop.start, hop.type, hop.end) for hop in one.hops)
    parties = tuple(str(party["id"]) for party in one.parties)
    pair.show(where, answers.of_finding(where.key, steps, parties), view=f"finding:{one.id}", roots=parties)


def _hops(where: Standing, one: Finding) -> None:
    st.html('<h2 class="tp-h2">Why, step by step</h2>')
    everything = len(one.hops) <= FIRST or st.session_state.get("all hops", False)
    for number, hop in enumerate(one.hops if everything else one.hops[:FIRST], 1):
        derived = (
            frame.badge(f"derived by rule {hop.rule}" if hop.rule else "derived by a rule", "warn")
            if hop.inferred
            else ""
        )
        unsure = frame.badge(f"confidence {hop.confidence:.0%}", "soft") if hop.confidence < 1 else ""
        quotes = "".join(_quote(where, place) for place in _narrowest(hop.evidence))
        left_out = hop.evidence_count - len(hop.evidence)
        more = f'<p class="tp-line">{left_out:,} more places say it.</p>' if left_out > 0 else ""
        st.html(
            f'<div class="tp-hop"><b>{number}</b><div><p>{html(hop.sentence, 1_000)} {derived}{unsure}</p>'
            f"{quotes or _unfounded(hop)}{more}</div></div>"
        )
    if len(one.hops) > FIRST:
        st.toggle(f"Tell all {len(one.hops)} steps", key="all hops")


def _narrowest(places: Sequence[Evidence]) -> list[Evidence]:
    """Without a row as a whole where a cell of that row is quoted too."""
    whole = {(one.document, one.locator.rpartition(";")[0]) for one in places}
    return [one for one in places if (one.document, one.locator) not in whole]


def _quote(where: Standing, place: Evidence) -> str:
    if place.problem:
        return panel.quote(f"{place.file_name or place.document[:16]}: {place.problem}")
    (found,) = answers.quoted(str(where.workspace.folder), (f"{place.document}#{place.locator}",))
    return panel.quote(found)


def _unfounded(hop: Hop) -> str:
    why = "It follows from the other steps." if hop.inferred else "No document is cited for this."
    return f'<p class="tp-line">{html(why)}</p>'


def _decide(where: Standing, one: Finding) -> None:
    """Say what a finding is worth; who said it and why is written down."""
    with st.container(border=True):
        st.html('<h2 class="tp-h2" style="margin-top:0">What is it worth?</h2>')
        if one.reason:
            st.html(f'<p class="tp-line">Now {html(named(one.state))}: “{html(one.reason, 600)}”</p>')
        st.text_area("Reason", key=f"reason:{one.id}", placeholder="What you checked, and what it showed", height=80)
        for row in (("confirmed", "dismissed"), ("in_review", "open")):
            for column, state in zip(st.columns(2), row, strict=True):
                label, icon = _BUTTONS[state]
                column.button(
                    label,
                    icon=icon,
                    key=f"set:{state}",
                    width="stretch",
                    disabled=state == one.state,
                    on_click=partial(_set, where, one, state, f"reason:{one.id}"),
                )
        if refused := st.session_state.pop("refused", None):
            st.error(markdown(refused, 400))
        st.caption(f"It is written down as said by {markdown(where.workspace.user)}; nothing is overwritten.")
        _history(where, one)


_BUTTONS = {
    "confirmed": ("Confirm", ":material/gavel:"),
    "dismissed": ("Dismiss", ":material/do_not_disturb_on:"),
    "in_review": ("In review", ":material/visibility:"),
    "open": ("Open again", ":material/replay:"),
}


def _set(where: Standing, one: Finding, state: str, field: str) -> None:
    try:
        with Casebook.open(where.workspace) as casebook:
            casebook.set_state(one.id, state, where.workspace.user, str(st.session_state.get(field) or ""))
        st.session_state[field] = ""
    except Refusal as refusal:
        st.session_state["refused"] = refusal.message


def _history(where: Standing, one: Finding) -> None:
    with Casebook.open(where.workspace) as casebook:
        said = casebook.history(one.id)
    if not said:
        return
    with st.expander("Who said what", icon=":material/history:"):
        rows = []
        for row in reversed(said):
            when, what = row["at"].strftime("%Y-%m-%d %H:%M"), str(row["detail"].get("to", row["action"]))
            rows.append([html(when), html(row["by"], 60), html(named(what)), html(row["detail"].get("why", ""), 400)])
        frame.table(["when (UTC)", "who", "what", "why"], rows)


def _score(one: Finding) -> None:
    rows = [
        [
            html(part["name"]),
            f'<div class="tp-bar"><i style="width:{100 * float(part["value"]):.0f}%"></i></div>',
            f"{float(part['value']):.2f} × {float(part['weight']):.2f}",
            html(part["why"], 200),
        ]
        for part in one.score_parts
    ]
    st.html(f'<h2 class="tp-h2">Score {one.score:.2f}, and why</h2>')
    frame.table(["part", "", "value × weight", "because"], rows)


def _parties(one: Finding) -> None:
    st.html('<h2 class="tp-h2">Who is in it</h2>')
    with st.container(gap=None):
        for party in one.parties[:12]:
            marks = ", ".join(filter(None, [str(party.get("country") or ""), "listed" if party.get("listed") else ""]))
            label = f"{markdown(party['name'], 60)}{f' ({markdown(marks)})' if marks else ''}"
            site.link("explore", label, View.of(str(party["id"])).query(), icon=":material/hub:")
    if len(one.parties) > 12:
        st.caption(f"and {len(one.parties) - 12} more, in the network below")
