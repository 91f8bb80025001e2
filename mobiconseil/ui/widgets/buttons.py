"""Buttons: five kinds, three heights, an icon and the key that does the same."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, key_hint, key_hint_width, painter_for
from mobiconseil.ui.theme import REGULAR, SEMIBOLD, follow, look


class Kind(StrEnum):
    """How much a button asks to be pressed; one PRIMARY at most per screen."""

    PRIMARY = "principal"
    SECONDARY = "secondaire"
    QUIET = "discret"
    DESTRUCTIVE = "destructif"
    LINK = "lien"
    TOAST = "toast"


class Height(Enum):
    """Height, side padding, text and icon sizes at 100 %."""

    NORMAL = (36, 14, 14, 18)
    ROW = (30, 11, 13, 17)
    TALL = (44, 16, 15, 20)


class _Paint(NamedTuple):
    fill: str = ""
    border: str = ""
    text: str = "text"


_PAINT = {
    Kind.PRIMARY: (_Paint("primary", "", "on_primary"), _Paint("primary_hover", "", "on_primary")),
    Kind.SECONDARY: (_Paint("surface", "border_strong"), _Paint("primary_tint", "primary")),
    Kind.QUIET: (_Paint(), _Paint("primary_tint", "", "on_tint")),
    Kind.DESTRUCTIVE: (_Paint("surface", "danger", "danger"), _Paint("danger_bg", "danger", "danger")),
    Kind.LINK: (_Paint(text="primary"), _Paint(text="primary_hover")),
    Kind.TOAST: (_Paint(text="toast_action"), _Paint(text="toast_action")),
}
_PRESSED = {
    Kind.PRIMARY: _Paint("primary_pressed", "", "on_primary"),
    Kind.SECONDARY: _Paint("primary_tint_2", "primary", "on_tint"),
    Kind.QUIET: _Paint("primary_tint_2", "", "on_tint"),
}
_DISABLED = _Paint("surface_2", "border", "text_disabled")
_CHECKED = _Paint("primary_tint", "primary", "on_tint")


class Button(QPushButton):
    """A button whose label is a verb; « … » ends it only when a dialog follows."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        height: Height = Height.NORMAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._icon_name, self._key, self._height = kind, icon, key, height
        self.icon_after = False
        self.light = False
        self.setProperty("painted", True)
        self.setProperty("ringRadius", 6)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        follow(self)

    @property
    def kind(self) -> Kind:
        """Return the kind of the button."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Change how the button looks."""
        if kind is not self._kind:
            self._kind = kind
            self.restyle()

    def set_icon_name(self, name: str) -> None:
        """Change the glyph."""
        if name != self._icon_name:
            self._icon_name = name
            self.restyle()

    def set_key(self, key: str) -> None:
        """Change the painted key."""
        if key != self._key:
            self._key = key
            self.restyle()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of icon, text and key side by side."""
        style = look()
        height, padding, _, _ = self._height.value
        if self._kind is Kind.LINK:
            padding = 0
        if self._kind is Kind.TOAST:
            padding = 8
        return QSize(self._content_width() + (2 * style.px(padding) if padding else 1), style.px(height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Entrée press the button, as Espace does; Ctrl+Entrée belongs to the form around it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the full size: a label is never cut."""
        return self.sizeHint()

    def _font_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _font(self) -> QFont:
        return look().font(self._height.value[2], REGULAR if self.light else SEMIBOLD)

    def _content_width(self) -> int:
        style = look()
        width = self._font_metrics().horizontalAdvance(self.text()) if self.text() else 0
        if self._icon_name:
            width += style.px(self._height.value[3]) + (style.px(8) if self.text() else 0)
        if self._key:
            width += key_hint_width(self._key) + style.px(9)
        return width

    def _colors(self) -> _Paint:
        if not self.isEnabled():
            return _Paint(text="text_disabled") if self._kind in (Kind.LINK, Kind.QUIET, Kind.TOAST) else _DISABLED
        normal, hover = _PAINT[self._kind]
        if self.isDown():
            return _PRESSED.get(self._kind, hover)
        if self.isCheckable() and self.isChecked():
            return _CHECKED
        return hover if self.underMouse() else normal

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colours."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, then icon, text and key in the middle."""
        painter = painter_for(self)
        colors, style = self._colors(), look()
        text = style.color("text_2" if self.light and colors.text == "text" else colors.text)
        if colors.fill or colors.border:
            fill = style.color(colors.fill) if colors.fill else None
            border = style.color(colors.border) if colors.border else None
            box(painter, QRectF(self.rect()), fill, border, style.px(6))
        self._paint_content(painter, text)

    def _paint_content(self, painter: QPainter, color: QColor) -> None:
        style = look()
        left = max((self.width() - self._content_width()) // 2, 0)
        parts = ["icon", "text"] if not self.icon_after else ["text", "icon"]
        for part in parts:
            if part == "icon" and self._icon_name:
                size = style.px(self._height.value[3])
                icons.draw(painter, self._icon_name, color, QRect(left, (self.height() - size) // 2, size, size))
                left += size + style.px(8)
            elif part == "text" and self.text():
                left = self._paint_text(painter, color, left)
        if self._key:
            width, height = key_hint_width(self._key), style.px(18)
            rect = QRect(left + style.px(1), (self.height() - height) // 2, width, height)
            key_hint(painter, rect, self._key, on=color if self._kind is Kind.PRIMARY else None)

    def _paint_text(self, painter: QPainter, color: QColor, left: int) -> int:
        font = self._font()
        font.setUnderline(self._kind is Kind.LINK and self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(color)
        width = self._font_metrics().horizontalAdvance(self.text())
        rect = QRect(left, 0, width + 1, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, flags, self.text())
        return left + width + look().px(8)


class LinkButton(Button):
    """A link: petrol text, underlined under the mouse."""

    def __init__(self, text: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.LINK, icon=icon, height=Height.ROW, parent=parent)


class IconButton(Button):
    """A square button with only a glyph; its name is spoken and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        kind: Kind = Kind.QUIET,
        *,
        height: Height = Height.ROW,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._name = name
        super().__init__("", kind, icon=icon, height=height, parent=parent)
        self.tint = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name, key)

    def set_name(self, name: str, key: str = "") -> None:
        """Change what the button says it does."""
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)

    def sizeHint(self) -> QSize:
        """Return a square."""
        side = look().px(self._height.value[0])
        return QSize(side, side)

    def _paint_content(self, painter: QPainter, color: QColor) -> None:
        style = look()
        size = style.px(self._height.value[3] + (2 if self._height is Height.NORMAL else 1))
        if self.tint and self.isEnabled() and not self.underMouse():
            color = style.color(self.tint)
        elif self._kind is Kind.QUIET and self.isEnabled() and not self.underMouse():
            color = style.color("text_2")
        rect = QRect((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        icons.draw(painter, self._icon_name, color, rect)
