"""What awaits an answer from elsewhere: the recall that brings it back, and the plan step that waits with it."""

from __future__ import annotations

from datetime import date, timedelta

from mobiconseil.domain.advice_records import AidRequest, Referral
from mobiconseil.domain.follow_up import Recall
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.plan import Step, StepState
from mobiconseil.services.ports import Records

_REFUSED_BY_PERSON = "REFUS_PERSONNE"

Waiting = Referral | AidRequest


def add_recall(records: Records, ids: IdFactory, waiting: Waiting, due_on: date, reason: str) -> RecordId:
    """Add the recall that comes back while no answer came, and return its identifier."""
    recall = Recall(
        id=ids(),
        subject=waiting.subject,
        due_on=due_on,
        reason=reason,
        step_id=waiting.step_id,
        adviser=waiting.adviser,
    )
    records.add(recall)
    return recall.id


def open_recall(records: Records, waiting: Waiting) -> Recall | None:
    """Return the recall of something that waits, while it is open."""
    found = (recall for recall in records.of(Recall, waiting.subject) if recall.id == waiting.recall_id)
    return next((recall for recall in found if recall.is_open), None)


def close_recall(records: Records, waiting: Waiting, today: date) -> None:
    """Say that the recall is no longer needed: the answer came."""
    recall = open_recall(records, waiting)
    if recall is not None:
        records.change(Recall, recall.id, done_on=today)


def trash_recall(records: Records, waiting: Waiting) -> None:
    """Put the recall in the trash with what it was for."""
    recall = open_recall(records, waiting)
    if recall is not None:
        records.trash(Recall, recall.id)


def after(day: date, days: int) -> date:
    """Return the day `days` after, moved to Monday when it falls on a week-end."""
    due = day + timedelta(days=days)
    return due + timedelta(days=7 - due.weekday() if due.weekday() >= 5 else 0)


def waits_for(records: Records, recall: Recall) -> bool:
    """Say whether a recall is about an answer awaited from elsewhere, and not about the person herself."""
    return awaited(records, recall.subject, recall.id) is not None


def awaited(records: Records, subject: RecordId, recall: RecordId) -> Waiting | None:
    """Return what a recall brings back, or None when it is about the person herself."""
    kinds: tuple[type[Referral | AidRequest], ...] = (Referral, AidRequest)
    return next((found for cls in kinds for found in records.of(cls, subject) if found.recall_id == recall), None)


def step_waits(records: Records, waiting: Waiting) -> None:
    """Show that the step awaits an answer."""
    _move(records, waiting, {StepState.TODO, StepState.STARTED}, state=StepState.WAITING)


def step_goes_on(records: Records, waiting: Waiting) -> None:
    """Show that the step is underway: the answer is yes."""
    _move(records, waiting, {StepState.TODO, StepState.WAITING}, state=StepState.STARTED)


def step_is_done(records: Records, waiting: Waiting, today: date) -> None:
    """Show that the step is done."""
    states = {StepState.TODO, StepState.STARTED, StepState.WAITING}
    _move(records, waiting, states, state=StepState.DONE, done_on=today)


def step_fails(records: Records, waiting: Waiting, code: str, detail: str = "", days: int | None = None) -> None:
    """Show that the step failed and why; without an unavailability code it is only to be done again."""
    states = {StepState.TODO, StepState.STARTED, StepState.WAITING}
    if not code:
        _move(records, waiting, states, state=StepState.TODO)
        return
    state = StepState.DECLINED if code == _REFUSED_BY_PERSON else StepState.FAILED
    reasons = {"unavailability": code, "unavailability_detail": detail, "unavailability_days": days}
    _move(records, waiting, states, state=state, **reasons)


def _move(records: Records, waiting: Waiting, among: set[StepState], **fields: object) -> None:
    """Change the step of something that waits, when it stands among these states."""
    found = (step for step in records.of(Step, waiting.subject) if step.id == waiting.step_id)
    step = next(found, None)
    if step is not None and step.state in among:
        records.change(Step, step.id, **fields)
