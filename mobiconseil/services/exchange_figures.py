"""Anonymous figures: counts of the year as a table that any spreadsheet opens, with no small count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mobiconseil.domain.beneficiary import FileState
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.masking import SMALLEST_SHOWN, masked, shown_total
from mobiconseil.services.exports import csv_for_excel
from mobiconseil.services.upkeep import Figures, Upkeep

HIDDEN = f"moins de {SMALLEST_SHOWN}, ou masqué"
_HEADER = ("Tableau", "Ligne", "Nombre")


def figures_table(upkeep: Upkeep, today: date) -> bytes:
    """Return the figures of the year as CSV."""
    return csv_for_excel(_HEADER, rows_of(upkeep.figures(today)))


def rows_of(figures: Figures) -> list[tuple[str, ...]]:
    """Return the lines of the table, small counts hidden and those that would give them away too."""
    year = figures.year
    files = {FileState(code).label: count for code, count in figures.files.items()}
    contacts = {ContactKind(code).label: count for code, count in figures.contacts.items()}
    # Communes whose own count is hidden already are counted as small; their total is never given.
    communes = {name: count or 0 for name, count in figures.communes.items()}
    return [
        *_table("Dossiers", files, total=True),
        *_alone(f"Diagnostics commencés en {year}", figures.assessments_started),
        *_alone(f"Diagnostics terminés en {year}", figures.assessments_finished),
        *_alone("Étapes à faire", figures.steps_open),
        *_alone(f"Étapes faites en {year}", figures.steps_done),
        *_alone(f"Personnes jointes en {year}", figures.people_reached),
        *_table(f"Contacts en {year}", contacts, total=True),
        *_table("Dossiers actifs par commune", communes, total=False),
    ]


def _table(title: str, counts: Mapping[str, int], *, total: bool) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [(title, name, _said(count)) for name, count in masked(counts).items()]
    return [*lines, (title, "Total", _said(shown_total(counts)))] if total else lines


def _alone(title: str, count: int) -> list[tuple[str, ...]]:
    return [(title, "", _said(shown_total({"": count})))]


def _said(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
