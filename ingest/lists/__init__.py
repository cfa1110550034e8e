"""What readers of lists of parties share: listings, identifiers by their many names, births, names, countries."""

from types import ModuleType

from ingest.lists import births, identifiers, listing, names, say
from ingest.lists.listing import listed, party_kind
from ingest.lists.names import names_in
from ingest.lists.say import (
    nation_code,
    say_address,
    say_births,
    say_countries,
    say_identifier,
    say_link_to_name,
)

USES: tuple[ModuleType, ...] = (births, identifiers, listing, names, say)
"""Modules whose change means that documents are read again."""

__all__ = [
    "USES", "listed", "names_in", "nation_code", "party_kind", "say_address", "say_births", "say_countries",
    "say_identifier", "say_link_to_name",
]  # fmt: skip
