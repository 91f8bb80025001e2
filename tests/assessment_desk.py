"""The Diagnostic tab on a real encrypted base, for tests that press keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders import Desk
from desk_window import make_context
from mobiconseil.domain.assessment import Assessment, AssessmentForm, Rating, by_item
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session
from mobiconseil.ui.context import Context
from mobiconseil.ui.messages import Message
from mobiconseil.ui.navigation import Route
from mobiconseil.ui.screens.assessment.view import AssessmentScreen

WIDE, MEDIUM, NARROW = (1270, 590), (1000, 560), (760, 560)


@dataclass
class AssessmentDesk:
    """A person, the tab on her file, and what was said."""

    desk: Desk
    session: Session
    context: Context
    subject: RecordId
    said: list[str] = field(default_factory=list)
    saved: list[datetime] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)

    @classmethod
    def create(cls, folder: Path) -> AssessmentDesk:
        desk = Desk(folder)
        session = desk.create()
        person = session.files.create(
            civility=Civility.MADAME, first_name="Léa", last_name="Chauvin", birth_year=2007, commune="Cossé-le-Vivien"
        )
        made = cls(desk, session, make_context(desk, session), person.id)
        made.context.messages.posted.connect(made._hear)
        made.context.messages.saved.connect(made.saved.append)
        made.context.messages.not_saved.connect(made.unsaved.append)
        made.context.navigator.requested.connect(made.routes.append)
        return made

    def _hear(self, message: Message) -> None:
        self.said.append(message.text)

    def start(self, values: Mapping[str, int] | None = None, form: AssessmentForm = AssessmentForm.FULL) -> Assessment:
        started = self.session.assessments.start(self.subject, form)
        for item, value in (values or {}).items():
            self.session.assessments.rate(started, item, value)
        return started

    def show(self, qtbot: QtBot, size: tuple[int, int] = WIDE, part: str = "") -> AssessmentScreen:
        screen = AssessmentScreen(self.context, self.subject)
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.enter(Route(part=part))
        return screen

    def ratings(self) -> dict[str, Rating]:
        """Return what is stored of the newest assessment."""
        file = self.session.files.load(self.subject)
        latest = file.latest_assessment
        return {} if latest is None else by_item(file.ratings_of(latest))

    def values(self) -> dict[str, int | None]:
        return {item: rating.value for item, rating in self.ratings().items()}


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(focused(), key, modifier)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


K = Qt.Key


def click(screen: AssessmentScreen, part: str) -> None:
    QTest.mouseClick(screen.domains.lines[part], Qt.MouseButton.LeftButton)
