"""Paints the sieve: the title of a group, or a solution with its box, its mark, its words and its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from mobiconseil.ui import icons
from mobiconseil.ui.painting import advance, box, write
from mobiconseil.ui.screens.recommendations.rows import Figure, GroupLine, SolutionLine
from mobiconseil.ui.theme import REGULAR, SEMIBOLD, look
from mobiconseil.ui.widgets.family_mark import draw_family
from mobiconseil.ui.widgets.row_table import RowDelegate

GROUP_HEIGHT, ROW_HEIGHT, TALL_HEIGHT = 28, 47, 66
SIDE = 14
BOX = 20
MARK = 28
ROOMY = 540
"""Under this width the figures stand on a third line."""


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column of figures: its title and its width at 100 %."""

    title: str
    width: int


COLUMNS = {
    Figure.DISTANCE: ColumnPlace("Distance", 68),
    Figure.DELAY: ColumnPlace("Délai", 66),
    Figure.COST: ColumnPlace("Coût", 86),
    Figure.CO2: ColumnPlace("CO₂/mois", 70),
}


def is_roomy(width: int) -> bool:
    """Say whether the figures have columns of their own."""
    return width >= look().px(ROOMY)


def words_left() -> int:
    """Return where the words of a row begin."""
    return look().px(SIDE + BOX + 10 + MARK + 10)


