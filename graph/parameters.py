"""Parameters of a saved query: their types, limits and defaults, and how a person's text becomes a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.errors import Refusal
from graph.types import CountryCode


class ParameterRefused(Refusal):
    """A value that a parameter cannot take."""

    exit_code = 2


def _int(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and value != int(value)):
        raise ValueError("a whole number")
    return int(value)


def _float(value: Any) -> float:
    if isinstance(value, bool):
        raise ValueError("a number")
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[str(value).lower()]


def _country(value: Any) -> str:
    return str(CountryCode(str(value).strip().upper()))


_READ: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "int": (_int, "a whole number"),
    "float": (_float, "a number"),
    "text": (_text, "text"),
    "date": (_date, "a date as YYYY-MM-DD"),
    "bool": (_bool, "true or false"),
    "country": (_country, "an ISO 3166-1 alpha-2 country code"),
}
_LISTS: Mapping[str, str] = {"countries": "country", "texts": "text"}
TYPES = (*_READ, *_LISTS)
"""Types a parameter may have; `countries` and `texts` are lists, written with commas."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query, as its front matter declares it."""

    name: str
    type: str
    default: Any
    help: str
    unit: str = ""
    min: Any = None
    max: Any = None
    values: tuple[str, ...] = ()
    """The only texts it may be, if it is a choice."""

    @property
    def many(self) -> bool:
        """True if it is a list."""
        return self.type in _LISTS

    def read(self, value: Any) -> Any:
        """The value a person or a form gave, as the query takes it. Raises `ParameterRefused`."""
        if self.many:
            parts = value.split(",") if isinstance(value, str) else list(value)
            return [self._one(_LISTS[self.type], part) for part in parts if str(part).strip()]
        return self._one(self.type, value)

    def _one(self, kind: str, value: Any) -> Any:
        read, words = _READ[kind]
        try:
            got = read(value.strip() if isinstance(value, str) else value)
        except (ValueError, KeyError, TypeError, OverflowError):
            raise self._refused(value, words) from None
        low, high = self.min is not None and got < self.min, self.max is not None and got > self.max
        if low or high or (self.values and got not in self.values):
            raise self._refused(value, words)
        return got

    def _refused(self, value: Any, words: str) -> ParameterRefused:
        return ParameterRefused(f"{value!r} cannot be {self.name}.", f"Give {words}{self.limits}. {self.help}")

    @property
    def limits(self) -> str:
        """Unit and limits in words: " in days, at least 1"."""
        said = f" in {self.unit}" if self.unit else ""
        if self.values:
            said += f", one of {', '.join(self.values)}"
        for name, limit in (("at least", self.min), ("at most", self.max)):
            said += f", {name} {limit}" if limit is not None else ""
        return said


def declare(name: str, raw: Any) -> Parameter:
    """Read one `params.<name> = {…}`. Raises `ValueError` saying what is wrong."""
    if not isinstance(raw, dict):
        raise ValueError(f"params.{name} must be a table: {{ type = …, default = …, help = … }}")
    allowed = set(Parameter.__dataclass_fields__) - {"name"}
    if strange := sorted(set(raw) - allowed):
        raise ValueError(f"params.{name} has {', '.join(strange)}; it may have {', '.join(sorted(allowed))}")
    for key in ("type", "default", "help"):
        if key not in raw:
            raise ValueError(f"params.{name} has no {key}")
    if raw["type"] not in TYPES:
        raise ValueError(f"params.{name}: type {raw['type']!r} is none of {', '.join(TYPES)}")
    if not isinstance(raw["help"], str) or not raw["help"].strip():
        raise ValueError(f"params.{name}: help must be words")
    if not name.isidentifier() or name != name.lower() or name == "as_of":
        raise ValueError(f"params.{name}: a name is lower-case letters, digits and _ ; $as_of is always given")
    parameter = Parameter(
        name, raw["type"], None, raw["help"], str(raw.get("unit", "")), raw.get("min"), raw.get("max"),
        tuple(raw.get("values", ())),
    )  # fmt: skip
    try:
        default = parameter.read(raw["default"])
    except (ParameterRefused, TypeError) as error:
        raise ValueError(f"params.{name}: its own default is not one of its values ({error})") from error
    return Parameter(**{**{k: getattr(parameter, k) for k in Parameter.__dataclass_fields__}, "default": default})
