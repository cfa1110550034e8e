"""What a simulated world is made of: firms, goods, shipments, licences, listings, notices, planted schemes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

FIRST_DAY = date(2023, 1, 1)
LAST_DAY = date(2025, 9, 30)
"""Trade of the world happens from `FIRST_DAY` to `LAST_DAY`."""


@dataclass(frozen=True)
class Firm:
    """A company or person as the registers know it. Nothing here is real."""

    name: str
    country: str
    street: str
    city: str
    phone: str = ""
    email: str = ""
    registration_no: str = ""
    registered_on: date | None = None
    activity: str = ""
    native: str = ""
    """Its name in the script of its country."""
    officers: tuple[str, ...] = ()
    person: bool = False
    registered: bool = True
    """Whether the company register knows it."""
    status: str = "active"
    dissolved_on: date | None = None

    @property
    def address(self) -> str:
        """One line, as registers and declarations write it."""
        return f"{self.street}, {self.city}" if self.street else self.city


@dataclass(frozen=True)
class Goods:
    """Something traded. `price` in US dollars and `kg` are for one `unit`."""

    description: str
    hs_code: str
    price: float
    kg: float
    kind: str
    part_number: str = ""
    control_code: str = ""
    unit: str = "pcs"
    months: tuple[int, ...] = ()


@dataclass(frozen=True)
class Shipment:
    """One consignment. `layout` says whether a customs declaration or a bill of lading records it."""

    reference: str
    day: date
    exporter: Firm
    consignee: Firm
    goods: Goods
    quantity: float
    notify: Firm | None = None
    forwarder: Firm | None = None
    end_user: Firm | None = None
    payer: Firm | None = None
    licence_id: str = ""
    origin: str = ""
    departure: str = ""
    destination: str = ""
    transit: str = ""
    status: str = "cleared"
    amended_on: date | None = None
    amended_field: str = ""
    amended_from: str = ""
    exporter_as: str = ""
    """The exporter's name as this record writes it, where that is not its registered name."""
    consignee_as: str = ""
    layout: str = "declaration"
    unblemished: bool = False
    """Planted records are written as they are; ordinary ones may get a typo or lose a cell."""


@dataclass(frozen=True)
class LicenceRow:
    """One row of the licence register: one line of a licence, as decided on one day."""

    licence_id: str
    status: str
    applicant: Firm
    consignee: Firm
    goods: Goods
    quantity: float
    applied_on: date
    decided_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    exporter: Firm | None = None
    end_user: Firm | None = None
    intermediaries: tuple[Firm, ...] = ()
    authority: str = "EXA"
    kind: str = "individual"
    line: int = 1
    country: str = ""
    end_use: str = ""
    conditions: str = ""
    reason: str = ""
    cites: str = ""
    published_from: date = date(2023, 1, 1)
    """First revision of the register that shows this row is the first published on or after this day."""


@dataclass(frozen=True)
class Listing:
    """The listing of one party: `kind` denial_order (denied persons list) or asset_freeze (sanctions list)."""

    firm: Firm
    kind: str
    since: date
    until: date | None = None
    reference: str = ""
    reason: str = ""
    alias: str = ""
    removed_on: date | None = None
    """Day from which the list no longer shows it."""


@dataclass(frozen=True)
class Stake:
    """A share in a company, in percent; unknown is None."""

    owner: Firm
    owned: Firm
    share_min: float | None
    share_max: float | None
    since: date | None = None
    until: date | None = None
    source: str = "company register extract"


@dataclass(frozen=True)
class Office:
    """A person's office in a company."""

    person: str
    company: Firm
    role: str = "director"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Statement:
    """An end-use statement as the register keeps it."""

    statement_id: str
    licence_id: str
    signed_on: date
    signatory: str
    end_user: Firm
    goods: Goods
    quantity: float
    end_use: str
    text: str


@dataclass(frozen=True)
class Notice:
    """A notice in prose. `file` is a name for a text file of its own; without it the notice goes to the collection."""

    notice_id: str
    day: date
    title: str
    text: str
    file: str = ""


@dataclass(frozen=True)
class Decoy:
    """An innocent look-alike beside a scheme, and why it is innocent."""

    why: str
    parties: tuple[Firm, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """A planted scheme: the saved query that must find it, its story, and what it consists of."""

    query: str
    story: str
    parties: tuple[Firm, ...]
    records: tuple[str, ...] = ()
    """References of shipments, licences, statements that belong to it."""
    decoys: tuple[Decoy, ...] = ()
    also: tuple[str, ...] = ()
    """Other saved queries that may rightly show the same parties."""


@dataclass
class World:
    """Everything there is. Schemes and the ordinary world add to it; writers only read it."""

    seed: str
    goods: tuple[Goods, ...]
    firms: list[Firm] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)
    licences: list[LicenceRow] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    stakes: list[Stake] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    schemes: list[Scheme] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**9)))

    def rng(self, purpose: str) -> Random:
        """A stream of draws of its own, so that one part of the world does not change when another does."""
        return Random(f"{self.seed}/{purpose}")  # noqa: S311  (repeatable on purpose)

    def add(self, *firms: Firm) -> None:
        """Put firms into the world."""
        self.firms.extend(firms)

    def ship(self, day: date, exporter: Firm, consignee: Firm, goods: Goods, quantity: float, **more: object) -> str:
        """Record a shipment; returns its reference. Countries follow from the parties unless given."""
        number = next(self._numbers)
        reference = f"BLX{day:%y%m}{number:05d}" if more.get("layout") == "bill_of_lading" else f"{day:%Y}-{number:06d}"
        given = {"origin": exporter.country, "departure": exporter.country, "destination": consignee.country, **more}
        self.shipments.append(
            Shipment(reference, day, exporter, consignee, goods, quantity, **given)  # type: ignore[arg-type]
        )
        return reference

    def part(self, part_number: str) -> Goods:
        """The goods with this part number."""
        return next(goods for goods in self.goods if goods.part_number == part_number)

    def described(self, words: str) -> Goods:
        """The goods whose description starts with these words."""
        return next(goods for goods in self.goods if goods.description.startswith(words))


def days_after(day: date, days: int) -> date:
    """The day so many days later."""
    return day + timedelta(days=days)
