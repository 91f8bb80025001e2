"""Paints a person of the list: two lines per cell, one target per row."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from mobiconseil.ui import icons
from mobiconseil.ui.painting import advance, box, write
from mobiconseil.ui.screens.people.rows import PersonRow
from mobiconseil.ui.screens.people.table_model import Column
from mobiconseil.ui.theme import SEMIBOLD, look
from mobiconseil.ui.widgets.row_table import RowDelegate

PADDING = 10
_TONES = {
    "neutral": ("surface_2", "border", "text_2"),
    "tint": ("primary_tint", "", "on_tint"),
    "ok": ("ok_bg", "", "ok"),
    "warn": ("warn_bg", "", "warn"),
    "outline": ("surface", "primary", "on_tint"),
}


class PersonDelegate(RowDelegate):
    """Paints each column; `narrow` puts the whole person in the first one."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow = False

    def row_height(self) -> int:
        """Return the height of a row."""
        return row_height(narrow=self.narrow)

    def paint_row(self, painter: QPainter, rect: QRect, row: object, column: int, *, selected: bool) -> None:
        """Paint the cell."""
        if isinstance(row, PersonRow):
            inside = rect.adjusted(look().px(PADDING), 0, -look().px(6), 0)
            self._paint_cell(painter, inside, row, Column(column), selected=selected)

    def _paint_cell(self, painter: QPainter, rect: QRect, row: PersonRow, column: Column, *, selected: bool) -> None:
        if self.narrow:
            self._paint_narrow(painter, rect, row, selected=selected)
        elif column is Column.PERSON:
            _two_lines(painter, rect, row.name, row.detail)
        elif column is Column.STATE:
            _chip(painter, rect, row.state, "outline" if selected and row.tone == "tint" else row.tone)
        elif column is Column.PROGRESS:
            _progress(painter, rect, row)
        elif column is Column.NEXT:
            _next(painter, rect, row)
        else:
            texts = {Column.CONTACT: row.contact, Column.PRESCRIBER: row.prescriber, Column.ADVISER: row.adviser}
            write(painter, rect, texts[column], look().font(13), "text_2")

    def _paint_narrow(self, painter: QPainter, rect: QRect, row: PersonRow, *, selected: bool) -> None:
        style = look()
        chip = _chip_width(row.state)
        tone = "outline" if selected and row.tone == "tint" else row.tone
        top = QRect(rect.left(), rect.top() + style.px(7), rect.width() - chip - style.px(8), style.px(24))
        write(painter, top, row.name, style.font(14, SEMIBOLD), "text")
        _chip(painter, QRect(rect.right() - chip, top.top(), chip, top.height()), row.state, tone)
        bottom = QRect(rect.left(), top.bottom() + style.px(2), rect.width(), style.px(20))
        coming = f"{row.next_day}, {row.next_text}" if row.next_day else row.progress
        width = min(advance(style.font(13), coming) + style.px(4), bottom.width() // 2 + style.px(40))
        write(painter, bottom.adjusted(0, 0, -width - style.px(8), 0), row.detail, style.font(13), "text_2")
        right = QRect(bottom.right() - width, bottom.top(), width, bottom.height())
        write(painter, right, coming, style.font(13), "danger" if row.late else "text_2")


def row_height(*, narrow: bool) -> int:
    """Return the height of a row."""
    return look().px(60 if narrow else 44)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    style = look()
    top = QRect(rect.left(), rect.top() + style.px(4), rect.width(), style.px(19))
    return top, QRect(rect.left(), top.bottom(), rect.width(), style.px(17))


def _two_lines(painter: QPainter, rect: QRect, first: str, second: str) -> None:
    top, bottom = _halves(rect)
    write(painter, top, first, look().font(14, SEMIBOLD), "text")
    write(painter, bottom, second, look().font(12), "text_2")


def _chip_width(text: str) -> int:
    return advance(look().font(12.5, SEMIBOLD), text) + look().px(22)


def _chip(painter: QPainter, rect: QRect, text: str, tone: str) -> None:
    style = look()
    fill, border, color = _TONES[tone]
    height = style.px(24)
    width = min(_chip_width(text), rect.width())
    pill = QRectF(rect.left(), rect.top() + (rect.height() - height) / 2, width, height)
    box(painter, pill, style.color(fill), style.color(border) if border else None, height / 2)
    font = style.font(12.5, SEMIBOLD)
    painter.setFont(font)
    painter.setPen(style.color(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width - style.px(14))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


def _progress(painter: QPainter, rect: QRect, row: PersonRow) -> None:
    style = look()
    width, height, gap = style.px(24), style.px(6), style.px(4)
    contrast = style.tokens.border == style.tokens.border_strong
    for index in range(4):
        color = "primary" if index < row.done else "sunken"
        if index == row.done and row.begun:
            color = "primary_tint_2"
        bar = QRectF(rect.left() + index * (width + gap), rect.top() + style.px(9), width, height)
        edge = style.color("border_strong") if contrast and color != "primary" else None
        box(painter, bar, style.color(color), edge, height / 3)
    _, bottom = _halves(rect)
    write(painter, bottom, row.progress, style.font(12), "text_2")


def _next(painter: QPainter, rect: QRect, row: PersonRow) -> None:
    style = look()
    if not row.next_day:
        write(painter, rect, "rien de prévu", style.font(13), "text_3")
        return
    top, bottom = _halves(rect)
    write(painter, top, row.next_day, style.font(14, SEMIBOLD), "danger" if row.late else "text")
    if row.late:
        size = style.px(14)
        glyph = QRect(bottom.left(), bottom.top() + (bottom.height() - size) // 2, size, size)
        icons.draw(painter, "alert-circle-outline", style.color("danger"), glyph)
        bottom = bottom.adjusted(size + style.px(4), 0, 0, 0)
    write(painter, bottom, row.next_text, style.font(12), "danger" if row.late else "text_2")
