"""Which mentions of one notice are the same party: the same name, or a name the notice says is another name of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.cells import Cell
from nlp.reading import Mention, Reading

PARTY_LABELS = ("ORG", "PERSON", "VESSEL")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text of a notice and its reading."""

    cell: Cell
    reading: Reading

    def words(self, mention: Mention) -> Cell:
        """The words of a mention with their place."""
        return self.cell.part(mention.start, mention.end)

    def mention(self, identity: str) -> Mention:
        """The mention with this id."""
        return next(m for m in self.reading.mentions if m.id == identity)


@dataclass(eq=False)
class Group:
    """One party of a notice: its mentions, the main name first."""

    mentions: list[tuple[Cell, Mention]] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    """Comparable forms of names that are said to be other names."""

    @property
    def main(self) -> tuple[Cell, Mention]:
        """The first mention of the main name."""
        own = [pair for pair in self.mentions if comparable(pair[1].text) not in self.others]
        return (own or self.mentions)[0]

    @property
    def key(self) -> str:
        """What the party is known by inside its notice."""
        return comparable(self.main[1].text)

    @property
    def kind(self) -> str:
        """The kind most mentions speak for."""
        votes: Counter[str] = Counter()
        for _, mention in self.mentions:
            votes["person" if mention.label == "PERSON" else mention.kind or "unknown"] += 1
        return votes.most_common(1)[0][0]

    def names(self) -> Iterator[tuple[Cell, Mention]]:
        """Each spelling once, where it first stands."""
        seen: set[str] = set()
        for cell, mention in self.mentions:
            words = " ".join(mention.text.split())
            if words not in seen:
                seen.add(words)
                yield cell, mention


def comparable(name: str) -> str:
    """A name without case, spaces and marks: stray spaces of a PDF do not make another name."""
    return re.sub(r"[\W_]+", "", name).casefold()


def group_parties(spoken: Sequence[Spoken]) -> dict[str, Group]:
    """The party of each mention, by `<text number>:<mention id>`.

    A short name said of several parties together stays a party of its own.
    """
    aliases: dict[str, set[str]] = defaultdict(set)
    for one in spoken:
        labels = {m.id: m for m in one.reading.mentions}
        for relation in one.reading.relations:
            head, tail = labels[relation.head], labels[relation.tail]
            if relation.type == "ALIAS_OF" and head.label in PARTY_LABELS and tail.label in PARTY_LABELS:
                a, b = comparable(head.text), comparable(tail.text)
                if a and b and a != b:
                    aliases[a].add(b)
    groups: dict[str, Group] = {}
    found: dict[str, Group] = {}
    for number, one in enumerate(spoken):
        for mention in one.reading.mentions:
            name = comparable(mention.text)
            if mention.label not in PARTY_LABELS or not name:
                continue
            main = _main_name(name, aliases)
            group = groups.setdefault(main, Group())
            if main != name:
                group.others.add(name)
            group.mentions.append((one.words(mention), mention))
            found[f"{number}:{mention.id}"] = group
    return found


def _main_name(name: str, aliases: dict[str, set[str]]) -> str:
    """The one name that every chain of "other name of" ends at; the name itself if they end at several."""
    ends: set[str] = set()
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        following = aliases.get(one, set())
        waiting += following
        if not following:
            ends.add(one)
    if not ends:  # two names said of each other
        return min(seen)
    return ends.pop() if len(ends) == 1 else name
