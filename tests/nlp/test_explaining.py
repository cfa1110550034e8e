"""`thirdport nlp explain`: every mention and relation with the component, the rule and how sure it is."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from nlp.commands.nlp import app

TEXT = (
    "Korvane Metals Ltd (“Korvane”) of Minsk, Belarus, allegedly sold 40 gyroscopes (ECCN 7A002) to Perrault SARL on "
    "3 May 2021 for €12,500. Lena Brandt is its director."
)


def explained(*words: str, typed: str = "") -> str:
    run = CliRunner().invoke(app, ["explain", *words], input=typed)
    assert run.exit_code == 0, run.output
    return run.output


def test_each_line_names_component_rule_and_confidence() -> None:
    *lines, counts = explained(TEXT).strip().splitlines()
    assert re.fullmatch(r"\d+ mentions, \d+ relations, language en\.", counts)
    assert len(lines) >= 8
    for line in lines:
        assert re.search(r"\[[a-z_ ]+: .+; (?:0\.\d\d|1\.00)\]$", line), line


def test_what_is_only_alleged_is_said_to_be() -> None:
    assert "Korvane Metals Ltd -SUPPLIED-> Perrault SARL (not said as fact)" in explained(TEXT)


def test_the_same_for_machines_and_from_standard_input() -> None:
    told = json.loads(explained("-", "--json", typed=TEXT))
    assert {"language", "partly", "mentions", "relations"} <= set(told)
    assert all(one["rule"] and 0 < one["confidence"] <= 1 for one in told["mentions"] + told["relations"])
    ids = {one["id"] for one in told["mentions"]}
    assert all({one["head"], one["tail"]} <= ids for one in told["relations"])


@pytest.mark.parametrize("text", ["", "\x1b[31mred Ltd\x07", "A"])
def test_nothing_in_a_text_speaks_to_the_terminal(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", explained(text))
