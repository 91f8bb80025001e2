"""A text that starts as one line with a pencil and grows as it is written; Entrée ends it, Maj+Entrée goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.labels import Icon
from mobiconseil.ui.widgets.text_area import TextArea

_OTHER_ENTERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class NoteArea(TextArea):
    """A text area with a glyph at its left."""

    ended = Signal()
    """Entrée was pressed: what looks like one line is left as one line is."""

    def __init__(self, placeholder: str, *, name: str = "", icon: str = "pencil-outline", most: int = 4) -> None:
        self._glyph: Icon | None = None
        super().__init__(placeholder=placeholder, name=name, lines=1, most=most)
        self._glyph = Icon(icon, "text_2", 18)
        self._glyph.setParent(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the height of the text and the room of the glyph."""
        super().restyle()
        if self._glyph is None:
            return
        style = look()
        self.setFixedHeight(max(self.height(), style.px(40)))
        self.setViewportMargins(style.px(26), style.px(1), 0, 0)
        full = self.document().size().height() > self.height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Entrée alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _OTHER_ENTERS:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the glyph in place."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._glyph is not None:
            style = look()
            self._glyph.move(style.px(12), style.px(11))
