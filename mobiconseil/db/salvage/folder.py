"""A salvage in the folder of a base: where the new one is made, and how it takes the place of the damaged one."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from mobiconseil.db.atomic_file import storage_error, sync_folder
from mobiconseil.db.machine import machine_mark, place_mark
from mobiconseil.db.salvage.base import Task, salvage
from mobiconseil.db.witness import Witness
from mobiconseil.errors import StorageError
from mobiconseil.services.salvage import Advance, SalvageReport, Snapshot, Snapshots

SAVED, ASIDE = "mobiconseil.recuperee.db", "mobiconseil.abimee"
_JOURNAL = "-journal"
_BESIDE = ("coffre.json", "coffre.precedent.json", "poste.json", "DEMONSTRATION.txt")
"""What opens a base and names it: it goes with it into another folder."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSnapshots:
    """The backups beside a base, known by the day and the number in their names."""

    folder: Path

    def latest(self) -> Snapshot | None:
        """Return the latest backup, or None."""
        found = []
        with suppress(OSError):
            for path in self.folder.iterdir():
                named = _DAY.search(path.name)
                if named and not path.name.endswith((_JOURNAL, ".partiel")):
                    with suppress(ValueError):
                        day = date.fromisoformat(named[1])
                        found.append((int(named[2]), Snapshot(name=path.name, day=day)))
        return max(found, key=lambda pair: pair[0])[1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A damaged base, and what a salvage needs to know of the laptop."""

    base: Path
    key: bytes = field(repr=False)
    now: datetime
    data: Path
    """Where this laptop keeps what it knows of its bases."""

    def save_beside(self, advance: Advance, snapshots: Snapshots | None = None) -> SalvageReport:
        """Make a new base beside the damaged one, of what can be read of it. Raises StorageError."""
        target = self.base.with_name(SAVED)
        try:
            target.unlink(missing_ok=True)  # of a former salvage, that nobody took
        except OSError as error:
            raise storage_error(error) from error
        return self._saved(target, advance, snapshots)

    def save_elsewhere(self, folder: Path, advance: Advance) -> SalvageReport:
        """Make a new base in another folder, with what opens it. Raises StorageError."""
        report = self._saved(folder / self.base.name, advance, None)
        try:
            for name in _BESIDE:
                if (self.base.parent / name).exists():
                    shutil.copyfile(self.base.parent / name, folder / name)
        except OSError as error:
            raise storage_error(error) from error
        return report

    def _saved(self, target: Path, advance: Advance, snapshots: Snapshots | None) -> SalvageReport:
        witness = Witness(self.data / "temoins", place_mark(machine_mark(self.data), self.base))
        task = Task(source=self.base, key=self.key, target=target, now=self.now, erased=witness.erased())
        found = salvage(task, advance)
        known = snapshots or FolderSnapshots(folder=self.base.parent / "sauvegardes")
        return SalvageReport(found=found, base=target, snapshot=known.latest())


def take_place(base: Path, today: date) -> Path:
    """Put the new base in the place of the damaged one, which is kept aside; return where. Raises StorageError."""
    if not base.with_name(SAVED).exists():
        raise StorageError("La base récupérée n’est plus là. Rien n’a été modifié. Recommencez la récupération.")
    aside = _free(base, today)
    try:
        journal = base.with_name(base.name + _JOURNAL)
        if journal.exists():
            journal.replace(aside.with_name(aside.name + _JOURNAL))
        if base.exists():
            base.replace(aside)
        settle(base)
    except OSError as error:
        raise storage_error(error) from error
    return aside


def settle(base: Path) -> None:
    """End an exchange that was cut short: the damaged base is aside, and the new one not yet in its place."""
    saved = base.with_name(SAVED)
    if not base.exists() and saved.exists():
        saved.replace(base)
        sync_folder(base.parent)


def _free(base: Path, today: date) -> Path:
    for rank in range(1, 10_000):
        path = base.with_name(f"{ASIDE}-{today.isoformat()}_{rank:04d}.db")
        if not path.exists():
            return path
    raise StorageError(
        "Trop de bases abîmées sont gardées ici. Rien n’a été modifié. Rangez-les dans un autre dossier."
    )
