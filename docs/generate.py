"""Writes the generated pages: schema, sources, queries, command line. A test compares them with the code.

`python docs/generate.py` writes them; `--check` prints which differ and exits with 1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NOTE = "<!-- Written by docs/generate.py from the code: change the code, then run `make docs`. -->\n"


def schema_page() -> str:
    """Every node and relationship type with its properties."""
    from graph import schema  # noqa: PLC0415

    def table(props: Mapping[str, schema.Prop]) -> str:
        rows = ["| property | kind | unit | indexed | meaning |", "|---|---|---|---|---|"]
        for name, prop in props.items():
            values = f" — one of: {', '.join(prop.values)}" if prop.values else ""
            rows.append(
                f"| `{name}` | {prop.kind} | {prop.unit} | {'yes' if prop.index else ''} | {prop.meaning}{values} |"
            )
        return "\n".join(rows)

    parts = [
        "# The graph's schema\n",
        "Declared in `graph/model/`; writes, constraints, indexes, sentences, legend and this page follow from it.\n",
        "## On every node and relationship\n",
        "Every one has an `id`, unique within its label or type, and:\n",
        table(schema.COMMON),
        "\n## Nodes\n",
    ]
    for node in schema.nodes():
        where = "" if node.in_graph else " *Kept in the records, not in the graph.*"
        parts += [f"### {node.icon} {node.label}\n", f"{node.meaning}{where}\n", table(node.props), ""]
    parts.append("## Relationships\n")
    for rel in schema.relationships():
        ends = f"({'｜'.join(n.label for n in rel.starts)})-[:{rel.type}]->({'｜'.join(n.label for n in rel.ends)})"
        parts += [f"### {rel.type}\n", f"`{ends}`\n", f"{rel.meaning} Said as: “{rel.phrase}”\n"]
        if rel.props:
            parts += [table(rel.props), ""]
    return "\n".join(parts)


def sources_page() -> str:
    """Every source that can be read."""
    from ingest.source import sources  # noqa: PLC0415

    rows = [
        "# Sources\n",
        "What `thirdport ingest` can read. Each is a folder of `ingest/sources/`; a new folder is enough to add one.\n",
    ]
    rows += ["| source | title | authority | publishes | format | TLP | revisions |", "|---|---|---|---|---|---|---|"]
    for source in sorted(sources().values(), key=lambda s: s.id):
        spec = source.spec
        publishes = spec.publishes if isinstance(spec.publishes, str) else ", ".join(spec.publishes)
        revisions = "each replaces the last" if spec.snapshot else "each adds"
        cells = (f"`{source.id}`", spec.title, spec.authority, publishes, ", ".join(source.kinds), spec.tlp, revisions)
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(rows)


def queries_page() -> str:
    """Every saved query with its question, parameters, caveats and sources."""
    from graph.queryindex import page  # noqa: PLC0415

    return page()


def cli_page() -> str:
    """Every command with its help, and the exit codes."""
    import typer.main  # noqa: PLC0415

    from graph.settings import Settings  # noqa: PLC0415
    from thirdport import build_app  # noqa: PLC0415

    def walk(command: Any, path: str) -> Iterator[tuple[str, Any]]:
        for name, sub in sorted(getattr(command, "commands", {}).items()):
            if sub.hidden:
                continue
            if getattr(sub, "commands", None):
                yield from walk(sub, f"{path} {name}")
            else:
                yield f"{path} {name}", sub

    parts = ["# The command line\n", "`thirdport COMMAND --help` says the same.\n"]
    parts += ["| exit code | meaning |", "|---|---|"]
    parts += [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    parts += [
        "\n## Settings\n",
        "Keys of `thirdport.toml`; `THIRDPORT_<KEY>` in the environment wins.\n",
        "| key | default |",
        "|---|---|",
    ]
    parts += [
        f"| `{name}` | {field.default if str(field.default) else '(empty)'} |"
        for name, field in Settings.model_fields.items()
    ]
    parts.append("")
    root = typer.main.get_command(build_app())
    for path, command in walk(root, "thirdport"):
        parts += [f"## {path}\n", f"{(command.help or '').strip()}\n"]
        rows = [row for param in command.params if (row := _param(param))]
        if rows:
            parts += ["| option | meaning |", "|---|---|", *rows, ""]
    return "\n".join(parts)


def _param(param: Any) -> str:
    if param.name in ("help", "install_completion", "show_completion") or getattr(param, "hidden", False):
        return ""
    option = param.param_type_name == "option"
    names = ", ".join(f"`{name}`" for name in param.opts) if option else f"`{param.name.upper()}`"
    meaning = (getattr(param, "help", "") or "").replace("\n", " ")
    return f"| {names} | {meaning} |"


EXIT_CODES = {
    0: "done",
    1: "the answer is no: a check failed, nothing was found where something was asked for",
    2: "wrong usage",
    3: "input that could not be read at all",
    4: "the graph server cannot be used",
    5: "the workspace cannot be used",
    130: "interrupted; run the same command again to go on",
}

PAGES: Mapping[str, Callable[[], str]] = {
    "schema.md": schema_page,
    "sources.md": sources_page,
    "queries.md": queries_page,
    "cli.md": cli_page,
}


def page(name: str) -> str:
    """The text a generated page must have now."""
    text = PAGES[name]()
    return f"{NOTE}{text.rstrip()}\n"


def main() -> None:
    """Write the pages, or say which differ."""
    stale = [
        name for name in PAGES if not (HERE / name).exists() or (HERE / name).read_text(encoding="utf-8") != page(name)
    ]
    if "--check" in sys.argv:
        sys.stdout.write("".join(f"docs/{name} is not what the code says; run `make docs`.\n" for name in stale))
        raise SystemExit(1 if stale else 0)
    for name in stale:
        (HERE / name).write_text(page(name), encoding="utf-8")
        sys.stdout.write(f"wrote docs/{name}\n")


if __name__ == "__main__":
    main()
