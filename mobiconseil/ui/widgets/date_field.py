"""Dates and hours typed freely, checked on leaving the field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame

from mobiconseil.domain.typography import column_hour
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Height, IconButton
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_fields import TextField

_NOON = datetime(2000, 1, 1)  # noqa: DTZ001  (only its time of day is used)
_HOUR = re.compile(r"^(\d{1,2})\s*(?:[hH:.]\s*(\d{0,2})\s*(?:min)?)?$|^(\d{1,2})(\d{2})$")


class DateField(TextField):
    """A date typed freely (« 23/11 », « lundi », « +7 »); ↑ and ↓ change it by a day, Alt+↓ opens a calendar.

    `parse` reads what is typed, `show` writes the date; the clock stays outside: give it in `today`.
    """

    date_changed = Signal(object)
    invalid = Signal(str)

    def __init__(
        self,
        parse: Callable[[str], date | None],
        show: Callable[[date], str],
        today: Callable[[], date],
        *,
        name: str = "Date",
        value: date | None = None,
    ) -> None:
        super().__init__(name=name)
        self._parse, self._show, self._today = parse, show, today
        self._value: date | None = None
        self._button = IconButton("calendar-outline", self.tr("Ouvrir le calendrier"), height=Height.ROW, key="Alt+↓")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._calendar: _Calendar | None = None
        self.put_right(self._button)
        self._button.clicked.connect(self.open_calendar)
        self.editingFinished.connect(self._on_finished)
        self.set_value(value)

    def value(self) -> date | None:
        """Return the last date that was understood."""
        return self._value

    def set_value(self, value: date | None) -> None:
        """Show a date without saying that the person typed it."""
        self._value = value
        self.setText(self._show(value) if value else "")
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the day with the arrows, open the calendar with Alt+↓."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Open the calendar under the field."""
        self._calendar = _Calendar(self)
        self._calendar.picked.connect(self._on_picked)
        self._calendar.open_at(self.mapToGlobal(QPoint(0, self.height())), self._value or self._today())

    def _step(self, days: int) -> None:
        current = self._parse(self.text()) if self.text().strip() else None
        self._take((current or self._value or self._today()) + timedelta(days=days))

    def _on_picked(self, value: date) -> None:
        self._take(value)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, value: date | None) -> None:
        changed = value != self._value
        self.set_value(value)
        self.set_error(False)
        if changed:
            self.date_changed.emit(value)

    def _on_finished(self) -> None:
        typed = self.text().strip()
        if self._value is not None and typed == self._show(self._value):
            return
        value = self._parse(typed) if typed else None
        if typed and value is None:
            self.invalid.emit(typed)
        else:
            self._take(value)


class _Calendar(QFrame):
    """A month to pick a day from."""

    picked = Signal(object)

    def __init__(self, field: TextField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("frame", "card")
        self._month = QCalendarWidget()
        self._month.setAccessibleName(self.tr("Calendrier"))
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        plain = QTextCharFormat()
        plain.setForeground(look().color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(day, plain)
        self._month.setMinimumSize(look().px(280), look().px(240))
        Column(self, margins=1).addWidget(self._month)
        self._month.clicked.connect(self._on_taken)
        self._month.activated.connect(self._on_taken)

    def open_at(self, corner: QPoint, day: date) -> None:
        """Open under the field, on this day."""
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(corner)
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_taken(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


def parse_time(text: str) -> time | None:
    """Read « 9 », « 9h », « 9h05 », « 9:05 » or « 905 »; None when it is not an hour."""
    found = _HOUR.match(text.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if not found:
        return None
    hour = int(found.group(1) or found.group(3))
    minute = int(found.group(2) or found.group(4) or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class TimeField(TextField):
    """An hour typed freely; ↑ and ↓ change it by a quarter of an hour."""

    time_changed = Signal(object)
    invalid = Signal(str)

    def __init__(self, *, name: str = "Heure", value: time | None = None) -> None:
        super().__init__(name=name)
        self._value: time | None = None
        self.editingFinished.connect(self._on_finished)
        self.set_value(value)

    def value(self) -> time | None:
        """Return the last hour that was understood."""
        return self._value

    def set_value(self, value: time | None) -> None:
        """Show an hour without saying that the person typed it."""
        self._value = value
        self.setText(column_hour(value) if value else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the hour with the arrows."""
        if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
            return
        current = parse_time(self.text()) or self._value or time(9)
        step = timedelta(minutes=15 if event.key() == Qt.Key.Key_Up else -15)
        self._take((datetime.combine(_NOON, current) + step).time())

    def _take(self, value: time | None) -> None:
        changed = value != self._value
        self.set_value(value)
        self.set_error(False)
        if changed:
            self.time_changed.emit(value)

    def _on_finished(self) -> None:
        typed = self.text().strip()
        value = parse_time(typed) if typed else None
        if typed and value is None:
            self.invalid.emit(typed)
        else:
            self._take(value)
