"""The Préconisations of a person before whoever sits at the keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.recommendations.view import RecommendationsScreen
from recommendations_fake import ROWS

CARPOOL, ADVICE_TO_BUY, RENTED, LOAN = ROWS[0].key, ROWS[1].key, ROWS[2].key, ROWS[6].key


def show(window: OpenWindow, person: Beneficiary, part: str = "") -> RecommendationsScreen:
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.RECOMMENDATIONS, part=part))
    shown = window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    screen = shown.current
    assert isinstance(screen, RecommendationsScreen)
    QApplication.sendPostedEvents()
    return screen


def field(screen: QWidget, name: str) -> QWidget:
    found = screen.findChild(QWidget, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, key: Qt.Key, *, times: int = 1) -> None:
    for _ in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)


def words(screen: QWidget) -> str:
    """All that stands on a page, in one text."""
    QApplication.sendPostedEvents()
    labels = [widget for widget in screen.findChildren(QWidget) if hasattr(widget, "text") and widget.isVisible()]
    return "\n".join(str(label.text()) for label in labels)  # type: ignore[attr-defined]


def assessed(window: OpenWindow) -> Beneficiary:
    """Return a person whose assessment is begun and who starts a job soon."""
    made = window.session.files.create(
        first_name="Sylvie", last_name="Garnier", deadline_on=date(2026, 12, 7), deadline_label="Prise de poste"
    )
    window.session.assessments.start(made.id, AssessmentForm.SHORT)
    return made
