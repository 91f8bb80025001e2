"""What keeps a plan readable: aids before expenses, something to learn, ordinary law, five open steps at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.plan_actions import PlanActions
from mobiconseil.domain.plan_draft import DraftStep, KeptRow, PlanningContext, PlanTerm
from mobiconseil.domain.plan_timing import USUAL_DAYS, Calendar
from mobiconseil.domain.typography import NBSP, count, fold, quote, short_date

MODES_LOOKED_AT = 3
"""A plan is made after looking at three ways of travelling at least."""

BALANCE_RULE = "R-31"
"""The rule that every plan keeps: something of ordinary law, something learnt, five open steps at most."""

_ORDINARY_REASON = "Un plan garde au moins une solution de droit commun, ouverte à tout le monde."
_SKILL_REASON = "Un plan garde au moins une étape où l’on apprend quelque chose pour ses trajets."

_VOWELS = frozenset("aeiouy")


def together(texts: Iterable[str]) -> str:
    """Return the texts one per line, each once, without the empty ones."""
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def because(reason: str) -> str:
    """Return « parce que le code… » or « parce qu’un crédit… »."""
    told = reason.strip().rstrip(".")
    return f"parce qu’{told}" if fold(told)[:1] in _VOWELS else f"parce que {told}"


def aids_first(steps: list[DraftStep]) -> list[DraftStep]:
    """Return the steps with the requests for aids no later than the first expense."""
    expenses = [step.due_on for step in steps if step.expense]
    if not expenses:
        return steps
    first = min(expenses)
    return [replace(step, due_on=min(step.due_on, first)) if step.asks else step for step in steps]


def completed(steps: list[DraftStep], context: PlanningContext, actions: PlanActions) -> list[DraftStep]:
    """Return the steps with one of ordinary law and one that teaches, added when the plan has none."""
    added = list(steps)
    if not context.existing.ordinary and not any(_now(step) and step.ordinary_law for step in steps):
        added.append(_fallback(actions.ordinary_fallback, _ORDINARY_REASON, context, actions))
    if not context.existing.skill and not any(_now(step) and step.skill for step in added):
        added.append(_fallback(actions.skill_fallback, _SKILL_REASON, context, actions))
    return added


def _fallback(code: str, reason: str, context: PlanningContext, actions: PlanActions) -> DraftStep:
    action, calendar = actions.by_service[code], context.calendar
    due = calendar.trial(USUAL_DAYS) if action.skill else calendar.before_deadline(USUAL_DAYS // 2)
    return DraftStep(
        key=f"catalogue:{code}",
        title=action.title,
        due_on=due,
        term=PlanTerm.of(due, calendar.today),
        reason=reason,
        rules=(BALANCE_RULE,),
        service_code=code,
        ordinary_law=action.ordinary,
        skill=action.skill,
    )


def placed_steps(steps: list[DraftStep], context: PlanningContext) -> tuple[DraftStep, ...]:
    """Return the steps in the order of the plan: what is urgent, then by date; the rest is for later."""
    ranked = sorted(steps, key=_rank(context.calendar))
    candidates = [step for step in ranked if _now(step)]
    room = max(0, context.limit - context.existing.open_now)
    chosen = _balanced(candidates, room, context)
    now = [step for step in ranked if step.key in chosen]
    later = [replace(step, horizon=StepHorizon.LATER) for step in ranked if step.key not in chosen]
    return (*now, *sorted(later, key=lambda step: (step.due_on, step.key)))


def _now(step: DraftStep) -> bool:
    return step.horizon is StepHorizon.NOW and step.term is not PlanTerm.YEAR


def _rank(calendar: Calendar) -> Callable[[DraftStep], tuple[bool, date, bool, bool, str]]:
    def rank(step: DraftStep) -> tuple[bool, date, bool, bool, str]:
        helps = (
            calendar.urgent and step.immediate and calendar.deadline is not None and step.due_on <= calendar.deadline
        )
        return not helps, step.due_on, not step.asks, not step.immediate, step.key

    return rank


def _balanced(candidates: list[DraftStep], room: int, context: PlanningContext) -> frozenset[str]:
    """Return the keys of the steps that fit in `room`, one of ordinary law and one that teaches among them."""
    needed: list[DraftStep] = []
    if not context.existing.ordinary:
        needed += [step for step in candidates if step.ordinary_law][:1]
    if not context.existing.skill and not any(step.skill for step in needed):
        needed += [step for step in candidates if step.skill][:1]
    kept = {step.key: step for step in needed[:room]}
    for step in candidates:
        if len(kept) < room:
            kept.setdefault(step.key, step)
    return frozenset(kept)


def warnings(
    steps: Sequence[DraftStep], rows: Sequence[KeptRow], context: PlanningContext, actions: PlanActions
) -> tuple[str, ...]:
    """Return what the adviser should look at before the person leaves."""
    found = [_too_many(steps, context), _too_few_modes(rows, context, actions), _no_bridge(steps, rows, context)]
    return tuple(text for text in (*found, *_late(rows, context.calendar, actions)) if text)


def _too_many(steps: Sequence[DraftStep], context: PlanningContext) -> str:
    waiting = [step for step in steps if step.horizon is StepHorizon.LATER and step.term is not PlanTerm.YEAR]
    waiting = [step for step in waiting if not step.key.startswith("review:")]
    if not waiting:
        return ""
    held = "passe" if len(waiting) == 1 else "passent"
    return (
        f"{count(len(waiting), 'étape')} {held} dans «{NBSP}Plus tard{NBSP}»{NBSP}: un plan se lit avec "
        f"{count(context.limit, 'étape ouverte', 'étapes ouvertes')} au plus."
    )


def _too_few_modes(rows: Sequence[KeptRow], context: PlanningContext, actions: PlanActions) -> str:
    own = {action.mode for row in rows if (action := actions.of(row.service_code)) is not None and action.mode}
    modes = own | context.modes
    if len(modes) >= MODES_LOOKED_AT:
        return ""
    seen = count(len(modes), "façon de se déplacer regardée", "façons de se déplacer regardées")
    seen = seen if modes else "Aucune façon de se déplacer regardée"
    return f"{seen}{NBSP}: regardez-en trois au moins avant de choisir."


def _no_bridge(steps: Sequence[DraftStep], rows: Sequence[KeptRow], context: PlanningContext) -> str:
    calendar = context.calendar
    if not calendar.near or calendar.deadline is None or context.existing.bridge:
        return ""
    left = calendar.days_left or 0
    keys = {row.key for row in rows if row.immediate or row.delay_days is None or row.delay_days <= left}
    ready = any(step.immediate and step.key in keys and step.due_on <= calendar.deadline for step in steps)
    if ready:
        return ""
    day = short_date(calendar.deadline, calendar.today)
    return (
        f"Rien de retenu ne permet de se déplacer avant le {day}{NBSP}: ajoutez une solution pour tout de suite "
        f"(location, prêt, covoiturage, transport solidaire)."
    )


def _late(rows: Sequence[KeptRow], calendar: Calendar, actions: PlanActions) -> tuple[str, ...]:
    """Return a sentence for each way of travelling in the meanwhile whose delay goes past the deadline."""
    left, deadline = calendar.days_left, calendar.deadline
    if left is None or deadline is None:
        return ()
    day = short_date(deadline, calendar.today)
    return tuple(
        f"{quote(row.title)}{NBSP}: {row.delay_days}{NBSP}j de délai, pour un besoin avant le {day}{NBSP}: "
        "à voir au téléphone, c’est parfois possible plus tôt."
        for row in rows
        if not row.aid
        and row.delay_days is not None
        and row.delay_days > left
        and (row.immediate or ((action := actions.of(row.service_code)) is not None and action.bridge))
    )
