"""Fields where one line is typed: text, phone; with room for a glyph or a key inside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.labels import set_flag

_LEFT = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
"""The field was left, not only covered by a menu or another window."""


class TextField(QLineEdit):
    """A one line field; `textEdited` while typing, `editingFinished` on leaving. Widgets may stand inside it."""

    def __init__(self, text: str = "", *, placeholder: str = "", name: str = "", limit: int = 0) -> None:
        super().__init__(text)
        self.setCursorPosition(0)
        self._left: QWidget | None = None
        self._right: QWidget | None = None
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setProperty("ringRadius", 6)
        if limit:
            self.setMaxLength(limit)
        follow(self)

    def setText(self, text: str | None) -> None:
        """Show a text from its beginning, unless somebody writes there."""
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on writing after the text when the program brings the keyboard here."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason and not self.hasSelectedText():
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of a long text again once somebody leaves it."""
        super().focusOutEvent(event)
        if event.reason() in _LEFT:
            self.setCursorPosition(0)

    def set_error(self, error: bool) -> None:
        """Frame the field in red, or not."""
        set_flag(self, "error", error)

    def put_left(self, widget: QWidget) -> None:
        """Show a widget at the left, inside the field."""
        widget.setParent(self)
        self._left = widget
        self.restyle()

    def put_right(self, widget: QWidget) -> None:
        """Show a widget at the right, inside the field."""
        widget.setParent(self)
        self._right = widget
        self.restyle()

    def restyle(self) -> None:
        """Place the inner widgets again."""
        gap = look().px(6)
        left = self._left.sizeHint().width() + gap if self._left is not None else 0
        right = self._right.sizeHint().width() + gap if self._right is not None else 0
        self.setTextMargins(left, 0, right, 0)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the inner widgets in place."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        side = look().px(9)
        for widget, at_left in ((self._left, True), (self._right, False)):
            if widget is not None:
                size = widget.sizeHint()
                left = side if at_left else self.width() - size.width() - side
                widget.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())


class PhoneField(TextField):
    """A phone number, written in pairs on leaving; `parse` returns the text to show, or None if it is not one."""

    number_changed = Signal(str)
    invalid = Signal(str)

    def __init__(self, parse: Callable[[str], str | None], text: str = "", *, name: str = "Téléphone") -> None:
        super().__init__(text, name=name)
        self._parse, self._shown = parse, text
        self.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.editingFinished.connect(self._on_finished)

    def _on_finished(self) -> None:
        typed = self.text().strip()
        if typed == self._shown:
            return
        shown = self._parse(typed) if typed else ""
        if shown is None:
            self.invalid.emit(typed)
            return
        self._shown = shown
        self.setText(shown)
        self.number_changed.emit(shown)
