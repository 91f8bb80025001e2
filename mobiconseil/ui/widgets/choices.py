"""Short exclusive choices, filters with a count, and check boxes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from mobiconseil.domain.typography import number
from mobiconseil.ui import icons
from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import REGULAR, follow, look
from mobiconseil.ui.widgets.buttons import Button, Height, Kind

UNANSWERED = "unknown"
"""Code of « Non renseigné », painted quietly: a form is not full of answers before it is asked."""

_LONGEST = 320
"""Width of the longest filter; its words take two lines beyond it."""
_LEAST_AIR = 5
"""Beside the words of a segment, where there is little room."""

Option = tuple[str, str] | tuple[str, str, str]


class _Segment(Button):
    """One cell of a segmented choice; the outer cells are rounded."""

    def __init__(self, code: str, text: str, icon: str, height: Height) -> None:
        self.first = self.last = False
        super().__init__(text, Kind.SECONDARY, icon=icon, height=height)
        self.code = code
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Keep the words, with less air on both sides."""
        return QSize(self._content_width() + 2 * look().px(_LEAST_AIR), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a cell joined to its neighbours."""
        painter, style = painter_for(self), look()
        fill, border, text = self._state()
        path = QPainterPath()
        radius = style.px(6)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self.last else 0.5, -0.5)
        path.addRoundedRect(area, radius, radius)
        square = QPainterPath()
        if not self.first:
            square.addRect(QRectF(area.left(), area.top(), radius, area.height()))
        if not self.last:
            square.addRect(QRectF(area.right() - radius, area.top(), radius, area.height()))
        painter.setPen(style.color(border))
        painter.setBrush(style.color(fill))
        painter.drawPath(path.united(square))
        self._paint_content(painter, style.color(text))

    def _state(self) -> tuple[str, str, str]:
        if not self.isEnabled():
            return ("sunken" if self.isChecked() else "surface_2"), "border", "text_disabled"
        if self.isChecked():
            answered = self.code != UNANSWERED
            return ("primary" if answered else "sunken"), "border_strong", ("on_primary" if answered else "text")
        return ("primary_tint" if self.underMouse() else "surface"), "border_strong", "text"


class SegmentedChoice(QWidget):
    """Two to four short options of which one is taken; emits the code of the one the person chose."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], name: str, *, current: str = "", height: Height = Height.ROW) -> None:
        super().__init__()
        self.setAccessibleName(name)
        say_as(self, QAccessible.Role.Grouping)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._segments: list[_Segment] = []
        for option in options:
            segment = _Segment(option[0], option[1], option[2] if len(option) > 2 else "", height)
            segment.setAccessibleName(option[1])
            segment.setAccessibleDescription(name)
            say_as(segment, QAccessible.Role.RadioButton)
            self._segments.append(segment)
            self._group.addButton(segment)
            row.addWidget(segment)
        self._segments[0].first = self._segments[-1].last = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._on_clicked)
        if current:
            self.set_current(current)

    def current(self) -> str:
        """Return the code taken, or an empty text."""
        return next((segment.code for segment in self._segments if segment.isChecked()), "")

    def set_current(self, code: str) -> None:
        """Take an option without emitting; an unknown code takes none."""
        if all(segment.isChecked() == (segment.code == code) for segment in self._segments):
            return
        self._group.setExclusive(False)
        for segment in self._segments:
            segment.setChecked(segment.code == code)
        self._group.setExclusive(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the option taken, or to the first one."""
        taken = next((segment for segment in self._segments if segment.isChecked()), self._segments[0])
        taken.setFocus(event.reason())

    def set_text(self, code: str, text: str) -> None:
        """Change the words of an option (a count, for example)."""
        for segment in self._segments:
            if segment.code == code:
                segment.setText(text)
                segment.setAccessibleName(text)
                segment.restyle()

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Segment):
            self.chosen.emit(button.code)


class TriStateChoice(SegmentedChoice):
    """Oui / Non / Non renseigné; emits True, False or None."""

    answered = Signal(object)

    def __init__(self, name: str, *, value: bool | None = None, height: Height = Height.NORMAL) -> None:
        super().__init__(
            (("yes", "Oui"), ("no", "Non"), ("unknown", "Non renseigné")), name, current="unknown", height=height
        )
        self.set_value(value)
        self.chosen.connect(self._on_chosen)

    def value(self) -> bool | None:
        """Return the answer."""
        return {"yes": True, "no": False}.get(self.current())

    def set_value(self, value: bool | None) -> None:
        """Show an answer without emitting."""
        self.set_current("unknown" if value is None else "yes" if value else "no")

    def _on_chosen(self, _code: str) -> None:
        self.answered.emit(self.value())


class FilterChip(Button):
    """A filter that is taken or not, with how many rows it gives."""

    def __init__(self, code: str, text: str, count: int | None = None, *, checked: bool = False) -> None:
        self._count = count
        super().__init__(text, Kind.SECONDARY, height=Height.ROW)
        self.code = code
        self.setCheckable(True)
        self.setChecked(checked)
        self.setProperty("ringRadius", 15)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_count(self, count: int | None) -> None:
        """Change the number of rows."""
        self._count = count
        self._describe()
        self.restyle()

    def _describe(self) -> None:
        self.setAccessibleName(self.text() if self._count is None else f"{self.text()}, {self._count_text()}")

    def _count_text(self) -> str:
        return "" if self._count is None else number(self._count)

    def sizeHint(self) -> QSize:
        """Return the size of the words and the count; very long words take two lines."""
        hint = super().sizeHint()
        longest = look().px(_LONGEST)
        return hint if hint.width() <= longest else QSize(longest, hint.height() + self._font_metrics().lineSpacing())

    def _content_width(self) -> int:
        extra = self._font_metrics().horizontalAdvance(self._count_text()) + look().px(6) if self._count_text() else 0
        return super()._content_width() + extra + look().px(3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a pill, filled when taken."""
        painter, style = painter_for(self), look()
        on, enabled = self.isChecked(), self.isEnabled()
        fill = "surface_2" if not enabled else "primary" if on else "primary_tint" if self.underMouse() else "surface"
        border = "border" if not enabled else "primary" if on or self.underMouse() else "border_strong"
        text = "text_disabled" if not enabled else "on_primary" if on else "text"
        radius = style.px(self._height.value[0]) / 2
        box(painter, QRectF(self.rect()), style.color(fill), style.color(border), radius)
        if super().sizeHint().width() > self.width():
            painter.setFont(self._font())
            painter.setPen(style.color(text))
            said = f"{self.text()} {self._count_text()}".strip()
            sides = style.px(self._height.value[1])
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(sides, 0, -sides, 0), flags, said)
            return
        left = self._paint_text(painter, style.color(text), (self.width() - self._content_width()) // 2 + style.px(1))
        if self._count_text():
            painter.setFont(style.font(13, REGULAR))
            painter.setPen(style.color(text if on or not enabled else "text_2"))
            rect = QRect(left - style.px(2), 0, self.width() - left, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._count_text())


class CheckBox(QCheckBox):
    """A check box whose words may be read aloud."""

    def __init__(self, text: str, *, checked: bool = False) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setChecked(checked)
        self.setProperty("ringRadius", 4)


class Toggle(QAbstractButton):
    """A switch for a setting that acts at once."""

    def __init__(self, text: str, *, checked: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringRadius", 6)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the switch and its words."""
        style = look()
        from_text = self.fontMetrics().horizontalAdvance(self.text()) if self.text() else 0
        return QSize(style.px(40) + style.px(10) + from_text + style.px(4), style.px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Entrée act like Espace; Ctrl+Entrée belongs to the form around it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the switch, then its words."""
        painter, style = painter_for(self), look()
        width, height = style.px(40), style.px(22)
        track = QRectF(0.5, (self.height() - height) / 2, width, height)
        self._paint_track(painter, track)
        painter.setFont(style.font(14))
        painter.setPen(style.color("text" if self.isEnabled() else "text_disabled"))
        rect = self.rect().adjusted(width + style.px(10), 0, 0, 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        style, on, enabled = look(), self.isChecked(), self.isEnabled()
        fill = "surface_2" if not enabled else "primary" if on else "surface"
        border = "border" if not enabled else "primary" if on else "border_strong"
        box(painter, track, style.color(fill), style.color(border), track.height() / 2)
        knob = track.height() - style.px(8)
        left = track.right() - knob - style.px(4) if on else track.left() + style.px(4)
        dot = QRectF(left, track.top() + style.px(4), knob, knob)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("text_disabled" if not enabled else "on_primary" if on else "border_strong"))
        painter.drawEllipse(dot)
        if on and enabled:
            icons.draw(painter, "check", style.color("primary"), dot.toRect())
