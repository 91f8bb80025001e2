"""A copy of a base on a disk: one folder with the encrypted base, the vault that opens it, and a manifest.

The name says the day, a number that only grows, since clocks lie, and why the copy was made. A copy being written has
another name until the last byte is on the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mobiconseil.db.atomic_file import sync_folder, write_atomically
from mobiconseil.domain.backups import BackupKind
from mobiconseil.errors import StorageError
from mobiconseil.services.backup_ports import BackupCopy

BASE, VAULT, MANIFEST = "mobiconseil.db", "coffre.json", "manifeste.json"
PARTIAL = ".partiel"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4,9})_([a-z-]+)")
_CHUNK = 1 << 20
_LARGEST = 1 << 20
"""Bytes read of a manifest: more is another file."""
_FORMAT = 1


class CopyDamaged(StorageError):
    """A copy is not what was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is written beside a copy: nothing about anybody."""

    format: int = _FORMAT
    taken_at: str = ""
    program: str = ""
    structure: str = ""
    schema: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    erased: str = ""
    """Stands for the erasures that this copy went through."""
    mark: str = ""
    """Where the base stood."""
    sha256: Mapping[str, str] = field(default_factory=dict)
    """Of each file; empty for a base that is being cleaned."""

    def moment(self) -> datetime | None:
        """Return when the copy was made."""
        try:
            found = datetime.fromisoformat(self.taken_at)
        except ValueError:
            return None
        return found if found.tzinfo is not None else None


def name_of(day: date, number: int, kind: BackupKind) -> str:
    """Return « 2026-11-20_0042_jour »."""
    return f"{day.isoformat()}_{number:04d}_{kind.value}"


def read_copy(folder: Path, *, elsewhere: bool = False) -> BackupCopy | None:
    """Return the copy that a folder holds, or None when it is none; nothing is opened."""
    found = _NAME.fullmatch(folder.name)
    if found is None or not folder.is_dir():
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None
    manifest = read_manifest(folder)
    known = manifest or Manifest()
    return BackupCopy(
        folder=folder,
        number=int(found[2]),
        day=day,
        kind=BackupKind(found[3]),
        taken_at=known.moment(),
        size=_size(folder),
        structure=known.structure,
        is_elsewhere=elsewhere,
        is_readable=manifest is not None,
        counts=known.counts,
        mark=known.mark,
    )


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest, or None when it is damaged or gone."""
    try:
        with (folder / MANIFEST).open("rb") as stream:
            raw: Any = json.loads(stream.read(_LARGEST))
        return Manifest(
            format=int(raw["format"]),
            taken_at=str(raw["taken_at"]),
            program=str(raw["program"]),
            structure=str(raw["structure"])[:200],
            schema=tuple(map(str, raw["schema"])),
            counts={str(name): int(number) for name, number in raw["counts"].items()},
            erased=str(raw["erased"]),
            mark=str(raw["mark"]),
            sha256={str(name): str(digest) for name, digest in raw["sha256"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all. Raises StorageError."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(folder / MANIFEST, text.encode())


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of the files of a copy. Raises OSError."""
    return {name: digest(folder / name) for name in (BASE, VAULT) if (folder / name).is_file()}


def digest(path: Path, write: Callable[[bytes], object] = lambda _chunk: None) -> str:
    """Return the SHA-256 of a file, read once, each piece being handed to `write`. Raises OSError."""
    summed = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            summed.update(chunk)
            write(chunk)
    return summed.hexdigest()


def check_files(folder: Path) -> Manifest:
    """Return the manifest of a copy whose files are those that were written. Raises CopyDamaged, OSError."""
    manifest = read_manifest(folder)
    if manifest is None or not manifest.sha256 or BASE not in manifest.sha256:
        raise damaged(folder)
    for name, wanted in manifest.sha256.items():
        path = folder / name
        if Path(name).name != name or not path.is_file() or (wanted and digest(path) != wanted):
            raise damaged(folder)
    return manifest


def damaged(folder: Path) -> CopyDamaged:
    """Return the sentence about a copy that cannot be used."""
    return CopyDamaged(
        f"La sauvegarde {folder.name} est abîmée ou incomplète\u00a0: elle n’a pas été utilisée, et rien n’a changé "
        "sur ce poste. Choisissez-en une autre\u00a0; les plus anciennes restent bonnes."
    )


def copy_file(source: Path, target: Path) -> str:
    """Copy a file down to the disk and return its SHA-256. Raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(target, flags, 0o600), "wb") as stream:
        summed = digest(source, stream.write)
        stream.flush()
        os.fsync(stream.fileno())
    return summed


def sync_base(path: Path) -> None:
    """Wait until the disk holds a base that was just closed, alone. Raises OSError."""
    journal = path.with_name(path.name + "-journal")
    if journal.exists() and not journal.stat().st_size:
        journal.unlink()
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def forget_cache(path: Path) -> None:
    """Let what is read next come from the disk itself, where the system allows it."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError), path.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def delete(folder: Path) -> None:
    """Delete a copy; from its first moment it is no longer taken for one. Raises OSError."""
    if folder.suffix == PARTIAL:
        gone = folder
    else:
        gone = folder.with_name(folder.name + PARTIAL)
        with suppress(FileNotFoundError):
            folder.replace(gone)
    if gone.exists():
        shutil.rmtree(gone)
    sync_folder(folder.parent)


def _size(folder: Path) -> int:
    try:
        return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    except OSError:
        return 0
