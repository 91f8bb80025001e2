"""Statuses, trips, renunciations and agreements, driven by keys on a real encrypted base."""

from __future__ import annotations

from datetime import date, time
from itertools import chain

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from directory_office import MapDouble
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.situation import ConsentChannel, ConsentKind, RenunciationKind, StatusSource, TravelMode
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.directory import view as directory_view
from mobiconseil.ui.screens.directory.view import DirectoryScreen
from mobiconseil.ui.screens.situation.trips import TripsGroup
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from situation_desk import answer, field, show, type_in


@pytest.fixture
def person(window: OpenWindow) -> Beneficiary:
    return window.session.files.create(
        civility=Civility.MADAME, first_name="Sylvie", last_name="Garnier", birth_year=1984, commune="Ballots"
    )


def test_a_status_is_dated_and_an_expired_one_asks_to_be_checked(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, "statuses")
    answer(qtbot, screen, "ST01", "yes")
    line = next(found for found in screen._groups["statuses"]._lines if found.code == "ST01")  # type: ignore[attr-defined]
    type_in(qtbot, line, "start_on", "01/03/2026")
    type_in(qtbot, line, "end_on", "01/10/2026")
    source = field(line, "source")
    assert isinstance(source, ChoiceField)
    source.setFocus()
    qtbot.keyClick(source, Qt.Key.Key_Down)
    status = next(found for found in window.session.files.load(person.id).statuses if found.code == "ST01")
    assert (status.value, status.start_on, status.end_on) == (TriState.YES, date(2026, 3, 1), date(2026, 10, 1))
    assert status.source is StatusSource.CERTIFICATE
    assert line._state.text() == "Expiré, à vérifier"
    assert line._state.isVisibleTo(line)


def test_young_and_senior_are_deduced_from_the_birth_year(window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person, "statuses")
    lines = {line.code: line for line in screen._groups["statuses"]._lines}  # type: ignore[attr-defined]
    assert lines["ST06"]._deduced.text() == "Non, d’après la naissance"
    assert not lines["ST06"].choice.isVisibleTo(lines["ST06"])
    window.session.files.change(person.id, birth_year=2004)
    assert lines["ST06"]._deduced.text() == "Oui, d’après la naissance"
    assert window.session.files.load(person.id).statuses == ()


def test_sensitive_statuses_wait_behind_a_button_and_leave_with_the_internal_note_on_a_shared_screen(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, "statuses")
    assert not screen.findChildren(QWidget, "ST22")
    sensitive = screen._groups["statuses"]._sensitive  # type: ignore[attr-defined]
    qtbot.mouseClick(sensitive.button, Qt.MouseButton.LeftButton)
    answer(qtbot, screen, "ST09", "yes")
    assert window.session.files.load(person.id).statuses[0].code == "ST09"
    note = field(screen, "private_note")
    window.context.shared.set_on(True)
    assert not field_shows(screen, "ST09")
    assert not note.isVisibleTo(screen)
    window.context.shared.set_on(False)
    assert field_shows(screen, "ST09")
    assert note.isVisibleTo(screen)


def field_shows(screen: QWidget, name: str) -> bool:
    return any(found.isVisibleTo(screen) for found in screen.findChildren(QWidget, name))


