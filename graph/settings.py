"""Settings of one workspace: `thirdport.toml`, overridden by `THIRDPORT_*`; read when asked, never at import."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from graph.errors import WorkspaceRefused

FILE_NAME = "thirdport.toml"


class Settings(BaseSettings):
    """What a workspace can be told: keys of `thirdport.toml`, or `THIRDPORT_<KEY>` in the environment."""

    model_config = SettingsConfigDict(env_prefix="THIRDPORT_", extra="forbid")

    graph_uri: str = ""
    """Bolt address of a Neo4j server; empty: the workspace starts its own local server."""
    graph_user: str = "neo4j"
    graph_password: SecretStr = SecretStr("")
    """Better given as THIRDPORT_GRAPH_PASSWORD than written in the file."""
    graph_database: str = "neo4j"
    casebook_url: str = ""
    """SQLAlchemy address of a shared casebook (PostgreSQL); empty: casebook.sqlite in the workspace."""
    server_memory_mb: int = 2048
    """Heap of the local server, MiB."""
    query_seconds: float = 30.0
    """Time limit of a saved or ad-hoc query, enforced by the server, seconds."""
    query_rows: int = 10_000
    """Most rows a query may return."""
    reading_floor: float = Field(default=0.5, ge=0.0, le=1.0)
    """Least confidence with which a fact read from text enters the graph, 0 to 1; the records keep every fact."""
    user: str = ""
    """Name written beside decisions; empty: the account that runs the program."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file; nothing else is read."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(folder: Path) -> Settings:
    """Settings of the workspace in `folder`. Raises `WorkspaceRefused` naming the key that cannot be used."""

    class Here(Settings):
        """Settings whose file is this workspace's."""

        model_config = SettingsConfigDict(toml_file=folder / FILE_NAME)

    try:
        return Here()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise WorkspaceRefused(
            f"{folder / FILE_NAME} or a THIRDPORT_ variable cannot be used: {wrong}",
            "Correct or remove the key; docs/cli.md lists every setting.",
        ) from error
    except ValueError as error:  # the file is not TOML
        raise WorkspaceRefused(
            f"{folder / FILE_NAME} is not valid TOML: {error}", "Correct the line it names."
        ) from error
