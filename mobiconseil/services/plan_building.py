"""Building the plan: what was kept with the person becomes dated steps, added in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from mobiconseil.domain.advice_records import Choice, ChoiceState
from mobiconseil.domain.aid_clashes import AidClash
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.civility import agree
from mobiconseil.domain.identity import IdFactory, RecordId, element_id
from mobiconseil.domain.plan import Plan, Step, StepHorizon, StepState
from mobiconseil.domain.plan_actions import PlanAction, PlanActions
from mobiconseil.domain.plan_balance import together
from mobiconseil.domain.plan_building import draft_plan
from mobiconseil.domain.plan_draft import (
    DraftPlan,
    DraftStep,
    Existing,
    KeptRow,
    PlanningContext,
    Postponed,
    Preliminary,
)
from mobiconseil.domain.plan_timing import Calendar
from mobiconseil.domain.recommendation import Firing, Pending, Recommendations
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.sieve import SieveGroup, SieveRow
from mobiconseil.domain.trip_cost import CostMode, catalogue_modes
from mobiconseil.domain.typography import NARROW, NBSP
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.advice_ports import RowDetail
from mobiconseil.services.elements import once
from mobiconseil.services.papers.wording import lowered
from mobiconseil.services.plans import put_in_place
from mobiconseil.services.ports import Clock, Records, UnitOfWork

_GIVEN_UP = frozenset({StepState.FAILED, StepState.DECLINED, StepState.DROPPED})
"""A step given up leaves its place to another."""


class Advice(Protocol):
    """What the plan needs of the advice."""

    def recommendations(self, subject: RecordId) -> Recommendations:
        """Return everything the rules say of a person."""
        ...

    def clashes(self, subject: RecordId) -> tuple[AidClash, ...]:
        """Return the aids kept for a person that cannot be had together, or with one already asked for."""
        ...

    def detail(self, subject: RecordId, key: str) -> RowDetail:
        """Return all that is known of one row of the sieve. Raises KeyError or a MobiConseilError if it is gone."""
        ...


class PlanBuilding:
    """Use cases of the plan built from what was kept."""

    def __init__(
        self, uow: UnitOfWork, clock: Clock, ids: IdFactory, *, advice: Advice, reference: Callable[[], Reference]
    ) -> None:
        self._uow = uow
        self._clock = clock
        self._ids = ids
        self._advice = advice
        self._reference = reference

    def draft(self, subject: RecordId) -> DraftPlan:
        """Return the steps that what was kept gives, without those the open plan already holds."""
        actions = self._reference().plan_actions
        records = self._uow.records
        choices = once(records.of(Choice, subject), subject, _choice_key)
        told = self._advice.recommendations(subject)
        kept = [choice for choice in choices if choice.state is ChoiceState.KEPT]
        rows = [row for choice in kept if (row := self._row(subject, choice, told)) is not None]
        person = records.get(Beneficiary, subject)
        made = draft_plan(rows, self._context(person, choices, told, self._existing(subject, actions)), actions)
        steps = tuple(replace(step, title=agree(step.title, person.civility)) for step in made.steps)
        clashes = tuple(clash.pair_text for clash in self._advice.clashes(subject))
        waiting = tuple(_to_rate(each) for each in told.pending) if made.steps else ()
        return replace(made, steps=steps, warnings=(*waiting, *clashes, *made.warnings))

    def kept_modes(self, subject: RecordId) -> frozenset[CostMode]:
        """Return the ways of travelling that the kept services make possible."""
        modes = catalogue_modes(self._reference().trip_costs)
        choices = once(self._uow.records.of(Choice, subject), subject, _choice_key)
        kept = (self._catalogue(subject, choice) for choice in choices if choice.state is ChoiceState.KEPT)
        return frozenset(modes[code] for code in kept if code in modes)

    def build(self, subject: RecordId, draft: DraftPlan) -> tuple[Step, ...]:
        """Add the steps of `draft` to the open plan, which begins here if there is none, and return those added.

        One transaction; each goes to its place by date. A step that is already there is left as it is: building twice
        adds nothing twice.
        """
        records = self._uow.records
        plan = _open_plan(records, subject)
        wanted = draft.steps if plan is None else self._missing(records, plan, draft)
        if not wanted:
            return ()
        with self._uow.transaction(Action.PLAN_BUILT) as writing:
            if plan is None:
                plan = Plan(id=self._ids(), subject=subject, started_on=self._clock.today())
                writing.add(plan)
            return put_in_place(writing, _steps(writing, plan), [_written(step, plan) for step in wanted])

    def _missing(self, records: Records, plan: Plan, draft: DraftPlan) -> tuple[DraftStep, ...]:
        """Return the steps of `draft` that the plan does not hold, whatever was since written in it."""
        steps = _steps(records, plan)
        ids = {step.id for step in steps}
        held = _holding(steps)
        return tuple(
            step for step in draft.steps if _step_id(plan, step) not in ids and not (step.aids and held >= {*step.aids})
        )

    def _row(self, subject: RecordId, choice: Choice, told: Recommendations) -> KeptRow | None:
        detail = self._detail(subject, choice)
        if detail is None:
            return None
        row, aid = detail.row, detail.aid
        proposal = told.proposal(row.catalogue) if row.catalogue and not row.aid else None
        firings = proposal.firings if proposal else ()
        if row.aid:
            firings = next((each.firings for each in told.aids if each.code == row.aid), ())
        return KeptRow(
            key=choice.key,
            title=row.title,
            service_code=row.catalogue,
            service_id=row.service_id,
            aid=row.aid,
            place=detail.address,
            phone=detail.phone,
            papers=_listed(aid.papers) if aid else "",
            cost=" ".join(part for part in (row.cost_text, row.cost_unit) if part),
            delay_days=self._delay(row),
            ask_before=aid.ask_before if aid else False,
            ordinary=row.group is SieveGroup.OPEN_TO_ALL,
            immediate=row.immediate,
            after=proposal.after if proposal else (),
            reason=together((*map(reason_of, firings), choice.note)),
            rules=tuple(firing.rule.code for firing in firings),
        )

    def _delay(self, row: SieveRow) -> int | None:
        """Return the days before the service can help: its own, otherwise those the catalogue aims at."""
        if row.delay_days is not None or row.aid or not row.catalogue:
            return row.delay_days
        known = {service.code: service.target_days for service in self._reference().services.services}
        return known.get(row.catalogue)

    def _context(
        self, person: Beneficiary, choices: Iterable[Choice], told: Recommendations, existing: Existing
    ) -> PlanningContext:
        actions = self._reference().plan_actions
        looked_at = {self._catalogue(person.id, choice) for choice in choices} | existing.catalogue
        modes = (action.mode for code in looked_at if (action := actions.of(code)) is not None)
        return PlanningContext(
            calendar=Calendar(today=self._clock.today(), deadline=person.deadline_on),
            licence_requested=person.licence_requested is TriState.YES,
            postponed=tuple(
                Postponed(
                    services=each.services,
                    reason=each.reason,
                    review_days=each.review_days,
                    rule=each.firing.rule.code,
                )
                for each in told.deferrals
            ),
            preliminaries=_preliminaries(told),
            modes=frozenset(mode for mode in modes if mode is not None),
            existing=existing,
        )

    def _catalogue(self, subject: RecordId, choice: Choice) -> str:
        kind, _, code = choice.key.partition(":")
        if kind == "catalogue":
            return code
        detail = self._detail(subject, choice)
        return "" if detail is None else detail.row.catalogue

    def _detail(self, subject: RecordId, choice: Choice) -> RowDetail | None:
        """Return the row that was decided on, or None when its service or aid is gone since."""
        try:
            return self._advice.detail(subject, choice.key)
        except (KeyError, MobiConseilError):
            return None

    def _existing(self, subject: RecordId, actions: PlanActions) -> Existing:
        plan = _open_plan(self._uow.records, subject)
        steps = () if plan is None else _steps(self._uow.records, plan)
        alive = [step for step in steps if step.state not in _GIVEN_UP]
        known: list[tuple[Step, PlanAction]] = [
            (step, action) for step in alive if (action := actions.of(step.service_code)) is not None
        ]
        return Existing(
            open_now=sum(step.is_open for step in steps),
            services=frozenset(step.service_id for step in alive if step.service_id is not None),
            catalogue=frozenset(step.service_code for step in alive if step.service_code),
            aids=_holding(alive),
            titles=frozenset(step.title.strip().rstrip(".") for step in alive),
            ordinary=any(action.ordinary for _, action in known),
            skill=any(action.skill for _, action in known),
            bridge=any(step.is_open and (step.immediate or action.bridge) for step, action in known),
        )


def _to_rate(pending: Pending) -> str:
    """Return « Permis B : à évaluer d’abord (lire), avant toute inscription ou dépense. »."""
    items = ", ".join(label[:1].lower() + label[1:] for label in pending.to_rate)
    return (
        f"{pending.about or pending.rule.label}{NBSP}: à évaluer d’abord ({items}), avant toute inscription ou dépense."
    )


def reason_of(firing: Firing) -> str:
    """Return why a rule says so, with the facts it read; facts about health stay out."""
    facts = [fact.text for fact in firing.facts if not fact.sensitive]
    reason = firing.rule.reason
    return f"{reason} ({f'{NARROW}; '.join(facts)})" if facts else reason


def _preliminaries(told: Recommendations) -> tuple[Preliminary, ...]:
    """Return what the rules that put something off want done before it."""
    return tuple(
        Preliminary(title=advice.text, reason=reason_of(firing), rule=firing.rule.code)
        for advice in told.advice
        for firing in advice.firings[:1]
        if firing.rule.defer is not None
    )


def _choice_key(choice: Choice) -> str:
    return choice.key


def _listed(papers: Iterable[str]) -> str:
    """Return the papers in one line, only the first with its capital."""
    return ", ".join(paper if place == 0 else lowered(paper) for place, paper in enumerate(papers))


def _open_plan(records: Records, subject: RecordId) -> Plan | None:
    return next((plan for plan in reversed(records.of(Plan, subject)) if plan.closed_on is None), None)


def _steps(records: Records, plan: Plan) -> tuple[Step, ...]:
    return tuple(step for step in records.of(Step, plan.subject) if step.plan_id == plan.id)


def _holding(steps: Iterable[Step]) -> frozenset[str]:
    return frozenset(code for step in steps for code in step.aid.split())


def _step_id(plan: Plan, step: DraftStep) -> RecordId:
    return element_id(plan.id, f"step/{step.key}")


def _written(step: DraftStep, plan: Plan) -> Step:
    later = step.horizon is StepHorizon.LATER
    return Step(
        id=_step_id(plan, step),
        subject=plan.subject,
        plan_id=plan.id,
        horizon=step.horizon,
        title=step.title,
        who=step.who,
        place=step.place,
        phone=step.phone,
        papers=step.papers,
        due_on=None if later else step.due_on,
        when_text=step.when_text if later else "",
        service_code=step.service_code,
        service_id=step.service_id,
        cost=step.cost,
        note=step.note,
        reason=step.reason,
        rules=" ".join(step.rules),
        aid=" ".join(step.aids),
        immediate=step.immediate,
    )
