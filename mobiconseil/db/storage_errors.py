"""What can happen to a base on a disk, and the sentence that a person can act on."""

from __future__ import annotations

import errno
from pathlib import Path

from mobiconseil.errors import BaseDamaged, StorageError


class DiskFull(StorageError):
    """There is no room left on the disk."""


class DiskFailed(StorageError):
    """The disk or the key no longer answers."""


class ReadOnly(StorageError):
    """The folder or the file cannot be written."""


class BaseBusy(StorageError):
    """Another program holds the base."""


def is_corrupt(error: Exception) -> bool:
    """Say whether the error of the driver is that of a page."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def sentence(error: Exception, path: Path | None) -> StorageError | None:
    """Return what to say of an error of the driver or of the disk, met on this file; None for a bug."""
    text = str(error).lower()
    if "disk is full" in text or getattr(error, "errno", None) == errno.ENOSPC:
        return DiskFull(
            "Le disque est plein : la dernière saisie n’a pas pu être enregistrée. Ce qui l’était déjà est intact. "
            "Libérez de la place, puis réessayez."
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text or isinstance(error, PermissionError):
        return ReadOnly(
            "Ce dossier ne peut pas être modifié. Ce qui était enregistré est intact. "
            "Vérifiez que la clé ou le disque n’est pas protégé en écriture, ou choisissez un autre dossier."
        )
    if "locked" in text or "busy" in text:
        return BaseBusy(
            "Le dossier de travail est occupé par une autre fenêtre. Rien n’a été perdu. "
            "Fermez l’autre fenêtre de MobiConseil, puis réessayez."
        )
    if "disk i/o" in text and path is None:
        return DiskFailed(
            "Le disque ou la clé ne répond plus : la dernière saisie n’a pas pu être enregistrée. Ce qui l’était déjà "
            "est intact. Vérifiez qu’il est bien branché et qu’il reste de la place, puis réessayez."
        )
    # The words of SQLite do not always say it: « vtable constructor failed » does, with this code.
    if is_corrupt(error) or any(word in text for word in ("not a database", "malformed", "encrypted", "disk i/o")):
        return damaged(path)
    return None


def damaged(path: Path | None) -> BaseDamaged:
    """Return what to say of a file, or of a page of the open base, that cannot be read."""
    if path is None:
        return BaseDamaged(
            "Une partie de la base est abîmée et ne peut plus être lue. Rien n’a été modifié, le reste se lit encore. "
            "Verrouillez MobiConseil, puis remettez une sauvegarde ou sauvez ce qui se lit."
        )
    return BaseDamaged(
        f"Le fichier {path.name} est abîmé ou n’est pas un dossier de travail. "
        "Il n’a pas été modifié. Restaurez la dernière sauvegarde, ou faites appel à votre structure."
    )
