"""Start: what this workspace holds, what was built from it, and which findings to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard import answers, frame, holdings, site
from dashboard.answers import Standing
from dashboard.holdings import Holding, total
from dashboard.words import html, named, spoken
from graph import schema
from graph.findings import Finding, findings

TITLE, ICON, ORDER = "Start", ":material/home:", 10

FIRST = 6
"""Findings shown here; the page Findings has them all."""


def show() -> None:
    """The page."""
    here = answers.workspace()
    frame.heading(
        "What we know", f"Workspace {here.folder.name}: what came in, what was made of it, what to look at first."
    )
    held = holdings.holdings(str(here.folder))
    if not held:
        frame.empty(
            "This workspace is empty",
            "Give it lists of denied parties, licences, trade records, ownership files or notices; "
            "each file is recognised by its layout.",
            "Ingest files, build the graph, then look for findings.",
        )
        frame.commands(
            [
                f"thirdport {step} -w {here.folder}{rest}"
                for step, rest in (("ingest", " PATH…"), ("build", ""), ("find", ""))
            ]
        )
        return
    where = answers.standing()
    _figures(held, where)
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        _findings(where)
    with right:
        _sources(held)
        if where:
            _graph(where)


def _figures(held: Sequence[Holding], where: Standing | None) -> None:
    made = holdings.manifest(*where.key) if where else None
    issues = sum(one.report.issues for one in held)
    figures = [
        (f"{len(held):,}", "documents", f"from {len({one.entry.source for one in held}):,} sources"),
        (f"{total(held, 'kept'):,}", "rows kept", f"of {total(held, 'in'):,} in, {total(held, 'headers'):,} headers"),
        (f"{total(held, 'reported'):,}", "rows not kept", f"{issues:,} issue{'s' * (issues != 1)} in all"),
    ]
    if where and made:
        figures += [
            (f"{sum(made.nodes.values()):,}", "things in the graph", f"{made.nodes.get('Party', 0):,} parties"),
            (f"{sum(made.rels.values()):,}", "links between them", ""),
        ]
    if where:
        figures.append((spoken(where.build.as_of), "as known on this day", f"build {where.build.id[:12]}"))
    frame.figures(figures)


def _findings(where: Standing | None) -> None:
    st.html('<h2 class="tp-h2">Look at these first</h2>')
    here = answers.workspace()
    with st.spinner("Reading the casebook…"):
        kept = findings(here)
    found = [one for one in kept if one.status != "gone" and one.state in ("open", "in_review")]
    if not found:
        frame.empty(
            "No open findings",
            "Findings come from running the saved queries on the graph.",
            "Run the saved queries." if where else "Build the graph first.",
        )
        frame.commands([f"thirdport find -w {here.folder}"])
        return
    for one in _varied(found)[:FIRST]:
        with st.container(border=True, gap=None):
            new = frame.badge("new", "warn") if one.status == "new" else ""
            st.html(
                f'<div class="tp-card"><h3>{html(one.about, 160)}</h3>'
                f"<p>{html(one.title)} · score {one.score:.2f} · {len(one.hops)} steps {new}</p></div>"
            )
            site.link("findings", "Read it", {"finding": one.id}, icon=":material/arrow_forward:")
    site.link("findings", f"All open findings ({len(found):,})", icon=":material/flag:")


def _varied(found: Sequence[Finding]) -> list[Finding]:
    """The strongest finding of each pattern first, then the second of each: a page of one pattern hides the others."""
    nth: Counter[str] = Counter()
    order = []
    for place, one in enumerate(found):
        order.append((nth[one.query], place))
        nth[one.query] += 1
    return [found[place] for _, place in sorted(order)]


def _sources(held: Sequence[Holding]) -> None:
    st.html('<h2 class="tp-h2">Documents by source</h2>')
    titles = holdings.titles()
    rows = []
    for source in sorted({one.entry.source for one in held}, key=lambda id_: titles.get(id_, id_)):
        mine = [one for one in held if one.entry.source == source]
        latest = max((one.entry.known_from for one in mine), default=None)
        lost = total(mine, "reported")
        rows.append(
            [
                html(titles.get(source, source or "no source knows these"), 90),
                f"{len(mine):,}",
                f"{total(mine, 'kept'):,}",
                f"{lost:,}" if lost else "",
                html(latest),
            ]
        )
    frame.table(["source", "documents", "rows kept", "not kept", "latest"], rows, numbers=[1, 2, 3, 4])
    site.link("sources", "What was not read, and why", icon=":material/folder_open:")


def _graph(where: Standing) -> None:
    made = holdings.manifest(*where.key)
    if made is None:
        return
    st.html('<h2 class="tp-h2">In the graph</h2>')
    kinds = [(kind, made.nodes.get(kind.label, 0)) for kind in schema.nodes() if made.nodes.get(kind.label)]
    most = max((count for _, count in kinds), default=1)
    rows = [
        [
            f'<span class="tp-dot" style="background:{html(kind.colour)}"></span> {html(named(kind.label))}',
            f"{count:,}",
            f'<div class="tp-bar"><i style="width:{100 * count / most:.1f}%;background:{html(kind.colour)}"></i></div>',
        ]
        for kind, count in sorted(kinds, key=lambda pair: -pair[1])
    ]
    frame.table(["what", "how many", ""], rows, numbers=[1])
