"""Small strokes shared by the painted widgets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.theme import SEMIBOLD, look


def painter_for(widget: QWidget) -> QPainter:
    """Return a smooth painter on the widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    return painter


def box(
    painter: QPainter, rect: QRectF, fill: QColor | None, border: QColor | None, radius: float, *, width: float = 1
) -> None:
    """Paint a rounded rectangle whose border stays inside the rectangle."""
    inset = width / 2 if border is not None else 0
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def advance(font: QFont, text: str) -> int:
    """Return the width of a text."""
    return QFontMetrics(font).horizontalAdvance(text)


def write(painter: QPainter, rect: QRect, text: str, font: QFont, token: str, *, right: bool = False) -> None:
    """Write a text on one line, cut with « … » where there is no room."""
    if not text or rect.width() <= 0:
        return
    painter.setFont(font)
    painter.setPen(look().color(token))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, shown)


def key_hint_width(text: str) -> int:
    """Return the width of a painted key hint."""
    return max(advance(look().font(11.5, SEMIBOLD), text) + look().px(10), look().px(18))


def key_hint(painter: QPainter, rect: QRect, text: str, *, on: QColor | None = None) -> None:
    """Paint the name of a key in a small frame; `on` is the text colour when it lies on a filled button."""
    style = look()
    fill = None if on is not None else style.color("sunken")
    box(painter, QRectF(rect), fill, on or style.color("border"), style.px(4))
    painter.setFont(style.font(11.5, SEMIBOLD))
    painter.setPen(on or style.color("text_2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def disc(painter: QPainter, center: QPointF, radius: float, fill: QColor, border: QColor, *, width: float = 2) -> None:
    """Paint a disc with its outline."""
    painter.setPen(QPen(border, width))
    painter.setBrush(fill)
    painter.drawEllipse(center, radius, radius)
