"""The demonstration: writes the small world and runs the ordinary commands' own functions over its files, in order."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from graph import workspace as workspaces
from graph.errors import Refusal
from graph.workspace import Workspace
from ingest.simulate.story import Files, make_world, write_world

if TYPE_CHECKING:
    from ingest.intake import Taken


@dataclass
class Demonstration:
    """What `thirdport demo` did, step by step."""

    folder: Path
    files: list[str] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    workspace: str = ""

    def as_json(self) -> dict[str, Any]:
        """For a machine."""
        return {
            "folder": str(self.folder),
            "workspace": self.workspace,
            "files": self.files,
            "steps": self.steps,
            "findings": self.findings,
            "problems": self.problems,
        }

    def show(self, console: Console) -> None:
        """For a person: what was done, how long it took, what was found, and what to do next."""
        for step in self.steps:
            console.print(Text(f"{step['step']:<7} {step['said']}  ({step['seconds']:.1f} s)"))
        for query, count in Counter(one["query"] for one in self.findings).items():
            console.print(Text(f"        {count:3} {query}"))
        for problem in self.problems:
            console.print(Text(problem, style="yellow"))
        console.print(Text(f"\nThe story of this world: {self.folder / 'README.md'}"))
        if self.workspace:
            console.print(Text(f"Next: thirdport dashboard -w {self.workspace}"))
            console.print(Text(f"      thirdport find -w {self.workspace}"))
        else:
            console.print(Text(f"Next: thirdport demo {self.folder}"))

    @contextmanager
    def step(self, name: str, on: Callable[[str], None]) -> Iterator[list[str]]:
        """Time one step; what is put in the list is what it says of itself."""
        on(name)
        began, said = time.monotonic(), list[str]()
        yield said
        self.steps.append({"step": name, "said": " ".join(said), "seconds": round(time.monotonic() - began, 2)})


class DemoRefused(Refusal):
    """The demonstration could not read its own files."""


def run_demo(folder: Path, *, files_only: bool = False, on: Callable[[str], None] | None = None) -> Demonstration:
    """Write the world into `folder` and, unless `files_only`, take it in, build the graph and find.

    Every step can be interrupted; the same call again goes on, and gives the same.
    """
    done, on = Demonstration(folder.absolute()), on or (lambda _: None)
    with done.step("files", on) as said:
        world = make_world()
        written = write_world(world, folder)
        done.files = [str(one.path.relative_to(folder)) for one in written.written]
        said.append(f"{len(done.files)} files: {len(world.firms)} firms, {len(world.shipments):,} shipments")
    if files_only:
        return done
    with done.step("init", on) as said:
        workspace = workspaces.create(folder / "workspace")
        done.workspace = str(workspace.folder)
        said.append(done.workspace)
    with done.step("ingest", on) as said:
        said.append(_ingest(workspace, written, on))
    _build_and_find(workspace, done, on)
    return done


def _ingest(workspace: Workspace, files: Files, on: Callable[[str], None]) -> str:
    """Take in every file with its day of publication."""
    from ingest.intake import Wish, ingest  # noqa: PLC0415  (heavy; writing files alone does not need it)

    taken: list[Taken] = []
    for one in sorted(files.written, key=lambda one: (one.published, str(one.path))):
        on(f"ingest {one.path.name}")
        taken += ingest(workspace, [one.path], Wish(published=one.published))
    lost = [one for one in taken if one.outcome not in ("read", "unchanged")]
    if lost:
        raise DemoRefused(
            f"{len(lost)} files of the demonstration could not be read: {lost[0].path}: {lost[0].problem}",
            f"See: thirdport issues -w {workspace.folder}",
        )
    rows = {key: sum(t.report.rows[key] for t in taken if t.report) for key in ("in", "kept", "reported", "headers")}
    return (
        f"{len(taken)} documents, {rows['in']:,} rows in = {rows['kept']:,} kept + {rows['reported']:,} reported + "
        f"{rows['headers']:,} header lines"
    )


def _build_and_find(workspace: Workspace, done: Demonstration, on: Callable[[str], None]) -> None:
    """Build the graph from what was taken in, load it into the graph server, run every saved query."""
    from graph.findings import find  # noqa: PLC0415  (the graph server's driver is not needed to write files)
    from graph.store import Store  # noqa: PLC0415
    from ingest.build import build  # noqa: PLC0415
    from ingest.build.write import tidy  # noqa: PLC0415

    with done.step("build", on) as said:
        built = build(workspace, None, on)
        manifest = built.snapshot.manifest
        nodes, rels = (sum(part.values()) for part in (manifest.nodes, manifest.rels))
        said.append(
            f"graph as of {manifest.as_of}: {nodes:,} nodes, {rels:,} links; {built.resolved.parties:,} parties"
        )
    with Store.open(workspace) as store:
        with done.step("load", on) as said:
            store.load(built.snapshot)
            said.append(f"into {workspace.settings.graph_uri or 'the local server'}")
        tidy(workspace, {built.snapshot.folder.name})
        with done.step("find", on) as said:
            found = find(workspace, store, quote=False, on_problem=done.problems.append)
            done.findings = [
                {"id": one.id, "query": one.query, "score": one.score, "parties": one.parties, "records": one.records}
                for one in found
            ]
            said.append(f"{len(found)} findings")
