"""Whole-file writing that leaves either the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mobiconseil.errors import StorageError

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_atomically(path: Path, content: bytes, verify: Callable[[bytes], None] | None = None) -> None:
    """Replace the file `path` by `content`, after reading the new bytes back from the disk.

    `verify` receives the bytes as they were read back and raises to give up. Raises StorageError when the disk
    refuses; the former file is then untouched.
    """
    temporary = path.with_name(path.name + ".nouveau")
    try:
        _write_and_sync(temporary, content)
        read_back = temporary.read_bytes()
        if read_back != content:
            raise OSError(errno.EIO, "the file read back differs from the file written")
        if verify is not None:
            verify(read_back)
        temporary.replace(path)
    except OSError as error:
        raise storage_error(error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Ask the disk to keep the names of `folder`; where the system has no such call, do nothing."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def storage_error(error: OSError) -> StorageError:
    """Return the French sentence for a refusal of the disk; the former file is still there."""
    if error.errno in _DISK_FULL:
        return StorageError(
            "Le disque est plein\u00a0: rien n’a été changé, rien n’est perdu. Libérez de la place puis réessayez."
        )
    if error.errno in _READ_ONLY:
        return StorageError(
            "Le dossier de travail est protégé en écriture\u00a0: rien n’a été changé, rien n’est perdu. "
            "Retirez la protection du dossier ou choisissez un autre dossier, puis réessayez."
        )
    return StorageError(
        "L’écriture sur le disque a échoué\u00a0: rien n’a été changé, rien n’est perdu. "
        "Vérifiez que le disque ou la clé USB est bien branché, puis réessayez."
    )


def _write_and_sync(path: Path, content: bytes) -> None:
    """Write `content` to a file that only this user can read, and wait until the disk holds it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
