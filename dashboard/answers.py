"""What pages ask: of the workspace, the graph, the records and the casebook; heavy answers are kept by build id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from dashboard import frame
from graph import network as net
from graph import queries
from graph.errors import Refusal, ServerRefused
from graph.evidence import Catalogue
from graph.network import Network, Thing, Tie
from graph.quotes import Quoted, Quotes
from graph.reader import Reader
from graph.store import Store
from graph.values import BuildState
from graph.workspace import Workspace, find
from ingest.search import Hit, search_in
from ingest.search import search as search_newest

T = TypeVar("T")

KEPT = 512
"""Answers of one kind kept in memory; the ones used longest ago go first."""


@dataclass(frozen=True)
class Standing:
    """Where we stand: the workspace, and the build its graph holds."""

    workspace: Workspace
    build: BuildState

    @property
    def key(self) -> tuple[str, str]:
        """What cached answers hang on."""
        return str(self.workspace.folder), self.build.id


def workspace() -> Workspace:
    """The workspace this dashboard was started on. Raises `WorkspaceRefused`."""
    return find()


def standing() -> Standing | None:
    """The workspace and its build; where there is none yet, the page says what to do and gets None."""
    here = workspace()
    with st.spinner("Opening the graph…", show_time=True):
        build = _state(here)
    if build is None:
        anything = next(iter(Catalogue(here.evidence)), None) is not None
        frame.empty(
            "Nothing has been built yet" if anything else "Nothing has been read yet",
            "Files have been read; the graph is made from them by a build."
            if anything
            else "This workspace is empty. Give it lists, licences, trade records or notices, then build.",
            commands=[] if anything else [f"thirdport ingest -w {here.folder} PATH…"],
        )
        frame.commands([f"thirdport build -w {here.folder}", f"thirdport find -w {here.folder}"])
        return None
    if not build.whole:
        st.warning("A build is being loaded: what you see is not whole. Load it again after the build has ended.")
    return Standing(here, build)


def _state(here: Workspace) -> BuildState | None:
    try:
        return _store(str(here.folder)).build()
    except ServerRefused:
        _store.clear()  # the server was stopped or moved since: open it anew, once
        return _store(str(here.folder)).build()


@st.cache_resource(show_spinner=False)
def _store(folder: str) -> Store:
    return Store.open(Workspace(Path(folder)))


def ask(folder: str, question: Callable[[Reader], T]) -> T:
    """Ask the graph in a reader session: it cannot write, and is bounded in time and rows."""
    try:
        with _store(folder).reader() as reader:
            return question(reader)
    except ServerRefused:
        _store.clear()
        with _store(folder).reader() as reader:
            return question(reader)


@st.cache_data(max_entries=KEPT, show_spinner="Asking the graph…")
def neighbourhood(key: tuple[str, str], id_: str, limit: int, only: str = "") -> Network:
    """A thing and what is around it."""
    tie = Tie.parse(only) if only else None
    return ask(key[0], lambda reader: net.neighbourhood(reader, id_, limit, tie))


@st.cache_data(max_entries=KEPT, show_spinner="Asking the graph…")
def completed(key: tuple[str, str], ids: tuple[str, ...]) -> Network:
    """These things, and every relationship among them."""
    return ask(key[0], lambda reader: net.between(reader, Network(net.things(reader, ids))))


@st.cache_data(max_entries=KEPT, show_spinner="Asking the graph…")
def of_finding(key: tuple[str, str], hops: tuple[tuple[str, str, str], ...], parties: tuple[str, ...]) -> Network:
    """The picture of a finding."""
    return ask(key[0], lambda reader: net.network_of_finding(reader, hops, parties))


@st.cache_data(max_entries=KEPT, show_spinner="Searching…")
def search(key: tuple[str, str], text: str, most: int) -> tuple[list[Hit], tuple[Thing, ...]]:
    """Parties that fit a text, the best first; and other things that bear exactly this number, code or value."""
    folder, build = key
    snapshot = _store(folder).find_snapshot(build)
    parties = search_in(snapshot, text, most) if snapshot else search_newest(Workspace(Path(folder)), text, most)
    return parties, ask(folder, lambda reader: net.numbered(reader, text.strip()))


@st.cache_data(max_entries=64, show_spinner="Running the query…")
def answer(key: tuple[str, str], query: str, version: str, as_of: date, given: Mapping[str, Any]) -> queries.Answer:
    """The answer of a saved query; `version` is part of what it hangs on."""
    here = Workspace(Path(key[0]))
    asked = queries.library(here).get(query)
    return ask(key[0], lambda reader: queries.run(asked, reader, as_of, given))


@st.cache_data(max_entries=4096, show_spinner="Opening the documents…")
def quoted(folder: str, refs: tuple[str, ...]) -> list[Quoted | str]:
    """The words at these places; where a place cannot be opened, what is wrong with it."""
    quotes = Quotes(Workspace(Path(folder)))
    found: list[Quoted | str] = []
    for ref in refs:
        try:
            found.append(quotes.at(ref))
        except (Refusal, KeyError, ValueError, OSError) as error:
            found.append(f"{ref}: {error}")
    return found
