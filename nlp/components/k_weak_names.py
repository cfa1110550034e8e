"""Names that nothing marks but their capitals and their place in the sentence; never from a title-case heading."""

# ruff: noqa: E501  (a pattern kept on one line is easier to check than one broken over several)

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.finding import Found, Page
from nlp.lexicon import phrases, words
from nlp.naming import generic
from nlp.runs import runs

ORDER = 110

_VERB = re.compile(
    r"(?:’s|'s)? (?:is|was|are|were|has|had|have|does|did|will|also|appears?|then|continued|began|operates?|produces?|supplies|supplied|manufactures?|develops?|provides?|provided|sold|sells|exported|imported|shipped|purchased|paid|acted|made|failed|violated|engaged|agreed|knew|received|conducted|facilitates?|facilitated|designs|specialises|specializes|placed|submitted|determined|alleged|entered|processed|maintained|used|sent|transferred|acquired|owns|owned|controls|specialised)\b"
)
_MARKED = re.compile(
    r" ?\((?:“|\"|collectively|the “|[A-Z]{2,})|,? (?:formerly|a/k/a|d/b/a|f/k/a|also known as)\b|’s |'s "
)


def find(page: Page) -> Iterator[Found]:
    """Capitalised runs with at least one word that is no common word, read as organisations with little confidence."""
    lower = set(re.findall(r"(?<![\w’'-])[a-zà-ÿ]{3,}", page.text))
    surnames = {page.words(p).split()[-1] for p in page.by_label("PERSON")}
    roles = {role.lower() for role in phrases("persons", "roles")}
    announce = re.compile(r"\b(?:" + "|".join(phrases("orgs", "announce")) + r")(?: such as)? [“\"‘]?$")
    for run in runs(page):
        parts = [p for p in run.text.split() if p not in ("and", "of", "the", "&", "for")]
        if any(p.lower() in lower and len(p) > 3 for p in parts) and not announce.search(
            page.text[max(0, run.start - 30) : run.start]
        ):
            continue
        if run.text in surnames:
            yield Found(run.start, run.end, "PERSON", "weak names: surname of a person named before", "person", "", 0.8)
            continue
        if (
            run.text in words("items", "acronyms")
            or run.text.lower() in roles
            or run.text in ("L/C", "CEO", "CFO", "U.S.", "M/V", "MV")
        ):
            continue
        glued = [w for p in parts for w in re.findall(r"[A-Z][a-z]+|[^A-Z]+|[A-Z]+", p)]  # "OrderDescription"
        if (
            all(generic(p.strip("“”")) for p in parts)
            or (len(glued) > len(parts) and all(map(generic, glued)))
            or len(parts) > 7
            or len(run.text) < 3
        ):
            continue
        if re.fullmatch(r"[IVXLC]+|\d+\w?|[A-Z]", run.text) or _heading(page, run.start, run.end):
            continue
        after = page.text[run.end : run.end + 24]
        before = page.text[max(0, run.start - 30) : run.start]
        if announce.search(before):
            yield Found(run.start, run.end, "ORG", "weak names: announced as an organisation", "organisation", "", 0.7)
        elif _VERB.match(after):
            yield Found(run.start, run.end, "ORG", "weak names: acts in its sentence", "organisation", "", 0.6)
        elif _MARKED.match(after) or before.endswith(("(“", '("', "(the “")):
            yield Found(
                run.start, run.end, "ORG", "weak names: has a short name or belongings", "organisation", "", 0.6
            )
        elif re.search(
            r"\b(?:to|by|from|with|of|for|and|between|against|,|including|via|through|using|that|when|on|behalf|as|if|because|where|while|at|until|since|both|or) $",
            before,
        ) and (len(parts) > 1 or run.text.isupper() or run.text[0].isupper()):
            yield Found(run.start, run.end, "ORG", "weak names: capitals in a sentence", "organisation", "", 0.45)


def _heading(page: Page, start: int, end: int) -> bool:
    """A line most of whose words are capitalised is a heading."""
    a = page.text.rfind("\n", 0, start) + 1
    b = page.text.find("\n", end)
    b = len(page.text) if b < 0 else b
    line = page.text[a:b]
    if b - a > 200:
        return False
    said = re.findall(r"[^\W\d_]{4,}", line)
    return len(said) >= 3 and sum(w[0].isupper() for w in said) > 0.7 * len(said)
