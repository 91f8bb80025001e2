"""The action plan: goal, steps, order, closing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from mobiconseil.domain.beneficiary import Beneficiary, FileState, moved_to
from mobiconseil.domain.follow_up import Appointment, AppointmentState
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.plan import OPEN_STEPS_LIMIT, Plan, Step, StepHorizon, StepState, ordered, renumbered
from mobiconseil.domain.plan_order import placed
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Clock, Records, UnitOfWork


class PlanNotClosable(MobiConseilError):
    """A plan is closed only with a next appointment or an exit."""


class PlanService:
    """Use cases of the plan."""

    def __init__(self, uow: UnitOfWork, clock: Clock, ids: IdFactory) -> None:
        self._uow = uow
        self._clock = clock
        self._ids = ids

    def change(self, subject: RecordId, **fields: object) -> Plan:
        """Write some fields of the open plan, the goal among them; it begins here if there is none."""
        with self._uow.transaction(Action.GOAL_CHANGED) as records:
            plan = self._open_plan(records, subject)
            return records.change(Plan, plan.id, **fields)

    def set_agreement(self, subject: RecordId, agreed: TriState) -> Plan:
        """Write whether the person agrees with the plan, today."""
        on = self._clock.today() if agreed is TriState.YES else None
        return self.change(subject, agreed=agreed, agreed_on=on)

    def add_step(self, subject: RecordId, **fields: Any) -> Step:
        """Add a step at its place by date, or at the end of its group without a date."""
        with self._uow.transaction(Action.STEP_ADDED) as records:
            plan = self._open_plan(records, subject)
            blank = Step(id=self._ids(), subject=subject, plan_id=plan.id)
            (step,) = put_in_place(records, self._steps(records, plan), [replace(blank, **fields)])
        return step

    def change_step(self, step: RecordId, **fields: object) -> Step:
        """Write some fields of a step; a step set to done is dated today, an unavailability goes with its state."""
        state = fields.get("state")
        if isinstance(state, StepState):
            fields.setdefault("done_on", self._clock.today() if state is StepState.DONE else None)
            if not state.needs_reason:
                fields |= {"unavailability": "", "unavailability_detail": "", "unavailability_days": None}
        with self._uow.transaction(Action.STEP_CHANGED) as records:
            return records.change(Step, step, **fields)

    def move_step(self, step: Step, offset: int) -> None:
        """Move a step up (negative) or down within its group; at the end it stays."""
        with self._uow.transaction(Action.STEP_MOVED) as records:
            steps = [s for s in records.of(Step, step.subject) if s.plan_id == step.plan_id]
            for record_id, position in renumbered(steps, step.id, offset):
                records.change(Step, record_id, position=position)

    def place_step(self, step: RecordId) -> None:
        """Put a step at its place by date among those of its group; the others keep their order."""
        found = self._uow.records.get(Step, step)
        whole = self._uow.records.of(Step, found.subject)
        others = [s for s in whole if s.plan_id == found.plan_id and s.id != step]
        wanted = placed(others, [found])
        if [s.id for s in ordered((*others, found))] == [s.id for s in wanted]:
            return
        with self._uow.transaction(Action.STEP_MOVED) as records:
            for each in wanted:
                _move_to(records, each)

    def send_step(self, step: Step, horizon: StepHorizon) -> None:
        """Send a step to later, or back to now, at its place by date."""
        with self._uow.transaction(Action.STEP_CHANGED) as records:
            others = [s for s in records.of(Step, step.subject) if s.plan_id == step.plan_id and s.id != step.id]
            sent = records.change(Step, step.id, horizon=horizon)
            for each in placed(others, [sent]):
                _move_to(records, each)

    def remove_step(self, step: Step) -> None:
        """Put a step in the trash."""
        with self._uow.transaction(Action.STEP_REMOVED) as records:
            records.trash(Step, step.id)

    def close(self, subject: RecordId, *, leaving: bool, note: str = "") -> Plan:
        """Close the plan; `leaving` says that the person leaves, which the file then says too.

        Raises PlanNotClosable without a planned appointment ahead nor an exit, or with a failed step without code.
        """
        with self._uow.transaction(Action.PLAN_CLOSED) as records:
            plan = self._open_plan(records, subject)
            steps = self._steps(records, plan)
            if any(step.state.needs_reason and not step.unavailability for step in steps):
                raise PlanNotClosable(
                    "Une étape sans solution ou refusée n’a pas encore sa raison. Rien n’a été modifié. "
                    "Choisissez la raison de cette étape, puis fermez le plan."
                )
            if not leaving and not self._has_appointment_ahead(records, subject):
                raise PlanNotClosable(
                    "Ce plan n’a ni prochain rendez-vous ni sortie. Rien n’a été modifié. "
                    "Fixez un rendez-vous, ou indiquez que la personne sort de l’accompagnement."
                )
            if leaving:
                person = records.get(Beneficiary, subject)
                state = person.state if person.state.is_over else FileState.LEFT
                records.change(Beneficiary, subject, **moved_to(person, state, self._clock.today()))
            return records.change(Plan, plan.id, closed_on=self._clock.today(), closing_note=note)

    def reopen(self, plan: Plan) -> Plan:
        """Open a closed plan again."""
        with self._uow.transaction(Action.PLAN_REOPENED) as records:
            return records.change(Plan, plan.id, closed_on=None)

    def _open_plan(self, records: Records, subject: RecordId) -> Plan:
        found = next((plan for plan in reversed(records.of(Plan, subject)) if plan.closed_on is None), None)
        if found is None:
            found = Plan(id=self._ids(), subject=subject, started_on=self._clock.today())
            records.add(found)
        return found

    def _steps(self, records: Records, plan: Plan) -> tuple[Step, ...]:
        return ordered(step for step in records.of(Step, plan.subject) if step.plan_id == plan.id)

    def _has_appointment_ahead(self, records: Records, subject: RecordId) -> bool:
        now = self._clock.now()
        found = records.of(Appointment, subject)
        return any(a.state is AppointmentState.PLANNED and a.at >= now for a in found)


def put_in_place(records: Records, steps: Iterable[Step], added: Sequence[Step]) -> tuple[Step, ...]:
    """Write new steps at their place among those of a plan, and return them."""
    new = {step.id for step in added}
    written: dict[RecordId, Step] = {}
    for step in placed(steps, added):
        if step.id in new:
            records.add(step)
            written[step.id] = step
        else:
            _move_to(records, step)
    return tuple(written[step.id] for step in added)


def _move_to(records: Records, step: Step) -> None:
    """Write the place of a step when it changes."""
    if records.get(Step, step.id).position != step.position:
        records.change(Step, step.id, position=step.position)


def too_many_open(steps: tuple[Step, ...]) -> bool:
    """Say whether the plan has more open steps than a person can follow."""
    return sum(step.is_open for step in steps) > OPEN_STEPS_LIMIT
