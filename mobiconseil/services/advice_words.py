"""What the sieve says in words: the facts it counted with, what a rule puts off, why a line is where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import Beneficiary, Licence
from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.conditions import UsedFact
from mobiconseil.domain.eligibility import Judgement
from mobiconseil.domain.question import QuestionCatalogue
from mobiconseil.domain.recommendation import Deferral, Firing, Pending, WhyNot
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.sieve import Considered, Postponement, Question, SieveRow
from mobiconseil.domain.situation import Trip
from mobiconseil.domain.typography import NBSP
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.advice_look import Look
from mobiconseil.services.advice_ports import Reason, RuleReason

_SENSITIVE_LEFT_OUT = 3
"""Statuses shown at most: the line must stay one line."""


def considered(
    person: Beneficiary, trip: Trip | None, known: Circumstances, reference: Reference, distance_km: float | None
) -> tuple[Considered, ...]:
    """Return the lines of « Pris en compte »; sensitive statuses count, and are not written."""
    return tuple(
        Considered(kind=kind, text=text)
        for kind, text in (
            ("trip", _trip(trip, distance_km) or _home(person)),
            ("rhythm", _rhythm(trip)),
            ("deadline", _deadline(person, known.today)),
            ("budget", _budget(person)),
            ("status", ", ".join(_situation(person, known, reference))),
        )
        if text
    )


def _trip(trip: Trip | None, distance_km: float | None) -> str:
    if trip is None:
        return ""
    ends = f"{NBSP}– ".join(part for part in (trip.origin, trip.destination_commune or trip.destination) if part)
    far = typography.kilometres(distance_km) if distance_km else ""
    return ", ".join(part for part in (ends, far) if part)


def _home(person: Beneficiary) -> str:
    """Return « Ballots (53350) », which is where distances begin."""
    if not person.commune:
        return ""
    return f"{person.commune}{NBSP}({person.postal_code})" if person.postal_code else person.commune


def _rhythm(trip: Trip | None) -> str:
    if trip is None:
        return ""
    days = f"{trip.days_per_week}{NBSP}j par semaine" if trip.days_per_week else ""
    at = typography.hour(trip.leave_at) if trip.leave_at else ""
    return ", ".join(part for part in (days, at) if part)


def _deadline(person: Beneficiary, today: date) -> str:
    if person.deadline_on is None:
        return ""
    day = typography.short_date(person.deadline_on, today)
    return f"Avant le {day}" if person.deadline_on >= today else f"Échéance passée, le {day}"


def _budget(person: Beneficiary) -> str:
    return "" if person.mobility_budget is None else f"{typography.money(person.mobility_budget)} par mois au plus"


def _situation(person: Beneficiary, known: Circumstances, reference: Reference) -> Iterator[str]:
    held = [
        _inside(kind.chip(person.civility))
        for kind in reference.statuses.kinds
        if known.status(kind.code) is TriState.YES and not kind.sensitive
    ]
    yield from held[:_SENSITIVE_LEFT_OUT]
    if person.licence is not Licence.UNKNOWN:
        yield _inside(person.licence.label)
    if known.ages is not None:
        youngest, oldest = known.ages
        years = typography.count(oldest, "an")
        yield years if youngest == oldest else f"{typography.number(youngest)} ou{NBSP}{years}"


def _inside(text: str) -> str:
    """Return the text as part of a list; an acronym keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def postponements(deferrals: Iterable[Deferral], reference: Reference) -> tuple[Postponement, ...]:
    """Return « Pas maintenant, parce que… », one for each rule that puts something off."""
    names = {service.code: service.name for service in reference.services.services}
    return tuple(
        Postponement(
            rule=found.firing.rule.code,
            services=found.services,
            names=tuple(names.get(code, code) for code in found.services),
            reason=found.reason,
            kind_reason=found.kind_reason,
            facts=texts(found.firing.facts),
            first=tuple(names.get(code, code) for code in found.first) + found.advice,
            review=found.review,
            review_days=found.review_days,
        )
        for found in deferrals
    )


