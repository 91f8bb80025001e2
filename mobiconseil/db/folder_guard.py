"""What a folder that is not on this disk alone allows: no new base in it, and one computer at a time."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from mobiconseil.db.folder_kind import FolderKind, kind_of
from mobiconseil.errors import StorageError

OPENED = "ouvert.json"
STALE_AFTER = timedelta(hours=12)
_LONGEST = 160 if sys.platform == "win32" else 400
"""Bytes of the path of a folder: the engine and the system have their limits, and the backups go in folders below."""
_WHERE = {
    FolderKind.CLOUD: "copié en ligne (OneDrive, Dropbox, Google Drive…)",
    FolderKind.NETWORK: "sur un disque du réseau",
}


class UnsafeFolder(StorageError):
    """A new base would not last here."""


class OpenElsewhere(StorageError):
    """Another computer has this folder open."""


def check_new(folder: Path) -> None:
    """Raise UnsafeFolder for a path too long, or when a new base would be copied by another program or shared."""
    if len(str(folder.absolute()).encode()) > _LONGEST:
        raise UnsafeFolder(
            "Le chemin de ce dossier est trop long pour y garder une base et ses sauvegardes. Rien n’a été créé. "
            "Choisissez un dossier plus proche du début du disque, ou des noms plus courts."
        )
    kind = kind_of(folder)
    if kind is not FolderKind.LOCAL:
        raise UnsafeFolder(
            f"Ce dossier est {_WHERE[kind]} : vos dossiers pourraient y être abîmés. Rien n’a été créé. "
            "Choisissez un dossier de cet ordinateur. Ce lieu convient pour les sauvegardes."
        )


def warning(folder: Path) -> str:
    """Return what to say before a base is opened where it should not be; empty almost everywhere."""
    kind = kind_of(folder)
    if kind is FolderKind.LOCAL:
        return ""
    return (
        f"Ce dossier de travail est {_WHERE[kind]}. Il peut y être abîmé. Faites une sauvegarde, puis remettez-la "
        "dans un dossier de cet ordinateur."
    )


def enter(folder: Path, machine: str, now: datetime) -> None:
    """Note that this computer has a shared folder open. Raises OpenElsewhere when another one has."""
    if kind_of(folder) is FolderKind.LOCAL:
        return
    mark = folder / OPENED
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(mark.read_text(encoding="utf-8"))
        since = now - datetime.fromisoformat(known["at"])
        if known["machine"] != machine and timedelta(0) <= abs(since) < STALE_AFTER:
            raise OpenElsewhere(
                "Ce dossier de travail est ouvert sur un autre ordinateur. Rien n’a été modifié. Fermez-y MobiConseil, "
                f"puis réessayez. S’il s’est éteint brutalement, effacez le fichier {OPENED} de ce dossier."
            )
    with suppress(OSError):
        mark.write_text(json.dumps({"machine": machine, "at": now.isoformat()}), encoding="utf-8")


def leave(folder: Path) -> None:
    """Let another computer open the folder."""
    with suppress(OSError):
        (folder / OPENED).unlink(missing_ok=True)
