"""The Streamlit program: finds the pages, shows the one that was asked for, and turns a refusal into words."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import frame, site
from graph.errors import Refusal


def main() -> None:
    """Show the page that the address names."""
    here = Path(__file__).parent
    # A `:material/…:` page icon would be fetched from the internet.
    st.set_page_config(page_title="Thirdport", page_icon=str(here / "icon.svg"), layout="wide")
    st.logo(str(here / "mark.svg"), size="large")
    chosen = st.navigation(list(site.pages().values()), position="top")
    frame.style()
    try:
        chosen.run()
    except Refusal as refusal:
        frame.refused(refusal)


main()