def waiting_for_ratings(pending: Iterable[Pending], reference: Reference) -> tuple[Postponement, ...]:
    """Return « Permis B : à évaluer d’abord (…) », one for each guard that nobody can lift yet."""
    names = {service.code: service.name for service in reference.services.services}
    return tuple(
        Postponement(
            rule=found.rule.code,
            services=found.services,
            names=(found.about,) if found.about else tuple(names.get(code, code) for code in found.services),
            reason=f"il reste à évaluer{NBSP}: {', '.join(map(_inside, found.to_rate))}",
            kind_reason="",
            facts=(),
            first=(),
            review="",
            review_days=None,
            to_rate=tuple(map(_inside, found.to_rate)),
        )
        for found in pending
    )


def to_rate_words(pending: Pending) -> str:
    """Return « À évaluer d’abord : connaître le code de la route, lire »."""
    return f"À évaluer d’abord{NBSP}: {', '.join(map(_inside, pending.to_rate))}"


def fired(firings: Iterable[Firing]) -> tuple[RuleReason, ...]:
    """Return the rules that bring something forward, with the facts that fired them."""
    return tuple(
        RuleReason(
            code=firing.rule.code,
            label=firing.rule.label,
            reason=firing.rule.reason,
            guard=firing.rule.guard,
            facts=texts(firing.facts),
            sensitive=any(fact.sensitive for fact in firing.facts),
        )
        for firing in firings
    )


def silent(found: Iterable[WhyNot]) -> tuple[RuleReason, ...]:
    """Return the rules that would have brought something forward, with what they lack."""
    return tuple(
        RuleReason(
            code=why.rule.code,
            label=why.rule.label,
            reason=why.rule.reason,
            facts=tuple(_against(fact) for fact in (*why.missing, *why.failing)),
            fired=False,
            sensitive=any(fact.sensitive for fact in (*why.missing, *why.failing)),
        )
        for why in found
    )


def texts(facts: Iterable[UsedFact]) -> tuple[str, ...]:
    """Return facts as people read them."""
    return tuple(dict.fromkeys(fact.text for fact in facts))


def _against(fact: UsedFact) -> str:
    return f"{fact.text} (il faudrait{NBSP}: {fact.need})" if fact.need else fact.text


def reasons(judgement: Judgement, row: SieveRow, deadline: date | None, today: date) -> tuple[Reason, ...]:
    """Return « Pourquoi ce résultat ? »: one line for each criterion, then the delay against the deadline."""
    lines = [
        Reason(
            text=result.text,
            holds=result.holds,
            missing=result.missing,
            question=result.question,
            waiver=result.waiver,
        )
        for result in judgement.results
    ]
    if row.delay_days is not None and deadline is not None and deadline >= today:
        day = typography.short_date(deadline, today)
        words = "trop tard pour le" if row.too_late else "avant le"
        holds = TriState.NO if row.too_late else TriState.YES
        sentence = f"Délai de {row.delay_days}{NBSP}j{NBSP}: {words} {day}".rstrip(".")
        lines.append(Reason(text=f"{sentence}.", holds=holds))
    return tuple(lines) or (Reason(text=judgement.reason, holds=TriState.UNKNOWN),)


def missing_questions(
    waiting: Mapping[str, int], settled: Mapping[str, int], questions: QuestionCatalogue, look: Look
) -> tuple[Question, ...]:
    """Return the questions that rows wait for: the one that settles most of them first, those about health last."""
    known = [code for code in waiting if questions.knows(code)]
    order = sorted(
        known,
        key=lambda code: (questions.question(code).sensitive, -settled.get(code, 0), -waiting[code], code),
    )
    return tuple(question_of(questions, code, look, rows=waiting[code]) for code in order)


def question_of(questions: QuestionCatalogue, code: str, look: Look, *, rows: int = 0) -> Question:
    """Return a question in the words of the screen, with what was answered."""
    known = questions.question(code)
    label = known.label
    return Question(
        code=code,
        text=known.asked(look.file.beneficiary.civility),
        label=label[:1].upper() + label[1:],
        rows=rows,
        answer=look.circumstances.answers.get(code, TriState.UNKNOWN),
    )
