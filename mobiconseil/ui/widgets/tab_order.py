"""Tab goes in reading order, also through widgets that were made after their neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from mobiconseil.ui.widgets.reading import held


def follow_reading(*roots: QWidget) -> None:
    """Chain all that takes the keyboard in these widgets, as their layouts place them."""
    stops = [stop for root in roots for stop in _stops(root)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
        return
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _stops(inside)
        return
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        if shown is not None:
            yield from _stops(shown)
        return
    layout = widget.layout()
    if layout is not None:
        for placed in held(layout, [child for child in widget.children() if isinstance(child, QWidget)]):
            yield from _stops(placed)
