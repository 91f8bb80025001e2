"""Two hands on a keyboard: what an end-to-end test may do to the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
MOST_TABS = 80


class Hands:
    """Presses keys where the focus is; never calls the code of a screen."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self._bot = qtbot
        self._window = window

    @property
    def focused(self) -> QWidget:
        """The widget that has the focus, once one has it."""
        self._bot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Press one key, as it enters the window."""
        handle = self._window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifiers)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focused, letter)
            else:  # QTest knows the keys of ASCII only
                QApplication.sendEvent(self.focused, QKeyEvent(QEvent.Type.KeyPress, 0, _NONE, letter))

    def type_and_tab(self, *texts: str) -> None:
        """Type each text, then go to the next field."""
        for text in texts:
            self.type(text)
            self.press(Key.Key_Tab)

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until the widget called `name` (object name, then accessible name) has the focus."""
        met = []
        for _ in range(MOST_TABS):
            found = self.focused
            met.append(found.objectName() or found.accessibleName() or type(found).__name__)
            if name in {found.objectName(), found.accessibleName(), getattr(found, "text", str)()}:
                return found
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never reached {name}; met {met}")

    def wait_for(self, holds: Callable[[], object], timeout: int = 15_000) -> None:
        """Wait until something is so."""
        self._bot.waitUntil(lambda: bool(holds()), timeout=timeout)


class FileChooser(QFileDialog):
    """Stands for the file dialog of the system: the person chooses `path` at once."""

    path = Path()
    asked: list[str] = []

    def __init__(self, parent: QWidget | None, title: str, folder: str | Path, kinds: str) -> None:
        super().__init__(parent, title, str(folder), kinds)
        type(self).asked.append(title)

    def exec(self) -> QDialog.DialogCode:
        return QDialog.DialogCode.Accepted

    def selectFile(self, name: str) -> None:
        type(self).asked.append(name)

    def selectedFiles(self) -> list[str]:
        return [str(self.path)]
