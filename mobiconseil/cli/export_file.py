"""`mobiconseil export`: an exchange file, put in a folder and entered in the register."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from mobiconseil.cli.access import on_base, opened
from mobiconseil.cli.french import command
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import NBSP, count, number
from mobiconseil.errors import InvalidInput
from mobiconseil.services.exchange_ports import ExportedExchange, ExportPlan
from mobiconseil.services.exchange_words import ConsentBasis, FileKind, Recipient
from mobiconseil.services.session import Session

CODE_VARIABLE = "MOBICONSEIL_CODE"


@command("export", help="Prépare un fichier d’échange pour les postes de l’équipe, ou ouvert avec un code.")
@on_base
@click.option(
    "--to",
    "folder",
    metavar="DOSSIER",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Où poser le fichier.",
)
@click.option(
    "--what",
    metavar="CHOIX",
    type=click.Choice([kind.value for kind in FileKind]),
    default=FileKind.NEWS.value,
    help="nouveautes (par défaut), tout, personnes, annuaire, referentiel ou statistiques.",
)
@click.option("--person", "codes", metavar="NUMÉRO", multiple=True, help="Numéro d’un dossier, avec --what personnes.")
@click.option("--for", "recipient", metavar="NOM", default="", help=f"Hors de l’équipe, avec {CODE_VARIABLE}.")
@click.option(
    "--basis",
    metavar="ACCORD",
    type=click.Choice([basis.value for basis in ConsentBasis]),
    help="L’accord qui permet l’envoi d’un dossier hors de l’équipe.",
)
def export_file(  # noqa: PLR0917  (the options of the command)
    base: Path,
    user: str | None,
    folder: Path,
    what: str,
    codes: tuple[str, ...],
    recipient: str,
    basis: str | None,
    *,
    as_json: bool,
) -> None:
    """Write the file. Raises Refused, StorageError."""
    with opened(base, user) as session:
        kind = FileKind(what)
        plan = ExportPlan(
            kind=kind,
            folder=folder,
            recipient=_readers(kind, recipient),
            recipient_name=recipient,
            code=os.environ.get(CODE_VARIABLE, ""),
            subjects=tuple(_subject(session, code) for code in codes),
            basis=None if basis is None else ConsentBasis(basis),
        )
        exported = session.exchange.exports.export(plan)
    click.echo(json.dumps(_as_data(exported), ensure_ascii=False, indent=2) if as_json else _text(exported))


def _readers(kind: FileKind, recipient: str) -> Recipient:
    if kind is FileKind.STATISTICS:
        return Recipient.ANYBODY
    return Recipient.CODE if recipient else Recipient.TEAM


def _subject(session: Session, code: str) -> RecordId:
    found = [line for line in session.overviews.search(code) if line.code.upper() == code.strip().upper()]
    if not found:
        raise InvalidInput(f"Aucun dossier n’a le numéro {code}. Rien n’a été préparé. Vérifiez le numéro.")
    return found[0].subject


def _as_data(exported: ExportedExchange) -> dict[str, object]:
    return {
        "file": str(exported.path),
        "what": exported.kind.value,
        "for": exported.recipient.value,
        "size": exported.size,
        "people": exported.people,
        "records": exported.records,
        "register": exported.number,
    }


def _text(exported: ExportedExchange) -> str:
    held = f"{count(exported.people, 'dossier')}, {count(exported.records, 'élément')}, {number(exported.size)}{NBSP}o"
    return f"{exported.path}\n{exported.kind.label}{NBSP}: {held}.\nLe fichier a été relu. L’envoi est au registre."
