"""Who penalised whom: settlements, designations, listings, "EU-listed"; the authority, else the law it acted under."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found
from nlp.scene import PARTIES, PARTY, Said, Scene, Sentence, negated

_LISTED = re.compile(rf"(?P<head><O\d+>)-(?:listed|designated|sanctioned) (?:<L\d+>(?:’s|'s) )?(?P<tail>{PARTY})")
_DESIGNATED = re.compile(
    rf"(?P<head><O\d+>) (?:also |has |had )?(?:designated|sanctioned|listed|fined|penali[sz]ed|blocked|denied|debarred|charged|assessed|convicted|added) (?:a (?:penalty|fine)[^<]{{0,40}} (?:on|against) )?(?:the )?(?P<tail>{PARTIES})"
)
_BY = re.compile(
    rf"(?P<tail>{PARTIES})[^.<]{{0,60}}?(?:<D\d+>[^.<]{{0,20}})?\b(?:was|were|has been|have been|is|are|been|being)(?: also)? (?:designated|sanctioned|listed|fined|penali[sz]ed|blocked|denied export privileges|debarred|included|placed|subject(?:ed)?)[^.<]{{0,60}}?(?:<D\d+>[^.<]{{0,20}})?\bby (?:the )?(?P<head><[OG]\d+>)"
)
_SETTLES_WITH = re.compile(
    rf"(?P<head><O\d+>) (?:[Ss]ettles?|settled|has settled|reached a settlement|reached an agreement|entered into a settlement(?: agreement)?) with (?:the )?(?P<tail>{PARTY})"
)
_ADDED = re.compile(
    rf"(?:(?P<tail>{PARTIES})[^.]{{0,60}}(?:added|placed) (?:to|on)|(?:added|adding|placed|placing) (?P<tail2>{PARTIES}) (?:to|on)) (?:the )?(?P<head><G\d+>)"
)
_SETTLES = re.compile(
    rf"(?P<tail>{PARTY})[^.]{{0,400}}?\b(?:agreed to (?:pay|remit|settle|a settlement)|(?:has|have) remitted|remitted|settled? (?:its|their|his|her)? ?potential|have agreed to (?:pay|remit|settle)|has been assessed|was assessed|been fined|agreed to a)\b"
)
_OFAC_ACTS = re.compile(
    r"(<O\d+>)(?:’s|'s)?,? (?:(?:also|further) )?(?:alleged?|alleges|determined|determination|determin ?ation|found|settle[sd]?|sanctions|settled|considered)"
)


def find(scene: Scene) -> Iterator[Said]:
    """Designations and settlements, each with the authority that made it."""
    for sentence in scene.sentences:
        plain = sentence.plain
        for rule, pattern in (
            ("X-listed", _LISTED),
            ("designated", _DESIGNATED),
            ("designated by", _BY),
            ("settles with", _SETTLES_WITH),
            ("added to a list", _ADDED),
        ):
            for m in pattern.finditer(plain):
                if negated(m[0]):
                    continue
                tails = m["tail"] or m.groupdict().get("tail2") or ""
                for tail in scene.marks(tails):
                    yield Said(
                        "PENALISED",
                        scene.mention(m["head"]),
                        tail,
                        sentence.start,
                        sentence.end,
                        f"penalties: {rule}",
                        0.85,
                    )
    yield from _settlements(scene)


def _settlements(scene: Scene) -> Iterator[Said]:
    """ "X has agreed to pay": penalised by the authority that the next sentences name, else by the law cited."""
    sentences = scene.sentences
    for i, sentence in enumerate(sentences):
        m = _SETTLES.search(sentence.plain)
        if not m:
            continue
        party = scene.mention(m["tail"])
        if _authority(scene, party) and len(scene.marks(sentence.plain)) > 1:
            others = [p for p in scene.marks(sentence.plain) if not _authority(scene, p)]
            party = others[0] if others else party
        following = sentences[i : i + 6]
        short = _short_name(scene, party)
        bodies = [one for s in following for one in _acting(scene, s)]
        if bodies:
            named = {scene.words(body): body for body in reversed(bodies)}
            for body in named.values():
                yield Said(
                    "PENALISED",
                    body,
                    short or party,
                    sentence.start,
                    sentence.end,
                    "penalties: settled with the authority",
                    0.8,
                )
            continue
        laws = [
            g
            for g in scene.marks(sentence.plain, "G")
            if g.kind in ("named", "citation")
            and re.search(r"Regulations|Order|Act\b", scene.words(g))
            and not re.match(r"§|\d", scene.words(g))
        ]
        for law in laws[:3]:
            yield Said(
                "PENALISED",
                law,
                short or party,
                sentence.start,
                sentence.end,
                "penalties: settled under the law cited",
                0.7,
            )


def _acting(scene: Scene, sentence: Sentence) -> Iterator[Found]:
    for m in _OFAC_ACTS.finditer(sentence.plain):
        one = scene.mention(m[1])
        if _authority(scene, one):
            yield one


def _authority(scene: Scene, one: Found) -> bool:
    words = scene.words(one)
    return one.kind == "public_body" and bool(
        re.fullmatch(
            r"OFAC|BIS|DOJ|DDTC|OFSI|FinCEN|Office of Foreign Assets Control|Bureau of Industry and Security|(?:U\.S\. )?Department of .*",
            words,
        )
    )


def _short_name(scene: Scene, party: Found) -> Found | None:
    """The defined short name of a party, as the text goes on to use it."""
    full = scene.words(party)
    for short, long in scene.page.links:
        if long == full:
            for one in scene.found:
                if scene.words(one) == short and one.start > party.start:
                    return one
    return None