def test_a_trip_is_added_typed_and_removed_with_a_way_back(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    screen.on_add()
    group = screen._groups["trips"]
    assert isinstance(group, TripsGroup)
    type_in(qtbot, group, "destination", "Craon")
    type_in(qtbot, group, "leave_at", "6h50")
    type_in(qtbot, group, "return_at", "1430")
    type_in(qtbot, group, "distance_km", "12,5")
    days = field(group, "days")
    first = days.focusProxy()
    assert first is not None
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    second = days._days[1]  # type: ignore[attr-defined]
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    mode = field(group, "mode")
    mode.setFocus()
    qtbot.keyClicks(mode, "Covoiturage")
    assert screen.flush()

    trip = window.session.files.load(person.id).trips[0]
    assert (trip.origin, trip.destination, trip.is_main) == ("Ballots", "Craon", True)
    assert (trip.leave_at, trip.return_at, trip.distance_km) == (time(6, 50), time(14, 30), 12.5)
    assert (trip.days, trip.mode) == ("1100000", TravelMode.CARPOOL)

    remove = field(group, "remove_trip")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert window.session.files.load(person.id).trips == ()
    assert window.said[-1] == "Trajet supprimé"
    window.bench.toasts.toast.action.click()
    assert window.session.files.load(person.id).trips == (trip,)


def test_adding_a_trip_before_the_next_parts_are_made_marks_the_trips(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.SITUATION))
    qtbot.keyClick(window.bench, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    screen = window.bench.screen_shown
    assert screen is not None
    assert screen.place().part == "trips"


def test_the_directory_opens_around_where_a_trip_goes_or_around_her_home(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory_view, "make_map", lambda _context: MapDouble())
    files = window.session.files
    files.add_trip(person.id, destination="Gare", destination_commune="Craon", destination_insee="53084")
    other = files.add_trip(person.id, destination="Chez sa mère")
    screen = show(window, person, "trips")
    around = field(screen, "trip_around")
    assert around.accessibleName() == "Voir les services autour\u00a0: Craon"
    qtbot.mouseClick(around, Qt.MouseButton.LeftButton)
    directory = window.bench.screen_shown
    assert isinstance(directory, DirectoryScreen)
    assert directory.card.start.text() == "Depuis Craon"
    assert directory.model.subject == person.id

    screen = show(window, person, "trips")
    group = screen._groups["trips"]
    assert isinstance(group, TripsGroup)
    qtbot.mouseClick(group._cards[other.id], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field(group, "trip_around"), Qt.MouseButton.LeftButton)
    assert directory.card.start.text() == "Depuis Ballots (Mme Garnier)"


def test_another_trip_can_become_the_main_one(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    files = window.session.files
    files.add_trip(person.id, destination="Craon")
    other = files.add_trip(person.id, destination="Méral")
    screen = show(window, person, "trips")
    group = screen._groups["trips"]
    assert isinstance(group, TripsGroup)
    qtbot.mouseClick(group._cards[other.id], Qt.MouseButton.LeftButton)
    assert group._editor is not None
    qtbot.mouseClick(group._editor._main, Qt.MouseButton.LeftButton)
    main = files.load(person.id).main_trip
    assert main is not None
    assert main.id == other.id


def test_renunciations_are_yes_no_or_not_asked(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person, "renunciations")
    answer(qtbot, screen, RenunciationKind.CARE.value, "yes")
    answer(qtbot, screen, RenunciationKind.SOCIAL.value, "no")
    kept = {found.kind: found for found in window.session.files.load(person.id).renunciations}
    assert kept[RenunciationKind.CARE].value is TriState.YES
    assert kept[RenunciationKind.SOCIAL].value is TriState.NO
    assert kept[RenunciationKind.CARE].asked_on == date(2026, 11, 20)
    assert RenunciationKind.JOB not in kept


def test_an_agreement_is_dated_withdrawn_and_given_again(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    screen = show(window, person, "consents")
    kind = ConsentKind.SHARE_PRESCRIBER
    answer(qtbot, screen, kind.value, "yes")
    consent = window.session.files.load(person.id).consent(kind)
    assert consent is not None
    assert (consent.holds, consent.given_on) == (True, date(2026, 11, 20))
    window_line = next(line for line in screen._groups["consents"]._lines if line.code == kind.value)  # type: ignore[attr-defined]
    window_line._on_withdraw_clicked()
    consent = window.session.files.load(person.id).consent(kind)
    assert consent is not None
    assert (consent.holds, consent.withdrawn_on) == (False, date(2026, 11, 20))
    assert window.said[-1] == "Accord retiré"
    answer(qtbot, screen, kind.value, "yes")
    consent = window.session.files.load(person.id).consent(kind)
    assert consent is not None
    assert consent.holds


def test_how_an_agreement_was_given_is_said_with_one_letter_and_never_made_up(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person, "consents")
    kind = ConsentKind.SHARE_PARTNERS
    answer(qtbot, screen, kind.value, "yes")
    line = next(found for found in screen._groups["consents"]._lines if found.code == kind.value)  # type: ignore[attr-defined]
    manner = field(line, "channel")
    assert isinstance(manner, ChoiceField)
    consent = window.session.files.load(person.id).consent(kind)
    assert consent is not None
    assert (consent.channel, manner.currentText()) == (ConsentChannel.UNKNOWN, "Non précisé")
    for letter, channel in (
        (Qt.Key.Key_D, ConsentChannel.ORAL),
        (Qt.Key.Key_P, ConsentChannel.EMAIL),
        (Qt.Key.Key_R, ConsentChannel.PRESCRIBER),
        (Qt.Key.Key_S, ConsentChannel.PAPER),
    ):
        manner.setFocus()
        qtbot.keyClick(manner, letter)
        manner.view().keyboardSearch("")  # another letter begins another word
        consent = window.session.files.load(person.id).consent(kind)
        assert consent is not None
        assert consent.channel is channel


def test_a_trip_that_came_with_a_united_file_is_edited_like_the_others(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    files = window.session.files
    other = files.create(last_name="Garnier", first_name="Silvie")
    files.add_trip(other.id, destination="Laval")
    window.session.duplicates.merge(person.id, other.id, {})
    screen = show(window, person, "trips")
    group = screen._groups["trips"]
    for destination in ("Craon", "Laval"):
        type_in(qtbot, group, "destination", destination)
        assert screen.flush()
        assert [trip.destination for trip in files.load(person.id).trips] == [destination]


def test_a_destination_that_is_no_commune_is_left_as_typed(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    screen = show(window, person)
    screen.on_add()
    group = screen._groups["trips"]
    for typed in ("Maison", "Ecole"):
        type_in(qtbot, group, "destination", typed)
        assert screen.flush()
        trip = window.session.files.load(person.id).trips[-1]
        assert (trip.destination, trip.destination_commune, trip.destination_insee) == (typed, "", "")


def test_the_questions_suit_a_woman_as_well_as_a_man(window: OpenWindow) -> None:
    man = window.session.files.create(civility=Civility.MONSIEUR, first_name="Yanis", last_name="Ferrandi")
    screen = show(window, man)
    screen.go("renunciations")
    screen.go("consents")
    words = set(chain.from_iterable(label.text().casefold().split() for label in screen.findChildren(QLabel)))
    assert {"renoncé", "partage", "sortie"} <= words
    assert not words & {"elle", "recontacté", "recontactée"}
