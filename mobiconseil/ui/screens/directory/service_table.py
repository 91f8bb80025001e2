"""The list of services and its table twin: arrows move, Entrée opens the sheet, Espace keeps, letters search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from mobiconseil.ui.screens.directory.delegate import CELL_HEIGHT, ROW_HEIGHT, TITLE_HEIGHT, ServiceDelegate
from mobiconseil.ui.screens.directory.table_model import Column, DirectoryTableModel
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.row_table import RowTable, is_letter

WEIGHTS = {
    Column.SERVICE: 230,
    Column.OPERATOR: 150,
    Column.COMMUNE: 110,
    Column.DISTANCE: 70,
    Column.PHONE: 110,
    Column.DELAY: 60,
    Column.PUBLICS: 110,
    Column.FRESHNESS: 140,
}
IN_NARROW = frozenset({Column.SERVICE, Column.DISTANCE, Column.PHONE, Column.FRESHNESS})
"""Columns of the table when it has little room."""
ROOMY = 800


class ServiceTable(RowTable):
    """`table` shows the columns and their titles; otherwise one column of two lines."""

    keep_asked = Signal()
    typed = Signal(str)
    end_reached = Signal()
    """The last row read is in view: there may be others."""
    up_left = Signal()
    """↑ on the first row: back to the words."""

    def __init__(self, model: DirectoryTableModel, *, table: bool = False) -> None:
        super().__init__(ServiceDelegate(table=table))
        self._services, self._table, self._title = model, table, -1
        self.setObjectName("services_table" if table else "services_list")
        self.setAccessibleName(self.tr("Tableau des services") if table else self.tr("Liste des services"))
        self._dress_header()
        self.setModel(model)
        model.modelReset.connect(self._fit_rows)
        self.doubleClicked.connect(self._on_double_clicked)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        if not table:
            for column in list(Column)[1:]:
                self.setColumnHidden(column, True)
        follow(self)

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setVisible(self._table)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setMinimumSectionSize(10)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def restyle(self) -> None:
        """Take the sizes in force."""
        height = look().px(CELL_HEIGHT if self._table else ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.horizontalHeader().setFixedHeight(look().px(32))
        self._fit_rows()
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Début and Fin go to the ends, Entrée opens, Espace keeps, letters search."""
        key, last, at = event.key(), self._services.rowCount() - 1, self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_opened.emit(at)
        elif key == Qt.Key.Key_Space:
            self.keep_asked.emit()
        elif key == Qt.Key.Key_Home and last >= 0:
            self._move_to(0, 1)
        elif key == Qt.Key.Key_End and last >= 0:
            self.end_reached.emit()
            self._move_to(self._services.rowCount() - 1, -1)
        elif key == Qt.Key.Key_Down:
            self._move_to(at + 1, 1)
        elif key == Qt.Key.Key_Up and at <= (1 if self._services.title_row == 0 else 0):
            self.up_left.emit()
        elif key == Qt.Key.Key_Up:
            self._move_to(at - 1, -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        elif is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()

    def _move_to(self, number: int, step: int) -> None:
        """Select a row, past the title if it is there."""
        if self._services.service_id(number) is None:
            number += step
        if self._services.service_id(number) is not None:
            self.selectRow(number)
            self.scrollTo(self._services.index(number, 0))

    def _fit_rows(self) -> None:
        self.clearSpans()
        if 0 <= self._title < self._services.rowCount():
            # The header keeps the heights of the rows when others replace them.
            self.setRowHeight(self._title, self.verticalHeader().defaultSectionSize())
        self._title = title = self._services.title_row
        if title >= 0:
            self.setRowHeight(title, look().px(TITLE_HEIGHT))
            if self._table:
                self.setSpan(title, 0, 1, len(Column))

    def _share_width(self) -> None:
        room = self.viewport().width()
        if not self._table:
            self.setColumnWidth(0, room)
            return
        roomy = room >= look().px(ROOMY)
        shown = [column for column in Column if roomy or column in IN_NARROW]
        for column in Column:
            self.setColumnHidden(column, column not in shown)
        total, left = sum(WEIGHTS[column] for column in shown), room
        for column in shown[1:]:
            width = room * WEIGHTS[column] // total
            self.setColumnWidth(column, width)
            left -= width
        self.setColumnWidth(shown[0], left)

    def _on_scrolled(self, value: int) -> None:
        if value and value == self.verticalScrollBar().maximum():
            self.end_reached.emit()

    def _on_double_clicked(self, _index: object) -> None:
        self.row_opened.emit(self.currentIndex().row())
