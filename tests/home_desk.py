"""A morning of drop-ins before the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from builders_people import friday
from desk_window import OpenWindow, open_window
from hands import Hands
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.navigation import Route, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.home.view import HomeScreen
from mobiconseil.ui.screens.palette.view import Palette


class Day:
    """A Friday morning, at the home screen."""

    def __init__(self, qtbot, folder: Path, *, filled: bool = True) -> None:
        self.bot = qtbot
        self.window: OpenWindow = open_window(qtbot, folder)
        self.people: dict[str, RecordId] = friday(self.window.session) if filled else {}
        self.hands = Hands(qtbot, self.window.bench)
        self.window.said.clear()
        self.window.go(Route())

    @property
    def home(self) -> HomeScreen:
        shown = self.window.bench.screen_shown
        assert isinstance(shown, HomeScreen)
        return shown

    @property
    def palette(self) -> Palette:
        overlay = self.window.bench.overlays.shown
        assert isinstance(overlay, Palette)
        return overlay

    def place(self) -> tuple[RecordId | None, Tab | None]:
        shown = self.window.bench.screen_shown
        return (shown.subject, shown.place().tab) if isinstance(shown, FileScreen) else (None, None)

    def button(self, text: str) -> QPushButton:
        return next(b for b in self.home.findChildren(QPushButton) if b.text() == text and b.isVisible())
