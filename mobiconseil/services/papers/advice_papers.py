"""What the papers say of the advice: why each step is there, and what is not for now. Health stays out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.plan import Step
from mobiconseil.domain.recommendation import Deferral, Pending, Recommendations, Rule, RuleBook
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.typography import MONTHS, tidy
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.files import PersonFile
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.plans import NotNow
from mobiconseil.services.papers.wording import capital, lowered, sentence

LICENCE_SERVICES = frozenset({"F2-07", "F2-09"})
"""Services of the catalogue that lead to the car licence."""
_ITEM = re.compile(r"\bD\d+\.\d+\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAdvice:
    """What the rules say of the person, as papers may repeat it."""

    deferrals: tuple[Deferral, ...] = ()
    pending: tuple[Pending, ...] = ()
    """What may be put off, once what decides is rated."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """By code of rule, without those that only read health."""
    health: frozenset[str] = frozenset()
    """Codes of the rules that only read health."""


def paper_advice(told: Recommendations, book: RuleBook, reference: Reference) -> PaperAdvice:
    """Return what papers may repeat of the recommendations."""
    rules = {rule.code: rule for rule in (*book.switched_off, *book.rules)}
    health = frozenset(code for code, rule in rules.items() if reads_health(rule, reference))
    reasons = {code: rule.reason for code, rule in rules.items() if code not in health}
    return PaperAdvice(deferrals=told.deferrals, pending=told.pending, reasons=reasons, health=health)


def reads_health(rule: Rule, reference: Reference) -> bool:
    """Say whether a rule reads nothing but items that never leave the laptop."""
    private = {item.code for d in reference.grid.domains for item in d.items if item.sensitive or d.sensitive}
    read = set(_ITEM.findall(rule.when_text))
    return bool(read) and read <= private


def step_reason(step: Step, advice: PaperAdvice) -> str:
    """Return why a step is there, as it was kept; a reason that rests on health is not repeated."""
    rules = step.rules.split()
    if not any(code in advice.health for code in rules):
        return " ".join(sentence(line) for line in reason_lines(step.reason))
    said = dict.fromkeys(advice.reasons[code] for code in rules if code in advice.reasons)
    return " ".join(sentence(reason) for reason in said)


def reason_lines(reason: str) -> tuple[str, ...]:
    """Return the reasons of a step, each once: of two that differ by their facts, the one that says more."""
    kept: dict[str, str] = {}
    for line in (line.strip() for line in reason.splitlines()):
        why = line.partition(" (")[0].rstrip(".")
        if line and len(line) > len(kept.get(why, "")):
            kept[why] = line
    return tuple(kept.values())


def not_now(file: PersonFile, advice: PaperAdvice, desk: PaperDesk, *, every: bool = True) -> tuple[NotNow, ...]:
    """Return what is put off, for professionals; without `every`, only what the person asked for or kept."""
    put_off = (_put_off(found, advice, desk) for found in advice.deferrals if every or concerns(file, found))
    to_rate = (_to_rate(found, desk) for found in advice.pending if every or concerns(file, found))
    return (*put_off, *to_rate)


def not_now_kindly(file: PersonFile, advice: PaperAdvice, desk: PaperDesk) -> tuple[str, ...]:
    """Return what is put off of what the person asked for or kept, said kindly, each thing once."""
    said: dict[tuple[str, ...], str] = {}
    for found in advice.deferrals:
        if concerns(file, found):
            said.setdefault(found.services, _kind(found, desk))
    return tuple(said.values())


def _put_off(found: Deferral, advice: PaperAdvice, desk: PaperDesk) -> NotNow:
    private = found.firing.rule.code in advice.health
    first = () if private else (*_names(found.first, desk), *found.advice)
    return NotNow(
        title=", ".join(_names(found.services, desk)),
        reason=sentence(found.reason),
        facts=tuple(fact.text for fact in found.firing.facts if not fact.sensitive),
        first=tuple(dict.fromkeys(text.rstrip(".") for text in first)),
        review=sentence(found.review),
    )


def _to_rate(found: Pending, desk: PaperDesk) -> NotNow:
    """Return what nobody can judge yet; the items about health are left out."""
    known = tuple(label for label, fact in zip(found.to_rate, found.facts, strict=True) if not fact.sensitive)
    return NotNow(
        title=found.about or ", ".join(_names(found.services, desk)),
        reason="Ce qui permet d’en juger n’est pas encore évalué.",
        first=tuple(f"Évaluer\u00a0: {lowered(label)}" for label in known),
    )


def _kind(found: Deferral, desk: PaperDesk) -> str:
    names = ", ".join(lowered(name) for name in _names(found.services, desk)[:1])
    again = ""
    if found.review_days:
        day = desk.today + timedelta(days=found.review_days)
        month = MONTHS[day.month - 1]
        year = f" {day.year}" if day.year != desk.today.year else ""
        again = f"On en reparle en {month}{year}."
    return tidy(" ".join(part for part in (f"{names}.", capital(found.kind_reason), again) if part))


def concerns(file: PersonFile, found: Deferral | Pending) -> bool:
    """Say whether what is put off was asked for, kept, or is a step of the plan."""
    wanted = set(found.services)
    asked = file.beneficiary.licence_requested is TriState.YES and bool(wanted & LICENCE_SERVICES)
    kept = {choice.key.partition(":")[2] for choice in file.choices if choice.state is ChoiceState.KEPT}
    planned = {step.service_code for step in file.steps}
    return asked or bool(wanted & (kept | planned))


def _names(codes: tuple[str, ...], desk: PaperDesk) -> tuple[str, ...]:
    names = {service.code: service.name for service in desk.reference.services.services}
    return tuple(names.get(code, code) for code in codes)
