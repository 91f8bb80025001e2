"""What the advice needs from outside, and what it hands to its screens.

The lines of the sieve themselves are in `domain.sieve` (`Sieve`, `SieveRow`, `SieveGroup`, `Question`, `Postponement`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mobiconseil.domain.distance import Point
from mobiconseil.domain.projection import KM_PER_DEGREE
from mobiconseil.domain.sieve import (
    Considered,
    Postponement,
    Question,
    Sieve,
    SieveGroup,
    SieveKind,
    SieveLevel,
    SieveRow,
)
from mobiconseil.domain.sieve_offers import Offers
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.sieve_terms import Terms

__all__ = [
    "AidFacts",
    "CandidateFilter",
    "Considered",
    "Offers",
    "Postponement",
    "Question",
    "Reason",
    "RowDetail",
    "RuleReason",
    "Sieve",
    "SieveGroup",
    "SieveKind",
    "SieveLevel",
    "SieveRow",
    "SieveSource",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of « Pourquoi ce résultat ? »: a criterion and whether it holds."""

    text: str
    """« Perçoit le RSA », « Habite hors de la zone : Pays de Craon »."""
    holds: TriState
    missing: str = ""
    """What to ask, when nobody knows."""
    question: str = ""
    """Code of the question that settles it, or empty."""
    waiver: bool = False
    """A waiver may be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleReason:
    """A rule that brings a row forward, puts it off, or does not fire."""

    code: str
    """« R-02 »."""
    label: str
    reason: str
    """Why, in French."""
    guard: str = ""
    """What to watch, in French, or empty."""
    facts: tuple[str, ...] = ()
    """What fired it (« Permis : code obtenu, 2 sur 4 »), or what is missing or fails when it did not."""
    fired: bool = True
    sensitive: bool = False
    """One of the facts is about health or another matter that a shared screen hides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AidFacts:
    """What an aid says of itself."""

    amount: str
    ceiling: str
    period: str
    decided_by: str
    papers: tuple[str, ...]
    ask_before: bool
    """« À demander avant d’engager la dépense »."""
    cumulation: str
    valid_until: date | None = None
    abolished_on: date | None = None
    team: str = ""
    """« Corrigée par l’équipe : montant (Camille Roy) », for a shipped aid that the structure checked."""
    shipped: tuple[str, ...] = ()
    """What ships, one line for each corrected field."""
    clashes: tuple[str, ...] = ()
    """« Ne se cumule pas avec « X », déjà retenue. N’en garder qu’une. », for each aid kept or asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDetail:
    """All that the panel beside the list shows of one row."""

    row: SieveRow
    reasons: tuple[Reason, ...]
    question: Question | None = None
    rules: tuple[RuleReason, ...] = ()
    """Rules that propose it or let consider it, most important first."""
    postponed: Postponement | None = None
    why_not: tuple[RuleReason, ...] = ()
    """« Pourquoi pas ? »: rules that would have proposed it, and what they lack; empty when one fired."""
    phone: str = ""
    hours: str = ""
    """In words: « Du lundi au vendredi, 9 h – 12 h »."""
    address: str = ""
    conditions: str = ""
    """What the sheet says of its conditions, as it says it."""
    source: str = ""
    source_url: str = ""
    verified_on: date | None = None
    aid: AidFacts | None = None
    choice_reason: str = ""
    """Unavailability code given when it was discarded."""
    cost_detail: tuple[str, ...] = ()
    """How the monthly cost was estimated, one part a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFilter:
    """Which services the sieve examines."""

    centre: Point | None = None
    radius_km: float | None = None
    """Straight line; services without a point, and those of the whole region, are examined all the same."""
    regional: tuple[str, ...] = ()
    """Services of the catalogue whose mesh is the region."""
    fresh_after: date
    """A sheet that nobody checked since this day is not proposed."""

    @property
    def reach(self) -> float | None:
        """Return the square of the radius, in degrees, as candidates count their distance."""
        if self.centre is None or self.radius_km is None:
            return None
        return (self.radius_km / KM_PER_DEGREE) ** 2


class SieveSource(Protocol):
    """The directory, as the sieve reads it."""

    def version(self) -> int:
        """Return a number that grows when a service changes."""
        ...

    def candidates(self, wanted: CandidateFilter) -> Offers:
        """Return the open services that are wanted, in no order."""
        ...

    def titles(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return at least the names of these services, by their numbers."""
        ...

    def terms(self, numbers: Iterable[int]) -> Iterable[tuple[int, Terms]]:
        """Return what services ask, by the number that candidates carry; a number keeps its meaning for ever."""
        ...
