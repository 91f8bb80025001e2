"""What the list and the table show of a service; every text is final."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain.identity import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """One service, as its row says it."""

    id: RecordId
    family: str
    family_label: str = ""
    name: str
    place: str = ""
    """« Bénévoles du Craonnais, Saint-Aignan-sur-Roë »."""
    operator: str = ""
    commune: str = ""
    distance: str = ""
    """« 11 km », or nothing when the place or the start is not known."""
    phone: str = ""
    delay: str = ""
    publics: str = ""
    freshness: str = ""
    """« vérifié le 18 sept. 2026 », « À revérifier : 7 mois »."""
    tone: str = ""
    """« ok », « warn », « danger »."""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class TitleRow:
    """The title of a group of services: « Au-delà de 15 km »."""

    text: str
