"""The strip of the selected service: whom to call, how long it takes, for whom, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from mobiconseil.ui.screens.directory.rows import ServiceRow
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.family_mark import FamilyMark
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import ElidedLabel, Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class ServiceStrip(QFrame):
    """Stands under the map and under the table."""

    sheet_asked = Signal()
    keep_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Service choisi"))
        self.mark = FamilyMark()
        self.name = ElidedLabel("", Role.CARD)
        self.phone, self.delay = Label("", Role.STRONG), Label("", Role.SECONDARY)
        self.publics = ElidedLabel("", Role.SECONDARY)
        self._facts = tuple(
            (Icon(icon, "text_2", 16), label)
            for icon, label in (
                ("phone-outline", self.phone),
                ("timer-sand-empty", self.delay),
                ("account-check-outline", self.publics),
            )
        )
        self.sheet = Button(self.tr("Fiche"))
        self.sheet.setObjectName("directory_sheet")
        self.keep = Button("", Kind.PRIMARY, icon="plus")
        self.keep.setObjectName("directory_keep")
        self.hint = Label("", Role.SECONDARY)
        self._build()
        self.sheet.clicked.connect(self.sheet_asked)
        self.keep.clicked.connect(self.keep_asked)

    def _build(self) -> None:
        facts = FoldingRow(gap=6)
        for glyph, label in self._facts:
            facts.addWidget(glyph, 0, Qt.AlignmentFlag.AlignVCenter)
            facts.addWidget(label, 1 if label is self.publics else 0)
            facts.addSpacing(10)
        words = Column(gap=2)
        words.addWidget(self.name)
        words.addLayout(facts)
        self._holder = QWidget()
        line = Row(gap=12)
        line.addWidget(self.mark)
        line.addLayout(words, 1)
        self._buttons = FoldingRow(gap=12)
        self._buttons.addWidget(self.sheet)
        self._buttons.addWidget(self.keep)
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._holder)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.addLayout(line, 1)
        self._inside.addLayout(self._buttons)
        row = Row(self, margins=(14, 12, 14, 12), gap=12)
        row.addWidget(self._holder, 1)
        row.addWidget(self.hint, 1)

    def set_stacked(self, stacked: bool) -> None:
        """Put the buttons under the words, or beside them."""
        direction = QBoxLayout.Direction
        self._inside.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._inside.setSpacing(look().px(8 if stacked else 12))

    def show_row(self, row: ServiceRow | None, keep: str) -> None:
        """Show a service, or how to choose one; `keep` is the label of the button, empty without anybody."""
        self._holder.setVisible(row is not None)
        self.hint.setVisible(row is None)
        self.hint.setText(self.tr("Choisissez un service dans la liste ou sur la carte."))
        if row is None:
            return
        self.mark.set_code(row.family, row.family_label)
        self.name.setText(row.name)
        for (glyph, label), text in zip(self._facts, (row.phone, row.delay, row.publics), strict=True):
            label.setText(text)
            glyph.setVisible(bool(text))
            label.setVisible(bool(text))
        self.keep.setText(keep)
        self.keep.setVisible(bool(keep))
        self.keep.restyle()

    def show_kept(self, kept: bool) -> None:
        """Say that the service already stands in the plan of the person."""
        self.keep.set_kind(Kind.SECONDARY if kept else Kind.PRIMARY)
        self.keep.set_icon_name("check" if kept else "plus")
