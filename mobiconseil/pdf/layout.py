"""How blocks are placed: one under the other, side by side, in a card. All can be cut between two pages."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color

from mobiconseil.pdf.styles import FAINT, LINE, RADIUS
from mobiconseil.pdf.text import Block, Text

KEEP_WHOLE_UNDER = 640.0
"""A block kept whole is cut only when this height was offered to it, so on a page of its own."""

TALL = 330.0
"""A block taller than this is cut where the page ends, so as not to leave half a page empty."""

_LEAST_PART = 120.0


def _stays_whole(height: float, offered: float) -> bool:
    """Tell whether a block that must stay whole goes to the next page."""
    return offered < (_LEAST_PART if height > TALL else KEEP_WHOLE_UNDER)


class Gap(Block):
    """An empty space, in a column or between two blocks."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take all the width."""
        return available_width, self.height

    def draw(self) -> None:
        """Draw nothing."""


class Stack(Block):
    """Blocks one under the other."""

    def __init__(self, blocks: Sequence[Block], *, whole: bool = False, tag: str = "") -> None:
        super().__init__()
        self.blocks = list(blocks)
        self.whole = whole
        self.tag = tag
        """What the blocks make together for who listens: « L » for a list."""
        self._tops: list[float] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Measure each block and the spaces between them."""
        self.width = available_width
        used, after = 0.0, 0.0
        self._tops = []
        for index, block in enumerate(self.blocks):
            used += max(after, block.getSpaceBefore()) if index else 0.0
            self._tops.append(used)
            used += block.wrap(available_width, available_height)[1]
            after = block.getSpaceAfter()
        self.height = used
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Block]:
        """Cut between two blocks, or inside the one that crosses the end of the page."""
        self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        if self.whole and _stays_whole(self.height, available_height):
            return []
        index = next(i for i, block in enumerate(self.blocks) if self._tops[i] + block.height > available_height)
        parts = self.blocks[index].split(available_width, available_height - self._tops[index])
        head = [*self.blocks[:index], *parts[:1]] if len(parts) > 1 else self.blocks[:index]
        tail = [*parts[1:], *self.blocks[index + 1 :]] if len(parts) > 1 else self.blocks[index:]
        return [Stack(head, tag=self.tag), Stack(tail, tag=self.tag)] if head and tail else []

    def draw(self) -> None:
        """Draw the blocks from top to bottom."""
        with self.canv.grouped(self.tag):
            for block, top in zip(self.blocks, self._tops, strict=True):
                block.drawOn(self.canv, 0, self.height - top - block.height)


class Columns(Block):
    """Blocks side by side; a width of 0 takes what the others leave."""

    def __init__(
        self,
        cells: Sequence[tuple[Block, float]],
        *,
        gap: float = 0.0,
        middle: bool = False,
        whole: bool = True,
        stretch: bool = False,
        indent: float = 0.0,
        tag: str = "",
        cell_tag: str = "",
    ) -> None:
        super().__init__()
        self.cells = list(cells)
        self.tag, self.cell_tag = tag, cell_tag
        """What the row is for who listens, « LI » or « TR », and what each block of it is that does not say it."""
        self.gap = gap
        self.middle = middle
        self.whole = whole
        self.stretch = stretch
        self.indent = indent
        self._widths: list[float] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Share the width, and take the height of the tallest cell."""
        self.width = available_width
        fixed = sum(width for _, width in self.cells) + self.gap * (len(self.cells) - 1)
        free = max(1, sum(1 for _, width in self.cells if not width))
        self._widths = [width or (available_width - fixed) / free for _, width in self.cells]
        pairs = zip(self.cells, self._widths, strict=True)
        self.height = max(cell.wrap(width, available_height)[1] for (cell, _), width in pairs)
        for cell, _ in self.cells if self.stretch else ():
            if isinstance(cell, Card):
                cell.height = self.height
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Block]:
        """Cut every cell at the same height."""
        self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        if self.whole and _stays_whole(self.height, available_height):
            return []
        heads: list[tuple[Block, float]] = []
        tails: list[tuple[Block, float]] = []
        for (cell, given), width in zip(self.cells, self._widths, strict=True):
            parts: list[Block] = [cell] if cell.height <= available_height else cell.split(width, available_height)
            if not parts:
                return []
            heads.append((parts[0], given))
            tails.append((Stack(parts[1:]) if parts[1:] else Gap(0), given))
        return [self._like(heads), self._like(tails)]

    def draw(self) -> None:
        """Draw the cells from left to right."""
        left = self.indent
        with self.canv.grouped(self.tag):
            for (cell, _), width in zip(self.cells, self._widths, strict=True):
                room = self.height - cell.height
                with self.canv.grouped("" if _says_its_place(cell) else self.cell_tag):
                    cell.drawOn(self.canv, left, room / 2 if self.middle else room)
                left += width + self.gap

    def _like(self, cells: Sequence[tuple[Block, float]]) -> Columns:
        return Columns(cells, gap=self.gap, indent=self.indent, whole=False, tag=self.tag, cell_tag=self.cell_tag)


def _says_its_place(cell: Block) -> bool:
    return isinstance(cell, Text) and cell.style.role in {"TH", "TD", "Lbl", "LBody"}


class Card(Block):
    """A box with rounded corners around one block; cut in two boxes when a page cannot hold it."""

    def __init__(
        self,
        content: Block,
        *,
        padding: tuple[float, float, float, float] = (11, 13, 11, 13),
        border: Color = LINE,
        thickness: float = 1.0,
        fill: Color | None = None,
        after: float = 11,
        divider: float = 0.0,
    ) -> None:
        super().__init__()
        self.content = content
        self.padding = padding
        self.border = border
        self.thickness = thickness
        self.fill = fill
        self.spaceAfter = after
        self.divider = divider

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take all the width."""
        top, right, bottom, left = self.padding
        inner = self.content.wrap(available_width - left - right, available_height - top - bottom)[1]
        self.width, self.height = available_width, inner + top + bottom
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Block]:
        """Cut the content in two boxes."""
        self.wrap(available_width, available_height)
        top, right, bottom, left = self.padding
        parts = self.content.split(available_width - left - right, available_height - top - bottom)
        return [self._around(part) for part in parts]

    def draw(self) -> None:
        """Draw the box, then its content."""
        canvas = self.canv
        with canvas.decoration():
            canvas.setStrokeColor(self.border)
            canvas.setLineWidth(self.thickness)
            if self.fill is not None:
                canvas.setFillColor(self.fill)
            half = self.thickness / 2
            canvas.roundRect(
                half,
                half,
                self.width - self.thickness,
                self.height - self.thickness,
                RADIUS,
                stroke=1,
                fill=int(self.fill is not None),
            )
            if self.divider:
                self._draw_divider()
        self.content.drawOn(canvas, self.padding[3], self.height - self.padding[0] - self.content.height)

    def _draw_divider(self) -> None:
        """Draw a dashed line at this distance from the right border."""
        canvas, left = self.canv, self.width - self.divider
        canvas.setStrokeColor(FAINT)
        canvas.setLineWidth(1)
        canvas.setDash(3, 2.5)
        canvas.line(left, self.padding[2], left, self.height - self.padding[0])
        canvas.setDash()

    def _around(self, content: Block) -> Card:
        return Card(
            content,
            padding=self.padding,
            border=self.border,
            thickness=self.thickness,
            fill=self.fill,
            after=self.spaceAfter,
            divider=self.divider,
        )
