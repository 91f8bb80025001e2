"""Laptops with a window each, for tests that pass files from hand to hand with real keys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from builders import Desk
from desk_window import make_context
from hands import FileChooser, Hands
from mobiconseil.services.session import Session
from mobiconseil.ui.context import Context
from mobiconseil.ui.jobs import JobRunner
from mobiconseil.ui.messages import Message
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.exchange.export_view import ExportPage
from mobiconseil.ui.screens.exchange.import_view import ImportPage
from mobiconseil.ui.screens.exchange.import_view_model import Step
from mobiconseil.ui.screens.exchange.parts import Page
from mobiconseil.ui.screens.exchange.view import ExchangeScreen
from mobiconseil.ui.workbench import Workbench

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Post:
    """A laptop: its base, its window, and the hands of who uses it."""

    bot: QtBot
    desk: Desk
    session: Session
    threads: bool = False
    """Jobs run in threads, as in the program."""
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        context = make_context(self.desk, self.session)
        self.context: Context = replace(context, jobs=JobRunner()) if self.threads else context
        self.context.messages.posted.connect(self._hear)
        self.bench = Workbench(self.context)
        self.bot.addWidget(self.bench)
        self.bench.resize(1366, 720)
        self.hands = Hands(self.bot, self.bench)
        self.front()
        self.bench.go(Route())

    def front(self) -> Hands:
        """Bring this window to the front, and return the hands on its keyboard."""
        self.bench.show()
        with self.bot.waitActive(self.bench):
            self.bench.activateWindow()
        return self.hands

    def open_section(self) -> Page:
        """Alt+5."""
        self.front().press(Key.Key_5, ALT)
        return self.page

    @property
    def page(self) -> Page:
        """The page of the section that is shown."""
        screen = self.bench.screen_shown
        assert isinstance(screen, ExchangeScreen)
        return screen.page

    def press_on(self, name: str) -> None:
        """Go to a button with Tab, then press it."""
        self.hands.tab_to(name)
        self.hands.press(Key.Key_Space)

    def pick(self, first: str, wanted: str) -> None:
        """Go to a group of cards with Tab, then down to one of them."""
        self.hands.tab_to(first)
        for _ in range(10):
            if self.hands.focused.objectName() == wanted:
                break
            self.hands.press(Key.Key_Down)
        assert self.hands.focused.objectName() == wanted
        self.hands.press(Key.Key_Space)

    def choose_file(self, name: str, path: Path) -> None:
        """Press a button that asks for a file."""
        FileChooser.path = path
        self.press_on(name)

    def export(self, folder: Path, *, kind: str = "kind_tout") -> Path:
        """Prepare a file for the team in a folder, step by step."""
        self.open_section()
        self.press_on("exchange_prepare")
        page = self.page
        assert isinstance(page, ExportPage)
        self.pick("kind_nouveautes", kind)
        self.press_on("export_go")
        # The cards of the next page are shown, and take the keyboard, a moment after they are made.
        self.hands.wait_for(lambda: not page.model.working and self.hands.focused.objectName() != "export_go")
        self.press_on("export_go")
        self.choose_file("places_other", folder)
        self.press_on("export_go")
        self.hands.wait_for(lambda: page.model.exported is not None)
        made = page.model.exported
        assert made is not None
        assert self.hands.focused.objectName() == "export_go"
        self.hands.press(Key.Key_Space)
        return made.path

    def receive(self, path: Path) -> ImportPage:
        """Open a file, up to what it would change."""
        self.open_section()
        self.press_on("exchange_receive")
        page = self.page
        assert isinstance(page, ImportPage)
        self.choose_file("import_choose", path)
        self.hands.wait_for(lambda: not page.model.working and (page.model.problem or page.model.step is not Step.FILE))
        return page

    def go_on(self, page: ImportPage) -> None:
        """Press Space on the way on, and wait until it is done."""
        assert self.hands.focused.objectName() == "import_go_on"
        self.hands.press(Key.Key_Space)
        self.hands.wait_for(lambda: not page.model.working)

    def receive_with_code(self, path: Path) -> ImportPage:
        """Choose a file that asks for its code."""
        self.open_section()
        self.press_on("exchange_receive")
        page = self.page
        assert isinstance(page, ImportPage)
        self.choose_file("import_choose", path)
        assert page.model.needs_code
        return page

    def go_to(self, section: Section, part: str = "") -> None:
        """Go straight to a place."""
        self.front()
        self.bench.go(Route(section=section, part=part))

    def named(self, name: str) -> QWidget:
        """Return a widget that is shown."""
        found = next((w for w in self.bench.findChildren(QWidget, name) if w.isVisible()), None)
        assert found is not None, name
        return found

    def _hear(self, message: Message) -> None:
        self.said.append(message.text)
