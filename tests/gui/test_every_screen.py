"""Walks through every screen, on the demonstration base, and looks at what no test of one screen looks at."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCalendarWidget,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as QtBotTimeout
from pytestqt.qtbot import QtBot

from builders import MORNING
from demo_desk import demo_workspace, tell_demo
from mobiconseil.demo.teller import StoryClock
from mobiconseil.ui.photographer import SHORT_MS, SIZE, Shot, Stage
from mobiconseil.ui.screenshots import SHOTS
from mobiconseil.ui.widgets.labels import ElidedLabel
from mobiconseil.ui.window import Window

ENGLISH = re.compile(
    r"\b(Save|Cancel|Close|Open|Yes|No|Delete|Error|Warning|Search|Settings|Loading|Edit|Add|Remove|Next|Back|"
    r"Print|Undo|Redo|Help|Copy|Paste|Cut|Select All|Untitled|None|True|False|null|TODO|Step|File|Show|Hide)\b"
)
SCREENS = [shot for shot in SHOTS if not shot.name.endswith(("-sombre", "-contraste", "-150", "annuaire-carte"))]
"""The map has tests of its own: the browser engine does not bear a filter on the whole application, as `Strays` is."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tell_demo(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture
def stage(demo: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Stage]:
    clock = StoryClock(MORNING)
    workspaces = [demo_workspace(folder, clock) for folder in (demo, tmp_path / "neuf")]
    stage = Stage(*workspaces)
    yield stage
    stage.close()
    for workspace in workspaces:
        workspace.release()


class Strays(QObject):
    """Notes the windows that nobody asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and isinstance(watched, QWidget) and not isinstance(watched, Window | QMenu):
            self.names.append(f"{type(watched).__name__} « {_said(watched)} »")
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
        qtbot.waitUntil(lambda: not any(_cut(window)), timeout=2_000)
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
    assert [_path(widget, window) for widget in _in_tab_order(window) if not _name(widget)] == []
    assert [f"{_path(widget, window)} « {_said(widget)} »" for widget in _cut(window)] == []
    assert [text for text in _texts(window) if ENGLISH.search(text)] == []
    assert strays.names == []


def _shown(window: Window) -> Iterator[QWidget]:
    return (widget for widget in window.findChildren(QWidget) if widget.isVisible())


def _in_tab_order(window: Window) -> Iterator[QWidget]:
    for widget in _shown(window):
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        framework = isinstance(widget, QCalendarWidget) or widget.objectName().startswith("qt_")
        if by_tab and widget.isEnabled() and widget.focusProxy() is None and not framework:
            yield widget


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _cut(window: Window) -> Iterator[QWidget]:
    for widget in _shown(window):
        if isinstance(widget, ElidedLabel) or not _said(widget).strip():
            continue
        if (isinstance(widget, QLabel) and _label_is_cut(widget)) or (
            isinstance(widget, QAbstractButton) and _button_is_cut(widget)
        ):
            yield widget


def _label_is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    wide_enough = label.wordWrap() or label.sizeHint().width() <= label.width() + 1
    return needed > label.height() + 2 or not wide_enough


def _button_is_cut(button: QAbstractButton) -> bool:
    hint = button.minimumSizeHint()
    return hint.width() > button.width() + 1 or hint.height() > button.height() + 1


def _said(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = str(text()) if callable(text) else ""
    if "<" not in said:
        return said
    document = QTextDocument()
    document.setHtml(said)
    return document.toPlainText()


def _texts(window: Window) -> Iterator[str]:
    for widget in _shown(window):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif not isinstance(widget, QAbstractScrollArea):
            yield _said(widget)


def _path(widget: QWidget, window: Window) -> str:
    names = []
    found: QWidget | None = widget
    while found is not None and found is not window and len(names) < 4:
        names.append(found.objectName() or type(found).__name__)
        found = found.parentWidget()
    return " < ".join(names)
