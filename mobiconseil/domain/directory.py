"""The directory: structures and services near the people, drop-in places, and where each value comes from.

A service keeps what its source says; what the team corrects stands aside in `ServiceEdit` and wins on screen
(`with_edits`). What the team alone knows (family, delays, criteria, notes) is written in the service itself and no
import ever touches it. Lists of codes are one text, codes in order, one space between two (`codes`, `joined`).
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from mobiconseil.domain.directory_codes import Fees, FreshnessTone, ImportKind, OfferKind
from mobiconseil.domain.identity import RecordId, element_id

DIRECTORY_ROOT = RecordId(b"mobiconseil-dir.")
"""Parent of the records that every laptop of a team makes alike from the same file."""

LOCAL_SOURCE = "mobiconseil"
"""Source of the sheets that the team writes itself."""

NO_ORGANISATION = f"{LOCAL_SOURCE}--sans-structure"
"""What stands, in the files of data·inclusion, for the structure of a service that has none."""

FULL_MONTHS = 6
"""Under this age a sheet is fully trusted (data·inclusion quality score)."""

ZERO_MONTHS = 24
"""From this age a sheet is no longer trusted (data·inclusion quality score)."""

_DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A structure that offers services (data·inclusion `structure`)."""

    id: RecordId
    subject: RecordId | None = None
    source: str = LOCAL_SOURCE
    source_id: str = ""
    """« source--identifiant », unique."""
    name: str = ""
    description: str = ""
    siret: str = ""
    address: str = ""
    address_extra: str = ""
    postal_code: str = ""
    commune: str = ""
    insee_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    opening_hours: str = ""
    accessibility: str = ""
    """Link to the sheet of the place on Acceslibre, or words."""
    networks: str = ""
    """Codes of the networks it belongs to."""
    source_link: str = ""
    updated_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service of the directory."""

    id: RecordId
    subject: RecordId | None = None
    source: str = LOCAL_SOURCE
    source_id: str = ""
    """« source--identifiant », unique: a second import finds the same sheet."""
    organisation_id: RecordId | None = None
    name: str = ""
    description: str = ""
    kind: OfferKind = OfferKind.UNKNOWN
    themes: str = ""
    """Codes of the themes, one space between two."""
    fees: Fees = Fees.UNKNOWN
    fees_detail: str = ""
    publics: str = ""
    """Codes of the audiences; one of them is enough."""
    publics_detail: str = ""
    conditions: str = ""
    access_modes: str = ""
    mobilisation_modes: str = ""
    mobilisable_by: str = ""
    mobilisation_link: str = ""
    mobilisation_detail: str = ""
    zones: str = ""
    """COG codes of where people must live; empty is « not said », never « everywhere »."""
    address: str = ""
    address_extra: str = ""
    postal_code: str = ""
    commune: str = ""
    insee_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    email: str = ""
    contact_name: str = ""
    """A professional's name: never printed nor exported by default."""
    opening_hours: str = ""
    """OpenStreetMap opening_hours."""
    weekly_hours: float | None = None
    weeks: int | None = None
    source_link: str = ""
    updated_on: date | None = None
    original: str = ""
    """Values of the source that were translated (« thematiques=…; frais=… »), and those this version does not know."""
    family: str = ""
    """Family of the structure's reference, « F1 » to « F7 »."""
    catalogue: str = ""
    """Service of the reference, such as « F2-07 »."""
    core: bool | None = None
    mesh: str = ""
    target_days: int | None = None
    observed_days: int | None = None
    min_age: int | None = None
    max_age: int | None = None
    licence_needed: bool | None = None
    licence_seniority_years: int | None = None
    deposit: int | None = None
    """Euros."""
    needs_registration: bool | None = None
    """Registered with the public employment service."""
    max_income_quotient: int | None = None
    verified_on: date | None = None
    verified_by: str = ""
    private_note: str = ""
    """Notes of the team: never exported, never printed."""
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEdit:
    """What the team says instead of the source, for one field of one service."""

    id: RecordId
    subject: RecordId | None = None
    service_id: RecordId
    field: str
    value: str = ""
    imported: str = ""
    """What the source said when the team wrote this; when it says otherwise, the team looks again."""
    edited_on: date | None = None
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropIn:
    """A drop-in place (permanence): where and when somebody receives without going to the main office."""

    id: RecordId
    subject: RecordId | None = None
    service_id: RecordId | None = None
    name: str = ""
    place: str = ""
    address: str = ""
    postal_code: str = ""
    commune: str = ""
    insee_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    calendar: str = ""
    """OpenStreetMap opening_hours."""
    accessibility: str = ""
    phone: str = ""
    adviser: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """One import, undone as one."""

    id: RecordId
    subject: RecordId | None = None
    kind: ImportKind = ImportKind.TABLE
    source: str = ""
    file_name: str = ""
    schema_version: str = ""
    made_at: datetime
    added: int = 0
    changed: int = 0
    identical: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """Which field a column of a source fills, remembered for the next file of that source."""

    id: RecordId
    subject: RecordId | None = None
    source: str
    column: str
    field: str = ""
    """Name of a field of `Service`, or empty when the column is left out."""


