"""The summary of a file, driven by keys on a real encrypted base."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow, open_window
from hands import CTRL, SHIFT, Hands, Key
from mobiconseil.domain.follow_up import Contact, ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.summary.view import SummaryScreen
from mobiconseil.ui.widgets.refill import CodeLink
from sylvie_file import person, sylvie


def show(window: OpenWindow, subject: RecordId, part: str = "") -> SummaryScreen:
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.SUMMARY, part=part))
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(screen, SummaryScreen)
    return screen


def contacts(window: OpenWindow, subject: RecordId) -> tuple[Contact, ...]:
    return window.session.files.load(subject).contacts


def link(screen: QWidget, code: str) -> CodeLink:
    return next(found for found in screen.findChildren(CodeLink) if found.code == code and found.isVisible())


def event_titles(screen: SummaryScreen) -> list[str]:
    return [event.title for event in screen.model.journey().events]


def test_a_contact_is_noted_in_three_gestures(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    show(window, subject)
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_E, CTRL)
    hands.type("Elle a trouvé une voiture à louer.")
    hands.press(Key.Key_Return, CTRL)
    (noted,) = contacts(window, subject)
    assert (noted.kind, noted.duration_min, noted.text) == (ContactKind.CALL, 15, "Elle a trouvé une voiture à louer.")
    assert window.said == ["Contact noté"]


def test_in_a_narrow_window_the_note_comes_into_view(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path / "base", width=900)
    screen = show(window, sylvie(window.session, window.desk.clock))
    hands = Hands(qtbot, window.bench)
    hands.wait_for(lambda: screen.journey.note.area.height() > 0)
    hands.press(Key.Key_E, CTRL)
    hands.wait_for(lambda: not screen.journey.note.area.visibleRegion().isEmpty())


def test_the_field_is_free_again_and_the_journey_tells_it(qtbot: QtBot, window: OpenWindow) -> None:
    screen = show(window, person(window.session))
    hands = Hands(qtbot, window.bench)
    screen.on_action()
    hands.type("Bonne nouvelle")
    hands.press(Key.Key_Return, CTRL)
    assert screen.journey.note.area.text() == ""
    assert screen.journey.note.area.hasFocus()
    assert event_titles(screen) == ["Appel, 15\u00a0min"]


def test_entree_adds_the_note_and_maj_entree_goes_to_the_next_line(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    show(window, subject)
    hands = Hands(qtbot, window.bench)
    hands.press(Key.Key_E, CTRL)
    hands.type("Garage")
    hands.press(Key.Key_Return, SHIFT)
    hands.type("Lundi")
    hands.press(Key.Key_Return)
    assert [noted.text for noted in contacts(window, subject)] == ["Garage\nLundi"]


def test_an_empty_note_adds_nothing(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject)
    screen.on_add()
    Hands(qtbot, window.bench).press(Key.Key_Return, CTRL)
    assert contacts(window, subject) == ()
    assert not screen.journey.note.add.isEnabled()


def test_kind_and_length_are_those_chosen(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject)
    note = screen.journey.note
    note.kinds._segments[0].click()
    screen.on_add()
    Hands(qtbot, window.bench).type("Point")
    note.duration.setCurrentIndex(note.duration.findData("30"))
    note.duration.activated.emit(note.duration.currentIndex())
    note.add.click()
    (noted,) = contacts(window, subject)
    assert (noted.kind, noted.duration_min) == (ContactKind.MEETING, 30)


def test_a_text_left_behind_is_kept_once_and_goes_on_being_written(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject)
    hands = Hands(qtbot, window.bench)
    screen.on_add()
    hands.type("Un debut")
    window.go(Route(section=Section.PEOPLE, subject=subject, tab=Tab.FOLLOW_UP))
    assert [contact.text for contact in contacts(window, subject)] == ["Un debut"]
    show(window, subject)
    assert screen.journey.note.area.text() == "Un debut"
    assert event_titles(screen) == []
    screen.on_add()
    hands.press(Key.Key_End, CTRL)
    hands.type(" et la suite")
    hands.press(Key.Key_Return, CTRL)
    assert [contact.text for contact in contacts(window, subject)] == ["Un debut et la suite"]


def test_undoing_a_kept_text_leaves_it_in_the_field_and_does_not_write_it_again(
    qtbot: QtBot, window: OpenWindow
) -> None:
    subject = person(window.session)
    screen = show(window, subject)
    screen.on_add()
    Hands(qtbot, window.bench).type("Un debut")
    assert window.bench.flush()
    window.context.undo.undo()
    assert window.bench.flush()
    assert contacts(window, subject) == ()
    assert screen.journey.note.area.text() == "Un debut"


def test_the_toast_takes_the_note_back(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject)
    screen.on_add()
    hands = Hands(qtbot, window.bench)
    hands.type("Par erreur")
    hands.press(Key.Key_Return, CTRL)
    window.bench.toasts.toast.action.click()
    assert contacts(window, subject) == ()
    assert event_titles(screen) == []


def test_a_health_word_is_pointed_at_and_never_blocks(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject)
    screen.on_add()
    hands = Hands(qtbot, window.bench)
    hands.type("Elle suit une chimiotherapie.")
    assert "chimiotherapie" in screen.journey.note.area.accessibleDescription()
    hands.press(Key.Key_Return, CTRL)
    assert len(contacts(window, subject)) == 1


def test_a_private_note_is_hidden_while_the_screen_is_shared(qtbot: QtBot, window: OpenWindow) -> None:
    screen = show(window, person(window.session))
    screen.model.note.set_private(True)
    screen.on_add()
    hands = Hands(qtbot, window.bench)
    hands.type("Pour moi")
    hands.press(Key.Key_Return, CTRL)
    assert len(event_titles(screen)) == 1
    window.context.shared.set_on(True)
    assert event_titles(screen) == []


def test_a_new_file_says_where_to_begin(window: OpenWindow) -> None:
    screen = show(window, person(window.session))
    assert screen._start.isVisible()
    window.session.files.change(screen.model.subject, request="Aller au travail")
    assert not screen._start.isVisible()


def test_what_is_missing_leads_to_its_field(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject)
    asked: list[Route] = []
    window.context.navigator.requested.connect(asked.append)
    link(screen, "family_quotient").click()
    assert (asked[0].tab, asked[0].focus) == (Tab.SITUATION, "family_quotient")
    assert Hands(qtbot, window.bench).focused.objectName() == "family_quotient"


def test_an_absent_agreement_is_noted_in_one_click_and_undone_by_the_toast(window: OpenWindow) -> None:
    subject = sylvie(window.session, window.desk.clock)
    window.session.files.withdraw_consent(subject, ConsentKind.NOTICE)
    screen = show(window, subject)
    link(screen, ConsentKind.NOTICE.value).click()
    consent = window.session.files.load(subject).consent(ConsentKind.NOTICE)
    assert consent is not None
    assert consent.holds
    assert consent.given_on == date(2026, 11, 20)
    window.bench.toasts.toast.action.click()
    consent = window.session.files.load(subject).consent(ConsentKind.NOTICE)
    assert consent is not None
    assert not consent.holds


def test_an_appointment_is_planned_with_the_keyboard_where_it_will_be_read(qtbot: QtBot, window: OpenWindow) -> None:
    subject = sylvie(window.session, window.desk.clock)
    for appointment in window.session.files.load(subject).appointments:
        window.session.follow_up.remove_appointment(appointment)
    screen = show(window, subject, "appointment")
    hands = Hands(qtbot, window.bench)
    hands.tab_to("appointment_day")
    hands.type("2/12")
    hands.press(Key.Key_Tab)
    hands.type("6h40")
    hands.press(Key.Key_Return)
    (planned,) = window.session.files.load(subject).appointments
    local = window.session.clock.local(planned.at)
    assert (local.day, local.month, local.hour, local.minute) == (2, 12, 6, 40)
    assert planned.place == "Mairie de Ballots"
    found = screen.model.next_appointment()
    assert found is not None
    assert screen.model.appointment_words(found)[0] == "mer.\u00a02\u00a0déc.\u00a02026, 6\u00a0h\u00a040"


def test_an_appointment_without_hour_is_refused_with_an_example(qtbot: QtBot, window: OpenWindow) -> None:
    subject = person(window.session)
    screen = show(window, subject, "appointment")
    hands = Hands(qtbot, window.bench)
    hands.tab_to("appointment_day")
    hands.type("demain")
    hands.press(Key.Key_Return)
    form = screen.appointment._form
    assert form is not None
    assert "Exemple" in form._hour_field.error()
    assert window.session.files.load(subject).appointments == ()


def test_the_file_of_the_picture_tells_what_the_picture_tells(window: OpenWindow) -> None:
    model = show(window, sylvie(window.session, window.desk.clock)).model
    deadline = model.deadline()
    assert deadline is not None
    assert deadline[0] == "Échéance dans 17\u00a0jours"
    assert [(line.text, line.level) for line in model.barriers()] == [
        ("Aucun véhicule", 3),
        ("Aucun car avant 8\u00a0h\u00a030", 3),
        ("Budget\u00a0: 120\u00a0€ par mois", 2),
        ("Garde de son fils le matin", 1),
    ]
    assert len(model.supports()) == 3
    assert [line.when for line in model.steps()] == ["23\u00a0nov.", "27\u00a0nov.", "2\u00a0déc."]
    assert "Demandeuse d’emploi" in model.chips()


@pytest.mark.parametrize(("width", "drawer"), [(1366, False), (1100, True), (900, False)])
def test_the_right_column_stays_within_reach_at_every_width(
    qtbot: QtBot, tmp_path: Path, width: int, drawer: bool
) -> None:
    window = open_window(qtbot, tmp_path / "base", width=width)
    screen = show(window, sylvie(window.session, window.desk.clock))
    assert screen._panes.has_drawer is drawer
    if drawer:
        Hands(qtbot, window.bench).press(Key.Key_F4)
    assert screen.appointment.isVisible()
