"""The state of the Résumé tab: the file in sentences, its journey, the note being written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from mobiconseil.domain import typography
from mobiconseil.domain.civility import agree
from mobiconseil.domain.follow_up import Appointment, AppointmentState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import FileModel
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.summary import facts
from mobiconseil.ui.screens.summary.event import Kind
from mobiconseil.ui.screens.summary.journey import Journey, journey
from mobiconseil.ui.widgets_forms.quick_note_model import QuickNoteModel

PAST_SHOWN = 24
"""Past events shown before the older ones are asked for."""


class SummaryModel(FileModel):
    """Everything to take over a file in five minutes."""

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(context, subject, parent)
        self.wanted = Kind.ALL
        self.note = QuickNoteModel(self)
        self._older = False

    @property
    def reference(self) -> Reference:
        """Return the reference data in the structure's own wording."""
        return self.session.reference

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is known yet but the name: where to start is then said."""
        file, person = self.file, self.file.beneficiary
        lists = (file.statuses, file.trips, file.barriers, file.assessments, file.steps, file.contacts)
        return not any((*lists, file.appointments, person.request.strip(), person.project.strip()))

    def deadline(self) -> tuple[str, facts.Urgency] | None:
        """Return how far the deadline is, in words."""
        return facts.deadline(self.file.beneficiary, self.today())

    def request_words(self) -> str:
        """Return what she asks between quotation marks, or nothing."""
        words = self.file.beneficiary.request.strip()
        return typography.quote(typography.tidy(words)) if words else ""

    def request_lines(self) -> tuple[facts.Line, ...]:
        """Return the project, the usual trip and the means."""
        return facts.request_lines(self.file)

    def journey(self) -> Journey:
        """Return the events that the filter keeps."""
        names = {adviser.id.hex(): adviser.first_name for adviser in self.session.team.advisers()}
        return journey(
            self.file,
            self.session.clock,
            wanted=self.wanted,
            shared=self.shared,
            without=self.note.kept,
            first_names=names,
            services={service.code: service.name for service in self.reference.services.services},
        )

    def journey_shown(self) -> tuple[Journey, int]:
        """Return the part of the journey that is shown, and how many older events wait to be asked for."""
        whole = self.journey()
        room = whole.today_at + PAST_SHOWN
        if self._older or len(whole.events) <= room:
            return whole, 0
        return replace(whole, events=whole.events[:room]), len(whole.events) - room

    def show_older(self) -> None:
        """Show the whole journey."""
        self._older = True
        self.changed.emit()

    def today_words(self) -> str:
        """Return « Aujourd’hui, ven. 20 nov. »."""
        return f"Aujourd’hui, {typography.short_date(self.today(), self.today())}"

    def set_wanted(self, kind: Kind) -> None:
        """Filter the journey."""
        self.wanted = kind
        self.changed.emit()

    def barriers(self) -> tuple[facts.BarrierLine, ...]:
        """Return the barriers that may be shown."""
        return facts.barrier_lines(self.file, self.reference, shared=self.shared)

    def supports(self) -> tuple[str, ...]:
        """Return what the person can lean on."""
        return facts.support_lines(self.file, self.reference, shared=self.shared)

    def steps(self) -> tuple[facts.StepLine, ...]:
        """Return the short list of the plan."""
        return facts.step_lines(self.file.steps, self.today())

    def hidden_steps(self, shown: int) -> str:
        """Return how many other steps the plan has, in words, or nothing."""
        others = [step for step in self.file.steps if step.state.is_open]
        hidden = len(others) - shown if others and shown else 0
        return f"et {hidden} plus tard" if hidden > 0 else ""

    def chips(self) -> tuple[str, ...]:
        """Return the statuses that hold."""
        return facts.status_chips(self.file, self.reference, self.today(), shared=self.shared)

    def notices(self) -> tuple[facts.Notice, ...]:
        """Return what was told, agreed, and what is missing."""
        return tuple(facts.notices(self.file, self.today()))

    def next_appointment(self) -> Appointment | None:
        """Return the next planned appointment, if there is one."""
        now = self.session.clock.now()
        planned = (a for a in self.file.appointments if a.state is AppointmentState.PLANNED and a.at >= now)
        return next(planned, None)

    def appointment_words(self, appointment: Appointment) -> tuple[str, str]:
        """Return « mer. 2 déc. 2026, 6 h 40 » and « Arrêt de la mairie, Ballots. Essai du trajet, 45 min. »."""
        local = self.local(appointment.at)
        when = f"{typography.short_date(local.date())}, {typography.hour(local.time())}"
        reason = appointment.reason.strip() or appointment.channel.label
        length = typography.duration(appointment.duration_min)
        sentences = [appointment.place.strip(), f"{reason}, {length}"]
        return when, ". ".join(typography.tidy(part) for part in sentences if part) + "."

    def note_consent(self, kind: ConsentKind) -> None:
        """Note an information given or an agreement, today, with a way back."""
        self.attempt_undoable(
            lambda: self.session.files.set_consent(self.subject, kind, value=TriState.YES),
            Action.CONSENT_CHANGED.label,
        )

    def around_words(self) -> str:
        """Return « Voir autour de chez elle »."""
        return agree(self.tr("Voir autour de chez {lui|elle}"), self.file.beneficiary.civility)

    def see_around(self) -> None:
        """Open the directory around her home."""
        self.context.navigator.go(Route(section=Section.DIRECTORY, part=f"autour/{self.subject.hex()}"))

    def complete(self, focus: str) -> None:
        """Go to the field of the situation that is missing."""
        self.context.navigator.open_file(self.subject, Tab.SITUATION, focus=focus)

    def open(self, code: str) -> None:
        """Go where an event of the journey is edited."""
        tab, part, focus = code.split("|")
        self.context.navigator.open_file(self.subject, Tab(tab), part=part, focus=focus)

    def go(self, tab: Tab, part: str = "") -> None:
        """Open another tab of the file."""
        self.context.navigator.open_file(self.subject, tab, part=part)
