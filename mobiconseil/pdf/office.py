"""What the papers of professionals share: head of the paper, sections, facts, tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak

from mobiconseil.pdf.grid import Grid
from mobiconseil.pdf.images import Pictures
from mobiconseil.pdf.layout import Card, Columns, Gap, Stack
from mobiconseil.pdf.styles import (
    BODY,
    CELL,
    CELL_HEAD,
    FAINT,
    INK,
    LINE,
    SECTION,
    SMALL,
    SOFT,
    STRONG,
    STRUCTURE,
    STRUCTURE_LINE,
    TITLE,
)
from mobiconseil.pdf.text import Block, Outline, Text
from mobiconseil.services.papers.common import Letterhead
from mobiconseil.services.papers.plans import NotNow

Story = list[Any]
Cell = str | Block


def head(title: str, subtitle: str, letterhead: Letterhead) -> Block:
    """Return the title on the left, the structure on the right."""
    left = Stack([Text(title, TITLE, outline=Outline(0)), Text(subtitle, BODY.but(size=11, leading=16))])
    right: list[Block] = [Text(letterhead.structure, STRUCTURE), Text(letterhead.service, STRUCTURE_LINE)]
    if letterhead.logo:
        right.insert(0, Pictures([letterhead.logo], height=26, align="right"))
    return Columns([(left, 0), (Stack(right), 180)], gap=14)


def section(title: str, *blocks: Any, room: float = 70) -> Story:
    """Return a titled section; the title never stays alone at the foot of a page."""
    return [CondPageBreak(room), Text(title, SECTION, outline=Outline(1)), *blocks]


def facts(rows: Sequence[tuple[str, str]], *, label_width: float = 96) -> Block:
    """Return « label: value » rows; empty values are left out."""
    lines = [
        Columns([(Text(label, BODY.but(color=SOFT)), label_width), (Text(value, BODY), 0)], gap=6, whole=False)
        for label, value in rows
        if value
    ]
    return Stack(lines)


def two_columns_of_facts(rows: Sequence[tuple[str, str]]) -> Block:
    """Return the facts in two columns, read column after column."""
    filled = [row for row in rows if row[1]]
    half = (len(filled) + 1) // 2
    pair = [(facts(filled[:half], label_width=82), 0.0), (facts(filled[half:], label_width=82), 0.0)]
    return Card(Columns(pair, gap=16, whole=False), padding=(8, 12, 8, 12), border=FAINT, after=4)


def quoted(title: str, text: str, *, thickness: float = 1.0) -> Block:
    """Return a small box with a title and a text."""
    content = Stack([Text(title, SMALL.but(role="H2")), Text(text, BODY.but(size=10.5, leading=15))])
    return Card(content, padding=(7, 11, 8, 11), border=LINE, thickness=thickness, after=8)


def table(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float], *, tight: bool = False
) -> Grid:
    """Return a table with a shaded head repeated on each page."""
    above, below = (1.6, 2.6) if tight else (4.0, 5.0)
    head_cells = [Text(title, CELL_HEAD) for title in heads]
    return Grid(head_cells, [[_cell(cell) for cell in row] for row in rows], widths, above=above, below=below)


def lines(*texts: str) -> Block:
    """Return a cell whose first line is strong; empty lines are left out."""
    first, *rest = texts
    return Stack([Text(first, CELL.but(font=STRONG.font)), *(Text(text, CELL) for text in rest if text)])


def not_now(items: Sequence[NotNow]) -> Story:
    """Return what is put off: why, the facts that were read, what comes first, when it is looked at again."""
    if not items:
        return []
    boxes = [Card(_put_off(item), padding=(7, 12, 8, 12), border=INK, thickness=1.4, after=6) for item in items]
    return section("Pas maintenant, parce que…", *boxes, room=110)


def _put_off(item: NotNow) -> Block:
    known = (
        ("Parce que", item.reason),
        ("Faits lus", ". ".join(item.facts)),
        ("D’abord", ". ".join(item.first)),
        ("À revoir", item.review),
    )
    return Stack([Text(item.title, STRONG.but(size=11, leading=15, role="H3")), facts(known, label_width=70)])


def funders(letterhead: Letterhead) -> Story:
    """Return the logos of the funders, and their compulsory sentence."""
    story: Story = []
    if letterhead.funder_logos:
        story += [Gap(12), Pictures(letterhead.funder_logos, height=26)]
    if letterhead.funder_sentence:
        story += [Gap(6), Text(letterhead.funder_sentence, SMALL)]
    return story


def _cell(cell: Cell) -> Block:
    return Text(cell, CELL.but(role="TD")) if isinstance(cell, str) else cell
