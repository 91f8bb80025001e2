"""What the whole team shares: the structure, its advisers, its logos, its own wording."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.vocabulary import Vocabulary, labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The association or body that employs the advisers."""

    id: RecordId
    subject: RecordId | None = None
    name: str = ""
    tagline: str = "Conseil en mobilité"
    address: str = ""
    postal_code: str = ""
    commune: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    controller: str = ""
    """Who answers for the data (responsable de traitement)."""
    dpo_contact: str = ""
    legal_basis: str = "mission d’intérêt public ou intérêt légitime de la structure"
    retention_months: int = 24
    detour_factor: float = 1.3
    """Road distance over straight line; 1.3 until the structure sets its own."""
    places: str = ""
    """Usual places of the appointments, one a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adviser:
    """A person who uses the program; `slot` names her slot in the vault of this laptop."""

    id: RecordId
    subject: RecordId | None = None
    slot: str = ""
    first_name: str = ""
    last_name: str = ""
    job_title: str = "Conseil en mobilité"
    phone: str = ""
    email: str = ""
    hours: str = ""
    """When she can be called, in words: « La semaine, de 9 heures à 17 heures »."""
    active: bool = True

    @property
    def name(self) -> str:
        """Return « Claire Morin »."""
        return " ".join(part for part in (self.first_name, self.last_name) if part) or "Sans nom"

    @property
    def initials(self) -> str:
        """Return « CM »."""
        return "".join(part[0].upper() for part in (self.first_name, self.last_name) if part) or "?"


def new_adviser(ids: IdFactory, slot: str, name: str) -> Adviser:
    """Return the adviser who holds a slot of the vault, known there by one name."""
    first, _, last = name.partition(" ")
    return Adviser(id=ids(), slot=slot, first_name=first, last_name=last)


class LogoKind(Vocabulary):
    """Whose logo it is."""

    STRUCTURE = "structure"
    FUNDER = "financeur"


labels(LogoKind, {LogoKind.STRUCTURE: "Votre structure", LogoKind.FUNDER: "Financeur"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture printed at the top or the foot of the papers (PNG or JPEG)."""

    id: RecordId
    subject: RecordId | None = None
    kind: LogoKind = LogoKind.STRUCTURE
    name: str = ""
    position: int = 0
    data: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """The structure's own wording for one field of the reference data."""

    id: RecordId
    subject: RecordId | None = None
    kind: str
    """Which list: « domain », « item », « status », « barrier », « family », « service »."""
    code: str
    field: str
    value: str = ""
