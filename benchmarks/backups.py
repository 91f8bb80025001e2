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
_BETWEEN_S = 0.05
"""Between two saves: nobody types as fast."""


def measure(folder: Path, files: int) -> Iterator[Result]:
    """Measure on a base of `files` people; the copies made are deleted."""
    workspace = workspace_of(folder)
    session = opened(workspace)
    try:
        yield _copy(session, folder, files)
        yield from _typing(session, files)
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


def _typing(session: Session, files: int) -> Iterator[Result]:
    """Save field after field, without pause, from the first piece of the copy to the last."""
    subject = RecordId(database(session).execute("SELECT id FROM beneficiary LIMIT 1").fetchone()[0])
    alone = [once(partial(_type, session, subject, f"seul {number}")) for number in range(_ALONE)]
    found: list[float] = []
    job = threading.Thread(target=_copied, args=(session, found))
    job.start()
    pause = threading.Event()
    during: list[float] = []
    while job.is_alive():
        during.append(once(partial(_type, session, subject, f"pendant {len(during)}")))
        pause.wait(_BETWEEN_S)
    job.join()
    yield Result(
        what="Enregistrement d’un champ pendant la sauvegarde",
        files=files,
        promise="p95 ≤ 16\u00a0ms",
        figure=f"médiane {median(during):.0f}\u00a0ms, p95 {p95(during):.0f}\u00a0ms, pire {max(during):.0f}\u00a0ms",
        baseline=f"sans sauvegarde\u00a0: médiane {median(alone):.0f}\u00a0ms, p95 {p95(alone):.0f}\u00a0ms",
        ratio=median(during) / median(alone),
        kept=p95(during) <= 16,
    )
    yield Result(
        what="Sauvegarde pendant que l’on enregistre sans s’arrêter",
        files=files,
        promise="menée à son terme",
        figure=f"{found[0] / 1000:.1f}\u00a0s" if found else "elle a renoncé",
        baseline=f"{len(during)} enregistrements pendant ce temps",
        kept=bool(found),
    )


def _copied(session: Session, found: list[float]) -> None:
    with suppress(BaseBusy):
        found.append(once(session.backups.make))


def _type(session: Session, subject: RecordId, text: str) -> None:
    session.files.change(subject, request=text)
