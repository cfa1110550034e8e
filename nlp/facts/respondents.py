"""Who a notice is against, each with what came of it and its own amount; and the persons related to them."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.facts.marked import PARTY, Marked, Sentence
from nlp.reading import Fact, Mention

_AND = r"(?:,? and |, |; and |; )(?:its (?:[\w-]+ ){0,4}(?:subsidiar(?:y|ies)|affiliates?),? )?"
_BRACKET = r"(?: ?\((?:[^()<]|<[A-Z]\d+>){0,80}\))?"
_PARTIES = rf"{PARTY}{_BRACKET}(?:{_AND}{PARTY}{_BRACKET}){{0,12}}"
_AUTHORITY = re.compile(
    r"OFAC|BIS|DOJ|DDTC|OFSI|FinCEN|FDA|HMRC|.*Office of (?:Foreign Assets Control|Financial Sanctions).*|.*Bureau of Industry.*"
    r"|(?:the )?(?:U\.?S\.? )?Department of .*|.*Treasury.*|.*Government.*|.*Ministry.*|.*Administration|HM .*|.*Attorney.*|.*Secretary.*|Mitigatio ?n"
)
_ENDS_IN = re.compile(r"\b(?:settl\w+|penalt\w+|liabilit\w+|violat\w+|allegations?|fine[ds]?)\b", re.IGNORECASE)
_PAYS = re.compile(
    r"\b(?P<verb>(?:ha(?:s|ve) |had )?(?:also |each |jointly |collectively )?(?:agreed (?:to|upon) (?:pay|remit|settle|a settlement|forfeit)|agrees to (?:pay|remit|settle)|remitted|entered into an? (?:settlement|agreement)"
    r"|settled|settles?\b|paid|(?:been |was |were )(?:assessed|fined|ordered to pay|issued a (?:civil )?(?:monetary )?penalty)))"
)
_ASSESSED = re.compile(r"assess|fined|ordered|issued a")
_AMOUNT_NOT = re.compile(
    r"\b(?:valued at|value of|worth|base (?:civil )?(?:monetary )?penalt\w+|statutory maximum|maximum|transactions? (?:totaling|of)|exceeding|up to|deposit\w*|invoice\w*)[^<]{0,30}$",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"(?P<verb>[Ss]ettles?|settled|[Ee]nters? [Ii]nto (?:an? )?(?P<before><M\d+> )?[Ss]ettlement(?: [Aa]greement)?|reached an? (?:<M\d+> )?(?:settlement|agreement)(?: agreement)?|[Ss]ettlement [Aa]greement) (?:reached )?with (?:the )?(?P<who>{_PARTIES})(?P<rest>[^.\n]{{0,160}})"
)
_IMPOSED = re.compile(
    rf"(?:(?:[Ii]mpos|[Aa]ssess|[Ii]ssu|[Ll]ev)(?:e|es|ed|s|y|ied|ing) (?:an? )?(?:(?P<a><M\d+>)[^<.]{{0,20}}(?:penalty|fine)|(?:[a-z]+ ){{0,3}}(?:penalty|fine)(?: notice)?(?: of (?P<b><M\d+>))?)(?: [^<.]{{0,30}})? (?:on|against|to)|\bfined) (?:the )?(?P<who>{_PARTIES})(?P<rest>[^.\n]{{0,80}})"
)
_FINDING = re.compile(
    rf"(?:[Ii]ssu(?:es|ed|ing)|[Mm]ade) an? [Ff]inding of [Vv]iolation(?: [Ll]etter)?(?: \([^)]{{1,20}}\))? to (?:the )?(?P<to>{_PARTIES})"
    rf"|(?P<who>{PARTY}){_BRACKET}[^.<]{{0,60}}(?<!not )\b(?:[Rr]eceive[sd]?|was issued) a [Ff]inding of [Vv]iolation"
)
_DENIED = (
    re.compile(
        rf"\b[Dd]en(?:y|ies|ied|ying) (?:all )?(?:the )?export privileges (?:of|to) (?:the )?(?P<who>{_PARTIES})"
    ),
    re.compile(
        rf"(?P<who>{_PARTIES})[^.]{{0,600}}?(?:\((?:each |collectively,? |individually |hereinafter |the )*[“\"]?(?:the )?(?:<[A-Z]\d+>|Denied Persons?)[”\"]?\)[^.]{{0,80}}|, )may not,? (?:directly|participate)"
    ),
    re.compile(
        rf"(?P<who>{_PARTIES})[^.]{{0,200}}?\b(?:is|are|be|shall be|was) (?:hereby )?(?:temporarily |permanently )?(?:denied (?:all |his |her |its |their )?export privileges|debarred)"
    ),
    re.compile(
        rf"\b(?:export privileges|privileges under the (?:<G\d+>|Regulations)) of (?:the )?(?P<who>{_PARTIES})[^.]{{0,80}}\b(?:is|are|be|shall be) (?:hereby )?denied"
    ),
    re.compile(
        rf"\b(?:[Oo]rder|TDO|[Dd]enial|[Dd]enying)\b[^.;]{{0,160}}? (?:against|relating to) (?:the )?(?P<who>{_PARTIES})"
    ),
    re.compile(rf"\b(?:debarring|debarred|debars) (?P<who>{_PARTIES})"),
    re.compile(rf"\b[Dd]ebarments? of (?P<who>{_PARTIES})"),
)
_RESCINDED = re.compile(
    rf"\b(?:rescind\w*|terminat\w+|withdr\w+|lift\w*|vacat\w+|revok\w*)\b[^.]{{0,160}}?(?:of|against|debarring|relating to) (?:the )?(?P<who>{PARTY})"
)
_REMOVED = re.compile(
    rf"(?:(?P<who>{_PARTIES})[^.<]{{0,40}}\b(?:ha(?:s|ve) been|was|were|is|are) (?:removed|deleted) from|\b(?:removing|removes|removed) (?:the )?(?P<who2>{_PARTIES})[^.<]{{0,40}} from)"
)
_RELATED = (
    re.compile(
        rf"\b[Rr]elated [Pp]ersons?\b(?:[”\"’)]|\s|:|,|named|to|this|the|[Oo]rder|pursuant|<G\d+>|is|are|of|in|Section|following|as|under|and|[\d.§]){{0,40}}(?P<who>{_PARTIES})"
    ),
    re.compile(rf"(?P<who>{_PARTIES})[^.<]{{0,80}}\bas (?:an? )?(?:[“\"])?[Rr]elated [Pp]ersons?"),
    re.compile(
        rf"(?P<who>{_PARTIES})[^.<]{{0,40}}\((?:each |collectively,? |the |a )*[“\"]?(?:the )?[Rr]elated [Pp]ersons?[”\"]?\)"
    ),
)
_PAID_SUM = re.compile(
    r"\b(?:(?:agreed|agrees) to (?:pay|remit)(?: an aggregate amount of)?|settlement (?:amount )?(?:of|for)|(?:penalty|fine) of|totaling|violations?[^.<]{0,60}(?:<G\d+>[^.<]{0,40})*,? for) (?P<sum><M\d+>)"
)
_WORDING = re.compile(r"Export Privileges|Temporar(?:y|ily)|Debarment")
_DEBARRED = re.compile(rf"(?P<who>{PARTY})[;:] [^\n]{{0,120}}?(?:Debarment|<G\d+>)")
_ORDER = re.compile(r"(?:[Oo]rder|TDO|[Dd]ebarments?|[Dd]enial|[Ll]isting|[Dd]esignation)")
_EACH = re.compile(
    rf"(?P<who>{PARTY})(?P<between>[^<.;]{{0,40}}(?:included|dated|of|published|issued)[^<.;]{{0,40}}) (?P<day><D\d+>)"
)
_TABLE = re.compile(r"(?P<money><M\d+>|\$ ?<M\d+>) ?(?P<how>[SA])(?=\W|$|[A-Z]|OFAC)")
_LONGEST = 1200
_ROW, _ROW_LINES = 420, 9
"""Characters and lines of one row of a flattened table; more are several rows, and whose amount it is cannot be told."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount and its currency, with its place."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Against:
    """One party that a notice is against, what came of it, and the amount where one was named."""

    who: Mention
    outcome: str
    span: tuple[int, int]
    rule: str
    confidence: float
    amount: Amount | None = None

    def facts(self) -> Iterator[Fact]:
        """As facts: the party, what came of it, and its amount."""
        name = " ".join(self.who.text.split())
        yield Fact("respondent", name, self.who.start, self.who.end, self.rule, self.confidence, self.who.id)
        yield Fact("outcome", self.outcome, *self.span, self.rule, self.confidence, self.who.id)
        if self.amount is not None:
            where = (self.amount.start, self.amount.end)
            yield Fact("amount", self.amount.value, *where, self.rule, self.confidence, self.who.id)


