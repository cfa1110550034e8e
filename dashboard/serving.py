"""Runs Streamlit with every page imported and the graph server started, so that the first visitor waits for neither."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from streamlit import logger
from streamlit.web import cli

from dashboard import site
from graph.errors import Refusal
from graph.store import Store
from graph.workspace import find


def main() -> None:
    """Serve the dashboard with the Streamlit options of the command line, until it is stopped."""
    threading.Thread(target=_wake, daemon=True).start()
    logger.set_log_level("error")  # cached answers say that no server runs yet; one will
    site.modules()
    sys.argv = ["streamlit", "run", str(Path(__file__).parent / "app.py"), *sys.argv[1:]]
    cli.main(prog_name="streamlit")


def _wake() -> None:
    """Start the workspace's graph server; if that cannot be done, the pages say why."""
    try:
        with Store.open(find()):
            return
    except Refusal:
        return


if __name__ == "__main__":
    main()
