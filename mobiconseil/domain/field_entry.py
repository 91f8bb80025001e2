"""What may be typed in a field in conflict when none of its values is right, read as the form of the field reads it."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from mobiconseil.domain.beneficiary_labels import NOTHING
from mobiconseil.domain.french_dates import Prefer, parse_date
from mobiconseil.domain.french_input import (
    parse_distance,
    parse_email,
    parse_money,
    parse_phone,
    parse_time,
    parse_year,
)
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.typography import NBSP
from mobiconseil.domain.vocabulary import Vocabulary
from mobiconseil.errors import InvalidInput

_LARGEST = 1_000_000


class EntryKind(Enum):
    """How a value is typed."""

    TEXT = "text"
    PHONE = "phone"
    EMAIL = "email"
    YEAR = "year"
    WHOLE = "whole"
    AMOUNT = "amount"
    DISTANCE = "distance"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """How another value of a field is given."""

    kind: EntryKind
    options: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """For a choice: each code and its label."""
    prefer: Prefer = "future"
    """For a date without a year."""

    def read(self, text: str, today: date) -> Scalar:
        """Return the value to store for what was typed. Raises InvalidInput with the cause and an example."""
        typed = text.strip()
        if not typed:
            raise InvalidInput("Écrivez la valeur à garder, ou choisissez une des autres.")
        if self.kind is EntryKind.CHOICE and typed not in dict(self.options):
            raise InvalidInput("Choisissez une valeur de la liste.")
        if self.kind is EntryKind.DATE:
            return _date(typed, today, self.prefer)
        if self.kind is EntryKind.YEAR:
            return parse_year(typed, today)
        reader = _READERS.get(self.kind)
        return typed if reader is None else reader(typed)


_CODES = frozenset({"adviser", "code", "item", "slot", "language", "commune", "postal_code", "insee_code", "color"})
"""Texts that name something else, or that go with other fields: the commune with its place on the map."""
_OF_PEOPLE = frozenset({
    "Beneficiary", "Status", "Trip", "Renunciation", "Barrier", "Consent", "Plan", "Step", "Contact", "Appointment",
    "Recall", "Referral", "AidRequest", "UnmetNeed", "Structure", "Organisation", "DropIn",
})  # fmt: skip
_PAST = frozenset({
    "birth_date", "entered_on", "left_on", "prescribed_on", "started_on", "finished_on", "closed_on", "agreed_on",
    "sent_on", "answered_on", "asked_on", "decided_on", "done_on", "since", "given_on", "lifted_on", "withdrawn_on",
})  # fmt: skip


_FIGURES = {
    "cost_total": FieldEntry(EntryKind.AMOUNT),
    "asked_amount": FieldEntry(EntryKind.AMOUNT),
    "granted_amount": FieldEntry(EntryKind.AMOUNT),
    "distance_km": FieldEntry(EntryKind.DISTANCE),
}


def entry_of(cls: type[Any], name: str) -> FieldEntry | None:
    """Return how another value of this field is given, or None where only the values that came make sense."""
    if cls.__name__ not in _OF_PEOPLE or name in _CODES or name not in get_type_hints(cls):
        return None
    hint = get_type_hints(cls)[name]
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if not isinstance(hint, type):
        return None
    if issubclass(hint, Vocabulary):
        return FieldEntry(EntryKind.CHOICE, tuple((one.value, one.label or NOTHING) for one in hint if one.value))
    return _of_kind(hint, name)


def _of_kind(hint: type[Any], name: str) -> FieldEntry | None:
    if hint is date:
        return FieldEntry(EntryKind.DATE, prefer="past" if name in _PAST else "future")
    if hint is int:
        return FieldEntry(EntryKind.YEAR if name.endswith("year") else EntryKind.WHOLE)
    if hint is str:
        return _text(name)
    return FieldEntry(EntryKind.TIME) if hint is time else _FIGURES.get(name)


def _text(name: str) -> FieldEntry:
    if "phone" in name and name != "smartphone":
        return FieldEntry(EntryKind.PHONE)
    return FieldEntry(EntryKind.EMAIL if name.endswith("email") else EntryKind.TEXT)


def _whole(typed: str) -> int:
    digits = typed.removesuffix("€").replace("\u202f", "").replace(NBSP, "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits) > _LARGEST:
        raise InvalidInput(f"Écrivez un nombre entier. Exemple{NBSP}: 2")
    return int(digits)


def _said(found: Decimal | float | time | None) -> Scalar:
    """Return the figure or the hour that was read, as it is stored; what is empty was refused before."""
    return found.isoformat() if isinstance(found, time) else None if found is None else float(found)


def _date(typed: str, today: date, prefer: Prefer) -> str:
    found = parse_date(typed, today, prefer=prefer)
    if found is None:
        raise InvalidInput(f"Cette date n’est pas comprise. Exemple{NBSP}: 23/11/2026")
    return found.isoformat()


_READERS: dict[EntryKind, Callable[[str], Scalar]] = {
    EntryKind.PHONE: parse_phone,
    EntryKind.EMAIL: parse_email,
    EntryKind.WHOLE: _whole,
    EntryKind.AMOUNT: lambda typed: _said(parse_money(typed)),
    EntryKind.DISTANCE: lambda typed: _said(parse_distance(typed)),
    EntryKind.TIME: lambda typed: _said(parse_time(typed)),
}
