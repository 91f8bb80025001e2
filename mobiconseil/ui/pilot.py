"""The hidden option `--pilot DOSSIER`: lets a script follow a packaged program, and press its keys.

The program writes in `etat.json` where it stands; it plays the lines that the script adds to `touches.jsonl` as key
presses of the window that has the keyboard. It calls no code of a screen: what the script does, hands could do.
Only the smoke test uses it (docs/packages.md); nothing of it is loaded otherwise. What it writes is what the screen
shows, in clear: `mobiconseil.cli.window` refuses it on any base that may hold real people.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mobiconseil.ui.window import Window

STATE, KEYS = "etat.json", "touches.jsonl"
_TICK_MS = 50


class Pilot(QObject):
    """Tells where the window stands, and plays keys."""

    def __init__(self, window: Window, folder: Path) -> None:
        super().__init__(window)
        # A dialog of the system has no keys that a program could press.
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        self._window = window
        self._state, self._keys = folder / STATE, folder / KEYS
        self._told = ""
        self._played = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(_TICK_MS)
        QTimer.singleShot(0, self, self._on_tick)

    def _on_tick(self) -> None:
        self._take_keyboard()
        self._tell()
        lines = self._lines()
        if self._played < len(lines):
            line, self._played = lines[self._played], self._played + 1
            # Later: a key that opens a dialog is played until the dialog closes, and the timer would wait for it.
            QTimer.singleShot(0, self, partial(self._play, json.loads(line)))

    def _take_keyboard(self) -> None:
        """Give the keyboard to the window in front, where no window manager does: at first, and after a dialog."""
        front = QApplication.activeModalWidget() or self._window
        if QApplication.activeWindow() is None and front.isVisible():
            front.activateWindow()

    def _tell(self) -> None:
        """Write the state when it changed, whole or not at all."""
        dialog, focused = QApplication.activeModalWidget(), QApplication.focusWidget()
        told = json.dumps(
            {
                "screen": self._screen(),
                "focus": (focused.objectName() or focused.accessibleName()) if focused is not None else "",
                "dialog": type(dialog).__name__ if dialog is not None else "",
                "texts": [label.text() for label in self._window.findChildren(QLabel) if label.isVisible()],
                "map": any(getattr(view, "is_shown", False) and view.isVisible() for view in self._children()),
                "played": self._played,
            }
        )
        if told != self._told:
            aside = self._state.with_suffix(".tmp")
            aside.write_text(told, encoding="utf-8")
            aside.replace(self._state)
            self._told = told

    def _screen(self) -> str:
        bench = self._window.bench
        shown: QWidget | None = self._window.centralWidget() if bench is None else bench.screen_shown
        return type(shown).__name__

    def _children(self) -> list[QWidget]:
        return [view for view in self._window.findChildren(QWidget) if type(view).__name__ == "MapView"]

    def _lines(self) -> list[str]:
        try:
            text = self._keys.read_text(encoding="utf-8")
        except OSError:
            return []
        return [line for line in text.rpartition("\n")[0].split("\n") if line]

    def _play(self, gesture: dict[str, str]) -> None:
        """Press what a line says: `{"press": "ctrl+n"}`, `{"type": "Durand"}`, or `{"close": ""}`."""
        from PySide6.QtTest import QTest

        if "close" in gesture:
            # Late: the state that says it was played must be written first.
            QTimer.singleShot(_TICK_MS, self._window.close)
            return
        window = QApplication.activeModalWidget() or self._window
        if "press" in gesture:
            sequence: Any = QKeySequence(gesture["press"])
            QTest.keyClick(window.windowHandle(), sequence[0].key(), sequence[0].keyboardModifiers())
        elif "type" in gesture:
            QTest.keyClicks(QApplication.focusWidget() or window, gesture["type"])
