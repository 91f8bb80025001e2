"""Pictures of the papers: QR code of a contact card, logos of the structure and of its funders."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import segno
from reportlab.lib.utils import ImageReader
from segno.helpers import make_mecard_data

from mobiconseil.pdf.glyphs import drawable
from mobiconseil.pdf.styles import INK
from mobiconseil.pdf.text import Block
from mobiconseil.services.papers.common import AdviserContact

_LONGEST_NAME = 80


class QrCode(Block):
    """A QR code drawn as plain squares, dark on the white of the paper."""

    def __init__(self, content: str, *, size: float, alternative: str) -> None:
        super().__init__()
        self.size = size
        self.alternative = drawable(alternative)
        self.matrix = segno.make_qr(content, error="m").matrix

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take a square, centred in its column."""
        self.width, self.height = available_width, self.size
        return self.width, self.height

    def draw(self) -> None:
        """Draw each horizontal stretch of dark modules as one rectangle of a single path."""
        canvas, module = self.canv, self.size / len(self.matrix)
        left = (self.width - self.size) / 2
        path = canvas.beginPath()
        for index, row in enumerate(self.matrix):
            bottom = self.size - (index + 1) * module
            for start, length in _dark_stretches(row):
                path.rect(left + start * module, bottom, length * module, module)
        with canvas.tagged("Figure", self.alternative):
            canvas.setFillColor(INK)
            canvas.drawPath(path, stroke=0, fill=1)


class Pictures(Block):
    """Logos on one row, each scaled to the same height; a file that is not a picture is left out."""

    def __init__(self, files: Sequence[bytes], *, height: float, align: str = "left", gap: float = 14.0) -> None:
        super().__init__()
        self.readers = [reader for reader in map(_reader, files) if reader is not None]
        self.wanted = height
        self.align = align
        self.gap = gap
        self._sizes: list[tuple[float, float]] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Shrink the row when it is wider than the page."""
        sizes = [reader.getSize() for reader in self.readers]
        widths = [self.wanted * width / max(1, height) for width, height in sizes]
        total = sum(widths) + self.gap * max(0, len(widths) - 1)
        scale = min(1.0, available_width / total) if total else 1.0
        self._sizes = [(width * scale, self.wanted * scale) for width in widths]
        self.width, self.height = available_width, self.wanted * scale if widths else 0.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw the logos from left to right."""
        total = sum(width for width, _ in self._sizes) + self.gap * max(0, len(self._sizes) - 1)
        left = self.width - total if self.align == "right" else 0.0
        with self.canv.decoration():
            for reader, (width, height) in zip(self.readers, self._sizes, strict=True):
                self.canv.drawImage(reader, left, 0, width, height, mask="auto")
                left += width + self.gap


def adviser_qr(adviser: AdviserContact, *, size: float, alternative: str) -> QrCode:
    """Return the contact card of the adviser; it holds nothing about the person."""
    return QrCode(contact_card(adviser), size=size, alternative=alternative)


def contact_card(adviser: AdviserContact) -> str:
    """Return the contact card of an adviser as text; a name too long for the code is cut."""
    name = " ".join(drawable(adviser.name).split())[:_LONGEST_NAME]
    phone = "".join((adviser.dialled or adviser.phone).split())
    card: str = make_mecard_data(name=name, phone=phone or None, email=adviser.email or None)
    return card


def _reader(content: bytes) -> ImageReader | None:
    """Open and decode a picture; Pillow raises one of these for what it does not recognise or finds cut."""
    try:
        reader = ImageReader(BytesIO(content))
        reader.getRGBData()
    except (OSError, ValueError, SyntaxError):
        return None
    return reader


def _dark_stretches(row: Sequence[int]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for index, dark in enumerate(row):
        if not dark:
            continue
        if stretches and sum(stretches[-1]) == index:
            stretches[-1] = (stretches[-1][0], stretches[-1][1] + 1)
        else:
            stretches.append((index, 1))
    return stretches
