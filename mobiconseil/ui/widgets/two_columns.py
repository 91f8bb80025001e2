"""A narrow column of cards beside a page, or above it when there is little room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage

_LEAST = 280
"""Width that the narrow column keeps when the whole shrinks."""


class TwoColumns(QWidget):
    """With room, `side` scrolls by itself and `main` takes the rest; else both are one page that scrolls.

    `top` is what must be seen first: above `main`, or at the head of the page that scrolls.
    """

    def __init__(
        self,
        side: QWidget,
        main: QWidget,
        *,
        width: int = 340,
        narrow_under: int = 840,
        main_height: int = 460,
        top: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._side, self._main, self._top = side, main, top
        self._width, self._under, self._main_height = width, narrow_under, main_height
        self._narrow: bool | None = None
        self._page: QWidget | None = None
        self._outer = Column(self, gap=0)
        self._arrange(narrow=False)
        follow(self)

    @property
    def is_narrow(self) -> bool:
        """Say whether everything is in one column."""
        return bool(self._narrow)

    def reveal(self, widget: QWidget) -> None:
        """Scroll whatever holds a widget until it is seen."""
        parent = widget.parentWidget()
        while parent is not None and parent is not self:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._fit()
        self._size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one column or two."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() / look().scale < self._under
        if narrow is not self._narrow and self.width() > 0:
            self._arrange(narrow=narrow)
        elif not narrow:
            self._size()

    def _arrange(self, *, narrow: bool) -> None:
        self._narrow = narrow
        former, self._page = self._page, QWidget(self)
        top_hidden = self._top is None or self._top.isHidden()
        if self._top is not None:
            self._top.setParent(self)
        for widget in (self._side, self._main):
            widget.setParent(self)
        if narrow:
            scroll = ScrollPage(margins=(16, 14, 16, 14), gap=14)
            if self._top is not None:
                scroll.body.addWidget(self._top)
            scroll.body.addWidget(self._side)
            scroll.body.addWidget(self._main)
            Column(self._page, gap=0).addWidget(scroll)
        else:
            row = Row(self._page, margins=(16, 14, 16, 14), gap=14)
            self._scroll = ScrollPage(margins=0, gap=0)
            self._scroll.body.addWidget(self._side)
            row.addWidget(self._scroll)
            rest = Column(gap=12)
            row.addLayout(rest, 1)  # empty: what it holds goes away in a narrow window
            if self._top is not None:
                rest.addWidget(self._top)
            rest.addWidget(self._main, 1)
        self._outer.addWidget(self._page)
        self._size()
        for widget in (self._page, self._side, self._main):
            widget.show()
        if self._top is not None:
            self._top.setHidden(top_hidden)
        if former is not None:
            self._outer.removeWidget(former)
            former.hide()
            former.deleteLater()

    def _size(self) -> None:
        self._main.setMinimumHeight(look().px(self._main_height) if self._narrow else 0)
        if not self._narrow:
            width = look().px(self._width)
            self._scroll.setFixedWidth(min(width, max(self.width() // 3, look().px(_LEAST))) if self.width() else width)
