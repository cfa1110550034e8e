"""`thirdport nlp`: read texts, score the reading against annotated texts, explain one reading."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

NAME = "nlp"
app = typer.Typer(help="Read texts into mentions and relations, and score the reading.", no_args_is_help=True)

_Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@app.command("read")
def read(
    path: Annotated[Path, typer.Argument(help="JSON lines, each with a text.")],
    out: Annotated[Path | None, typer.Option("--out", help="Where to write; else standard output.")] = None,
    as_json: _Json = False,
) -> None:
    """Read each line's text and write mentions and relations in the shape of the annotated files."""
    from nlp.lines import read_lines, to_line, write_aside
    from nlp.pipeline import load

    records = list(read_lines(path))
    reader = load()
    start = time.perf_counter()
    lines = [to_line(record, reader.read(record.text)) for record in records]
    seconds = time.perf_counter() - start
    if out is None:
        for line in lines:
            typer.echo(line)
        return
    write_aside(out, lines)
    letters = sum(len(r.text) for r in records)
    said = {"read": len(records), "characters": letters, "seconds": round(seconds, 2), "out": str(out)}
    if as_json:
        typer.echo(json.dumps(said))
    else:
        typer.echo(f"Read {len(records)} texts, {letters:,} characters, in {seconds:.1f} s. Written: {out}")
        typer.echo("Compare with annotated lines: thirdport nlp score GOLD.jsonl")


@app.command("score")
def score(
    gold: Annotated[list[Path] | None, typer.Argument(help="Annotated JSON lines.")] = None,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Also the held-out texts of the corpus, with names no training text has.")
    ] = False,
    as_json: _Json = False,
    errors: Annotated[int, typer.Option(min=0, help="Show this many missed and wrong mentions of each label.")] = 0,
) -> None:
    """Precision, recall and F1 by label and relation type, by file; and how often each confidence is right."""
    from nlp.errors import ReadingRefused
    from nlp.lines import read_lines
    from nlp.pipeline import load
    from nlp.scoring import calibration, calibration_table, score_files, table

    files = {path.name: list(read_lines(path, annotated=True)) for path in gold or []}
    if held_out:
        from nlp.training.held import held_out as texts

        files["held-out texts"] = texts()
    if not files:
        raise ReadingRefused("Nothing to score.", "Name annotated JSON lines, or give --held-out.")
    reader = load()
    result = score_files(files, reader, errors)
    bins = calibration(reader, [line for lines in files.values() for line in lines])
    if as_json:
        typer.echo(json.dumps({**result, "calibration": bins}, ensure_ascii=False, indent=2))
    else:
        typer.echo(table(result))
        typer.echo(calibration_table(bins))


@app.command("card")
def card(
    gold: Annotated[list[Path], typer.Argument(help="Annotated JSON lines.")],
    out: Annotated[Path, typer.Option("--out", help="Where the page is written.")] = Path("docs/model-card.md"),
) -> None:
    """Measure the model on annotated files and on held-out texts, and write its card."""
    from nlp.lines import read_lines, write_aside
    from nlp.pipeline import load
    from nlp.scoring import calibration, score_files
    from nlp.trained.load import MODEL
    from nlp.training.card import card as page
    from nlp.training.held import held_out

    texts = held_out()
    files = {path.name: list(read_lines(path, annotated=True)) for path in gold}
    reader = load()
    scores = {**score_files(files, reader), "held-out texts": score_files({"held": texts}, reader)["held"]}
    write_aside(out, page(MODEL, scores, calibration(reader, texts)).splitlines())
    typer.echo(f"Written: {out}")


@app.command("train")
def train(
    out: Annotated[
        Path | None, typer.Option("--out", help="Where the model is put; else the place it is shipped in.")
    ] = None,
    steps: Annotated[
        int | None, typer.Option("--steps", min=1, help="Steps of learning; else as the configuration says.")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Train the networks from the corpus of this checkout and put the model in place; about half an hour."""
    from nlp.trained.load import MODEL
    from nlp.training.run import train as run

    place = out or MODEL
    start = time.perf_counter()
    record = run(place, steps=steps, tell=lambda words: typer.echo(words, err=True))
    minutes = (time.perf_counter() - start) / 60
    if as_json:
        typer.echo(json.dumps({"out": str(place), "minutes": round(minutes, 1), **record}))
        return
    typer.echo(f"Trained in {minutes:.0f} minutes: {place}")
    typer.echo(
        "Score it: thirdport nlp score --held-out GOLD.jsonl; then write its card: thirdport nlp card GOLD.jsonl"
    )


@app.command("show")
def show(
    path: Annotated[Path, typer.Argument(help="A text file, or JSON lines (.jsonl), each with a text.")],
    out: Annotated[Path | None, typer.Option("--out", help="The page to write; else standard output.")] = None,
    floor: Annotated[float, typer.Option("--floor", min=0, max=1, help="Show only what is at least this sure.")] = 0.0,
) -> None:
    """Write a web page of the texts: mentions in colour, relations with the words that state them, and why."""
    from nlp.lines import write_aside
    from nlp.pipeline import load
    from nlp.showing import page, shown, texts_of

    lines = list(texts_of(path))
    made = page(path.name, shown(lines, load().read_many(line.text for line in lines)), floor)
    if out is None:
        typer.echo(made, nl=False)
        return
    write_aside(out, [made.removesuffix("\n")])
    typer.echo(f"Read {len(lines)} texts. Open in a browser: {out}")


@app.command("explain")
def explain(
    text: Annotated[str, typer.Argument(help="A text, or - for standard input.")],
    as_json: _Json = False,
) -> None:
    """Say which component and rule made each mention and relation."""
    from nlp.lines import printable
    from nlp.pipeline import load

    given = sys.stdin.read() if text == "-" else text
    reading = load().read(given)
    names = {m.id: m for m in reading.mentions}
    if as_json:
        mentions = [{f: getattr(m, f) for f in m.__slots__} for m in reading.mentions]
        relations = [{f: getattr(r, f) for f in r.__slots__} for r in reading.relations]
        typer.echo(
            json.dumps(
                {
                    "language": reading.language,
                    "partly": reading.partly,
                    "facts": [{f: getattr(fact, f) for f in fact.__slots__} for fact in reading.facts],
                    "mentions": mentions,
                    "relations": relations,
                },
                ensure_ascii=False,
                indent=2,
            )
        )
        return
    for m in reading.mentions:
        value = f" = {m.value}" if m.value and m.value != m.text else ""
        why = f"[{m.rule}; {m.confidence:.2f}]"
        typer.echo(f"{m.start:>6}-{m.end:<6} {m.label:<12} {printable(m.text + value)}   {why}")
    for r in reading.relations:
        mark = " (not said as fact)" if r.hedged else ""
        said = f"{names[r.head].text} -{r.type}-> {names[r.tail].text}"
        typer.echo(f"{printable(said)}{mark}   [{r.rule}; {r.confidence:.2f}]")
    for fact in reading.facts:
        whose = f" of {names[fact.about].text}" if fact.about else ""
        typer.echo(
            f"{fact.start:>6}-{fact.end:<6} {printable(f'{fact.name}{whose}: {fact.value}')}"
            f"   [facts: {fact.rule}; {fact.confidence:.2f}]"
        )
    counts = f"{len(reading.mentions)} mentions, {len(reading.relations)} relations, language {reading.language}."
    typer.echo(f"{counts} {reading.partly}".strip())
