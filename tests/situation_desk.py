"""What the tests of the Situation tab share: its fields by name, real keys, what is stored."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.situation.parts import PARTS
from mobiconseil.ui.screens.situation.view import SituationScreen
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.form_field import FormField


def show(window: OpenWindow, person: Beneficiary, part: str = "") -> SituationScreen:
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.SITUATION, part=part))
    shown = window.bench.screen_shown
    assert shown is not None
    screen = shown.current  # type: ignore[attr-defined]
    assert isinstance(screen, SituationScreen)
    screen._make_until(PARTS[-1].code)
    screen._settle()
    return screen


def field(screen: QWidget, name: str) -> QWidget:
    found = next((w for w in screen.findChildren(QWidget, name) if w.isVisibleTo(screen)), None)
    assert found is not None, name
    return found


def form_field(editor: QWidget) -> FormField:
    parent = editor.parentWidget()
    assert isinstance(parent, FormField)
    return parent


def type_in(qtbot: QtBot, screen: QWidget, name: str, text: str) -> QWidget:
    editor = field(screen, name)
    editor.setFocus()
    if isinstance(editor, QLineEdit):
        editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    return editor


def answer(qtbot: QtBot, screen: QWidget, name: str, code: str) -> None:
    choice = field(screen, name)
    assert isinstance(choice, SegmentedChoice)
    segment = next(s for s in choice._segments if s.code == code)
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)


def stored(window: OpenWindow, person: Beneficiary) -> Beneficiary:
    return window.session.files.load(person.id).beneficiary
