"""Tab goes through a window as one reads it, whatever was made before its neighbour.

Qt keeps the order in which widgets were born; pages here fill themselves late and again and again, so that this order
soon means nothing. What counts is where the layouts put things at the moment when Tab is pressed.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QScrollArea, QWidget

from mobiconseil.ui.widgets.focus_ring import FocusRing


class ReadingPage(QWidget):
    """A window, or what fills it, that Tab goes through in reading order."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next stop of the page."""
        return step(self, forward=forward) or super().focusNextPrevChild(forward)


def step(root: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next stop inside; return False when the focus is nowhere inside."""
    current = QApplication.focusWidget()
    met = list(_read(root))
    place = next((rank for rank, widget in enumerate(met) if widget is current), None)
    if current is None or place is None:
        return False
    around = [*met[place + 1 :], *met[:place]]
    found = next((widget for widget in (around if forward else reversed(around)) if takes_tab(widget)), None)
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _reveal(found)
    return True


def takes_tab(widget: QWidget) -> bool:
    """Say whether Tab stops at a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None and widget.isEnabled()


def _read(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and what shows inside, in reading order: what a layout holds, then what floats over it."""
    yield widget
    held: list[QWidget] = []
    layout = widget.layout()
    if layout is not None:
        held = list(_held(layout))
    floating = [child for child in widget.children() if isinstance(child, QWidget) and child not in held]
    floating.sort(key=lambda child: (child.y(), child.x()))
    for child in (*held, *floating):
        if child.isVisible() and not child.isWindow() and not isinstance(child, FocusRing):
            yield from _read(child)


def _held(layout: QLayout) -> Iterator[QWidget]:
    ranks = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        ranks.sort(key=lambda rank: tuple(layout.getItemPosition(rank))[:2])  # type: ignore[arg-type]
    for rank in ranks:
        item = layout.itemAt(rank)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _held(inner)


def _reveal(widget: QWidget) -> None:
    """Scroll to a stop, in each page that holds it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
