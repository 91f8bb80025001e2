"""Makes the small pictures of the guide from those of docs/screenshots: `python packaging/guide_pictures.py`.

Only the pictures that a page of resources/help shows are kept. They ship with the program, hence the size and the
palette; Qt draws them, so that nothing else has to be installed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[1]
HELP = ROOT / "resources" / "help"
WIDTH = 1000
MOST_BYTES = 3_000_000
_PICTURE = re.compile(r"^!\[[^\]]+\]\(([a-z0-9-]+)\)$", re.MULTILINE)


def named() -> list[str]:
    """Return the pictures that the pages show."""
    found = {name for page in HELP.glob("*.md") for name in _PICTURE.findall(page.read_text(encoding="utf-8"))}
    return sorted(found)


def make(source: Path, target: Path) -> int:
    """Write the small pictures of the pages, and return their weight. Raises FileNotFoundError."""
    target.mkdir(parents=True, exist_ok=True)
    for former in target.glob("*.png"):
        former.unlink()
    weight = 0
    for name in named():
        picture = QImage(str(source / f"{name}.png"))
        if picture.isNull():
            raise FileNotFoundError(source / f"{name}.png")
        path = target / f"{name}.png"
        _light(picture.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)).save(str(path), None, 0)
        weight += path.stat().st_size
    return weight


def _light(picture: QImage) -> QImage:
    """Return the picture in its 256 most frequent colours; the others are shades of its letters."""
    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    frequent = Counter(memoryview(whole.constBits()).cast("I").tolist()).most_common(256)
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return whole.convertToFormat(QImage.Format.Format_Indexed8, [color for color, _ in frequent], flags)


def main() -> int:
    """Make the pictures; the exit code is 1 when they became too heavy to ship."""
    weight = make(ROOT / "docs" / "screenshots", HELP / "images")
    print(f"{len(named())} images de l’aide, {weight // 1024} Kio")
    return int(weight > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
