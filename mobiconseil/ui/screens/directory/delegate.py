"""Paints a service: two lines in the list, one line of cells in the table."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from mobiconseil.ui import icons
from mobiconseil.ui.painting import advance, box, write
from mobiconseil.ui.screens.directory.rows import ServiceRow, TitleRow
from mobiconseil.ui.screens.directory.table_model import Column, cell
from mobiconseil.ui.theme import SEMIBOLD, look
from mobiconseil.ui.widgets.family_mark import draw_family
from mobiconseil.ui.widgets.row_table import RowDelegate

ROW_HEIGHT, TITLE_HEIGHT, CELL_HEIGHT = 57, 28, 40
SIDE = 14
_CHIPS = {"warn": ("clock-alert-outline", "warn_bg", "warn"), "danger": ("alert-outline", "danger_bg", "danger")}


class ServiceDelegate(RowDelegate):
    """`table` paints one cell per column; otherwise the whole service in the first one."""

    def __init__(self, *, table: bool = False) -> None:
        super().__init__()
        self.table = table

    def row_height(self) -> int:
        """Return the height of a row."""
        return look().px(CELL_HEIGHT if self.table else ROW_HEIGHT)

    def is_title(self, row: object) -> bool:
        """Say whether a row is the title of others."""
        return isinstance(row, TitleRow)

    def paint_row(self, painter: QPainter, rect: QRect, row: object, column: int, *, selected: bool) -> None:
        """Paint the title, the cell or the whole service."""
        style = look()
        if isinstance(row, TitleRow) and column == 0:
            write(painter, rect.adjusted(style.px(SIDE), 0, 0, 0), row.text, style.font(12, SEMIBOLD), "text_2")
        elif isinstance(row, ServiceRow) and self.table:
            _paint_cell(painter, rect, row, Column(column))
        elif isinstance(row, ServiceRow):
            _paint_service(painter, rect, row)


def _paint_service(painter: QPainter, rect: QRect, row: ServiceRow) -> None:
    style = look()
    mark = style.px(32)
    draw_family(painter, row.family, QRect(rect.left() + style.px(SIDE), rect.top() + style.px(6), mark, mark))
    left = rect.left() + style.px(SIDE) + mark + style.px(12)
    right = rect.right() - style.px(SIDE)
    top = QRect(left, rect.top() + style.px(6), right - left, style.px(22))
    bottom = QRect(left, top.bottom() + style.px(1), top.width(), style.px(24))
    strong = style.font(14, SEMIBOLD)
    far = advance(strong, row.distance)
    write(painter, top, row.distance, strong, "text", right=True)
    write(painter, top.adjusted(0, 0, -far - style.px(10), 0), row.name, strong, "text_3" if row.closed else "text")
    taken = _paint_freshness(painter, bottom, row)
    write(painter, bottom.adjusted(0, 0, -taken - style.px(10), 0), row.place, style.font(13), "text_2")


def _paint_freshness(painter: QPainter, rect: QRect, row: ServiceRow) -> int:
    """Paint how fresh the row is at the right of the rectangle, and return the width taken."""
    style = look()
    if not row.freshness:
        return 0
    if row.tone in _CHIPS:
        return _paint_chip(painter, rect, row.freshness, row.tone)
    font, glyph = style.font(12), style.px(15)
    words = advance(font, row.freshness)
    write(painter, rect, row.freshness, font, "text_2", right=True)
    place = QRect(rect.right() - words - glyph - style.px(3), rect.top(), glyph, rect.height())
    icons.draw(painter, "check", style.color("ok"), place)
    return words + glyph + style.px(4)


def _paint_chip(painter: QPainter, rect: QRect, text: str, tone: str) -> int:
    style = look()
    icon, fill, color = _CHIPS[tone]
    font, glyph, height = style.font(12, SEMIBOLD), style.px(15), style.px(24)
    width = advance(font, text) + glyph + style.px(27)
    pill = QRect(rect.right() - width + 1, rect.top() + (rect.height() - height) // 2, width, height)
    box(painter, QRectF(pill), style.color(fill), None, height / 2)
    icons.draw(painter, icon, style.color(color), QRect(pill.left() + style.px(11), pill.top(), glyph, height))
    write(painter, pill.adjusted(style.px(16) + glyph, 0, 0, 0), text, font, color)
    return width


def _paint_cell(painter: QPainter, rect: QRect, row: ServiceRow, column: Column) -> None:
    style = look()
    inside = rect.adjusted(style.px(10), 0, -style.px(8), 0)
    if column is Column.SERVICE:
        mark = style.px(24)
        draw_family(painter, row.family, QRect(inside.left(), rect.top() + (rect.height() - mark) // 2, mark, mark))
        words = inside.adjusted(mark + style.px(8), 0, 0, 0)
        write(painter, words, row.name, style.font(13, SEMIBOLD), "text_3" if row.closed else "text")
    elif column is Column.FRESHNESS:
        chip = row.tone in _CHIPS
        font = style.font(12, SEMIBOLD) if chip else style.font(12)
        write(painter, inside, row.freshness, font, row.tone if chip else "text_2")
    else:
        write(painter, inside, cell(row, column), style.font(13), "text", right=column is Column.DISTANCE)
