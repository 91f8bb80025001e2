"""The exercise in a narrow window: the next gesture alone, under the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from mobiconseil.domain.typography import count
from mobiconseil.ui.exercise.model import ExerciseModel
from mobiconseil.ui.exercise.tasks import NAME, WORDS, Task
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class ExerciseBand(QFrame):
    """Takes a little of the height, none of the width."""

    def __init__(self, model: ExerciseModel) -> None:
        super().__init__()
        self._model = model
        self.setProperty("frame", "card")
        self.setAccessibleName(NAME)
        self._title = Label("", Role.STRONG, wrap=True)
        self._how = Label("", Role.SECONDARY, wrap=True)
        self.later = Button(self.tr("Plus tard"), Kind.SECONDARY, height=Height.ROW)
        words = Column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._how)
        row = Row(self, margins=(12, 8, 12, 8), gap=10)
        row.addLayout(words, 1)
        row.addWidget(self.later, 0, Qt.AlignmentFlag.AlignVCenter)
        self.later.clicked.connect(model.leave)
        model.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        done, current = self._model.done, self._model.current
        said = self.tr("{} sur {}").format(count(len(done), "geste fait", "gestes faits"), len(Task))
        end = self.tr("C’est fait\u00a0: vous connaissez les gestes de tous les jours.")
        self._title.setText(f"{WORDS[current].title} · {said}" if current is not None else end)
        self._how.setText(WORDS[current].how if current is not None else "")
        self._how.setVisible(current is not None)
        self.later.setText(self.tr("Plus tard") if current is not None else self.tr("Fermer"))