INTERNAL_FIELDS = (
    "family", "catalogue", "core", "mesh", "target_days", "observed_days", "min_age", "max_age", "licence_needed",
    "licence_seniority_years", "deposit", "needs_registration", "max_income_quotient", "verified_on", "verified_by",
    "private_note", "closed",
)  # fmt: skip
"""Fields that only the team writes; an import fills `family` and `catalogue` of a new sheet as a guess."""

_KEYS = ("id", "subject", "source", "source_id", "organisation_id")

IMPORTED_FIELDS = tuple(f.name for f in fields(Service) if f.name not in _KEYS + INTERNAL_FIELDS)
"""Fields that a source fills; the team's corrections stand aside."""


def codes(joined_codes: str) -> tuple[str, ...]:
    """Return the codes of a list field."""
    return tuple(joined_codes.split())


_ONE_CODE = re.compile(r"[\w-]+").fullmatch


def joined(values: Iterable[str]) -> str:
    """Return the list field that holds these codes, in order, each once."""
    if type(values) is list and len(values) == 1 and _ONE_CODE(values[0]):
        return str(values[0])
    return _joined(tuple(values))


@lru_cache(maxsize=8192)
def _joined(values: tuple[str, ...]) -> str:
    return " ".join(sorted({"-".join(value.split()) for value in values if value.strip()}))


def service_id(source_id: str) -> RecordId:
    """Return the identifier of the service that a source calls so: two laptops import the same sheet."""
    return element_id(DIRECTORY_ROOT, f"service/{source_id}")


def organisation_id(source_id: str) -> RecordId:
    """Return the identifier of the structure that a source calls so."""
    return element_id(DIRECTORY_ROOT, f"organisation/{source_id}")


def edit_id(service: RecordId, field: str) -> RecordId:
    """Return the identifier of the team's correction of one field."""
    return element_id(service, f"edit/{field}")


def column_choice_id(source: str, column: str) -> RecordId:
    """Return the identifier of what is remembered about a column of a source."""
    return element_id(DIRECTORY_ROOT, f"column/{source}/{column}")


_HINTS = get_type_hints(Service)


def written(value: object) -> str:
    """Return a value of a service as an edit keeps it."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def read_back(field: str, text: str) -> Any:
    """Return the value that an edit keeps for a field of `Service`. Raises ValueError if it cannot be read."""
    hint = _HINTS[field]
    optional = get_origin(hint) in (Union, types.UnionType)
    kind = next(part for part in get_args(hint) if part is not type(None)) if optional else hint
    if optional and not text:
        return None
    if kind is bool:
        return text == "1"
    return date.fromisoformat(text) if kind is date else kind(text)


def with_edits(service: Service, edits: Iterable[ServiceEdit]) -> Service:
    """Return the service as the team shows it: its own corrections over what the source says."""
    changes = {edit.field: read_back(edit.field, edit.value) for edit in edits if edit.field in IMPORTED_FIELDS}
    return replace(service, **changes) if changes else service


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh a sheet is: 1 under 6 months, falling to 0 at 24."""

    score: float
    months: int | None
    tone: FreshnessTone


def last_known(service: Service) -> date | None:
    """Return the day the sheet was last known right: by its source or by the team."""
    return max((day for day in (service.updated_on, service.verified_on) if day is not None), default=None)


def freshness_on(day: date | None, today: date) -> Freshness:
    """Return how fresh is what was right on `day`; unknown is not fresh at all."""
    if day is None:
        return Freshness(0.0, None, FreshnessTone.STALE)
    age = max(0.0, (today - day).days / _DAYS_PER_MONTH)
    score = min(1.0, max(0.0, (ZERO_MONTHS - age) / (ZERO_MONTHS - FULL_MONTHS)))
    tone = FreshnessTone.FRESH if score == 1.0 else FreshnessTone.AGEING if score > 0 else FreshnessTone.STALE
    return Freshness(score, int(age), tone)


def freshness(service: Service, today: date) -> Freshness:
    """Return how fresh a sheet is, a check by the team counting as news from the source."""
    return freshness_on(last_known(service), today)
