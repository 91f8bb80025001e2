"""From what was kept together to dated steps: what is asked first, what helps at once, what comes later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.plan_actions import PlanAction, PlanActions
from mobiconseil.domain.plan_balance import aids_first, because, completed, placed_steps, together, warnings
from mobiconseil.domain.plan_draft import DraftPlan, DraftStep, KeptRow, PlanningContext, PlanTerm, Postponed
from mobiconseil.domain.plan_timing import ASK_DAYS, FIRST_DAYS, USUAL_DAYS, Calendar
from mobiconseil.domain.typography import NBSP, quote

PRELIMINARY_DAYS = 10
"""What comes before everything else is done within these days."""

REVIEW_DAYS = 120
"""When something put off without a date is looked at again."""


def draft_plan(kept: Sequence[KeptRow], context: PlanningContext, actions: PlanActions) -> DraftPlan:
    """Return the plan made of what was kept: dated, ordered, five steps open at most.

    The order of `kept` does not matter. A row that the open plan already holds gives no step, nor does a service of
    the catalogue once one of those who give it was kept.
    """
    found = {row.key: row for row in kept if not context.existing.covers(row)}
    given = {row.service_code for row in found.values() if row.service_id is not None}
    named = (row for row in found.values() if row.service_id or row.aid or row.service_code not in given)
    rows = sorted(named, key=lambda row: row.key)
    if not rows:
        return DraftPlan()
    put_off = {code for postponed in context.postponed for code in postponed.services}
    ready = [row for row in rows if row.service_code not in put_off or not row.service_code]
    steps = _asked(ready, context, actions) + _done(ready, context, actions)
    steps += _preliminaries(context) + _reviews(rows, context, actions)
    placed = placed_steps(completed(aids_first(steps), context, actions), context)
    return DraftPlan(steps=placed, warnings=warnings(placed, rows, context, actions))


def _grouped(row: KeptRow, action: PlanAction | None) -> bool:
    """Say whether the row is one of the requests made together before signing."""
    return row.ask_before if action is None else action.before and action.ask


def _asked(rows: list[KeptRow], context: PlanningContext, actions: PlanActions) -> list[DraftStep]:
    """Return one step for all the aids to ask before any money is spent."""
    asked = [row for row in rows if _grouped(row, actions.of(row.service_code))]
    if not asked:
        return []
    calendar = context.calendar
    due = calendar.at_once() if calendar.urgent else calendar.after(FIRST_DAYS)
    given = {row.service_code for row in asked if row.aid}
    names = tuple(dict.fromkeys(row.title for row in asked if row.aid or row.service_code not in given))
    known = [actions.of(row.service_code) for row in asked]
    only = asked[0] if len(asked) == 1 else None
    return [
        DraftStep(
            key="asked:" + ",".join(row.key for row in asked),
            title=_asking(asked, names, actions),
            due_on=due,
            term=PlanTerm.of(due, calendar.today),
            place=only.place if only else "",
            phone=only.phone if only else "",
            papers=together(row.papers for row in asked),
            note="" if len(names) == 1 else f"À demander{NBSP}: {', '.join(names)}.",
            reason=together((*(row.reason for row in asked), "Une aide demandée après la dépense est souvent perdue.")),
            rules=_rules(asked),
            service_code=only.service_code if only else "",
            service_id=only.service_id if only else None,
            aids=tuple(dict.fromkeys(row.aid or row.service_code for row in asked)),
            immediate=any(row.immediate for row in asked),
            ordinary_law=any(row.ordinary for row in asked) or any(a.ordinary for a in known if a),
            asks=True,
        )
    ]


def _asking(asked: list[KeptRow], names: tuple[str, ...], actions: PlanActions) -> str:
    if len(names) > 1:
        return "Demander les aides avant de signer le devis"
    action = None if any(row.aid for row in asked) else actions.of(asked[0].service_code)
    return action.title if action is not None else f"Demander {quote(names[0])} avant de payer ou de signer"


def _done(rows: list[KeptRow], context: PlanningContext, actions: PlanActions) -> list[DraftStep]:
    """Return a step for each other row, an aid joining the service of the catalogue that gives it."""
    own = [row for row in rows if not _grouped(row, actions.of(row.service_code))]
    services = [row for row in own if not row.aid]
    named = {row.service_code: row.key for row in reversed(services) if row.service_code}
    joined: dict[str, list[KeptRow]] = {row.key: [row] for row in services}
    for aid in (row for row in own if row.aid):
        joined.setdefault(named.get(aid.service_code, aid.key), []).append(aid)
    due = _dues([group[0] for group in joined.values()], context.calendar, actions)
    steps = [_step(group, due[key], context.calendar, actions) for key, group in joined.items()]
    return _told_apart(steps, {row.key: row for row in own}, context.existing.titles)


def _told_apart(steps: list[DraftStep], rows: Mapping[str, KeptRow], taken: frozenset[str]) -> list[DraftStep]:
    """Return the steps, two offers of the same kind told apart by their names, then by their places."""
    for name in (_offer_name, _offer_place):
        titles = Counter([*taken, *(step.title for step in steps)])
        steps = [
            replace(step, title=f"{step.title}{NBSP}: {said}")
            if titles[step.title] > 1 and step.service_id is not None and (said := name(rows[step.key]))
            else step
            for step in steps
        ]
    return steps


def _offer_name(row: KeptRow) -> str:
    return row.title


def _offer_place(row: KeptRow) -> str:
    return row.place


def _step(group: list[KeptRow], due: date, calendar: Calendar, actions: PlanActions) -> DraftStep:
    row, action = group[0], actions.of(group[0].service_code)
    aids = tuple(each.aid for each in group if each.aid)
    title = action.title if action is not None and not row.aid else _request(row, action)
    return DraftStep(
        key=row.key,
        title=title,
        due_on=due,
        term=PlanTerm.of(due, calendar.today),
        place=row.place,
        phone=row.phone,
        papers=together(each.papers for each in group),
        cost=row.cost,
        reason=together(each.reason for each in group),
        rules=_rules(group),
        service_code=row.service_code,
        service_id=row.service_id,
        aids=aids,
        immediate=row.immediate or (calendar.near and action is not None and action.bridge and not row.aid),
        ordinary_law=any(each.ordinary for each in group) or (action is not None and action.ordinary),
        skill=action is not None and action.skill and not row.aid,
        expense=action is not None and action.expense and not row.aid,
    )


def _request(row: KeptRow, action: PlanAction | None) -> str:
    if not row.aid:
        return f"Contacter {quote(row.title)}"
    before = row.ask_before and (action is None or action.before)
    return f"Demander {quote(row.title)}{' avant de payer ou de signer' if before else ''}"


def _dues(rows: list[KeptRow], calendar: Calendar, actions: PlanActions) -> Mapping[str, date]:
    """Return the date of each row, after those that must come first."""
    dues = {row.key: _due(row, actions.of(row.service_code), calendar) for row in rows}
    for _ in rows:
        for row in rows:
            first = [dues[each.key] for each in rows if each.service_code in row.after and each.key != row.key]
            if not calendar.urgent and first:
                dues[row.key] = max(dues[row.key], *first)
    return dues


def _due(row: KeptRow, action: PlanAction | None, calendar: Calendar) -> date:
    ask = action.ask if action is not None else bool(row.aid)
    bridge = row.immediate or (action is not None and action.bridge)
    days = _days(row, action, ask)
    if calendar.urgent and (ask or (bridge and _in_time(row, calendar))):
        return calendar.at_once()
    if bridge and _in_time(row, calendar):
        return calendar.before_deadline(max(days, FIRST_DAYS))
    return calendar.after(max(days, FIRST_DAYS))


def _days(row: KeptRow, action: PlanAction | None, ask: bool) -> int:
    if ask:
        return action.days or ASK_DAYS if action is not None else ASK_DAYS
    delay = USUAL_DAYS if row.delay_days is None else row.delay_days
    return min(delay, action.days) if action is not None and action.days else delay


def _in_time(row: KeptRow, calendar: Calendar) -> bool:
    """Say whether the service can help before the deadline, as far as its delay is known."""
    return calendar.days_left is None or (row.delay_days or 0) <= calendar.days_left


def _preliminaries(context: PlanningContext) -> list[DraftStep]:
    due = context.calendar.after(PRELIMINARY_DAYS)
    return [
        DraftStep(
            key=f"first:{each.rule}",
            title=each.title.rstrip("."),
            due_on=due,
            term=PlanTerm.MONTH,
            reason=each.reason,
            rules=(each.rule,),
            ordinary_law=True,
        )
        for each in context.preliminaries
        if each.title.rstrip(".") not in context.existing.titles
    ]


def _reviews(rows: list[KeptRow], context: PlanningContext, actions: PlanActions) -> list[DraftStep]:
    """Return when to look again at what is put off: « pas maintenant », never a way in."""
    found: dict[str, DraftStep] = {}
    for postponed in context.postponed:
        for code in postponed.services:
            title = _review_title(code, rows, context, actions)
            if title and title not in context.existing.titles:
                found[title] = _merged(found.get(title), title, code, postponed, context.calendar)
    return list(found.values())


def _review_title(code: str, rows: list[KeptRow], context: PlanningContext, actions: PlanActions) -> str:
    action = actions.of(code)
    review = action.review if action is not None else ""
    kept = next((row for row in rows if row.service_code == code), None)
    if kept is not None:
        return review or f"Refaire le point{NBSP}: {kept.title}"
    return review if context.licence_requested and action is not None and action.skill else ""


def _merged(known: DraftStep | None, title: str, code: str, postponed: Postponed, calendar: Calendar) -> DraftStep:
    due = calendar.after(postponed.review_days or REVIEW_DAYS)
    reason = f"Pas maintenant, {because(postponed.reason)}."
    if known is not None:
        later = max(known.due_on, due)
        return replace(
            known,
            due_on=later,
            term=PlanTerm.of(later, calendar.today),
            reason=together((known.reason, reason)),
            rules=tuple(dict.fromkeys((*known.rules, postponed.rule))),
        )
    return DraftStep(
        key=f"review:{code}",
        title=title,
        due_on=due,
        term=PlanTerm.of(due, calendar.today),
        horizon=StepHorizon.LATER,
        reason=reason,
        rules=(postponed.rule,),
    )


def _rules(rows: list[KeptRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for row in rows for code in row.rules))
