"""Réunir deux dossiers: find the other file, choose field by field, unite."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.merge.choices import ChoicesPage
from mobiconseil.ui.screens.merge.finder import FinderPage
from mobiconseil.ui.screens.merge.view_model import MergeModel
from mobiconseil.ui.widgets.layouts import Column


class MergePanel(QWidget):
    """Two steps in place of the form; Échap goes back, nothing is written before « Réunir »."""

    closed = Signal()

    def __init__(self, context: Context, kept: RecordId) -> None:
        super().__init__()
        self._model = MergeModel(context, kept, self)
        self._finder = FinderPage(context, self._model)
        self._choices: ChoicesPage | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._finder)
        Column(self, margins=(16, 16, 16, 16), gap=0).addWidget(self._stack)
        self._finder.chosen.connect(self.compare)
        self._finder.cancelled.connect(self.closed)

    def start(self) -> None:
        """Put the focus in the search."""
        self._finder.start()

    def compare(self, other: RecordId) -> None:
        """Show the fields that differ from this file."""
        self._model.choose(other)
        self._choices = ChoicesPage(self._model)
        self._choices.cancelled.connect(self._on_back)
        self._choices.united.connect(self._on_united)
        self._stack.addWidget(self._choices)
        self._stack.setCurrentWidget(self._choices)
        self._choices.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Échap."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _on_back(self) -> None:
        if self._choices is None:
            self.closed.emit()
            return
        self._stack.setCurrentWidget(self._finder)
        self._stack.removeWidget(self._choices)
        self._choices.deleteLater()
        self._choices = None
        self._finder.start()

    def _on_united(self) -> None:
        if self._model.merge():
            self.closed.emit()
