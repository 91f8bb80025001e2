"""Search and filter fields with their key painted inside."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, key_hint, key_hint_width, painter_for
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.labels import Icon, KeyHint
from mobiconseil.ui.widgets.text_fields import TextField


class SearchBox(TextField):
    """A field that filters what is below it; Échap empties it."""

    def __init__(self, placeholder: str, *, key: str = "", icon: str = "magnify", name: str = "") -> None:
        super().__init__(placeholder=placeholder, name=name or placeholder)
        self.put_left(Icon(icon, "text_2", 18))
        if key:
            self.put_right(KeyHint(key))

    def sizeHint(self) -> QSize:
        """Return the usual width."""
        return QSize(look().px(320), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Échap; an empty field leaves the key to the screen."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class SearchButton(Button):
    """Looks like a search field and opens the quick search."""

    def __init__(self, text: str, *, key: str = "Ctrl K", parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.SECONDARY, icon="magnify", key=key, parent=parent)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the usual width."""
        return QSize(look().px(300), look().px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the first words and the key: « … » says the others."""
        return QSize(look().px(230), look().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a field with its hint."""
        painter, style = painter_for(self), look()
        over = self.underMouse() or self.isDown()
        border = style.color("primary" if over else "border_strong")
        box(painter, QRectF(self.rect()), style.color("surface"), border, style.px(6))
        side, size = style.px(10), style.px(18)
        icons.draw(painter, "magnify", style.color("text_2"), QRect(side, (self.height() - size) // 2, size, size))
        painter.setFont(style.font(13.5))
        painter.setPen(style.color("text_3"))
        hint = key_hint_width(self._key)
        words = self.rect().adjusted(side + size + style.px(8), 0, -hint - 2 * side, 0)
        said = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        height = style.px(18)
        key_hint(painter, QRect(self.width() - hint - side, (self.height() - height) // 2, hint, height), self._key)
