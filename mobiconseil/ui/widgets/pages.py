"""The screens of the window, one above the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

from mobiconseil.ui.width_class import is_narrow


class FrontPages(QStackedWidget):
    """Pages of which only the one in front asks for room."""

    def minimumSizeHint(self) -> QSize:
        """Return what the page in front cannot do without."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize(0, 0)


class Pages(FrontPages):
    """Each screen folds by itself; `holder` scrolls when the window is too small even for the folded one in front."""

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
        """Ask for nothing where the screens can still fold."""
        return super().minimumSizeHint() if is_narrow(self.window()) else QSize(0, 0)
