"""The printed directory: a numbered map, then one table per family."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Gap
from mobiconseil.pdf.map_drawing import MapDrawing
from mobiconseil.pdf.office import Cell, Story, funders, head, lines, section, table
from mobiconseil.pdf.styles import BODY, CELL, CELL_STRONG
from mobiconseil.pdf.text import Text
from mobiconseil.services.papers.directory import DirectoryData, DirectoryEntry

_TITLE = "Se déplacer près d’ici"
_HEADS = ("N°", "Service", "Lieu, téléphone", "Distance", "Vérification")
_WIDTHS = (27.0, 180.0, 159.0, 76.0, 81.0)
_MAP_HEIGHT = 300.0
_NOTHING = "Aucun service dans cette zone."


def render(data: DirectoryData) -> bytes:
    """Print the directory."""
    title = dated("Annuaire des services de mobilité, {}", data.date)
    paper = Paper(title=title, author=data.letterhead.structure, running=title, foot=data.notice)
    return print_paper(paper, partial(build_story, data))


def build_story(data: DirectoryData) -> Story:
    """Return the map, then the families in their order."""
    story: Story = [head(_TITLE, f"{data.subtitle} {data.date}.", data.letterhead), Gap(8)]
    if data.area_map is not None:
        story += [MapDrawing(data.area_map, height=_MAP_HEIGHT, frame=True), Gap(4)]
    for family in data.sections:
        rows = [_row(entry) for entry in family.entries]
        story += section(family.label, table(_HEADS, rows, _WIDTHS, tight=True), room=90)
    if not data.sections:
        story.append(Text(_NOTHING, BODY))
    return [*story, *funders(data.letterhead)]


def _row(entry: DirectoryEntry) -> list[Cell]:
    delay = f"Délai\u00a0: {entry.delay}" if entry.delay else ""
    place = Text(entry.place, CELL) if entry.place else Text("", CELL)
    return [
        Text(str(entry.number), CELL_STRONG),
        lines(entry.name, entry.organisation, delay),
        lines(entry.phone, entry.place) if entry.phone else place,
        Text(entry.distance, CELL),
        lines("À revérifier", entry.checked) if entry.to_check else Text(entry.checked, CELL),
    ]
