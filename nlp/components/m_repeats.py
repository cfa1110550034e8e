"""Further mentions of names that the document has already given: the same words, or their telling part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.finding import Found, Page
from nlp.lexicon import phrases
from nlp.naming import generic, heads, suffix_form
from nlp.places import demonyms, gazetteer

ORDER = 130


def find(page: Page) -> Iterator[Found]:
    """Every other place where a known name stands, in full or by its telling word."""
    votes: dict[str, dict[tuple[str, str], float]] = {}
    for one in page.by_label("ORG", "PERSON", "VESSEL"):
        count = votes.setdefault(page.words(one), {})
        count[(one.label, one.kind)] = count.get((one.label, one.kind), 0.0) + one.confidence
    names = {name: max(count, key=lambda key: count[key]) for name, count in votes.items()}
    for name, given in page.names.items():
        names.setdefault(name, given)
    parts: dict[str, tuple[str, str]] = {}
    for name, label in names.items():
        for part in _telling(name, label[0]):
            if part not in names:
                parts.setdefault(part, label)
    page.names.update({n: v for n, v in names.items() if len(n) > 2})
    every = {
        **{k: (v, "the same name again") for k, v in names.items()},
        **{k: (v, "part of a name given before") for k, v in parts.items()},
    }
    begins: dict[str, list[str]] = {}
    for name in sorted((n for n in every if len(n) > 1), key=lambda n: (-len(n), n)):
        if first := _WORD.match(name):
            begins.setdefault(first[0], []).append(name)
    reached = 0
    for m in _WORD.finditer(page.text):
        if m.start() < reached or m[0] not in begins:
            continue
        for name in begins[m[0]]:
            if page.text.startswith(name, m.start()) and _ENDS.match(page.text, m.start() + len(name)):
                (name_label, kind), why = every[name]
                reached = m.start() + len(name)
                yield Found(m.start(), reached, name_label, f"repeats: {why}", kind, "", 0.85 if "same" in why else 0.7)
                break


_WORD = re.compile(r"(?<![\w’'])[\w]+")
_ENDS = re.compile(r"(?!\w)(?!-[A-Z0-9])")


@lru_cache(maxsize=20_000)
def _telling(name: str, label: str) -> tuple[str, ...]:
    """The parts of a name that may stand for it."""
    return tuple(_parts(name, label))


def _parts(name: str, label: str) -> Iterator[str]:
    """Parts that may stand for the whole: without its legal form; a surname; a word that names nothing else."""
    if label == "PERSON":
        last = name.split()[-1].strip(".,")
        if len(last) > 3 and last not in ("Jr", "III") and not generic(last) and last not in gazetteer():
            yield last
        return
    if label != "ORG":
        return
    bare = suffix_form().sub("", name)
    for form in phrases("orgs", "prefix_forms"):
        if bare.startswith(form + " "):
            bare = bare[len(form) + 1 :]
            break
    if bare != name and len(bare) > 3 and not all(generic(w) for w in bare.split()):
        yield bare
    for word in re.findall(r"[^\W\d_][\w-]{3,}", bare):
        if (
            word[0].isupper()
            and not generic(word)
            and word not in heads()
            and word not in gazetteer()
            and word not in demonyms()
        ):
            yield word
