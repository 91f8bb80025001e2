"""What is written can be read: the colours are taken from the pixels."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from mobiconseil.ui.tokens import contrast_ratio
from tests.audit.stops import is_covered, path, seen, shown

TEXT, LARGE = 4.5, 3.0
Colour = tuple[int, int, int]
_SHOWN = 0.7
"""Part of a text that must show to be judged: an edge of letters is always pale."""


def to_image(picture: QPixmap) -> Image.Image:
    """Return a picture of Qt as one of Pillow."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    return Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1)


def contrast(first: Colour, second: Colour) -> float:
    """Return the WCAG ratio of two colours."""
    return contrast_ratio(_hex(first), _hex(second))


def _hex(colour: Colour) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def pale(root: QWidget) -> list[str]:
    """Say which texts are too close to their ground; what cannot be used now is left out, as WCAG does."""
    whole = to_image(root.window().grab())
    ratio = whole.width / root.window().width()
    wrong = []
    for widget in _texts(root):
        rect = seen(widget)
        if rect.width() * rect.height() < _SHOWN * widget.width() * widget.height():
            continue
        crop = _crop(whole, rect, ratio)
        if crop is None:
            continue
        found = best(crop)
        if found is not None and found[0] < _least(widget):
            said = f"{found[0]:.1f} : {_hex(found[1])} sur {_hex(found[2])}"
            wrong.append(f"contraste {said}, {path(widget, root)} « {_text(widget)} »")
    return wrong


def best(crop: Image.Image) -> tuple[float, Colour, Colour] | None:
    """Return the strongest contrast of a picture with its ground, and both colours; None when it is plain."""
    colours = crop.getcolors(crop.width * crop.height)
    if not colours or len(colours) < 2:
        return None
    ground = max(colours)[1]
    ratio, colour = max((contrast(colour, ground), colour) for _, colour in colours if colour != ground)
    return ratio, colour, ground


def _crop(whole: Image.Image, rect: QRect, ratio: float) -> Image.Image | None:
    if rect.width() < 6 or rect.height() < 6:
        return None
    box = (rect.left() * ratio, rect.top() * ratio, (rect.right() + 1) * ratio, (rect.bottom() + 1) * ratio)
    return whole.crop(tuple(round(edge) for edge in box))  # type: ignore[arg-type]


def _texts(root: QWidget) -> Iterator[QWidget]:
    for widget in shown(root):
        written = isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox) and _text(widget).strip()
        if written and widget.isEnabled() and not widget.property("off") and not is_covered(widget):
            yield widget


def _text(widget: QWidget) -> str:
    for name in ("text", "currentText"):
        found = getattr(widget, name, None)
        if callable(found):
            return str(found())[:40]
    return ""


def _least(widget: QWidget) -> float:
    """Large: 24 px, or 19 px bold."""
    font = widget.font()
    return LARGE if font.pixelSize() >= (19 if font.bold() else 24) else TEXT
