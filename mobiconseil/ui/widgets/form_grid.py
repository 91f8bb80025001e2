"""Fields in two columns, or in one when there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mobiconseil.ui.theme import follow, look

TWO_COLUMNS_FROM = 560


class FormGrid(QWidget):
    """Places fields in reading order; a wide one takes the whole line."""

    def __init__(self, *, vertical: int = 10) -> None:
        super().__init__()
        self._items: list[tuple[QWidget, bool]] = []
        self._columns = 2
        self._single = False
        self._vertical = vertical
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        follow(self)

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """Add a field after the others."""
        self._items.append((widget, wide))
        self._place()

    def extend(self, *widgets: QWidget) -> None:
        """Add several fields."""
        self._items.extend((widget, False) for widget in widgets)
        self._place()

    def columns(self) -> int:
        """Return how many columns there are now."""
        return self._columns

    def set_single(self, single: bool) -> None:
        """Keep to one column, whatever the room."""
        self._single = single
        self._fit(self.width())

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._grid.setHorizontalSpacing(look().px(16))
        self._grid.setVerticalSpacing(look().px(self._vertical))
        self._fit(self.width())

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one column: the grid folds by itself."""
        widest = max((widget.minimumSizeHint().width() for widget, _ in self._items), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the number of columns."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        columns = 2 if width >= look().px(TWO_COLUMNS_FROM) and not self._single else 1
        if columns != self._columns and width > 0:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for widget, _ in self._items:
            self._grid.removeWidget(widget)
        row = column = 0
        for widget, wide in self._items:
            span = self._columns if wide else 1
            if column + span > self._columns:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for index in range(2):
            self._grid.setColumnStretch(index, 1 if index < self._columns else 0)
            self._grid.setColumnMinimumWidth(index, 0)
