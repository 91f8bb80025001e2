"""Draws the icons of the packages from the one drawing of the program: `python3 packaging/dev.py package --icons`.

They are committed, so that packaging needs no drawing: run this after a change of resources/icons/mobiconseil.svg.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources" / "icons" / "mobiconseil.svg"
TARGET = ROOT / "packaging" / "icons"
_LARGE = 1024
_WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_LINUX = 256


def main(target: Path = TARGET) -> int:
    """Write mobiconseil.png, .ico and .icns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    target.mkdir(parents=True, exist_ok=True)
    drawn(_LINUX).save(target / "mobiconseil.png", optimize=True)
    sizes = [drawn(size) for size in _WINDOWS]
    sizes[-1].save(target / "mobiconseil.ico", sizes=[(size, size) for size in _WINDOWS], append_images=sizes[:-1])
    drawn(_LARGE).save(target / "mobiconseil.icns", append_images=[drawn(size) for size in (64, 128, 256, 512)])
    for path in sorted(target.iterdir()):
        print(f"{path.name}: {path.stat().st_size} octets")
    return 0


def drawn(size: int) -> Image.Image:
    """Return the drawing at a size, each drawn from its lines and never shrunk."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(bytes(content.data())))


if __name__ == "__main__":
    sys.exit(main())
