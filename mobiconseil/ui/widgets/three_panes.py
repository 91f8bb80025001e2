"""Three columns in a large window, a drawer in a medium one, one column in a narrow one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.width_class import WidthClass, WidthWatcher

Widths = tuple[int, int, int]


class ThreePanes(QWidget):
    """`left` and `right` are columns of cards; `centre` scrolls by itself.

    In a medium window the right column goes into a drawer (F4). In a narrow one everything is one column, where
    the centre keeps `centre_height`; with `keep_drawer` the right column stays in the drawer.
    """

    class_changed = Signal(object)
    """The new WidthClass."""

    def __init__(
        self,
        left: QWidget | None,
        centre: QWidget,
        right: QWidget,
        *,
        panel: str,
        widths: Widths = (376, 522, 300),
        centre_height: int = 520,
        keep_drawer: bool = False,
    ) -> None:
        super().__init__()
        self._left, self._centre, self._right = left, centre, right
        self._widths, self._centre_height, self._keep_drawer = widths, centre_height, keep_drawer
        self._watcher: WidthWatcher | None = None
        self._page: QWidget | None = None
        self.width_class = WidthClass.WIDE
        self._outer = Column(self, gap=0)
        self.drawer = Drawer(self, panel, width=widths[2] + 56)
        self._arrange()
        follow(self)

    def restyle(self) -> None:
        """Take the height in force."""
        narrow = self.width_class is WidthClass.NARROW
        self._centre.setMinimumHeight(look().px(self._centre_height) if narrow else 0)

    @property
    def has_drawer(self) -> bool:
        """Say whether the right column stands in the drawer."""
        narrow = self.width_class is WidthClass.NARROW
        return self.width_class is WidthClass.MEDIUM or (narrow and self._keep_drawer)

    def toggle_panel(self) -> None:
        """Open or close the drawer, when there is one."""
        if self.has_drawer:
            self.drawer.toggle()

    def show_panel(self) -> None:
        """Make the right column visible."""
        if self.has_drawer:
            self.drawer.open_drawer()

    def reveal(self, widget: QWidget) -> None:
        """Scroll whatever holds a widget until it is seen."""
        parent = widget.parentWidget()
        while parent is not None and parent is not self:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the width of the window, known only now."""
        super().showEvent(event)
        if self._watcher is None:
            self._watcher = WidthWatcher(self.window(), self)
            self._watcher.changed.connect(self._on_class_changed)
            self._on_class_changed(self._watcher.current)

    def _on_class_changed(self, found: WidthClass) -> None:
        if found is self.width_class:
            return
        self.width_class = found
        self.drawer.close_drawer()
        self._arrange()
        self.restyle()
        self.class_changed.emit(found)

    def _arrange(self) -> None:
        former, self._page = self._page, QWidget(self)
        if former is not None:
            for widget in self._columns_given():
                widget.setParent(self)
        if self.width_class is WidthClass.NARROW:
            self._one_column(self._page)
        else:
            self._columns(self._page)
        if self.has_drawer:
            self.drawer.body.addWidget(self._right, 1)
        self._outer.addWidget(self._page)
        self.drawer.raise_()
        if former is not None:
            self._page.show()
            for widget in self._columns_given():
                widget.show()
            self._outer.removeWidget(former)
            former.hide()
            former.deleteLater()

    def _columns_given(self) -> list[QWidget]:
        return [widget for widget in (self._left, self._centre, self._right) if widget is not None]

    def _columns(self, page: QWidget) -> None:
        row = Row(page, margins=(20, 17, 20, 16), gap=16)
        left, centre, right = self._widths
        if self._left is not None:
            row.addWidget(self._scrolling(self._left), left)
        row.addWidget(self._centre, centre)
        if not self.has_drawer:
            row.addWidget(self._scrolling(self._right), right)

    def _one_column(self, page: QWidget) -> None:
        scroll = ScrollPage(margins=(16, 14, 16, 14), gap=14)
        if self._left is not None:
            scroll.body.addWidget(self._left)
        scroll.body.addWidget(self._centre)
        if not self.has_drawer:
            scroll.body.addWidget(self._right)
        Column(page, gap=0).addWidget(scroll)

    def _scrolling(self, inside: QWidget) -> QScrollArea:
        scroll = ScrollPage(margins=0, gap=0)
        scroll.body.addWidget(inside)
        inside.setAutoFillBackground(False)
        return scroll


def card_column(*cards: QWidget, gap: int = 16, fill: bool = True) -> QWidget:
    """Return cards one under the other; the last one takes the height that is left."""
    holder = QWidget()
    fill_column(holder, *cards, gap=gap, fill=fill)
    return holder


def fill_column(holder: QWidget, *cards: QWidget, gap: int = 16, fill: bool = True) -> None:
    """Put cards one under the other in an empty widget."""
    holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
    column = Column(holder, gap=gap)
    for rank, card in enumerate(cards):
        column.addWidget(card, 1 if fill and rank == len(cards) - 1 else 0)
    if not fill:
        column.addStretch(1)
