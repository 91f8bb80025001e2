"""A map drawn with lines and letters, without a picture: sharp on paper, readable in grey."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, HexColor

from mobiconseil.domain.geography import COAST, COMMUNE_BORDER, DEPARTEMENT_BORDER, MOTORWAY, RAILWAY, WATER
from mobiconseil.domain.projection import Sheet, sheet_around
from mobiconseil.pdf.fonts import BOLD, ICONS, REGULAR, SEMIBOLD, icon_glyph, text_width
from mobiconseil.pdf.glyphs import drawable
from mobiconseil.pdf.map_spots import Point, Rect, along, around_sign, beside_line
from mobiconseil.pdf.styles import FAINT, INK, LINE, PETROL, SHADE, SMALL, SOFT, WHITE
from mobiconseil.pdf.text import Block, Text
from mobiconseil.services.papers.trip_map import Sign, SignKind, TripMap

_ROAD = HexColor("#C9CED1")
_WATER = HexColor("#A9C4D2")
_VEIL = Color(1, 1, 1, alpha=0.8)
_NEAREST = 0.4
_SCALE_LONGEST = 60.0
_MOST_NAMES = 40
_ICONS = {
    SignKind.HOME: "home-outline",
    SignKind.DESTINATION: "briefcase-outline",
    SignKind.DROP_IN: "account-voice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStyle:
    """How big things are drawn, in points."""

    sign: float = 10.0
    label: float = 12.0
    name: float = 7.0
    link: float = 3.6
    with_names: bool = True
    names_of_services: bool = False


LARGE = MapStyle(sign=12.0, label=14.0, link=4.0, with_names=False)
SMALL_PRINT = MapStyle(sign=8.0, label=8.0, link=1.6)


class MapDrawing(Block):
    """A `TripMap` in a rectangle of a given height; numbers are those of the list beside it."""

    def __init__(self, trip: TripMap, *, height: float, style: MapStyle = SMALL_PRINT, frame: bool = False) -> None:
        super().__init__()
        self.trip = trip
        self.wanted = height
        self.style = style
        self.frame = frame
        self._taken: list[Rect] = []
        self._crossed: list[Rect] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take the whole width."""
        self.width, self.height = available_width, self.wanted
        return self.width, self.height

    def draw(self) -> None:
        """Draw the background, the links, the places, then what the licence asks."""
        canvas = self.canv
        margin = self.style.sign + max(self.style.label + 6, 20)  # names above, scale and credits below
        sheet = sheet_around(self.trip.box, self.width, self.height, margin=margin)
        with canvas.tagged("Figure", drawable(self.trip.alternative)):
            canvas.saveState()
            border = canvas.beginPath()
            border.rect(0, 0, self.width, self.height)
            canvas.clipPath(border, stroke=0, fill=0)
            self._taken, self._crossed = [], []
            self._draw_lines(sheet)
            self._reserve_foot()
            self._draw_links(sheet)
            self._draw_signs(sheet)
            if self.style.with_names:
                self._draw_names(sheet)
            self._draw_foot(sheet)
            canvas.restoreState()
            if self.frame:
                canvas.setStrokeColor(LINE)
                canvas.setLineWidth(0.8)
                canvas.rect(0.4, 0.4, self.width - 0.8, self.height - 0.8, stroke=1, fill=0)

    def _at(self, sheet: Sheet, latitude: float, longitude: float) -> tuple[float, float]:
        x, y = sheet.place(latitude, longitude)
        return x, self.height - y

    def _draw_lines(self, sheet: Sheet) -> None:
        canvas = self.canv
        canvas.setLineJoin(1)
        for kind in sorted({line.kind for line in self.trip.lines}, key=_order):
            color, width, dash = _stroke(kind)
            path = canvas.beginPath()
            for line in self.trip.lines:
                if line.kind == kind:
                    self._trace(path, sheet, line.points)
            canvas.setStrokeColor(color)
            canvas.setLineWidth(width)
            canvas.setDash(*dash) if dash else canvas.setDash()
            canvas.drawPath(path, stroke=1, fill=0)
        canvas.setDash()

    def _trace(self, path: Any, sheet: Sheet, flat: tuple[float, ...]) -> None:
        """Add a line to the path, leaving out points nearer than what a printer shows, and lines out of the frame."""
        points = [self._at(sheet, flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]
        if not points or _outside(points, self.width, self.height):
            return
        x, y = points[0]
        path.moveTo(x, y)
        for point in points[1:]:
            far = abs(point[0] - x) + abs(point[1] - y) >= _NEAREST
            if far or point is points[-1]:
                x, y = point
                path.lineTo(x, y)

    def _reserve_foot(self) -> None:
        self._taken.append((0, 0, self.width, 16))

    def _draw_links(self, sheet: Sheet) -> None:
        canvas, style = self.canv, self.style
        canvas.setLineCap(1)
        for link in self.trip.links:
            x0, y0 = self._at(sheet, *link.start)
            x1, y1 = self._at(sheet, *link.end)
            canvas.setStrokeColor(WHITE)
            canvas.setLineWidth(style.link + 2.4)
            canvas.line(x0, y0, x1, y1)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(style.link)
            canvas.line(x0, y0, x1, y1)
            self._crossed += along(x0, y0, x1, y1, style.link)
        canvas.setLineCap(0)

    def _draw_link_labels(self, sheet: Sheet) -> None:
        for link in self.trip.links:
            size, label = self.style.label, drawable(link.label)
            (x0, y0), (x1, y1) = self._at(sheet, *link.start), self._at(sheet, *link.end)
            width = text_width(label, REGULAR, size)
            spots = list(beside_line((x0, y0), (x1, y1), width / 2, size))
            x, y = self._best(spots, width, size) or spots[0]
            self._write(x, y, label, REGULAR, size)

    def _draw_signs(self, sheet: Sheet) -> None:
        places = [(sign, self._at(sheet, sign.latitude, sign.longitude)) for sign in self.trip.signs]
        marks: list[tuple[Sign, float, float]] = []
        for sign, (x, y) in places:
            left, bottom = self._free_place(x, y, self._radius(sign, sheet))
            if (left, bottom) != (x, y):
                self.canv.setStrokeColor(INK)
                self.canv.setLineWidth(0.8)
                self.canv.line(x, y, left, bottom)
            marks.append((sign, left, bottom))
        for sign, x, y in marks:
            self._draw_mark(sheet, sign, x, y)
        self._draw_link_labels(sheet)
        for sign, x, y in marks:
            if sign.label and (sign.kind is not SignKind.SERVICE or self.style.names_of_services):
                self._write_label(sign, x, y, self._radius(sign, sheet))

    def _free_place(self, x: float, y: float, radius: float) -> tuple[float, float]:
        """Return the point nearest to its place where the sign covers no other, in rings around it."""
        step = 2 * radius + 1.5
        for ring in range(5):
            for turn in range(max(1, 6 * ring)):
                angle = 2 * math.pi * turn / max(1, 6 * ring)
                left, bottom = x + ring * step * math.cos(angle), y + ring * step * math.sin(angle)
                rect = (left - radius, bottom - radius, left + radius, bottom + radius)
                if self._is_free(rect) and (not ring or self._is_inside(rect)):
                    self._taken.append(rect)
                    return left, bottom
        return x, y

    def _radius(self, sign: Sign, sheet: Sheet) -> float:
        if sign.kind is SignKind.HIDDEN_HOME:
            return max(self.style.sign, sign.radius_km * sheet.units_per_km())
        return self.style.sign * (0.85 if sign.kind is SignKind.SERVICE else 1.0)

    def _draw_mark(self, sheet: Sheet, sign: Sign, x: float, y: float) -> None:
        canvas, radius = self.canv, self._radius(sign, sheet)
        if sign.kind is SignKind.HIDDEN_HOME:
            self._draw_disc(x, y, radius)
            return
        service = sign.kind is SignKind.SERVICE
        canvas.setStrokeColor(WHITE if service else INK)
        canvas.setLineWidth(0.8 if service else radius * 0.15)
        canvas.setFillColor(PETROL if service else WHITE)
        canvas.circle(x, y, radius, stroke=1, fill=1)
        if service:
            text, font, size = str(sign.number or "•"), BOLD, radius * (1.25 if sign.number < 10 else 1.0)
            canvas.setFillColor(WHITE)
            lower = 0.357 * size
        else:
            text, font, size = icon_glyph(_ICONS[sign.kind]), ICONS, radius * 1.25
            canvas.setFillColor(INK)
            lower = size * 0.375
        canvas.setFont(font, size)
        canvas.drawString(x - text_width(text, font, size) / 2, y - lower, text)

    def _draw_disc(self, x: float, y: float, radius: float) -> None:
        """Draw the disc that hides a home: dashes around a grey ground."""
        canvas = self.canv
        canvas.setFillColor(SHADE)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.2)
        canvas.setDash(3, 2)
        canvas.circle(x, y, radius, stroke=1, fill=1)
        canvas.setDash()

    def _write_label(self, sign: Sign, x: float, y: float, radius: float) -> None:
        """Write the name of a place near its sign, where nothing else is, inside the frame; far, a line leads to it."""
        size, label = self.style.label, drawable(sign.label)
        width = text_width(label, BOLD, size)
        left = min(max(x - width / 2, 3), max(3, self.width - width - 3))
        near = around_sign((x, y), left, radius, width, size)
        spot = self._best(near, width, size, self._crossed)
        if spot is None:
            far = [
                (a, b) for gap in range(1, 7) for a, b in around_sign((x, y), left, radius + gap * size, width, size)
            ]
            spot = self._best(far, width, size) or near[0]
            if spot != near[0]:
                self._lead(x, y, radius, spot, width, size)
        self._write(*spot, label, BOLD, size)

    def _best(self, spots: Sequence[Point], width: float, size: float, also: Sequence[Rect] = ()) -> Point | None:
        """Return the first of the spots where a text of this width covers nothing and stays inside the frame."""
        for left, base in spots:
            rect = (left - 1, base - size * 0.25, left + width + 1, base + size * 0.8)
            if self._is_free(rect, also) and self._is_inside(rect):
                return left, base
        return None

    def _lead(self, x: float, y: float, radius: float, spot: Point, width: float, size: float) -> None:  # noqa: PLR0917
        """Draw a thin line from a sign to its name, up to the nearest side of each."""
        to_x = min(max(x, spot[0]), spot[0] + width)
        to_y = min(max(y, spot[1] - size * 0.25), spot[1] + size * 0.8)
        length = math.hypot(to_x - x, to_y - y) or 1.0
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.6)
        self.canv.line(x + (to_x - x) * radius / length, y + (to_y - y) * radius / length, to_x, to_y)

    def _draw_names(self, sheet: Sheet) -> None:
        size, written = self.style.name, 0
        known = {sign.label for sign in self.trip.signs}
        for name in self.trip.names:
            x, y = self._at(sheet, name.latitude, name.longitude)
            text = drawable(name.name)
            width = text_width(text, REGULAR, size)
            rect = (x - width / 2 - 2, y - size, x + width / 2 + 2, y + 2)
            if name.name in known or written >= _MOST_NAMES or not self._is_inside(rect):
                continue
            if not self._is_free(rect, self._crossed):
                continue
            written += 1
            self.canv.setFillColor(SOFT)
            self.canv.circle(x, y, 1.1, stroke=0, fill=1)
            self._write(x - width / 2, y - size, text, REGULAR, size, color=SOFT)

    def _write(self, left: float, base: float, text: str, font: str, size: float, *, color: Color = INK) -> None:
        """Write on a white ground, so that no line crosses the letters, and keep the place."""
        canvas, width = self.canv, text_width(text, font, size)
        rect = (left - 1, base - size * 0.24, left + width + 1, base + size * 0.8)
        self._taken.append(rect)
        canvas.setFillColor(_VEIL)
        canvas.rect(rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1], stroke=0, fill=1)
        canvas.setFillColor(color)
        canvas.setFont(font, size)
        canvas.drawString(left, base, text)

    def _draw_foot(self, sheet: Sheet) -> None:
        """Draw the scale and the attribution, over white so that they are read on anything."""
        canvas, size = self.canv, 6.0
        length, label = sheet.scale_bar(min(_SCALE_LONGEST, self.width / 3))
        small = SMALL.but(size=size, leading=size * 1.2, align="right", font=REGULAR)
        credit = Text(self.trip.attribution, small)
        room = self.width - length - 22
        height = credit.wrap(room, 100)[1] + 3
        canvas.setFillColor(_VEIL)
        # The veils stay inside the frame of the card, round corners included.
        canvas.rect(self.width - room - 6, 1.5, room + 2, height - 1.5, stroke=0, fill=1)
        canvas.rect(3, 1.5, length + 8, 14.5, stroke=0, fill=1)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.2)
        canvas.lines([(7, 4, 7 + length, 4), (7, 4, 7, 7), (7 + length, 4, 7 + length, 7)])
        canvas.setFillColor(INK)
        canvas.setFont(SEMIBOLD, 7)
        canvas.drawString(7 + (length - text_width(label, SEMIBOLD, 7)) / 2, 7.2, label)
        credit.drawOn(canvas, self.width - room - 5, 2)

    def _is_free(self, rect: Rect, also: Sequence[Rect] = ()) -> bool:
        return not any(
            rect[0] < other[2] and other[0] < rect[2] and rect[1] < other[3] and other[1] < rect[3]
            for other in (*self._taken, *also)
        )

    def _is_inside(self, rect: Rect) -> bool:
        return rect[0] >= 0 and rect[1] >= 0 and rect[2] <= self.width and rect[3] <= self.height


def _order(kind: int) -> int:
    """Return communes first, then water, then the small roads before the large ones, then the wide borders."""
    if kind >= MOTORWAY and kind < WATER:
        return 60 - kind
    return {COMMUNE_BORDER: 0, WATER: 1, RAILWAY: 2}.get(kind, 100 + kind)


def _stroke(kind: int) -> tuple[Color, float, tuple[float, float] | None]:
    if kind == DEPARTEMENT_BORDER:
        return LINE, 0.9, (5, 2)
    if kind == COAST:
        return LINE, 1.0, None
    if kind == WATER:
        return _WATER, 1.0, None
    if kind == RAILWAY:
        return LINE, 0.6, (4, 2)
    if kind >= MOTORWAY:
        return _ROAD, max(0.8, 3.4 - (kind - MOTORWAY) * 0.5), None
    return FAINT, 0.7, None


def _outside(points: list[tuple[float, float]], width: float, height: float) -> bool:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return max(xs) < 0 or min(xs) > width or max(ys) < 0 or min(ys) > height
