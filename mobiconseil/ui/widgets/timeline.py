"""What happened and what is planned, the most recent on top, with today in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.painting import disc, painter_for
from mobiconseil.ui.theme import SEMIBOLD, follow, look
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row

RADIUS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One event: tone is a token (primary for the future, ok for a result, text_2 otherwise)."""

    title: str
    when: str
    icon: str
    subtitle: str = ""
    tone: str = "text_2"
    code: str = ""


class _Event(QWidget):
    """A row; can be opened when it has a code."""

    opened = Signal(str)

    def __init__(self, entry: TimelineEntry, *, first: bool, last: bool) -> None:
        super().__init__()
        self._entry, self._first, self._last = entry, first, last
        self.setAccessibleName(f"{entry.title}, {entry.when}")
        self.setAccessibleDescription(entry.subtitle)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        title = Label(entry.title, Role.STRONG, wrap=True)
        head = Row(gap=8)
        head.addWidget(title, 1)
        head.addWidget(Label(entry.when, Role.SMALL), 0, Qt.AlignmentFlag.AlignTop)
        column = Column(self, margins=(40, 3, 0, 7), gap=0)
        column.addLayout(head)
        if entry.subtitle:
            column.addWidget(Label(entry.subtitle, Role.SECONDARY, wrap=True))
        if entry.code:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            say_as(self, QAccessible.Role.Button)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setProperty("ringInside", True)
        follow(self)

    def restyle(self) -> None:
        """Keep the disc whole beside a title alone."""
        self.setMinimumHeight(look().px(2 * RADIUS + 10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the event."""
        if self._entry.code and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._entry.code)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the event."""
        if self._entry.code and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._entry.code)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line and the disc."""
        painter, style = painter_for(self), look()
        radius = style.px(RADIUS)
        center = QPointF(radius + 0.5, style.px(5) + radius)
        painter.setPen(QPen(style.color("border"), style.px(1.5)))
        top = center.y() if self._first else 0.0
        bottom = center.y() if self._last else float(self.height())
        painter.drawLine(QPointF(center.x(), top), QPointF(center.x(), bottom))
        tone = style.color(self._entry.tone)
        disc(painter, center, radius - 0.5, style.color("surface"), tone, width=1.2)
        size = style.px(16)
        glyph = QRect(round(center.x() - size / 2), round(center.y() - size / 2), size, size)
        icons.draw(painter, self._entry.icon, tone, glyph)


class _Today(QWidget):
    """« Aujourd’hui, ven. 20 nov. » and a line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setAccessibleName(text)
        self._label = _Tag(text)
        row = Row(self, margins=(0, 3, 0, 8), gap=10)
        row.addWidget(self._label)
        row.addWidget(Line(), 1)


class _Tag(QWidget):
    """Words on a tinted ground with small corners."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setAccessibleName(text)
        follow(self)

    def restyle(self) -> None:
        """Take the size of the words."""
        style = look()
        metrics = QFontMetrics(style.font(12.5, SEMIBOLD))
        self.setFixedSize(metrics.horizontalAdvance(self._text) + style.px(20), style.px(24))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the words."""
        painter, style = painter_for(self), look()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("primary_tint"))
        painter.drawRoundedRect(self.rect(), style.px(4), style.px(4))
        painter.setFont(style.font(12.5, SEMIBOLD))
        painter.setPen(style.color("on_tint"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class Timeline(QWidget):
    """Events on a vertical line; emits `opened` with the code of an event."""

    opened = Signal(str)

    def __init__(self, entries: Sequence[TimelineEntry] = (), *, today: str = "", today_at: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Parcours"))
        self._column = Column(self, gap=0)
        self.set_entries(entries, today=today, today_at=today_at)

    def set_entries(self, entries: Sequence[TimelineEntry], *, today: str = "", today_at: int = 0) -> None:
        """Show other events; `today` is written before the event of rank `today_at`."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for rank, entry in enumerate(entries):
            if today and rank == today_at:
                self._column.addWidget(_Today(today))
            row = _Event(entry, first=rank == 0, last=rank == len(entries) - 1)
            row.opened.connect(self.opened)
            self._column.addWidget(row)
        if today and today_at >= len(entries):
            self._column.addWidget(_Today(today))
        self._column.addStretch(1)
