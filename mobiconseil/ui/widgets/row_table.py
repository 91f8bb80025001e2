"""What the tables of the program have in common: whole rows are taken, one at a time, and none is edited in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from mobiconseil.ui.theme import look

ROW = Qt.ItemDataRole.UserRole
"""The role that gives the row itself, to be painted."""
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row and the rule under it, then what it says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered = -1
        """The row under the mouse."""

    def row_height(self) -> int:
        """Return the height of a row."""
        raise NotImplementedError

    def is_title(self, row: object) -> bool:
        """Say whether a row stands out from the others."""
        return False

    def paint_row(self, painter: QPainter, rect: QRect, row: object, column: int, *, selected: bool) -> None:
        """Paint what a cell says."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row."""
        return QSize(look().px(100), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground, the rule and the words."""
        style, rect, row = look(), QRect(option.rect), index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        raised = index.row() == self.hovered or self.is_title(row)
        painter.fillRect(rect, style.color("primary_tint" if selected else "surface_2" if raised else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.color("border"))
        self.paint_row(painter, rect, row, index.column(), selected=selected)
        painter.restore()


class RowTable(QTableView):
    """Says which row is taken and which one is under the mouse; Tab leaves it."""

    row_chosen = Signal(int)
    """The selection moved."""
    row_opened = Signal(int)

    def __init__(self, delegate: RowDelegate) -> None:
        super().__init__()
        delegate.setParent(self)
        self._rows = delegate
        self.setItemDelegate(delegate)
        self.setProperty("ringInside", True)
        self.setProperty("ringRadius", 8)
        dress_rows(self)

    def take_row(self, number: int) -> None:
        """Select a row and bring it in sight; none below zero."""
        if number < 0:
            self.clearSelection()
            return
        self.selectRow(number)
        self.scrollTo(self.model().index(number, 0))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say which row is taken."""
        super().selectionChanged(selected, deselected)
        rows = selected.indexes()
        if rows:
            self.row_chosen.emit(rows[0].row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row is under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._rows.hovered:
            self._rows.hovered = row
            self.viewport().update()


def dress_rows(table: QTableView) -> None:
    """Take away the grid, the row numbers and the editing; Tab leaves the table, the wheel moves by pixels."""
    table.verticalHeader().hide()
    table.verticalHeader().setMinimumSectionSize(10)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setMouseTracking(True)
    table.setCornerButtonEnabled(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


def is_letter(event: QKeyEvent) -> bool:
    """Say whether a key writes something that a search could begin with."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and bool(event.text()) and event.text().isprintable() and not event.text().isspace()
