"""Big bases, made once and kept between runs."""

from __future__ import annotations

import hashlib
import shutil
import sys
import time
from pathlib import Path

from benchmarks import people
from benchmarks.generate import Generator
from mobiconseil.app import BASE_NAME, FolderWorkspace
from mobiconseil.db.repositories import SqlUnitOfWork
from mobiconseil.services.clock import FixedClock
from mobiconseil.services.session import Session

PASSPHRASE = "sept mots pour mesurer cette base imaginaire ici"
_PACKAGE = Path(__file__).parent
_SMALL = 1_000_000
"""Bytes: what is larger and came with an update is a copy of the base."""


def prepared(cache: Path, files: int, ratings: int) -> Path:
    """Return the folder of a base of `files` people, made now unless it is in the cache."""
    folder = cache / f"{files}-{ratings}-{_version()}"
    complete = folder / "complete"
    if complete.exists():
        if complete.read_text(encoding="utf-8") != _schema():
            _bring_up_to_date(folder)
            complete.write_text(_schema(), encoding="utf-8")
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    began = time.perf_counter()
    workspace = FolderWorkspace(folder, clock=FixedClock(people.NOW))
    session = workspace.create(
        structure="Mesures", first_name="Claire", last_name="Morin", passphrase=PASSPHRASE
    ).session
    mine = session.adviser.id.hex()
    source = people.files(files, ratings, session.reference.grid, mine)
    records = Generator(database(session), "Claire Morin", people.NOW).write(source)
    session.close()
    workspace.release()
    size = (folder / BASE_NAME).stat().st_size / 1e6
    seconds = time.perf_counter() - began
    print(f"{files} dossiers, {records} fiches, {size:.0f} Mo, faits en {seconds:.0f} s", file=sys.stderr)
    complete.write_text(_schema(), encoding="utf-8")
    return folder


def _bring_up_to_date(folder: Path) -> None:
    """Let the program take its steps in a base that it made before, and drop the copy that it keeps of the former."""
    before = set(folder.iterdir())
    workspace = workspace_of(folder)
    opened(workspace).close()
    workspace.release()
    for made in set(folder.iterdir()) - before:
        if made.is_dir():
            shutil.rmtree(made)
        elif made.stat().st_size > _SMALL:
            made.unlink()


def workspace_of(folder: Path) -> FolderWorkspace:
    """Return the closed base of a folder, on the morning of the imaginary people."""
    return FolderWorkspace(folder, clock=FixedClock(people.NOW))


def opened(workspace: FolderWorkspace) -> Session:
    """Open the base."""
    return workspace.unlock(workspace.holders()[0].slot, PASSPHRASE)


def database(session: Session):  # type: ignore[no-untyped-def]
    """Return the connection under a session, for the baselines."""
    if not isinstance(session.uow, SqlUnitOfWork):
        raise TypeError("not a session on a base")
    return session.uow.records._db


def _version() -> str:
    """Return what changes when the generated bases must be made again."""
    return _hash(_PACKAGE / "people.py", _PACKAGE / "generate.py")


def _schema() -> str:
    """Return what changes when the generated bases must be brought up to date."""
    return _hash(_PACKAGE.parent / "mobiconseil/db/migrations.py")


def _hash(*sources: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:10]