def penalised(marked: Marked) -> Iterator[Against]:
    """Who paid, settled, was fined or was found to have violated, sentence by sentence and row by row."""
    yield from _rows(marked)
    for sentence in marked.sentences:
        text = sentence.text[:_LONGEST]
        for m in _FINDING.finditer(text):
            if not re.search(r"\bnot\b|\bnever\b", text[max(0, m.start() - 40) : m.start()]):
                yield from _each(
                    marked, sentence, m, m["to"] or m["who"], "finding_of_violation", "finding of violation", 0.9
                )
        for m in _WITH.finditer(text):
            amount = _amount(marked, (m["before"] or "") + " " + m["rest"])
            yield from _each(marked, sentence, m, m["who"], "settlement", "settles with", 0.9, amount)
        for m in _IMPOSED.finditer(text):
            amount = _amount(marked, (m["a"] or "") + (m["b"] or "") + " " + m["rest"])
            yield from _each(marked, sentence, m, m["who"], "penalty", "penalty imposed on", 0.85, amount)
        yield from _payer(marked, sentence, text)


def _payer(marked: Marked, sentence: Sentence, text: str) -> Iterator[Against]:
    if not _ENDS_IN.search(text) or re.search(r"[Mm]itigat|preceding", text):
        return
    verb = _PAYS.search(text)
    if verb is None or re.search(r"\b(?:not|never|would|could|may|might)\W+(?:\w+\W+)?$", text[: verb.start()]):
        return
    before = text[: verb.start()]
    subject = next(
        (m for m in re.finditer(_PARTIES, before) if not all(is_authority(one) for one in marked.marks(m[0]))), None
    )
    amount = _amount(marked, text[verb.end() :])
    strong = re.search(r"agree|remit|assess|fined|ordered|entered", verb["verb"]) or amount is not None
    if subject is None or not strong or re.search(r"^(?:When|If|Before|After|Although|While|As)\b", before):
        return
    outcome = "penalty" if _ASSESSED.search(verb["verb"]) else "settlement"
    first = re.match(rf"{PARTY}{_BRACKET}(?:(?: and |, and |, )(?:{PARTY}{_BRACKET}))*(?=[^<]*$)", subject[0])
    who = subject[0] if first and len(before) - subject.end() < 60 else subject[0].partition(">")[0] + ">"
    span = (sentence.start + subject.start(), sentence.start + verb.end())
    for one in _unbracketed(marked, who):
        if is_authority(one):
            continue
        yield Against(
            one,
            outcome,
            marked.back(*span),
            f"penalised: {'assessed' if outcome == 'penalty' else 'agreed to pay'}",
            0.9,
            amount,
        )


