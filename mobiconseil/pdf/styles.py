"""Colours, measures and text styles of the papers. Everything stays readable printed in grey."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, HexColor

from mobiconseil.pdf.fonts import BOLD, REGULAR, SEMIBOLD

INK = HexColor("#16262E")
SOFT = HexColor("#43565F")
PETROL = HexColor("#0B5C6E")
LINE = HexColor("#74858E")
FAINT = HexColor("#C2CCD0")
SHADE = HexColor("#EEF2F3")
WHITE = HexColor("#FFFFFF")

MARGIN = 36.0
RADIUS = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a text is drawn, in points; `role` is its element in the structure tree."""

    font: str = REGULAR
    strong: str = BOLD
    size: float = 10
    leading: float = 14
    color: Color = INK
    align: str = "left"
    before: float = 0
    after: float = 0
    role: str = "P"

    def but(self, **changes: object) -> TextStyle:
        """Return the same style with a few changes."""
        return replace(self, **changes)  # type: ignore[arg-type]


# The papers of the person: nothing under 14 points, apart from the foot of the page and the name of the structure.
PERSON_TITLE = TextStyle(font=BOLD, size=24, leading=31, color=PETROL, role="H1")
PERSON_BODY = TextStyle(size=14, leading=20.3)
PERSON_STRONG = PERSON_BODY.but(font=BOLD)
PERSON_STEP = TextStyle(font=BOLD, size=16.5, leading=24, role="H2")
PERSON_BOX = TextStyle(font=BOLD, size=14.5, leading=21, role="H2")
PERSON_PHONE = TextStyle(font=BOLD, size=18, leading=25)

# The papers of professionals.
TITLE = TextStyle(font=BOLD, size=20, leading=26, color=PETROL, role="H1")
SECTION = TextStyle(font=BOLD, size=12.5, leading=17, color=PETROL, before=12, after=5, role="H2")
SUBSECTION = TextStyle(font=BOLD, size=10.5, leading=15, before=8, after=3, role="H3")
BODY = TextStyle(size=10, leading=14)
STRONG = BODY.but(font=SEMIBOLD)
SMALL = TextStyle(size=8.5, leading=11.6, color=SOFT)
CELL = TextStyle(size=9, leading=12.2)
CELL_STRONG = CELL.but(font=BOLD)
CELL_HEAD = TextStyle(font=SEMIBOLD, size=8.5, leading=11.5, color=INK, role="TH")
FOOT = TextStyle(size=8.6, leading=11.4, color=SOFT)
STRUCTURE = TextStyle(font=SEMIBOLD, size=12, leading=15.5, align="right")
STRUCTURE_LINE = TextStyle(size=10, leading=13.5, color=SOFT, align="right")
