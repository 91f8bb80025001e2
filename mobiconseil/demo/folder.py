"""The folder of a demonstration: made anew each time, never over anything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from mobiconseil.app import BASE_NAME, DEMO_MARK, FolderWorkspace
from mobiconseil.db.atomic_file import write_atomically
from mobiconseil.db.engine import translated
from mobiconseil.demo.build import ADVISER_NAME, MARK, PASSPHRASE, fill
from mobiconseil.demo.places import STRUCTURE
from mobiconseil.demo.teller import StoryClock
from mobiconseil.errors import AlreadyOpen, StorageError
from mobiconseil.services.clock import SystemClock
from mobiconseil.services.workspace import NewBase

PAPERS, PICTURES = "documents", "ecrans"
_MADE = (
    f"{BASE_NAME}*",
    "mobiconseil.avant-*.db",
    "coffre*",
    "poste.json",
    "feuille-*.txt",
    f"{PAPERS}/*.pdf",
    f"{PAPERS}/*.html",
    f"{PICTURES}/*.png",
)


@contextmanager
def fresh_demo(folder: Path, clock: StoryClock) -> Iterator[NewBase]:
    """Make an empty demo base in `folder`, replacing a former one, and close it at the end.

    Raises StorageError when the folder holds anything else, AlreadyOpen when a window has it open.
    """
    clear_demo(folder)
    write_atomically(folder / DEMO_MARK, MARK.encode())
    workspace = FolderWorkspace(folder, clock=clock)
    first_name, last_name = ADVISER_NAME
    try:
        new = workspace.create(
            structure=STRUCTURE["name"], first_name=first_name, last_name=last_name, passphrase=PASSPHRASE
        )
        workspace.confirm_sheet()
        try:
            yield new
        finally:
            new.session.close()
    finally:
        workspace.release()


def make_demo(folder: Path) -> FolderWorkspace:
    """Make the demonstration as of now and return its folder, locked; it may run in a background job."""
    clock = StoryClock(SystemClock().now())
    with fresh_demo(folder, clock) as new:
        fill(new.session, clock)
    return FolderWorkspace(folder)


def clear_demo(folder: Path) -> None:
    """Make the folder ready; only what a demonstration wrote is taken away.

    Raises StorageError when it holds anything else, AlreadyOpen when a window has it open.
    """
    with translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / DEMO_MARK).exists() and any(folder.iterdir()):
            raise StorageError(
                f"Le dossier {folder} contient déjà autre chose qu’une démonstration. Rien n’a été modifié. "
                "Choisissez un dossier vide ou nouveau."
            )
        try:
            with filelock.FileLock(folder / ".verrou", timeout=0):
                for path in [path for pattern in _MADE for path in folder.glob(pattern)]:
                    path.unlink()
        except filelock.Timeout as error:
            raise AlreadyOpen(
                "Cette démonstration est ouverte dans une fenêtre. Rien n’a été modifié. Fermez-la, puis recommencez."
            ) from error
