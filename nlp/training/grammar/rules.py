"""Rules that put words together: how addresses, goods, codes and identifiers are drawn from their banks.

A table of a bank holds rules, each a list of productions, or one string with a production on each line or between `;`.
In a production
`{name}` stands for another rule, `[…]` for words that are there every other time, `<a|b>` for one of several,
`{d5}` for five digits, `{L2}` for two capital letters, `{X4}` for four digits or letters, `{1-25}` for a number
in between.
A production that starts with `3*` is three times as likely; a backslash keeps the sign after it as it is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Mapping, Sequence

from nlp.training.grammar.banks import is_held

Draw = Callable[[random.Random, bool], str]
"""Draws one text; the flag says whether from the entries that are held back."""

_WEIGHT = re.compile(r"^(\d+)\*")
_DIGITS, _LETTERS, _RANGE = re.compile(r"^d(\d+)$"), re.compile(r"^([LX])(\d+)$"), re.compile(r"^(\d+)-(\d+)$")
_CAPITALS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_SIGNS = "0123456789" + _CAPITALS


def entries(listed: str | Sequence[str]) -> tuple[str, ...]:
    """The productions of a rule, however the bank writes them."""
    if isinstance(listed, str):
        return tuple(dict.fromkeys(entry for part in re.split(r"[;\n]", listed) if (entry := part.strip())))
    return tuple(listed)


def parted(listed: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The entries for training and those held back; where one part would be empty, it is everything."""
    shown, held = [e for e in listed if not is_held(e)], [e for e in listed if is_held(e)]
    return tuple(shown or listed), tuple(held or listed)


def digits(rng: random.Random, count: int) -> str:
    """That many digits; the first is no zero."""
    if count <= 0:
        return ""
    low = 10 ** (count - 1)
    return str(int(low + rng.random() * 9 * low)) if count < 16 else digits(rng, 15) + digits(rng, count - 15)


def letters(rng: random.Random, count: int) -> str:
    """That many capital letters, without those that are taken for digits."""
    return "".join(rng.choice(_CAPITALS) for _ in range(count))


class Grammar:
    """Rules that draw texts from one another, the same for the same random numbers."""

    def __init__(self, rules: Mapping[str, str | Sequence[str]], split: Collection[str] = ()) -> None:
        """Take rules by name; the productions of those in `split` are parted into shown and held back."""
        self._rules = {name: entries(listed) for name, listed in rules.items()}
        self._split = frozenset(split)
        self._ready: dict[str, Draw] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._rules

    def draw(self, rng: random.Random, name: str, held: bool = False) -> str:
        """One text of the rule."""
        draw = self._ready.get(name)
        return (draw or self._rule(name))(rng, held)

    def _rule(self, name: str) -> Draw:
        draw = self._builtin(name)
        if draw is None:
            if name not in self._rules:
                raise KeyError(f"no rule {name!r} in this bank")
            shown, held = parted(self._rules[name]) if name in self._split else (self._rules[name], self._rules[name])
            draw = _either(self._options(shown), self._options(held))
        self._ready[name] = draw
        return draw

    def _options(self, productions: Sequence[str]) -> list[Draw]:
        out: list[Draw] = []
        for production in productions:
            weight = _WEIGHT.match(production)
            text = production[weight.end() :] if weight else production
            out += [self._parse(text)] * (int(weight[1]) if weight else 1)
        if not out:
            raise ValueError("a rule without productions")
        return out

    def _builtin(self, name: str) -> Draw | None:
        if found := _DIGITS.match(name):
            count = int(found[1])
            return lambda rng, _: digits(rng, count)
        if found := _LETTERS.match(name):
            signs, times = (_CAPITALS if found[1] == "L" else _SIGNS), range(int(found[2]))
            return lambda rng, _: "".join([rng.choice(signs) for _ in times])
        if found := _RANGE.match(name):
            low, span = int(found[1]), int(found[2]) - int(found[1]) + 1
            return lambda rng, _: str(low + int(rng.random() * span))
        return None

    def _parse(self, text: str) -> Draw:
        draw, rest = self._sequence(text, 0, "")
        if rest != len(text):
            raise ValueError(f"unbalanced brackets in {text!r}")
        return draw

    def _sequence(self, text: str, at: int, until: str) -> tuple[Draw, int]:
        parts: list[Draw | str] = []
        words: list[str] = []

        def flush() -> None:
            if words:
                parts.append("".join(words))
                words.clear()

        while at < len(text) and text[at] not in until:
            sign = text[at]
            if sign == "\\":
                words.append(text[at + 1])
                at += 2
            elif sign == "{":
                end = text.index("}", at)
                flush()
                parts.append(self._named(text[at + 1 : end]))
                at = end + 1
            elif sign == "[":
                flush()
                inner, at = self._sequence(text, at + 1, "]")
                parts.append(_perhaps(inner))
                at += 1
            elif sign == "<":
                flush()
                options: list[Draw] = []
                while text[at] != ">":
                    inner, at = self._sequence(text, at + 1, "|>")
                    options.append(inner)
                parts.append(_either(options, options))
                at += 1
            else:
                words.append(sign)
                at += 1
        flush()
        return _joined(parts), at

    def _named(self, name: str) -> Draw:
        if (draw := self._builtin(name)) is not None:
            return draw
        if name not in self._rules:
            raise KeyError(f"no rule {name!r} in this bank")
        return lambda rng, held: self.draw(rng, name, held)


def _either(shown: list[Draw], held: list[Draw]) -> Draw:
    few, many = len(shown), len(held)
    if few == many == 1 and shown[0] is held[0]:
        return shown[0]

    def draw(rng: random.Random, back: bool) -> str:
        if back:
            return held[int(rng.random() * many)](rng, back)
        return shown[int(rng.random() * few)](rng, back)

    return draw


def _perhaps(inner: Draw) -> Draw:
    return lambda rng, held: inner(rng, held) if rng.random() < 0.5 else ""


def _joined(parts: list[Draw | str]) -> Draw:
    if not parts:
        return lambda _, __: ""
    if len(parts) == 1:
        only = parts[0]
        return (lambda _, __: only) if isinstance(only, str) else only
    return lambda rng, held: "".join([p if isinstance(p, str) else p(rng, held) for p in parts])
