"""The promises about a big base: opening, searching, listing, opening a file, saving, printing."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks.bases import PASSPHRASE, database, opened, workspace_of
from benchmarks.people import NOW, TODAY
from benchmarks.table import Result, milliseconds
from benchmarks.timing import median, once, p95, pairs
from mobiconseil.app import BASE_NAME
from mobiconseil.db.engine import close, connect
from mobiconseil.db.search import match_expression
from mobiconseil.db.tables import TABLES, table_numbered
from mobiconseil.db.vault import Vault
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import Trip
from mobiconseil.services.actions import Action
from mobiconseil.services.papers.plans import PersonPlanData
from mobiconseil.services.ports import ListFilter
from mobiconseil.services.session import Session

_TYPED = (
    "garnier",
    "craon",
    "sylvie le",
    "06 00 01",
    "jean-luc",
    "saint-aignan",
    "bentin",
    "tra",
    "a-0042",
    "emilie po",
)
_ROUNDS = 60
_SLOW_DISK = (
    "le disque de ce passage met à lui seul plus de 8\u00a0ms, une fois sur vingt, à écrire une ligne sans rien perdre "
    "(`synchronous=FULL`)\u00a0; rien n’est écrit plus vite que lui."
)


def measure(folder: Path, files: int) -> Iterator[Result]:
    """Measure every promise on the base of a folder."""
    yield _unlock(folder, files)
    workspace = workspace_of(folder)
    session = opened(workspace)
    try:
        subjects = _some_files(session)
        yield _search(session, files)
        yield _open_file(session, files, subjects)
        yield _list(session, files)
        yield _save(session, files, subjects)
        yield _plan(session, files, subjects)
    finally:
        session.close()
        workspace.release()


def home(session: Session) -> None:
    """Ask what the home screen asks."""
    morning = NOW.replace(hour=0)
    session.overviews.appointments(morning, morning + timedelta(days=1))
    session.overviews.recalls(TODAY + timedelta(days=3))
    session.overviews.to_resume(session.adviser.id.hex())
    session.overviews.chip_counts(session.adviser.id.hex(), TODAY)
    session.overviews.last_time((Action.RECOVERY_CHECKED,))


def _some_files(session: Session) -> list[RecordId]:
    rows = database(session).execute("SELECT id FROM beneficiary").fetchall()
    return [RecordId(row[0]) for row in random.Random(1).sample(rows, _ROUNDS)]


def _unlock(folder: Path, files: int) -> Result:
    vault = Vault(folder, now=lambda: NOW)
    holder = vault.users()[0]
    key = vault.unlock(holder.slot, PASSPHRASE)
    path = folder / BASE_NAME
    measured, reference = [], []
    for _ in range(7):
        workspace = workspace_of(folder)
        workspace._hold()

        def to_home(workspace=workspace) -> None:  # type: ignore[no-untyped-def]
            session = workspace._open(key, holder)
            home(session)
            session.close()

        measured.append(once(to_home))
        workspace.release()
        reference.append(once(lambda: close(connect(path, key))))
    return Result(
        what="Ouvrir la base et lire l’accueil, sans fenêtre",
        files=files,
        promise="≤ 600 ms",
        figure=milliseconds(median(measured)),
        baseline=f"ouvrir le fichier : {milliseconds(median(reference))}",
        ratio=median(measured) / median(reference),
        kept=median(measured) <= 600,
    )


def _search(session: Session, files: int) -> Result:
    base = database(session)
    sql = "SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT 200"
    typed = [text[:length] for text in _TYPED for length in range(1, len(text) + 1)] * 4
    acts = [partial(session.overviews.search, text) for text in typed]
    bare = [lambda text=text: base.execute(sql, (match_expression(text),)).fetchall() for text in typed]
    measured, reference = pairs(acts, bare)
    figure, floor = p95(measured), p95(reference)
    ratio = figure / floor
    return Result(
        what="Chercher à chaque frappe, p95",
        files=files,
        promise="≤ 16 ms et ≤ 1,5 × FTS5 nu",
        figure=milliseconds(figure),
        baseline=f"FTS5 nu, même limite, p95 : {milliseconds(floor)}",
        ratio=ratio,
        kept=figure <= 16 and ratio <= 1.5,
    )


def _open_file(session: Session, files: int, subjects: list[RecordId]) -> Result:
    base = database(session)
    names = [table_numbered(kind).name for kind in TABLES if kind < 20]

    def bare(subject: RecordId) -> None:
        for name in names:
            base.execute(f"SELECT * FROM {name} WHERE subject = ?", (subject,)).fetchall()

    measured, reference = pairs(
        [partial(session.files.load, s) for s in subjects], [partial(bare, s) for s in subjects]
    )
    return Result(
        what="Ouvrir un dossier, p95 (lecture, hors dessin)",
        files=files,
        promise="≤ 50 ms jusqu’au dessin",
        figure=milliseconds(p95(measured)),
        baseline=f"SELECT * nu, p95 : {milliseconds(p95(reference))}",
        ratio=p95(measured) / p95(reference),
        kept=p95(measured) <= 50,
    )


def _list(session: Session, files: int) -> Result:
    base = database(session)
    wanted = ListFilter(adviser=session.adviser.id.hex())

    def page() -> None:
        session.overviews.page(wanted, TODAY)
        session.overviews.count(wanted, TODAY)
        session.overviews.chip_counts(wanted.adviser, TODAY)

    sql = "SELECT * FROM summary ORDER BY next_at LIMIT 200"
    measured, reference = pairs([page] * 15, [lambda: base.execute(sql).fetchall()] * 15)
    return Result(
        what="Page de la liste et nombres des filtres",
        files=files,
        promise="≤ 50 ms",
        figure=milliseconds(median(measured)),
        baseline=f"SELECT trié nu : {milliseconds(median(reference))}",
        ratio=median(measured) / median(reference),
        kept=median(measured) <= 50,
    )


def _save(session: Session, files: int, subjects: list[RecordId]) -> Result:
    base = database(session)

    def bare(subject: RecordId, text: str) -> None:
        base.execute("BEGIN")
        base.execute("UPDATE summary SET next_text = ? WHERE subject = ?", (text, subject))
        base.execute("COMMIT")

    # What is typed is typed in a file that is open.
    for subject in subjects:
        session.files.load(subject)
    run = time.time_ns()  # the same words typed again would write nothing
    acts = [partial(session.files.change, s, request=f"Demande {run} {n}") for n, s in enumerate(subjects)]
    measured, reference = pairs(acts, [partial(bare, s, f"Texte {run} {n}") for n, s in enumerate(subjects)])
    return Result(
        what="Enregistrement automatique d’un champ\u00a0: jamais une image de retard",
        files=files,
        promise="médiane et p95 ≤ 16\u00a0ms",
        figure=f"{milliseconds(median(measured))}, p95 {milliseconds(p95(measured))}",
        baseline=f"une ligne et COMMIT\u00a0: {milliseconds(median(reference))}, p95 {milliseconds(p95(reference))}",
        ratio=median(measured) / median(reference),
        kept=p95(measured) <= 16,
        reason=_SLOW_DISK if p95(reference) > 8 else "",
    )


def _goes_elsewhere(session: Session, subject: RecordId) -> bool:
    """Say where the main trip of a person goes, and whether that makes a map: not for those who live there."""
    file = session.files.load(subject)
    if file.beneficiary.commune == "Craon" or file.main_trip is None:
        return False
    session.files.change_record(
        Trip, file.main_trip.id, Action.FILE_CHANGED, {"destination_commune": "Craon", "destination_insee": "53084"}
    )
    return True


def _plan(session: Session, files: int, subjects: list[RecordId]) -> Result:
    papers = session.papers
    session.geography.prepare()
    drawn = []
    for subject in subjects:
        data = papers.build(DocumentKind.PERSON_PLAN, subject) if _goes_elsewhere(session, subject) else None
        if isinstance(data, PersonPlanData) and data.trip_map:
            drawn.append((subject, data))
        if len(drawn) == 11:
            break
    if len(drawn) < 4:
        raise RuntimeError("plans without their maps")
    papers.render(drawn[0][1])
    built = [data for _, data in drawn[1:]]
    subjects = [subject for subject, _ in drawn]
    acts = [lambda s=s: papers.render(papers.build(DocumentKind.PERSON_PLAN, s)) for s in subjects[1:]]
    measured, reference = pairs(acts, [partial(papers.render, data) for data in built])
    return Result(
        what="Plan de la personne en PDF, avec sa carte",
        files=files,
        promise="≤ 400 ms",
        figure=milliseconds(median(measured)),
        baseline=f"dessin seul : {milliseconds(median(reference))}",
        ratio=median(measured) / median(reference),
        kept=median(measured) <= 400,
    )
