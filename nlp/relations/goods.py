"""Who deals in which goods: the subject of a dealing verb, a maker said to be one, the user of goods "used by"."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found
from nlp.scene import ITEMS, PARTIES, Said, Scene, Sentence, hedged, negated

_VERB = re.compile(
    r"\b(?:suppl(?:y|ies|ied|ying)|produc(?:e|es|ed|ing|tion)|manufactur(?:e|es|ed|ing)|develop(?:s|ed|ing|ment)?|provid(?:e|es|ed|ing)|sells?|sold|selling|sales?|sale|export(?:s|ed|ing|ation)?|import(?:s|ed|ing)?|purchas(?:e|es|ed|ing)|procur(?:e|es|ed|ing|ement)|ship(?:s|ped|ping|ment|ments)?|deliver(?:s|ed|ing|ies)?|speciali[sz](?:e|es|ed|ing)|design(?:s|ed|ing)?|distribut(?:e|es|ed|ing)|trad(?:e|es|ed|ing) in|transport(?:s|ed|ing|ation)?|acquir(?:e|es|ed|ing)|buys?|bought|mine|mining|making|makes|made|creating|modernising|modernizing|refin(?:e|es|ed|ing)|repair(?:s|ed)?|resell|divert|order(?:ed)? for|placed an order|obtain(?:s|ed|ing)?|deploys?|dismantling|supplier of|exporter of|network for|assembl(?:es|ed|y))\b"
)
_MAKER = re.compile(
    r"(?P<head><[OP]\d+>)(?:,? (?:is |was )?(?:an? |the )?(?:<L\d+> ?)?(?:(?:known|leading|major|main|U\.S\.|primary|Russian|Chinese|Iranian|state-owned|arms|[\w-]+ian) )*)(?:manufacturer|producer|developer|developer and manufacturer|distributor|supplier|exporter|importer|provider|maker|seller|dealer|dealer and main exporter|trader|retailer)s?(?: and [\w ]{1,30})? (?:of|in|that (?:develops|produces|manufactures|supplies)) (?P<tail>[^.<]{0,30}"
    + ITEMS
    + r")"
)
_COMPANY = re.compile(
    r"(?P<head><O\d+>),? (?:is |are |was )?(?:an? |both )?(?:<L\d+>[ -]*(?:based)? )?(?P<tail><I\d+>) (?:company|manufacturer|supplier|suppliers|producer|distributor|dealer)s?"
)
_USED = re.compile(
    r"(?P<tail>"
    + ITEMS
    + r")(?:,|”)?”? ?(?:which |that )?(?:are |is |were |was )?(?:used|deployed|operated|employed|fielded|flown) by (?:the )?(?P<head>"
    + PARTIES.replace("[OPV]", "[OP]")
    + r")"
)
_NEED = re.compile(
    r"<I\d+>[”’]?(?:’s)? ?(?:[“‘]?[\w-]*[”’]? )?(?:for|of|for the|of the|used in|used in the|used for|for use in|used to launch the|for its|applications in)(?: the| [A-Z][a-z]+ian| Russian)? ?[“\"]?$"
)
_OF = re.compile(r"<I\d+>[^<.;]{0,60}\b(?:for|of|in)(?: the| its| Russian| Iranian| Chinese| various)* [“\"]?$")


def find(scene: Scene) -> Iterator[Said]:
    """Goods of each sentence with the party that deals in them."""
    for sentence in scene.sentences:
        if "<I" not in sentence.plain:
            continue
        unsure = hedged(sentence.plain)
        taken: set[Found] = set()
        for pattern, rule, confidence in (
            (_USED, "used by", 0.8),
            (_MAKER, "said to be the maker or dealer", 0.85),
            (_COMPANY, "named by its goods", 0.75),
        ):
            for m in pattern.finditer(sentence.plain):
                if negated(m[0]):
                    continue
                for item in scene.marks(m["tail"], "I"):
                    taken.add(item)
                    for head in scene.marks(m["head"]):
                        yield _said(sentence, head, item, rule, confidence, unsure)
        yield from _dealt(scene, sentence, taken, unsure)


def _dealt(scene: Scene, sentence: Sentence, taken: set[Found], unsure: bool) -> Iterator[Said]:
    plain = sentence.plain
    for m in re.finditer(r"<I(\d+)>", plain):
        item = scene.found[int(m[1])]
        if item in taken:
            continue
        before = plain[: m.start()]
        if _NEED.search(before) or _OF.search(before):
            continue
        after = plain[m.end() :]
        traced = re.search(r"traced back (?:directly )?to (?:the )?(<O\d+>)", after)
        if traced:
            yield _said(sentence, scene.mention(traced[1]), item, "traced back to", 0.7, unsure)
            continue
        head = _actor(before)
        if not head:
            continue
        between = before[head[1] :]
        if not _VERB.search(between) or negated(between) or negated(before[-60 - len(between) : -len(between) or None]):
            continue
        if re.search(r"\b(?:valued at|containing|such as the|used in|used by)\b[^<]*$", between) and not re.search(
            r"such as [^<]*$", between
        ):
            continue
        yield _said(sentence, scene.mention(head[0]), item, "deals in", 0.65, unsure or hedged(between))
    for m in re.finditer(r"by (?:the )?(<[OP]\d+>)(?P<rest>[^.]*)", plain):
        for n in re.finditer(r"<I(\d+)>", plain[: m.start()]):
            item = scene.found[int(n[1])]
            stretch = plain[n.end() : m.start()]
            if (
                item not in taken
                and re.search(
                    r"\b(?:produced|manufactured|supplied|sold|made|exported|shipped|procured|developed|provided|designed) $",
                    stretch,
                )
                and not negated(stretch)
            ):
                yield _said(sentence, scene.mention(m[1]), item, "made or sold by", 0.75, unsure)


def _actor(before: str) -> tuple[str, int] | None:
    """The party whose verb governs what follows: the first of its clause, not one that goods went to."""
    clause = re.split(r"(?:, which |; |, who )(?=[^<]{0,12}(?:is|are|was|develop|produc))", before)[-1]
    offset = len(before) - len(clause)
    found = list(re.finditer(r"<[OP]\d+>", clause))
    if not found:
        found = list(re.finditer(r"<[OP]\d+>", before))
        offset = 0
        clause = before
    for m in found:
        ahead = clause[: m.start()]
        after = clause[m.end() :]
        if re.match(
            r" (?:also |further )?(?:alleged|determined|found|concluded|that|license|regulations)|-listed|’s (?:consideration|determination)",
            after,
        ):
            continue
        if (
            re.search(r"\b(?:to|from|with|by|of|against|with the|to the|by the|of the) $", ahead)
            and len(found) > 1
            and m is found[0]
            and not re.match(r"(?:As |In )", clause)
        ):
            continue
        return m[0], offset + m.end()
    if not found:
        return None
    return found[0][0], offset + found[0].end()


def _said(sentence: Sentence, head: Found, item: Found, rule: str, confidence: float, unsure: bool) -> Said:
    return Said("INVOLVES_ITEM", head, item, sentence.start, sentence.end, f"goods: {rule}", confidence, unsure)
