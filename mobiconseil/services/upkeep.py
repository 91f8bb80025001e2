"""What a help desk asks of a base: is it sound, what does it hold, what was done this year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

SMALLEST_SHOWN = 5
"""Below five people, a count by commune could point at somebody: it is not shown."""

KIND_NAMES: Mapping[str, str] = {
    "beneficiary": "dossiers",
    "status": "statuts",
    "trip": "trajets",
    "renunciation": "renoncements",
    "barrier": "freins",
    "consent": "accords",
    "assessment": "diagnostics",
    "rating": "notes de diagnostic",
    "plan": "plans d’action",
    "step": "étapes",
    "contact": "contacts",
    "appointment": "rendez-vous",
    "recall": "relances",
    "document": "documents",
    "structure": "structures",
    "adviser": "conseillers",
    "logo": "logos",
    "override": "libellés propres",
    "organisation": "structures de l’annuaire",
    "service": "services de l’annuaire",
    "serviceedit": "corrections de l’annuaire",
    "dropin": "permanences",
    "importbatch": "imports de l’annuaire",
    "columnchoice": "colonnes retenues",
    "laptop": "postes de l’équipe",
    "mandate": "mandats de l’équipe",
    "answer": "réponses aux questions",
    "choice": "choix de préconisations",
    "referral": "orientations",
    "aidrequest": "demandes d’aide",
    "unmetneed": "besoins non couverts",
    "localaid": "aides locales",
    "ruleentry": "règles propres",
    "dropinday": "journées de permanence",
}
"""What each kind of record is called, in the plural."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The state of a base."""

    problems: tuple[str, ...]
    """Empty when the base is sound."""
    schema: tuple[str, ...]
    """The schema steps it went through."""
    counts: Mapping[str, int]
    """Living records of each kind."""
    trashed: int
    erased: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts without any name."""

    year: int
    files: Mapping[str, int]
    """Files by state, codes as keys."""
    assessments_started: int
    """Started this year."""
    assessments_finished: int
    """Finished this year."""
    steps_open: int
    steps_late: int
    steps_done: int
    """Done this year."""
    contacts: Mapping[str, int]
    """Contacts of the year by kind, codes as keys."""
    people_reached: int
    """People reached at least once this year."""
    communes: Mapping[str, int | None]
    """Active files by commune; None when there are fewer than `SMALLEST_SHOWN`."""


class Upkeep(Protocol):
    """Questions about a whole base."""

    def health(self) -> Health:
        """Return the state of the base."""
        ...

    def figures(self, today: date) -> Figures:
        """Return the counts of the year of `today`."""
        ...

    def deeds(self, since: date) -> Mapping[str, int]:
        """Return how many times each kind of action was done since a day, without whom it concerned."""
        ...

    def engine(self) -> str:
        """Return the versions of what holds the base."""
        ...
