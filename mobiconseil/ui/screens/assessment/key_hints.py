"""The keys of the grid, at the bottom; those that have no room are left out, the least useful first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui.widgets.labels import KeyHint, Label, Role
from mobiconseil.ui.widgets.layouts import Row

Hint = tuple[Sequence[str], str]
GAP = 9


class KeyHints(QWidget):
    """Groups of keys with a word; `hints` go from the left to the right, `order` says which are worth most."""

    def __init__(self, hints: Sequence[Hint], order: Sequence[int]) -> None:
        super().__init__()
        self._order = tuple(order)
        self.groups = [self._group(names, word) for names, word in hints]
        row = Row(self, gap=GAP)
        row.addStretch(1)
        for group in self.groups:
            row.addWidget(group)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @staticmethod
    def _group(names: Sequence[str], word: str) -> QWidget:
        group = QWidget()
        row = Row(group, gap=5)
        for name in names:
            row.addWidget(Label(name, Role.SMALL) if name == "–" else KeyHint(name))
        row.addWidget(Label(word, Role.SMALL))
        return group

    def minimumSizeHint(self) -> QSize:
        """Accept any width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the groups that fit."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show the groups that fit in the width there is."""
        layout = self.layout()
        gap = layout.spacing() if layout is not None else 0
        left = self.width()
        for index in self._order:
            left -= self.groups[index].sizeHint().width() + gap
            self.groups[index].setVisible(left >= 0)
