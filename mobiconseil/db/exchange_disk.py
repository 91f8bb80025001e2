"""Where files are put: keys and cards first; each file is written whole, read back from the disk, then named."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from mobiconseil.db.atomic_file import sync_folder
from mobiconseil.errors import StorageError
from mobiconseil.services.exchange_ports import Destination

PARTIAL = ".partiel"
"""A file that is being written has this suffix: no program takes it for a file of ours."""
_SYSTEM = {"squashfs", "tmpfs", "devtmpfs", "overlay", "proc", "sysfs", "autofs", "efivarfs", "nsfs"}
_MEDIA = ("/media/", "/run/media/", "/Volumes/", "/mnt/")
_FULL = {errno.ENOSPC, *((errno.EDQUOT,) if hasattr(errno, "EDQUOT") else ())}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class MediumGone(StorageError):
    """The key was pulled out, or no longer answers."""


class MediumFull(StorageError):
    """There is no room left where the file goes."""


class MediumReadOnly(StorageError):
    """The place cannot be written."""


class WrittenWrong(StorageError):
    """What is read back is not what was written."""


class LocalDisk:
    """The disks of this laptop."""

    def __init__(self, partitions: Callable[[], list[Destination]] | None = None) -> None:
        """`partitions` lists the removable drives; those of the system by default."""
        self._partitions = partitions or removable_drives

    def destinations(self) -> tuple[Destination, ...]:
        """Return where a file can be put, removable drives first."""
        home = Path.home()
        folders = [home / name for name in ("Documents", "Desktop", "Bureau")]
        known = [Destination(folder=f, label=_LABELS[f.name], is_removable=False) for f in folders if f.is_dir()]
        whole = Destination(folder=home, label="Dossier personnel", is_removable=False)
        places = [*self._partitions(), *(known or [whole])]
        return tuple(_measured(place) for place in places)

    def is_removable(self, folder: Path) -> bool:
        """Say whether a folder is on a key or a card."""
        wanted = folder.resolve()
        return any(wanted.is_relative_to(place.folder) for place in self._partitions())

    def deliver(self, folder: Path, name: str, content: bytes, check: Callable[[bytes], object]) -> Path:
        """Write a file whole, read it back and check it; return its path. Raises StorageError.

        Until then it has another name; a file of the same name is never replaced.
        """
        if not folder.is_dir():
            raise _told(OSError(errno.ENOENT, "no folder"), name)
        path = _free(folder, name)
        partial = path.with_name(path.name + PARTIAL)
        try:
            _write(partial, content)
            read = _read_back(partial)
            if read != content:
                raise WrittenWrong(
                    "Le fichier relu n’est pas celui qui a été écrit\u00a0: il a été retiré. Rien n’est perdu sur ce "
                    "poste. Cette clé est peut-être usée\u00a0: essayez-en une autre."
                )
            check(read)
            partial.replace(path)
            sync_folder(folder)
        except OSError as error:
            raise _told(error, name) from error
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
        return path


_LABELS = {"Documents": "Documents", "Desktop": "Bureau", "Bureau": "Bureau"}


def removable_drives() -> list[Destination]:
    """Return the keys and cards that are plugged in."""
    import psutil  # late: only exchanges look for keys

    found = []
    for part in psutil.disk_partitions(all=False):
        if part.fstype.lower() in _SYSTEM or not _is_removable(part.device, part.mountpoint, part.opts):
            continue
        folder = Path(part.mountpoint)
        name = folder.name or part.mountpoint.rstrip("\\/")
        found.append(Destination(folder=folder, label=f"Clé ou carte «\u00a0{name}\u00a0»", is_removable=True))
    return found


def _is_removable(device: str, mountpoint: str, opts: str) -> bool:
    if sys.platform == "win32":
        return "removable" in opts.split(",")
    if not f"{mountpoint}/".startswith(_MEDIA):
        return False
    if sys.platform == "darwin":
        return True
    return _linux_says_removable(Path(device).name)


def _linux_says_removable(device: str) -> bool:
    """Say whether the kernel calls a disk removable, or sees it behind USB; yes when it does not say."""
    link = Path("/sys/class/block") / device
    try:
        real = link.resolve(strict=True)
    except OSError:
        return True
    if "/usb" in str(real) or "/mmc" in str(real):
        return True
    for place in (real, real.parent):
        with suppress(OSError):
            return (place / "removable").read_text(encoding="ascii").strip() == "1"
    return False


def _measured(place: Destination) -> Destination:
    try:
        free = shutil.disk_usage(place.folder).free
    except OSError:
        free = None
    return Destination(
        folder=place.folder,
        label=place.label,
        is_removable=place.is_removable,
        free_bytes=free,
        is_writable=os.access(place.folder, os.W_OK),
    )


def _free(folder: Path, name: str) -> Path:
    """Return the first name that no file has: « equipe-2026-11-20-2.mobiconseil »."""
    stem, dot, suffix = name.partition(".")
    return next(path for path in _names(folder, stem, dot + suffix) if not path.exists())


def _names(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    yield folder / f"{stem}{suffix}"
    rank = 1
    while True:
        rank += 1
        yield folder / f"{stem}-{rank}{suffix}"


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _read_back(path: Path) -> bytes:
    """Read the bytes from the disk itself where the system lets us forget what it remembers of them."""
    with path.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return stream.read()


def _told(error: OSError, name: str) -> StorageError:
    if error.errno in _FULL:
        return MediumFull(
            f"Il n’y a plus assez de place pour «\u00a0{name}\u00a0»\u00a0: le fichier n’a pas été fait, et rien n’est "
            "perdu sur ce poste. Libérez de la place sur la clé ou le disque, ou choisissez un autre endroit."
        )
    if error.errno in _CLOSED:
        return MediumReadOnly(
            "Cet endroit est protégé en écriture\u00a0: le fichier n’a pas été fait, et rien n’est perdu sur ce poste. "
            "Vérifiez le petit verrou de la clé ou de la carte, ou choisissez un autre endroit."
        )
    return MediumGone(
        "La clé a été retirée, ou elle ne répond plus\u00a0: le fichier n’a pas été fait. Un morceau resté sur la "
        "clé ne s’ouvrira nulle part, et rien n’est perdu sur ce poste. Rebranchez la clé, puis recommencez."
    )
