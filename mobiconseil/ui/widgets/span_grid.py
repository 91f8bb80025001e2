"""Fields on a grid of twenty-four columns, with other spans when there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mobiconseil.ui.theme import follow, look

COLUMNS = 24
WIDE_FROM = 560
LINE_UNDER = 380
"""Width under which each field takes a line."""


class SpanGrid(QWidget):
    """Places fields in reading order; each says how many of the twenty-four columns it takes, wide and narrow."""

    def __init__(self, *, vertical: int = 8) -> None:
        super().__init__()
        self._items: list[tuple[QWidget, int, int]] = []
        self._wide, self._one_a_line = True, False
        self._vertical = vertical
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        follow(self)

    def add(self, widget: QWidget, wide: int, narrow: int) -> None:
        """Add a field after the others."""
        self._items.append((widget, wide, narrow))
        self._place()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._grid.setHorizontalSpacing(look().px(8))
        self._grid.setVerticalSpacing(look().px(self._vertical))
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the spans."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        wide, one_a_line = width >= look().px(WIDE_FROM), width < look().px(LINE_UNDER)
        if (wide, one_a_line) != (self._wide, self._one_a_line) and width > 0:
            self._wide, self._one_a_line = wide, one_a_line
            self._place()

    def _place(self) -> None:
        for widget, _, _ in self._items:
            self._grid.removeWidget(widget)
        row = column = 0
        for widget, wide, narrow in self._items:
            span = COLUMNS if self._one_a_line else wide if self._wide else narrow
            if column + span > COLUMNS:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
