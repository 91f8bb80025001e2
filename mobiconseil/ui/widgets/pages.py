"""The screens of the window, one above the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget


class Pages(QStackedWidget):
    """Only the screen in front counts; `holder` scrolls when the window is too small even for that one, folded."""

    def __init__(self) -> None:
        super().__init__()
        self.holder = QScrollArea()
        self.holder.setWidgetResizable(True)
        self.holder.setFrameShape(QFrame.Shape.NoFrame)
        self.holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.holder.setWidget(self)
        self.setAutoFillBackground(False)
        self.holder.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Return what the screen in front cannot do without."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize(0, 0)
