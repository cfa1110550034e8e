"""The pages of the dashboard, found in `dashboard/views`, and links between them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from types import ModuleType

import streamlit as st

import dashboard.views

Query = Mapping[str, str | Sequence[str]]
"""Query parameters: all the state that is needed to come back to a page as it is."""


def modules() -> list[ModuleType]:
    """Page modules in their order; each has TITLE, ICON, ORDER and `show()`. The first is where one starts."""
    names = [module.name for module in pkgutil.iter_modules(dashboard.views.__path__)]
    found = [importlib.import_module(f"{dashboard.views.__name__}.{name}") for name in names]
    return sorted(found, key=lambda module: module.ORDER)


def pages() -> dict[str, st.Page]:
    """Every page by the name of its module."""
    found = modules()
    return {
        _name(module): st.Page(
            module.show, title=module.TITLE, icon=module.ICON, url_path=_name(module), default=module is found[0]
        )
        for module in found
    }


def link(
    page: str, label: str, query: Query | None = None, *, icon: str | None = None, help_: str | None = None
) -> None:
    """A link to a page with its state. `label` is Markdown: words from data go through `dashboard.words.markdown`."""
    st.page_link(pages()[page], label=label, icon=icon, help=help_, query_params=_given(query))


def go(page: str, query: Query | None = None) -> None:
    """Leave for a page with its state."""
    st.switch_page(pages()[page], query_params=_given(query))


def _given(query: Query | None) -> dict[str, str | list[str]] | None:
    return {key: value if isinstance(value, str) else list(value) for key, value in query.items()} if query else None


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]
