"""The comparison of the ways of making the usual trip: one table to read together, then where its figures come from."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Gap, Stack
from mobiconseil.pdf.office import Cell, Story, funders, head, section, table, two_columns_of_facts
from mobiconseil.pdf.styles import BODY, CELL, CELL_STRONG, PETROL, SMALL
from mobiconseil.pdf.text import Block, Text
from mobiconseil.services.papers.comparison import ComparedMode, TripComparisonData

_HEADS = ("Façon d’y aller", "Coût par mois, estimé", "CO₂ par mois, estimé", "Temps, à l’aller")
_WIDTHS = (243.0, 134.0, 78.0, 68.0)
_FIGURES = ("Façon d’y aller", "Ce que compte le coût d’un mois", "Sources")
_FIGURE_WIDTHS = (190.0, 263.0, 70.0)

_LABEL = CELL_STRONG.but(size=10.5, leading=14.5)
_VALUE = CELL.but(size=10.5, leading=14.5, role="TD")


def render(data: TripComparisonData) -> bytes:
    """Print the comparison."""
    title = dated("Comparaison des façons de se déplacer, {}", data.date)
    paper = Paper(title=title, author=data.letterhead.structure, running=title, foot=data.note)
    return print_paper(paper, partial(build_story, data))


def build_story(data: TripComparisonData) -> Story:
    """Return the blocks of the comparison in reading order."""
    story: Story = [head(data.title, f"{data.date}.", data.letterhead), Gap(8)]
    story += [two_columns_of_facts(_known(data)), Gap(4)]
    story.append(table(_HEADS, [_row(mode) for mode in data.modes], _WIDTHS, tight=True))
    if data.too_far:
        story += [Gap(6), Text(data.too_far, BODY)]
    rows: list[list[Cell]] = [
        [Text(each.label, CELL_STRONG), Text(each.detail, CELL), Text(each.sources, CELL)] for each in data.figures
    ]
    story += section("D’où viennent ces chiffres", table(_FIGURES, rows, _FIGURE_WIDTHS, tight=True), room=160)
    named = [f"{place}. {source}." for place, source in enumerate(data.sources, start=1)]
    story += section("Sources", Stack([Text(text, SMALL) for text in named]))
    return [*story, *_contact(data), *funders(data.letterhead)]


def _known(data: TripComparisonData) -> list[tuple[str, str]]:
    return [("Personne", data.person_name), ("Dossier", data.file_code), *data.trip]


def _row(mode: ComparedMode) -> list[Cell]:
    label = f"{mode.label} (retenu)" if mode.kept else mode.label
    name: list[Block] = [Text(label, _LABEL.but(color=PETROL) if mode.kept else _LABEL)]
    if mode.remark:
        name.append(Text(mode.remark, SMALL))
    cost: list[Block] = [Text(mode.cost, _LABEL)]
    if mode.budget:
        cost.append(Text(mode.budget, SMALL))
    return [Stack(name), Stack(cost), Text(mode.carbon, _VALUE), Text(mode.time, _VALUE)]


def _contact(data: TripComparisonData) -> Story:
    adviser = data.adviser
    parts = [part.rstrip(".") for part in (adviser.name, adviser.phone, adviser.hours) if part]
    return section("Une question", Text(". ".join(parts) + ".", BODY), room=60) if parts else []
