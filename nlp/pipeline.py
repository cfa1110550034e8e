"""The pipeline: a blank spaCy language, our tokeniser, and every component found in `nlp/components`."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from nlp import components
from nlp.facts import facts_of
from nlp.finding import Found, Page
from nlp.healing import Healed, heal
from nlp.language import language_of, partly_read
from nlp.reading import Mention, Reading, Relation
from nlp.related import Related
from nlp.relating import relate
from nlp.tokens import Tokeniser
from nlp.trained.load import Trained, load_trained

_PIECE = 40_000
"""Characters read at once; a longer text is read in pieces that end at a paragraph or a sentence."""


def _modules() -> list[ModuleType]:
    found = [
        importlib.import_module(f"{components.__name__}.{m.name}") for m in pkgutil.iter_modules(components.__path__)
    ]
    return sorted(found, key=lambda module: (module.ORDER, module.__name__))


def _component(module: ModuleType) -> Callable[[Doc], Doc]:
    def run(doc: Doc) -> Doc:
        page: Page = doc.user_data["page"]
        page.take(module.find(page))
        return doc

    return run


def _settle(doc: Doc) -> Doc:
    """Put what was found into `doc.ents`, as any spaCy user expects it."""
    page: Page = doc.user_data["page"]
    spans = [doc.char_span(f.start, f.end, label=f.label) for f in page.found]
    doc.ents = tuple(filter_spans([span for span in spans if span is not None]))
    return doc


def assemble() -> Language:
    """The spaCy pipeline: one pipe for each component, in their order, then `settle`."""
    language = spacy.blank("en")
    language.tokenizer = Tokeniser(language.vocab)
    language.max_length = 10_000_000
    for module in _modules():
        name = module.__name__.rpartition(".")[2]
        Language.component(name, func=_component(module))
        language.add_pipe(name)
    Language.component("settle", func=_settle)
    language.add_pipe("settle")
    return language


class Reader:
    """Reads texts. Make one with `load()` and keep it: the first text costs the loading of word lists."""

    def __init__(self, language: Language, trained: Trained | None = None) -> None:
        self.language = language
        self.trained = trained

    def read(self, text: str) -> Reading:
        """Everything found in one text. Never raises on any string."""
        healed = heal(text)
        names: dict[str, tuple[str, str]] = {}
        mentions: list[Mention] = []
        relations: list[Relation] = []
        for start, piece in _pieces(healed.text):
            page = self._page(piece, names)
            found = sorted(page.found, key=lambda f: (f.start, f.end))
            first = len(mentions)
            ids = {f: f"e{first + i}" for i, f in enumerate(found, 1)}
            mentions += [_mention(text, healed, start, f, ids[f]) for f in found]
            for one in self.relate(page, found):
                a, b = healed.back(start + one.start, start + one.end)
                relations.append(
                    Relation(
                        ids[one.head], ids[one.tail], one.type, a, b, one.rule, one.confidence, one.hedged, one.role
                    )
                )
        language = language_of(text)
        return Reading(
            text,
            tuple(mentions),
            tuple(relations),
            language,
            partly_read(language, text),
            facts_of(healed.text, text, mentions),
        )

    def read_many(self, texts: Iterable[str]) -> Iterator[Reading]:
        """Readings in the order of the texts, one at a time."""
        return (self.read(text) for text in texts)

    def relate(self, page: Page, found: Sequence[Found]) -> Sequence[Related]:
        """What the page says of its mentions."""
        return relate(page, found, self.trained, self.trained.votes.get("relations") if self.trained else None)

    def page(self, piece: str, *, until: str = "") -> Page:
        """One stretch of healed text after every component before the one named `until`; of all, if none is named."""
        return self._page(piece, {}, until)

    def _page(self, piece: str, names: dict[str, tuple[str, str]], until: str = "") -> Page:
        doc = self.language.tokenizer(piece)
        trained = self.trained
        page = Page(
            piece,
            names=names,
            guess=trained.guess(doc) if trained else None,
            votes=trained.votes.get("mentions") if trained else None,
        )
        doc.user_data["page"] = page
        for name, pipe in self.language.pipeline:
            if name == until:
                break
            doc = pipe(doc)
        return page


def _mention(text: str, healed: Healed, offset: int, found: Found, identity: str) -> Mention:
    start, end = healed.back(offset + found.start, offset + found.end)
    return Mention(
        identity, start, end, found.label, text[start:end], found.kind, found.value, found.rule, found.confidence
    )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > _PIECE:
        window = text[start + _PIECE // 2 : start + _PIECE]
        cut = window.rfind("\n\n")
        if cut < 0:
            ends = [m.end() for m in re.finditer(r"[.;] |\n", window)]
            cut = ends[-1] if ends else window.rfind(" ")
        stop = start + _PIECE // 2 + cut if cut > 0 else start + _PIECE
        yield start, text[start:stop]
        start = stop
    if text[start:]:
        yield start, text[start:]


def load() -> Reader:
    """A reader with every component."""
    return Reader(assemble(), load_trained())
