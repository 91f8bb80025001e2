"""What is done in a drop-in day: people are received, then nothing is forgotten."""

from __future__ import annotations

from datetime import date, timedelta

from mobiconseil.domain import typography
from mobiconseil.domain.drop_in_day import VisitState
from mobiconseil.domain.follow_up import AppointmentState, ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.working_days import working_day_from
from mobiconseil.services.actions import Action
from mobiconseil.services.papers.day_papers import DayAccount
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.navigation import Section, Tab
from mobiconseil.ui.screens.drop_in import rows
from mobiconseil.ui.screens.drop_in.day_model import DayModel, Stage
from mobiconseil.ui.screens.drop_in.rows import DayRow, FollowRow
from mobiconseil.ui.screens.home.rows import interview_tab

MOST_FOUND = 6
LEAST_TYPED = 2
PREPARE = "preparer"
"""The assistant of exports, in the section of exchanges."""


class DropInModel(DayModel):
    """Receives, then closes."""

    # ------------------------------------------------------------------ receiving

    def reveal(self, subject: RecordId) -> None:
        """Show one name, or hide it again."""
        self.revealed = None if self.revealed == subject else subject
        self.changed.emit()

    def row(self, code: str) -> DayRow | None:
        """Return the row of this code."""
        return next((row for row in (*self.visit_rows(), *self.due_rows()) if row.code == code), None)

    def start(self, code: str) -> None:
        """Start a reception and open the file where the interview begins."""
        row = self.row(code)
        if row is not None:
            self._receive(row.subject, row)

    def start_walk_in(self, subject: RecordId) -> None:
        """Start the reception of somebody who just comes, or who is in the list."""
        listed = (row for row in self.visit_rows() if row.subject == subject and row.state is VisitState.EXPECTED)
        self._receive(subject, next(listed, None))

    def _receive(self, subject: RecordId, row: DayRow | None) -> None:
        day = self.day
        if day is None:
            return
        appointment = row.appointment if row is not None else None
        self.context.shared.set_on(True)
        if not self.attempt(lambda: self._days.start(day, subject, appointment)):
            return
        person = self.session.overviews.person(subject)
        self.context.messages.say(self.tr("Entretien commencé. F9 revient à la permanence."))
        self.open_file(subject, interview_tab(person) if person is not None else Tab.SUMMARY)

    def open_file(self, subject: RecordId, tab: Tab = Tab.SUMMARY) -> None:
        """Open a file."""
        self.context.navigator.open_file(subject, tab)

    def begin_end(self, code: str) -> None:
        """Open the form that ends a reception."""
        row = self.row(code)
        if row is not None and row.contact is not None:
            self.ending = row.contact
            self.show_stage(Stage.RECEIVE)

    def usual_length(self) -> int:
        """Return how long the reception being ended has lasted."""
        return self._days.usual_length(self.ending) if self.ending is not None else 0

    def ending_name(self) -> str:
        """Return who is being received."""
        person = self.session.overviews.person(self.ending.subject) if self.ending is not None else None
        return "" if person is None else self.name(person)

    def keep_note(self, text: str) -> bool:
        """Keep what is typed about the reception that is not ended yet."""
        contact = self.ending
        if contact is None or contact.text == text.strip():
            return True
        return self.attempt(lambda: self.session.follow_up.change_contact(contact.id, text=text.strip()))

    def end(self, kind: ContactKind, minutes: int, text: str, recall_on: date | None, reason: str) -> bool:
        """End the reception, with a promise when there is one."""
        contact = self.ending
        if contact is None:
            return False

        def write() -> None:
            with self.session.uow.transaction(Action.RECEPTION_ENDED):
                self._days.end(contact, kind, minutes, text)
                if recall_on is not None:
                    said = reason.strip() or self.tr("Rappeler")
                    self.session.follow_up.add_recall(contact.subject, recall_on, said)

        self.ending = None
        if not self.attempt_undoable(write, self.tr("Entretien noté")):
            self.ending = contact
            return False
        return True

    def settle(self, code: str, state: AppointmentState) -> None:
        """Say whether somebody came to an appointment."""
        row = self.row(code)
        appointment = row.appointment if row is not None else None
        if appointment is not None:
            said = {
                AppointmentState.KEPT: self.tr("Rendez-vous honoré"),
                AppointmentState.ABSENT: self.tr("Absence notée"),
            }
            words = said.get(state, self.tr("Excuse notée"))
            self.attempt_undoable(lambda: self.session.follow_up.settle_appointment(appointment, state), words)

    def search(self, text: str) -> tuple[PersonLine, ...]:
        """Return who may just have come; on a shared screen, told by initials, code and commune."""
        if len(text.strip()) < LEAST_TYPED:
            return ()
        return self.session.overviews.search(text, limit=MOST_FOUND)

    def last_opened(self) -> PersonLine | None:
        """Return whose file was opened last, when that person is not in the list: it may have been made just now."""
        subject = self.context.navigator.last_person
        if subject is None or any(line.person.subject == subject for line in self.lines):
            return None
        return self.session.overviews.person(subject)

    def new_person(self, typed: str) -> None:
        """Make a file for somebody who just came."""
        self.context.navigator.new_file_requested.emit(typed.strip())

    # ------------------------------------------------------------------ closing

    @property
    def next_session(self) -> date:
        """Return the day of the next session here."""
        place = self.here
        return self._days.next_session(place, self.on) if place is not None else self.on + timedelta(days=7)

    def account(self) -> DayAccount | None:
        """Return what the sheet of the day is made from."""
        if self.day is None:
            return None
        until = self.next_session
        subjects = {line.person.subject for line in self.lines}
        return DayAccount(
            day=self.day,
            lines=self.lines,
            needs=self.session.drop_in_tools.book.unmet_needs(self.on, subjects),
            promises=self._days.promises(self.lines, until),
            steps=self._days.steps_before(self.lines, until),
        )

    def follow_groups(self) -> tuple[tuple[str, tuple[FollowRow, ...]], ...]:
        """Return what is not to be forgotten, by kind; empty kinds are left out."""
        account = self.account()
        if account is None:
            return ()
        today, visits = self.today(), self.visit_rows()
        recalled = frozenset(
            recall.subject for recall in self.session.drop_in_tools.book.recalls({row.subject for row in visits})
        )
        until = typography.short_date(self.next_session, today)
        groups = (
            (self.tr("À terminer"), rows.to_settle(visits)),
            (self.tr("Absences"), rows.missed(visits, recalled, rows.near_day(self._next_recall(), today))),
            (self.tr("Relances promises"), rows.promised(account.promises, today, self.name, discreet=self.shared)),
            (
                self.tr("Étapes avant la prochaine, {day}").format(day=until),
                rows.steps_due(account.steps, today, self.name, discreet=self.shared),
            ),
        )
        return tuple(group for group in groups if group[1])

    def call_back(self, code: str) -> None:
        """Add a recall, for the next working day, of somebody who did not come."""
        row = self.row(code)
        if row is None:
            return
        due = self._next_recall()
        day = typography.short_date(self.on, self.today())
        reason = self.tr("Absence à la permanence du {day}").format(day=day)
        self.attempt_undoable(
            lambda: self.session.follow_up.add_recall(row.subject, due, reason),
            self.tr("Relance ajoutée pour {day}").format(day=typography.short_date(due, self.today())),
        )

    def _next_recall(self) -> date:
        return working_day_from(self.today() + timedelta(days=1))

    def prepare_file(self) -> None:
        """Open the assistant of exports: the news for a team, else the files of the people received today."""
        part = PREPARE
        met = (VisitState.SEEN, VisitState.HERE)
        people = dict.fromkeys(line.person.subject.hex() for line in self.lines if line.visit.state in met)
        if people and not self.session.laptops.team().exists:
            part = f"{PREPARE}/{'+'.join(people)}"
        self.go(Section.EXCHANGE, part)

    def keep_day_note(self, text: str) -> bool:
        """Keep what is typed about the day."""
        day = self.day
        if day is None or day.note == text.strip():
            return True
        return self.attempt(lambda: self._days.note(day, text))

    def close_day(self) -> bool:
        """Close the day."""
        day = self.day
        if day is None or not self.attempt(lambda: self._days.close(day)):
            return False
        self.ending = self.revealed = None
        return True

    def close_words(self) -> str:
        """Return what is still to be told, or nothing."""
        left = [row.day_row for row in rows.to_settle(self.visit_rows()) if row.day_row is not None]
        if not left:
            return ""
        met = sum(row.state is VisitState.HERE for row in left)
        untold = len(left) - met
        parts = (
            typography.count(met, "entretien reste à terminer", "entretiens restent à terminer") if met else "",
            typography.count(untold, "présence ou absence reste à noter", "présences ou absences restent à noter")
            if untold
            else "",
        )
        said = ", ".join(part for part in parts if part)
        return self.tr("{left}, ici ou plus tard dans le Suivi.").format(left=said)
