"""A part that stays closed until somebody asks for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class Disclosure(QWidget):
    """A button with its title; what is in `body` shows below it once opened."""

    opened = Signal()
    """Sent the first time, so that the content may be built only then."""

    def __init__(self, title: str, hint: str = "", *, icon: str = "shield-account-outline") -> None:
        super().__init__()
        self._seen = False
        self._arrow = Button(title, Kind.QUIET, icon=icon)
        self._arrow.setCheckable(True)
        self._hint = Label(hint, Role.SMALL, wrap=True)
        self._inside = QWidget()
        self.body = Column(self._inside, gap=8)
        head = Row(gap=10)
        head.addWidget(self._arrow)
        head.addWidget(self._hint, 1)
        column = Column(self, gap=6)
        column.addLayout(head)
        column.addWidget(self._inside)
        self._inside.hide()
        self._arrow.toggled.connect(self._on_toggled)

    @property
    def button(self) -> Button:
        """Return what opens and closes."""
        return self._arrow

    def is_open(self) -> bool:
        """Say whether the content shows."""
        return self._arrow.isChecked()

    def _on_toggled(self, on: bool) -> None:
        if on and not self._seen:
            self._seen = True
            self.opened.emit()
        self._inside.setVisible(on)
