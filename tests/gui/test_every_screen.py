"""Walks through every screen, on the demonstration base, and looks at what no test of one screen looks at."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QMenu, QWidget
from pytestqt.exceptions import TimeoutError as QtBotTimeout
from pytestqt.qtbot import QtBot

from demo_desk import on_stage
from mobiconseil.ui.photographer import SHORT_MS, SIZE, Shot, Stage
from mobiconseil.ui.screenshots import SHOTS
from mobiconseil.ui.window import Window
from tests.audit import names, room, stops

ENGLISH = re.compile(
    r"\b(Save|Cancel|Close|Open|Yes|No|Delete|Error|Warning|Search|Settings|Loading|Edit|Add|Remove|Next|Back|"
    r"Print|Undo|Redo|Help|Copy|Paste|Cut|Select All|Untitled|None|True|False|null|TODO|Step|File|Show|Hide)\b"
)
SCREENS = [shot for shot in SHOTS if not shot.name.endswith(("-sombre", "-contraste", "-150", "annuaire-carte"))]
"""The map has tests of its own: the browser engine does not bear a filter on the whole application, as `Strays` is."""


@pytest.fixture
def stage(demo: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Stage]:
    with on_stage(demo, tmp_path / "neuf") as stage:
        yield stage


class Strays(QObject):
    """Notes the windows that nobody asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and isinstance(watched, QWidget) and not isinstance(watched, Window | QMenu):
            self.names.append(f"{type(watched).__name__} « {room.said(watched)} »")
        return False


def _show(stage: Stage, shot: Shot, scale: int, qtbot: QtBot) -> Window:
    stage.dress(shot.theme, scale)
    shot.prepare(stage)
    window = stage.window
    qtbot.waitExposed(window)
    with qtbot.waitCallback(timeout=5_000) as settled:
        QTimer.singleShot(SHORT_MS, settled)
    # Long pages are laid out in several goes.
    with contextlib.suppress(QtBotTimeout):
        qtbot.waitUntil(lambda: not room.cut(window), timeout=2_000)
    return window


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("shot", SCREENS, ids=lambda shot: shot.name)
def test_every_screen_is_named_whole_french_and_alone(shot: Shot, scale: int, stage: Stage, qtbot: QtBot) -> None:
    strays = Strays()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(strays)

    window = _show(stage, shot, scale, qtbot)

    app.removeEventFilter(strays)
    assert window.windowTitle() == "MobiConseil"
    assert window.size() == SIZE
    assert names.unnamed(window) == []
    assert room.cut(window) == []
    assert [text for text in _texts(window) if ENGLISH.search(text)] == []
    assert strays.names == []


def _texts(window: Window) -> Iterator[str]:
    for widget in stops.shown(window):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif not isinstance(widget, QAbstractScrollArea):
            yield room.said(widget)
