"""Sources: which documents there are, what was read of each, and what was not and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard import answers, frame, holdings
from dashboard.holdings import Holding, total
from dashboard.words import html, named, plain, short, spoken, table_file
from graph.evidence import Locator
from graph.workspace import Workspace

TITLE, ICON, ORDER = "Sources", ":material/folder_open:", 50

_HEADS = {"file_name": "file", "locator": "where", "kept": "what was kept", "next_step": "what to do"}
_EVERY = "every source"
_ANY = "any"


def show() -> None:
    """The page."""
    frame.heading("Sources", "Every document that came in, what was read of it, and what was not read and why.")
    here = answers.workspace()
    held = holdings.holdings(str(here.folder))
    if not held:
        frame.empty("Nothing has been read yet", "Give this workspace lists, licences, trade records or notices.")
        frame.commands([f"thirdport ingest -w {here.folder} PATH…"])
        return
    one = next((it for it in held if it.entry.document == st.query_params.get("document")), None)
    if one:
        _document(here, one)
        return
    chosen = _choose_source(held)
    shown = [it for it in held if chosen in (_EVERY, it.entry.source or "")]
    _totals(shown)
    _documents(shown)
    _issues(here, source="" if chosen == _EVERY else chosen)


def _choose_source(held: Sequence[Holding]) -> str:
    titles = holdings.titles()
    count = Counter(it.entry.source for it in held)
    names = [_EVERY, *sorted(count)]

    def said(name: str) -> str:
        title = titles.get(name, name or "no source knows these")
        return name if name == _EVERY else f"{title} · {count[name]} document{'s' * (count[name] != 1)}"

    chosen = st.selectbox("Source", names, format_func=said, key="source", bind="query-params", width=560)
    return chosen or _EVERY


def _totals(held: Sequence[Holding]) -> None:
    unread, headers = sum(1 for it in held if it.report.problem), total(held, "headers")
    statements = sum(it.report.statements for it in held)
    figures = [
        (f"{len(held):,}", "documents", f"{unread:,} could not be read" if unread else "all were read"),
        (f"{total(held, 'in'):,}", "rows in", f"{headers:,} of them headers" if headers else ""),
        (f"{total(held, 'kept'):,}", "rows kept", f"{statements:,} statements" if statements else ""),
        (f"{total(held, 'reported'):,}", "rows not kept", "each is an issue with its place"),
        (f"{sum(it.report.issues for it in held):,}", "issues", "errors, warnings and new categories"),
    ]
    frame.figures(figures)


def _documents(held: Sequence[Holding]) -> None:
    st.html('<h2 class="tp-h2">Documents</h2><p class="tp-line">Tick a row to see how a document was read.</p>')
    ordered = sorted(held, key=lambda it: (it.entry.source, it.entry.file_name, it.entry.known_from))
    rows = [
        {
            "file": short(it.entry.file_name),
            "source": it.entry.source or "unknown",
            "published": spoken(it.entry.published),
            "received": spoken(it.entry.received),
            "rows in": it.report.rows.get("in", 0),
            "kept": it.report.rows.get("kept", 0),
            "not kept": it.report.rows.get("reported", 0),
            "issues": it.report.issues,
            "TLP": str(it.entry.tlp),
            "trouble": short(it.report.problem),
        }
        for it in ordered
    ]
    picked = st.dataframe(
        rows,
        hide_index=True,
        height=min(420, 38 + 35 * len(rows)),
        on_select="rerun",
        selection_mode="single-row",
        key="documents",
    )
    place = picked.selection.rows
    if place:
        st.query_params["document"] = ordered[place[0]].entry.document
        st.rerun()


def _document(here: Workspace, one: Holding) -> None:
    if st.button("All documents", icon=":material/arrow_back:"):
        del st.query_params["document"]
        st.rerun()
    entry, report = one.entry, one.report
    facts = {
        "source": f"{holdings.titles().get(entry.source, entry.source or 'none')} ({entry.source or 'unknown'})",
        "why this source": entry.why,
        "published": entry.published,
        "received": entry.received,
        "could be known since": entry.known_from,
        "handling": f"TLP:{entry.tlp}",
        "size": f"{entry.size:,} bytes",
        "opened as": ", ".join(f"{key} {value!r}" for key, value in entry.format.items() if value),
        "came in": entry.container,
        "SHA-256": entry.document,
        "columns nobody reads": ", ".join(report.unread),
        "trouble": report.problem,
    }
    lines = "".join(f"<dt>{html(name)}</dt><dd>{html(value)}</dd>" for name, value in facts.items() if value)
    st.html(
        f'<div class="tp-thing tp-wide"><h2>{html(entry.file_name, 300)}</h2><dl class="tp-facts">{lines}</dl></div>'
    )
    _totals([one])
    if report.mapping:
        st.html('<h2 class="tp-h2">How its columns were understood</h2>')
        cells = [
            [
                html(named(meaning)),
                html(said.get("column")),
                f"{float(said.get('confidence') or 0):.0%}",
                html(said.get("why")),
            ]
            for meaning, said in report.mapping.items()
            if isinstance(said, dict)
        ]
        frame.table(["meaning", "column in the file", "confidence", "why"], cells, numbers=[2])
    _issues(here, document=entry.document)


def _issues(here: Workspace, *, document: str = "", source: str = "") -> None:
    st.html('<h2 class="tp-h2">What was not read, and why</h2>')
    severity = st.segmented_control(
        "Severity", [_ANY, "error", "warning", "note"], default=_ANY, key="severity", label_visibility="collapsed"
    )
    count, rows = holdings.issues(str(here.folder), document, source, "" if severity in (None, _ANY) else severity)
    if not count:
        st.html('<p class="tp-line">Nothing: every row was read in full.</p>')
        return
    cut = f"The first {len(rows):,} of {count:,}." if len(rows) < count else f"{count:,} in all."
    st.html(
        f'<p class="tp-line">{html(cut)} An error: the row was not kept. A warning: it was, without this value.</p>'
    )
    rows = [{**row, "locator": Locator.parse(row["locator"]).words()} for row in rows]
    shown = [{_HEADS.get(key, key): short(value, 400) for key, value in row.items()} for row in rows]
    st.dataframe(shown, hide_index=True, height=min(420, 38 + 35 * len(shown)), key="issues")
    columns = list(rows[0])
    st.download_button(
        "Save these issues as CSV",
        table_file([named(name) for name in columns], [[plain(row[name]) for name in columns] for row in rows]),
        "issues.csv",
        "text/csv",
        on_click="ignore",
    )
