"""A short question with its three answers on one line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class AnswerLine(QWidget):
    """A question at the left, Oui / Non / Non renseigné at the right, and room below for what depends on it."""

    answered = Signal(str, str)

    def __init__(self, code: str, text: str) -> None:
        super().__init__()
        self.code = code
        self.setAccessibleName(text)
        say_as(self, QAccessible.Role.Grouping)
        self.label = Label(text, Role.BODY, wrap=True)
        options = tuple((state.value, state.label) for state in TriState)
        self.choice = SegmentedChoice(options, text)
        self.choice.setObjectName(code)
        self.line = Row(gap=10)
        self.line.addWidget(self.label, 1)
        self.line.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        self.below = Column(self, gap=6)
        self.below.addLayout(self.line)
        self.choice.chosen.connect(self._on_chosen)

    def set_value(self, value: TriState) -> None:
        """Show an answer without emitting."""
        if self.choice.current() != value.value:
            self.choice.set_current(value.value)

    def _on_chosen(self, value: str) -> None:
        self.answered.emit(self.code, value)
