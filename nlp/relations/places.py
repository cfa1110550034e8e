"""Where parties are: "based in", "of", a place after the name, "X-based"."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.scene import PARTIES, PARTY, Said, Scene, hedged, negated

_WHERE = r"(?P<tail><[LA]\d+>)"
_PATTERNS = tuple(
    (rule, re.compile(pattern), confidence)
    for rule, pattern, confidence in (
        ("place after the name", rf"(?P<head>{PARTY}),? ?,? (?:of )?{_WHERE}(?=,|\)|$| \(|;|\.|, has| has)", 0.85),
        ("of a place", rf"(?P<head>{PARTY}),? of {_WHERE}", 0.85),
        ("address after the name", r"(?P<head><[OP]\d+>)(?:,| at|, at|,? (?:located|residing|resident|registered) at)? (?P<tail><A\d+>)", 0.85),
        ("based in", rf"(?P<head>{PARTIES})[^.<]{{0,80}}?\b(?:based|headquartered|located|established|registered|incorporated|resident|residing|domiciled|organized|organised|headquarter ed|lives|living|resides|operating|offices?) (?:in|at|under the laws of)(?: the)?(?: city of)? {_WHERE}(?!’s (?!$))", 0.8),
        ("companies in", rf"(?P<head><O\d+>)(?:,)? (?:is|was|are)[^.<]{{0,60}}? (?:company|companies|firm|enterprise|manufacturer|bank)(?: in the field)? in(?: the)? {_WHERE}", 0.7),
        ("important in", rf"(?P<head><O\d+>) is (?:one of the leaders|a systemically important company|a leading|the largest|one of)[^.]{{0,90}}? in the? ?{_WHERE}", 0.65),
        ("X-based", rf"{_WHERE} ?-? ?(?:based|organized|incorporated|registered)[^.<]{{0,40}}? (?P<head>{PARTIES})", 0.8),
        ("is X-based", rf"(?P<head>{PARTIES}) (?:is|are|was|were) (?:an? |the )?{_WHERE} ?-? ?(?:based|organized|incorporated|trading|financial|company|corporation|bank|firm)", 0.8),
        ("a company of a state", rf"(?P<head><O\d+>), an? {_WHERE}(?:,? <L\d+>)?[ -]*(?:based )?(?:corporation|company|limited|bank|firm|manufacturer)", 0.8),
        ("country before the name", r"(?P<tail><L\d+>) (?:financial institution|company|firm|bank|trading company|entity) (?P<head><O\d+>)", 0.75),
        ("country's", r"(?P<tail><L\d+>)(?:’s|'s) (?P<head><O\d+>)", 0.35),
        ("in its country", r"(?P<head><O\d+>),? (?:which is )?in(?: the)? (?P<tail><L\d+>)", 0.7),
        ("activities in", r"(?P<head><O\d+>)[^.<]{0,40} advertises its activities in (?P<tail><L\d+>)", 0.6),
        ("representative in", r"(?:representative|resident|official|diplomat|operative) in (?P<tail><L\d+>)(?:, <L\d+>)?[^.]{0,80}, (?P<head><P\d+>)", 0.7),
        ("is the country's", r"(?P<head><O\d+>)[^.]{0,60} (?:is|was) the (?P<tail><L\d+>)(?:’s|'s)", 0.6),
    )
)  # fmt: skip
_LEAST = 0.5


def find(scene: Scene) -> Iterator[Said]:
    """Places and addresses of parties, none where the words deny it."""
    for sentence in scene.sentences:
        if "<L" not in sentence.plain and "<A" not in sentence.plain:
            continue
        for rule, pattern, confidence in _PATTERNS:
            if confidence < _LEAST:
                continue
            for m in pattern.finditer(sentence.plain):
                if negated(m[0]):
                    continue
                for head in scene.marks(m["head"]):
                    unsure = hedged(m[0])
                    yield Said(
                        "LOCATED_AT",
                        head,
                        scene.mention(m["tail"]),
                        sentence.start,
                        sentence.end,
                        f"places: {rule}",
                        confidence,
                        unsure,
                    )
