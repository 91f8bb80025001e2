"""Icons of the program: Material Design glyphs in token colours, and the program's own drawing."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap

from mobiconseil.paths import resources
from mobiconseil.ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtSvg import QSvgRenderer

_LONGEST = 16
"""Characters that hold a code, between its quotes."""
_FONT, _CODES = "materialdesignicons6-webfont-*.ttf", "materialdesignicons6-webfont-charmap-*.json"


@lru_cache(maxsize=1)
def _codes() -> str:
    """Return the table of codes as a text: its seven thousand entries, read as JSON, would delay the first window."""
    return _file(_CODES).read_text(encoding="utf-8")


def _file(pattern: str) -> Path:
    """Return a file of the icon fonts of QtAwesome, whose code is not imported: it would load all of Qt twice over."""
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("qtawesome")
    return next((Path(spec.origin).parent / "fonts").glob(pattern))


@lru_cache(maxsize=512)
def glyph(name: str) -> str:
    """Return the character of an icon in the icon font. Raises KeyError for an unknown name."""
    key, codes = f'"{name}":', _codes()
    start = codes.find(key)
    if start < 0:
        raise KeyError(name)
    _, value, _ = codes[start + len(key) : start + len(key) + _LONGEST].split('"', 2)
    return chr(int(value, 16))


@lru_cache(maxsize=1)
def _family() -> str:
    loaded = QFontDatabase.addApplicationFont(str(_file(_FONT)))
    return QFontDatabase.applicationFontFamilies(loaded)[0]


@lru_cache(maxsize=64)
def _glyph_font(size: int) -> QFont:
    font = QFont(_family())
    font.setPixelSize(size)
    return font


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw(painter, name, QColor(color), QRect(0, 0, size, size))
    painter.end()
    return pixmap


def draw(painter: QPainter, name: str, color: QColor, rect: QRect) -> None:
    """Paint the glyph in the square, in the middle of it."""
    painter.save()
    painter.setFont(_glyph_font(min(rect.width(), rect.height())))
    painter.setPen(color)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, glyph(name))
    painter.restore()


def pixmap(name: str, color: str = "text_2", size: int = 18, *, ratio: float = 1.0) -> QPixmap:
    """Return the glyph as an image in a token colour; the size is the one drawn at 100 %."""
    return _pixmap(name, look().color(color).name(), look().px(size), ratio)


def icon(name: str, color: str = "text_2", size: int = 18) -> QIcon:
    """Return the glyph as an icon in a token colour, also drawn when disabled."""
    from PySide6.QtGui import QIcon  # late, here and below: the first window shows none

    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, color, size, ratio=ratio))
        result.addPixmap(pixmap(name, "text_disabled", size, ratio=ratio), QIcon.Mode.Disabled)
    return result


@lru_cache(maxsize=4)
def _renderer(name: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # late: the first window shows its words before its drawing

    return QSvgRenderer(str(resources() / "icons" / f"{name}.svg"))


def draw_motif(painter: QPainter, rect: QRectF) -> None:
    """Paint the route and its pins, without their tile."""
    _renderer("motif").render(painter, rect)


def app_icon() -> QIcon:
    """Return the icon of the program, in the sizes that desktops ask for."""
    from PySide6.QtGui import QIcon

    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        image = QPixmap(size, size)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        _renderer("mobiconseil").render(painter, QRectF(0, 0, size, size))
        painter.end()
        result.addPixmap(image)
    return result
