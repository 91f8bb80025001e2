"""The embedded fonts of the papers: Noto Sans in three weights, and Material Design Icons for the pictograms."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mobiconseil import paths

REGULAR = "NotoSans"
SEMIBOLD = "NotoSans-SemiBold"
BOLD = "NotoSans-Bold"
ICONS = "MobiIcons"

_FILES = {REGULAR: "NotoSans-Regular.ttf", SEMIBOLD: "NotoSans-SemiBold.ttf", BOLD: "NotoSans-Bold.ttf"}
_ICON_FILE = re.compile(r"materialdesignicons6-webfont-([\d.]+)\.ttf$")


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the four fonts known to ReportLab, once per process."""
    folder = paths.resources() / "fonts"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFont(TTFont(ICONS, str(_icon_files()[0])))


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Return the code points that all three weights can draw."""
    register_fonts()
    faces = [pdfmetrics.getFont(name).face.charToGlyph for name in _FILES]
    return frozenset(set(faces[0]).intersection(*faces[1:]))


def icon_glyph(name: str) -> str:
    """Return the character of a pictogram of the icon font, named as in Material Design Icons."""
    return chr(int(_charmap()[name], 16))


def text_width(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


@lru_cache(maxsize=1)
def _icon_files() -> tuple[Path, Path]:
    """Find the icon font and its character map in the qtawesome package, without importing it (it needs Qt)."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("qtawesome, which carries the icon font, is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "fonts"
    font = max(path for path in folder.iterdir() if _ICON_FILE.search(path.name))
    return font, font.with_name(font.stem.replace("webfont-", "webfont-charmap-") + ".json")


@lru_cache(maxsize=1)
def _charmap() -> dict[str, str]:
    data: dict[str, str] = json.loads(_icon_files()[1].read_text(encoding="utf-8"))
    return data
