"""What goes into the file of one person: the parts that were chosen, and never what is private for somebody outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mobiconseil.domain.advice_records import AidRequest, Answer, Choice, Referral, UnmetNeed
from mobiconseil.domain.assessment import Assessment, Rating
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.exchange import Package, Scope, WireRow
from mobiconseil.domain.follow_up import Appointment, Contact, Document, Recall
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.plan import Plan, Step
from mobiconseil.domain.situation import Barrier, Consent, Renunciation, Status, Trip
from mobiconseil.services.exchange_words import FilePart

ALWAYS: tuple[type[Any], ...] = (Beneficiary, Consent)
PARTS: Mapping[FilePart, tuple[type[Any], ...]] = {
    FilePart.SITUATION: (Status, Trip, Renunciation, Barrier, Answer),
    FilePart.ASSESSMENT: (Assessment, Rating),
    FilePart.PLAN: (Plan, Step, Choice),
    FilePart.FOLLOW_UP: (Contact, Appointment, Recall, Document),
    FilePart.REQUESTS: (Referral, AidRequest, UnmetNeed),
}
PRIVATE = "private_note"
_DIRECTORY = frozenset({"organisation", "service", "serviceedit", "dropin", "localaid"})
_REFERENCE = frozenset({"override", "ruleentry", "localaid"})


def classes_of(parts: Iterable[FilePart]) -> tuple[type[Any], ...]:
    """Return the records that the chosen parts hold, identity and agreements first."""
    chosen = frozenset(parts)
    return ALWAYS + tuple(cls for part, classes in PARTS.items() if part in chosen for cls in classes)


def without_private(package: Package) -> Package:
    """Return the content for somebody outside the team: no internal note, nothing that was marked private."""
    rows = [_public(row) for row in package.rows if not _is_private(row)]
    return replace(package, rows=tuple(row for row in rows if row.writes or row.fields))


def shown_values(row: WireRow) -> Mapping[str, Scalar]:
    """Return the values that a row shows."""
    if len(row.writes) == 1 and not row.fields:
        return row.writes[0][1]  # nearly all the rows of a first file
    values = {name: value for _, found in row.writes for name, value in found.items()}
    shown = ((field.name, field.register.displayed) for field in row.fields)
    return values | {name: sibling.value for name, sibling in shown if sibling is not None}


def keeps_to_its_scope(package: Package) -> bool:
    """Say whether the content is what the file says that it holds: else it could bring keys, or other people."""
    if package.head.scope is Scope.TEAM:
        return True
    if package.tombstones:
        return False
    allowed = {Scope.DIRECTORY: _DIRECTORY, Scope.REFERENCE: _REFERENCE}.get(package.head.scope, _DIRECTORY)
    personal = package.head.scope is Scope.PEOPLE
    return all(row.table in allowed if row.subject is None else personal for row in package.rows)


def _is_private(row: WireRow) -> bool:
    """Say whether any value of the row marks it private: what one laptop hid, another's value does not show."""
    register = row.registers().get("private")
    return register is not None and any(sibling.value for sibling in register.siblings)


def _public(row: WireRow) -> WireRow:
    writes = tuple(
        (origin, {name: value for name, value in values.items() if name != PRIVATE}) for origin, values in row.writes
    )
    return replace(
        row,
        writes=tuple(write for write in writes if write[1]),
        fields=tuple(field for field in row.fields if field.name != PRIVATE),
    )
