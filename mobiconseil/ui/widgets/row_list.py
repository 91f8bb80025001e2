"""A short list of rows of any content: ↑ ↓ move, Entrée opens, a click selects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.layouts import Column, Margins

COMFORT = 150
"""Width that the words of a row keep beside its buttons."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ListRow(QWidget):
    """One row; put widgets in `body`. `code` names what the row is about."""

    picked = Signal(str)
    """Clicked or Entrée."""
    main_asked = Signal(str)
    """Ctrl Entrée: the main gesture of the row."""
    step_asked = Signal(int)

    def __init__(self, code: str, name: str, description: str = "", *, margins: Margins = (16, 9, 16, 9)) -> None:
        super().__init__()
        self.code = code
        self._selected = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say_as(self, QAccessible.Role.ListItem)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringInside", True)
        # Never « Fixed »: it holds the height at the hint, and a title that wraps on three lines is cut.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body = FoldingRow(self, margins=margins, gap=10, comfort=COMFORT)

    @property
    def selected(self) -> bool:
        """Say whether the row is the one shown beside."""
        return self._selected

    def set_selected(self, selected: bool) -> None:
        """Tint the row."""
        self._selected = selected
        self.update()

    def spoken_state(self, state: QAccessible.State) -> None:
        """Say which row is the one shown beside."""
        state.selectable = True
        state.selected = self._selected

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Entrée or Espace, act with Ctrl Entrée, move with the arrows."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.main_asked.emit(self.code)
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.code)
        elif key in _STEPS:
            self.step_asked.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with a click."""
        if self.rect().contains(event.position().toPoint()):
            self.picked.emit(self.code)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the row can be pressed."""
        super().enterEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Follow the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line under the row."""
        painter, style = painter_for(self), look()
        fill = "primary_tint" if self._selected else "surface_2" if self.underMouse() else ""
        if fill:
            box(painter, QRectF(self.rect()), style.color(fill), None, 0)
        painter.fillRect(0, self.height() - 1, self.width(), 1, style.color("border"))


class RowList(QWidget):
    """Rows one under the other, between which the arrows move."""

    picked = Signal(str)
    main_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        say_as(self, QAccessible.Role.List)
        self._rows: list[ListRow] = []
        self._column = Column(self, gap=0)

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """Return the rows shown."""
        return tuple(self._rows)

    def set_content(self, content: Sequence[QWidget], *, selected: str = "") -> None:
        """Show other widgets, rows among them; the focus stays on the same row, else on the one in its place.

        A button of a row that had the focus gives it to the row in its place: the next one to deal with.
        A widget that is already shown may be given again.
        """
        place, code = self._focused()
        self._clear(content)
        for widget in content:
            self._column.addWidget(widget)
            widget.show()
            if isinstance(widget, ListRow):
                self._adopt(widget)
        self._column.addStretch(1)
        self.select(selected)
        if place >= 0 and self._rows:
            kept = self.row(code) or self._rows[min(place, len(self._rows) - 1)]
            kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self, code: str) -> None:
        """Tint the row of this code, and no other."""
        for row in self._rows:
            row.set_selected(bool(code) and row.code == code)

    def row(self, code: str) -> ListRow | None:
        """Return the row of this code, if it is shown."""
        return next((row for row in self._rows if row.code == code), None)

    def focus_first(self) -> None:
        """Give the focus to the first row."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> tuple[int, str]:
        focus = QApplication.focusWidget()
        for place, row in enumerate(self._rows):
            if focus is row:
                return place, row.code
            if focus is not None and row.isAncestorOf(focus):
                return place, ""
        return -1, ""

    def _adopt(self, row: ListRow) -> None:
        self._rows.append(row)
        row.picked.connect(self.picked)
        row.main_asked.connect(self.main_asked)
        row.step_asked.connect(self._on_step_asked)

    def _clear(self, kept: Sequence[QWidget]) -> None:
        self._rows = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in kept:
                widget.hide()
                widget.deleteLater()

    def _on_step_asked(self, by: int) -> None:
        at = next((rank for rank, row in enumerate(self._rows) if row.hasFocus()), -1)
        target = min(max(at + by, 0), len(self._rows) - 1)
        self._rows[target].setFocus(Qt.FocusReason.TabFocusReason)
