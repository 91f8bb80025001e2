"""The judgement of a person's circumstances against criteria: three verdicts, explained line by line.

OR between audiences, AND between axes. Nobody is told that she is entitled: at best « éligible, probablement ».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mobiconseil.domain.circumstances import Circumstances, circumstances_of, publics_of
from mobiconseil.domain.criteria import Axis, Criterion, CriterionResult
from mobiconseil.domain.criteria_person import (
    AgeCriterion,
    AnyCriterion,
    DepositCriterion,
    PublicCriterion,
    QuestionCriterion,
    QuotientCriterion,
    RegistrationCriterion,
    StatusCriterion,
)
from mobiconseil.domain.criteria_place import LicenceCriterion, SeniorityCriterion, TripCriterion, ZoneCriterion
from mobiconseil.domain.directory import codes
from mobiconseil.domain.typography import fold
from mobiconseil.domain.vocabulary import TriState, Vocabulary, labels

__all__ = [
    "AgeCriterion", "AnyCriterion", "Axis", "Circumstances", "Criteria", "Criterion", "CriterionResult",
    "DepositCriterion", "Judgement", "LicenceCriterion", "PublicCriterion", "QuestionCriterion", "QuotientCriterion",
    "RegistrationCriterion", "SeniorityCriterion", "ServiceLike", "StatusCriterion", "TripCriterion", "Verdict",
    "ZoneCriterion", "circumstances_of", "criteria_of", "judge", "publics_of",
]  # fmt: skip


class Verdict(Vocabulary):
    """What can be said of a service or an aid for a person."""

    ELIGIBLE = "eligible_probable"
    TO_CHECK = "a_verifier"
    NOT_ELIGIBLE = "non_eligible"
    ABOLISHED = "supprimee"


labels(
    Verdict,
    {
        Verdict.ELIGIBLE: "Éligible, probablement",
        Verdict.TO_CHECK: "À vérifier",
        Verdict.NOT_ELIGIBLE: "Non éligible",
        Verdict.ABOLISHED: "Supprimée",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Everything that is asked, one criterion per axis; all must hold. Equal criteria are judged alike."""

    all: tuple[Criterion, ...] = ()

    @property
    def open_to_all(self) -> bool:
        """Say whether the offer is said to be open to all audiences."""
        return any(isinstance(criterion, PublicCriterion) and criterion.everybody for criterion in self.all)

    @property
    def questions(self) -> frozenset[str]:
        """Return the codes of the questions whose answers can change the judgement."""
        return frozenset(code for criterion in self.all for code in criterion.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict, and why."""

    verdict: Verdict
    results: tuple[CriterionResult, ...]
    missing: tuple[CriterionResult, ...] = ()
    """What could not be decided, in the order it is worth asking."""
    failing: tuple[CriterionResult, ...] = ()
    open_to_all: bool = False

    @property
    def question(self) -> str:
        """Return the code of the first question that would help, or an empty text."""
        if self.verdict is not Verdict.TO_CHECK:
            return ""
        return next((result.question for result in self.missing if result.question), "")

    @property
    def waiver(self) -> str:
        """Return how a waiver may be asked for, when every failing criterion allows one; or an empty text."""
        texts = [result.criterion.waiver for result in self.failing]
        return " ".join(dict.fromkeys(texts)) if texts and all(texts) else ""

    @property
    def note(self) -> str:
        """Return the line shown beside the row: the failing criterion, or « Manque : … », or nothing."""
        if self.failing:
            return self.failing[0].text
        if self.missing:
            return f"Manque\u00a0: {self.missing[0].missing}."
        return ""

    @property
    def reason(self) -> str:
        """Return why, in one sentence; never empty."""
        return self.note or next((result.text for result in self.results), "Aucune condition connue.")


class ServiceLike(Protocol):
    """The columns of a service, or of a local aid, that say who it is for."""

    @property
    def publics(self) -> str:
        """Return the codes of the audiences."""
        ...

    @property
    def zones(self) -> str:
        """Return the codes of where people must live."""
        ...

    @property
    def conditions(self) -> str:
        """Return the conditions in words."""
        ...

    @property
    def min_age(self) -> int | None:
        """Return the lowest age."""
        ...

    @property
    def max_age(self) -> int | None:
        """Return the highest age."""
        ...

    @property
    def licence_needed(self) -> bool | None:
        """Say whether a licence is needed."""
        ...

    @property
    def licence_seniority_years(self) -> int | None:
        """Return for how many years the licence must have been held."""
        ...

    @property
    def deposit(self) -> int | None:
        """Return the deposit, in euros."""
        ...

    @property
    def needs_registration(self) -> bool | None:
        """Say whether one must be registered as a job seeker."""
        ...

    @property
    def max_income_quotient(self) -> int | None:
        """Return the highest family quotient."""
        ...


def criteria_of(service: ServiceLike) -> Criteria:
    """Return what a service asks: OR between audiences, AND between axes; a zone not said stays « not said »."""
    words = fold(service.conditions) if service.conditions else ""
    waiver = "La fiche parle d’une dérogation possible." if "derogation" in words else ""
    asked: list[Criterion] = [PublicCriterion(audiences=codes(service.publics), waiver=waiver)]
    if service.min_age is not None or service.max_age is not None:
        asked.append(AgeCriterion(lowest=service.min_age, highest=service.max_age, waiver=waiver))
    if service.needs_registration:
        asked.append(RegistrationCriterion(waiver=waiver))
    if service.licence_needed:
        asked.append(LicenceCriterion(waiver=waiver))
    if service.licence_seniority_years:
        unbroken = "interruption" in words
        asked.append(SeniorityCriterion(years=service.licence_seniority_years, uninterrupted=unbroken, waiver=waiver))
    if service.max_income_quotient is not None:
        asked.append(QuotientCriterion(highest=service.max_income_quotient, waiver=waiver))
    if service.deposit:
        asked.append(DepositCriterion(euros=service.deposit))
    asked.append(ZoneCriterion(zones=codes(service.zones), waiver=waiver))
    return Criteria(all=tuple(asked))


def judge(criteria: Criteria, known: Circumstances) -> Judgement:
    """Return the verdict with one line per criterion: one « no » is enough, then one « not known »."""
    return judgement_of((criterion.check(known) for criterion in criteria.all), open_to_all=criteria.open_to_all)


def judgement_of(checked: Iterable[CriterionResult], *, open_to_all: bool) -> Judgement:
    """Return the verdict that follows from results."""
    results = tuple(checked)
    failing = tuple(result for result in results if result.blocking and result.holds is TriState.NO)
    missing = tuple(result for result in results if result.blocking and result.holds is TriState.UNKNOWN)
    verdict = Verdict.NOT_ELIGIBLE if failing else Verdict.TO_CHECK if missing else Verdict.ELIGIBLE
    return Judgement(verdict=verdict, results=results, missing=missing, failing=failing, open_to_all=open_to_all)
