"""Cases that a structure writes to check its rules: a person in a few facts, and what is expected for her."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mobiconseil.domain.aid import Aid, aid_order, judge_aid
from mobiconseil.domain.assessment import Rating, RatingState
from mobiconseil.domain.catalogues import StatusKind
from mobiconseil.domain.circumstances import (
    JOB_SEEKER,
    LONG_TERM,
    SENIOR,
    YOUNG,
    Circumstances,
    any_yes,
    car_licence_from,
    driving_break_from,
    publics_of,
)
from mobiconseil.domain.conditions import Facts, UsedFact
from mobiconseil.domain.deduced_statuses import SENIOR_FROM, YOUNG_UNDER
from mobiconseil.domain.eligibility import Judgement
from mobiconseil.domain.grid import AssessmentForm, Grid
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.recommendation import Recommendations, RuleBook, recommend, why_not
from mobiconseil.domain.scoring import domain_scores
from mobiconseil.domain.typography import NARROW, NBSP
from mobiconseil.domain.vocabulary import TriState

_NOBODY = RecordId(bytes(16))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a case expects; None: nothing is said of it."""

    rules: frozenset[str] | None = None
    services: frozenset[str] | None = None
    deferred: frozenset[str] | None = None
    aids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCase:
    """A person in a few facts; what is not written is not known."""

    code: str
    name: str = ""
    items: Mapping[str, int] = field(default_factory=dict)
    not_applicable: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    refused_statuses: frozenset[str] = frozenset()
    expired_statuses: frozenset[str] = frozenset()
    barriers: frozenset[str] = frozenset()
    licence_requested: bool | None = None
    deadline_days: int | None = None
    age: int | None = None
    distance_km: float | None = None
    duration_min: int | None = None
    family_quotient: int | None = None
    departement: str = ""
    insee_code: str = ""
    answers: Mapping[str, TriState] = field(default_factory=dict)
    expected: Expected = Expected()

    def status_answers(self) -> dict[str, TriState]:
        """Return what the case says of each status; the age tells of two of them, as in a file."""
        told = dict.fromkeys(self.statuses, TriState.YES) | dict.fromkeys(self.refused_statuses, TriState.NO)
        told |= dict.fromkeys(self.expired_statuses, TriState.UNKNOWN)
        if self.age is not None:
            told[YOUNG] = TriState.YES if self.age < YOUNG_UNDER else TriState.NO
            told[SENIOR] = TriState.YES if self.age >= SENIOR_FROM else TriState.NO
        return told

    def facts(self, grid: Grid) -> Facts:
        """Return what rules know of the person."""
        statuses = self.status_answers()
        scores = domain_scores(grid, self._ratings(), AssessmentForm.SHORT)
        return Facts(
            items=self.items,
            statuses=frozenset(code for code, value in statuses.items() if value is TriState.YES),
            refused_statuses=frozenset(code for code, value in statuses.items() if value is TriState.NO),
            barriers=self.barriers,
            licence_requested=self.licence_requested,
            deadline_days=self.deadline_days,
            ages=None if self.age is None else (self.age, self.age),
            distance_km=self.distance_km,
            scores={each.domain: each.value for each in scores if each.value is not None},
        )

    def circumstances(self, kinds: Iterable[StatusKind], today: date) -> Circumstances:
        """Return what criteria know of the person."""
        statuses = self.status_answers()
        return Circumstances(
            today=today,
            age=self.age,
            age_bounds=None if self.age is None else (self.age, self.age),
            statuses=statuses,
            expired=self.expired_statuses,
            publics=publics_of(kinds, statuses),
            insee_code=self.insee_code,
            departement=self.departement,
            car_licence=car_licence_from(self.items.get("D5.1")),
            driving_break=driving_break_from(self.items.get("D5.4")),
            family_quotient=self.family_quotient,
            registered=any_yes(statuses.get(JOB_SEEKER), statuses.get(LONG_TERM)),
            distance_km=self.distance_km,
            duration_min=self.duration_min,
            answers=self.answers,
            licence_requested=self.licence_requested is True,
        )

    def _ratings(self) -> list[Rating]:
        rated = [_rating(code, RatingState.RATED, value) for code, value in self.items.items()]
        return rated + [_rating(code, RatingState.NOT_APPLICABLE, None) for code in sorted(self.not_applicable)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCase:
    """What the rules and the aids say of a case, and how it differs from what it expects."""

    case: WrittenCase
    recommendations: Recommendations
    aids: tuple[tuple[Aid, Judgement], ...]
    differences: tuple[str, ...]


def check_case(
    case: WrittenCase,
    *,
    book: RuleBook,
    grid: Grid,
    kinds: Iterable[StatusKind],
    aids: Iterable[Aid],
    today: date,
) -> CheckedCase:
    """Return what the rules and the aids say of `case` on `today`."""
    facts = case.facts(grid)
    known = case.circumstances(kinds, today)
    found = recommend(book, facts)
    judged = tuple((aid, judge_aid(aid, known)) for aid in aid_order(aids))
    differences = (
        *_rule_differences(case, book, facts, found),
        *_service_differences(case, book, facts, found),
        *_deferral_differences(case, found),
        *_aid_differences(case, judged),
    )
    return CheckedCase(case=case, recommendations=found, aids=judged, differences=differences)


def said(facts: Iterable[UsedFact]) -> str:
    """Return facts on one line, each with what is asked of it: « Lire : 1 sur 4 (il faut 2 sur 4 au moins) »."""
    return ", ".join(fact.text + (f" (il faut {fact.need})" if fact.need else "") for fact in facts)


def _rule_differences(case: WrittenCase, book: RuleBook, facts: Facts, found: Recommendations) -> Iterable[str]:
    if case.expected.rules is None:
        return
    fired = {firing.rule.code: firing for firing in found.firings}
    known = {rule.code: rule for rule in (*book.rules, *book.switched_off)}
    off = {rule.code for rule in book.switched_off}
    for code in sorted(case.expected.rules - fired.keys()):
        why = "cette règle n’existe pas"
        if code in known:
            why = "règle éteinte" if code in off else said(known[code].condition.check(facts).against)
        yield f"règle {code} attendue, absente{NBSP}: {why or 'elle ne se déclenche jamais'}."
    for code in sorted(fired.keys() - case.expected.rules):
        yield f"règle {code} non attendue{NBSP}: {said(fired[code].facts)}."


def _service_differences(case: WrittenCase, book: RuleBook, facts: Facts, found: Recommendations) -> Iterable[str]:
    if case.expected.services is None:
        return
    for code in sorted(case.expected.services - set(found.services)):
        yield f"service {code} attendu, non proposé{NBSP}: {_absence(code, book, facts, found)}."
    for code in sorted(set(found.services) - case.expected.services):
        proposal = found.proposal(code)
        rules = ", ".join(firing.rule.code for firing in proposal.firings) if proposal else ""
        yield f"service {code} non attendu, proposé par {rules}."


def _absence(code: str, book: RuleBook, facts: Facts, found: Recommendations) -> str:
    proposal = found.proposal(code)
    if proposal is not None and proposal.deferred is not None:
        return f"remis à plus tard par {proposal.deferred.firing.rule.code}"
    if proposal is not None:
        return f"seulement à envisager ({', '.join(firing.rule.code for firing in proposal.firings)})"
    reasons = why_not(book, code, facts)
    told = (f"{each.rule.code}, {said((*each.missing, *each.failing))}" for each in reasons)
    return f"{NARROW}; ".join(told) or "aucune règle ne le propose"


def _deferral_differences(case: WrittenCase, found: Recommendations) -> Iterable[str]:
    if case.expected.deferred is None:
        return
    put_off = {service for deferral in found.deferrals for service in deferral.services}
    for code in sorted(case.expected.deferred - put_off):
        yield f"service {code} attendu à plus tard, non remis."
    for code in sorted(put_off - case.expected.deferred):
        yield f"service {code} remis à plus tard, non attendu."


def _aid_differences(case: WrittenCase, judged: Iterable[tuple[Aid, Judgement]]) -> Iterable[str]:
    verdicts = {aid.code: judgement for aid, judgement in judged}
    for code, wanted in sorted(case.expected.aids.items()):
        if code not in verdicts:
            yield f"aide {code} attendue ({wanted}), absente du catalogue."
        elif verdicts[code].verdict != wanted:
            yield f"aide {code}{NBSP}: {verdicts[code].verdict}, attendu {wanted}{NBSP}: {verdicts[code].reason}"


def _rating(code: str, state: RatingState, value: int | None) -> Rating:
    return Rating(id=_NOBODY, subject=_NOBODY, assessment_id=_NOBODY, item=code, state=state, value=value)
