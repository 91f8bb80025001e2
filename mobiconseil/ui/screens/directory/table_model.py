"""The services found, for the list and for its twin, the table: rows are worded when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.screens.directory.rows import ServiceRow, TitleRow
from mobiconseil.ui.widgets.row_table import ROW

KEPT = 600
"""Rows kept worded: more than a screen shows, less than a directory holds."""
Index = QModelIndex | QPersistentModelIndex
AnyRow = ServiceRow | TitleRow


class Column(IntEnum):
    """The columns, in order; the list shows the first one only."""

    SERVICE = 0
    OPERATOR = 1
    COMMUNE = 2
    DISTANCE = 3
    PHONE = 4
    DELAY = 5
    PUBLICS = 6
    FRESHNESS = 7


TITLES = {
    Column.SERVICE: "Service",
    Column.OPERATOR: "Structure",
    Column.COMMUNE: "Commune",
    Column.DISTANCE: "Distance",
    Column.PHONE: "Téléphone",
    Column.DELAY: "Délai",
    Column.PUBLICS: "Pour qui",
    Column.FRESHNESS: "Fraîcheur",
}
Make = Callable[[int], ServiceRow]
"""Rank among the services found → its row."""


class DirectoryTableModel(QAbstractTableModel):
    """`near` services, then a title, then those farther away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[RecordId, ...] = ()
        self._near = 0
        self._title = TitleRow("")
        self._make: Make = _nothing
        self._rows: OrderedDict[int, ServiceRow] = OrderedDict()

    def show_found(self, ids: tuple[RecordId, ...], near: int, title: str, make: Make) -> None:
        """Show other services; the title stands after the `near` first ones when others follow."""
        self.beginResetModel()
        self._ids, self._near, self._title, self._make = ids, near, TitleRow(title), make
        self._rows.clear()
        self.endResetModel()

    @property
    def title_row(self) -> int:
        """Return the row of the title, or -1 without one."""
        return self._near if self._near < len(self._ids) and self._title.text else -1

    def row(self, number: int) -> AnyRow | None:
        """Return a row; None outside of the list."""
        if number == self.title_row:
            return self._title
        rank = self._rank(number)
        if not 0 <= rank < len(self._ids):
            return None
        if rank not in self._rows:
            self._rows[rank] = self._make(rank)
            if len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        return self._rows[rank]

    def service_id(self, number: int) -> RecordId | None:
        """Return the service of a row, without wording it."""
        rank = self._rank(number)
        return self._ids[rank] if 0 <= rank < len(self._ids) and number != self.title_row else None

    def find(self, service: RecordId | None) -> int:
        """Return the row of a service, or -1."""
        if service is None or service not in self._ids:
            return -1
        rank = self._ids.index(service)
        return rank + (1 if 0 <= self.title_row <= rank else 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the signature of Qt)
        """Return how many rows there are, title included."""
        return 0 if parent.isValid() else len(self._ids) + (1 if self.title_row >= 0 else 0)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the signature of Qt)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the arrows pass over the title."""
        if index.row() == self.title_row:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row for the delegate, or the words of a cell."""
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if row is None or role == ROW:
            return row
        if isinstance(row, TitleRow):
            return row.text
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(row, column)
        if column is Column.SERVICE:
            return spoken(row)
        return f"{TITLES[column]}\u00a0: {cell(row, column) or 'non renseigné'}"

    def _rank(self, number: int) -> int:
        return number - 1 if 0 <= self.title_row < number else number


def cell(row: ServiceRow, column: Column) -> str:
    """Return what a cell of the table says."""
    return {
        Column.SERVICE: row.name,
        Column.OPERATOR: row.operator,
        Column.COMMUNE: row.commune,
        Column.DISTANCE: row.distance,
        Column.PHONE: row.phone,
        Column.DELAY: row.delay,
        Column.PUBLICS: row.publics,
        Column.FRESHNESS: row.freshness,
    }[column]


def spoken(row: ServiceRow) -> str:
    """Return what a screen reader says of a row of the list."""
    distance = f"{row.distance}, distance estimée" if row.distance else ""
    parts = (row.name, row.family_label, row.place, distance, row.freshness)
    return ", ".join(part for part in parts if part)


def _nothing(_rank: int) -> ServiceRow:
    raise IndexError
