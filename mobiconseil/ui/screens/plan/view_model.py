"""The state of the plan: goal, steps, agreement, closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.follow_up import Appointment, AppointmentState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Plan, Step, StepHorizon
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.files import PersonFile
from mobiconseil.services.free_text import advice
from mobiconseil.services.papers.advice_papers import reason_lines
from mobiconseil.services.plans import too_many_open
from mobiconseil.services.ports import Change
from mobiconseil.ui.autosave import Autosave
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.plan.not_now import PutOff, put_off
from mobiconseil.ui.undoable import say_done

T = TypeVar("T")


class PlanViewModel(QObject):
    """Reloads when the person changes; typing is saved 800 ms after the last key."""

    changed = Signal()
    """The file was read again."""
    typed = Signal()
    """Something was typed and is not saved yet."""
    referral_asked = Signal(object)
    """The identifier of the step from which the person is sent to a service."""
    aid_asked = Signal(object)
    """The identifier of the step whose aid is asked for."""

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.subject = subject
        self.file: PersonFile = context.session.files.load(subject)
        self._goal = Autosave(self._write_goal, self)
        self._steps: dict[RecordId, Autosave] = {}
        self._dated: list[RecordId] = []
        """Steps whose date was typed: they take their place once the typing is over, never under the fingers."""
        self._begun: set[RecordId] = set()
        """Steps added here, to be taken away if they are left empty."""
        self._goal.failed.connect(self._on_failed)
        self._put_off: tuple[PutOff, ...] | None = None
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)

    # ------------------------------------------------------------------ what is shown

    @property
    def today(self) -> date:
        """Return the day."""
        return self.context.session.clock.today()

    @property
    def plan(self) -> Plan | None:
        """Return the open plan, if it has begun."""
        return self.file.plan

    @property
    def waiting_choices(self) -> int:
        """Return how many solutions were kept, for a plan that has no step yet."""
        choices = self.context.session.choices.choices(self.subject).values()
        return sum(1 for choice in choices if choice.state is ChoiceState.KEPT)

    @property
    def now(self) -> tuple[Step, ...]:
        """Return the steps of now, in order."""
        return tuple(step for step in self.file.steps if step.horizon is StepHorizon.NOW)

    @property
    def later(self) -> tuple[Step, ...]:
        """Return the steps of later, in order."""
        return tuple(step for step in self.file.steps if step.horizon is StepHorizon.LATER)

    @property
    def first_name(self) -> str:
        """Return the name by which the person is called."""
        person = self.file.beneficiary
        return person.first_name or person.short_name

    @property
    def adviser_first_name(self) -> str:
        """Return the first name of the adviser at the keyboard."""
        return self.context.session.adviser.first_name or self.context.session.adviser.name

    @property
    def summary(self) -> str:
        """Return « 3 maintenant, 1 plus tard »."""
        parts = [f"{len(self.now)} maintenant"] if self.now else []
        if self.later:
            parts.append(f"{len(self.later)} plus tard")
        return ", ".join(parts)

    @property
    def warning(self) -> str:
        """Return what makes the plan hard to follow, or nothing."""
        if too_many_open(self.file.steps):
            return "Plus de 5 étapes ouvertes : la personne risque de s’y perdre. Mettez-en certaines « Plus tard »."
        return ""

    @property
    def agreed(self) -> TriState:
        """Return whether the person agrees."""
        return self.plan.agreed if self.plan else TriState.UNKNOWN

    @property
    def next_appointment(self) -> Appointment | None:
        """Return the first planned appointment ahead."""
        moment = self.context.session.clock.now()
        ahead = (a for a in self.file.appointments if a.state is AppointmentState.PLANNED and a.at >= moment)
        return next(ahead, None)

    def deadline_line(self) -> str:
        """Return « prise de poste lun. 7 déc. 2026, dans 17 jours », or nothing."""
        person = self.file.beneficiary
        if person.deadline_on is None:
            return ""
        label = person.deadline_label or "échéance"
        day = typography.short_date(person.deadline_on)
        return f"{label[:1].lower()}{label[1:]} {day}, {typography.relative_days(person.deadline_on, self.today)}"

    def subtitle(self) -> str:
        """Return « 42 ans · Ballots (53350) · prise de poste lun. 7 déc. 2026, dans 17 jours », or nothing."""
        person, deadline = self.file.beneficiary, self.deadline_line()
        if not deadline:
            return ""
        born = person.birth_date or person.birth_year
        place = f"{person.commune} ({person.postal_code})" if person.postal_code else person.commune
        parts = (typography.age(born, self.today) if born else "", place if person.commune else "", deadline)
        return " · ".join(part for part in parts if part)

    def who_proposals(self) -> tuple[str, ...]:
        """Return the usual answers to « Qui »."""
        person, adviser = self.first_name, self.adviser_first_name
        return (person, f"{person}, avec {adviser}", f"{person}, {adviser} envoie", f"{person} et {adviser}", adviser)

    def advice(self, text: str) -> str:
        """Return what a text that others read should rather not hold, or nothing."""
        return advice(text, self.context.session.sensitive_words)

    def step(self, record: RecordId) -> Step | None:
        """Return a step of the open plan."""
        return next((step for step in self.file.steps if step.id == record), None)

    @property
    def closed_plan(self) -> Plan | None:
        """Return the plan closed last, while no other is open."""
        closed = sorted(self.file.closed_plans, key=lambda plan: (plan.closed_on or date.min, plan.id))
        return closed[-1] if closed and self.file.plan is None else None

    def put_off(self) -> tuple[PutOff, ...]:
        """Return what is not for now, and why."""
        if self._put_off is None:
            shared = self.context.shared.is_on
            self._put_off = put_off(self.context.session, self.file, shared=shared)
        return self._put_off

    def see_why(self) -> None:
        """Go to the recommendations, where each reason is."""
        self.context.navigator.open_file(self.subject, Tab.RECOMMENDATIONS)

    def why(self, step: Step) -> str:
        """Return « Pourquoi : … », as the rules said it when the step was chosen, or nothing."""
        reason = typography.tidy("\n".join(reason_lines(step.reason)))
        return f"Pourquoi\u00a0: {reason[:1].lower()}{reason[1:]}" if reason else ""

    def referral_words(self, step: Step) -> str:
        """Return « Orienter… », or where the referral of the step stands."""
        found = next((r for r in self.file.referrals if r.step_id == step.id), None)
        return "Orienter…" if found is None else f"Orientation\u00a0: {found.state.label.lower()}"

    def aid_words(self, step: Step) -> str:
        """Return « Demander l’aide… », or where the request of the step stands."""
        found = next((r for r in self.file.aid_requests if r.step_id == step.id), None)
        return "Demander l’aide…" if found is None else f"Aide\u00a0: {found.state.label.lower()}"

    def asked(self, step: Step) -> list[tuple[str, str]]:
        """Return what was asked of others for a step, with its icon: « Orientation : envoyée »."""
        referred = any(r.step_id == step.id for r in self.file.referrals)
        found = [("send-outline", self.referral_words(step))] if referred else []
        return [*found, ("hand-coin-outline", self.aid_words(step))] if self.has_request(step) else found

    def has_request(self, step: Step) -> bool:
        """Say whether an aid was asked for from this step."""
        return any(request.step_id == step.id for request in self.file.aid_requests)

    # ------------------------------------------------------------------ what is done

    def edit_goal(self, text: str) -> None:
        """Take what is typed as the goal."""
        self._goal.edit("goal", text)
        self.typed.emit()

    def edit_step(self, record: RecordId, field: str, value: object) -> None:
        """Take what is typed in a field of a step."""
        if record not in self._steps:
            autosave = Autosave(partial(self._write_step, record), self)
            autosave.failed.connect(self._on_failed)
            self._steps[record] = autosave
        self._steps[record].edit(field, value)
        if field == "due_on" and value is not None and record not in self._dated:
            self._dated.append(record)
        self.typed.emit()

    def set_step(self, record: RecordId, **fields: object) -> None:
        """Write some fields of a step at once, with what is pending."""
        for field, value in fields.items():
            self.edit_step(record, field, value)
        self._steps[record].flush()

    def add_step(self, **fields: object) -> Step | None:
        """Add a step and return it."""
        if not self.flush():
            return None
        step = self._do(partial(self.context.session.plans.add_step, self.subject, **fields))
        if step is not None:
            self._begun.add(step.id)
        return step

    def drop_blank(self, opened: RecordId | None = None) -> None:
        """Take away the steps begun here, or `opened`, in which nothing was written; a toast offers them back."""
        if not self.flush():
            return
        begun, self._begun = self._begun | ({opened} if opened is not None else set()), set()
        left = [step for step in self.file.steps if step.id in begun and step.is_untouched and not self.asked(step)]
        for step in left:
            if self._do(partial(self._remove_blank, step)):
                say_done(self.context, QCoreApplication.translate("Plan", "Étape vide retirée"))

    def _remove_blank(self, step: Step) -> bool:
        self.context.session.plans.remove_step(step)
        return True

    def move(self, step: Step, offset: int) -> None:
        """Move a step within its group."""
        if self.flush():
            self._do(partial(self.context.session.plans.move_step, step, offset))

    def set_horizon(self, step: Step, horizon: StepHorizon) -> None:
        """Send a step to later, or back to now, at its place by date."""
        if self.flush():
            self._do(partial(self.context.session.plans.send_step, step, horizon))

    def remove(self, step: Step) -> None:
        """Put a step in the trash; a toast offers to take it back."""
        if not self.flush():
            return
        try:
            self.context.session.plans.remove_step(step)
        except MobiConseilError as error:
            self.context.messages.fail(error)
            return
        say_done(self.context, Action.STEP_REMOVED.label)

    def note_need(self, step: Step, reason: str, note: str) -> None:
        """Note in one click that the service of a step is missing where the person lives."""
        needs = self.context.session.unmet_needs
        if not self.flush():
            return
        need = self._do(partial(needs.note, self.subject, step.service_code, reason=reason, note=note))
        if need is not None:
            say_done(self.context, Action.UNMET_NEED_NOTED.label)

    def set_agreement(self, agreed: TriState) -> None:
        """Write whether the person agrees."""
        self._do(partial(self.context.session.plans.set_agreement, self.subject, agreed))

    def close_plan(self, *, leaving: bool, note: str) -> str:
        """Close the plan; return the sentence that says why it is not possible, or nothing."""
        if not self.flush():
            return ""
        try:
            self.context.session.plans.close(self.subject, leaving=leaving, note=note)
        except MobiConseilError as error:
            return str(error)
        say_done(self.context, Action.PLAN_CLOSED.label)
        return ""

    def reopen(self) -> None:
        """Open again the plan closed last, with its steps."""
        plan = self.closed_plan
        if plan is not None and self._do(partial(self.context.session.plans.reopen, plan)) is not None:
            say_done(self.context, Action.PLAN_REOPENED.label)

    def flush(self) -> bool:
        """Save what is typed; say whether all was. A step that was given a date then takes its place."""
        saved = [autosave.flush() for autosave in (self._goal, *self._steps.values())]
        dated, self._dated = self._dated, []
        for record in dated:
            if self.step(record) is not None:
                self._do(partial(self.context.session.plans.place_step, record))
        return all(saved)

    def _do(self, run: Callable[[], T]) -> T | None:
        try:
            return run()
        except MobiConseilError as error:
            self.context.messages.fail(error)
            return None

    def _write_goal(self, fields: Mapping[str, object]) -> None:
        self.context.session.plans.change(self.subject, **fields)

    def _write_step(self, record: RecordId, fields: Mapping[str, object]) -> None:
        self.context.session.plans.change_step(record, **fields)

    def _on_failed(self, error: MobiConseilError) -> None:
        self.context.messages.not_saved.emit(str(error))

    def _on_change_published(self, change: Change) -> None:
        if self.subject in change.subjects or None in change.subjects:
            self.file = self.context.session.files.load(self.subject)
            self._put_off = None
            self.changed.emit()

    def _on_shared_toggled(self, _on: bool) -> None:
        self._put_off = None
        self.changed.emit()
