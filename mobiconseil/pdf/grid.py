"""A table cut between rows, or inside a row taller than a page; its head is repeated on each page."""

from __future__ import annotations

from collections.abc import Sequence

from mobiconseil.pdf.layout import KEEP_WHOLE_UNDER, Columns
from mobiconseil.pdf.styles import FAINT, LINE, SHADE
from mobiconseil.pdf.text import Block

_SIDE = 5.0


class Grid(Block):
    """Rows of blocks in columns of fixed width, with a shaded head and thin lines between rows."""

    def __init__(
        self,
        head: Sequence[Block],
        rows: Sequence[Sequence[Block]],
        widths: Sequence[float],
        *,
        above: float = 4.0,
        below: float = 5.0,
    ) -> None:
        super().__init__()
        self.head = head
        self.rows = [self._columns(row, widths) for row in rows]
        self.widths = widths
        self.above = above
        self.below = below
        self._head_row = self._columns(head, widths)
        self._tops: list[float] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Measure the head and each row."""
        self.width = sum(self.widths)
        self._tops = []
        used = 0.0
        for row in (self._head_row, *self.rows):
            self._tops.append(used)
            used += row.wrap(self.width, available_height)[1] + self.above + self.below
        self._tops.append(used)
        self.height = used
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Block]:
        """Cut before the first row that does not fit, or inside it when it would not fit on a page either."""
        self.wrap(available_width, available_height)
        if self.height <= available_height:
            return [self]
        index = next(i for i in range(len(self.rows)) if self._tops[i + 2] > available_height)
        before, after = self.rows[:index], self.rows[index:]
        tallest = self._tops[1] + after[0].height + self.above + self.below
        if tallest > KEEP_WHOLE_UNDER:
            room = available_height - self._tops[index + 1] - self.above - self.below
            parts = self._cut(after[0], room)
            if parts:
                before, after = [*before, parts[0]], [parts[1], *after[1:]]
        return [self._with(before), self._with(after)] if before else []

    def draw(self) -> None:
        """Draw the shade and the lines, then the cells row by row."""
        with self.canv.decoration():
            self._draw_frame()
        with self.canv.grouped("Table"):
            self._draw_rows()

    def _draw_rows(self) -> None:
        for index, row in enumerate((self._head_row, *self.rows)):
            row.drawOn(self.canv, 0, self.height - self._tops[index] - self.above - row.height)

    def _draw_frame(self) -> None:
        canvas, foot = self.canv, self.height - self._tops[1]
        canvas.setFillColor(SHADE)
        canvas.rect(0, foot, self.width, self._tops[1], stroke=0, fill=1)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(1.0)
        canvas.line(0, foot, self.width, foot)
        canvas.setStrokeColor(FAINT)
        canvas.setLineWidth(0.6)
        for top in self._tops[2:]:
            canvas.line(0, self.height - top, self.width, self.height - top)

    def _cut(self, row: Columns, room: float) -> list[Columns]:
        like = Columns(row.cells, gap=row.gap, indent=row.indent, whole=False, tag=row.tag, cell_tag=row.cell_tag)
        parts = like.split(self.width, room)
        return [part for part in parts if isinstance(part, Columns)] if len(parts) == 2 else []

    def _with(self, rows: Sequence[Columns]) -> Grid:
        grid = Grid(self.head, [], self.widths, above=self.above, below=self.below)
        grid.rows = list(rows)
        return grid

    @staticmethod
    def _columns(cells: Sequence[Block], widths: Sequence[float]) -> Columns:
        """Place the cells with a margin on both sides of each column."""
        inner = [(cell, width - 2 * _SIDE) for cell, width in zip(cells, widths, strict=True)]
        return Columns(inner, gap=2 * _SIDE, indent=_SIDE, tag="TR", cell_tag="TD")
