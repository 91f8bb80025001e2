"""The navigation at the left: icon above label, badge, and the lock at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import BOLD, REGULAR, SEMIBOLD, follow, look
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.width_class import TINY_UNDER

WIDTH, FOLDED_WIDTH = 96, 52
TALL, SHORT, FOLDED = 58, 41, 28
"""Heights of a section: with room, tight, and reduced to its icon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RailEntry:
    """One section, with the keys that open it (Alt+1 and its unshifted twin)."""

    code: str
    text: str
    icon: str
    keys: tuple[str, ...] = ()


SECTIONS = (
    RailEntry(code="home", text="Accueil", icon="home-outline", keys=("Alt+1", "Alt+&")),
    RailEntry(code="people", text="Bénéficiaires", icon="account-group-outline", keys=("Alt+2", "Alt+é")),
    RailEntry(code="follow_up", text="Suivi", icon="calendar-clock-outline", keys=("Alt+3", 'Alt+"')),
    RailEntry(code="directory", text="Annuaire", icon="map-search-outline", keys=("Alt+4", "Alt+'")),
    RailEntry(code="territory", text="Territoire", icon="map-legend", keys=("Alt+5", "Alt+(")),
    RailEntry(code="report", text="Bilan", icon="chart-bar", keys=("Alt+6", "Alt+-")),
    RailEntry(code="exchange", text="Échanges", icon="usb-flash-drive-outline", keys=("Alt+7", "Alt+è")),
    RailEntry(code="settings", text="Réglages", icon="cog-outline", keys=("Alt+8", "Alt+_")),
)


