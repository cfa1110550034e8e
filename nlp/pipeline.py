"""The pipeline: a blank spaCy language, our tokeniser, and every component found in `nlp/components`."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
from nlp.relating import relate
from nlp.tokens import Tokeniser
from nlp.trained.load import Trained, load_trained
from nlp.weighing import Scored, strip_of

_PIECE = 40_000
"""Characters read at once; a longer text is read in pieces that end at a paragraph or a sentence."""
_TOGETHER = 60_000
"""Characters of texts that the networks look at together."""


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


@dataclass
class Sheet:
    """One stretch of text on its way through the components."""

    doc: Doc
    page: Page
    found: list[Found] = field(default_factory=list)
    """What was found, in the order of the text."""


class Reader:
    """Reads texts. Make one with `load()` and keep it: the first text costs the loading of word lists."""

    def __init__(self, language: Language, trained: Trained | None = None) -> None:
        self.language = language
        self.trained = trained

    def read(self, text: str) -> Reading:
        """Everything found in one text. Never raises on any string."""
        return next(self.read_many([text]))

    def read_many(self, texts: Iterable[str]) -> Iterator[Reading]:
        """Readings in the order of the texts; the networks look at many of them at once, which is quicker."""
        batch: list[str] = []
        for text in texts:
            batch.append(text)
            if sum(map(len, batch)) >= _TOGETHER:
                yield from self._read(batch)
                batch = []
        if batch:
            yield from self._read(batch)

    def page(self, piece: str, *, until: str = "") -> Page:
        """One stretch of healed text after every component before the one named `until`; of all, if none is named."""
        (sheet,) = self._sheets([piece])
        self._find(sheet, {}, until)
        return sheet.page

    def strips(self, sheets: Sequence[Sheet]) -> list[Scored | None]:
        """What the network thinks of the pairs of each page; nothing without a network."""
        if self.trained is None or "relations" not in self.trained.votes:
            return [None for _ in sheets]
        return self.trained.related([strip_of(sheet.page, sheet.found) for sheet in sheets])

    def _read(self, texts: Sequence[str]) -> Iterator[Reading]:
        healed = [heal(text) for text in texts]
        cut = [list(_pieces(one.text)) for one in healed]
        sheets = self._sheets([piece for pieces in cut for _, piece in pieces])
        at = 0
        for pieces in cut:
            names: dict[str, tuple[str, str]] = {}
            for sheet in sheets[at : at + len(pieces)]:
                self._find(sheet, names)
            at += len(pieces)
        scored = self.strips(sheets)
        at = 0
        for text, whole, pieces in zip(texts, healed, cut, strict=True):
            own = zip(pieces, sheets[at : at + len(pieces)], scored[at : at + len(pieces)], strict=True)
            yield self._put_together(text, whole, [(start, sheet, one) for (start, _), sheet, one in own])
            at += len(pieces)

    def _put_together(self, text: str, healed: Healed, sheets: Sequence[tuple[int, Sheet, Scored | None]]) -> Reading:
        mentions: list[Mention] = []
        relations: list[Relation] = []
        votes = self.trained.votes.get("relations") if self.trained else None
        for start, sheet, scored in sheets:
            first = len(mentions)
            ids = {f: f"e{first + i}" for i, f in enumerate(sheet.found, 1)}
            mentions += [_mention(text, healed, start, f, ids[f]) for f in sheet.found]
            for one in relate(sheet.page, sheet.found, scored, votes):
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

    def _sheets(self, pieces: Sequence[str]) -> list[Sheet]:
        docs = [self.language.tokenizer(piece) for piece in pieces]
        trained = self.trained
        guesses = trained.guesses(docs) if trained else [None for _ in docs]
        votes = trained.votes.get("mentions") if trained else None
        pages = [Page(piece, guess=guess, votes=votes) for piece, guess in zip(pieces, guesses, strict=True)]
        return [Sheet(doc, page) for doc, page in zip(docs, pages, strict=True)]

    def _find(self, sheet: Sheet, names: dict[str, tuple[str, str]], until: str = "") -> None:
        sheet.page.names = names
        sheet.doc.user_data["page"] = sheet.page
        for name, pipe in self.language.pipeline:
            if name == until:
                break
            pipe(sheet.doc)
        sheet.found = sorted(sheet.page.found, key=lambda f: (f.start, f.end))


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
