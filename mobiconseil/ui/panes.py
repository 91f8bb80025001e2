"""F6 and Maj+F6: from one pane of the window to the next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget


class Panes:
    """The cards, lists and bars of a window, in reading order."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def next(self) -> None:
        """Put the focus in the next pane."""
        self._step(1)

    def previous(self) -> None:
        """Put the focus in the previous pane."""
        self._step(-1)

    def _step(self, by: int) -> None:
        panes = [(pane, first) for pane in self._found() if (first := _first_focusable(pane)) is not None]
        if not panes:
            return
        focused = QApplication.focusWidget()
        index = next(
            (i for i, (pane, _) in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))), -by
        )
        panes[(index + by) % len(panes)][1].setFocus(Qt.FocusReason.TabFocusReason)

    def _found(self) -> list[QWidget]:
        frames = [
            frame
            for frame in self._window.findChildren(QFrame)
            if _is_pane(frame) and frame.isVisible() and not _inside_pane(frame)
        ]
        return sorted(frames, key=self._reading_order)

    def _reading_order(self, pane: QWidget) -> tuple[int, int, int]:
        corner = pane.mapTo(self._window, QPoint(0, 0))
        rank = {"rail": 0, "header": 1, "tabs": 2}.get(str(pane.property("frame")), 3)
        return (rank, corner.x(), corner.y())


def _is_pane(widget: QWidget) -> bool:
    return widget.property("frame") in {"rail", "header", "tabs", "pane", "card"}


def _inside_pane(frame: QWidget) -> bool:
    parent = frame.parentWidget()
    while parent is not None:
        if _is_pane(parent):
            return True
        parent = parent.parentWidget()
    return False


def _first_focusable(pane: QWidget) -> QWidget | None:
    candidates = [
        child
        for child in (pane, *pane.findChildren(QWidget))
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
    ]
    candidates.sort(key=lambda child: (child.mapTo(pane, QPoint(0, 0)).y(), child.mapTo(pane, QPoint(0, 0)).x()))
    return candidates[0] if candidates else None
