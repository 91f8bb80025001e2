"""Tab goes through a window as one reads it, whatever was made before its neighbour.

Qt keeps the order in which widgets were born; pages here fill themselves late and again and again, so that this order
soon means nothing. What counts is where the layouts put things at the moment when Tab is pressed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QScrollArea, QWidget

from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.layouts import scroll_to

_ABSENT = (-1,)


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
    inside = [child for child in widget.children() if isinstance(child, QWidget)]
    layout = widget.layout()
    placed = [] if layout is None else list(held(layout, inside))
    floating = [child for child in inside if child not in placed]
    floating.sort(key=lambda child: (child.y(), child.x()))
    for child in (*placed, *floating):
        if child.isVisible() and not child.isWindow() and not isinstance(child, FocusRing):
            yield from _read(child)


def held(layout: QLayout, inside: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield those of the widgets inside a widget that its layout holds, in the order of the layout.

    Its items are never asked for: PySide keeps each one for as long as the layout, Qt does not, and the next thing that
    Qt makes at the same address ends the program when the page dies.
    """
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    ranked: list[tuple[tuple[int, ...], QWidget | QLayout]] = [
        *((_place(layout, layout.indexOf(widget)), widget) for widget in inside),
        *((_place(layout, layout.indexOf(part)), part) for part in inner),
    ]
    for place, thing in sorted(ranked, key=itemgetter(0)):
        if place == _ABSENT:
            continue
        if isinstance(thing, QWidget):
            yield thing
        else:
            yield from held(thing, inside)


def _place(layout: QLayout, rank: int) -> tuple[int, ...]:
    if rank < 0:
        return _ABSENT
    if isinstance(layout, QGridLayout):
        row, column = layout.getItemPosition(rank)[:2]  # type: ignore[index]
        return row, column
    return (rank,)


def _reveal(widget: QWidget) -> None:
    """Scroll to a stop, in each page that holds it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            scroll_to(parent, widget)
        parent = parent.parentWidget()
