"""The screens of the window, one above the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from mobiconseil.ui.width_class import is_narrow


class FrontPages(QStackedWidget):
    """Pages of which only the one in front asks for room, and no more than it cannot do without."""

    def hasHeightForWidth(self) -> bool:
        """Say no: a stack would ask for the height of its highest page, shown or not."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Return what the page in front cannot do without, at the width it has: its lists scroll before the window."""
        shown = self.currentWidget()
        if shown is None:
            return QSize(0, 0)
        hint = shown.minimumSizeHint()
        return QSize(hint.width(), least_height(shown, max(self.width(), hint.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


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

    def heightForWidth(self, width: int) -> int:
        """Return the least height of the screen in front at this width."""
        shown = self.currentWidget()
        return least_height(shown, width) if shown is not None else 0

    def minimumSizeHint(self) -> QSize:
        """Ask for no width where the screens can still fold."""
        hint = super().minimumSizeHint()
        return hint if is_narrow(self.window()) else QSize(0, hint.height())


def least_height(page: QWidget, width: int) -> int:
    """Return the height under which something of a page would be cut at this width."""
    layout = page.layout()
    if layout is None or not layout.hasHeightForWidth():
        return page.minimumSizeHint().height()
    return layout.minimumHeightForWidth(width)
