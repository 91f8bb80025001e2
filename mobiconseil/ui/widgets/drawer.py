"""A panel that comes from the right, over the page, when the window is not wide enough."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import IconButton
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage

SLIDE_MS = 120


class _Inside:
    """The title of a panel, the button that closes it, and its page, which scrolls."""

    def __init__(self, panel: QWidget, title: str) -> None:
        self.title = Label(title, Role.CARD)
        self.close = IconButton("close", panel.tr("Fermer"), key="Échap")
        head = Row(margins=(16, 10, 10, 6), gap=8)
        head.addWidget(self.title, 1)
        head.addWidget(self.close)
        page = ScrollPage(margins=(16, 4, 16, 16), gap=12)
        self.body = page.body
        column = Column(panel, gap=0)
        column.addLayout(head)
        column.addWidget(page, 1)


class Drawer(QFrame):
    """Opens with F4 or a button of the screen, closes with Échap and gives the focus back."""

    toggled = Signal(bool)

    def __init__(self, host: QWidget, title: str, *, width: int = 340) -> None:
        super().__init__(host)
        self.setProperty("frame", "drawer")
        self.setAccessibleName(title)
        self._host, self._wanted = host, width
        self._open = False
        self._before: QWidget | None = None
        host.installEventFilter(self)
        self.hide()
        follow(self)

    @cached_property
    def _inside(self) -> _Inside:
        """Return what is in the panel, made when it is first asked for: most panels are never opened."""
        inside = _Inside(self, self.accessibleName())
        inside.close.clicked.connect(self.close_drawer)
        return inside

    @cached_property
    def _slide(self) -> QPropertyAnimation:
        slide = QPropertyAnimation(self, b"pos", self)
        slide.setDuration(SLIDE_MS)
        slide.finished.connect(self._on_slid)
        return slide

    @property
    def body(self) -> Column:
        """Return the column that holds the widgets of the panel."""
        return self._inside.body

    @property
    def close_button(self) -> IconButton:
        """Return the button that closes the panel."""
        return self._inside.close

    @property
    def title(self) -> Label:
        """Return what the panel is about, in words."""
        return self._inside.title

    def is_open(self) -> bool:
        """Tell whether the panel is shown."""
        return self._open

    def toggle(self) -> None:
        """Open or close."""
        if self._open:
            self.close_drawer()
        else:
            self.open_drawer()

    def open_drawer(self) -> None:
        """Slide in and take the focus."""
        if self._open:
            return
        self._open = True
        self._before = QApplication.focusWidget()
        self._fit()
        self.show()
        self.raise_()
        self._go(self._host.width(), self._host.width() - self.width())
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.toggled.emit(True)

    def close_drawer(self) -> None:
        """Slide out and give the focus back."""
        if not self._open:
            return
        self._open = False
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(self.x(), self._host.width())
        self.toggled.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Échap."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the page."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._fit()

    def _fit(self) -> None:
        width = min(look().px(self._wanted), self._host.width())
        self.setGeometry(self._host.width() - (width if self._open else 0), 0, width, self._host.height())

    def _go(self, start: int, end: int) -> None:
        self._slide.stop()
        if look().reduced_motion:
            self.move(end, 0)
            self._on_slid()
            return
        self._slide.setStartValue(QPoint(start, 0))
        self._slide.setEndValue(QPoint(end, 0))
        self._slide.start()

    def _on_slid(self) -> None:
        if not self._open:
            self.hide()
