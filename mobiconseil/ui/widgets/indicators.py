"""Small drawings that always come with words: intensity, progress, initials."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import SEMIBOLD, follow, look
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class _Bars(QWidget):
    """A few bars in a row, each in a colour."""

    def __init__(self, count: int, width: int, height: int, gap: int) -> None:
        super().__init__()
        self._shape = (width, height, gap)
        self._colors = ["sunken"] * count
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self)

    def set_colors(self, colors: list[str]) -> None:
        """Give each bar its colour."""
        self._colors = colors
        self.update()

    def restyle(self) -> None:
        """Take the size in force."""
        width, height, gap = (look().px(side) for side in self._shape)
        self.setFixedSize(QSize(len(self._colors) * (width + gap) - gap, height))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter, style = painter_for(self), look()
        width, height, gap = (style.px(side) for side in self._shape)
        for index, color in enumerate(self._colors):
            rect = QRectF(index * (width + gap), 0, width, height)
            edge = (
                style.color("border_strong")
                if color == "sunken" and style.tokens.border == style.tokens.border_strong
                else None
            )
            box(painter, rect, style.color(color), edge, height / 3)


class IntensityBars(QWidget):
    """A word and zero to three bars: how much a barrier weighs."""

    def __init__(self, level: int, word: str) -> None:
        super().__init__()
        self._word = Label(word, Role.SMALL)
        self._bars = _Bars(3, 14, 8, 3)
        row = Row(self, gap=10)
        row.addWidget(self._word)
        row.addWidget(self._bars, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_level(level, word)

    def set_level(self, level: int, word: str) -> None:
        """Show another intensity."""
        self._word.setText(word)
        self._bars.set_colors(["accent" if index < level else "sunken" for index in range(3)])
        self.setAccessibleName(self.tr("{word}, {level} sur 3").format(word=word, level=level))


class ProgressSteps(QWidget):
    """Four bars and words: Situation, Diagnostic, Préconisations, Plan."""

    def __init__(self, done: int, text: str, *, started: bool = True, below: bool = False, total: int = 4) -> None:
        super().__init__()
        self._total = total
        self._bars = _Bars(total, 24 if below else 30, 6, 4)
        self._text = Label(text, Role.SMALL if below else Role.SECONDARY, wrap=not below)
        line = Column(self, gap=4) if below else Row(self, gap=12)
        line.addWidget(self._bars, 0, Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._text, 0 if below else 1)
        self.set_progress(done, text, started=started)

    def set_progress(self, done: int, text: str, *, started: bool = True) -> None:
        """Show how many steps are done, and whether the next one is started."""
        colors = ["primary" if index < done else "sunken" for index in range(self._total)]
        if started and done < self._total:
            colors[done] = "primary_tint_2"
        self._bars.set_colors(colors)
        self._text.setText(text)
        self.setAccessibleName(text)


class ProgressBar(QProgressBar):
    """A thin bar; the figure is always written beside it."""

    def __init__(self, name: str, done: int = 0, total: int = 100) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.set_progress(done, total)

    def set_progress(self, done: int, total: int) -> None:
        """Show another progress; a total of zero means unknown."""
        self.setRange(0, max(total, 1))
        self.setValue(done)


class Avatar(QWidget):
    """The initials of a person in a disc."""

    def __init__(self, initials: str, *, size: int = 36, name: str = "") -> None:
        super().__init__()
        self._initials, self._size = initials, size
        self.setAccessibleName(name or initials)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self)

    def set_initials(self, initials: str, name: str = "") -> None:
        """Show someone else."""
        self._initials = initials
        self.setAccessibleName(name or initials)
        self.update()

    def restyle(self) -> None:
        """Take the size in force."""
        self.setFixedSize(look().px(self._size), look().px(self._size))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc and the initials."""
        painter, style = painter_for(self), look()
        box(painter, QRectF(self.rect()), style.color("primary_tint_2"), None, self.width() / 2)
        painter.setFont(style.font(self._size * 0.37, SEMIBOLD))
        painter.setPen(style.color("on_tint"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


class RankDisc(Avatar):
    """The number of a step in a filled disc; muted when the step is for later."""

    def __init__(self, rank: int, *, muted: bool = False) -> None:
        self._muted = muted
        super().__init__(str(rank), size=36, name=str(rank))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc and the number."""
        painter, style = painter_for(self), look()
        box(painter, QRectF(self.rect()), style.color("sunken" if self._muted else "primary"), None, self.width() / 2)
        painter.setFont(style.font(18, SEMIBOLD))
        painter.setPen(style.color("text_2" if self._muted else "on_primary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