def _rows(marked: Marked) -> Iterator[Against]:
    """Rows of the flattened tables of old releases: a name, its place, what it did, an amount, A or S."""
    start = 0
    for m in _TABLE.finditer(marked.text):
        row = marked.text[start : m.start()]
        names = [one for one in marked.marks(row) if one.rule.startswith("tables")]
        amount = _amount(marked, m["money"])
        clear = (
            "<M" not in row and not re.search(r"\$|\d,\d{3}", row) and len(row) < _ROW and row.count("\n") < _ROW_LINES
        )
        if len(names) == 1 and clear and amount is not None:
            outcome = "settlement" if m["how"] == "S" else "penalty"
            yield Against(
                names[0],
                outcome,
                (names[0].start, marked.back(m.start(), m.end())[1]),
                "penalised: row of a table",
                0.85,
                amount,
            )
        start = m.end()


def titled(marked: Marked, outcome: str) -> Iterator[Against]:
    """The parties of an order's title."""
    for one in marked.mentions:
        if one.rule.startswith("titles: party") and not _WORDING.search(one.text):
            yield Against(one, outcome, (one.start, one.end), "order: party of its title", one.confidence)
    if first := _DEBARRED.match(marked.text):  # "NAME; Denial of Hearing; Final Debarment Order"
        one = marked.mention(first["who"])
        yield Against(one, outcome, (one.start, one.end), "order: party of its title", 0.9)


