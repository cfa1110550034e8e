"""`thirdport dashboard` answers on this machine only, and says plainly why it cannot."""

from __future__ import annotations

import ast
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "thirdport.py"), "dashboard", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=240, check=False)


def test_check_waits_until_it_answers_and_stops_it_again(empty_workspace: Path) -> None:
    done = run("--check", "--workspace", str(empty_workspace))
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"http://127\.0\.0\.1:(\d+)", done.stdout)
    assert found
    with socket.socket() as tried:
        assert tried.connect_ex(("127.0.0.1", int(found[1]))) != 0


def test_a_taken_port_is_told_with_what_to_do(empty_workspace: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("--check", "--port", str(port), "--workspace", str(empty_workspace))
    assert done.returncode == 4
    assert f"Port {port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    done = run("--check", "--workspace", str(tmp_path))
    assert done.returncode == 5
    assert "thirdport init" in done.stderr


def test_ctrl_c_stops_it_cleanly(empty_workspace: Path) -> None:
    command = [sys.executable, str(ROOT / "thirdport.py"), "dashboard", "--no-browser", "-w", str(empty_workspace)]
    # A shell that runs the suite in the background hands its children an ignored interrupt.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    signal.signal(signal.SIGINT, before)
    assert process.stdout is not None
    address = next(found[1] for line in process.stdout if (found := re.search(r"Dashboard: (http\S+)", line)))
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=20) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Dashboard stopped." in said
    assert "Traceback" not in said


def test_the_dashboard_asks_graph_and_holds_no_query_and_no_driver() -> None:
    for file in (ROOT / "dashboard").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"MATCH \(|UNWIND \$", text), file
        imported = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(text))
            for name in (
                [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
            )
            if isinstance(node, (ast.Import, ast.ImportFrom))
        }
        assert "neo4j" not in imported, file


def test_nothing_of_the_dashboard_names_another_machine() -> None:
    for file in (*(ROOT / "dashboard").rglob("*.js"), *(ROOT / "dashboard").rglob("*.css")):
        addresses = re.findall(r"https?://[\w.]+", file.read_text(encoding="utf-8"))
        assert set(addresses) <= {"http://www.w3.org"}, file
