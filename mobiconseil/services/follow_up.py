"""Contacts noted in thirty seconds, appointments, recalls and the traces of papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from mobiconseil.domain.follow_up import (
    Appointment,
    AppointmentChannel,
    AppointmentState,
    Contact,
    ContactKind,
    ContactOutcome,
    Document,
    DocumentKind,
    DocumentMedium,
    Recall,
)
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Clock, Records, UnitOfWork
from mobiconseil.services.waiting import waits_for

_OUTCOMES = {
    AppointmentState.KEPT: ContactOutcome.DONE,
    AppointmentState.ABSENT: ContactOutcome.ABSENT,
    AppointmentState.EXCUSED: ContactOutcome.EXCUSED,
}
_KINDS = {
    AppointmentChannel.PHONE: ContactKind.CALL,
    AppointmentChannel.HOME: ContactKind.VISIT,
    AppointmentChannel.OUTSIDE: ContactKind.ACCOMPANIED,
}


class FollowUpService:
    """Use cases of the follow-up."""

    def __init__(self, uow: UnitOfWork, clock: Clock, ids: IdFactory, adviser: str) -> None:
        self._uow = uow
        self._clock = clock
        self._ids = ids
        self._adviser = adviser

    def note(self, subject: RecordId, kind: ContactKind, text: str, **fields: Any) -> Contact:
        """Note a fact, now unless `at` says otherwise."""
        blank = Contact(
            id=self._ids(), subject=subject, kind=kind, at=self._clock.now(), text=text, adviser=self._adviser
        )
        contact = replace(blank, **fields)
        with self._uow.transaction(Action.CONTACT_ADDED) as records:
            records.add(contact)
        return contact

    def change_contact(self, contact: RecordId, **fields: object) -> Contact:
        """Write some fields of a contact; the history keeps what they were."""
        with self._uow.transaction(Action.CONTACT_CHANGED) as records:
            return records.change(Contact, contact, **fields)

    def remove_contact(self, contact: Contact) -> None:
        """Put a contact in the trash."""
        with self._uow.transaction(Action.CONTACT_REMOVED) as records:
            records.trash(Contact, contact.id)

    def plan_appointment(self, subject: RecordId, at: datetime, **fields: Any) -> Appointment:
        """Plan an appointment."""
        blank = Appointment(id=self._ids(), subject=subject, at=at, adviser=self._adviser)
        appointment = replace(blank, **fields)
        with self._uow.transaction(Action.APPOINTMENT_ADDED) as records:
            records.add(appointment)
        return appointment

    def change_appointment(self, appointment: RecordId, **fields: object) -> Appointment:
        """Write some fields of an appointment."""
        with self._uow.transaction(Action.APPOINTMENT_CHANGED) as records:
            return records.change(Appointment, appointment, **fields)

    def remove_appointment(self, appointment: Appointment) -> None:
        """Put an appointment in the trash."""
        with self._uow.transaction(Action.APPOINTMENT_REMOVED) as records:
            records.trash(Appointment, appointment.id)

    def settle_appointment(self, appointment: Appointment, state: AppointmentState, text: str = "") -> Appointment:
        """Say what became of an appointment; unless it was cancelled, the contact is noted in the same breath."""
        with self._uow.transaction(Action.APPOINTMENT_CHANGED) as records:
            settled = records.change(Appointment, appointment.id, state=state)
            if state in _OUTCOMES:
                records.add(
                    Contact(
                        id=self._ids(),
                        subject=appointment.subject,
                        kind=_KINDS.get(appointment.channel, ContactKind.MEETING),
                        at=appointment.at,
                        duration_min=appointment.duration_min if state is AppointmentState.KEPT else None,
                        place=appointment.place,
                        outcome=_OUTCOMES[state],
                        text=text or appointment.reason,
                        adviser=self._adviser,
                        appointment_id=appointment.id,
                    )
                )
        return settled

    def add_recall(self, subject: RecordId, due_on: date, reason: str, **fields: Any) -> Recall:
        """Add somebody to call back on a day."""
        blank = Recall(id=self._ids(), subject=subject, due_on=due_on, reason=reason, adviser=self._adviser)
        recall = replace(blank, **fields)
        with self._uow.transaction(Action.RECALL_ADDED) as records:
            records.add(recall)
        return recall

    def change_recall(self, recall: RecordId, **fields: object) -> Recall:
        """Write some fields of a recall."""
        with self._uow.transaction(Action.RECALL_CHANGED) as records:
            return records.change(Recall, recall, **fields)

    def reach(self, recall: Recall, text: str = "", *, duration_min: int | None = 15) -> Recall:
        """The person was reached: the recall is done and the call is noted."""
        with self._uow.transaction(Action.RECALL_DONE) as records:
            records.add(replace(self._call(records, recall), duration_min=duration_min, text=text or recall.reason))
            return records.change(Recall, recall.id, done_on=self._clock.today())

    def miss(self, recall: Recall, *, days: int = 2) -> Recall:
        """The person was not reached: the try is noted and the recall comes back in `days` days."""
        with self._uow.transaction(Action.RECALL_CHANGED) as records:
            records.add(replace(self._call(records, recall), outcome=ContactOutcome.NOT_REACHED))
            return records.change(Recall, recall.id, due_on=self._clock.today() + timedelta(days=days))

    def _call(self, records: Records, recall: Recall) -> Contact:
        """Return the call that a recall leads to, now: to the person, or to those whose answer is awaited."""
        return Contact(
            id=self._ids(),
            subject=recall.subject,
            kind=ContactKind.PARTNER if waits_for(records, recall) else ContactKind.CALL,
            at=self._clock.now(),
            text=recall.reason,
            adviser=self._adviser,
        )

    def postpone(self, recall: Recall, due_on: date) -> Recall:
        """Move a recall to another day."""
        return self.change_recall(recall.id, due_on=due_on)

    def finish_recall(self, recall: Recall) -> Recall:
        """Say that a recall is no longer needed."""
        with self._uow.transaction(Action.RECALL_DONE) as records:
            return records.change(Recall, recall.id, done_on=self._clock.today())

    def remove_recall(self, recall: Recall) -> None:
        """Put a recall in the trash."""
        with self._uow.transaction(Action.RECALL_REMOVED) as records:
            records.trash(Recall, recall.id)

    def paper_made(
        self,
        subject: RecordId,
        kind: DocumentKind,
        medium: DocumentMedium,
        *,
        title: str = "",
        pages: int | None = None,
    ) -> Document:
        """Keep the trace of a paper that left the laptop, or of a piece that was seen; never its content."""
        document = Document(
            id=self._ids(),
            subject=subject,
            kind=kind,
            medium=medium,
            made_at=self._clock.now(),
            title=title,
            pages=pages,
            adviser=self._adviser,
        )
        with self._uow.transaction(Action.DOCUMENT_ADDED) as records:
            records.add(document)
            if medium is not DocumentMedium.SEEN:
                action = Action.PRINTED if medium is DocumentMedium.PRINTED else Action.SAVED_PDF
                records.note(action, Document, document.id)
        return document

    def remove_document(self, document: Document) -> None:
        """Take away the trace of a piece noted by mistake."""
        with self._uow.transaction(Action.DOCUMENT_REMOVED) as records:
            records.trash(Document, document.id)
