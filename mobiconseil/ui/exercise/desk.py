"""Brings the exercise beside the screens of a demonstration, and takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from mobiconseil.ui.context import Context
from mobiconseil.ui.exercise.model import ExerciseModel
from mobiconseil.ui.exercise.panel import ExercisePanel

if TYPE_CHECKING:
    from mobiconseil.ui.workbench import Workbench


class ExerciseDesk(QObject):
    """Listens to the window for the exercise; nothing of it lives outside a demonstration."""

    def __init__(self, bench: Workbench, context: Context, row: QBoxLayout) -> None:
        super().__init__(bench)
        self._bench, self._row = bench, row
        self.model = ExerciseModel(context, self)
        self.panel: ExercisePanel | None = None
        context.navigator.exercise_requested.connect(self.model.start)
        bench.arrived.connect(self._on_arrived)
        bench.overlays.helped.connect(self.model.helped)
        self.model.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        if self.model.is_open and self.panel is None:
            self.panel = ExercisePanel(self.model)
            self._row.addWidget(self.panel)
            self._on_arrived()
        elif not self.model.is_open and self.panel is not None:
            panel, self.panel = self.panel, None
            panel.hide()
            self._row.removeWidget(panel)
            panel.deleteLater()
            if self._bench.screen_shown is not None:
                self._bench.screen_shown.take_focus()

    def _on_arrived(self) -> None:
        if self._bench.screen_shown is not None:
            self.model.arrived(self._bench.place())
