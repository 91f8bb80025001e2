"""The catalogues that come as data: statuses, barriers, reasons of unavailability, services, modes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.mode_matrix import Mode


class Derivation(StrEnum):
    """What lets one know that a person has a status."""

    DECLARED = "declared"
    NOTIFICATION = "notification"
    JOB_SEEKER_REGISTRATION = "job_seeker_registration"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    COMMUNE = "commune"
    CONTRACT = "contract"
    CERTIFICATE = "certificate"
    PERMIT = "permit"
    ASSESSMENT = "assessment"
    PRESCRIBER = "prescriber"

    @property
    def label(self) -> str:
        """Return the French name of the derivation."""
        return {
            "declared": "déclaré",
            "notification": "notification",
            "job_seeker_registration": "inscription à France Travail",
            "birth_date": "date de naissance",
            "address": "adresse",
            "commune": "commune",
            "contract": "contrat ou convention",
            "certificate": "certificat",
            "permit": "titre de séjour",
            "assessment": "diagnostic",
            "prescriber": "prescripteur",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a reference file comes from and when it was checked."""

    version: str
    source: str
    note: str
    verified_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusKind:
    """A status that opens or closes services and aids (ST01…)."""

    code: str
    label: str
    short_label: str
    derived_from: Derivation
    attested_by: str
    publics: tuple[str, ...]
    sensitive: bool = False

    def agreed(self, civility: Civility) -> str:
        """Return the label, agreed with the person."""
        return agree(self.label, civility)

    def chip(self, civility: Civility) -> str:
        """Return the short label, agreed with the person."""
        return agree(self.short_label, civility)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCatalogue:
    """Every status."""

    provenance: Provenance
    kinds: tuple[StatusKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierKind:
    """A kind of barrier (M1, T5…) with what is done about it elsewhere."""

    code: str
    branch: str
    label: str
    initiatives: tuple[str, ...]
    services: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierBranch:
    """A family of barriers."""

    code: str
    label: str
    icon: str
    barriers: tuple[BarrierKind, ...]
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierCatalogue:
    """Every branch of barriers."""

    provenance: Provenance
    branches: tuple[BarrierBranch, ...]

    @property
    def kinds(self) -> tuple[BarrierKind, ...]:
        """Return every barrier, branch after branch."""
        return tuple(barrier for branch in self.branches for barrier in branch.barriers)


class DetailKind(StrEnum):
    """How the detail of an unavailability is typed."""

    TEXT = "text"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnavailabilityDetail:
    """What is asked to complete an unavailability; `choices` maps sub-codes to labels."""

    code: str
    label: str
    kind: DetailKind
    unit: str = ""
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnavailabilityKind:
    """Why a service could not serve (SATURATION…)."""

    code: str
    label: str
    question: str
    details: tuple[UnavailabilityDetail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnavailabilityCatalogue:
    """The closed list of unavailabilities."""

    provenance: Provenance
    kinds: tuple[UnavailabilityKind, ...]


class Mesh(StrEnum):
    """How close to people a service should be."""

    LOCAL = "L"
    EPCI = "E"
    BASIN = "B"
    DEPARTMENT = "D"
    REGION = "R"

    @property
    def label(self) -> str:
        """Return the French name of the mesh."""
        return {
            "L": "local, 20\u00a0km au plus",
            "E": "communauté de communes",
            "B": "bassin de mobilité",
            "D": "département",
            "R": "région ou en ligne",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueService:
    """A kind of service of the catalogue (F2-07), which real services refer to."""

    code: str
    family: str
    name: str
    core: bool
    mesh: Mesh
    target_days: int | None
    need: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFamily:
    """One of the families of services."""

    code: str
    label: str
    short_label: str
    colour_light: str
    colour_dark: str
    icon: str
    themes: tuple[str, ...]
    services: tuple[CatalogueService, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCatalogue:
    """The families and their services; `sources` maps the keys of `need` to titles."""

    provenance: Provenance
    sources: Mapping[str, str]
    families: tuple[ServiceFamily, ...]

    @property
    def services(self) -> tuple[CatalogueService, ...]:
        """Return every service of the catalogue, family after family."""
        return tuple(service for family in self.families for service in family.services)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeCatalogue:
    """The transport modes and their conditions."""

    provenance: Provenance
    modes: tuple[Mode, ...]


def status_names(kinds: Iterable[StatusKind]) -> dict[str, str]:
    """Return status code → its name inside a sentence about nobody in particular: « parent », « RSA »."""
    names = {kind.code: agree(kind.short_label, Civility.NONE) for kind in kinds}
    return {code: name[:1].lower() + name[1:] if name[1:2].islower() else name for code, name in names.items()}
