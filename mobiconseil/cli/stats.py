"""`mobiconseil stats`: counts without any name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from mobiconseil.cli.access import on_base, opened
from mobiconseil.cli.french import command
from mobiconseil.domain.beneficiary import FileState
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.typography import number
from mobiconseil.services.upkeep import SMALLEST_SHOWN, Figures


@command("stats", help="Compte les dossiers, les diagnostics, les étapes et les contacts de l’année. Aucun nom.")
@on_base
def stats(base: Path, user: str | None, *, as_json: bool) -> None:
    """Print the counts of the year."""
    with opened(base, user) as session:
        figures = session.upkeep.figures(session.clock.today())
    click.echo(json.dumps(asdict(figures), ensure_ascii=False, indent=2) if as_json else _text(figures))


def _text(figures: Figures) -> str:
    year = figures.year
    files = {FileState(code).label: count for code, count in figures.files.items()}
    contacts = {ContactKind(code).label: count for code, count in figures.contacts.items()}
    shown: dict[str, int | None] = {name: count for name, count in figures.communes.items() if count is not None}
    hidden = len(figures.communes) - len(shown)
    few = f"\n{'':>10}  {number(hidden)} autres communes ont moins de {SMALLEST_SHOWN} personnes\u00a0: non affichées"
    return "\n\n".join(
        (
            _block("Dossiers", files),
            _block(
                f"Diagnostics en {year}",
                {"commencés": figures.assessments_started, "terminés": figures.assessments_finished},
            ),
            _block(
                "Étapes des plans",
                {
                    "à faire": figures.steps_open,
                    "dont en retard": figures.steps_late,
                    f"faites en {year}": figures.steps_done,
                },
            ),
            _block(f"Contacts en {year}", contacts | {"personnes jointes": figures.people_reached}),
            _block("Dossiers actifs par commune", shown) + (few if hidden else ""),
        )
    )


def _block(title: str, counts: Mapping[str, int | None]) -> str:
    lines = [f"{number(count or 0):>10}  {name}" for name, count in counts.items()]
    return "\n".join([title, *lines])
