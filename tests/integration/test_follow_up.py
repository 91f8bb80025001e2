"""The follow-up: contacts in one breath, appointments that become contacts, recalls that come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builders import MORNING
from mobiconseil.domain.follow_up import (
    AppointmentChannel,
    AppointmentState,
    ContactKind,
    ContactOutcome,
    DocumentKind,
    DocumentMedium,
)
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session

TODAY = date(2026, 11, 20)


@pytest.fixture
def subject(session: Session) -> RecordId:
    return session.files.create(last_name="Garnier", phone="+33639981234").id


def test_a_contact_is_noted_now_by_who_is_at_the_keyboard(session: Session, subject: RecordId) -> None:
    contact = session.follow_up.note(subject, ContactKind.CALL, "Voiture réparée", duration_min=15)
    assert contact.at == MORNING
    assert contact.adviser == session.adviser.id.hex()
    line = session.overviews.person(subject)
    assert line is not None
    assert line.last_contact == MORNING


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (ContactKind.NOTE, ContactOutcome.DONE),
        (ContactKind.PARTNER, ContactOutcome.DONE),
        (ContactKind.CALL, ContactOutcome.NOT_REACHED),
        (ContactKind.CALL, ContactOutcome.MESSAGE),
        (ContactKind.MEETING, ContactOutcome.ABSENT),
    ],
)
def test_what_did_not_reach_the_person_is_no_last_contact(
    session: Session, subject: RecordId, kind: ContactKind, outcome: ContactOutcome
) -> None:
    session.follow_up.note(subject, kind, "…", outcome=outcome)
    line = session.overviews.person(subject)
    assert line is not None
    assert line.last_contact is None


@pytest.mark.parametrize(
    ("channel", "kind"),
    [
        (AppointmentChannel.ON_SITE, ContactKind.MEETING),
        (AppointmentChannel.PHONE, ContactKind.CALL),
        (AppointmentChannel.HOME, ContactKind.VISIT),
        (AppointmentChannel.OUTSIDE, ContactKind.ACCOMPANIED),
    ],
)
def test_an_appointment_kept_becomes_the_contact_of_its_kind(
    session: Session, subject: RecordId, channel: AppointmentChannel, kind: ContactKind
) -> None:
    planned = session.follow_up.plan_appointment(subject, MORNING, channel=channel, reason="Bilan", duration_min=30)
    session.follow_up.settle_appointment(planned, AppointmentState.KEPT)
    contact = session.files.load(subject).contacts[0]
    assert (contact.kind, contact.text, contact.duration_min) == (kind, "Bilan", 30)
    assert contact.appointment_id == planned.id


def test_an_absence_is_noted_without_duration_and_a_cancelled_appointment_not_at_all(
    session: Session, subject: RecordId
) -> None:
    missed = session.follow_up.plan_appointment(subject, MORNING)
    session.follow_up.settle_appointment(missed, AppointmentState.ABSENT)
    cancelled = session.follow_up.plan_appointment(subject, MORNING)
    session.follow_up.settle_appointment(cancelled, AppointmentState.CANCELLED)
    contacts = session.files.load(subject).contacts
    assert [(c.outcome, c.duration_min) for c in contacts] == [(ContactOutcome.ABSENT, None)]


def test_a_recall_reached_is_done_and_the_call_is_noted(session: Session, subject: RecordId) -> None:
    recall = session.follow_up.add_recall(subject, TODAY - timedelta(days=4), "Réponse de l’auto-école")
    assert [line.reason for line in session.overviews.recalls(TODAY)] == ["Réponse de l’auto-école"]
    assert session.follow_up.reach(recall).done_on == TODAY
    assert session.overviews.recalls(TODAY) == ()
    assert session.files.load(subject).contacts[0].kind is ContactKind.CALL


def test_a_recall_missed_comes_back_two_days_later(session: Session, subject: RecordId) -> None:
    recall = session.follow_up.add_recall(subject, TODAY, "Essai du trajet")
    again = session.follow_up.miss(recall)
    assert again.due_on == TODAY + timedelta(days=2)
    assert again.is_open
    assert session.files.load(subject).contacts[0].outcome is ContactOutcome.NOT_REACHED
    assert session.overviews.recalls(TODAY) == ()


def test_recalls_come_late_ones_first(session: Session, subject: RecordId) -> None:
    for days in (3, -2, 0):
        session.follow_up.add_recall(subject, TODAY + timedelta(days=days), str(days))
    assert [line.reason for line in session.overviews.recalls(TODAY + timedelta(days=7))] == ["-2", "0", "3"]


def test_a_printed_paper_leaves_its_trace_and_a_piece_seen_is_no_print(session: Session, subject: RecordId) -> None:
    session.follow_up.paper_made(subject, DocumentKind.PERSON_PLAN, DocumentMedium.PRINTED, pages=1)
    session.follow_up.paper_made(subject, DocumentKind.SEEN, DocumentMedium.SEEN, title="Attestation")
    actions = [line.action for line in session.team.journal(limit=10)]
    assert actions.count("print") == 1
    assert len(session.files.load(subject).documents) == 2


def test_the_agenda_of_a_day_is_in_order_and_without_trashed_files(session: Session, subject: RecordId) -> None:
    other = session.files.create(last_name="Traoré").id
    session.follow_up.plan_appointment(subject, MORNING + timedelta(hours=3))
    session.follow_up.plan_appointment(other, MORNING + timedelta(hours=1))
    day = (MORNING.replace(hour=0), MORNING.replace(hour=0) + timedelta(days=1))
    assert [line.person.last_name for line in session.overviews.appointments(*day)] == ["Traoré", "Garnier"]
    session.files.trash(other)
    assert [line.person.last_name for line in session.overviews.appointments(*day)] == ["Garnier"]
