"""A drop-in day over a real base: opened, people received, closed, and told to a calendar without names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from builders import Desk
from builders_people import at, friday
from mobiconseil.domain.drop_in_day import VisitState
from mobiconseil.domain.follow_up import Appointment, AppointmentChannel, AppointmentState, ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.drop_in_checks import CheckState, backup_check, clock_check, power_check
from mobiconseil.services.drop_in_days import underway
from mobiconseil.services.drop_in_ports import BackupNews, CalendarLine, DayLine, Place, Power
from mobiconseil.services.session import Session

BALLOTS = Place(name="Mairie de Ballots", commune="Ballots")
TODAY = date(2026, 11, 20)


@pytest.fixture
def people(session: Session) -> dict[str, RecordId]:
    return friday(session)


def names(lines: tuple[DayLine, ...]) -> list[str]:
    return [line.person.last_name for line in lines]


def booked(session: Session, subject: RecordId) -> Appointment:
    start, end = at(20, 1), at(20, 23)
    mine = session.adviser.id.hex()
    return next(a for a in session.drop_in_tools.book.appointments(start, end, mine) if a.subject == subject)


def test_the_list_is_that_of_the_place(session: Session, people: dict[str, RecordId]) -> None:
    assert names(session.drop_in_days.visits(BALLOTS, TODAY)) == ["Garnier", "Belkacem"]


def test_the_likeliest_place_comes_first(session: Session, people: dict[str, RecordId]) -> None:
    session.directory.add_drop_in(place="Mairie", commune="Congrier")
    session.directory.add_drop_in(place="Mairie", commune="Ballots", calendar="Fr 09:00-12:30")
    session.team.change_structure(places="Mairie de Ballots\nFrance services de Renazé")
    labels = [place.label for place in session.drop_in_days.places()]
    assert labels[0] == "Mairie, Ballots"
    assert sorted(labels) == ["France services de Renazé", "Mairie, Ballots", "Mairie, Congrier"]


def test_a_place_typed_freely_has_its_commune_and_is_remembered(session: Session, people: dict[str, RecordId]) -> None:
    days = session.drop_in_days
    place = days.place_named("Salle des fêtes de Craon")
    assert (place.name, place.commune) == ("Salle des fêtes de Craon", "Craon")
    days.close(days.open(place))
    assert "Salle des fêtes de Craon" in [known.label for known in days.places()]


def test_the_people_of_the_commune_with_something_due_are_told(session: Session, people: dict[str, RecordId]) -> None:
    craon = Place(name="Mairie", commune="Craon")
    assert names(session.drop_in_days.due(craon, TODAY)) == ["Haddad"]
    session.follow_up.plan_appointment(people["Haddad"], at(20, 16), place="Mairie de Craon")
    assert session.drop_in_days.due(craon, TODAY) == ()


def test_only_one_day_is_open_at_a_time(session: Session) -> None:
    days = session.drop_in_days
    day = days.open(BALLOTS)
    assert days.open(Place(name="Ailleurs")) == day
    days.close(day)
    assert days.current() is None


def test_a_day_left_open_is_told_the_next_morning(desk: Desk, session: Session) -> None:
    day = session.drop_in_days.open(BALLOTS)
    assert not session.drop_in_days.is_left_open(day)
    desk.clock.set(desk.clock.now() + timedelta(days=1))
    session.close()
    later = desk.reopen()
    left = later.drop_in_days.current()
    assert left == day
    assert later.drop_in_days.is_left_open(left)
    assert later.drop_in_days.day_of(left) == TODAY


def test_a_reception_keeps_the_appointment_and_becomes_one_contact(
    desk: Desk, session: Session, people: dict[str, RecordId]
) -> None:
    days, sylvie = session.drop_in_days, people["Garnier"]
    day = days.open(BALLOTS)
    contact = days.start(day, sylvie, booked(session, sylvie))
    (line,) = underway(days.visits(BALLOTS, TODAY))
    assert (line.person.subject, line.visit.state) == (sylvie, VisitState.HERE)
    desk.clock.set(desk.clock.now() + timedelta(minutes=38))
    assert days.usual_length(contact) == 40
    days.end(contact, ContactKind.MEETING, 40, "Plan relu")
    line = days.visits(BALLOTS, TODAY)[0]
    assert line.visit.state is VisitState.SEEN
    assert booked(session, sylvie).state is AppointmentState.KEPT
    noted = [c for c in session.files.load(sylvie).contacts if c.appointment_id == booked(session, sylvie).id]
    assert [(c.duration_min, c.text) for c in noted] == [(40, "Plan relu")]


def test_a_reception_is_not_started_twice(session: Session, people: dict[str, RecordId]) -> None:
    day = session.drop_in_days.open(BALLOTS)
    first = session.drop_in_days.start(day, people["Haddad"])
    assert session.drop_in_days.start(day, people["Haddad"]) == first
    assert first.kind is ContactKind.DROP_IN


def test_starting_is_undone_in_one_go(desk: Desk, session: Session, people: dict[str, RecordId]) -> None:
    days, sylvie = session.drop_in_days, people["Garnier"]
    days.start(days.open(BALLOTS), sylvie, booked(session, sylvie))
    session.uow.undo(desk.changes[-1].transaction)
    assert days.visits(BALLOTS, TODAY)[0].visit.state is VisitState.EXPECTED


def test_somebody_without_appointment_joins_the_list(session: Session, people: dict[str, RecordId]) -> None:
    days = session.drop_in_days
    days.start(days.open(BALLOTS), people["Haddad"])
    line = days.visits(BALLOTS, TODAY)[-1]
    assert (line.person.last_name, line.visit.is_walk_in) == ("Haddad", True)


def test_an_absence_is_listed_as_not_come(session: Session, people: dict[str, RecordId]) -> None:
    session.follow_up.settle_appointment(booked(session, people["Belkacem"]), AppointmentState.ABSENT)
    states = {line.person.last_name: line.visit.state for line in session.drop_in_days.visits(BALLOTS, TODAY)}
    assert states["Belkacem"] is VisitState.MISSED


def test_what_is_promised_and_due_before_the_next_session_is_told(
    session: Session, people: dict[str, RecordId]
) -> None:
    days, sylvie = session.drop_in_days, people["Garnier"]
    lines = days.visits(BALLOTS, TODAY)
    session.follow_up.add_recall(sylvie, date(2026, 11, 24), "Rappeler l’auto-école")
    session.follow_up.add_recall(sylvie, date(2027, 1, 4), "Plus tard")
    session.plans.add_step(sylvie, title="Envoyer le dossier", due_on=date(2026, 11, 23))
    session.plans.add_step(sylvie, title="Bien plus tard", due_on=date(2027, 2, 1))
    until = days.next_session(BALLOTS, TODAY)
    assert until == date(2026, 11, 24)  # Garnier comes back there
    assert [recall.reason for _, recall in days.promises(lines, until)] == ["Rappeler l’auto-école"]
    assert [step.title for _, step in days.steps_before(lines, until)] == ["Envoyer le dossier"]


def test_the_next_session_is_that_of_the_calendar_or_of_the_appointments(
    session: Session, people: dict[str, RecordId]
) -> None:
    known = session.directory.add_drop_in(place="Mairie", commune="Ballots", calendar="Mo 09:00-12:00")
    days = session.drop_in_days
    day = days.open(Place(name="Mairie", commune="Ballots", drop_in=known.id))
    assert days.next_session(days.place(day), TODAY) == date(2026, 11, 23)
    session.follow_up.plan_appointment(people["Garnier"], at(21, 9), place="mairie de Ballots")
    assert days.next_session(days.place(day), TODAY) == date(2026, 11, 21)


# ---------------------------------------------------------------------- checks


def test_each_check_says_its_state(desk: Desk) -> None:
    now = desk.clock.now()
    fresh = BackupNews(last=now, on_key=now - timedelta(days=2))
    assert backup_check(fresh, desk.clock).state is CheckState.OK
    assert backup_check(BackupNews(last=now), desk.clock).state is CheckState.ADVICE
    assert backup_check(BackupNews(), desk.clock).state is CheckState.PROBLEM
    low, full = power_check(Power(percent=20, plugged=False)), power_check(Power(percent=20, plugged=True))
    assert low is not None
    assert low.state is CheckState.ADVICE
    assert full is not None
    assert full.state is CheckState.OK
    assert power_check(None) is None
    assert clock_check(now, now + timedelta(minutes=9)) is None
    late = clock_check(now, now + timedelta(days=3))
    assert late is not None
    assert "3\u00a0jours" in late.detail


# ---------------------------------------------------------------------- the agenda


def agenda(session: Session) -> Calendar:
    content = session.drop_in_tools.write_calendar(session.drop_in_days.calendar())
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    read = Calendar.from_ical(content)
    assert isinstance(read, Calendar)
    return read


def event_of(session: Session, appointment: Appointment) -> object:
    wanted = str(bytes(appointment.id).hex())
    return next(e for e in agenda(session).walk("VEVENT") if str(e["uid"]).replace("-", "").startswith(wanted))


def test_the_agenda_holds_no_name_and_no_reason(session: Session, people: dict[str, RecordId]) -> None:
    text = session.drop_in_tools.write_calendar(session.drop_in_days.calendar()).decode()
    for secret in ("Garnier", "Sylvie", "Plan d’action", "+336", "Belkacem", "Claire"):
        assert secret not in text
    assert f"SUMMARY:Rendez-vous {session.files.load(people['Garnier']).beneficiary.code}" in text
    assert "CLASS:PRIVATE" in text


def test_the_address_of_a_home_stays_here(session: Session, people: dict[str, RecordId]) -> None:
    session.follow_up.plan_appointment(
        people["Royer"], at(27, 9), place="12 rue du Lavoir", channel=AppointmentChannel.HOME
    )
    text = session.drop_in_tools.write_calendar(session.drop_in_days.calendar()).decode()
    assert "Lavoir" not in text
    assert "LOCATION:À domicile" in text


def test_hours_are_those_of_the_wall_with_their_zone(session: Session, people: dict[str, RecordId]) -> None:
    read = agenda(session)
    (zone,) = read.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Europe/Paris"
    event = event_of(session, booked(session, people["Garnier"]))
    assert event["dtstart"].params["TZID"] == "Europe/Paris"  # type: ignore[index]
    assert event.decoded("dtstart").astimezone(UTC) == at(20, 9)  # type: ignore[attr-defined]
    assert event.decoded("dtstart").hour == 9  # type: ignore[attr-defined]


def test_overseas_has_its_own_zone(session: Session, people: dict[str, RecordId]) -> None:
    session.team.change_structure(postal_code="97400")
    assert [str(zone["tzid"]) for zone in agenda(session).walk("VTIMEZONE")] == ["Indian/Reunion"]


def test_moving_an_appointment_keeps_its_identity_and_raises_its_rank(
    desk: Desk, session: Session, people: dict[str, RecordId]
) -> None:
    appointment = booked(session, people["Garnier"])
    before = event_of(session, appointment)
    desk.clock.set(desk.clock.now() + timedelta(minutes=5))
    session.follow_up.change_appointment(appointment.id, at=at(20, 11))
    after = event_of(session, appointment)
    assert before["uid"] == after["uid"]  # type: ignore[index]
    assert before["sequence"] < after["sequence"]  # type: ignore[index]


@pytest.mark.parametrize("gesture", ["cancel", "trash", "trash_file"])
def test_what_is_off_is_told_cancelled(session: Session, people: dict[str, RecordId], gesture: str) -> None:
    appointment = booked(session, people["Garnier"])
    if gesture == "cancel":
        session.follow_up.settle_appointment(appointment, AppointmentState.CANCELLED)
    elif gesture == "trash":
        session.follow_up.remove_appointment(appointment)
    else:
        session.files.trash(people["Garnier"])
    assert str(event_of(session, appointment)["status"]) == "CANCELLED"  # type: ignore[index]


def test_the_same_base_gives_the_same_file(session: Session, people: dict[str, RecordId]) -> None:
    write, days = session.drop_in_tools.write_calendar, session.drop_in_days
    assert write(days.calendar()) == write(days.calendar())


def test_an_empty_agenda_is_still_a_calendar(session: Session) -> None:
    assert list(agenda(session).walk("VEVENT")) == []


def test_leaving_with_the_agenda_is_written_in_the_journal(session: Session) -> None:
    session.drop_in_days.calendar_saved()
    assert session.team.journal()[0].action == Action.CALENDAR_SAVED


def test_the_change_of_hour_is_told(session: Session, people: dict[str, RecordId]) -> None:
    summer = datetime(2027, 7, 6, 7, 0, tzinfo=UTC)
    session.follow_up.plan_appointment(people["Garnier"], summer, place="mairie de Ballots")
    line: CalendarLine = session.drop_in_days.calendar().lines[-1]
    assert line.at == summer
    found = [e.decoded("dtstart") for e in agenda(session).walk("VEVENT")][-1]
    assert (found.hour, found.utcoffset()) == (9, timedelta(hours=2))
