"""The page that lists every saved query: what it asks, its parameters, its innocent explanations, its sources."""

from __future__ import annotations

from collections.abc import Iterable

from graph.cases import cases
from graph.parameters import Parameter
from graph.queries import OURS, Query, Reference, library


def page(queries: Iterable[Query] | None = None) -> str:
    """The page as Markdown; of the project's own queries unless others are given."""
    told = list(library().queries.values() if queries is None else queries)
    parts = [
        "# Saved queries\n",
        "Each is one file of `cypher/` that runs as it stands in any Cypher shell; `$as_of` is its today.",
        "How to write one: [writing-queries.md](writing-queries.md).\n",
        "| query | asks | maturity | cases |",
        "|---|---|---|---|",
    ]
    for query in told:
        parts.append(f"| [`{query.id}`](#{query.id}) | {_cell(query.question)} | {query.maturity} | {_cases(query)} |")
    for query in told:
        parts += ["", f"## {query.id}\n", f"**{query.title}.** {query.question}\n"]
        parts.append(
            f"Typology `{query.typology}`, version {query.version}, {query.maturity}, severity {query.severity}. "
            f"One finding for each {', '.join(f'`{name}`' for name in query.identity)}.\n"
        )
        parts += ["| parameter | type | default | meaning |", "|---|---|---|---|"]
        parts += [
            f"| `{p.name}` | {p.type}{_cell(p.limits)} | {_default(p)} | {_cell(p.help)} |"
            for p in query.parameters.values()
        ]
        parts += ["\nA hit may be innocent:\n", *(f"- {caveat}" for caveat in query.caveats)]
        if query.hubs:
            parts.append(f"\nWho connects everyone: {query.hubs}")
        parts += ["\nSources:\n", *(f"- {_reference(reference)}" for reference in query.references)]
    return "\n".join(parts) + "\n"


def _cases(query: Query) -> str:
    hits = sum(bool(case.expect) for case in cases(query))
    return f"{hits} hits, {len(cases(query)) - hits} decoys"


def _default(parameter: Parameter) -> str:
    if parameter.many:
        return ", ".join(parameter.default) or "none"
    return f"`{parameter.default}`"


def _reference(reference: Reference) -> str:
    if reference.title == OURS:
        return "ours: no public guidance describes it as a query"
    title = f"[{reference.title}]({reference.url})" if reference.url else reference.title
    return f"{title}, {reference.section}" if reference.section else title


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
