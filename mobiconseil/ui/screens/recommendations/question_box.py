"""The missing fact, asked in place: Oui, Non, Ne sait pas."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from mobiconseil.domain.sieve import Question
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class AnswerButton(Button):
    """One of the three answers."""

    answered = Signal(object)

    def __init__(self, text: str, value: TriState) -> None:
        super().__init__(text, height=Height.ROW)
        self.value = value
        self.setCheckable(True)
        self.setObjectName(f"answer_{value.value}")
        self.clicked.connect(partial(self.answered.emit, value))


class QuestionBox(QFrame):
    """A question and its three answers, on the ground of what is to be checked."""

    answered = Signal(object)
    """A `TriState`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "banner")
        self.setProperty("tone", "warn")
        self.setObjectName("question")
        self._text = Label("", Role.LABEL, wrap=True)
        words = Row(gap=9)
        words.addWidget(Icon("help-circle-outline", "warn", 20), 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._text, 1)
        self.buttons = (
            AnswerButton(self.tr("Oui"), TriState.YES),
            AnswerButton(self.tr("Non"), TriState.NO),
            AnswerButton(self.tr("Ne sait pas"), TriState.UNKNOWN),
        )
        row = Row(gap=8)
        for button in self.buttons:
            row.addWidget(button, 1)
            button.answered.connect(self.answered)
        column = Column(self, margins=(12, 8, 12, 10), gap=8)
        column.addLayout(words)
        column.addLayout(row)

    def show_question(self, question: Question, *, answered: bool) -> None:
        """Ask; an answer already given is shown."""
        self._text.setText(question.text)
        self.setAccessibleName(question.text)
        for button in self.buttons:
            button.setChecked(answered and button.value is question.answer)
            button.setAccessibleName(f"{button.text()}. {question.text}")
