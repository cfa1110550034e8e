"""A small invented world, read and built by the ordinary commands; a dashboard on it; a browser that watches."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

SCRIPT = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'> Trading"
FORMULA = '=HYPERLINK("http://evil.example/","Click")'
BACKWARDS = "Harmless \u202egnidarT"
ENDLESS = "Endless " + "Q" * 10_000
PATIENCE = 60_000
"""Milliseconds a browser waits for something; a busy machine is slow, and waiting costs nothing where it is not."""
HOSTILE = (SCRIPT, FORMULA, BACKWARDS, ENDLESS)

_LIST_HEADER = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date",
    "Standard_Order", "Last_Update", "Action", "FR_Citation",
)  # fmt: skip
_LISTED = (
    ("NORDHAVEN ORBITAL SUPPLY LLC", "12 HARBOUR ROAD", "DUBAI", "", "AE", "10001", "03/01/2022", "03/01/2032", "Y",
     "2022-03-09", "FR NOTICE ADDED", "87 F.R. 11111 3/9/2022"),
    ("TEODOR VANCEK", "4 MILL LANE", "BRNO", "", "CZ", "60200", "05/02/2021", "05/02/2031", "Y", "2021-05-10",
     "FR NOTICE ADDED", "86 F.R. 22222 5/10/2021"),
)  # fmt: skip
_TRADE_HEADER = (
    "declaration_id", "flow", "date", "reporter", "origin", "departure", "destination", "exporter", "exporter_address",
    "consignee", "consignee_address", "description", "hs_code", "quantity", "unit", "value", "currency",
)  # fmt: skip


def _trade_rows() -> list[tuple[str, ...]]:
    goods = ("Integrated circuits, field programmable", "85423190", "10", "pcs", "25000", "USD")
    exporter = ("Brightfield Micro GmbH", "Lindenweg 3, 80331 Munich, Germany")
    nordhaven = ("Nordhaven Orbital Supply LLC", "12 Harbour Road, Dubai, 10001, United Arab Emirates")
    neighbour = ("Second Quay Trading FZE", "12 Harbour Road, Dubai, 10001, United Arab Emirates")
    buyers = [nordhaven] * 3 + [neighbour] * 2 + [(name, "9 Salt Street, Ras Al Khaimah") for name in HOSTILE]
    return [
        (f"EXP-{n:04d}", "export", f"2024-0{1 + n % 9}-15", "DE", "DE", "DE", "AE", *exporter, *buyer, *goods)
        for n, buyer in enumerate(buyers, 1)
    ]


def write_world(folder: Path) -> None:
    """Two files: a list of denied persons and a table of exports."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(f'"{cell}"' for cell in row) for row in (_LIST_HEADER, *_LISTED)]
    (folder / "dpl_2022-03.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (_TRADE_HEADER, *_trade_rows())]
    (folder / "exports_2024.csv").write_text("\n".join(quoted) + "\n", encoding="utf-8")


def thirdport(*words: str, workspace: Path) -> str:
    """Run one command; its output."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "thirdport.py"), *words, "--workspace", str(workspace)],
        cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.returncode == 0, f"thirdport {' '.join(words)}\n{run.stdout}\n{run.stderr}"
    return run.stdout


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace into which the invented files were ingested, then built, then searched for findings."""
    from graph.workspace import create

    folder = tmp_path_factory.mktemp("dashboard") / "harbour"
    create(folder)
    write_world(folder.parent / "files")
    thirdport("ingest", str(folder.parent / "files"), workspace=folder)
    thirdport("build", workspace=folder)
    thirdport("find", workspace=folder)
    yield folder
    thirdport("server", "stop", workspace=folder)


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace into which nothing was put."""
    from graph.workspace import create

    folder = create(tmp_path_factory.mktemp("dashboard") / "empty").folder
    yield folder
    thirdport("server", "stop", workspace=folder)


def start_dashboard(workspace: Path) -> tuple[subprocess.Popen[str], str]:
    """A dashboard on a free port, and its address."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "thirdport.py"), "dashboard", "--no-browser", "--workspace", str(workspace)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"Dashboard: (http://127\.0\.0\.1:\d+)", line):
            return process, found[1]
    raise AssertionError("the dashboard did not say where it is:\n" + "".join(said))


@pytest.fixture(scope="session")
def address(world: Path) -> Iterator[str]:
    """Address of a dashboard on the invented world."""
    process, where = start_dashboard(world)
    yield where
    process.terminate()
    process.wait(timeout=20)


@dataclass
class Watched:
    """A page, and everything that must not happen on it."""

    page: Any
    address: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Any:
        """Go to a page and wait until it stands still."""
        self.page.goto(f"{self.address}/{path}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the program has run and the picture, if there is one, is placed."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_timeout(400)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")

    def picture(self) -> Any:
        """The stage of the network picture, once everything on it is placed."""
        stage = self.page.locator(".stage")
        stage.wait_for()
        self.page.locator(".working").wait_for(state="hidden")
        return stage

    def click_thing(self, id_: str, *, twice: bool = False) -> None:
        """Click a thing of the picture where it is drawn."""
        self._click(f"(stage) => stage.whereIs({id_!r})", twice)

    def click_link(self, id_: str) -> None:
        """Click the middle of a link of the picture."""
        self._click(f"(stage) => stage.whereIsLink({id_!r})", False)

    def _click(self, where: str, twice: bool) -> None:
        place = self.picture().evaluate(where)
        (self.page.mouse.dblclick if twice else self.page.mouse.click)(place["x"], place["y"])
        self.page.wait_for_timeout(700)
        self.settle()

    def things(self) -> dict[str, str]:
        """Ids of what is drawn, by its label without line breaks."""
        drawn = self.picture().evaluate("(stage) => stage.drawn()")
        return {" ".join(one["label"].split()): one["id"] for one in drawn["nodes"]}

    def links(self) -> dict[str, str]:
        """Ids of the links that are drawn, by their sentence."""
        return {one["tip"]: one["id"] for one in self.picture().evaluate("(stage) => stage.drawn()")["edges"]}


@pytest.fixture(scope="session")
def hostile() -> dict[str, str]:
    """Names made to do harm, as the exports of the invented world write them."""
    return {"script": SCRIPT, "formula": FORMULA, "backwards": BACKWARDS, "endless": ENDLESS}


@pytest.fixture
def site(browser: Any, address: str) -> Iterator[Watched]:
    """A page on the dashboard. Fails the test if the console shows an error or a request leaves this machine."""
    yield from _watching(browser, address)


@pytest.fixture
def empty_site(browser: Any, empty_workspace: Path) -> Iterator[Watched]:
    """A page on a dashboard of a workspace into which nothing was put."""
    process, where = start_dashboard(empty_workspace)
    yield from _watching(browser, where)
    process.terminate()
    process.wait(timeout=20)


def _watching(browser: Any, address: str) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1500, "height": 1000}, accept_downloads=True)
    page.set_default_timeout(PATIENCE)
    watched = watch(page, address)
    yield watched
    page.close()
    assert watched.outside == []
    assert watched.errors == []


def watch(page: Any, address: str) -> Watched:
    """Record everything that a page must not do."""
    watched = Watched(page, address)
    allowed = ("data:", "blob:", "about:", address, address.replace("http", "ws", 1))

    def heard(message: Any) -> None:
        # Below a page's own path Streamlit's browser side first asks there for its server, and hears 404.
        asking = "/_stcore/" in message.location.get("url", "") and "404" in message.text
        if message.type == "error" and not asking:
            watched.errors.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(allowed) else watched.outside.append(r.url))
    return watched
