"""Scores are counted as the guidelines say, and wrong annotation files are named line by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp.commands.nlp import app
from nlp.errors import ReadingRefused
from nlp.lines import Line, read_lines
from nlp.reading import Mention, Reading, Relation
from nlp.scoring import compare, score_files

TEXT = "Acme GmbH sold pumps to Bolt AG. Acme GmbH is in Bonn."


class Fixed:
    """A reader that has read already."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def read(self, text: str) -> Reading:
        return self.reading


def line(**changes: object) -> dict[str, object]:
    value: dict[str, object] = {
        "id": "x-1", "source": "made up", "text": TEXT,
        "entities": [
            {"id": "e1", "start": 0, "end": 9, "label": "ORG", "text": "Acme GmbH"},
            {"id": "e2", "start": 24, "end": 31, "label": "ORG", "text": "Bolt AG"},
            {"id": "e3", "start": 33, "end": 42, "label": "ORG", "text": "Acme GmbH"},
        ],
        "relations": [{"head": "e1", "tail": "e2", "type": "SUPPLIED"}],
    }  # fmt: skip
    return {**value, **changes}


def written(path: Path, *lines: object) -> Path:
    path.write_text(
        "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines), encoding="utf-8"
    )
    return path


def test_a_name_said_three_times_carries_its_relation_once(tmp_path: Path) -> None:
    (gold,) = read_lines(written(tmp_path / "g.jsonl", line()), annotated=True)
    mentions = (
        Mention("a", 33, 42, "ORG", "Acme GmbH"),
        Mention("b", 24, 31, "ORG", "Bolt AG"),
        Mention("c", 0, 9, "ORG", "Acme GmbH"),
    )
    twice = (Relation("a", "b", "SUPPLIED", 0, 32), Relation("c", "b", "SUPPLIED", 0, 32))
    tallies, wrong = compare(gold, Reading(TEXT, mentions, twice))
    assert wrong == []
    assert tallies["relations"]["SUPPLIED"].numbers() | {"f1": 1.0} == tallies["relations"]["SUPPLIED"].numbers()
    assert tallies["entities"]["ORG"].right == 3


def test_a_span_one_character_off_is_wrong_and_missed(tmp_path: Path) -> None:
    (gold,) = read_lines(written(tmp_path / "g.jsonl", line(relations=[])), annotated=True)
    tallies, _ = compare(gold, Reading(TEXT, (Mention("a", 0, 8, "ORG", "Acme Gmb"),)))
    tally = tallies["entities"]["ORG"]
    assert (tally.right, tally.given, tally.wanted) == (0, 1, 3)


def test_flattened_tables_are_left_out_of_the_second_total() -> None:
    lines = [Line("ofac-001", "", TEXT, ((0, 9, "ORG", "e1"),)), Line("ofac-009", "", TEXT, ((0, 9, "ORG", "e1"),))]
    result = score_files({"g.jsonl": lines}, Fixed(Reading(TEXT, (Mention("a", 0, 9, "ORG", "Acme GmbH"),))))
    assert result["all files"]["documents"] == 2
    assert result["without flattened tables"]["documents"] == 1


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("{", "line 1: not JSON"),
        ({"id": "x"}, 'there is no "text"'),
        (line(entities=[{"id": "e1", "start": 0, "end": 99, "label": "ORG"}], relations=[]), "0-99 is not a span"),
        (
            line(entities=[{"id": "e1", "start": 0, "end": 4, "label": "ORG", "text": "Bolt"}], relations=[]),
            "its offsets hold 'Acme'",
        ),
        (line(entities=[{"id": "e1", "start": 0, "end": 4, "label": "FIRM"}], relations=[]), "'FIRM' is not a label"),
        (line(relations=[{"head": "e1", "tail": "e9", "type": "SUPPLIED"}]), "'e9'"),
        (line(relations=[{"head": "e1", "tail": "e2", "type": "LIKES"}]), "'LIKES' is not a relation type"),
        (line(entities="none"), '"entities" is not a list'),
    ],
)
def test_a_wrong_annotation_is_named_with_its_line(tmp_path: Path, given: object, problem: str) -> None:
    with pytest.raises(ReadingRefused) as refused:
        list(read_lines(written(tmp_path / "g.jsonl", given), annotated=True))
    assert problem in refused.value.message
    assert refused.value.next_step


def test_what_read_writes_can_be_scored_against_itself_and_is_all_right(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", {"id": "n1", "source": "s", "text": TEXT, "url": "kept"})
    out = tmp_path / "out.jsonl"
    runner = CliRunner()
    assert runner.invoke(app, ["read", str(source), "--out", str(out)]).exit_code == 0
    value = json.loads(out.read_text(encoding="utf-8"))
    assert value["url"] == "kept"
    assert set(value) >= {"id", "source", "text", "entities", "relations"}
    result = json.loads(runner.invoke(app, ["score", str(out), "--json"]).output)
    assert result["all files"]["entities"]["micro"]["f1"] == 1.0


def test_explain_names_the_rule_of_every_mention() -> None:
    result = CliRunner().invoke(app, ["explain", "Acme GmbH sold pumps to Bolt AG."])
    assert "[organisations: legal form after the name" in result.output
    assert "SUPPLIED" in result.output


def test_the_annotated_real_notices_are_read_at_least_this_well() -> None:
    from nlp.pipeline import load

    folder = Path(__file__).parents[3] / "shared" / "gold"
    if not folder.is_dir():
        import os

        assert os.environ.get("CI") != "true", "CI may not skip this"
        pytest.skip("the annotated notices are not here (../shared/gold)")
    files = {path.name: list(read_lines(path, annotated=True)) for path in sorted(folder.glob("*.jsonl"))}
    scores = score_files(files, load())["without flattened tables"]
    least = {"ORG": 0.9, "PERSON": 0.9, "ADDRESS": 0.9, "PLACE": 0.92, "DATE": 0.95, "MONEY": 0.95, "ITEM": 0.75}
    assert {
        label: scores["entities"][label]["f1"] for label in least if scores["entities"][label]["f1"] < least[label]
    } == {}
    assert scores["relations"]["micro"]["f1"] > 0.7
