"""Empties a layout before it is filled again, and links that know what they are about."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout

from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind, LinkButton


def empty(layout: QLayout) -> None:
    """Remove everything from a layout and from the layouts inside it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


class CodeLink(LinkButton):
    """A link that says its code when it is followed."""

    followed = Signal(str)

    def __init__(self, text: str, code: str, *, name: str = "") -> None:
        super().__init__(text)
        self.code = code
        if name:
            self.setAccessibleName(name)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.followed.emit(self.code)


class CodeButton(Button):
    """A small button of a row that says its code when it is pressed."""

    pressed_code = Signal(str)

    def __init__(self, text: str, code: str, *, icon: str = "", name: str = "", kind: Kind = Kind.SECONDARY) -> None:
        super().__init__(text, kind, icon=icon, height=Height.ROW)
        self.code = code
        if name:
            self.setAccessibleName(name)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.pressed_code.emit(self.code)


class CodeIcon(IconButton):
    """A glyph of a row that says its code when it is pressed."""

    pressed_code = Signal(str)

    def __init__(self, icon: str, name: str, code: str) -> None:
        super().__init__(icon, name)
        self.code = code
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.pressed_code.emit(self.code)
