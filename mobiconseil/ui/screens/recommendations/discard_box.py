"""Why a row is discarded: one of the coded reasons, taken with the arrows and Entrée."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame

from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.row_list import ListRow, RowList


class DiscardBox(QFrame):
    """The seven reasons, one under the other; Échap gives up."""

    chosen = Signal(str)
    given_up = Signal()

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("frame", "banner")
        self.setProperty("tone", "info")
        self.setObjectName("discard")
        self.setAccessibleName(self.tr("Pourquoi l’écarter\u202f?"))
        self.list = RowList(self.tr("Pourquoi l’écarter\u202f?"))
        self.give_up = LinkButton(self.tr("Ne pas écarter"))
        rows = []
        for code, label in reasons:
            row = ListRow(code, label, margins=(12, 6, 12, 6))
            row.setObjectName(f"discard_{code}")
            row.body.addWidget(Label(label, Role.BODY, wrap=True), 1)
            rows.append(row)
        self.list.set_content(rows)
        head = Row(margins=(12, 6, 12, 2), gap=8)
        head.addWidget(Label(self.tr("Pourquoi l’écarter\u202f?"), Role.LABEL))
        head.addStretch(1)
        head.addWidget(self.give_up)
        column = Column(self, margins=(1, 1, 1, 6), gap=0)
        column.addLayout(head)
        column.addWidget(self.list)
        self.list.picked.connect(self.chosen)
        self.give_up.clicked.connect(self.given_up)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Échap."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)
