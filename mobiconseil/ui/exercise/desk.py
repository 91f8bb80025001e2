"""Brings the exercise beside the screens of a demonstration, and takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout

from mobiconseil.ui.context import Context
from mobiconseil.ui.exercise.band import ExerciseBand
from mobiconseil.ui.exercise.model import ExerciseModel
from mobiconseil.ui.exercise.panel import ExercisePanel
from mobiconseil.ui.exercise.tasks import WORDS, Task
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.width_class import WidthClass, width_class

if TYPE_CHECKING:
    from mobiconseil.ui.workbench import Workbench


class ExerciseDesk(QObject):
    """Listens to the window for the exercise; nothing of it lives outside a demonstration.

    A panel at the right of the screens, or a band under them when the window is narrow: neither covers anything.
    """

    def __init__(self, bench: Workbench, context: Context, row: QBoxLayout, column: QBoxLayout) -> None:
        super().__init__(bench)
        self._bench, self._row, self._column = bench, row, column
        self.model = ExerciseModel(context, self)
        self.panel: ExercisePanel | ExerciseBand | None = None
        context.navigator.exercise_requested.connect(self.model.start)
        bench.arrived.connect(self._on_arrived)
        bench.overlays.helped.connect(self.model.helped)
        self.model.changed.connect(self._render)
        self.model.achieved.connect(self._on_achieved)
        look().changed.connect(self._render)
        context.settings.changed.connect(self._render)
        bench.installEventFilter(self)
        self._render()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the window."""
        if event.type() == QEvent.Type.Resize:
            self._render()
        return False

    def _render(self) -> None:
        if self.model.is_open:
            self._show()
        elif self.panel is not None:
            self._drop()
            if self._bench.screen_shown is not None:
                self._bench.screen_shown.take_focus()

    def _show(self) -> None:
        narrow = width_class(self._bench.width(), look().scale) is WidthClass.NARROW
        wanted = ExerciseBand if narrow else ExercisePanel
        if isinstance(self.panel, wanted):
            return
        began = self.panel is None
        self._drop()
        self.panel = wanted(self.model)
        around = self._column if narrow else self._row
        around.addWidget(self.panel)
        if self._bench.isVisible():
            self.panel.show()  # else with the window: hidden by hand, it would stay so
        around.activate()  # now: it would be seen in the corner of the window meanwhile
        if began:
            self._on_arrived()

    def _drop(self) -> None:
        if self.panel is not None:
            panel, self.panel = self.panel, None
            panel.hide()  # without a parent, Python might destroy it while its button is still being pressed
            (self._row if isinstance(panel, ExercisePanel) else self._column).removeWidget(panel)
            panel.deleteLater()

    def _on_arrived(self) -> None:
        if self._bench.screen_shown is not None:
            self.model.arrived(self._bench.place())

    def _on_achieved(self, task: Task) -> None:
        current = self.model.current
        after = self.tr("Ensuite\u00a0: {}").format(WORDS[current].title) if current else self.tr("C’est fini.")
        announce(self._bench, self.tr("Fait\u00a0: {}. {}").format(WORDS[task].title, after))
