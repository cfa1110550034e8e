"""Texts made to mislead: what must and what must not be read from each. The cases are in `adversarial/*.toml`.

A case says `it`, its text, and some of: `mentions` that must be read ("LABEL words", alternatives after " | "),
`unread` mentions that must not be ("LABEL", "LABEL words", "* words"), `only` these and no other mentions, `values`
of mentions if they are read, `doubtful` mentions that are at most half sure, `relations` that must be read ("A TYPE
B", with " ?" at the end as not said as fact), relations that are `never` read ("TYPE" or "A TYPE B"), relations that
are `not_fact`, whether the text is read only `partly`, and the `seconds` it may take. A `shortfall` says in what the
reader is known to fall short of the case; it is then told as an expected failure. A full stop after a name may belong
to it or to the sentence.
"""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp.pipeline import Reader, load
from nlp.reading import RELATION_TYPES, Mention, Reading

Case = dict[str, Any]
Told = tuple[str, str, str]

CASES = Path(__file__).with_name("adversarial")
KEYS = {
    "it", "text", "json", "before", "times", "unit", "after", "mentions", "unread", "only", "values", "doubtful",
    "relations", "never", "not_fact", "partly", "seconds", "shortfall",
}  # fmt: skip


def cases() -> list[Case]:
    return [case for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


@pytest.fixture(scope="module")
def reader() -> Reader:
    reader = load()
    reader.read("Belmar Handels GmbH was fined in Minsk.")  # word lists are loaded before anybody looks at the clock
    return reader


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["it"])
def test_in_texts_made_to_mislead(reader: Reader, case: Case) -> None:
    text = text_of(case)
    start = time.monotonic()
    reading = reader.read(text)
    seconds = time.monotonic() - start
    wrong = list(faults(case, reading))
    if seconds > case.get("seconds", 20):
        wrong.append(f"it took {seconds:.0f} seconds")
    if wrong and "shortfall" in case:
        pytest.xfail(f"{case['shortfall']}: {'; '.join(wrong)}")
    assert not wrong, "\n".join(["", *wrong, *seen(reading)])


def test_every_case_says_something_that_is_checked_and_has_a_name_of_its_own() -> None:
    told = cases()
    assert len(told) >= 40
    assert len({case["it"] for case in told}) == len(told)
    for case in told:
        assert set(case) <= KEYS, case["it"]
        assert set(case) & {"mentions", "unread", "only", "relations", "never", "not_fact"}, case["it"]


def text_of(case: Case) -> str:
    if "json" in case:
        return str(json.loads(case["json"]))
    if "unit" in case:
        return str(case.get("before", "") + case["unit"] * case["times"] + case.get("after", ""))
    return str(case["text"])


def faults(case: Case, reading: Reading) -> Iterator[str]:
    """What of the reading is not as the case wants it."""
    for one in reading.mentions:
        if one.text != reading.text[one.start : one.end]:
            yield f"{one.id} quotes what does not stand at its place"
    for wanted in (*case.get("mentions", ()), *case.get("only", ())):
        if not any(fits(wanted, one) for one in reading.mentions):
            yield f"not read: {wanted}"
    for one in reading.mentions:
        if any(fits(unwanted, one) for unwanted in case.get("unread", ())):
            yield f"read: {one.label} {one.text}"
        if "only" in case and not any(fits(wanted, one) for wanted in case["only"]):
            yield f"read besides: {one.label} {one.text}"
        if one.confidence > 0.5 and any(fits(doubtful, one) for doubtful in case.get("doubtful", ())):
            yield f"believed: {one.label} {one.text} ({one.confidence})"
        if one.text in (values := case.get("values", {})) and one.value != values[one.text]:
            yield f"{one.text} is read as {one.value!r}, not {values[one.text]!r}"
    if "partly" in case and bool(reading.partly) != case["partly"]:
        yield f"partly read: {reading.partly!r}"
    yield from relation_faults(case, reading)


def relation_faults(case: Case, reading: Reading) -> Iterator[str]:
    names = {one.id: one.text for one in reading.mentions}
    told = [((bare(names[one.head]), one.type, bare(names[one.tail])), one.hedged) for one in reading.relations]
    for wanted in case.get("relations", ()):
        if (triple(wanted.removesuffix(" ?")), wanted.endswith(" ?")) not in told:
            yield f"not told: {wanted}"
    for one, hedged in told:
        if any(matches(unwanted, one) for unwanted in case.get("never", ())):
            yield f"told: {' '.join(one)}"
        if not hedged and any(matches(unwanted, one) for unwanted in case.get("not_fact", ())):
            yield f"told as fact: {' '.join(one)}"


def fits(said: str, one: Mention) -> bool:
    """Is this the mention of "LABEL", "LABEL words", "LABEL words | other words", "* words"?"""
    label, _, words = said.partition(" ")
    return label in ("*", one.label) and (not words or bare(one.text) in map(bare, words.split(" | ")))


def bare(name: str) -> str:
    return name.rstrip(".")


def triple(said: str) -> Told:
    """ "A TYPE B" as head, type and tail."""
    kind = next(kind for kind in RELATION_TYPES if f" {kind} " in said)
    head, _, tail = said.partition(f" {kind} ")
    return bare(head), kind, bare(tail)


def matches(said: str, one: Told) -> bool:
    return one[1] == said if said in RELATION_TYPES else one == triple(said)


def seen(reading: Reading) -> list[str]:
    """The reading, for whoever looks at a failure."""
    names = {one.id: one.text for one in reading.mentions}
    return [
        "read were:",
        *(f"  {one.label} {one.text[:80]!r} [{one.rule}; {one.confidence:.2f}]" for one in reading.mentions[:20]),
        *(
            f"  {names[one.head][:40]} {one.type} {names[one.tail][:40]}{' ?' * one.hedged} [{one.rule}]"
            for one in reading.relations[:20]
        ),
    ]
