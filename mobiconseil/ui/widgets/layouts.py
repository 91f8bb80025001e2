"""Columns and rows whose margins and gaps follow the text scale.

A layout that something leaves while it lives is added to another one before it is filled. When `addLayout` finds
widgets in it, PySide 6.11 keeps an object of Python for the place of each; Qt destroys that place when the widget goes,
PySide does not hear of it, and the next widget made at the same address is taken for the place.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.width_class import is_narrow

_OVER = 8
"""What is left over a tall widget, for its ring."""

Margins = int | tuple[int, int] | tuple[int, int, int, int]


def _spread(margins: Margins) -> tuple[int, int, int, int]:
    if isinstance(margins, int):
        return margins, margins, margins, margins
    if len(margins) == 2:
        return margins[0], margins[1], margins[0], margins[1]
    return margins


class _Scaled(QBoxLayout):
    """Widgets in a line, with margins and gaps that follow the size of the letters."""

    def __init__(self, way: QBoxLayout.Direction, parent: QWidget | None, margins: Margins, gap: int) -> None:
        super().__init__(way, parent)
        self._margins, self._gap = margins, gap
        follow(self)

    def set_space(self, margins: Margins, gap: int) -> None:
        """Change margins and gap."""
        self._margins, self._gap = margins, gap
        self.restyle()

    def restyle(self) -> None:
        """Take the sizes in force."""
        scaled = (look().px(side) if side else 0 for side in _spread(self._margins))
        self.setContentsMargins(*scaled)
        self.setSpacing(look().px(self._gap) if self._gap else 0)


class Column(_Scaled):
    """Widgets one under the other; sizes are those drawn at 100 %."""

    def __init__(self, parent: QWidget | None = None, *, margins: Margins = 0, gap: int = 8) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, parent, margins, gap)


class Row(_Scaled):
    """Widgets side by side; sizes are those drawn at 100 %."""

    def __init__(self, parent: QWidget | None = None, *, margins: Margins = 0, gap: int = 8) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, parent, margins, gap)


class FixedWidth(QWidget):
    """A place of one width at every text size."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        follow(self)

    def restyle(self) -> None:
        """Take the width in force."""
        self.setFixedWidth(look().px(self._width))


class _PageColumn(Column):
    """The column of a page: its height comes from its width, never from what its texts would need if narrow."""

    def hasHeightForWidth(self) -> bool:
        """Say so even when no text wraps, or the page would never scroll."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width."""
        return super().heightForWidth(width) if super().hasHeightForWidth() else self.sizeHint().height()


def scroll_to(page: QScrollArea, widget: QWidget) -> None:
    """Scroll until a widget is seen; one that is taller than the page, from its top.

    Qt shows the middle of it, where neither its first words nor the top and bottom of its ring are.
    """
    page.ensureWidgetVisible(widget)
    inside = page.widget()
    if inside is not None and widget.height() > page.viewport().height():
        page.verticalScrollBar().setValue(widget.mapTo(inside, QPoint()).y() - look().px(_OVER))


class ScrollPage(QScrollArea):
    """A page that scrolls vertically; put the widgets in `body`.

    It scrolls sideways too where the text is so large for the window that something would be cut otherwise.
    """

    def __init__(self, *, margins: Margins = (20, 16, 20, 16), gap: int = 16) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget()
        inside.setProperty("role", "scrollpage")
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.viewport().setAutoFillBackground(False)
        self.body: Column = _PageColumn(inside, margins=margins, gap=gap)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the widgets of the page need."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._inside:
            self._widen()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next stop, then scroll to it."""
        moved = QWidget.focusNextPrevChild(self, forward)
        focused = self.focusWidget()
        if moved and focused is not None and focused.hasFocus():
            scroll_to(self, focused)
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room."""
        self._widen()
        super().resizeEvent(event)

    def settle(self) -> None:
        """Give the page its new height now, so that what was just added can be scrolled to."""
        self.body.activate()
        height = self.body.totalHeightForWidth(self._inside.width())
        least = max(self._inside.sizeHint().height(), self.viewport().height())
        self._inside.resize(self._inside.width(), max(height, least))
        self.body.activate()

    def _widen(self) -> None:
        """Give the page the width that its widgets cannot do without, once everything is folded."""
        needed = self.body.minimumSize().width() if is_narrow(self.window()) else 0
        self._inside.setMinimumWidth(needed if needed > self.viewport().width() else 0)
