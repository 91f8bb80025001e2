"""Seven buttons, one for each day of the week."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.domain.situation import WEEKDAYS
from mobiconseil.domain.typography import SHORT_DAYS
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.layouts import Row


class _Day(Button):
    """One day, filled when the trip is made that day."""

    def __init__(self, short: str, name: str) -> None:
        super().__init__(short, Kind.SECONDARY, height=Height.NORMAL)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the same width for each day."""
        return QSize(look().px(46), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same width for each day."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the week."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the day, filled when it is taken."""
        painter, style = painter_for(self), look()
        on, over = self.isChecked(), self.underMouse()
        fill = style.color("primary" if on else "primary_tint" if over else "surface")
        border = style.color("primary" if on or over else "border_strong")
        box(painter, QRectF(self.rect()), fill, border, style.px(6))
        self._paint_content(painter, style.color("on_primary" if on else "text"))


class DaysChoice(QWidget):
    """The days of a trip as « 1111100 », Monday first; Tab enters once, ← and → walk, Espace takes or leaves a day."""

    edited = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = Row(self, gap=4)
        self._days = [_Day(short.rstrip("."), name) for short, name in zip(SHORT_DAYS, WEEKDAYS, strict=True)]
        for rank, day in enumerate(self._days):
            day.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rank == 0 else Qt.FocusPolicy.ClickFocus)
            day.clicked.connect(self._on_clicked)
            row.addWidget(day)
        row.addStretch(1)
        self.setFocusProxy(self._days[0])

    def days(self) -> str:
        """Return seven flags."""
        return "".join("1" if day.isChecked() else "0" for day in self._days)

    def set_days(self, flags: str) -> None:
        """Show flags without emitting."""
        padded = flags.ljust(len(self._days), "0")
        for day, flag in zip(self._days, padded, strict=False):
            day.setChecked(flag == "1")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from day to day."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        focused = next((rank for rank, day in enumerate(self._days) if day.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        self._days[(focused + step) % len(self._days)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        self.edited.emit(self.days())
