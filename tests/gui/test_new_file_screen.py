"""The quick creation of a file, driven by keys on a real encrypted base."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from mobiconseil.domain.beneficiary import ArrivalChannel, Beneficiary, FileState, PrescriberKind
from mobiconseil.domain.civility import Civility
from mobiconseil.services.ports import ListFilter
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.new_file.look_alikes import PersonCard
from mobiconseil.ui.screens.new_file.view import NewFileScreen
from mobiconseil.ui.screens.situation.view import SituationScreen
from mobiconseil.ui.widgets.labels import Label


def open_form(window: OpenWindow, typed: str = "") -> NewFileScreen:
    window.bench.open_new_file(typed)
    screen = window.bench.screen_shown
    assert isinstance(screen, NewFileScreen)
    return screen


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def people(window: OpenWindow) -> list[Beneficiary]:
    session = window.session
    lines = session.overviews.page(ListFilter(), session.clock.today())
    return [session.files.load(line.subject).beneficiary for line in lines]


def type_and_tab(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(focused(), text)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)


def cards(screen: NewFileScreen) -> list[PersonCard]:
    return [card for card in screen.findChildren(PersonCard) if card.isVisibleTo(screen)]


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label))


def test_a_file_is_made_with_the_keyboard_only(qtbot: QtBot, window: OpenWindow) -> None:
    window.session.files.create(last_name="Autre", commune="Ballots", postal_code="53350", insee_code="53018")
    open_form(window)
    type_and_tab(qtbot, "Garnier")
    type_and_tab(qtbot, "Sylvie")
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    type_and_tab(qtbot, "84")
    type_and_tab(qtbot, "0639981234")
    qtbot.keyClicks(focused(), "ball")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    type_and_tab(qtbot, "Je n'ai plus de voiture")
    qtbot.keyClicks(focused(), "Mission")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    made = next(person for person in people(window) if person.last_name == "Garnier")
    assert (made.first_name, made.civility, made.birth_year) == ("Sylvie", Civility.MADAME, 1984)
    assert (made.phone, made.commune, made.postal_code) == ("+33639981234", "Ballots", "53350")
    assert made.insee_code == "53018"
    assert made.request == "Je n'ai plus de voiture"
    assert made.prescriber_kind is PrescriberKind.MISSION_LOCALE
    assert (made.arrival, made.state) == (ArrivalChannel.PRESCRIBER, FileState.PRESCRIBED)
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert isinstance(shown.current, SituationScreen)
    assert shown.subject == made.id


def test_ctrl_enter_creates_from_a_title_just_chosen_with_the_mouse(qtbot: QtBot, window: OpenWindow) -> None:
    screen = open_form(window)
    qtbot.keyClicks(focused(), "Garnier")
    madam = next(button for button in screen.findChildren(QAbstractButton) if button.text() == "Mme")
    qtbot.mouseClick(madam, Qt.MouseButton.LeftButton)
    assert focused() is madam
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = next(person for person in people(window) if person.last_name == "Garnier")
    assert made.civility is Civility.MADAME


def test_nothing_is_saved_before_the_creation(qtbot: QtBot, window: OpenWindow) -> None:
    screen = open_form(window)
    type_and_tab(qtbot, "Garnier")
    assert screen.flush()
    assert people(window) == []
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert people(window) == []
    assert not isinstance(window.bench.screen_shown, NewFileScreen)


@pytest.mark.parametrize("way_out", [Qt.Key.Key_Escape, Qt.Key.Key_N])
def test_what_was_typed_comes_back_after_leaving_by_mistake(qtbot: QtBot, window: OpenWindow, way_out: Qt.Key) -> None:
    open_form(window)
    type_and_tab(qtbot, "Garnier")
    type_and_tab(qtbot, "Sylvie")
    kept = Qt.KeyboardModifier.ControlModifier if way_out is Qt.Key.Key_N else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(focused(), way_out, kept)
    assert window.said == ["Saisie laissée, rien n’est enregistré"]
    window.bench.toasts.toast.action.click()
    shown = window.bench.screen_shown
    assert isinstance(shown, NewFileScreen)
    assert {"Garnier", "Sylvie"} <= set(shown.unsaved().values())
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(person.last_name, person.first_name) for person in people(window)] == [("Garnier", "Sylvie")]
    assert len(window.said) == 1


def test_leaving_an_empty_form_says_nothing(qtbot: QtBot, window: OpenWindow) -> None:
    open_form(window)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert window.said == []


def test_a_look_alike_shows_while_typing_with_its_reasons_before_anything_is_saved(
    qtbot: QtBot, window: OpenWindow
) -> None:
    known = window.session.files.create(
        civility=Civility.MADAME, last_name="Garnier", first_name="Sylvie", birth_year=1984, commune="Ballots"
    )
    screen = open_form(window)
    type_and_tab(qtbot, "GARNIER")
    qtbot.keyClicks(focused(), "silvie")
    qtbot.waitUntil(lambda: len(cards(screen)) == 1)
    text = words(cards(screen)[0])
    assert "Ressemble à Mme Sylvie Garnier" in text
    assert "Prénom qui se prononce pareil" in text
    assert "Ballots" in text
    assert [person.id for person in people(window)] == [known.id]


def test_the_look_alike_can_be_opened(qtbot: QtBot, window: OpenWindow) -> None:
    known = window.session.files.create(last_name="Garnier", first_name="Sylvie")
    screen = open_form(window, "garnier sylvie")
    qtbot.waitUntil(lambda: len(cards(screen)) == 1)
    button = cards(screen)[0].findChild(QWidget, "open_look_alike")
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert shown.subject == known.id
    assert len(people(window)) == 1


def test_a_look_alike_said_to_be_someone_else_does_not_come_back(qtbot: QtBot, window: OpenWindow) -> None:
    window.session.files.create(last_name="Garnier", first_name="Sylvie")
    screen = open_form(window, "garnier sylvie")
    qtbot.waitUntil(lambda: len(cards(screen)) == 1)
    button = cards(screen)[0].findChild(QWidget, "dismiss_look_alike")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert cards(screen) == []
    screen._model.set("birth_year", 1984)
    screen._model.look()
    assert cards(screen) == []


def test_a_name_already_typed_elsewhere_becomes_the_last_name(window: OpenWindow) -> None:
    screen = open_form(window, "garn")
    assert screen._form._last.text() == "Garn"
    assert focused() is screen._form._first
    assert screen._model.value("last_name") == "Garn"


def test_a_phone_already_typed_elsewhere_goes_to_the_phone(window: OpenWindow) -> None:
    screen = open_form(window, "06 39 98 12 34")
    assert screen._model.value("phone") == "+33639981234"
    assert screen._form._last.text() == ""


def test_an_empty_form_is_refused_gently_and_a_phone_alone_is_enough(qtbot: QtBot, window: OpenWindow) -> None:
    screen = open_form(window)
    screen.submit()
    assert "au moins un nom" in screen._form._last_field.error()
    assert people(window) == []
    screen._form._phone.setFocus()
    qtbot.keyClicks(focused(), "06 39 98 12 34")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [person.phone for person in people(window)] == ["+33639981234"]


def test_a_bad_phone_keeps_the_form_open_on_the_fault(qtbot: QtBot, window: OpenWindow) -> None:
    screen = open_form(window, "garnier")
    screen._form._phone.setFocus()
    qtbot.keyClicks(focused(), "0639")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert people(window) == []
    assert screen._form._phone_field.error().startswith("Il manque 6 chiffres.")
    assert focused() is screen._form._phone


def test_of_two_faults_the_focus_goes_to_the_first_one(qtbot: QtBot, window: OpenWindow) -> None:
    open_form(window)
    for text in ("Garnier", "Sylvie", "", "1850", "123"):
        type_and_tab(qtbot, text)
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert focused().objectName() == "birth_year"


def test_the_creation_can_be_undone(qtbot: QtBot, window: OpenWindow) -> None:
    screen = open_form(window, "garnier")
    screen.submit()
    assert len(people(window)) == 1
    window.context.undo.undo()
    assert people(window) == []


def test_other_names_are_initials_on_a_shared_screen(qtbot: QtBot, window: OpenWindow) -> None:
    window.session.files.create(last_name="Garnier", first_name="Sylvie")
    window.context.shared.set_on(True)
    screen = open_form(window, "garnier sylvie")
    qtbot.waitUntil(lambda: len(cards(screen)) == 1)
    assert "Ressemble à SG" in words(cards(screen)[0])
    assert "Garnier" not in words(cards(screen)[0])


def test_a_title_that_nobody_chose_is_said_not_to_be_told(window: OpenWindow) -> None:
    open_form(window)
    choices = window.bench.findChild(QWidget, "civility").findChildren(QAbstractButton)
    assert [choice.text() for choice in choices] == ["Mme", "M.", "Non précisée"]
