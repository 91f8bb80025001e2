"""Texts of a screen: one role per size and colour, quotes, lines with an icon."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from mobiconseil.ui import icons, tokens
from mobiconseil.ui.painting import box, key_hint, key_hint_width, painter_for
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.layouts import Column, Row


class Role(StrEnum):
    """What a text is for; the style sheet gives its size, weight and colour."""

    PAGE = "page"
    SECTION = "section"
    CARD = "card"
    STRONG = "strong"
    BODY = "body"
    LABEL = "label"
    QUOTE = "quote"
    SECONDARY = "secondary"
    SMALL = "small"
    SMALL_STRONG = "smallstrong"
    HINT = "hint"
    HELP = "help"
    ERROR = "error"
    WARN = "warn"
    DANGER = "danger"
    OK = "ok"
    TOAST = "toast"
    ON_RAIL = "onrail"


class Label(QLabel):
    """A text with a role; it wraps unless told otherwise and can be selected by a screen reader."""

    def __init__(self, text: str = "", role: Role = Role.BODY, *, wrap: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role.value)

    def set_role(self, role: Role) -> None:
        """Change what the text is for."""
        self.setProperty("role", role.value)
        repolish(self)


class RichLabel(Label):
    """A text whose important words are bold (simple HTML)."""

    def __init__(self, html: str = "", role: Role = Role.BODY) -> None:
        super().__init__(html, role, wrap=True)
        self.setTextFormat(Qt.TextFormat.RichText)


class ElidedLabel(Label):
    """A text on one line that ends with « … » when it has no room; the whole text is then its tooltip."""

    _aside = ""

    def setText(self, text: str) -> None:
        """Change the text, and what its tooltip says of it."""
        super().setText(text)
        self._tell()

    def set_aside(self, text: str) -> None:
        """Give what goes with the text and has no place on the screen: the tooltip says it."""
        self._aside = text
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Accept little room."""
        return QSize(min(self.sizeHint().width(), look().px(60)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text as a tooltip when it is cut."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = painter_for(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()) | Qt.TextFlag.TextSingleLine, shown)

    def _tell(self) -> None:
        cut = self.text() if self.sizeHint().width() > self.width() else ""
        self.setToolTip("\n".join(part for part in (cut, self._aside) if part))


class Icon(QWidget):
    """A decorative glyph in a token colour; its meaning is always written beside it."""

    def __init__(self, name: str, color: str = "text_2", size: int = 20) -> None:
        super().__init__()
        self.name, self.color, self._size = name, color, size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self)

    def set_icon(self, name: str, color: str | None = None) -> None:
        """Show another glyph."""
        self.name, self.color = name, color or self.color
        self.update()

    def restyle(self) -> None:
        """Take the size in force."""
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square."""
        return QSize(look().px(self._size), look().px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the glyph."""
        color = look().color(self.color if self.isEnabled() else "text_disabled")
        icons.draw(painter_for(self), self.name, color, self.rect())


class IconLine(QWidget):
    """An icon and a sentence that may wrap."""

    def __init__(self, icon: str, text: str, color: str = "text_2", role: Role = Role.BODY, size: int = 18) -> None:
        super().__init__()
        self.icon = Icon(icon, color, size)
        self.label = Label(text, role, wrap=True)
        row = Row(self)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def set_text(self, text: str) -> None:
        """Change the sentence."""
        self.label.setText(text)


class Quote(QFrame):
    """The words of the person, beside a bar."""

    def __init__(self, text: str = "", role: Role = Role.QUOTE) -> None:
        super().__init__()
        self.setProperty("frame", "quote")
        self._label = Label(text, role, wrap=True)
        column = Column(self, margins=(2, 2, 0, 2))
        column.addWidget(self._label)

    def set_text(self, text: str) -> None:
        """Change the words."""
        self._label.setText(text)


class Line(QFrame):
    """A decorative one pixel separator."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        self.setProperty("frame", "vline" if vertical else "line")


class KeyHint(QWidget):
    """The name of a key in a small frame (« Ctrl K », « Entrée », « ↓ »)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow(self)

    def restyle(self) -> None:
        """Take the size of the text."""
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the frame."""
        return QSize(key_hint_width(self._text), look().px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame and its text."""
        key_hint(painter_for(self), self.rect(), self._text)


class FamilyIcon(QWidget):
    """The icon of a family of services in its square, coloured as the family."""

    def __init__(self, code: str, size: int = 26) -> None:
        super().__init__()
        self._family, self._size = tokens.families()[code], size
        self.setAccessibleName(self._family.label)
        follow(self)

    def restyle(self) -> None:
        """Take the size in force."""
        self.setFixedSize(look().px(self._size), look().px(self._size))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square and the icon."""
        painter = painter_for(self)
        style = look()
        color = QColor(self._family.color(dark=style.is_dark))
        box(painter, QRectF(self.rect()), style.color("surface"), color, style.px(5))
        gap = round(self.width() * 0.15)
        icons.draw(painter, self._family.icon, color, QRect(self.rect()).adjusted(gap, gap, -gap, -gap))


def repolish(widget: QWidget) -> None:
    """Apply the style sheet again after a change of dynamic property; a widget never shown will get it in time."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_flag(widget: QWidget, name: str, value: bool) -> None:
    """Set a dynamic property used by the style sheet, once."""
    if bool(widget.property(name)) is not value:
        widget.setProperty(name, value)
        repolish(widget)
