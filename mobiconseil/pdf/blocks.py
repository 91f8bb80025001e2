"""Small drawn things of the papers: pictograms, numbered discs, tick boxes, lines, signatures, lists."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color

from mobiconseil.pdf.fonts import BOLD, ICONS, icon_glyph, text_width
from mobiconseil.pdf.layout import Columns, Stack
from mobiconseil.pdf.styles import INK, LINE, PETROL, WHITE, TextStyle
from mobiconseil.pdf.text import Block, Text


class Icon(Block):
    """A pictogram beside a word; decoration, since the word says the same."""

    def __init__(self, name: str, *, size: float, color: Color = INK, line: float | None = None) -> None:
        super().__init__()
        self.glyph = icon_glyph(name)
        self.size = size
        self.color = color
        self.line = line or size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take a square, or the height of the line of text beside it."""
        self.width, self.height = self.size, self.line
        return self.width, self.height

    def draw(self) -> None:
        """Draw the glyph, centred on its line."""
        canvas = self.canv
        with canvas.decoration():
            canvas.setFillColor(self.color)
            canvas.setFont(ICONS, self.size)
            canvas.drawString(0, (self.line - self.size) / 2 + self.size * 0.125, self.glyph)


class Disc(Block):
    """A number in a filled circle."""

    def __init__(self, number: str, *, diameter: float = 42.0) -> None:
        super().__init__()
        self.number = number
        self.diameter = diameter

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take a square."""
        self.width = self.height = self.diameter
        return self.width, self.height

    def draw(self) -> None:
        """Draw the disc, then the number in white."""
        canvas, radius = self.canv, self.diameter / 2
        size = self.diameter * (0.52 if len(self.number) == 1 else 0.42)
        with canvas.decoration():
            canvas.setFillColor(PETROL)
            canvas.circle(radius, radius, radius, stroke=0, fill=1)
        with canvas.tagged("P"):
            canvas.setFillColor(WHITE)
            canvas.setFont(BOLD, size)
            canvas.drawString(radius - text_width(self.number, BOLD, size) / 2, radius - 0.357 * size, self.number)


class TickBox(Block):
    """A square to tick by hand, already ticked or not."""

    def __init__(
        self, *, size: float = 28.0, ticked: bool = False, align: str = "left", line: float | None = None
    ) -> None:
        super().__init__()
        self.size = size
        self.ticked = ticked
        self.align = align
        self.line = line or size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take the whole width of the column."""
        self.width, self.height = available_width, self.line
        return self.width, self.height

    def draw(self) -> None:
        """Draw the square, and the tick if there is one."""
        canvas, size = self.canv, self.size
        left = (self.width - size) / 2 if self.align == "center" else 0.6
        bottom = (self.line - size) / 2
        with canvas.decoration():
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(1.5 if size > 16 else 1.0)
            canvas.roundRect(left, bottom, size, size, size / 6, stroke=1, fill=0)
            if self.ticked:
                canvas.setLineWidth(size / 9)
                canvas.lines(
                    [
                        (left + size * 0.2, bottom + size * 0.5, left + size * 0.42, bottom + size * 0.26),
                        (left + size * 0.42, bottom + size * 0.26, left + size * 0.82, bottom + size * 0.76),
                    ]
                )


class Rule(Block):
    """A horizontal line to write on or to separate."""

    def __init__(self, *, color: Color = LINE, thickness: float = 0.8, above: float = 0.0) -> None:
        super().__init__()
        self.color = color
        self.thickness = thickness
        self.above = above

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take the whole width."""
        self.width, self.height = available_width, self.above + self.thickness
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line at the foot of the space left to write."""
        with self.canv.decoration():
            self.canv.setStrokeColor(self.color)
            self.canv.setLineWidth(self.thickness)
            self.canv.line(0, self.thickness / 2, self.width, self.thickness / 2)


def signature(label: str, style: TextStyle, *, room: float = 22.0) -> Stack:
    """Return a name with a line to sign under it."""
    return Stack([Text(label, style), Rule(above=room, thickness=1.0, color=INK)])


def bullets(items: Sequence[str], style: TextStyle, *, space: float = 3.0) -> Stack:
    """Return a bulleted list."""
    rows: list[Block] = []
    for item in items:
        cells: list[tuple[Block, float]] = [
            (Text("•", style.but(role="Lbl")), style.size * 1.1),
            (Text(item, style.but(role="LBody")), 0),
        ]
        row = Columns(cells, whole=False, tag="LI")
        row.spaceAfter = space
        rows.append(row)
    return Stack(rows, tag="L")
