"""The copy of the day: how long it takes in its job, and how long it makes whoever types wait."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from benchmarks.bases import database, opened, workspace_of
from benchmarks.table import Result
from benchmarks.timing import median, once, p95
from mobiconseil.db.copies import FOLDER
from mobiconseil.db.engine import BaseBusy
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session

_ALONE = 30
"""Saves measured before the copy, as the reference."""


def measure(folder: Path, files: int) -> Iterator[Result]:
    """Measure on a base of `files` people; the copies made are deleted."""
    workspace = workspace_of(folder)
    session = opened(workspace)
    try:
        yield _copy(session, folder, files)
        yield _typing(session, files)
    finally:
        session.close()
        workspace.release()
        shutil.rmtree(folder / FOLDER, ignore_errors=True)


def _copy(session: Session, folder: Path, files: int) -> Result:
    bare = folder / "nue.db"
    reference = once(lambda: database(session).execute("VACUUM INTO ?", (str(bare),)))
    bare.unlink()
    measured = once(session.backups.make)
    size = sum(path.stat().st_size for path in session.backups.look().copies[0].folder.iterdir())
    return Result(
        what="Sauvegarde du jour, en fond\u00a0: copiée par petits morceaux, relue, vérifiée, SHA-256",
        files=files,
        promise="≤ 4 × VACUUM INTO",
        figure=f"{measured / 1000:.1f}\u00a0s pour {size / 1e6:.0f}\u00a0Mo",
        baseline=f"VACUUM INTO seul\u00a0: {reference / 1000:.1f}\u00a0s",
        ratio=measured / reference,
        kept=measured <= 4 * reference,
    )


def _typing(session: Session, files: int) -> Result:
    subject = RecordId(database(session).execute("SELECT id FROM beneficiary LIMIT 1").fetchone()[0])
    alone = [once(partial(_type, session, subject, f"seul {number}")) for number in range(_ALONE)]
    job = threading.Thread(target=_copied, args=(session,))
    job.start()
    pause = threading.Event()
    during: list[float] = []
    while job.is_alive():
        during.append(once(partial(_type, session, subject, f"pendant {len(during)}")))
        pause.wait(1)  # each save makes the copy begin again
    job.join()
    return Result(
        what="Enregistrement d’un champ pendant la sauvegarde",
        files=files,
        promise="p95 ≤ 100\u00a0ms",
        figure=f"médiane {median(during):.0f}\u00a0ms, p95 {p95(during):.0f}\u00a0ms, pire {max(during):.0f}\u00a0ms",
        baseline=f"sans sauvegarde\u00a0: médiane {median(alone):.0f}\u00a0ms, p95 {p95(alone):.0f}\u00a0ms",
        ratio=median(during) / median(alone),
        kept=p95(during) <= 100,
    )


def _copied(session: Session) -> None:
    with suppress(BaseBusy):  # it gives up for now when the typing never stops
        session.backups.make()


def _type(session: Session, subject: RecordId, text: str) -> None:
    session.files.change(subject, request=text)
