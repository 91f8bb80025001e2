"""The map without a browser: the same background and the same signs, painted, not movable but clickable."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.geography import Line
from mobiconseil.domain.projection import Sheet, sheet_around
from mobiconseil.domain.typography import kilometres
from mobiconseil.services.maps import MapBackground, MapData, MapService
from mobiconseil.ui import icons
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.tokens import families

_PIN = 28
_REACH = 22
_BAR = 120


class StaticMap(QWidget):
    """A picture of the map, drawn again when its data, its size or the look change."""

    selected = Signal(str)
    point_picked = Signal(float, float)
    failed = Signal()
    """Never: a painted map has nothing to miss."""

    def __init__(self, background: MapBackground) -> None:
        super().__init__()
        self._background = background
        self._data = MapData()
        self._chosen = ""
        self._picking = False
        self.setMinimumSize(120, 120)
        self.setAccessibleName(self.tr("Carte. La liste contient les mêmes services."))
        follow(self)

    def restyle(self) -> None:
        """Paint again in the colours in force."""
        self.update()

    def set_data(self, data: MapData) -> None:
        """Show this."""
        self._data = data
        self._chosen = next((service.id for service in data.services if service.selected), "")
        self.update()

    def select(self, service: str) -> None:
        """Bring a service out."""
        self._chosen = service
        self.update()

    def set_picking(self, on: bool) -> None:
        """Take the next clicks as places."""
        self._picking = on
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest sign under the pointer, or the place pointed at."""
        at = event.position()
        if self._picking:
            latitude, longitude = self._sheet().place_of(at.x(), at.y())
            self.point_picked.emit(latitude, longitude)
            return
        service = self._nearest(at)
        if service is not None:
            self.select(service.id)
            self.selected.emit(service.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the background, then what is on it, the chosen service last."""
        sheet = self._sheet()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look().color("map_land"))
        self._paint_circle(painter, sheet, fill=True)
        for line in self._background.lines(sheet.box, sheet.zoom):
            _paint_line(painter, sheet, line)
        self._paint_circle(painter, sheet, fill=False)
        self._paint_names(painter, sheet)
        self._paint_links(painter, sheet)
        self._paint_places(painter, sheet)
        self._paint_home(painter, sheet)
        for service in sorted(self._data.services, key=self._is_chosen):
            self._paint_service(painter, sheet, service)
        self._paint_scale(painter, sheet)
        painter.end()

    def _sheet(self) -> Sheet:
        return sheet_around(self._data.bounds, self.width(), self.height(), margin=look().px(40))

    def _is_chosen(self, service: MapService) -> bool:
        return service.id == self._chosen

    def _nearest(self, at: QPointF) -> MapService | None:
        sheet, reach = self._sheet(), look().px(_REACH)
        found: list[tuple[float, MapService]] = []
        for service in self._data.services:
            x, y = sheet.place(service.latitude, service.longitude)
            distance = abs(x - at.x()) + abs(y - look().px(_PIN) / 2 - at.y())
            if distance <= reach:
                found.append((distance, service))
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _paint_circle(self, painter: QPainter, sheet: Sheet, *, fill: bool) -> None:
        home = self._data.shown_home
        if home is None or self._data.radius_km <= 0:
            return
        x, y = sheet.place(home.latitude, home.longitude)
        radius = self._data.radius_km * sheet.units_per_km()
        painter.setBrush(look().color("map_in") if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen if fill else QPen(look().color("primary"), 2, Qt.PenStyle.DashLine))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        if not fill:
            painter.setFont(_bold(look().font(13)))
            self._paint_tag(
                painter, QPointF(x, y + radius), self._data.radius_label or kilometres(self._data.radius_km), "primary"
            )

    def _paint_names(self, painter: QPainter, sheet: Sheet) -> None:
        painter.setFont(look().font(12))
        painter.setPen(look().color("text_2"))
        foot = QRectF(0, self.height() - look().px(34), self.width(), look().px(34))
        metrics, taken = painter.fontMetrics(), [foot]
        for name in self._background.names(sheet.box, sheet.zoom):
            x, y = sheet.place(name.latitude, name.longitude)
            width = metrics.horizontalAdvance(name.name) + 8
            box = QRectF(x - width / 2, y + 2, width, metrics.height())
            if len(taken) >= 60 or any(box.intersects(other) for other in taken):
                continue
            taken.append(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name.name)

    def _paint_links(self, painter: QPainter, sheet: Sheet) -> None:
        painter.setFont(_bold(look().font(13)))
        for line in self._data.shown_lines:
            start, end = QPointF(*sheet.place(*line.start)), QPointF(*sheet.place(*line.end))
            painter.setPen(QPen(look().color("text"), 3))
            painter.drawLine(start, end)
            if line.label:
                self._paint_tag(painter, (start + end) / 2, line.label, "text")

    def _paint_tag(self, painter: QPainter, centre: QPointF, text: str, token: str) -> None:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 14, metrics.height() + 4
        box = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
        painter.setPen(QPen(look().color(token), 1))
        painter.setBrush(look().color("surface"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_places(self, painter: QPainter, sheet: Sheet) -> None:
        signs = (("flag-outline", self._data.destinations), ("forum", self._data.drop_ins))
        side = look().px(14)
        for icon, places in signs:
            for place in places:
                x, y = sheet.place(place.latitude, place.longitude)
                painter.setPen(QPen(look().color("text"), 2))
                painter.setBrush(look().color("surface"))
                painter.drawEllipse(QPointF(x, y), side, side)
                square = QRect(round(x - side * 0.65), round(y - side * 0.65), round(side * 1.3), round(side * 1.3))
                icons.draw(painter, icon, look().color("text"), square)

    def _paint_home(self, painter: QPainter, sheet: Sheet) -> None:
        home = self._data.shown_home
        if home is None:
            return
        x, y = sheet.place(home.latitude, home.longitude)
        if self._data.home_disc_km:
            radius = max(8.0, self._data.home_disc_km * sheet.units_per_km())
            painter.setPen(QPen(look().color("text"), 2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, y), radius, radius)
            return
        side = look().px(16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().color("text"))
        painter.drawEllipse(QPointF(x, y), side, side)
        icons.draw(
            painter, "home", look().color("surface"), QRect(round(x) - side // 2, round(y) - side // 2, side, side)
        )

    def _paint_service(self, painter: QPainter, sheet: Sheet, service: MapService) -> None:
        family = families().get(service.family)
        color = QColor(family.color(dark=look().is_dark)) if family else look().color("text_2")
        x, y = sheet.place(service.latitude, service.longitude)
        side, chosen = look().px(_PIN + (8 if self._is_chosen(service) else 0)), self._is_chosen(service)
        box = QRectF(x - side / 2, y - side - 5, side, side)
        painter.setPen(QPen(color, 2))
        painter.setBrush(color if chosen else look().color("surface"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(x - 4, y - 4), QPointF(x + 4, y - 4), QPointF(x, y)]))
        ink = look().color("surface") if chosen else color
        icons.draw(painter, family.icon if family else "help-circle-outline", ink, box.adjusted(5, 5, -5, -5).toRect())

    def _paint_scale(self, painter: QPainter, sheet: Sheet) -> None:
        length, label = sheet.scale_bar(_BAR)
        left, bottom = look().px(14), self.height() - look().px(12)
        painter.setPen(QPen(look().color("text"), 2))
        painter.drawPolyline([QPointF(left, bottom - 6), QPointF(left, bottom), QPointF(left + length, bottom),
                              QPointF(left + length, bottom - 6)])  # fmt: skip
        painter.setFont(_bold(look().font(12)))
        painter.drawText(QPointF(left, bottom - 9), label)
        painter.setFont(look().font(12))
        box = self.rect().adjusted(round(length) + left + 12, 0, -8, -6)
        painter.setPen(look().color("text_2"))
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap,
            self._background.attribution,
        )


def _bold(font: QFont) -> QFont:
    font.setBold(True)
    return font


def _paint_line(painter: QPainter, sheet: Sheet, line: Line) -> None:
    colors = {0: ("map_line", 1.0), 1: ("text_3", 1.6), 2: ("border_strong", 1.6), 20: ("map_water", 1.8)}
    name, width = colors.get(line.kind, ("map_road", 2.0))
    painter.setPen(QPen(look().color(name), width))
    flat = line.points
    painter.drawPolyline([QPointF(*sheet.place(flat[i], flat[i + 1])) for i in range(0, len(flat), 2)])
