"""Readings as a page for people: mentions coloured in their text, what is said of them below it, and why.

The page is one file without a script and asks nobody for anything. Whatever a text holds stays text: it is escaped, and
characters that cannot be seen or that turn the reading direction are shown by their number. spaCy's own displaCy draws
spans and labels only; rule, confidence, relations and hidden characters are what people here look for.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from pathlib import Path

from nlp.errors import ReadingRefused
from nlp.lines import Line, read_lines
from nlp.reading import ENTITY_LABELS, Fact, Mention, Reading, Relation

STYLE = Path(__file__).with_name("showing.css")

SURE, LIKELY = 0.9, 0.7
"""From here on a mention's line is solid, or dashed; below it is dotted."""

_SENTENCES = {
    "ALIAS_OF": "is another name of",
    "LOCATED_AT": "is or was at",
    "OFFICER_OF": "works or worked for",
    "OWNS": "owns or controls, or did,",
    "SUPPLIED": "supplied",
    "INVOLVES_ITEM": "dealt in",
    "ACTED_FOR": "acted for",
    "ASSOCIATED": "is or was connected with",
    "PENALISED": "penalised or listed",
}
_LINES = (".jsonl", ".ndjson", ".json")
_QUOTE = 500
"""Characters of a quote; the middle of a longer one is left out."""
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    r"|(?<=[\x00-\u024f])[\u200c\u200d]"  # joiners belong to some scripts, not to ours
    r"|[\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One text of a page: what it is called, and what was read from it."""

    title: str
    reading: Reading


def texts_of(path: Path) -> Iterator[Line]:
    """The texts of a file: one for each line of a `.jsonl` file, else the whole of it. Raises `ReadingRefused`."""
    if path.suffix.lower() in _LINES:
        yield from read_lines(path)
        return
    try:
        yield Line(path.name, "", path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ReadingRefused(f"{path} cannot be read: {error.strerror}.", "Name a text file or JSON lines.") from error
    except UnicodeDecodeError as error:
        raise ReadingRefused(
            f"{path} is not UTF-8: {error.reason} at byte {error.start}.", "Convert it to UTF-8."
        ) from error


def above(reading: Reading, floor: float) -> Reading:
    """What of a reading is at least this sure; a relation goes with either of its mentions."""
    mentions = tuple(one for one in reading.mentions if one.confidence >= floor)
    kept = {one.id for one in mentions}
    relations = tuple(
        one for one in reading.relations if one.confidence >= floor and one.head in kept and one.tail in kept
    )
    facts = tuple(one for one in reading.facts if one.confidence >= floor and (not one.about or one.about in kept))
    return replace(reading, mentions=mentions, relations=relations, facts=facts)


def page(title: str, texts: Sequence[Shown], floor: float = 0.0) -> str:
    """The whole page: only what is at least `floor` sure is told, and the page says so."""
    told = [replace(one, reading=above(one.reading, floor)) for one in texts]
    style = STYLE.read_text(encoding="utf-8") + _switches()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    labels = Counter(mention.label for one in told for mention in one.reading.mentions)
    relations = sum(len(one.reading.relations) for one in told)
    left = sum(len(one.reading.mentions) for one in texts) - sum(labels.values())
    counts = f"{_count(len(told), 'text')}, {_count(sum(labels.values()), 'mention')}, {_count(relations, 'relation')}."
    below = f" Only what is at least {floor:.2f} sure is shown; {_count(left, 'mention')} below that." if floor else ""
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy"'
            f" content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(_visible(title))} · as read</title>\n<style>{style}</style>\n</head>\n<body>",
            '<a class="skip" href="#texts">To the texts</a>',
            f'<header><h1>{_safe(title)}</h1><p class="soft">{counts}{below}</p></header>',
            _legend(labels),
            _contents(told),
            '<main id="texts">',
            *(_section(number, one) for number, one in enumerate(told, 1)),
            "</main>",
            '<footer><p class="soft">Read by a program: nothing here is a finding until a person has looked at the '
            "words it rests on.</p></footer>\n</body>\n</html>\n",
        ]
    )


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _switches() -> str:
    """One colour and one switch for each label."""
    rules = []
    for label in ENTITY_LABELS:
        off = f"body:has(#show-{label}:not(:checked)) mark.{label}"
        rules += [
            f".{label} {{ --c: var(--{label}) !important; }}",
            f"{off} {{ background: none; border-color: transparent; }} {off} b {{ display: none; }}",
        ]
    return "\n".join(rules) + "\n"


def _legend(labels: Counter[str]) -> str:
    switches = "".join(
        f'<label class="{label}"><input type="checkbox" id="show-{label}" checked><i></i>{label.replace("_", " ")} '
        f'<span class="soft">{labels[label]:,}</span></label>'
        for label in ENTITY_LABELS
        if labels[label]
    )
    lines = (
        f'<span class="marks soft">The line below a name says how sure it is: <mark>{SURE} and more</mark> '
        f'<mark class="mid">{LIKELY} to {SURE}</mark> <mark class="low">less</mark>. '
        "Why it was read: point at it, or go to it with the Tab key.</span>"
    )
    return f'<div class="legend"><fieldset><legend>Shown:</legend>{switches}{lines}</fieldset></div>'


