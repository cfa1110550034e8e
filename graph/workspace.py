"""A workspace is a folder: what we were given, what it says, what was built from it, and what people decided."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.errors import WorkspaceRefused
from graph.settings import FILE_NAME, Settings, read_settings

_FIRST_SETTINGS = """\
# Settings of this Thirdport workspace; `THIRDPORT_<KEY>` in the environment wins over a line here.
# graph_uri = "bolt://graph.example:7687"   # a team's Neo4j; without it a local server is started
# graph_user = "neo4j"                      # its password: THIRDPORT_GRAPH_PASSWORD
"""


@dataclass(frozen=True)
class Workspace:
    """The folders of one workspace. Evidence and casebook cannot be rebuilt; everything else can."""

    folder: Path

    @property
    def evidence(self) -> Path:
        """Bytes of every document, by SHA-256."""
        return self.folder / "evidence"

    @property
    def records(self) -> Path:
        """What each document says, as Parquet beside a report, by SHA-256."""
        return self.folder / "records"

    @property
    def builds(self) -> Path:
        """Snapshots of the graph, one folder a build."""
        return self.folder / "builds"

    @property
    def server(self) -> Path:
        """Home of the local graph server: data, password, log, process id."""
        return self.folder / "server"

    @property
    def queries(self) -> Path:
        """The user's own saved queries."""
        return self.folder / "cypher"

    @property
    def mappings(self) -> Path:
        """Saved column mappings of trade records."""
        return self.folder / "mappings"

    @cached_property
    def settings(self) -> Settings:
        """Settings, read when first asked for."""
        return read_settings(self.folder)

    @property
    def user(self) -> str:
        """Whose name is written beside a decision."""
        return self.settings.user or os.environ.get("USER", "") or os.environ.get("LOGNAME", "") or f"uid {os.getuid()}"


def create(folder: Path) -> Workspace:
    """Make a workspace in `folder`, or complete one that a killed run left half made; what is there is kept."""
    workspace = Workspace(folder.absolute())
    for place in (workspace.evidence, workspace.records, workspace.builds, workspace.queries, workspace.mappings):
        place.mkdir(parents=True, exist_ok=True)
    settings = workspace.folder / FILE_NAME
    if not settings.exists():
        aside = settings.with_suffix(".aside")
        aside.write_text(_FIRST_SETTINGS, encoding="utf-8")
        aside.rename(settings)
    return workspace


def find(folder: Path | None = None) -> Workspace:
    """The workspace at `folder`, else THIRDPORT_WORKSPACE, else the folder we stand in or one above it.

    Raises `WorkspaceRefused` if there is none.
    """
    named = folder or (Path(os.environ["THIRDPORT_WORKSPACE"]) if os.environ.get("THIRDPORT_WORKSPACE") else None)
    if named is not None:
        if not (named / FILE_NAME).is_file():
            raise WorkspaceRefused(f"{named} is not a Thirdport workspace.", f"Make one: thirdport init {named}")
        return Workspace(named.absolute())
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / FILE_NAME).is_file():
            return Workspace(place)
    raise WorkspaceRefused(
        f"{here} is not in a Thirdport workspace.", "Make one: thirdport init DIR, or name one: --workspace DIR"
    )