def denied(marked: Marked) -> Iterator[Against]:
    """Who an order denies or debars, as its text names them."""
    for sentence in marked.sentences:
        for pattern in _DENIED:
            for m in pattern.finditer(sentence.text[: _LONGEST * 3]):
                yield from _each(marked, sentence, m, m["who"], "denied", "denied in the text", 0.85, family="order")


def released(marked: Marked) -> Iterator[Against]:
    """Whose order or listing is ended."""
    for sentence in marked.sentences:
        text = sentence.text[:_LONGEST]
        for m in _RESCINDED.finditer(text):
            yield from _each(marked, sentence, m, m["who"], "released", "its order is ended", 0.85, family="order")
        if re.search(r"\b(?:rescind|terminat|withdr|lift|vacat|revok)", text):
            for who, _ in own_days(marked, sentence):
                yield Against(who, "released", (who.start, who.end), "order: its order is ended", 0.8)
        for m in _REMOVED.finditer(text):
            yield from _each(
                marked, sentence, m, m["who"] or m["who2"], "delisted", "removed from a list", 0.85, family="order"
            )


def own_days(marked: Marked, sentence: Sentence) -> list[tuple[Mention, Mention]]:
    """Each party that a sentence about orders gives the day of its own order, with that day."""
    if not _ORDER.search(sentence.text):
        return []
    pairs = [(marked.mention(m["who"]), marked.mention(m["day"])) for m in _EACH.finditer(sentence.text)]
    return [(who, day) for who, day in pairs if len(day.value) == 10 and not is_authority(who)]


def related(marked: Marked) -> Iterator[Fact]:
    """Persons named as related to the denied person."""
    seen: set[str] = set()
    for pattern in _RELATED:
        for m in pattern.finditer(marked.text):
            for one in _unbracketed(marked, m["who"]):
                if one.id not in seen and not is_authority(one):
                    seen.add(one.id)
                    name = " ".join(one.text.split())
                    yield Fact("related_person", name, one.start, one.end, "order: related person", 0.8, one.id)


def _each(
    marked: Marked, sentence: Sentence, m: re.Match[str], who: str, outcome: str, rule: str, confidence: float,
    amount: Amount | None = None, family: str = "penalised",
) -> Iterator[Against]:  # fmt: skip
    span = marked.back(sentence.start + m.start(), sentence.start + m.end())
    for one in _unbracketed(marked, who):
        if not is_authority(one):
            yield Against(one, outcome, span, f"{family}: {rule}", confidence, amount)


def _unbracketed(marked: Marked, text: str) -> list[Mention]:
    """The parties of a list, without the short names that stand in brackets behind them."""
    return marked.marks(re.sub(r"\((?:[^()]){0,120}\)", "", text))


def _amount(marked: Marked, text: str) -> Amount | None:
    """The first amount of what follows that is not the value of goods or a maximum."""
    for m in re.finditer(r"<M\d+>", text):
        if not _AMOUNT_NOT.search(text[: m.start()]):
            return _whole(marked.mention(m[0]), text[m.end() :])
    return None


def _whole(money: Mention, after: str) -> Amount | None:
    """An amount; where stray spaces cut its thousands off ("$1, 016,000") they belong to it."""
    value, _, currency = money.value.partition(" ")
    cut = re.match(r"(?P<rest>(?:, ?\d{3})+)(?P<cents>\.\d\d)?(?!\d)", after)
    if not value or (cut and "." in value):
        return None
    if cut:
        value += re.sub(r"\D", "", cut["rest"]) + (cut["cents"] or "")
    return Amount(f"{value} {currency}".strip(), money.start, money.end)


def only_amount(marked: Marked) -> Amount | None:
    """What one respondent agreed to pay, where the sentence that says so names no party ("The bank agreed to pay …")."""
    for m in _PAID_SUM.finditer(marked.text[:8000]):
        return _amount(marked, m["sum"] + marked.text[m.end() : m.end() + 20])
    return None


def is_authority(one: Mention) -> bool:
    """Is this a body that denies and fines, not one that is denied or fined?"""
    return bool(_AUTHORITY.fullmatch(" ".join(one.text.split()).replace("OF AC", "OFAC")))
