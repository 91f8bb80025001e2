"""The panel of the exercise: what is done, what is next and by which keys."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain.typography import count
from mobiconseil.ui.exercise.model import ExerciseModel
from mobiconseil.ui.exercise.tasks import NAME, WORDS, Task
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.indicators import ProgressBar
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, ScrollPage
from mobiconseil.ui.width_class import ASIDE

WIDTH = 290
MOST = 0.3
"""Of the window: the screen beside keeps the rest."""


class ExercisePanel(QFrame):
    """Stands beside the screen, which it never covers."""

    def __init__(self, model: ExerciseModel) -> None:
        super().__init__()
        self._model = model
        self.setProperty("frame", "card")
        self.setAccessibleName(NAME)
        self._build()
        model.changed.connect(self._render)
        self._render()
        follow(self)

    def _build(self) -> None:
        self._count = Label("", Role.SECONDARY)
        self._bar = ProgressBar(NAME, 0, len(Task))
        self._lines = {task: _TaskLine(task) for task in Task}
        self._end = IconLine(
            "check-circle-outline",
            self.tr(
                "C’est fait\u00a0: vous connaissez les gestes de tous les jours. Fermez puis rouvrez MobiConseil pour "
                "revenir à votre propre dossier de travail."
            ),
            "ok",
        )
        self.later = Button(self.tr("Plus tard"), Kind.SECONDARY, height=Height.ROW)
        self.again = Button(self.tr("Recommencer"), Kind.QUIET, icon="restart", height=Height.ROW)
        page = ScrollPage(margins=(14, 14, 14, 14), gap=10)
        page.body.addWidget(Label(NAME, Role.CARD, wrap=True))
        page.body.addWidget(self._count)
        page.body.addWidget(self._bar)
        for line in self._lines.values():
            page.body.addWidget(line)
        page.body.addWidget(self._end)
        page.body.addStretch(1)
        feet = QWidget()
        flow = FlowLayout(feet, gap=6)
        flow.addWidget(self.later)
        flow.addWidget(self.again)
        buttons = Column(margins=(14, 8, 14, 12), gap=0)
        buttons.addWidget(feet)
        column = Column(self, gap=0)
        column.addWidget(page, 1)
        column.addLayout(buttons)
        self.later.clicked.connect(self._model.leave)
        self.again.clicked.connect(self._model.restart)

    def restyle(self) -> None:
        """Take the width in force."""
        self.setFixedWidth(round(min(look().px(WIDTH), MOST * self.window().width())) if self.isVisible() else WIDTH)
        self._tell_window(self.width() if self.isVisible() else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the screens know the room that is left."""
        super().showEvent(event)
        self.restyle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the room back."""
        super().hideEvent(event)
        self._tell_window(0)

    def _tell_window(self, width: int) -> None:
        parent = self.parentWidget()
        for widget in {self.window(), parent} if parent is not None else set():
            widget.setProperty(ASIDE, width)

    def _render(self) -> None:
        done, current = self._model.done, self._model.current
        for task, line in self._lines.items():
            line.show_state(done=task in done, current=task is current)
        self._count.setText(self.tr("{} sur {}").format(count(len(done), "geste fait", "gestes faits"), len(Task)))
        self._bar.set_progress(len(done), len(Task))
        self._end.setVisible(current is None)
        self.later.setText(self.tr("Plus tard") if current is not None else self.tr("Fermer"))
        self.again.setVisible(bool(done))


class _TaskLine(QWidget):
    """A task, with its gesture while it is the next one."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._words = WORDS[task]
        self._title = IconLine("circle-outline", self._words.title, "text_3")
        self._how = Label(self._words.how, Role.SECONDARY, wrap=True)
        column = Column(self, gap=4)
        column.addWidget(self._title)
        column.addWidget(self._how)

    def show_state(self, *, done: bool, current: bool) -> None:
        """Show whether it is done, next or later."""
        icon = "check-circle-outline" if done else "arrow-right-circle-outline" if current else "circle-outline"
        self._title.icon.set_icon(icon, "ok" if done else "primary" if current else "text_3")
        self._how.setVisible(current)
        state = self.tr("fait") if done else self.tr("à faire maintenant") if current else self.tr("à faire")
        self.setAccessibleName(f"{self._words.title}, {state}")
