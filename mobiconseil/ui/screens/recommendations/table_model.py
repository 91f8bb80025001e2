"""The rows of the sieve for Qt: the title of each group, then its rows unless it is folded; worded when looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mobiconseil.ui.screens.recommendations.rows import AnyLine, Figure, GroupLine, SolutionLine, in_full, spoken
from mobiconseil.ui.widgets.row_table import ROW

KEPT = 600
"""Rows kept worded: more than a screen shows, less than the whole directory holds."""
Index = QModelIndex | QPersistentModelIndex
Word = Callable[[str], SolutionLine]
"""Key of a row → its words."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group and the keys of its rows, in order."""

    line: GroupLine
    keys: tuple[str, ...]


class SieveTableModel(QAbstractTableModel):
    """One column: the delegate paints the whole row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[GroupLine | str] = []
        self._places: dict[str, int] = {}
        self._word: Word | None = None
        self._lines: OrderedDict[str, SolutionLine] = OrderedDict()
        self.figures: tuple[Figure, ...] = tuple(Figure)
        """The columns that tell something of some row."""

    def show_groups(self, groups: Sequence[Group], word: Word, figures: Sequence[Figure] = tuple(Figure)) -> None:
        """Show other rows, and the columns that hold something."""
        self.beginResetModel()
        self._word, self.figures = word, tuple(figures)
        self._lines.clear()
        self._entries = []
        for group in groups:
            self._entries.append(group.line)
            if not group.line.folded:
                self._entries.extend(group.keys)
        self._places = {entry: place for place, entry in enumerate(self._entries) if isinstance(entry, str)}
        self.endResetModel()

    def line(self, number: int) -> AnyLine | None:
        """Return a row; None outside of the list."""
        if not 0 <= number < len(self._entries):
            return None
        entry = self._entries[number]
        if isinstance(entry, GroupLine):
            return entry
        if entry not in self._lines and self._word is not None:
            self._lines[entry] = self._word(entry)
            if len(self._lines) > KEPT:
                self._lines.popitem(last=False)
        return self._lines.get(entry)

    def group_rows(self) -> tuple[int, ...]:
        """Return where the titles stand."""
        return tuple(place for place, entry in enumerate(self._entries) if isinstance(entry, GroupLine))

    def find(self, key: str) -> int:
        """Return the row of a solution, or -1 when it is not in sight."""
        return self._places.get(key, -1)

    def find_group(self, code: str) -> int:
        """Return the row of the title of a group, or -1."""
        found = (
            place for place, entry in enumerate(self._entries) if isinstance(entry, GroupLine) and entry.code == code
        )
        return next(found, -1)

    def first_key(self, code: str = "") -> str:
        """Return the first solution in sight, of a group if one is named; empty when there is none."""
        start = self.find_group(code) + 1 if code else 0
        entries = self._entries[start:]
        for entry in entries:
            if isinstance(entry, str):
                return entry
            if code:
                break
        return ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the signature of Qt)
        """Return how many rows there are, titles included."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the signature of Qt)
        """Return one."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row for the delegate, or its words."""
        known = (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role not in known:
            return None
        line = self.line(index.row())
        if line is None or role == ROW:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return in_full(line)
        return spoken(line) if role == Qt.ItemDataRole.AccessibleTextRole else line.title
