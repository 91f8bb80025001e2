"""Goes from place to place with one look, and asks each check what is to be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mobiconseil.ui.photographer import Stage
from mobiconseil.ui.theme import Theme
from tests.audit import colours, names, room
from tests.audit.scenes import Scene

Check = Callable[[QWidget], list[str]]
SMALL, USUAL = QSize(1024, 600), QSize(1366, 688)
"""The smallest screens met: 688 is what the bars of the system leave of 768."""
PATIENCE_MS = 1500

NAMES: tuple[Check, ...] = (names.unnamed, names.silent, names.twins)
ROOM: tuple[Check, ...] = (room.cut, room.outside, room.shortened, room.sideways, room.squeezed, room.overlapping)
PIXELS: tuple[Check, ...] = (colours.pale,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """How the program is looked at."""

    scale: int = 100
    size: QSize = USUAL
    theme: Theme = Theme.LIGHT

    def __str__(self) -> str:
        return f"{self.scale} %, {self.size.width()} × {self.size.height()}, {self.theme.label.lower()}"


def tour(stage: Stage, places: Iterable[Scene], dress: Dress, checks: Iterable[Check]) -> Iterator[str]:
    """Yield what is to be mended, place after place."""
    checks = tuple(checks)
    stage.dress(dress.theme, dress.scale)
    for scene in places:
        root = show(stage, scene, dress)
        for check in checks:
            for finding in check(root):
                yield f"{scene.name} ({dress}) : {finding}"
        leave(stage, root)


def show(stage: Stage, scene: Scene, dress: Dress) -> QWidget:
    """Go to a place, at this size, and return what is to be looked at."""
    stage.dress(dress.theme, dress.scale)
    stage.window.resize(dress.size)
    root = scene.prepare(stage) or stage.window
    if stage.window.size() != dress.size:
        stage.window.resize(dress.size)
    wait(scene.settle_ms)
    for _ in range(PATIENCE_MS // 100):  # long pages are laid out in several goes
        if not room.cut(root) and not room.outside(root):
            break
        wait(100)
    return root


def leave(stage: Stage, root: QWidget) -> None:
    """Close what was opened over the window."""
    if root is not stage.window:
        if isinstance(root, QDialog):
            root.done(0)
        elif stage.window.bench is not None:
            stage.window.bench.overlays.drop()
        stage.window.activateWindow()
        wait(0)


def wait(milliseconds: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QApplication.sendPostedEvents()
