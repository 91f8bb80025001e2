"""The journey of a person: its order, its filters, what a shared screen hides."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from builders import MORNING, Ids, MovingClock
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.follow_up import (
    Appointment,
    AppointmentState,
    Contact,
    ContactKind,
    ContactOutcome,
    Recall,
)
from mobiconseil.domain.plan import Plan, Step, StepHorizon, StepState
from mobiconseil.domain.situation import Consent, ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.files import PersonFile
from mobiconseil.ui.screens.summary.event import Kind
from mobiconseil.ui.screens.summary.journey import contact_title, journey, shown_when

CLOCK = MovingClock()
TODAY = date(2026, 11, 20)
IDS = Ids()
SUBJECT = IDS()


def person(**fields: object) -> Beneficiary:
    return Beneficiary(id=SUBJECT, subject=SUBJECT, **fields)  # type: ignore[arg-type]


def file(**fields: object) -> PersonFile:
    return PersonFile(**{"beneficiary": person(), **fields})  # type: ignore[arg-type]


def contact(days_ago: int, text: str = "", **fields: object) -> Contact:
    return Contact(id=IDS(), subject=SUBJECT, at=MORNING - timedelta(days=days_ago), text=text, **fields)  # type: ignore[arg-type]


def appointment(at: datetime, **fields: object) -> Appointment:
    return Appointment(id=IDS(), subject=SUBJECT, at=at, **fields)  # type: ignore[arg-type]


def step(**fields: object) -> Step:
    return Step(id=IDS(), subject=SUBJECT, plan_id=SUBJECT, **fields)  # type: ignore[arg-type]


def titles(found: PersonFile, **options: object) -> list[str]:
    return [event.title for event in journey(found, CLOCK, **options).events]  # type: ignore[arg-type]


def test_the_future_is_on_top_then_today_then_the_past_newest_first() -> None:
    found = file(
        beneficiary=person(deadline_on=date(2026, 12, 7), deadline_label="Prise de poste"),
        contacts=(contact(1, kind=ContactKind.EMAIL), contact(9, kind=ContactKind.CALL)),
        appointments=(appointment(datetime(2026, 12, 2, 5, 40, tzinfo=UTC), reason="Essai du trajet"),),
    )
    shown = journey(found, CLOCK)
    assert [event.title for event in shown.events] == ["Prise de poste", "Essai du trajet", "Courriel", "Appel"]
    assert shown.today_at == 2
    assert shown.since == date(2026, 11, 11)


def test_an_appointment_later_today_is_still_ahead_and_an_earlier_one_is_to_be_confirmed() -> None:
    found = file(
        appointments=(
            appointment(MORNING - timedelta(hours=1), reason="Matin"),
            appointment(MORNING + timedelta(hours=1), reason="Plus tard"),
        )
    )
    shown = journey(found, CLOCK)
    assert [event.title for event in shown.events] == ["Plus tard", "Matin"]
    assert shown.today_at == 1
    assert shown.events[1].subtitle == "Rendez-vous passé, à confirmer"


def test_settled_appointments_and_done_recalls_leave_the_journey() -> None:
    found = file(
        appointments=(appointment(MORNING + timedelta(days=2), state=AppointmentState.CANCELLED),),
        recalls=(Recall(id=IDS(), subject=SUBJECT, due_on=TODAY, done_on=TODAY),),
    )
    assert titles(found) == []


def test_the_filter_keeps_contacts_apart_from_actions() -> None:
    found = file(
        contacts=(contact(1, kind=ContactKind.CALL),),
        recalls=(Recall(id=IDS(), subject=SUBJECT, due_on=TODAY, reason="Rappeler"),),
        plan=Plan(id=SUBJECT, subject=SUBJECT, started_on=TODAY),
        steps=(step(title="Réserver", due_on=TODAY + timedelta(days=3)),),
    )
    assert titles(found, wanted=Kind.CONTACTS) == ["Rappeler", "Appel"]
    assert titles(found, wanted=Kind.ACTIONS) == ["Réserver", "Plan d’action commencé"]


def test_of_the_steps_ahead_only_the_next_stands_among_everything_and_all_among_the_actions() -> None:
    found = file(
        steps=(
            step(title="Un", due_on=TODAY + timedelta(days=3)),
            step(title="Deux", due_on=TODAY + timedelta(days=7)),
            step(title="Plus tard", due_on=TODAY + timedelta(days=9), horizon=StepHorizon.LATER),
            step(title="Fini", state=StepState.DONE, done_on=TODAY - timedelta(days=1)),
        )
    )
    assert titles(found) == ["Un", "Étape faite\u00a0: Fini"]
    assert titles(found, wanted=Kind.ACTIONS) == ["Deux", "Un", "Étape faite\u00a0: Fini"]


def test_a_late_step_is_never_hidden() -> None:
    found = file(steps=(step(title="Oubliée", due_on=TODAY - timedelta(days=2)),))
    assert titles(found) == ["Oubliée"]


def test_a_shared_screen_hides_private_contacts() -> None:
    found = file(contacts=(contact(1, "secret", private=True, kind=ContactKind.NOTE), contact(2)))
    assert len(titles(found)) == 2
    assert len(titles(found, shared=True)) == 1


def test_the_contact_being_written_is_left_out() -> None:
    written = contact(0, "en cours")
    assert titles(file(contacts=(written,)), without=written.id) == []


def test_beyond_twenty_events_the_journey_is_grouped_by_month() -> None:
    few = journey(file(contacts=tuple(contact(days) for days in range(20))), CLOCK).months()
    many = journey(file(contacts=tuple(contact(days) for days in range(0, 44, 2))), CLOCK).months()
    assert [title for title, _ in few] == [""]
    assert [title for title, _ in many] == ["Novembre\u00a02026", "Octobre\u00a02026"]
    assert sum(len(events) for _, events in many) == 22


def test_agreements_of_one_day_make_one_event() -> None:
    consents = tuple(
        Consent(id=IDS(), subject=SUBJECT, kind=kind, value=TriState.YES, given_on=date(2026, 11, 10))
        for kind in (ConsentKind.NOTICE, ConsentKind.SHARE_PRESCRIBER)
    )
    assert titles(file(consents=consents)) == ["Notice d’information remise, accord de partage avec le prescripteur"]


def test_a_prescription_is_told_once_whether_it_was_noted_or_only_dated() -> None:
    dated = person(prescribed_on=date(2026, 10, 28), prescriber_structure="France Travail")
    noted = Contact(id=IDS(), subject=SUBJECT, kind=ContactKind.PRESCRIPTION, at=datetime(2026, 10, 28, 9, tzinfo=UTC))
    assert titles(file(beneficiary=dated)) == ["Prescription reçue"]
    assert titles(file(beneficiary=dated, contacts=(noted,))) == ["Prescription reçue"]


def test_the_first_of_several_calls_is_named_so_and_a_missed_one_says_it() -> None:
    calls = (contact(1, kind=ContactKind.CALL, duration_min=10), contact(8, kind=ContactKind.CALL, duration_min=15))
    assert titles(file(contacts=calls)) == ["Appel, 10\u00a0min", "Premier appel, 15\u00a0min"]
    missed = contact(1, kind=ContactKind.CALL, outcome=ContactOutcome.NOT_REACHED)
    assert contact_title(missed) == "Appel, pas joint"


def test_hours_are_those_of_the_wall() -> None:
    found = file(contacts=(contact(0, kind=ContactKind.CALL),))
    event = journey(found, CLOCK).events[0]
    assert shown_when(event, TODAY) == "8\u00a0h\u00a052"
