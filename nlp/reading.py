"""What reading a text gives: mentions with their place and words, and relations between them."""

from __future__ import annotations

from dataclasses import dataclass

ENTITY_LABELS = (
    "ORG", "PERSON", "VESSEL", "ADDRESS", "PLACE", "ITEM", "CONTROL_CODE", "IDENTIFIER", "LEGAL", "DATE", "MONEY",
)  # fmt: skip
RELATION_TYPES = (
    "ALIAS_OF", "LOCATED_AT", "OFFICER_OF", "OWNS", "SUPPLIED", "INVOLVES_ITEM", "ACTED_FOR", "ASSOCIATED", "PENALISED",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: characters `start` to `end` (exclusive) of the text, its label and how it was found."""

    id: str
    start: int
    end: int
    label: str
    text: str
    kind: str = ""
    """Finer kind where known: identifier scheme, code regime, party kind."""
    value: str = ""
    """Normalised value where there is one: ISO date, amount and currency, code, identifier."""
    rule: str = ""
    """The component and rule that found it."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that the text states between two mentions, with the characters of the words that state it."""

    head: str
    tail: str
    type: str
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0
    hedged: bool = False
    """True if the text says it as alleged, possible or denied by someone, not as fact."""
    role: str = ""
    """The words of the role where the text gives them: "director", "general manager"."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the notice as a whole, with the characters it rests on and the rule that found it."""

    name: str
    """`kind`, `authority`, `legal_basis`, `date`, `effective`, `term`, `expires`, `conviction`, `reference`,
    `respondent`, `related_person`, `amount`, `outcome`, `earlier_citation`, `earlier_date`."""
    value: str
    """Normalised: an ISO date, an amount and its currency, a kind of `nlp/data/notice_kinds.toml`."""
    start: int
    end: int
    rule: str = ""
    confidence: float = 1.0
    about: str = ""
    """Id of the mention it speaks of, where it is one party's own: its amount, its earlier order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text."""

    text: str
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    language: str = "en"
    partly: str = ""
    """What could not be done with this text, for people; empty if it was read in full."""
    facts: tuple[Fact, ...] = ()
    """Facts of the notice as a whole where found, in the order of the text: what it is, who, since when, how much."""

    def fact(self, name: str) -> str:
        """The first value of this fact; empty if the text does not say."""
        return next((fact.value for fact in self.facts if fact.name == name), "")
