"""The panel beside a picture: all that is known of a thing or a link, and the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard import answers, frame
from dashboard.picture import sentence
from dashboard.words import highlighted, html, named, spoken
from graph import schema
from graph.evidence import Locator
from graph.network import Edge, Network, Thing
from graph.quotes import Quoted

AT_FIRST = 5
"""Quotes shown before "show all"."""

_HIDDEN = {"id", "listed", "inferred", "rule", "confidence", "tlp", "evidence", "evidence_count", "known_from",
           "known_to", "valid_from", "valid_to", "normal"}  # fmt: skip
"""Properties that the panel says in another way than as a line of facts."""

_ASKED = {
    "names": "also called",
    "countries": "also of",
    "birth_date": "born",
    "registered_on": "formed",
    "mentions": "mentions joined",
}
"""Properties whose name says less than a few words would."""

_REPEATS = {"names": "name", "countries": "country"}
"""Lists that hold the value of another property too, which is not said twice."""


def show_thing(folder: str, thing: Thing, between: Callable[[], None] = lambda: None) -> None:
    """All that is known of one thing; `between` draws what stands between its facts and its evidence."""
    kind = next((kind for kind in schema.nodes() if kind.label == thing.label), schema.Node)
    quotes = answers.quoted(folder, thing.evidence)
    st.html(
        '<div class="tp-thing"><div class="tp-kind">'
        f'<span class="tp-dot" style="background:{html(kind.colour)}"></span>{html(named(thing.label))}</div>'
        f"<h2>{html(thing.caption, 600)}</h2>{_badges(thing.props)}"
        f"{_facts(thing.props, kind, quotes)}{_clocks(thing.props)}</div>"
    )
    between()
    show_quotes(quotes, thing.props, key=f"thing:{thing.id}")


def show_edge(folder: str, edge: Edge, network: Network) -> None:
    """All that is known of one link."""
    kind = next((kind for kind in schema.relationships() if kind.type == edge.type), schema.Relationship)
    quotes = answers.quoted(folder, edge.evidence)
    said = sentence(edge, {thing.id: thing for thing in network.nodes})
    st.html(
        f'<div class="tp-thing"><div class="tp-kind">link: {html(named(edge.type))}</div>'
        f"<h2>{html(said, 600)}</h2>{_badges(edge.props)}"
        f"{_facts(edge.props, kind, quotes)}{_clocks(edge.props)}</div>"
    )
    show_quotes(quotes, edge.props, key=f"edge:{edge.id}")


def show_quotes(quotes: Sequence[Quoted | str], props: Mapping[str, Any], *, key: str) -> None:
    """The words a thing or link rests on, numbered, the first few until more are asked for."""
    total = max(int(props.get("evidence_count") or 0), len(quotes))
    st.html(f'<div class="tp-h3">Evidence ({total:,})</div>')
    if not quotes:
        st.html('<p class="tp-line">No document is cited for this.</p>')
        return
    everything = len(quotes) <= AT_FIRST or st.session_state.get(f"all:{key}", False)
    st.html("".join(quote(one, place) for place, one in enumerate(quotes[: None if everything else AT_FIRST], 1)))
    if not everything:
        st.toggle(f"Show all {len(quotes)} that are kept here", key=f"all:{key}")
    elif total > len(quotes):
        st.html(f'<p class="tp-line">{total - len(quotes):,} more places say it; the records hold them all.</p>')


def quote(found: Quoted | str, number: int | None = None) -> str:
    """HTML of one quoted place: its words marked in what stands around them, and where that is."""
    mark = f"[{number}] " if number else ""
    if isinstance(found, str):
        trouble = f"{mark}This place cannot be opened: {html(found, 300)}"
        return f'<div class="tp-quote"><div class="tp-from">{trouble}</div></div>'
    said = _where(found.file_name, found.locator, found.published)
    context = found.context if found.before >= 0 and found.words in found.context else found.words
    # A row quoted as a whole is not painted whole: what is marked everywhere is marked nowhere.
    words = highlighted(context, found.words, found.before) if context != found.words else html(context, 1_500)
    tlp = frame.badge(f"TLP:{found.tlp}", "soft")
    return (
        f'<div class="tp-quote{" tp-whole" if context == found.words else ""}"><div class="tp-words">{words}</div>'
        f'<div class="tp-from">{mark}{said} {tlp}</div></div>'
    )


def _where(file_name: str, locator: str, published: date | None) -> str:
    place = Locator.parse(locator).words()
    day = f", published {published.isoformat()}" if published else ""
    return f"<b>{html(file_name, 120)}</b>, {html(place, 200)}{day}"


def _badges(props: Mapping[str, Any]) -> str:
    marks = []
    if props.get("listed") is True:
        marks.append(frame.badge("named in a listing or denial", "bad"))
    if props.get("inferred") is True:
        marks.append(frame.badge("derived by a rule, not stated", "warn"))
        marks.append(frame.badge(f"rule: {props['rule']}", "soft") if props.get("rule") else "")
    if props.get("known_to"):
        marks.append(frame.badge(f"withdrawn {props['known_to']}", "warn"))
    if props.get("intermediary"):
        marks.append(frame.badge("connects everyone", "warn"))
    confidence = props.get("confidence")
    if isinstance(confidence, float) and confidence < 1:
        marks.append(frame.badge(f"confidence {confidence:.0%}", "soft"))
    if props.get("tlp") not in (None, "", "CLEAR"):
        marks.append(frame.badge(f"TLP:{props['tlp']}", "warn"))
    return "".join(marks)


def _facts(props: Mapping[str, Any], kind: type[schema.Element], quotes: Sequence[Quoted | str]) -> str:
    lines = []
    for name, prop in kind.all_props().items():
        value = props.get(name)
        if name in _HIDDEN or value in (None, "", []):
            continue
        values = value if isinstance(value, list) else [value]
        if name in _REPEATS:
            values = [one for one in values if one != props.get(_REPEATS[name])]
        if not values:
            continue
        said = "\n".join(f"{html(one)}{_backing(one, quotes)}" for one in values[:25])
        more = f"\n… and {len(values) - 25:,} more" if len(values) > 25 else ""
        unit = f" {html(prop.unit)}" if prop.unit else ""
        lines.append(
            f'<dt title="{html(prop.meaning)}">{html(_ASKED.get(name, named(name)))}</dt><dd>{said}{unit}{more}</dd>'
        )
    return f'<dl class="tp-facts">{"".join(lines)}</dl>' if lines else ""


def _backing(value: object, quotes: Sequence[Quoted | str]) -> str:
    """Numbers of the quotes in which this value stands word for word."""
    text = str(value)
    if len(text) < 2 or isinstance(value, bool):
        return ""
    words = [(place, one.words) for place, one in enumerate(quotes, 1) if not isinstance(one, str)]
    found = [str(place) for place, said in words if text in said]
    found = found or [str(place) for place, said in words if text.casefold() in said.casefold()]
    return f"<sup>[{', '.join(found[:3])}]</sup>" if found else ""


def _clocks(props: Mapping[str, Any]) -> str:
    """The two clocks in words: when it held, and when we could know it."""
    held = _span(props.get("valid_from"), props.get("valid_to"))
    known = _span(props.get("known_from"), props.get("known_to"))
    parts = [f"Held {held}." if held else "", f"Could be known {known}." if known else ""]
    text = " ".join(part for part in parts if part)
    return f'<p class="tp-line">{html(text)}</p>' if text else ""


def _span(since: object, until: object) -> str:
    if since and until:
        return f"from {spoken(since)} until {spoken(until)}"
    return f"since {spoken(since)}" if since else f"until {spoken(until)}" if until else ""