def box_rect(row: QRect) -> QRect:
    """Return where the box of a row stands."""
    size = look().px(BOX)
    return QRect(row.left() + look().px(SIDE), row.top() + (row.height() - size) // 2, size, size)


def columns(row: QRect, figures: Sequence[Figure]) -> list[QRect]:
    """Return where these figures of a row stand, in order."""
    style, places = look(), []
    right = row.right() - style.px(SIDE)
    for figure in reversed(figures):
        width = style.px(COLUMNS[figure].width)
        places.append(QRect(right - width, row.top(), width, row.height()))
        right -= width
    return places[::-1]


class SieveDelegate(RowDelegate):
    """Paints whole rows."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: tuple[Figure, ...] = tuple(Figure)

    def row_height(self) -> int:
        """Return the height of a row."""
        return look().px(ROW_HEIGHT)

    def is_title(self, row: object) -> bool:
        """Say whether a row is the title of others."""
        return isinstance(row, GroupLine)

    def paint_row(self, painter: QPainter, rect: QRect, row: object, column: int, *, selected: bool) -> None:
        """Paint the title of a group, or a solution."""
        if isinstance(row, GroupLine):
            _paint_group(painter, rect, row)
        elif isinstance(row, SolutionLine):
            _paint_solution(painter, rect, row, self.figures)


def _paint_group(painter: QPainter, rect: QRect, line: GroupLine) -> None:
    style = look()
    size = style.px(17)
    middle = rect.top() + (rect.height() - size) // 2
    left = rect.left() + style.px(SIDE)
    icons.draw(painter, line.icon, style.color(line.token), QRect(left, middle, size, size))
    arrow = "chevron-right" if line.folded else "chevron-down"
    right = rect.right() - style.px(SIDE) - size
    icons.draw(painter, arrow, style.color("text_2"), QRect(right, middle, size, size))
    strong = style.font(13, SEMIBOLD)
    words = QRect(left + size + style.px(9), rect.top(), right - left - size - style.px(18), rect.height())
    write(painter, words, line.title, strong, "text")
    taken = advance(strong, line.title) + style.px(8)
    count = words.adjusted(taken, 0, 0, 0)
    write(painter, count, str(line.count), style.font(13), "text_2")
    hint = count.adjusted(style.px(30), 0, -style.px(4), 0)
    write(painter, hint, line.hint, style.font(12), "text_2", right=True)


def _paint_solution(painter: QPainter, rect: QRect, line: SolutionLine, figures: Sequence[Figure]) -> None:
    style = look()
    paint_box(painter, box_rect(rect), checked=line.kept)
    mark = style.px(MARK)
    left = rect.left() + style.px(SIDE + BOX + 10)
    draw_family(painter, line.family, QRect(left, rect.top() + (rect.height() - mark) // 2, mark, mark))
    roomy = is_roomy(rect.width())
    places = columns(rect, figures)
    right = places[0].left() if roomy and places else rect.right() - style.px(SIDE)
    words = QRect(rect.left() + words_left(), rect.top(), right - rect.left() - words_left(), rect.height())
    _paint_words(painter, words, line, roomy=roomy)
    if roomy:
        _paint_figures(painter, dict(zip(figures, places, strict=True)), line)


def _paint_words(painter: QPainter, rect: QRect, line: SolutionLine, *, roomy: bool) -> None:
    style = look()
    top = QRect(rect.left(), rect.top() + style.px(4), rect.width(), style.px(21))
    bottom = QRect(rect.left(), top.bottom() + 1, rect.width(), style.px(18))
    title = top.adjusted(0, 0, -style.px(20) if line.advised else -style.px(4), 0)
    strong, name = _fitted(line.title, title.width())
    write(painter, title, name, strong, "text_3" if line.discarded else "text")
    if line.advised:
        end = min(advance(strong, name), title.width())
        glyph = QRect(top.left() + end + style.px(5), top.top(), style.px(14), top.height())
        icons.draw(painter, "star", style.color("primary"), glyph)
    small = style.font(12)
    bold = style.font(12, SEMIBOLD)
    room = bottom.width() - (advance(bold, line.stale) + style.px(18) if line.stale else 0)
    taken = min(advance(small, line.subtitle), max(room, 0))
    write(painter, QRect(bottom.left(), bottom.top(), taken + 1, bottom.height()), line.subtitle, small, line.tone)
    if line.stale:
        after = bottom.adjusted(taken + style.px(10) if taken else 0, 0, 0, 0)
        write(painter, after, line.stale, bold, "warn")
    if not roomy:
        third = QRect(rect.left(), bottom.bottom() + 1, rect.width(), style.px(18))
        write(painter, third, line.figures, style.font(12.5), "danger" if line.delay_note else "text_2")


def _paint_figures(painter: QPainter, places: Mapping[Figure, QRect], line: SolutionLine) -> None:
    words = {
        Figure.DISTANCE: (line.distance, "", False),
        Figure.DELAY: (line.delay, line.delay_note, bool(line.delay_note)),
        Figure.COST: (line.cost, line.cost_note, False),
        Figure.CO2: (line.co2, "", False),
    }
    for figure, place in places.items():
        said, note, late = words[figure]
        _paint_figure(painter, place, said, note, late=late)


def _paint_figure(painter: QPainter, place: QRect, figure: str, note: str, *, late: bool) -> None:
    style = look()
    font = style.font(13, SEMIBOLD if late else REGULAR)
    token = "danger" if late else "text"
    if not note:
        write(painter, place, figure, font, token, right=True)
        return
    top = QRect(place.left(), place.top() + style.px(5), place.width(), style.px(19))
    bottom = QRect(place.left(), top.bottom() + 1, place.width(), style.px(17))
    write(painter, top, figure, font, token, right=True)
    write(painter, bottom, note, style.font(12), "danger" if late else "text_2", right=True)


def paint_box(painter: QPainter, rect: QRect, *, checked: bool) -> None:
    """Paint a check box."""
    style = look()
    fill = style.color("primary" if checked else "surface")
    edge = style.color("primary" if checked else "border_strong")
    box(painter, QRectF(rect), fill, edge, style.px(4))
    if checked:
        inset = style.px(3)
        icons.draw(painter, "check-bold", style.color("on_primary"), rect.adjusted(inset, inset, -inset, -inset))


def _fitted(name: str, width: int) -> tuple[QFont, str]:
    """Return a name a little smaller rather than cut, and cut in its middle: places are told at the end."""
    font = look().font(14, SEMIBOLD)
    if advance(font, name) > width:
        font = look().font(13, SEMIBOLD)
    return font, QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideMiddle, width)
