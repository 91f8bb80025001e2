"""The list of the parts of a long form: one click or one key goes to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import REGULAR, SEMIBOLD, follow, look
from mobiconseil.ui.widgets.layouts import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a form."""

    code: str
    text: str
    icon: str


class _Entry(QAbstractButton):
    """One line of the index."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        self.setText(part.text)
        self.setAccessibleName(part.text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", 6)
        self.setProperty("ringInside", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of icon and words."""
        style = look()
        words = QFontMetrics(style.font(14, SEMIBOLD)).horizontalAdvance(self.text())
        return QSize(words + style.px(46), style.px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """Stay taken when pressed again."""
        self.setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, tinted and marked when it is the current one."""
        painter, style = painter_for(self), look()
        on, over = self.isChecked(), self.underMouse()
        if on or over:
            fill = style.color("primary_tint" if on else "sunken")
            box(painter, QRectF(self.rect()), fill, None, style.px(6))
        if on:
            marker = QRectF(0, style.px(8), style.px(3), self.height() - style.px(16))
            box(painter, marker, style.color("primary"), None, style.px(1.5))
        color = style.color("on_tint" if on else "text_2")
        size, left = style.px(18), style.px(11)
        icons.draw(painter, self.part.icon, color, QRect(left, (self.height() - size) // 2, size, size))
        painter.setFont(style.font(14, SEMIBOLD if on else REGULAR))
        painter.setPen(style.color("on_tint" if on else "text"))
        rect = self.rect().adjusted(left + size + style.px(8), 0, 0, 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class SectionIndex(QWidget):
    """The parts of a form one under the other; Tab enters once, ↑ and ↓ walk and go there."""

    chosen = Signal(str)

    def __init__(self, parts: Sequence[Part], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        column = Column(self, gap=2)
        self._entries = [_Entry(part) for part in parts]
        for entry in self._entries:
            entry.clicked.connect(self._on_clicked)
            column.addWidget(entry)
        self.set_current(parts[0].code)

    def current(self) -> str:
        """Return the code of the current part."""
        return next(entry.part.code for entry in self._entries if entry.isChecked())

    def set_current(self, code: str) -> None:
        """Mark a part without emitting; the keyboard, when it is in the index, stands on it."""
        held = any(entry.hasFocus() for entry in self._entries)
        for entry in self._entries:
            on = entry.part.code == code
            entry.setChecked(on)
            entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
            if on and held:
                entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk in the index."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((rank for rank, entry in enumerate(self._entries) if entry.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        entry = self._entries[min(max(focused + step, 0), len(self._entries) - 1)]
        entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(entry)

    def _on_clicked(self) -> None:
        entry = self.sender()
        if isinstance(entry, _Entry):
            self._go(entry)

    def _go(self, entry: _Entry) -> None:
        self.set_current(entry.part.code)
        self.chosen.emit(entry.part.code)