class _RailButton(QAbstractButton):
    """A section."""

    def __init__(self, entry: RailEntry) -> None:
        super().__init__()
        self.entry = entry
        self.badge = 0
        self.room = 0
        self.folded = False
        self.setText(entry.text)
        self.setAccessibleName(entry.text)
        if entry.keys:
            self.setToolTip(f"{entry.text} ({entry.keys[0]})")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringDark", True)
        self.setProperty("ringInside", True)
        self.setProperty("ringRadius", 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a section."""
        return QSize(look().px(FOLDED_WIDTH - 8 if self.folded else WIDTH - 8), self.room or look().px(TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the marker, icon, label and badge."""
        painter, style = painter_for(self), look()
        on = self.isChecked()
        if on or self.underMouse():
            ground = style.color("rail_active")
            if not on:
                ground.setAlphaF(0.55)
            box(painter, QRectF(self.rect()), ground, None, style.px(8))
        if on:
            marker = QRectF(0, (self.height() - style.px(28)) / 2, style.px(4), style.px(28))
            box(painter, marker, style.color("focus_on_dark"), None, style.px(2))
        color = style.color("rail_text_active" if on else "rail_text")
        tight = self.height() < style.px(SHORT + 10)
        size = style.px(20 if tight else 24)
        label = 0 if self.folded else style.px(18)
        top = (self.height() - size - label) // 2 if tight or self.folded else style.px(8)
        glyph = QRect((self.width() - size) // 2, top, size, size)
        icons.draw(painter, self.entry.icon, color, glyph)
        if not self.folded:
            painter.setFont(style.font(12, SEMIBOLD if on else REGULAR))
            painter.setPen(color)
            words = QRect(0, glyph.bottom() + style.px(0.5 if tight else 2), self.width(), label)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.badge:
            self._paint_badge(
                painter, QPointF(glyph.right() + style.px(5), max(glyph.top() + style.px(3), style.px(10)))
            )

    def _paint_badge(self, painter: QPainter, center: QPointF) -> None:
        style = look()
        text = str(self.badge) if self.badge < 100 else "99+"
        painter.setFont(style.font(12, BOLD))
        height = style.px(18)
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + style.px(8))
        pill = QRectF(center.x() - width / 2, center.y() - height / 2, width, height)
        box(painter, pill, style.color("focus_on_dark"), None, height / 2)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class _LockButton(QAbstractButton):
    """Initials of the adviser and the lock."""

    def __init__(self) -> None:
        super().__init__()
        self.initials = ""
        self.folded = False
        self.setText(self.tr("Verrouiller"))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Verrouiller (Ctrl+L)"))
        self.setProperty("ringDark", True)
        self.setProperty("ringInside", True)
        self.setProperty("ringRadius", 8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the button."""
        return QSize(look().px(FOLDED_WIDTH - 8), look().px(36)) if self.folded else QSize(look().px(84), look().px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint lock, initials and label; the lock alone when folded."""
        painter, style = painter_for(self), look()
        if self.underMouse():
            box(painter, QRectF(self.rect()), style.color("rail_active"), None, style.px(8))
        color = style.color("rail_text_active")
        size, middle = style.px(22), self.width() // 2
        if self.folded:
            place = QRect(middle - size // 2, (self.height() - size) // 2, size, size)
            icons.draw(painter, "lock-outline", color, place)
            return
        left = middle - size - style.px(1) if self.initials else middle - size // 2
        icons.draw(painter, "lock-outline", color, QRect(left, style.px(5), size, size))
        painter.setPen(color)
        painter.setFont(style.font(12, SEMIBOLD))
        words = QRect(left + size + style.px(5), style.px(6), middle, size)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.initials)
        painter.setPen(style.color("rail_text"))
        painter.setFont(style.font(12))
        painter.drawText(QRect(0, style.px(28), self.width(), style.px(20)), Qt.AlignmentFlag.AlignCenter, self.text())


class _Mark(QWidget):
    """The tile of the program at the top."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("MobiConseil")
        follow(self)

    def restyle(self) -> None:
        """Take the size in force."""
        self.setFixedSize(look().px(FOLDED_WIDTH - 8), look().px(50))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile and the route."""
        painter, style = painter_for(self), look()
        side = style.px(40)
        tile = QRectF((self.width() - side) / 2, 0, side, side)
        box(painter, tile, style.color("rail_active"), None, style.px(9))
        gap = side * 0.18
        icons.draw_motif(painter, tile.adjusted(gap, gap, -gap, -gap))


class Rail(QFrame):
    """The sections of the program; emits the code of the one the person opens."""

    chosen = Signal(str)
    lock_requested = Signal()

    def __init__(self, entries: Sequence[RailEntry] = SECTIONS, *, initials: str = "") -> None:
        super().__init__()
        self.setProperty("frame", "rail")
        self.setAccessibleName(self.tr("Sections"))
        self._buttons = {entry.code: _RailButton(entry) for entry in entries}
        self._group = QButtonGroup(self)
        self._lock = _LockButton()
        self._mark = _Mark()
        self._window_width = 0
        self._build()
        self._group.buttonClicked.connect(self._on_clicked)
        self._lock.clicked.connect(self.lock_requested)
        self.set_initials(initials)
        follow(self)

    def _build(self) -> None:
        holder = QWidget()
        holder.setProperty("role", "scrollpage")
        column = Column(holder, margins=(4, 0, 4, 0), gap=2)
        for entry, button in self._buttons.items():
            self._group.addButton(button)
            button.setObjectName(f"rail_{entry}")
            column.addWidget(button)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(holder)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        outer = Column(self, margins=(0, 10, 0, 6), gap=0)
        outer.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignHCenter)

    def current(self) -> str:
        """Return the code of the open section."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, code: str) -> None:
        """Mark a section as open without emitting."""
        self._buttons[code].setChecked(True)
        self._scroll.ensureWidgetVisible(self._buttons[code])

    def set_badge(self, code: str, count: int) -> None:
        """Show how many things wait in a section."""
        button = self._buttons[code]
        button.badge = count
        button.setAccessibleName(f"{button.text()}, {count}" if count else button.text())
        button.update()

    def set_initials(self, initials: str) -> None:
        """Show whose session it is."""
        self._lock.initials = initials
        self._lock.setAccessibleDescription(initials)
        self._lock.update()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.follow_window(self._window_width)

    def follow_window(self, width: int) -> None:
        """Keep the words of the sections, or only their icons in a window too narrow for the text size."""
        self._window_width = width
        folded = 0 < width < look().px(TINY_UNDER)
        for button in self._buttons.values():
            button.folded = folded
        self._lock.folded = folded
        self.setFixedWidth(look().px(FOLDED_WIDTH if folded else WIDTH))
        self._lock.updateGeometry()
        self._lock.update()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tighten the sections when the window is low."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        style, count = look(), len(self._buttons)
        short = style.px(FOLDED if self._lock.folded else SHORT)
        free = self.height() - style.px(16) - self._lock.sizeHint().height()
        tile = style.px(50)
        self._mark.setVisible(free - tile >= count * (short + style.px(2)))
        room = (free - (tile if self._mark.isVisibleTo(self) else 0)) // count - style.px(2)
        for button in self._buttons.values():
            button.room = min(max(room, short), style.px(TALL))
            button.updateGeometry()
            button.update()

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _RailButton):
            self.chosen.emit(button.entry.code)
