"""The profile of a person on twelve axes, and the same figures as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.painting import disc, painter_for
from mobiconseil.ui.theme import BOLD, REGULAR, follow, look

TOP = 4.0


class AxisState(Enum):
    """How much of a domain is rated."""

    COMPLETE = "complet"
    PARTIAL = "en cours"
    NONE = "à venir"


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One domain: its short label, its score from 0 to 4 (None when not shown), and the previous one."""

    label: str
    value: float | None = None
    previous: float | None = None
    state: AxisState = AxisState.NONE
    current: bool = False
    full_label: str = ""


class Radar(QWidget):
    """Twelve axes; full dot = complete, hollow dot = partial, dashed axis = nothing yet. No global score.

    Entrée or T asks for the table, as does a button that the screen puts beside the title.
    """

    table_requested = Signal()

    def __init__(self, axes: Sequence[Axis] = (), *, legend: bool = True) -> None:
        super().__init__()
        self._axes = tuple(axes)
        self._legend = legend
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        say_as(self, QAccessible.Role.Chart)
        self.setProperty("ringRadius", 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_axes(self._axes)
        follow(self)

    def set_axes(self, axes: Sequence[Axis]) -> None:
        """Show other scores."""
        if tuple(axes) == self._axes and self.accessibleName():
            return
        self._axes = tuple(axes)
        done = sum(axis.state is AxisState.COMPLETE for axis in self._axes)
        self.setAccessibleName(
            self.tr("Profil, {done} domaines complets sur {total}. Bouton Tableau").format(
                done=done, total=len(self._axes)
            )
        )
        self.update()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size drawn in the right panel."""
        return QSize(look().px(250), look().px(250 if self._legend else 220))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest readable size."""
        return QSize(look().px(230), look().px(215))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_T, Qt.Key.Key_Space):
            self.table_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the web, the polygons, the labels and the legend."""
        if len(self._axes) < 3:
            return
        painter, style = painter_for(self), look()
        bottom = style.px(26) if self._legend else 0
        area = QRectF(0, 0, self.width(), self.height() - bottom)
        center = area.center()
        radius = max(min(self._room(area), style.px(160)), style.px(40))
        self._paint_web(painter, center, radius)
        self._paint_polygon(painter, center, radius, previous=True)
        self._paint_polygon(painter, center, radius, previous=False)
        self._paint_dots(painter, center, radius)
        self._paint_labels(painter, center, radius)
        if self._legend:
            self._paint_legend(painter, QRectF(0, self.height() - bottom, self.width(), bottom))

    def _room(self, area: QRectF) -> float:
        """Return the largest radius at which every label fits."""
        style = look()
        metrics = QFontMetrics(style.font(12, BOLD))
        room = area.height() / 2 - style.px(24)
        for index, axis in enumerate(self._axes):
            lean = abs(math.cos(2 * math.pi * index / len(self._axes) - math.pi / 2))
            if lean > 0.2:
                free = area.width() / 2 - metrics.horizontalAdvance(axis.label) - 2
                room = min(room, free / lean - style.px(11))
        return room

    def _point(self, center: QPointF, radius: float, index: int, value: float) -> QPointF:
        angle = 2 * math.pi * index / len(self._axes) - math.pi / 2
        length = radius * value / TOP
        return QPointF(center.x() + length * math.cos(angle), center.y() + length * math.sin(angle))

    def _ring(self, center: QPointF, radius: float, value: float) -> QPolygonF:
        return QPolygonF([self._point(center, radius, index, value) for index in range(len(self._axes))])

    def _paint_web(self, painter: QPainter, center: QPointF, radius: float) -> None:
        style = look()
        for value in (4, 3, 2, 1):
            painter.setPen(QPen(style.color("border"), 1))
            painter.setBrush(style.color("surface_2") if value == 4 else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(self._ring(center, radius, value))
        for index, axis in enumerate(self._axes):
            unknown = axis.state is AxisState.NONE
            pen = QPen(style.color("text_3" if unknown else "border"), 1.2 if unknown else 1)
            if unknown:
                pen.setDashPattern([2, 3])
            painter.setPen(pen)
            painter.drawLine(center, self._point(center, radius, index, TOP))

    def _paint_polygon(self, painter: QPainter, center: QPointF, radius: float, *, previous: bool) -> None:
        style = look()
        values = [axis.previous if previous else axis.value for axis in self._axes]
        if all(value is None for value in values):
            return
        points = [center if value is None else self._point(center, radius, i, value) for i, value in enumerate(values)]
        line = style.color("text_3" if previous else "primary")
        fill = style.color("text_3" if previous else "primary")
        fill.setAlphaF(0.10 if previous else 0.20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(points))
        pen = QPen(line, 1.4 if previous else 2)
        if previous:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for index, value in enumerate(values):
            following = (index + 1) % len(values)
            if value is not None and values[following] is not None:
                painter.drawLine(points[index], points[following])

    def _paint_dots(self, painter: QPainter, center: QPointF, radius: float) -> None:
        style = look()
        for index, axis in enumerate(self._axes):
            if axis.value is None:
                continue
            hollow = axis.state is AxisState.PARTIAL
            fill = style.color("surface" if hollow else "primary")
            size = style.px(5) if hollow else style.px(4)
            disc(painter, self._point(center, radius, index, axis.value), size, fill, style.color("primary"))

    def _paint_labels(self, painter: QPainter, center: QPointF, radius: float) -> None:
        style = look()
        height = style.px(18)
        for index, axis in enumerate(self._axes):
            font = style.font(12, BOLD if axis.current else REGULAR)
            painter.setFont(font)
            muted = axis.state is AxisState.NONE
            painter.setPen(style.color("primary" if axis.current else "text_3" if muted else "text"))
            spot = self._point(center, radius + style.px(11), index, TOP)
            width = QFontMetrics(font).horizontalAdvance(axis.label) + 2
            lean = spot.x() - center.x()
            left = spot.x() - width / 2 if abs(lean) < 1 else spot.x() if lean > 0 else spot.x() - width
            left = min(max(left, 0.0), self.width() - width)
            top = spot.y() - height / 2 + (0 if abs(lean) > 1 else math.copysign(style.px(4), spot.y() - center.y()))
            painter.drawText(QRectF(left, top, width, height), Qt.AlignmentFlag.AlignCenter, axis.label)

    def _paint_legend(self, painter: QPainter, rect: QRectF) -> None:
        style = look()
        font = style.font(12)
        metrics = QFontMetrics(font)
        words = [state.value for state in AxisState]
        if any(axis.previous is not None for axis in self._axes):
            words.append(self.tr("avant"))
        mark = style.px(14 if len(words) < 4 else 12)
        total = sum(metrics.horizontalAdvance(word) + mark for word in words)
        gap = min(style.px(14), max(round((rect.width() - total) / (len(words) - 1)), 0))
        total += gap * (len(words) - 1)
        left, middle = (rect.width() - total) / 2, rect.center().y()
        painter.setFont(font)
        for word in words:
            self._paint_mark(painter, QPointF(left + style.px(4), middle), word)
            width = metrics.horizontalAdvance(word)
            painter.setPen(style.color("text_2"))
            area = QRectF(left + mark, rect.top(), width + 2, rect.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, word)
            left += mark + width + gap

    def _paint_mark(self, painter: QPainter, spot: QPointF, word: str) -> None:
        style = look()
        if word in (AxisState.COMPLETE.value, AxisState.PARTIAL.value):
            fill = style.color("primary" if word == AxisState.COMPLETE.value else "surface")
            disc(painter, spot, style.px(3.5), fill, style.color("primary"), width=1.5)
            return
        pen = QPen(style.color("text_3"), 1.6)
        pen.setDashPattern([1, 2] if word == AxisState.NONE.value else [3, 2])
        painter.setPen(pen)
        painter.drawLine(spot - QPointF(style.px(5), 0), spot + QPointF(style.px(6), 0))


class ScoreTable(QTableWidget):
    """The same figures as the radar, one row per domain."""

    def __init__(self, axes: Sequence[Axis] = ()) -> None:
        super().__init__(0, 3)
        self.setAccessibleName(self.tr("Profil, tableau"))
        self.setHorizontalHeaderLabels([self.tr("Domaine"), self.tr("Note"), self.tr("État")])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.set_axes(axes)
        follow(self)

    def set_axes(self, axes: Sequence[Axis]) -> None:
        """Show other scores."""
        self.setRowCount(len(axes))
        for row, axis in enumerate(axes):
            score = "–" if axis.value is None else f"{axis.value:.1f}".replace(".", ",")
            for column, text in enumerate((axis.full_label or axis.label, score, axis.state.value)):
                self.setItem(row, column, QTableWidgetItem(text))

    def restyle(self) -> None:
        """Take the height of the rows in force."""
        self.verticalHeader().setDefaultSectionSize(look().px(32))
