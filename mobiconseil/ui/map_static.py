"""The map without a browser: the same background and the same signs, painted, not movable but clickable."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.geography import Line
from mobiconseil.domain.projection import Sheet, sheet_around
from mobiconseil.domain.typography import kilometres
from mobiconseil.services.maps import MapBackground, MapData, MapService
from mobiconseil.ui import icons
from mobiconseil.ui.map_ground import Ground, around_point, beside_sign
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.tokens import families

_PIN = 28
_REACH = 22
_BAR = 120
_SIGN, _HOME = 14, 16
"""Half the width of a place, and of the home."""
_SHORT_LINE = 110
_MOST_NAMES = 60


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
        ground = self._ground(painter, sheet)
        self._paint_names(painter, sheet, ground)
        self._paint_links(painter, sheet)
        self._paint_places(painter, sheet)
        self._paint_home(painter, sheet)
        for service in sorted(self._data.services, key=self._is_chosen):
            self._paint_service(painter, sheet, service)
        self._paint_home_name(painter, ground)
        self._paint_scale(painter, sheet)
        painter.end()

    def _ground(self, painter: QPainter, sheet: Sheet) -> Ground:
        """Return what would cover a name, and the place of the name of the home among it."""
        ground, foot = Ground(QRectF(self.rect())), look().px(34)
        ground.take(QRectF(0, self.height() - foot, self.width(), foot))
        side = look().px(_SIGN)
        for place in (*self._data.destinations, *self._data.drop_ins):
            ground.take(_around(QPointF(*sheet.place(place.latitude, place.longitude)), side))
        for service in self._data.services:
            ground.take(self._pin(sheet, service))
        painter.setFont(_bold(look().font(13)))
        for centre, text in (*self._link_tags(sheet), *self._circle_tag(sheet)):
            ground.take(_tag_box(painter, centre, text))
        home = self._data.shown_home
        if home is not None and not self._data.home_disc_km:
            centre, half = QPointF(*sheet.place(home.latitude, home.longitude)), look().px(_HOME)
            ground.take(_around(centre, half))
            if home.name:
                metrics = painter.fontMetrics()
                spots = beside_sign(centre, half, QSizeF(metrics.horizontalAdvance(home.name) + 8, metrics.height()))
                ground.home_name = ground.first_free(spots) or spots[0]
                ground.take(ground.home_name)
        return ground

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
            for centre, text in self._circle_tag(sheet):
                self._paint_tag(painter, centre, text, "primary")

    def _circle_tag(self, sheet: Sheet) -> list[tuple[QPointF, str]]:
        """Return the words of the circle, and where they stand."""
        home = self._data.shown_home
        if home is None or self._data.radius_km <= 0:
            return []
        x, y = sheet.place(home.latitude, home.longitude)
        foot = QPointF(x, y + self._data.radius_km * sheet.units_per_km())
        return [(foot, self._data.radius_label or kilometres(self._data.radius_km))]

    def _paint_names(self, painter: QPainter, sheet: Sheet, ground: Ground) -> None:
        painter.setFont(look().font(12))
        painter.setPen(look().color("text_2"))
        metrics, written = painter.fontMetrics(), 0
        known = self._data.shown_home.name if ground.home_name is not None and self._data.shown_home else ""
        for name in self._background.names(sheet.box, sheet.zoom):
            point = QPointF(*sheet.place(name.latitude, name.longitude))
            size = QSizeF(metrics.horizontalAdvance(name.name) + 8, metrics.height())
            box = ground.first_free(around_point(point, size)) if name.name != known else None
            if box is None or written >= _MOST_NAMES:
                continue
            written += 1
            ground.take(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name.name)

    def _paint_home_name(self, painter: QPainter, ground: Ground) -> None:
        home = self._data.shown_home
        if home is None or ground.home_name is None:
            return
        veil = QColor(look().color("map_in"))
        veil.setAlphaF(0.75)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRoundedRect(ground.home_name, 4, 4)
        painter.setFont(_bold(look().font(13)))
        painter.setPen(look().color("text"))
        painter.drawText(ground.home_name, Qt.AlignmentFlag.AlignCenter, home.name)

    def _paint_links(self, painter: QPainter, sheet: Sheet) -> None:
        painter.setFont(_bold(look().font(13)))
        for line in self._data.shown_lines:
            start, end = QPointF(*sheet.place(*line.start)), QPointF(*sheet.place(*line.end))
            painter.setPen(QPen(look().color("text"), 3))
            painter.drawLine(start, end)
        for centre, text in self._link_tags(sheet):
            self._paint_tag(painter, centre, text, "text")

    def _link_tags(self, sheet: Sheet) -> list[tuple[QPointF, str]]:
        """Return the words of the lines and where they stand; on a short line they would hide its ends."""
        found = []
        for line in self._data.shown_lines:
            start, end = QPointF(*sheet.place(*line.start)), QPointF(*sheet.place(*line.end))
            if line.label and QLineF(start, end).length() >= look().px(_SHORT_LINE):
                found.append(((start + end) / 2, line.label))
        return found

    def _paint_tag(self, painter: QPainter, centre: QPointF, text: str, token: str) -> None:
        box = _tag_box(painter, centre, text)
        height = box.height()
        painter.setPen(QPen(look().color(token), 1))
        painter.setBrush(look().color("surface"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_places(self, painter: QPainter, sheet: Sheet) -> None:
        signs = (("flag-outline", self._data.destinations), ("forum", self._data.drop_ins))
        side = look().px(_SIGN)
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
        side = look().px(_HOME)
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
        box, chosen = self._pin(sheet, service), self._is_chosen(service)
        painter.setPen(QPen(color, 2))
        painter.setBrush(color if chosen else look().color("surface"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(x - 4, y - 4), QPointF(x + 4, y - 4), QPointF(x, y)]))
        ink = look().color("surface") if chosen else color
        icons.draw(painter, family.icon if family else "help-circle-outline", ink, box.adjusted(5, 5, -5, -5).toRect())

    def _pin(self, sheet: Sheet, service: MapService) -> QRectF:
        x, y = sheet.place(service.latitude, service.longitude)
        side = look().px(_PIN + (8 if self._is_chosen(service) else 0))
        return QRectF(x - side / 2, y - side - 5, side, side)

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


def _around(centre: QPointF, half: float) -> QRectF:
    return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)


def _tag_box(painter: QPainter, centre: QPointF, text: str) -> QRectF:
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 14, metrics.height() + 4
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def _bold(font: QFont) -> QFont:
    font.setBold(True)
    return font


def _paint_line(painter: QPainter, sheet: Sheet, line: Line) -> None:
    colors = {0: ("map_line", 1.0), 1: ("text_3", 1.6), 2: ("border_strong", 1.6), 20: ("map_water", 1.8)}
    name, width = colors.get(line.kind, ("map_road", 2.0))
    painter.setPen(QPen(look().color(name), width))
    flat = line.points
    painter.drawPolyline([QPointF(*sheet.place(flat[i], flat[i + 1])) for i in range(0, len(flat), 2)])