def _contents(texts: Sequence[Shown]) -> str:
    if len(texts) < 2:
        return ""
    rows = "".join(
        f'<li><a href="#t{number}">{_safe(one.title)}</a> '
        f'<span class="soft">{len(one.reading.mentions)}, {len(one.reading.relations)}</span></li>'
        for number, one in enumerate(texts, 1)
    )
    return (
        f'<nav aria-label="Texts"><details><summary>{len(texts)} texts, with their mentions and relations</summary>'
        f"<ol>{rows}</ol></details></nav>"
    )


def _section(number: int, one: Shown) -> str:
    reading = one.reading
    here = f"t{number}"
    names = {mention.id: mention for mention in reading.mentions}
    partly = (
        f'<p class="partly"><strong>Only partly read.</strong> {_safe(reading.partly)}</p>' if reading.partly else ""
    )
    body = "".join(_marked(reading, here)) if reading.text.strip() else '<span class="empty">This text is empty.</span>'
    found = f"language {escape(reading.language)}, {_count(len(reading.mentions), 'mention')}"
    return "\n".join(
        [
            f'<article id="{here}"><h2>{_safe(one.title)}</h2><p class="soft">{found}</p>{partly}',
            f'<div class="text" lang="{escape(reading.language)}">{body}</div>',
            _facts(reading, names, here) if reading.facts else "",
            _relations(reading, names, here),
            "</article>",
        ]
    )


def _marked(reading: Reading, here: str) -> Iterator[str]:
    """The text with its mentions marked; of two that overlap the first is marked."""
    at = 0
    for one in sorted(reading.mentions, key=lambda m: (m.start, -m.end)):
        if one.start < at:
            continue
        yield _safe(reading.text[at : one.start])
        sure = "" if one.confidence >= SURE else " mid" if one.confidence >= LIKELY else " low"
        why = escape(_why(one))
        label = f"<b>{one.label.replace('_', ' ')}</b>"
        yield (
            f'<mark id="{here}-{one.id}" class="{one.label}{sure}" tabindex="0" title="{why}" '
            f'data-why="{why}">{_safe(reading.text[one.start : one.end])}{label}</mark>'
        )
        at = one.end
    yield _safe(reading.text[at:])


def _why(one: Mention) -> str:
    parts = [f"{one.label}{f', {one.kind}' if one.kind else ''}: {one.confidence:.2f} sure", one.rule]
    if one.value and one.value != one.text:
        parts.append(f"means {one.value}")
    return _visible("\n".join(parts))


def _relations(reading: Reading, names: dict[str, Mention], here: str) -> str:
    if not reading.relations:
        return '<p class="soft">No relation was read.</p>'
    rows = "\n".join(_sentence(one, reading.text, names, here) for one in reading.relations)
    return f"<h3>What the text says of them</h3>\n<ol>{rows}</ol>"


def _sentence(one: Relation, text: str, names: dict[str, Mention], here: str) -> str:
    verb = f"is or was {_safe(one.role)} of" if one.type == "OFFICER_OF" and one.role else _SENTENCES[one.type]
    mark = '<span class="tag">not said as fact</span>' if one.hedged else ""
    opening = '<li class="hedged">' if one.hedged else "<li>"
    return (
        f"{opening}{_link(names[one.head], here)} {verb} {_link(names[one.tail], here)}{mark}"
        f'<q>{_quote(text[one.start : one.end])}</q><span class="why">{one.type.replace("_", " ").lower()} · '
        f"{one.confidence:.2f} sure · {_safe(one.rule)}</span></li>"
    )


def _facts(reading: Reading, names: dict[str, Mention], here: str) -> str:
    rows = "".join(_fact(one, reading.text, names, here) for one in reading.facts)
    columns = "".join(f'<th scope="col">{name}</th>' for name in ("what", "is", "about", "in these words"))
    head = f"<thead><tr>{columns}</tr></thead>"
    return f'<h3>The notice as a whole</h3><div class="scroll"><table>{head}<tbody>{rows}</tbody></table></div>'


def _fact(one: Fact, text: str, names: dict[str, Mention], here: str) -> str:
    about = _link(names[one.about], here) if one.about in names else ""
    return (
        f'<tr><th scope="row">{_safe(one.name.replace("_", " "))}</th><td>{_safe(one.value)}</td><td>{about}</td>'
        f'<td class="soft" title="{escape(_visible(one.rule))}; {one.confidence:.2f} sure">'
        f"{_quote(text[one.start : one.end])}</td></tr>"
    )


def _link(one: Mention, here: str) -> str:
    return f'<a href="#{here}-{one.id}">{_safe(one.text)}</a>'


def _quote(words: str) -> str:
    words = words.strip()
    if len(words) <= _QUOTE:
        return _safe(words)
    return f"{_safe(words[: _QUOTE // 2])} … {_safe(words[-_QUOTE // 2 :])}"


def _safe(text: str) -> str:
    """Text as HTML that shows it: escaped, and what cannot be seen is shown by its number."""
    return _HIDDEN.sub(
        lambda m: f'<span class="hid" title="{escape(_name(m[0]))}">{ord(m[0]):04X}</span>', escape(text)
    )


def _visible(text: str) -> str:
    """Text where no tag can stand: what cannot be seen is shown by its number."""
    return _HIDDEN.sub(lambda m: f"[{ord(m[0]):04X}]", text)


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'a character that cannot be seen')}"


def shown(lines: Iterable[Line], read: Iterable[Reading]) -> list[Shown]:
    """Texts with their readings, under the name they have in their file."""
    return [
        Shown(" · ".join(filter(None, (line.source, line.id))), reading)
        for line, reading in zip(lines, read, strict=True)
    ]
