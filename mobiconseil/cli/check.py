"""`mobiconseil check`: is a base sound, and what does it hold."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from mobiconseil.cli.access import on_base, opened
from mobiconseil.cli.french import command
from mobiconseil.domain.typography import NBSP, number
from mobiconseil.errors import StorageError
from mobiconseil.services.upkeep import KIND_NAMES


@command("check", help="Vérifie l’intégrité du dossier de travail, son schéma, et compte ce qu’il contient.")
@on_base
def check(base: Path, user: str | None, *, as_json: bool) -> None:
    """Say whether the base is sound. Raises StorageError when it is not."""
    with opened(base, user) as session:
        found = session.upkeep.health()
    if as_json:
        click.echo(json.dumps(asdict(found) | {"sound": not found.problems}, ensure_ascii=False, indent=2))
    else:
        click.echo(f"Schéma\u00a0: {', '.join(found.schema)}")
        click.echo(f"Taille\u00a0: {number(found.size_bytes / 1_000_000, 1)}{NBSP}Mo")
        for name, count in found.counts.items():
            click.echo(f"{number(count):>10}  {KIND_NAMES.get(name, name)}")
        click.echo(f"{number(found.trashed):>10}  éléments à la corbeille")
        click.echo(f"{number(found.erased):>10}  personnes effacées")
    if found.problems:
        raise StorageError(
            f"Ce dossier de travail est abîmé ({number(len(found.problems))} anomalies). Il n’a pas été modifié. "
            "Restaurez la dernière sauvegarde, ou sauvez ce qui se lit (commande salvage). "
            f"Première anomalie\u00a0: {found.problems[0]}"
        )
    if not as_json:
        click.echo("Tout est en ordre.")
