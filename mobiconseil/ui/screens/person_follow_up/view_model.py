"""The state of the Suivi tab: contacts, appointments ahead, recalls, and what is open in the right panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import AidRequest, Referral, UnmetNeed
from mobiconseil.domain.follow_up import Appointment, AppointmentState, Contact, ContactKind, Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.ui.awaited import elsewhere
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import FileModel
from mobiconseil.ui.screens.person_follow_up.contact_editor import ContactEditor
from mobiconseil.ui.screens.person_follow_up.lines import ContactLine, PlannedLine, RecallLine, event_line
from mobiconseil.ui.screens.person_follow_up.requests import RequestLine, request_lines
from mobiconseil.ui.screens.summary.advice_events import advice_events
from mobiconseil.ui.screens.summary.event import Event
from mobiconseil.ui.screens.summary.journey import CONTACT_ICONS, contact_title
from mobiconseil.ui.widgets.choice_fields import Completion
from mobiconseil.ui.widgets_forms.aid_request_model import requested
from mobiconseil.ui.widgets_forms.referral_model import drafted

CONTACTS_SHOWN = 25
"""Beyond this number the older contacts are shown on demand."""


class Panel(StrEnum):
    """What the right panel shows."""

    NOTHING = ""
    CONTACT = "contact"
    APPOINTMENT = "appointment"
    RECALL = "recall"
    REFERRAL = "referral"
    AID = "aid"
    NEED = "need"


REQUEST_PANELS = (Panel.REFERRAL, Panel.AID, Panel.NEED)
REQUESTS = "requests"
"""Code of the filter that keeps what was asked of others."""


class PersonFollowUpModel(FileModel):
    """What happened with this person, and what is planned."""

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(context, subject, parent)
        self.panel = Panel.NOTHING
        self.opened: RecordId | None = None
        self.text = ""
        self.kind: ContactKind | None = None
        self.requests_only = False
        self.show_all = False
        self.editor = ContactEditor(self)
        self.editor.created.connect(self._on_contact_created)

    def reload(self) -> None:
        """Read the file again, and the contact of the panel."""
        super().reload()
        self.editor.refresh()
        if self.panel is Panel.CONTACT and not self.editor.is_open:
            self.panel, self.opened = Panel.NOTHING, None

    # Lists

    def contacts(self) -> tuple[ContactLine, ...]:
        """Return the contacts that the filter keeps, newest first."""
        found = self._dated()
        return tuple(self._line(fact) for _, fact in (found if self.show_all else found[:CONTACTS_SHOWN]))

    def known(self) -> int:
        """Return how many facts the file holds, whatever the filter."""
        return len(self.file.contacts) + sum(1 for _ in advice_events(self.file, {}))

    def hidden(self) -> int:
        """Return how many older contacts are not shown."""
        return 0 if self.show_all else max(len(self._dated()) - CONTACTS_SHOWN, 0)

    def planned(self) -> tuple[PlannedLine, ...]:
        """Return the appointments that are not settled."""
        return tuple(self._planned(a) for a in self.file.appointments if a.state is AppointmentState.PLANNED)

    def recalls(self) -> tuple[RecallLine, ...]:
        """Return the open recalls, the latest ones first."""
        return tuple(self._recall(recall) for recall in self.file.recalls if recall.is_open)

    def kinds_present(self) -> tuple[ContactKind, ...]:
        """Return the kinds to filter by."""
        present = {contact.kind for contact in self.file.contacts}
        return tuple(kind for kind in ContactKind if kind in present)

    def set_text(self, text: str) -> None:
        """Filter by words."""
        self.text = text
        self.changed.emit()

    def set_kind(self, code: str) -> None:
        """Filter by kind; an empty code keeps them all."""
        self.requests_only = code == REQUESTS
        self.kind = ContactKind(code) if code and not self.requests_only else None
        self.changed.emit()

    def show_older(self) -> None:
        """Show every contact."""
        self.show_all = True
        self.changed.emit()

    # The panel

    def open_contact(self, code: str) -> None:
        """Show a contact in the panel, or what was asked of others (« referral:0123… »)."""
        if ":" in code:
            self.open_request(code)
            return
        found = next((c for c in self.file.contacts if c.id.hex() == code), None)
        if found is not None and self.editor.open(found):
            self._open(Panel.CONTACT, found.id)

    def new_contact(self) -> None:
        """Begin a contact in the panel."""
        if self.editor.start():
            self._open(Panel.CONTACT, None)

    def open_appointment(self, code: str = "") -> None:
        """Show an appointment in the panel, or begin one."""
        found = self.appointment(code)
        self._open(Panel.APPOINTMENT, found.id if found else None)

    def open_recall(self, code: str = "") -> None:
        """Show a recall in the panel, or begin one."""
        found = self.recall(code)
        self._open(Panel.RECALL, found.id if found else None)

    def requests(self) -> tuple[RequestLine, ...]:
        """Return the referrals, the requests for aid and the needs without solution."""
        return request_lines(self.file, self._services(), self.today())

    def open_request(self, code: str) -> None:
        """Show a referral, a request or a need in the panel (« aid:0123… »), or begin one (« aid: »)."""
        panel, _, record = code.partition(":")
        if panel in REQUEST_PANELS:
            found = self.request(Panel(panel), record)
            self._open(Panel(panel), found.id if found else None)

    def request(self, panel: Panel, code: str) -> Referral | AidRequest | UnmetNeed | None:
        """Return a referral, a request or a need of the file."""
        known: dict[Panel, Sequence[Referral | AidRequest | UnmetNeed]] = {
            Panel.REFERRAL: self.file.referrals,
            Panel.AID: self.file.aid_requests,
            Panel.NEED: self.file.unmet_needs,
        }
        return next((record for record in known[panel] if record.id.hex() == code), None)

    def opened_request(self) -> str:
        """Return the code of the line that the panel shows, or nothing."""
        shown = self.panel in REQUEST_PANELS and self.opened is not None
        return f"{self.panel}:{self.opened.hex()}" if shown and self.opened else ""

    def begin_referral(self, proposal: Completion | str) -> None:
        """Prepare a referral to the service chosen, and show it."""
        made = self._made(partial(drafted, self.session, self.subject, proposal))
        if made is not None:
            self._open(Panel.REFERRAL, made.id)

    def begin_aid(self, proposal: Completion | str) -> None:
        """Prepare a request for the aid chosen, and show it."""
        made = self._made(partial(requested, self.session, self.subject, proposal))
        if made is not None:
            self._open(Panel.AID, made.id)

    def _made(self, make: Callable[[], Referral | AidRequest]) -> Referral | AidRequest | None:
        try:
            return make()
        except MobiConseilError as error:
            self.context.messages.fail(error)
            return None

    def close_panel(self) -> None:
        """Leave the panel free."""
        self.editor.flush()
        self.editor.close()
        self._open(Panel.NOTHING, None)

    def appointment(self, code: str) -> Appointment | None:
        """Return an appointment of the file."""
        return next((a for a in self.file.appointments if a.id.hex() == code), None)

    def recall(self, code: str) -> Recall | None:
        """Return a recall of the file."""
        return next((r for r in self.file.recalls if r.id.hex() == code), None)

    # What is done

    def remove_contact(self) -> None:
        """Put the contact of the panel in the trash, with a way back."""
        contact = self.editor.contact
        if contact is None:
            return
        was_new = self.editor.is_new
        self.close_panel()
        if not was_new:
            follow_up = self.session.follow_up
            self.attempt_undoable(partial(follow_up.remove_contact, contact), Action.CONTACT_REMOVED.label)

    def settle(self, code: str, state: AppointmentState) -> None:
        """Say what became of an appointment; the contact is noted in the same breath."""
        found = self.appointment(code)
        if found is not None:
            text = f"Rendez-vous{typography.NBSP}: {state.label.lower()}"
            self.attempt_undoable(partial(self.session.follow_up.settle_appointment, found, state), text)

    def remove_appointment(self, code: str) -> None:
        """Put an appointment in the trash, with a way back."""
        found = self.appointment(code)
        if found is not None:
            self.close_panel()
            follow_up = self.session.follow_up
            self.attempt_undoable(partial(follow_up.remove_appointment, found), Action.APPOINTMENT_REMOVED.label)

    def reach(self, code: str) -> None:
        """The person was reached: the call is open to be told; a service was: its answer is open to be noted."""
        found = self.recall(code)
        if found is None:
            return
        other = elsewhere(self.session, self.subject, found.id)
        if self.attempt_undoable(partial(self.session.follow_up.reach, found), "Relance faite, appel noté"):
            newest = next((c for c in self.file.contacts if c.kind is ContactKind.CALL), None)
            if other is not None:
                self.open_request(other.part)
            elif newest is not None:
                self.open_contact(newest.id.hex())

    def miss(self, code: str) -> None:
        """The person was not reached: the recall comes back in two days."""
        found = self.recall(code)
        if found is not None:
            text = "Pas de réponse notée, relance dans 2 jours"
            self.attempt_undoable(partial(self.session.follow_up.miss, found), text)

    def postpone(self, code: str, day: date) -> None:
        """Move a recall to another day."""
        found = self.recall(code)
        if found is not None:
            text = f"Relance reportée au {typography.short_date(day, self.today())}"
            self.attempt_undoable(partial(self.session.follow_up.postpone, found, day), text)

    def postpone_by(self, code: str, days: int) -> None:
        """Move a recall some days after today."""
        self.postpone(code, self.today() + timedelta(days=days))

    def finish(self, code: str) -> None:
        """Say that a recall is no longer needed."""
        found = self.recall(code)
        if found is not None:
            self.attempt_undoable(partial(self.session.follow_up.finish_recall, found), Action.RECALL_DONE.label)

    def remove_recall(self, code: str) -> None:
        """Put a recall in the trash, with a way back."""
        found = self.recall(code)
        if found is not None:
            self.close_panel()
            self.attempt_undoable(partial(self.session.follow_up.remove_recall, found), Action.RECALL_REMOVED.label)

    def save_recall(self, code: str, due_on: date, reason: str) -> bool:
        """Write a recall, new or known."""
        found = self.recall(code)
        service = self.session.follow_up
        if found is None:
            write, label = partial(service.add_recall, self.subject, due_on, reason), Action.RECALL_ADDED.label
            return self.attempt_undoable(write, label)
        change = partial(service.change_recall, found.id, due_on=due_on, reason=reason)
        return self.attempt_undoable(change, Action.RECALL_CHANGED.label)

    # Inside

    def _open(self, panel: Panel, record: RecordId | None) -> None:
        if panel is not Panel.CONTACT:
            self.editor.flush()
            self.editor.close()
        self.panel, self.opened = panel, record
        self.changed.emit()

    def _on_shared_toggled(self, on: bool) -> None:
        contact = self.editor.contact
        if on and contact is not None and contact.private:
            self.close_panel()
        super()._on_shared_toggled(on)

    def _on_contact_created(self, record: RecordId) -> None:
        self.opened = record
        self.changed.emit()

    def _services(self) -> dict[str, str]:
        return {service.code: service.name for service in self.session.reference.services.services}

    def _dated(self) -> list[tuple[datetime, Contact | Event]]:
        """Return the contacts and what was asked of others, that the filter keeps, newest first."""
        found: list[tuple[datetime, Contact | Event]] = []
        if not self.requests_only:
            found += [(self.local(contact.at).replace(tzinfo=None), contact) for contact in self._filtered()]
        if self.kind is None:
            words = typography.fold(self.text).split()
            events = advice_events(self.file, self._services())
            found += [
                (event.at, event)
                for event in events
                if all(word in typography.fold(f"{event.title} {event.subtitle}") for word in words)
            ]
        return sorted(found, key=lambda pair: pair[0], reverse=True)

    def _filtered(self) -> list[Contact]:
        words = typography.fold(self.text).split()
        return [
            contact
            for contact in self.file.contacts
            if not (self.shared and contact.private)
            and (self.kind is None or contact.kind is self.kind)
            and all(word in typography.fold(f"{contact.kind.label} {contact.text} {contact.place}") for word in words)
        ]

    def _line(self, contact: Contact | Event) -> ContactLine:
        if isinstance(contact, Event):
            return event_line(contact, self.today())
        wall = self.local(contact.at)
        by = self.adviser_name(contact.adviser)
        return ContactLine(
            code=contact.id.hex(),
            icon=CONTACT_ICONS.get(contact.kind, "note-text-outline"),
            title=contact_title(contact),
            when=f"{typography.short_date(wall.date(), self.today())}, {typography.hour(wall.time())}",
            text=typography.tidy(contact.text),
            by=f"par {by}" if by else "",
            private=contact.private,
        )

    def _planned(self, appointment: Appointment) -> PlannedLine:
        wall = self.local(appointment.at)
        words = (appointment.reason, appointment.place, typography.duration(appointment.duration_min))
        return PlannedLine(
            code=appointment.id.hex(),
            when=self._when(wall),
            words=typography.tidy(", ".join(word for word in words if word)),
            passed=wall.date() <= self.today(),
        )

    def _when(self, wall: datetime) -> str:
        if wall.date() == self.today():
            return f"Aujourd’hui à{typography.NBSP}{typography.hour(wall.time())}"
        text = typography.when(wall.date(), wall.time(), self.today())
        return f"{text[:1].upper()}{text[1:]}"

    def _recall(self, recall: Recall) -> RecallLine:
        when, tone = recall_when(recall.due_on, self.today())
        return RecallLine(
            code=recall.id.hex(), when=when, reason=typography.tidy(recall.reason) or "À rappeler", tone=tone
        )


def recall_when(due_on: date, today: date) -> tuple[str, str]:
    """Return « Retard 4 j », « Aujourd’hui » or « lun. 23 nov. », and late, recent, today or later."""
    days = (today - due_on).days
    if days > 0:
        return typography.relative_days(due_on, today, late=True).capitalize(), "late" if days > 2 else "recent"
    if days == 0:
        return "Aujourd’hui", "today"
    return typography.short_date(due_on, today), "later"
