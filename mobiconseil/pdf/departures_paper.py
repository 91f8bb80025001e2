"""« Mes départs »: a sheet for the person, in large letters, one line per departure."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.grid import Grid
from mobiconseil.pdf.layout import Card, Columns, Gap, Stack
from mobiconseil.pdf.office import Story
from mobiconseil.pdf.styles import (
    CELL_HEAD,
    PERSON_BODY,
    PERSON_BOX,
    PERSON_PHONE,
    PERSON_STRONG,
    PERSON_TITLE,
    STRUCTURE,
    STRUCTURE_LINE,
)
from mobiconseil.pdf.text import Block, Outline, Text
from mobiconseil.services.papers.departures import DepartureRow, DeparturesData

_TITLE = "Mes départs"
_HEADS = ("Heure", "Ligne et direction", "Arrêt")
_WIDTHS = (104.0, 229.0, 190.0)
_QUESTION = "J’ai une question, j’appelle\u00a0:"
_QUESTION_MET = "J’ai une question, je vois\u00a0:"


def render(data: DeparturesData) -> bytes:
    """Print the departures."""
    title = dated("Mes départs, {}", data.date)
    paper = Paper(title=title, author=data.letterhead.structure, running=title, foot=data.notice)
    return print_paper(paper, partial(build_story, data))


def build_story(data: DeparturesData) -> Story:
    """Return the departures in their order, then whom to call."""
    story: Story = [_head(data), Gap(10)]
    for warning in data.warnings:
        story += [Card(Text(warning, PERSON_BODY), padding=(8, 13, 9, 13)), Gap(8)]
    if data.rows:
        heads = [Text(title, CELL_HEAD.but(size=14, leading=19)) for title in _HEADS]
        story += [Grid(heads, [_row(row) for row in data.rows], _WIDTHS, above=5.0, below=6.0), Gap(12)]
    else:
        story += [Text(data.nothing, PERSON_BODY), Gap(12)]
    return [*story, _question(data)]


def _head(data: DeparturesData) -> Block:
    left = Stack([Text(_TITLE, PERSON_TITLE, outline=Outline(0)), Text(data.subtitle, PERSON_BODY)])
    right = Stack([Text(data.letterhead.structure, STRUCTURE), Text(data.letterhead.service, STRUCTURE_LINE)])
    return Columns([(left, 0), (right, 150)], gap=12)


def _row(row: DepartureRow) -> list[Block]:
    line: Block = Text(row.line, PERSON_BODY)
    if row.note:
        line = Stack([line, Text(row.note, PERSON_STRONG)])
    return [Text(row.hour, PERSON_STRONG), line, Text(row.stop, PERSON_BODY)]


def _question(data: DeparturesData) -> Block:
    adviser = data.adviser
    who = f"{adviser.name}, {adviser.role}" if adviser.role else adviser.name
    lines = [
        Text(_QUESTION if adviser.phone else _QUESTION_MET, PERSON_BOX, outline=Outline(1)),
        Text(who, PERSON_BODY),
        Text(adviser.phone, PERSON_PHONE),
        Text(adviser.hours, PERSON_BODY),
    ]
    return Stack([Card(Stack(lines), padding=(8, 13, 9, 13))], whole=True)
