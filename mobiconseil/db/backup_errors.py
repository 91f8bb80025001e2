"""What a disk or a key refuses to the backups, in sentences that a person can act on."""

from __future__ import annotations

import errno

from mobiconseil.errors import StorageError

_FULL = {errno.ENOSPC, *((errno.EDQUOT,) if hasattr(errno, "EDQUOT") else ())}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class BackupFull(StorageError):
    """There is no room for a copy."""


class BackupReadOnly(StorageError):
    """The place of the copies cannot be written."""


class BackupPlaceGone(StorageError):
    """The key was pulled out, or no longer answers."""


class OtherBase(StorageError):
    """The copy is the one of another base."""


def medium(error: OSError) -> StorageError:
    """Return the sentence about a place that refused a copy."""
    if error.errno in _FULL:
        return BackupFull(
            "Il n’y a plus assez de place\u00a0: la sauvegarde n’a pas été faite. Vos dossiers sont intacts, et les "
            "sauvegardes déjà faites aussi. Libérez de la place, ou choisissez une autre clé."
        )
    if error.errno in _CLOSED:
        return BackupReadOnly(
            "Cet endroit est protégé en écriture\u00a0: la sauvegarde n’a pas été faite. Vos dossiers sont intacts. "
            "Vérifiez le petit verrou de la clé, ou choisissez un autre endroit."
        )
    return BackupPlaceGone(
        "La clé a été retirée, ou elle ne répond plus\u00a0: la sauvegarde n’a pas été faite. Vos dossiers sont "
        "intacts sur ce poste. Rebranchez la clé, puis recommencez."
    )


def other_base() -> OtherBase:
    """Return the sentence about a copy that another key opens."""
    return OtherBase(
        "Cette sauvegarde est celle d’un autre dossier de travail\u00a0: la clé d’ici ne l’ouvre pas. Rien n’a changé. "
        "Pour l’ouvrir, passez par «\u00a0J’ai une sauvegarde\u00a0» au premier lancement, dans un dossier neuf."
    )
