"""The dashboard that was left running for a workspace: where it answers, and how it is ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from pathlib import Path
from typing import IO

STOP_SECONDS = 10
"""How long it may take to end before it is killed."""


class Background:
    """`dashboard.json` in the workspace names the process and the port; `dashboard.log` has what it prints."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "dashboard.json"
        self.log = folder / "dashboard.log"

    def open_log(self) -> IO[bytes]:
        """Where it prints when no terminal listens."""
        return self.log.open("wb")

    def left(self, process: int, port: int) -> None:
        """Note that this process stays."""
        aside = self.state.with_suffix(".aside")
        aside.write_text(json.dumps({"process": process, "port": port, "began": _began(process)}), encoding="utf-8")
        aside.rename(self.state)

    def is_left(self, process: int) -> bool:
        """Whether it is this process that stays."""
        return self._read().get("process") == process

    def running(self) -> int:
        """Port of the one left running; 0 if there is none."""
        state = self._read()
        alive = state and _began(state["process"]) == state["began"] != ""
        return int(state["port"]) if alive else 0

    def stop(self) -> bool:
        """End it, and say whether there was one."""
        if not self.running():
            self.state.unlink(missing_ok=True)
            return False
        state = self._read()
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(state["process"]), number)
            until = time.monotonic() + STOP_SECONDS
            while time.monotonic() < until and self.running():
                time.sleep(0.1)
        self.state.unlink(missing_ok=True)
        return True

    def _read(self) -> dict[str, int | str]:
        try:
            state: dict[str, int | str] = json.loads(self.state.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return state


def _began(process: int | str) -> str:
    """When a process began, so that another one with its number is not taken for it; empty if it is not there."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return "" if not _answers_signal(int(process)) else "unknown"
    return "" if fields[0] == "Z" else fields[19]


def _answers_signal(process: int) -> bool:
    if Path("/proc/self/stat").exists():
        return False
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
