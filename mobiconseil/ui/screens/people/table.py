"""The table of people: arrows move, Entrée opens, letters go to the filter."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.screens.people.delegate import PADDING, PersonDelegate, row_height
from mobiconseil.ui.screens.people.table_model import SORTS, Column, PeopleTableModel
from mobiconseil.ui.theme import SEMIBOLD, follow, look
from mobiconseil.ui.widgets.row_table import RowTable, is_letter

WEIGHTS = {
    Column.PERSON: 226,
    Column.STATE: 145,
    Column.PROGRESS: 149,
    Column.NEXT: 158,
    Column.CONTACT: 112,
    Column.PRESCRIBER: 118,
}
TEAM_WEIGHTS = {
    Column.PERSON: 186,
    Column.STATE: 124,
    Column.PROGRESS: 136,
    Column.NEXT: 150,
    Column.CONTACT: 110,
    Column.PRESCRIBER: 104,
    Column.ADVISER: 72,
}


class PeopleTable(RowTable):
    """Two lines per row; the row is the target."""

    typed = Signal(str)
    """A letter typed in the list, for the filter."""
    trash_asked = Signal()
    sort_asked = Signal(str)
    scrolled = Signal()

    def __init__(self, model: PeopleTableModel) -> None:
        delegate = PersonDelegate()
        super().__init__(delegate)
        self._people, self._delegate = model, delegate
        self._team = False
        self.header = SortHeader(self)
        self.setObjectName("people_table")
        self.setAccessibleName(self.tr("Liste des bénéficiaires"))
        self.setHorizontalHeader(self.header)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setModel(model)
        self.header.sectionClicked.connect(self._on_section_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force; a narrow window always shows two people and a half."""
        narrow = self._delegate.narrow
        self.verticalHeader().setDefaultSectionSize(row_height(narrow=narrow))
        self.setMinimumHeight(row_height(narrow=True) * 5 // 2 if narrow else 0)
        self.verticalScrollBar().setSingleStep(row_height(narrow=False))
        self._share_width()

    def set_narrow(self, narrow: bool) -> None:
        """Show a person in one column of two lines."""
        self._delegate.narrow = narrow
        self.header.setVisible(not narrow)
        self.set_team(self._team)
        self.restyle()

    def set_team(self, team: bool) -> None:
        """Show whose files they are."""
        self._team = team
        for column in Column:
            hidden = column is not Column.PERSON and self._delegate.narrow
            self.setColumnHidden(column, hidden or (column is Column.ADVISER and not team))
        self._share_width()

    def visible_span(self) -> tuple[int, int]:
        """Return the first and last rows in view."""
        height = self.verticalHeader().defaultSectionSize()
        first = self.rowAt(height // 3)
        last = self.rowAt(self.viewport().height() - 1 - height // 2)
        return max(first, 0), (last if last >= 0 else self._people.rowCount() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Début and Fin go to the ends, Entrée opens, letters go to the filter."""
        key, bare = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        last = self._people.rowCount() - 1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_opened.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_Home and last >= 0:
            self.take_row(0)
        elif key == Qt.Key.Key_End and last >= 0:
            self.take_row(last)
        elif key == Qt.Key.Key_Delete and bare:
            self.trash_asked.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) or key == Qt.Key.Key_Space:
            event.ignore()
        elif is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share_width()
        self.scrolled.emit()

    def _share_width(self) -> None:
        shown = [column for column in Column if not self.isColumnHidden(column)]
        weights = TEAM_WEIGHTS if Column.ADVISER in shown else WEIGHTS
        room, total = self.viewport().width(), sum(weights[column] for column in shown)
        left = room
        for column in shown[1:]:
            width = room * weights[column] // total
            self.setColumnWidth(column, width)
            left -= width
        if shown:
            self.setColumnWidth(shown[0], left)

    def _on_section_clicked(self, section: int) -> None:
        sort = SORTS.get(Column(section))
        if sort is not None:
            self.sort_asked.emit(sort)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_opened.emit(index.row())

    def _on_scrolled(self, _value: int) -> None:
        self.scrolled.emit()


class SortHeader(QHeaderView):
    """Titles; the sorted one carries an arrow right after its words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sort, self._descending = "", False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSectionSize(10)

    def show_sort(self, sort: str, *, descending: bool) -> None:
        """Show which column is sorted, and how."""
        self._sort, self._descending = sort, descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Paint the title and the arrow."""
        style = look()
        painter.save()
        painter.fillRect(rect, style.color("surface_2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), style.color("border"))
        column = Column(logical_index)
        sorted_here = SORTS.get(column) == self._sort
        painter.setFont(style.font(12, SEMIBOLD))
        painter.setPen(style.color("text" if sorted_here else "text_2"))
        words = rect.adjusted(style.px(PADDING), 0, 0, 0)
        text = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if sorted_here:
            width = painter.fontMetrics().horizontalAdvance(text)
            size = style.px(15)
            arrow = QRect(words.left() + width + style.px(5), rect.center().y() - size // 2, size, size)
            name = "arrow-down" if self._descending else "arrow-up"
            icons.draw(painter, name, style.color("primary"), arrow)
        painter.restore()
