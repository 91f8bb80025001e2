"""The light markup of the guide: titles, paragraphs, lists, tables, pictures; keys, bold words and links inside."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile

_SPAN = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>[a-z-]+)\)|\*\*(?P<strong>[^*]+)\*\*|`(?P<key>[^`]+)`")
_PICTURE = re.compile(r"!\[(?P<words>[^\]]+)\]\((?P<name>[a-z0-9-]+)\)")
_NUMBERED = re.compile(r"\d+\. ")


class Ink(Enum):
    """What a stretch of text is."""

    PLAIN = auto()
    STRONG = auto()
    KEY = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; `target` is the page that a link leads to."""

    text: str
    ink: Ink = Ink.PLAIN
    target: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A title inside the page: 2 for a part, 3 for a question or a step."""

    line: Line
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    line: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or with numbers."""

    lines: tuple[Line, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first cell of a row is what the others speak of."""

    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the program, and the same in words."""

    name: str
    words: str


Block = Title | Paragraph | Items | Table | Picture


def blocks(text: str) -> tuple[Block, ...]:
    """Return the content of a page under its first title."""
    made: list[Block] = []
    lines = [line.rstrip() for line in text.splitlines()]
    place = 0
    while place < len(lines):
        size, block = _block(lines[place:])
        if block is not None:
            made.append(block)
        place += size
    return tuple(made)


def spans(text: str) -> Line:
    """Return the stretches of a line."""
    made: list[Span] = []
    end = 0
    for found in _SPAN.finditer(text):
        if found.start() > end:
            made.append(Span(text[end : found.start()]))
        made.append(_span(found))
        end = found.end()
    if end < len(text):
        made.append(Span(text[end:]))
    return tuple(made)


def plain(line: Line) -> str:
    """Return the words of a line."""
    return "".join(span.text for span in line)


def sentences(block: Block) -> tuple[str, ...]:
    """Return the words of a block, line by line."""
    if isinstance(block, Title | Paragraph):
        return (plain(block.line),)
    if isinstance(block, Items):
        return tuple(map(plain, block.lines))
    if isinstance(block, Table):
        return tuple(" — ".join(map(plain, row)) for row in block.rows)
    return (block.words,)


def pictures(text: str) -> tuple[str, ...]:
    """Return the names of the pictures of a page, in order."""
    return tuple(block.name for block in blocks(text) if isinstance(block, Picture))


def _span(found: re.Match[str]) -> Span:
    if found["key"]:
        return Span(found["key"], Ink.KEY)
    if found["strong"]:
        return Span(found["strong"], Ink.STRONG)
    return Span(found["text"], Ink.LINK, found["target"])


def _block(lines: list[str]) -> tuple[int, Block | None]:
    """Return how many lines the next block takes, and the block unless the line says nothing by itself."""
    line = lines[0]
    if line.startswith("|"):
        rows = _while(lines, lambda each: each.startswith("|"))
        return len(rows), Table(tuple(_cells(row) for row in rows))
    if line.startswith("- "):
        rows = _while(lines, lambda each: each.startswith("- "))
        return len(rows), Items(tuple(spans(row[2:]) for row in rows), numbered=False)
    if _NUMBERED.match(line):
        rows = _while(lines, lambda each: _NUMBERED.match(each) is not None)
        return len(rows), Items(tuple(spans(_NUMBERED.sub("", row, count=1)) for row in rows), numbered=True)
    return 1, _single(line)


def _single(line: str) -> Block | None:
    picture = _PICTURE.fullmatch(line)
    if picture is not None:
        return Picture(picture["name"], picture["words"])
    for marks, level in (("### ", 3), ("## ", 2)):
        if line.startswith(marks):
            return Title(spans(line[len(marks) :]), level)
    # The first title stands above the page.
    return Paragraph(spans(line)) if line and not line.startswith("# ") else None


def _cells(row: str) -> tuple[Line, ...]:
    return tuple(spans(cell.strip()) for cell in row.strip("| ").split(" | "))


def _while(lines: list[str], holds: Callable[[str], bool]) -> list[str]:
    return list(takewhile(holds, lines))
