"""Links between parties: office, ownership, supply, agency, association; each pattern reads one way of saying it."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp.lexicon import phrases
from nlp.scene import PARTIES, PARTY, Said, Scene, Sentence, hedged, negated

_ORGS = PARTIES.replace("[OPV]", "O")
_ORG = r"<O\d+>"
_PERSON = r"<P\d+>"
_PEOPLE = PARTIES.replace("[OPV]", "P")
_THE = r"(?:the |its |a |an |their |his |former |then-|sanctioned |listed |U\.S\.-listed |<O\d+>-listed |(?:[A-Z][a-z]+ian|Russian|Chinese|Belarusian|Turkish) |(?:<L\d+>(?:’s|'s|-based) ))*"


@dataclass(frozen=True, slots=True)
class _Way:
    type: str
    rule: str
    pattern: re.Pattern[str]
    confidence: float = 0.75


def _way(type_: str, rule: str, pattern: str, confidence: float = 0.75) -> _Way:
    return _Way(type_, rule, re.compile(pattern), confidence)


@cache
def _ways() -> tuple[_Way, ...]:
    role = (
        "(?P<role>(?:(?:"
        + "|".join(re.escape(r) for r in phrases("persons", "roles"))
        + r")(?: and | & |, |/)?(?: ?\((?:CEO|CFO|COO)\))?(?:the |former |co-)?)+)"
    )
    pre = r"(?:[A-Za-z-]+ ){0,3}?"
    supply = r"(?:suppl(?:y|ies|ied|ying)|s[eo]ll?(?:s|d|ing)?|sold|sells|deliver(?:s|ed|ing)?|export(?:s|ed|ing)?|ship(?:s|ped|ping)?|provid(?:es?|ed|ing)|transferr?(?:s|ed|ing)?|furnish(?:es|ed|ing)?|resell|resold|re-?export(?:s|ed)?)"
    return (
        _way("OFFICER_OF", "office: is ROLE of", rf"(?P<head>{_PEOPLE})(?:,? (?:who )?(?:is|was|are|were|has been|serves? as|served as|acts? as|acted as|became|remains)(?: also| currently| now)?),? (?:the |an? |one of the )?{pre}(?i:{role})(?:[\w -]{{0,40}}?)(?: of| at| in| for| with)? {_THE}(?P<tail>{_ORGS})", 0.85),
        _way("OFFICER_OF", "office: NAME, ROLE of", rf"(?P<head>{_PERSON}),? ?[(,] ?(?:the |an? |then |former |who is )?{pre}(?i:{role})(?:[\w -]{{0,30}}?)(?: of| at| in| for)? {_THE}(?P<tail>{_ORGS})", 0.8),
        _way("OFFICER_OF", "office: ROLE of X, NAME", rf"(?i:{role})(?:[\w -]{{0,30}}?)(?: of| at| in| for) {_THE}(?P<tail>{_ORG}),? (?:is |was |named )?(?:<O\d+>-listed )?(?P<head>{_PEOPLE})", 0.7),
        _way("OFFICER_OF", "office: X's ROLE is NAME", rf"(?P<tail>{_ORG})(?:’s|'s) {pre}(?i:{role})(?:,| is| was|:)?(?: currently)? {_THE}(?P<head>{_PEOPLE})", 0.85),
        _way("OFFICER_OF", "office: NAME works for", rf"(?P<head>{_PEOPLE}) (?:works?|worked|is employed|was employed|represents?|represented|heads?|headed|leads?|led|manages?|managed|runs?|founded|co-founded|directs?|directed) (?:for |by |at |as [\w ]{{1,30}} (?:for|at|of) )?{_THE}(?P<tail>{_ORGS})", 0.75),
        _way("OWNS", "ownership: owner or shareholder of", rf"(?P<head>{PARTIES}) (?:is|was|are|were)[\w, -]{{0,60}}?\b(?:owner|co-owner|shareholder|majority shareholder|beneficial owner|parent company|parent|proprietor)s?(?: and [\w -]{{1,30}})? of {_THE}(?P<tail>{_ORGS})", 0.85),
        _way("OWNS", "ownership: owns", rf"(?P<head>{PARTIES}) (?:wholly |fully |jointly |indirectly |directly |beneficially |also )?(?:owns?|owned|co-owns?|acquired|controls|holds? (?:a |an )?[\w.,% -]{{0,30}}(?:stake|share|shares|interest) in|bought)(?:, controlled,? and managed|,? and (?:controls|controlled|manages|operates)|\s\d[\d.,]*\s?(?:%|percent|per cent) of)? {_THE}(?P<tail>{_ORGS})", 0.8),
        _way("OWNS", "ownership: owned by", rf"(?P<tail>{_ORG})(?:,| is| was| are| were|, which is| which is|,? (?:is )?an? (?:<L\d+> )?[\w ,-]{{3,60}}?| is an? <L\d+>[\w ,-]{{3,60}}?)?(?: ultimately| wholly| fully| majority| partly| jointly| indirectly)*[ -](?:owned|co-owned|controlled|acquired|belongs|subordinate|subordinated|acquisition)(?: and controlled| and operated)?(?: in <D\d+>)? (?:by|to) {_THE}(?P<head>{PARTIES})", 0.8),
        _way("OWNS", "ownership: that is subordinate to", rf"(?P<tail>{_ORG})[^<]{{0,12}}\b(?:is|was)\b[^<]*(?:<I\d+>[^<]*)*\b(?:subordinate to|ultimately belongs to|which belongs to|owned by) {_THE}(?P<head>{_ORGS})", 0.75),
        _way("OWNS", "ownership: acquisition by", rf"(?:acquisition of (?P<tail>{_ORG}) by|(?P<tail2>{_ORG})[^.]{{0,80}}following its acquisition by) {_THE}(?P<head>{PARTY})", 0.75),
        _way("OWNS", "ownership: subsidiary of", rf"(?P<tail>{_ORG})(?:,| is| was|, which is)?(?: also)? (?:an? |the |one of the )?[\w -]{{0,40}}?\b(?:subsidiary|branch|division|affiliate|part|daughter company|unit) of {_THE}(?P<head>{_ORGS})(?!’s (?:military|defen[cs]e|arms))", 0.8),
        _way("OWNS", "ownership: its subsidiary", rf"(?P<head>{PARTY})(?:,? (?:and|through|via|on behalf of(?: itself and)?)|’s|'s|,[^.<]{{0,60}}(?:<[LI]\d+>[^.<]{{0,30}})?,? (?:and|on behalf of|on behalf of itself and)) ?(?:its |his )?(?:[\w-]+ ){{0,5}}?(?:<L\d+> ?-?(?:based|organized|incorporated)? )?(?:subsidiar(?:y|ies)|affiliates?|branch(?:es)?|firms?)(?: located in <L\d+>)?,? ?(?P<tail>{_ORGS})", 0.75),
        _way("OWNS", "ownership: X subsidiary Y", rf"(?:^|[^’\w])(?P<head>{_ORG}) (?:[\w-]+ )?subsidiary,? (?P<tail>{_ORG})", 0.75),
        _way("OWNS", "ownership: parent company", rf"(?P<tail>{_ORG})\b[^.]{{0,160}}?\b(?:its|their) (?:foreign |ultimate |former |U\.S\. )?parent(?: company)?,? (?P<head>{_ORG})", 0.75),
        _way("OWNS", "ownership: operates through firms", rf"(?P<head>{_PERSON}) operates through his (?:<L\d+>-based )?(?:firms|companies),? including (?P<tail>{_ORG}(?:(?:, | and )(?:the )?(?:<O\d+>-listed )?{_ORG})*)", 0.8),
        _way("SUPPLIED", "supply: supplies ... to", rf"(?P<head>{PARTIES})(?! (?:also |further )?(?:alleged|determined|found|concluded|said|stated|believes))(?:,[^.,<]{{0,60}},)?(?P<between>(?:(?!<[OP])[^.]){{0,140}}?)\b{supply}\b(?P<between2>(?:(?!\b(?:in order|with knowledge)\b)[^.]){{0,130}}?)\b(?:to|for use by|for) {_THE}(?:military |[\w -]{{0,30}}(?:end-users?|companies|customers|entities|persons)(?:,? such as|,? including|,)? )?(?P<tail>{PARTIES})(?!’s (?:war|military|invasion|nuclear|proliferation|ballistic|programme))", 0.75),
        _way("SUPPLIED", "supply: supplied by", rf"(?P<tail>{PARTY})(?P<between>[^.]{{0,120}}?)\b(?:was|were|been|is|are|be)? ?(?:suppl(?:ied)|sold|delivered|exported|shipped|provided)\b[^.]{{0,60}}?\bby {_THE}(?P<head>{PARTIES})", 0.7),
        _way("SUPPLIED", "supply: sold to X by Y", rf"\b(?:supplied|sold|delivered|exported|shipped|provided) to {_THE}(?P<tail>{PARTIES}) by {_THE}(?P<head>{PARTIES})", 0.75),
        _way("SUPPLIED", "supply: bought from", rf"(?P<tail>{PARTY})(?P<between>[^.]{{0,60}}?)\b(?:purchas(?:es|ed|ing)|bought|buys|imported|imports|procured|procures|acquired|obtained|ordered|received|sourced)\b(?P<between2>[^.]{{0,120}}?)\bfrom {_THE}(?P<head>{PARTIES})", 0.7),
        _way("SUPPLIED", "supply: shipments to", rf"(?P<head>{PARTY})(?P<between>[^.]{{0,60}}?)\b(?:made|conducted|carried out|effected|arranged)\b[^.]{{0,60}}?(?:shipments?|sales?|exports?|deliveries|transfers)[^.]{{0,60}}?\bto {_THE}(?:[\w ]{{0,20}}(?:entities|companies|parties), )?(?P<tail>{PARTIES})", 0.7),
        _way("SUPPLIED", "supply: support or services for", rf"(?P<head>{_ORG}) (?:facilitates|provides|provided|offers)(?P<between>[^.<]{{0,80}}?)(?:support|services|financing|logistics)[^.<]{{0,30}}? (?:to|for),?(?: arms [\w ]+?| [\w ]{{0,30}}?)? {_THE}(?P<tail>{_ORGS})", 0.65),
        _way("ACTED_FOR", "agency: on behalf of", rf"(?P<head>{PARTIES})(?P<between>[^.<]{{0,80}}?(?:<[IDLMG]\d+>[^.<]{{0,60}}){{0,3}}?)\b(?:on behalf of|for the benefit of|at the direction of|at the behest of|under the direction of|as an? (?:\w+ )?(?:agent|front|intermediary|representative|broker) (?:of|for))(?: itself and its [\w -]{{0,40}}?(?:<L\d+>, ?)?| itself and| its (?:former |then )?(?:subsidiary|parent)\s?,?)? ?{_THE}(?P<tail>{PARTIES})(?!’s (?:missile|military|nuclear))", 0.75),
        _way("ACTED_FOR", "agency: front for", rf"(?P<head>{PARTIES})[^.<]{{0,40}}?\b(?:is|was|acts?|acted|operates|serves) (?:as )?(?:a |the )?(?:[\w-]+ )?(?:front(?: company)?|cover|proxy|agent|intermediary|procurement agent|procurement arm|purchasing agent|nominee) (?:for|of) {_THE}(?P<tail>{PARTIES})", 0.8),
        _way("ACTED_FOR", "agency: used by", rf"(?P<head>{_ORG}) (?:is|was|has been) (?:used|controlled|directed|tasked) by {_THE}(?P<tail>{PARTIES})(?: for| to| as|\.|$)", 0.7),
        _way("ACTED_FOR", "agency: for a service", rf"(?P<head>{_PERSON})[^.]{{0,250}}\bpass (?:it|them) (?:on )?to {_THE}(?P<tail>{_ORG})", 0.6),
        _way("ASSOCIATED", "association: works with", rf"(?P<head>{PARTIES})(?P<between>[^.<]{{0,100}}?)\b(?:collaborat(?:es|ed|ing)|cooperat(?:es|ed|ing)|co-operat(?:es|ed)|work(?:s|ed|ing)?(?: closely)?|partner(?:s|ed)|conspir(?:es|ed|ing)|certified to work|ties|links|linked|relationship|contracts?|entered into[^.<]{{0,40}}?(?:agreements?|contracts?)) (?:with|to) {_THE}(?P<tail>{PARTIES})", 0.7),
        _way("ASSOCIATED", "association: entered into agreement", rf"(?P<head>{_ORG}) (?:and|,) (?:the )?(?P<tail>{_ORG})(?:,? [^.<]{{0,40}})? entered into", 0.65),
        _way("ASSOCIATED", "association: associated with", rf"(?P<head>{PARTIES})(?P<between>[^.<]{{0,60}}?)\b(?:associated|affiliated|connected) (?:with|to) {_THE}(?P<tail>{PARTIES})(?!’s)", 0.7),
        _way("ASSOCIATED", "association: direct links to", rf"links (?:to|with) {_THE}(?P<tail>{_ORG}), (?P<head>{_PERSON})", 0.7),
        _way("ASSOCIATED", "association: transactions involving", rf"(?:transactions|business|deals) (?:involving|between|with) (?P<head>{_ORG}) and [^<.]{{0,60}}?(?P<tail>{_ORGS})", 0.6),
        _way("ASSOCIATED", "association: successor to", rf"(?P<head>{_ORG}),? (?:the |a )?(?:legal )?successor(?:-in-interest)? (?:to|of) {_THE}(?P<tail>{_ORG})", 0.8),
        _way("ASSOCIATED", "association: family", rf"(?P<head>{_PERSON}),? (?:is )?(?:the |his |her )?(?:brother|sister|wife|husband|son|daughter|father|mother|cousin|nephew|spouse|business partner|partner|associate|accomplice)s? of {_THE}(?P<tail>{_PEOPLE})", 0.8),
        _way("ASSOCIATED", "association: had an interest", rf"(?:vessel|aircraft|property)[^.<]{{0,40}}?[“\"]?(?P<tail><V\d+>)[^.]{{0,40}} in which (?P<head>{_ORG}) had an interest", 0.6),
        _way("ASSOCIATED", "association: property in which it had an interest", rf"(?P<head>{_ORG}) dealt in property in which {_THE}(?P<tail>{_ORG})", 0.65),
    )  # fmt: skip


def find(scene: Scene) -> Iterator[Said]:
    """Every pair that a pattern finds in a sentence; none where the words between deny it."""
    for sentence in scene.sentences:
        if sentence.plain.count("<") < 2:
            continue
        for way in _ways():
            for m in way.pattern.finditer(sentence.plain):
                yield from _pairs(scene, sentence, way, m)


def _pairs(scene: Scene, sentence: Sentence, way: _Way, m: re.Match[str]) -> Iterator[Said]:
    groups = m.groupdict()
    tail_text = groups.get("tail") or groups.get("tail2")
    if not tail_text or negated(sentence.plain[max(0, m.start() - 60) : m.end()]):
        return
    role = (groups.get("role") or "").strip(" ,/")
    unsure = hedged(sentence.plain)
    for head in scene.marks(groups["head"]):
        for tail in scene.marks(tail_text):
            yield Said(
                way.type, head, tail, sentence.start, sentence.end, f"parties: {way.rule}", way.confidence, unsure, role
            )
