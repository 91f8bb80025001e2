"""« Feuille de permanence »: the figures of the day, each reception, what was missing, what comes next."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.layout import Card, Columns, Gap
from mobiconseil.pdf.office import Story, facts, funders, head, quoted, section, table
from mobiconseil.pdf.styles import BODY, FAINT
from mobiconseil.pdf.text import Block, Text
from mobiconseil.services.papers.day_sheet import DaySheetData

_KINDS = (("Type", "Combien", "Durée en tout"), (283.0, 110.0, 130.0))
_NEEDS = (("Service qui a manqué", "Pourquoi", "Pour"), (263.0, 170.0, 90.0))
_NEXT = (("Personne", "Quoi", "Pour le"), (170.0, 243.0, 110.0))
_NAMED = (("Heure", "Personne", "Type", "Durée", "Résultat"), (62.0, 181.0, 130.0, 60.0, 90.0))
_UNNAMED = (("Heure", "Type", "Durée", "Résultat"), (82.0, 211.0, 100.0, 130.0))


def render(data: DaySheetData) -> bytes:
    """Print the sheet."""
    title = dated(f"Feuille de permanence {_names(data)}, {{}}", data.date)
    secret = "Cette feuille nomme des personnes\u00a0: elle se range sous clé et ne s’envoie pas."
    free = "Cette feuille ne nomme personne. De petits nombres peuvent pourtant faire reconnaître quelqu’un."
    paper = Paper(
        title=title, author=data.letterhead.structure, running=title, foot=secret if data.with_names else free
    )
    return print_paper(paper, partial(build_story, data))


def build_story(data: DaySheetData) -> Story:
    """Return the blocks of the sheet in reading order."""
    story: Story = [head("Feuille de permanence", _when(data), data.letterhead), Gap(8)]
    held = ", ".join(part for part in (f"Permanence tenue par {data.adviser}", data.hours) if part)
    story += [Text(f"{held}.", BODY), Gap(8), _figures(data)]
    if data.kinds:
        story += section("Ce qui a été fait", table(_KINDS[0], data.kinds, _KINDS[1]))
    story += _receptions(data)
    if data.needs:
        story += section("Besoins sans solution notés ce jour", table(_NEEDS[0], data.needs, _NEEDS[1]))
    if data.upcoming:
        rows = [(row.person, row.what, row.when) for row in data.upcoming]
        story += section("Avant la prochaine permanence", table(_NEXT[0], rows, _NEXT[1]))
    if data.note:
        story += [Gap(10), quoted("À retenir de la journée", data.note)]
    return [*story, *funders(data.letterhead)]


def _names(data: DaySheetData) -> str:
    return "avec les noms" if data.with_names else "sans les noms"


def _when(data: DaySheetData) -> str:
    return f"{_names(data).capitalize()}. {data.date}. {data.place}."


def _figures(data: DaySheetData) -> Block:
    half = (len(data.figures) + 1) // 2
    sides = (data.figures[:half], data.figures[half:])
    columns = Columns([(facts(side, label_width=150), 0.0) for side in sides], gap=16, whole=False)
    return Card(columns, padding=(8, 12, 8, 12), border=FAINT, after=4)


def _receptions(data: DaySheetData) -> Story:
    if not data.lines:
        return section("Entretiens", Text("Personne n’était attendu et personne n’est venu.", BODY))
    if data.with_names:
        named = [(line.hour, line.person, line.kind, line.duration, line.result) for line in data.lines]
        return section("Entretiens et rendez-vous", table(_NAMED[0], named, _NAMED[1], tight=True))
    plain = [(line.hour, line.kind, line.duration, line.result) for line in data.lines]
    return section("Entretiens et rendez-vous", table(_UNNAMED[0], plain, _UNNAMED[1], tight=True))
