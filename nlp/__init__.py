"""From text to mentions, relations and comparable names. Knows nothing of the graph."""

from nlp.reading import Mention, Reading, Relation

__all__ = ["Mention", "Reading", "Relation"]
