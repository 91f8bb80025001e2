"""The second place of the copies: a key, a card or a folder, remembered beside the base and found again when plugged.

On it each base has its own folder, so that the laptops of a team can share one key.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from mobiconseil.db.atomic_file import storage_error, write_atomically
from mobiconseil.db.backup_errors import medium
from mobiconseil.db.backup_shelf import Shelf
from mobiconseil.db.exchange_disk import removable_drives
from mobiconseil.db.folder_kind import FolderKind, kind_of
from mobiconseil.services.backup_ports import BackupCopy, BackupPlace
from mobiconseil.services.exchange_ports import Destination

FOLDER = "MobiConseil-sauvegardes"
_FILE = "sauvegardes.json"
_README = "LISEZMOI.txt"
_LEAVES = {
    FolderKind.LOCAL: "",
    FolderKind.CLOUD: "copié en ligne (OneDrive, Dropbox, Google Drive…)",
    FolderKind.NETWORK: "sur un disque du réseau",
}
_README_TEXT = """Sauvegardes de MobiConseil, chiffrées. Chaque dossier daté est une copie entière.

Pour les ouvrir sur un autre ordinateur : installez MobiConseil, choisissez « J’ai une sauvegarde » au premier
lancement, puis tapez votre phrase de passe ou la clé de secours de votre feuille. Sans l’une des deux, personne ne
peut les lire.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    folder: str
    label: str
    last_at: str = ""
    last_number: int = 0


class SecondPlace:
    """Where the copies go besides this laptop."""

    def __init__(self, beside: Path, mark: str, drives: Callable[[], list[Destination]] = removable_drives) -> None:
        """`beside` is the folder of the base, `mark` names the base among those that share a key."""
        self._file = beside / _FILE
        self._mark = mark
        self._drives = drives

    def chosen(self) -> BackupPlace | None:
        """Return the place, or None when none was chosen."""
        chosen = self._read()
        if chosen is None:
            return None
        shelf = self.shelf()
        folder = Path(chosen.folder) if shelf is None else shelf.folder.parent.parent
        return BackupPlace(
            folder=folder,
            label=chosen.label,
            is_there=shelf is not None,
            last_at=_moment(chosen),
            leaves_by=_LEAVES[kind_of(folder)],
        )

    def last(self) -> tuple[bool, datetime | None]:
        """Say whether a place was chosen, and when the newest copy that went there was made; no disk is looked for."""
        chosen = self._read()
        return (False, None) if chosen is None else (True, _moment(chosen))

    def choose(self, folder: Path, label: str) -> None:
        """Remember a place and make its folder. Raises StorageError."""
        try:
            shelf = folder / FOLDER / self._mark
            shelf.mkdir(parents=True, exist_ok=True)
            (shelf.parent / _README).write_text(_README_TEXT, encoding="utf-8")
        except OSError as error:
            raise medium(error) from error
        self._write(_Chosen(folder=str(folder), label=label))

    def leave(self) -> None:
        """Remember no place any more. Raises StorageError."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error) from error

    def shelf(self) -> Shelf | None:
        """Return the copies of the place, wherever the system put it this time, or None when it is not there."""
        chosen = self._read()
        if chosen is None:
            return None
        folders = [Path(chosen.folder)]
        if not self._is_ours(folders[0]):
            folders = [drive.folder for drive in self._drives()]
        return next(
            (Shelf(folder / FOLDER / self._mark, elsewhere=True) for folder in folders if self._is_ours(folder)), None
        )

    def note(self, copy: BackupCopy, moment: datetime) -> None:
        """Remember that a copy made at `moment` arrived. Raises StorageError."""
        chosen = self._read()
        if chosen is not None:
            self._write(replace(chosen, last_at=moment.isoformat(), last_number=copy.number))

    def _is_ours(self, folder: Path) -> bool:
        with suppress(OSError):
            return (folder / FOLDER / self._mark).is_dir()
        return False

    def _read(self) -> _Chosen | None:
        try:
            raw: Any = json.loads(self._file.read_text(encoding="utf-8"))
            return _Chosen(
                folder=str(raw["folder"]),
                label=str(raw["label"]),
                last_at=str(raw["last_at"]),
                last_number=int(raw["last_number"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, chosen: _Chosen) -> None:
        write_atomically(self._file, json.dumps(asdict(chosen), ensure_ascii=False).encode())


def _moment(chosen: _Chosen) -> datetime | None:
    with suppress(ValueError):
        found = datetime.fromisoformat(chosen.last_at)
        return found if found.tzinfo is not None else None
    return None


def copies_in(folder: Path) -> tuple[BackupCopy, ...]:
    """Return every copy of a key or of a folder, whichever base it is of, newest first; nothing is opened."""
    places = [folder, folder / FOLDER, folder / "sauvegardes"]
    for place in (folder, folder / FOLDER):
        with suppress(OSError):
            places += [path for path in place.iterdir() if path.is_dir()][:200]
    found: dict[Path, BackupCopy] = {}
    for place in places:
        for copy in Shelf(place, elsewhere=True).copies():
            found.setdefault(copy.folder, copy)
    return tuple(sorted(found.values(), key=_when, reverse=True))


def _when(copy: BackupCopy) -> tuple[object, int]:
    return copy.day, copy.number
