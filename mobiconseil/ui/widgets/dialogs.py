"""The question asked before what cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.reading import step
from mobiconseil.ui.widgets.text_fields import TextField


class ConfirmDialog(QDialog):
    """The title is the question with its object; the safe button has the focus.

    With `type_to_confirm`, the act is possible only once this word is written. Use `open()` and `accepted`.
    """

    def __init__(
        self,
        question: str,
        explanation: str,
        *,
        confirm: str,
        keep: str,
        type_to_confirm: str = "",
        destructive: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("MobiConseil")
        self.setAccessibleName(question)
        self.setAccessibleDescription(explanation)
        self._word = type_to_confirm
        self._destructive = destructive
        self.question = Label(question, Role.CARD, wrap=True)
        self.explanation = Label(explanation, Role.SECONDARY, wrap=True)
        self.keep = Button(keep)
        kind, icon = (Kind.DESTRUCTIVE, "trash-can-outline") if destructive else (Kind.PRIMARY, "")
        self.confirm = Button(confirm, kind, icon=icon)
        self.typed = TextField()
        label = self.tr("Pour confirmer, écrivez {word}").format(word=type_to_confirm)
        self._field = FormField(label, self.typed)
        self._field.setVisible(bool(type_to_confirm))
        self._build()
        self.ring = FocusRing(self)
        self.keep.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.accept)
        self.typed.textEdited.connect(self._on_typed)
        self.confirm.setEnabled(not type_to_confirm)
        follow(self)

    def _build(self) -> None:
        words = Column(gap=10)
        for widget in (self.question, self.explanation, self._field):
            words.addWidget(widget)
        top = Row(gap=14)
        icon = ("alert-circle-outline", "danger") if self._destructive else ("help-circle-outline", "primary")
        top.addWidget(Icon(*icon, 26), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = Row(gap=8)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.confirm)
        column = Column(self, margins=20, gap=16)
        column.addLayout(top)
        column.addLayout(buttons)

    def restyle(self) -> None:
        """Take the width in force."""
        self.setMinimumWidth(look().px(420))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on in reading order."""
        return step(self, forward=forward) or super().focusNextPrevChild(forward)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the focus to what loses nothing."""
        super().showEvent(event)
        safe = self.typed if self._word else self.keep
        safe.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, text: str) -> None:
        self.confirm.setEnabled(text.strip().casefold() == self._word.casefold())
