"""A page that scrolls, with what it holds no wider than lines that the eye can follow."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.layouts import Column, Margins, Row, ScrollPage


class ReadablePage(ScrollPage):
    """Put the widgets in `column`, one under the other; `width` is its greatest, in pixels at 100 %."""

    def __init__(self, width: int, *, margins: Margins = (20, 16, 20, 16)) -> None:
        super().__init__(margins=margins, gap=0)
        self._width = width
        self._holder = QWidget()
        self.column = Column(self._holder, gap=12)
        row = Row(gap=0)
        row.addWidget(self._holder, 1)
        row.addStretch(0)
        self.body.addLayout(row)
        self.body.addStretch(1)
        follow(self)

    def restyle(self) -> None:
        """Take the greatest width in force."""
        self._holder.setMaximumWidth(look().px(self._width))
