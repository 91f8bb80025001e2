"""What the list and the table show of a service; every text is final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mobiconseil.domain import typography
from mobiconseil.domain.directory import freshness_on
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.ports import DirectoryLine
from mobiconseil.ui.screens.directory import wording


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


def service_row(line: DirectoryLine, *, family: str, factor: float, today: date) -> ServiceRow:
    """Return the row of a service: `family` is the name of its family, `factor` makes a road of a straight line."""
    words, tone = wording.freshness_words(freshness_on(line.last_known, today), line.last_known, line.verified_on)
    days = line.observed_days if line.observed_days is not None else line.target_days
    return ServiceRow(
        id=line.id,
        family=line.family,
        family_label=family,
        name=line.name,
        place=", ".join(part for part in (line.organisation, line.commune) if part),
        operator=line.organisation,
        commune=line.commune,
        distance="" if line.distance_km is None else wording.kilometres(line.distance_km * factor),
        phone=typography.phone(line.phone) if line.phone else "",
        delay=wording.delay_words(days),
        publics=wording.short_publics(line.publics),
        freshness=words,
        tone=tone,
        closed=line.closed,
    )
