"""The list as a table: rows are read by pages of two hundred, when they come into view.

The model knows at once how many rows there are, so that Fin goes to the end of fifty thousand files without reading
those between.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.screens.people.rows import PersonRow
from mobiconseil.ui.widgets.row_table import ROW

PAGE = 200
KEPT_PAGES = 12
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in order."""

    PERSON = 0
    STATE = 1
    PROGRESS = 2
    NEXT = 3
    CONTACT = 4
    PRESCRIBER = 5
    ADVISER = 6


TITLES = {
    Column.PERSON: "Personne",
    Column.STATE: "Dossier",
    Column.PROGRESS: "Avancement",
    Column.NEXT: "Prochaine échéance",
    Column.CONTACT: "Dernier contact",
    Column.PRESCRIBER: "Prescripteur",
    Column.ADVISER: "Référent",
}
SORTS = {
    Column.PERSON: "nom",
    Column.STATE: "dossier",
    Column.PROGRESS: "avancement",
    Column.NEXT: "echeance",
    Column.CONTACT: "contact",
    Column.PRESCRIBER: "prescripteur",
}
Read = Callable[[int, int], tuple[PersonRow, ...]]
"""Offset, limit → rows."""


class PeopleTableModel(QAbstractTableModel):
    """The people of the current filter, in the current order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._read: Read = _nobody
        self._pages: OrderedDict[int, tuple[PersonRow, ...]] = OrderedDict()

    def show_list(self, total: int, read: Read) -> None:
        """Show another list."""
        self.beginResetModel()
        self._total, self._read = total, read
        self._pages.clear()
        self.endResetModel()

    def row(self, number: int) -> PersonRow | None:
        """Return a row, read from the base if it must be; None outside of the list."""
        if not 0 <= number < self._total:
            return None
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            self._pages[page] = self._read(page * PAGE, PAGE)
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        return rows[place] if place < len(rows) else None

    def find(self, subject: RecordId, near: int) -> int | None:
        """Return the row of a person if it lies in the page of the row `near`, or in the first one."""
        for page in dict.fromkeys((max(near, 0) // PAGE, 0)):
            for number in range(page * PAGE, min((page + 1) * PAGE, self._total)):
                found = self.row(number)
                if found is not None and found.subject == subject:
                    return number
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the signature of Qt)
        """Return how many people the whole list has."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the signature of Qt)
        """Return the number of columns, hidden ones included."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row for the delegate, or the words of a cell."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{TITLES[column]}\u00a0: {words(row, column)}"
        return None


def words(row: PersonRow, column: Column) -> str:
    """Return what a cell says, in one line."""
    texts = {
        Column.PERSON: (row.name, row.detail),
        Column.STATE: (row.state,),
        Column.PROGRESS: (f"Étape {min(row.done + 1, 4)} sur 4", row.progress),
        Column.NEXT: (row.next_day, row.next_text),
        Column.CONTACT: (row.contact,),
        Column.PRESCRIBER: (row.prescriber,),
        Column.ADVISER: (row.adviser,),
    }
    return ", ".join(text for text in texts[column] if text)


def _nobody(_offset: int, _limit: int) -> tuple[PersonRow, ...]:
    return ()
