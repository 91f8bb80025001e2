"""`mobiconseil import`: takes in an exchange file, or says what it would change."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from mobiconseil.cli.access import on_base, opened
from mobiconseil.cli.export_file import CODE_VARIABLE
from mobiconseil.cli.french import command
from mobiconseil.domain.typography import NBSP, number
from mobiconseil.services.exchange_ports import ImportDecisions, ImportOutcome, ImportPreview
from mobiconseil.services.exchange_words import Side


@command("import", help="Importe un fichier d’échange dans un dossier de travail, ou dit ce qu’il changerait.")
@on_base
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Dire ce que ferait l’import, sans rien écrire.")
@click.option(
    "--take",
    metavar="CÔTÉ",
    type=click.Choice([Side.HERE.value, Side.FILE.value]),
    help="En cas de contradiction\u00a0: poste ou fichier. Sans cela, les valeurs attendent un choix.",
)
@click.option("--accept-deletions", is_flag=True, help="Accepter un fichier qui supprime ou modifie beaucoup.")
def import_file(
    base: Path, user: str | None, file: Path, take: str | None, *, as_json: bool, dry_run: bool, accept_deletions: bool
) -> None:
    """Take the file in, or tell what would be done. Raises Refused, StorageError."""
    with opened(base, user) as session:
        exchange = session.exchange
        preview = exchange.preview(exchange.open(file, os.environ.get(CODE_VARIABLE, "")))
        decisions = ImportDecisions(everything=Side(take) if take else None, accepts_alarm=accept_deletions)
        outcome = None if dry_run else exchange.apply(preview, decisions)
    told = _as_data(preview, outcome)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else _text(preview, outcome))


def _as_data(preview: ImportPreview, outcome: ImportOutcome | None) -> dict[str, object]:
    already = preview.file.already_imported_at
    return {
        "dry_run": outcome is None,
        "scope": preview.file.scope.value,
        "laptop": preview.file.laptop,
        "made_at": preview.file.made_at.isoformat(),
        "already_imported_at": None if already is None else already.isoformat(),
        "new": preview.new,
        "new_files": preview.fresh.files,
        "updated": preview.updated,
        "identical": preview.identical,
        "erased": preview.erased,
        "trashed": preview.trashed,
        "to_decide": preview.to_decide,
        "missing": list(preview.missing),
        "alarm": preview.alarm,
        "decided": 0 if outcome is None else outcome.decided,
        "waiting": 0 if outcome is None else outcome.waiting,
        "register": 0 if outcome is None else outcome.number,
    }


def _text(preview: ImportPreview, outcome: ImportOutcome | None) -> str:
    counts = (
        (preview.fresh.files, "dossier nouveau", "dossiers nouveaux"),
        (preview.fresh.held + preview.fresh.others, "élément nouveau", "éléments nouveaux"),
        (preview.updated, "élément mis à jour", "éléments mis à jour"),
        (preview.identical, "élément identique", "éléments identiques"),
        (preview.erased, "personne effacée", "personnes effacées"),
        (preview.to_decide, "champ à décider", "champs à décider"),
    )
    lines = [f"{preview.file.file_name}{NBSP}: {preview.file.scope.label}, {preview.file.laptop}"]
    lines += [f"{number(many):>10}  {one if many < 2 else several}" for many, one, several in counts]
    lines += [*preview.file.warnings, *preview.missing, *((preview.alarm,) if preview.alarm else ())]
    if outcome is None and preview.file.already_imported_at is not None:
        lines.append("Déjà importé\u00a0: rien à faire.")
    lines.append("Rien n’a été écrit." if outcome is None else outcome.sentence)
    if outcome is not None and outcome.undo_until is not None:
        lines.append("Une copie a été faite avant. Cet import s’annule dans la fenêtre pendant 7 jours.")
    return "\n".join(lines)
