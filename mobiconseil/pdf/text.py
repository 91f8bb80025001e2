"""Text laid out for French: lines break at plain spaces only, never at a no-break space.

ReportLab's own paragraph breaks lines at U+202F and prints it as a wide space; it also reads markup, which texts typed
by people could trigger. This block does neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from mobiconseil.pdf.fonts import text_width
from mobiconseil.pdf.glyphs import drawable
from mobiconseil.pdf.styles import TextStyle

_SEPARATORS = re.compile(r"([ \n])")

Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, strong or not."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """An entry of the outline; without title, the text itself is the entry."""

    level: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One laid-out line: its pieces, and what separated it from the next (a space, a line end or nothing)."""

    pieces: tuple[Piece, ...]
    end: str


class Block(Flowable):  # type: ignore[misc]
    """What every block of these papers shares; reportlab wants `width` and `height` after `wrap`."""

    width: float
    height: float
    canv: Any

    def __init__(self) -> None:
        super().__init__()
        self.width = self.height = 0.0


class Text(Block):
    """A text of one style, possibly with strong stretches, that can be cut between two lines."""

    def __init__(self, content: str | Sequence[Run], style: TextStyle, *, outline: Outline | None = None) -> None:
        super().__init__()
        runs = [Run(content)] if isinstance(content, str) else list(content)
        self.style = style
        self.outline = outline
        self.runs = [Run(drawable(run.text), run.strong) for run in runs if run.text]
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self.lines: list[Line] = []

    @property
    def plain(self) -> str:
        """Return the text without its strong stretches."""
        return "".join(run.text for run in self.runs)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Lay the lines out in this width, once."""
        if self.width != available_width:
            self.width = available_width
            self.lines = _break_lines(self.runs, self.style, available_width)
        self.height = len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Text]:
        """Cut between two lines."""
        self.wrap(available_width, available_height)
        fitting = int((available_height + 0.01) / self.style.leading)
        if fitting < 1:
            return []
        if fitting >= len(self.lines):
            return [self]
        return [self._part(self.lines[:fitting], first=True), self._part(self.lines[fitting:], first=False)]

    def draw(self) -> None:
        """Draw each line as one text object, in reading order."""
        if not self.lines:
            return
        if self.outline is not None:
            title = drawable(self.outline.title) or self.plain
            self.canv.outline(title.replace("\n", " "), self.outline.level, self.height)
        with self.canv.tagged(self.style.role):
            baseline = self.height - self.style.leading / 2 - 0.357 * self.style.size
            for line in self.lines:
                self._draw_line(line, baseline)
                baseline -= self.style.leading

    def shortened(self, count: int, width: float) -> Text:
        """Return the text cut to this number of lines, with an ellipsis when something is missing."""
        self.wrap(width, 0)
        if len(self.lines) <= count:
            return self
        kept = " ".join("".join(text for text, _ in line.pieces) for line in self.lines[:count])
        short = Text(f"{kept[:-1].rstrip()}…", self.style)
        while short.wrap(width, 0) and len(short.lines) > count:
            short = Text(f"{short.plain[:-2].rstrip()}…", self.style)
        return short

    def natural_width(self) -> float:
        """Return the width of the longest line if nothing had to be broken."""
        rows = [[]] if not self.runs else _split_rows(self.runs)
        return max(sum(_piece_width(piece, self.style) for piece in row) for row in rows)

    def _draw_line(self, line: Line, baseline: float) -> None:
        style = self.style
        width = sum(_piece_width(piece, style) for piece in line.pieces)
        shift = {"left": 0.0, "right": self.width - width, "center": (self.width - width) / 2}[style.align]
        text = self.canv.beginText(shift, baseline)
        text.setFillColor(style.color)
        for content, strong in line.pieces:
            text.setFont(style.strong if strong else style.font, style.size)
            text.textOut(content)
        self.canv.drawText(text)

    def _part(self, lines: list[Line], *, first: bool) -> Text:
        runs = [Run(text, strong) for line in lines for text, strong in (*line.pieces, (line.end, False))]
        style = self.style.but(after=0) if first else self.style.but(before=0)
        return Text(runs, style, outline=self.outline if first else None)


def _piece_width(piece: Piece, style: TextStyle) -> float:
    return text_width(piece[0], style.strong if piece[1] else style.font, style.size)


def _split_rows(runs: Iterable[Run]) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for run in runs:
        for index, part in enumerate(run.text.split("\n")):
            if index:
                rows.append([])
            if part:
                rows[-1].append((part, run.strong))
    return rows


def _words(runs: Iterable[Run]) -> Iterable[tuple[list[Piece], str]]:
    """Yield each word (pieces glued together) and the separator that follows it."""
    word: list[Piece] = []
    for run in runs:
        for part in _SEPARATORS.split(run.text):
            if part in {" ", "\n"}:
                yield word, part
                word = []
            elif part:
                word.append((part, run.strong))
    if word:
        yield word, "\n"


def _break_lines(runs: Iterable[Run], style: TextStyle, width: float) -> list[Line]:
    lines: list[Line] = []
    current: list[Piece] = []
    used = 0.0
    for word, separator in _words(runs):
        size = sum(_piece_width(piece, style) for piece in word)
        space = text_width(" ", style.font, style.size) if current else 0.0
        if current and word and used + space + size > width + 0.01:
            lines.append(Line(_merged(current), " "))
            current, used, space = [], 0.0, 0.0
        if size > width + 0.01:
            *full, rest = _chop(word, style, width)
            lines += [Line(_merged(part), "") for part in full]
            size = sum(_piece_width(piece, style) for piece in rest)
        else:
            rest = word
        if rest:
            current += ([(" ", current[-1][1] and rest[0][1])] if current else []) + rest
            used += space + size
        if separator == "\n":
            lines.append(Line(_merged(current), "\n"))
            current, used = [], 0.0
    if current:
        lines.append(Line(_merged(current), "\n"))
    return lines


def _chop(word: list[Piece], style: TextStyle, width: float) -> list[list[Piece]]:
    """Cut a word wider than the column into parts that fit."""
    parts: list[list[Piece]] = [[]]
    used = 0.0
    for text, strong in word:
        for char in text:
            size = _piece_width((char, strong), style)
            if parts[-1] and used + size > width:
                parts.append([])
                used = 0.0
            parts[-1].append((char, strong))
            used += size
    return [list(_merged(part)) for part in parts]


def _merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    merged: list[Piece] = []
    for text, strong in pieces:
        if merged and merged[-1][1] == strong:
            merged[-1] = (merged[-1][0] + text, strong)
        else:
            merged.append((text, strong))
    return tuple(merged)
