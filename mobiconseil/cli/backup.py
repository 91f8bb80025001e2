"""`mobiconseil backup`: an encrypted copy of a base, opened again to check it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mobiconseil.cli.access import on_base, opened
from mobiconseil.cli.french import command
from mobiconseil.domain.typography import NBSP, count, number
from mobiconseil.services.actions import Action
from mobiconseil.services.backup_ports import BackupCopy


@command("backup", help="Fait une sauvegarde chiffrée du dossier de travail, relue, ici ou dans un autre dossier.")
@on_base
@click.option(
    "-o",
    "folder",
    metavar="AILLEURS",
    type=click.Path(path_type=Path, file_okay=False),
    help="Où la poser aussi\u00a0: une clé, un autre disque.",
)
def backup(base: Path, user: str | None, folder: Path | None, *, as_json: bool) -> None:
    """Make the copy. Raises StorageError."""
    with opened(base, user) as session:
        made = session.backups.make_in(folder)
        session.team.note(Action.BACKUP_MADE)
    click.echo(json.dumps(as_data(made), ensure_ascii=False, indent=2) if as_json else _text(made))


def as_data(copy: BackupCopy) -> dict[str, object]:
    """Return what a script reads of a copy."""
    return {
        "folder": str(copy.folder),
        "kind": copy.kind.value,
        "number": copy.number,
        "taken_at": None if copy.taken_at is None else copy.taken_at.isoformat(),
        "size": copy.size,
        "counts": dict(copy.counts),
    }


def _text(copy: BackupCopy) -> str:
    people = count(copy.counts.get("beneficiary", 0), "dossier")
    return (
        f"{copy.folder}\n{people}, {number(copy.size)}{NBSP}o. La sauvegarde a été relue. "
        "Elle s’ouvre avec votre phrase de passe, ou avec la feuille de secours."
    )
