"""Takes pictures of the real window, one by one from the event loop, as a person would go from screen to screen.

One that fails does not stop the others; the failures are kept, to be told together at the end.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QSize,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.services.workspace import Workspace
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Theme
from mobiconseil.ui.window import Window
from mobiconseil.ui.workbench import Workbench

if TYPE_CHECKING:
    from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen

SIZE = QSize(1366, 720)
"""What is left of a 1366 × 768 screen by the bars of the system."""
SHORT_MS = 150
_STILL_TRIES = 20
"""Looks at a picture that still changes before it is taken as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: its name without extension, and what to do before it is taken."""

    name: str
    prepare: Callable[[Stage], object]
    settle_ms: int = SHORT_MS
    theme: Theme = Theme.LIGHT
    scale: int = 100


class Stage:
    """The window being photographed, and the gestures that bring it to a screen."""

    def __init__(self, demo: Workspace, blank: Workspace) -> None:
        self._demo = demo
        self._blank = blank
        self._settings = SettingsStore()
        self._window: Window | None = None

    @property
    def window(self) -> Window:
        """Return the window, opened on the demonstration base when there is none."""
        if self._window is None:
            self.open_window(self._demo)
        assert self._window is not None
        return self._window

    @property
    def bench(self) -> Workbench:
        """Return the unlocked window, unlocked if it was not."""
        if self.window.bench is None:
            self.window.open_session(self._demo.unlock(self._demo.holders()[0].slot, self._demo.demo_passphrase))
        assert self.window.bench is not None
        return self.window.bench

    def dress(self, theme: Theme, scale: int) -> None:
        """Choose the colours and the size of the text."""
        self._settings.change(theme=theme.value, scale=scale, reduce_motion=True, exercise="", exercise_open=False)

    def open_window(self, workspace: Workspace) -> Window:
        """Open the window on a folder, in place of the former one."""
        self.close()
        window = Window(workspace, self._settings, InlineRunner())
        window.resize(SIZE)
        window.show()
        window.activateWindow()
        self._window = window
        return window

    def close(self) -> None:
        """Close the window."""
        if self._window is not None:
            window, self._window = self._window, None
            window.close()
            window.deleteLater()

    def first_launch(self) -> FirstLaunchScreen:
        """Return the first launch, begun on the empty folder when it was not."""
        from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen

        shown = self._window.centralWidget() if self._window else None
        if not isinstance(shown, FirstLaunchScreen):
            shown = self.open_window(self._blank).centralWidget()
        assert isinstance(shown, FirstLaunchScreen)
        return shown

    def lock(self) -> None:
        """Show the lock screen, as after Ctrl+L."""
        if self.window.bench is not None:
            self.window.lock()

    def guide(self) -> None:
        """Show the guided exercise, on the demonstration whatever was shown."""
        self.open_window(self._demo)
        assert self.bench.exercise is not None
        self.bench.exercise.model.start()

    def section(self, section: Section, part: str = "") -> Workbench:
        """Show a section of the rail."""
        return self._go(Route(section=section, part=part), self.bench)

    def file(self, name: str, tab: Tab, part: str = "") -> Workbench:
        """Show a tab of somebody’s file."""
        bench = self.bench  # opens the session, if nobody has
        return self._go(Route(section=Section.PEOPLE, subject=self.person(name), tab=tab, part=part), bench)

    def _go(self, route: Route, bench: Workbench) -> Workbench:
        bench.go(route)
        bench.toasts.dismiss()  # what was said of the picture before
        return bench

    def person(self, name: str) -> RecordId:
        """Return the file of somebody of the demonstration. Raises LookupError."""
        session = self.window.session
        assert session is not None
        found = session.overviews.search(name, limit=1)
        if not found:
            raise LookupError(f"nobody is called {name} in the demonstration")
        return found[0].subject

    def steps_of(self, name: str) -> tuple[Step, ...]:
        """Return the steps of somebody’s plan. Raises LookupError."""
        person = self.person(name)
        assert self.window.session is not None
        return self.window.session.files.load(person).steps

    def type_text(self, text: str) -> None:
        """Type letters, as they enter the window."""
        for letter in text:
            self._press(0, letter)

    def press(self, key: Qt.Key) -> None:
        """Press a key, as it enters the window."""
        self._press(key, "")

    def _press(self, key: int, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                self.window.windowHandle(), QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            )


class Photographer(QObject):
    """Takes the pictures one after the other, each when its screen had time to settle and no longer changes."""

    def __init__(self, stage: Stage, shots: tuple[Shot, ...], out_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.taken: list[Path] = []
        self.failures: dict[str, str] = {}
        self._stage = stage
        self._left: Iterator[Shot] = iter(shots)
        self._shot: Shot | None = None
        self._seen = QPixmap()
        self._looks = 0
        self._out_dir = out_dir
        self._loop = QEventLoop(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_settled)

    def run(self) -> None:
        """Take every picture; an error anywhere in the window is noted against the picture under way."""
        former, sys.excepthook = sys.excepthook, self._on_error
        handler = qInstallMessageHandler(_on_qt_message)
        try:
            QTimer.singleShot(0, self._next)
            self._loop.exec()
            self._stage.close()
        finally:
            sys.excepthook = former
            qInstallMessageHandler(handler)

    def _next(self) -> None:
        self._shot = next(self._left, None)
        if self._shot is None:
            self._loop.quit()
            return
        # Armed first: a preparation that fails must not stop the others.
        self._timer.start(self._shot.settle_ms)
        self._seen, self._looks = QPixmap(), 0
        self._stage.dress(self._shot.theme, self._shot.scale)
        self._shot.prepare(self._stage)
        self._timer.start(self._shot.settle_ms)

    def _on_settled(self) -> None:
        shot = self._shot
        if shot is None or shot.name in self.failures:
            QTimer.singleShot(0, self._next)
            return
        picture = self._stage.window.grab()
        if picture.toImage() != self._seen.toImage() and self._looks < _STILL_TRIES:
            # On a busy computer a screen may not be drawn yet: it is looked at again.
            self._seen, self._looks = picture, self._looks + 1
            self._timer.start(SHORT_MS)
            return
        QTimer.singleShot(0, self._next)
        path = self._out_dir / f"{shot.name}.png"
        if picture.size() != SIZE or not picture.save(str(path)):
            self.failures[shot.name] = f"{picture.width()} × {picture.height()}"
            return
        self.taken.append(path)

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if self._shot is None:
            sys.__excepthook__(kind, error, trace)
            return
        self.failures.setdefault(self._shot.name, "".join(traceback.format_exception(kind, error, trace)))


def _on_qt_message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass the warnings of Qt on, except what the offscreen platform says of itself."""
    if "This plugin does not support" not in text:
        sys.stderr.write(f"{text}\n")
