"""The tokeniser: letters, digits and marks apart, so that any span a rule finds begins and ends at a token."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from nlp.wordclass import word_class

_HAN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Scripts written without spaces: each character is a token."""
_TOKEN = re.compile(
    rf"[{_HAN}]|[A-Z]+(?![^\W\d_A-Z{_HAN}])|[A-Z][^\W\d_A-Z{_HAN}]*|[^\W\d_A-Z{_HAN}]+|\d+|\n+|[^\S\n]|\S",
)


class Tokeniser:
    """Turns healed text into a `Doc` whose text is the same, character for character; tags say what our lists know."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of a text."""
        found = _TOKEN.findall(text)
        words: list[str] = []
        spaces: list[bool] = []
        for piece in found:
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces, tags=[word_class(word) for word in words])

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to save: the rules are the code."""

    def from_disk(self, _path: object, **_: object) -> Tokeniser:
        """Nothing to load."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save: the rules are the code."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokeniser:
        """Nothing to load."""
        return self


@registry.tokenizers("thirdport.Tokeniser.v1")
def make_tokeniser() -> Callable[[Language], Tokeniser]:
    """The tokeniser, as a pipeline's configuration asks for it."""
    return lambda language: Tokeniser(language.vocab)
