"""A row that goes on over several lines where the window is too narrow for its text, rather than off its edge."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.layouts import Margins, Row
from mobiconseil.ui.width_class import is_narrow

_ANYWHERE = Qt.AlignmentFlag(0)
_ENDLESS = 16_777_215


class _Part(NamedTuple):
    """What stands in the row: a widget or a layout, or a space that holds nothing."""

    rank: int
    item: QLayoutItem | None

    @property
    def least(self) -> int:
        return self.item.minimumSize().width() if self.item is not None else 0

    @property
    def hint(self) -> int:
        return self.item.sizeHint().width() if self.item is not None else 0

    @property
    def most(self) -> int:
        return self.item.maximumSize().width() if self.item is not None else _ENDLESS

    def height(self, width: int) -> int:
        if self.item is None:
            return 0
        return self.item.heightForWidth(width) if self.item.hasHeightForWidth() else self.item.sizeHint().height()


class FoldingRow(Row):
    """Side by side as long as nothing is cut; else as many lines as needed, in the same order.

    It never asks for more width than its widest item. The height of its lines comes from the width it has: a change
    of width that changes the lines asks the page for another place, as a paragraph would. In a narrow window, what
    grows folds the row before it is narrower than `comfort`: a name that ends with « … » after three letters is none.
    `even` puts as many items on each line.

    The items of the layout are never asked for: PySide keeps each for as long as the layout, Qt does not, and the next
    thing made at the same address may end the program. Those used here are made for one computation, then dropped.
    """

    _width = 0
    _is_tight = False
    _known: tuple[int, int] | None = None

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        margins: Margins = 0,
        gap: int = 8,
        comfort: int = 0,
        even: bool = False,
    ) -> None:
        self._comfort, self._even = comfort, even
        self._aligned: WeakKeyDictionary[QWidget, Qt.AlignmentFlag] = WeakKeyDictionary()
        super().__init__(parent, margins=margins, gap=gap)

    def addWidget(  # type: ignore[override]
        self, widget: QWidget, stretch: int = 0, alignment: Qt.AlignmentFlag = _ANYWHERE
    ) -> None:
        """Add a widget after the others."""
        self._aligned[widget] = alignment
        super().addWidget(widget, stretch, alignment)

    def invalidate(self) -> None:
        """Forget what was measured."""
        self._known = None
        super().invalidate()

    @property
    def is_folded(self) -> bool:
        """Say whether there are several lines."""
        return 0 < self._width < self._measured()[1]

    def minimumSize(self) -> QSize:
        """Return the width of the widest item, and the height of the lines at the width in force."""
        widest, _ = self._measured()
        height = self._height(self._width) if self.is_folded else super().minimumSize().height()
        return QSize(widest, height)

    def sizeHint(self) -> QSize:
        """Return the size of one line, as high as the lines at the width in force."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._height(self._width)) if self.is_folded else hint

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at this width."""
        return super().heightForWidth(width) if width >= self._measured()[1] else self._height(width)

    def minimumHeightForWidth(self, width: int) -> int:
        """Return the least height of the lines at this width."""
        whole = width >= self._measured()[1]
        return super().minimumHeightForWidth(width) if whole else self._height(width)

    def setGeometry(self, rect: QRect) -> None:
        """Place one line, or several."""
        before = self._shape()
        self._width = rect.width()
        self._look_around()
        if self._shape() != before:
            self.update()
        if not self.is_folded:
            super().setGeometry(rect)
            return
        QLayout.setGeometry(self, rect)
        area = rect.marginsRemoved(self.contentsMargins())
        top = area.y()
        for line in self._lines(area.width()):
            widths = self._widths(line, area.width())
            height = max(part.height(width) for part, width in zip(line, widths, strict=True))
            left = area.x()
            for part, width in zip(line, widths, strict=True):
                if part.item is not None:
                    part.item.setGeometry(QRect(left, top, width, height))
                    left += self.spacing()
                left += width
            top += height + self.spacing()

    def _look_around(self) -> None:
        holder = self.parentWidget()
        tight = self._comfort > 0 and holder is not None and is_narrow(holder.window())
        if tight is not self._is_tight:
            self._is_tight, self._known = tight, None

    def _measured(self) -> tuple[int, int]:
        """Return the widths of the widest item and of one line, margins included."""
        if self._known is None:
            margins, parts = self.contentsMargins(), self._parts()
            least = [part.least for part in parts]
            more = sum(self._least(part) for part in parts) - sum(least) if self._is_tight else 0
            sides = margins.left() + margins.right()
            self._known = max(least, default=0) + sides, super().minimumSize().width() + more
        return self._known

    def _least(self, part: _Part) -> int:
        """Return the width under which an item goes to the next line."""
        if not self._is_tight or part.item is None or not self._grows(part):
            return part.least
        return max(part.least, min(part.hint, look().px(self._comfort)))

    def _parts(self) -> list[_Part]:
        """Return what shows and the spaces, in order."""
        found: dict[int, QLayoutItem] = {}
        holder = self.parentWidget()
        for widget in holder.children() if holder is not None else ():
            rank = self.indexOf(widget) if isinstance(widget, QWidget) else -1
            if rank >= 0 and isinstance(widget, QWidget):
                found[rank] = item = QWidgetItem(widget)
                item.setAlignment(self._aligned.get(widget, _ANYWHERE))
        for inner in self.children():
            if isinstance(inner, QLayout):
                found[self.indexOf(inner)] = inner
        parts = (_Part(rank, found.get(rank)) for rank in range(self.count()))
        return [part for part in parts if part.item is None or not part.item.isEmpty()]

    def _shape(self) -> list[int]:
        """Return how many items stand on each line; nothing when there is only one."""
        if not self.is_folded:
            return []
        margins = self.contentsMargins()
        return [len(line) for line in self._lines(self._width - margins.left() - margins.right())]

    def _lines(self, width: int) -> list[list[_Part]]:
        lines: list[list[_Part]] = [[]]
        taken = 0
        for part in self._parts():
            least = self._least(part)
            if taken and part.item is not None and taken + least > width:
                lines.append([])
                taken = 0
            lines[-1].append(part)
            taken += least + (self.spacing() if part.item is not None else 0)
        lines = [line for line in lines if any(part.item is not None for part in line)]
        return _evened(lines) if self._even else lines

    def _widths(self, line: list[_Part], width: int) -> list[int]:
        """Share the width of a line: what each item must have, then what it would like, then the rest."""
        widths = [min(self._least(part), width) for part in line]
        gaps = self.spacing() * max(sum(part.item is not None for part in line) - 1, 0)
        spare = max(width - sum(widths) - gaps, 0)
        wanted = [max(part.hint - least, 0) for part, least in zip(line, widths, strict=True)]
        given = min(spare, sum(wanted))
        if given:
            widths = [least + given * more // sum(wanted) for least, more in zip(widths, wanted, strict=True)]
            spare -= given
        growing = [rank for rank, part in enumerate(line) if part.item is not None and self._grows(part)]
        growing = growing or [rank for rank, part in enumerate(line) if part.item is None]
        for rank in growing:
            widths[rank] = min(widths[rank] + spare // len(growing), line[rank].most)
        return widths

    def _grows(self, part: _Part) -> bool:
        widens = part.item is not None and part.item.expandingDirections() & Qt.Orientation.Horizontal
        return bool(widens) or self.stretch(part.rank) > 0

    def _height(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        lines = self._lines(inner)
        heights = (
            max(part.height(share) for part, share in zip(line, self._widths(line, inner), strict=True))
            for line in lines
        )
        gaps = self.spacing() * max(len(lines) - 1, 0)
        return sum(heights) + gaps + margins.top() + margins.bottom()


def _evened(lines: list[list[_Part]]) -> list[list[_Part]]:
    parts = [part for line in lines for part in line]
    each = -(-len(parts) // max(len(lines), 1))
    return [parts[start : start + each] for start in range(0, len(parts), each)]
