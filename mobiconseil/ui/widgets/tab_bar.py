"""The tabs of a file: icon, words and a counter; the current one is underlined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import SEMIBOLD, follow, look
from mobiconseil.ui.widgets.layouts import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class TabEntry:
    """One tab."""

    code: str
    text: str
    icon: str = ""


class _Tab(QAbstractButton):
    """A tab; loses its icon, then some air, when there is little room."""

    def __init__(self, entry: TabEntry) -> None:
        super().__init__()
        self.entry = entry
        self.counter = ""
        self.tightness = 0
        self.setText(entry.text)
        self.setAccessibleName(entry.text)
        self.setToolTip(entry.text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringInside", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def width_at(self, tightness: int) -> int:
        """Return the width needed, from 0 (all) to 3 (words only in the open tab) and 4 (its count only too)."""
        style = look()
        width = 0
        if self._worded(tightness):
            width += QFontMetrics(style.font(14, SEMIBOLD)).horizontalAdvance(self.text())
        if self._drawn(tightness):
            width += style.px(18) + (style.px(7) if tightness == 0 else 0)
        if self._counted(tightness):
            width += self._counter_width() + style.px(8)
        return width + 2 * style.px(13 if tightness < 2 else 8)

    def _worded(self, tightness: int) -> bool:
        return tightness < 3 or self.isChecked() or not self.entry.icon

    def _counted(self, tightness: int) -> bool:
        return bool(self.counter) and (tightness < 4 or self.isChecked())

    def _drawn(self, tightness: int) -> bool:
        return bool(self.entry.icon) and (tightness == 0 or not self._worded(tightness))

    def _counter_width(self) -> int:
        style = look()
        words = QFontMetrics(style.font(12, SEMIBOLD)).horizontalAdvance(self.counter)
        return max(words + style.px(12), style.px(20))

    def sizeHint(self) -> QSize:
        """Return the width at the tightness in force."""
        return QSize(self.width_at(self.tightness), look().px(41))

    def minimumSizeHint(self) -> QSize:
        """Return the whole width: a tab is never cut."""
        return QSize(self.sizeHint().width(), look().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon, words, counter and underline."""
        painter, style = painter_for(self), look()
        on = self.isChecked()
        color = style.color("primary" if on or self.underMouse() else "text_2")
        left = style.px(13 if self.tightness < 2 else 8)
        if self._drawn(self.tightness):
            size = style.px(18)
            icons.draw(painter, self.entry.icon, color, QRect(left, (self.height() - size) // 2, size, size))
            left += size + (style.px(7) if self._worded(self.tightness) else 0)
        font = style.font(14, SEMIBOLD)
        painter.setFont(font)
        painter.setPen(color)
        words = self.text() if self._worded(self.tightness) else ""
        width = QFontMetrics(font).horizontalAdvance(words)
        painter.drawText(QRect(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if self._counted(self.tightness):
            pill = QRectF(
                left + width + style.px(8), (self.height() - style.px(20)) / 2, self._counter_width(), style.px(20)
            )
            box(painter, pill, style.color("primary_tint" if on else "sunken"), None, pill.height() / 2)
            painter.setFont(style.font(12, SEMIBOLD))
            painter.setPen(style.color("on_tint" if on else "text_2"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.counter)
        if on:
            thick = style.px(3)
            painter.fillRect(0, self.height() - thick, self.width(), thick, style.color("primary"))


class TabBar(QFrame):
    """Exclusive tabs; emits the code of the one the person opened. ← → walk, Ctrl+Tab belongs to the screen."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[TabEntry], name: str, *, current: str = "", margin: int = 20) -> None:
        super().__init__()
        self.setProperty("frame", "tabs")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._tabs = {entry.code: _Tab(entry) for entry in entries}
        self._margin, self._sized = margin, False
        row = Row(self, margins=(margin, 0, 12, 1), gap=0)
        for tab in self._tabs.values():
            self._group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)
        self.set_current(current or entries[0].code)
        follow(self)

    def current(self) -> str:
        """Return the code of the open tab."""
        return next((code for code, tab in self._tabs.items() if tab.isChecked()), "")

    def set_current(self, code: str) -> None:
        """Open a tab without emitting."""
        if code in self._tabs:
            self._tabs[code].setChecked(True)
            self._tighten()

    def step(self, by: int) -> None:
        """Open the tab that follows or precedes, and emit."""
        codes = list(self._tabs)
        self._tabs[codes[(codes.index(self.current()) + by) % len(codes)]].click()

    def set_counters(self, counters: Mapping[str, str]) -> None:
        """Show the counters of several tabs."""
        changed = {code: counter for code, counter in counters.items() if self._tabs[code].counter != counter}
        for code, counter in changed.items():
            tab = self._tabs[code]
            tab.counter = counter
            tab.setAccessibleName(f"{tab.text()}, {counter}" if counter else tab.text())
        if changed:
            self.restyle()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.setFixedHeight(look().px(41) + 1)
        self._tighten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every tab visible."""
        super().resizeEvent(event)
        self._sized = True
        self._tighten()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the tightest tabs."""
        return QSize(sum(tab.width_at(4) for tab in self._tabs.values()), look().px(42))

    def _tighten(self) -> None:
        if not self._sized:
            return  # the first resizing tightens
        room = self.width() - look().px(self._margin + 12)
        fits = (step for step in (0, 1, 2, 3) if sum(tab.width_at(step) for tab in self._tabs.values()) <= room)
        tightness = next(fits, 4)
        for tab in self._tabs.values():
            tab.tightness = tightness
            tab.updateGeometry()
            tab.update()

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Tab):
            self._tighten()
            self.chosen.emit(button.entry.code)
