"""A drop-in day: who is on its list, which place is meant, when the next one is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.drop_in_day import (
    LONGEST_MIN,
    Visit,
    VisitState,
    commune_in,
    is_at,
    is_underway,
    length_min,
    next_session,
    place_label,
    visits_of,
)
from mobiconseil.domain.follow_up import Appointment, AppointmentState, Contact, ContactKind, ContactOutcome
from mobiconseil.domain.identity import RecordId

NINE = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)


def number(rank: int) -> RecordId:
    return RecordId(rank.to_bytes(16, "big"))


def planned(rank: int, at: datetime = NINE, state: AppointmentState = AppointmentState.PLANNED) -> Appointment:
    return Appointment(id=number(100 + rank), subject=number(rank), at=at, state=state)


def met(rank: int, at: datetime = NINE, **fields: object) -> Contact:
    contact = Contact(id=number(200 + rank), subject=number(rank), kind=ContactKind.MEETING, at=at, duration_min=30)
    return replace(contact, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "place", "commune", "expected"),
    [
        ("mairie de Ballots", "Mairie", "Ballots", True),
        ("Mairie de Ballots", "Mairie de Ballots", "Ballots", True),
        ("Ballots", "Mairie de Ballots", "Ballots", True),
        ("Mairie", "Mairie", "Ballots", False),
        ("Mairie de Cossé-le-Vivien", "Mairie", "Ballots", False),
        ("France services de Ballots", "Mairie", "Ballots", False),
        ("mairie de cosse le vivien", "Mairie de Cossé-le-Vivien", "Cossé-le-Vivien", True),
        ("Salle des fêtes", "Salle des fêtes", "", True),
        ("", "Mairie", "Ballots", False),
        ("Mairie de Ballots", "", "", False),
    ],
)
def test_a_place_is_recognised_with_its_commune_and_never_without(
    written: str, place: str, commune: str, *, expected: bool
) -> None:
    assert is_at(written, place, commune) is expected


def test_the_longest_known_commune_is_read_in_the_name_of_a_place() -> None:
    known = ("Cossé", "Cossé-le-Vivien", "Craon", "")
    assert commune_in("mairie de Cossé-le-Vivien", known) == "Cossé-le-Vivien"
    assert commune_in("Salle des fêtes", known) == ""


def test_the_commune_is_said_once() -> None:
    assert place_label("Mairie", "Ballots") == "Mairie, Ballots"
    assert place_label("Mairie de Ballots", "Ballots") == "Mairie de Ballots"
    assert place_label("", "Ballots") == "Ballots"


def test_an_appointment_goes_from_expected_to_here_to_seen() -> None:
    started = met(1, duration_min=None, outcome=ContactOutcome.NONE)
    assert visits_of([planned(1)], [])[0].state is VisitState.EXPECTED
    assert visits_of([planned(1)], [started])[0].state is VisitState.HERE
    assert visits_of([planned(1, state=AppointmentState.KEPT)], [met(1)])[0].state is VisitState.SEEN


@pytest.mark.parametrize("state", [AppointmentState.ABSENT, AppointmentState.EXCUSED])
def test_an_absence_is_not_a_reception(state: AppointmentState) -> None:
    absent = met(1, outcome=ContactOutcome.ABSENT, appointment_id=number(101), duration_min=None)
    (visit,) = visits_of([planned(1, state=state)], [absent])
    assert visit.state is VisitState.MISSED


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(ContactOutcome.ABSENT, AppointmentState.ABSENT), (ContactOutcome.EXCUSED, AppointmentState.EXCUSED)],
)
def test_the_contact_that_notes_an_absence_is_no_reception(outcome: ContactOutcome, state: AppointmentState) -> None:
    noted = met(1, duration_min=None, outcome=outcome, appointment_id=number(101))
    assert [visit.state for visit in visits_of([planned(1, state=state)], [noted])] == [VisitState.MISSED]


def test_a_second_visit_of_the_same_person_stands_apart() -> None:
    visits = visits_of([planned(1)], [met(1), met(1, NINE + timedelta(hours=2), id=number(300))])
    assert [visit.is_walk_in for visit in visits] == [False, True]


def test_a_cancelled_appointment_takes_no_visit() -> None:
    visits = visits_of([planned(1, state=AppointmentState.CANCELLED)], [met(1)])
    assert [visit.state for visit in visits] == [VisitState.CANCELLED, VisitState.SEEN]


def test_a_call_is_not_a_reception() -> None:
    assert visits_of([], [met(1, kind=ContactKind.CALL)]) == ()


def test_somebody_is_late_only_once_the_whole_time_is_over() -> None:
    (visit,) = visits_of([planned(1)], [])
    assert not visit.is_late(NINE + timedelta(minutes=44))
    assert visit.is_late(NINE + timedelta(minutes=45))


def test_somebody_due_without_appointment_is_to_be_seen() -> None:
    assert Visit(subject=number(1)).state is VisitState.DUE


@given(st.integers(-10_000, 10_000_000))
def test_a_length_is_a_sensible_multiple_of_five(seconds: int) -> None:
    found = length_min(NINE, NINE + timedelta(seconds=seconds))
    assert found % 5 == 0
    assert 5 <= found <= LONGEST_MIN


def test_a_reception_with_a_length_is_over() -> None:
    assert is_underway(met(1, duration_min=None, outcome=ContactOutcome.NONE))
    assert not is_underway(met(1, outcome=ContactOutcome.NONE))
    assert not is_underway(met(1, duration_min=None))


def test_the_next_session_comes_from_the_calendar_the_appointments_or_the_week() -> None:
    assert next_session("Tu 09:00-12:00", FRIDAY) == date(2026, 11, 24)
    assert next_session("Tu 09:00-12:00", FRIDAY, date(2026, 11, 23)) == date(2026, 11, 23)
    assert next_session("", FRIDAY) == date(2026, 11, 27)
    assert next_session("n’importe quoi", FRIDAY) == date(2026, 11, 27)


@given(st.lists(st.integers(1, 6), max_size=6), st.lists(st.integers(1, 6), max_size=6))
def test_every_reception_is_shown_once_and_no_appointment_is_lost(booked: list[int], came: list[int]) -> None:
    appointments = [replace(planned(who), id=number(1000 + rank)) for rank, who in enumerate(booked)]
    contacts = [met(who, id=number(2000 + rank)) for rank, who in enumerate(came)]
    visits = visits_of(appointments, contacts)
    assert sorted(v.contact.id for v in visits if v.contact) == sorted(c.id for c in contacts)
    assert [v.appointment for v in visits if v.appointment] == appointments
