"""What one thing asked of a person is, and what it answers, in French.

What is known of the person wins; an answer given in place only counts where nothing is known. A criterion that
cannot be decided names what is missing and the question that would decide it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.vocabulary import TriState, Vocabulary, labels


class Axis(Vocabulary):
    """What a criterion is about."""

    PUBLIC = "public"
    STATUS = "statut"
    AGE = "age"
    ZONE = "zone"
    LICENCE = "permis"
    SENIORITY = "anciennete_permis"
    QUOTIENT = "quotient"
    DEPOSIT = "caution"
    REGISTRATION = "inscription"
    TRIP = "trajet"
    QUESTION = "question"
    ALTERNATIVES = "alternatives"
    VALIDITY = "validite"


labels(
    Axis,
    {
        Axis.PUBLIC: "Public",
        Axis.STATUS: "Statut",
        Axis.AGE: "Âge",
        Axis.ZONE: "Zone",
        Axis.LICENCE: "Permis",
        Axis.SENIORITY: "Ancienneté du permis",
        Axis.QUOTIENT: "Quotient familial",
        Axis.DEPOSIT: "Caution",
        Axis.REGISTRATION: "Inscription à France Travail",
        Axis.TRIP: "Trajet",
        Axis.QUESTION: "Condition",
        Axis.ALTERNATIVES: "Condition",
        Axis.VALIDITY: "Validité",
    },
)


class Criterion(Protocol):
    """One thing that is asked; `waiver` says in French what may replace it, or is empty."""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        ...

    @property
    def waiver(self) -> str:
        """Return how a waiver may be asked for, or an empty text."""
        ...

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the codes of the questions whose answers can change the result."""
        ...

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the criterion holds, and why."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """What a criterion answers for a person."""

    criterion: Criterion
    holds: TriState
    text: str
    """Why, in French."""
    missing: str = ""
    """What is not known, in French, as the end of « Manque : … »; empty when the criterion is decided."""
    question: str = ""
    """Code of the question that would decide it; empty when none can."""
    blocking: bool = True
    """False when it only tells something: « zone non précisée » keeps nobody out, and lets nobody in."""

    @property
    def waiver(self) -> bool:
        """Say whether the criterion fails and a waiver may be asked for."""
        return self.holds is TriState.NO and bool(self.criterion.waiver)


def asked_in_place(
    criterion: Criterion, known: Circumstances, text: str, missing: str, question: str
) -> CriterionResult:
    """Return what was answered in place, or what is missing."""
    value = known.answer(question)
    if value is TriState.UNKNOWN:
        return undecided(criterion, text, missing, question)
    return CriterionResult(criterion=criterion, holds=value, text=text)


def undecided(criterion: Criterion, text: str, missing: str, question: str) -> CriterionResult:
    """Return a result that names what is missing and the question that would decide it."""
    return CriterionResult(criterion=criterion, holds=TriState.UNKNOWN, text=text, missing=missing, question=question)


def tri(value: bool) -> TriState:
    """Return a plain answer as one of three."""
    return TriState.YES if value else TriState.NO


def either(names: Iterable[str]) -> str:
    """Return « a, b ou c »."""
    listed = tuple(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} ou {listed[-1]}"
