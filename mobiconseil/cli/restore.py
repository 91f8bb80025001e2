"""`mobiconseil restore`: a working folder made again from a backup, on this laptop or on another one."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from mobiconseil.app import FolderWorkspace
from mobiconseil.cli.access import PASSPHRASE_VARIABLE, chosen_holder, typed_passphrase
from mobiconseil.cli.french import command
from mobiconseil.domain.typography import count
from mobiconseil.errors import AccessRefused, InvalidInput, StorageError
from mobiconseil.services.backup_ports import BackupCopy, Restoration
from mobiconseil.services.holder import Holder
from mobiconseil.services.passphrase import judge

RECOVERY_VARIABLE = "MOBICONSEIL_RECOVERY"


@command("restore", help="Refait un dossier de travail à partir d’une sauvegarde.")
@click.argument("copy", metavar="SAUVEGARDE", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--user", metavar="NOM", help="Qui ouvre le dossier, quand plusieurs personnes y ont accès.")
@click.option(
    "--recovery",
    is_flag=True,
    help=f"Ouvrir avec la clé de secours ({RECOVERY_VARIABLE}), puis choisir une phrase de passe.",
)
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
def restore(copy: Path, folder: Path, user: str | None, *, recovery: bool, as_json: bool) -> None:
    """Make the folder. Raises AccessRefused, StorageError."""
    workspace = FolderWorkspace(folder)
    if workspace.exists:
        raise StorageError(
            f"Il y a déjà un dossier de travail ici\u00a0: {folder}. Rien n’a été modifié. Donnez un dossier neuf, ou "
            "restaurez dans la fenêtre\u00a0: Réglages, Sauvegardes."
        )
    found = workspace.restoration(_found(workspace, copy))
    try:
        people = _restored(workspace, found, user, recovery=recovery)
    finally:
        found.cancel()
        workspace.release()
    told = {"folder": str(folder), "copy": str(found.copy.folder), "people": people}
    words = f"{folder}\n{count(people, 'dossier')}. Ce poste a pris une nouvelle identité pour les échanges."
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else words)


def _restored(workspace: FolderWorkspace, found: Restoration, user: str | None, *, recovery: bool) -> int:
    holder = chosen_holder(found.holders(), user)
    key = _key_of_sheet(found, holder) if recovery else found.derive(holder.slot, typed_passphrase(holder))
    found.finish(key)
    session = workspace.open_with(key, holder.slot)
    try:
        return session.upkeep.health().counts["beneficiary"]
    finally:
        session.close()


def _key_of_sheet(found: Restoration, holder: Holder) -> bytes:
    code = os.environ.get(RECOVERY_VARIABLE, "")
    if not code:
        if not sys.stdin or not sys.stdin.isatty():
            raise AccessRefused(f"La clé de secours manque. Rien n’a été modifié. Donnez-la dans {RECOVERY_VARIABLE}.")
        code = click.prompt("Clé de secours", err=True, prompt_suffix="\u00a0: ")
    key = found.derive_from_recovery(code)
    new = typed_passphrase(holder, "Nouvelle phrase de passe")
    strength = judge(new, holder.name.split())
    if not strength.enough:
        raise InvalidInput(
            f"Cette phrase de passe est trop facile à trouver. Rien n’a été modifié. {strength.sentence} "
            f"Donnez-en une autre dans {PASSPHRASE_VARIABLE}, ou dans un terminal."
        )
    found.reset_passphrase(key, holder.slot, new)
    return key


def _found(workspace: FolderWorkspace, path: Path) -> BackupCopy:
    """Return the copy named, or the newest of a key or of a folder of copies."""
    folder = path if path.is_dir() else path.parent
    within = [copy for copy in workspace.copies_in(folder.parent) if copy.folder.resolve() == folder.resolve()]
    found = within or list(workspace.copies_in(folder))
    if not found:
        raise StorageError(
            f"Il n’y a pas de sauvegarde ici\u00a0: {path}. Rien n’a été modifié. Donnez le dossier daté d’une "
            "sauvegarde, ou la clé qui en contient."
        )
    return found[0]
