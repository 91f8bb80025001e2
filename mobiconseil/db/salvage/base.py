"""A new base from what can be read of a damaged one, which stays as it is."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db.atomic_file import storage_error, sync_folder
from mobiconseil.db.directory import follow_shared
from mobiconseil.db.engine import close, connect, integrity_problems, translated
from mobiconseil.db.migrations import NewerBase, bring_up_to_date, migrations
from mobiconseil.db.salvage.layout import layouts
from mobiconseil.db.salvage.mend import keep_own, mend
from mobiconseil.db.salvage.pages import Pages
from mobiconseil.db.salvage.rescue import Copied, Rescue
from mobiconseil.db.salvage.trees import Forest, survey
from mobiconseil.db.store import Store
from mobiconseil.db.summary import follow
from mobiconseil.db.summary_many import follow_many
from mobiconseil.db.sync.restoring import restored
from mobiconseil.db.tables import TABLES, table_numbered
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import StorageError
from mobiconseil.services.salvage import Advance, MissingFrom, Salvaged, SavedKind

if TYPE_CHECKING:
    from sqlite_utils import Database

_STEPS = "_sqlite_migrations"
_AUTHOR = "Récupération"
_READING, _COPYING = 0.3, 0.8
"""Where the progress stands once the pages are read, then once the rows are copied."""


class NothingToSave(StorageError):
    """No page of the file can be read with this key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A base to save."""

    source: Path
    key: bytes
    target: Path
    """The new base; nothing is there yet."""
    now: datetime
    erased: Collection[bytes] = ()
    """Hashes of the people erased, kept beside the base: the new one forgets them again."""


def salvage(task: Task, advance: Advance) -> Salvaged:
    """Make the new base and say what is in it. The damaged one is only read. Raises StorageError."""
    work = task.target.with_name(f"{task.target.stem}.en-cours")
    if task.target.exists():
        raise StorageError(
            f"Il y a déjà un fichier {task.target.name} dans ce dossier. Rien n’a été modifié. "
            "Choisissez un dossier vide."
        )
    try:
        task.target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
    except OSError as error:
        raise storage_error(error) from error
    try:
        with translated(task.target):
            made = work / task.target.name
            found = _made(task, _at_rest(task, work), made, advance)
            made.replace(task.target)
            sync_folder(task.target.parent)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    advance(1.0)
    return found


def _at_rest(task: Task, work: Path) -> Path:
    """Return the file to read: a copy when a transaction was cut short, which is then taken back in the copy."""
    journal = task.source.with_name(task.source.name + "-journal")
    if not journal.exists() or not journal.stat().st_size:
        return task.source
    copy = work / "copie.db"
    shutil.copyfile(task.source, copy)
    shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
    with suppress(StorageError):
        close(connect(copy, task.key))
    return copy


def _made(task: Task, source: Path, made: Path, advance: Advance) -> Salvaged:
    pages = Pages(source, task.key)
    try:
        forest = survey(pages)
        advance(_READING)
        steps = _steps(forest)
        _check(forest, steps, task.source)
        database = connect(made, task.key, create=True)
        try:
            return _filled(task, Filling(forest, steps, source, database), advance)
        finally:
            close(database)
    finally:
        pages.close()


@dataclass(frozen=True, slots=True)
class Filling:
    """A new base that is being filled."""

    forest: Forest
    steps: frozenset[str]
    source: Path
    database: Database


def _filled(task: Task, filling: Filling, advance: Advance) -> Salvaged:
    database = filling.database
    # What is being made is thrown away if it is cut short.
    database.execute("PRAGMA synchronous = OFF")
    missing = next((step.name for step in migrations._migrations if step.name not in filling.steps), None)
    migrations.apply(database, stop_before=missing if filling.steps else None)
    rescue = Rescue(filling.forest, layouts(database), database, filling.source, task.key)
    with database.atomic():
        own = keep_own(database)
        found = rescue.run(lambda part: advance(_READING + (_COPYING - _READING) * part))
    bring_up_to_date(database)
    partial = bool(filling.forest.damaged) or any(copied.lost or not copied.is_exact for copied in found.values())
    with database.atomic():
        sheets = mend(database, own, is_partial=partial)
    store = Store(
        database, author=_AUTHOR, now=lambda: task.now, follow=follow, follow_shared=follow_shared,
        follow_many=follow_many,
    )  # fmt: skip
    restored(store, task.erased)
    if integrity_problems(database):
        raise StorageError(
            "La base récupérée n’a pas pu être vérifiée : ce disque n’est pas fiable. La base abîmée est "
            "intacte. Recommencez vers un autre disque."
        )
    database.execute("PRAGMA synchronous = FULL")
    # Written again in one piece, and this time on the disk for sure.
    database.execute("VACUUM")
    return _report(filling.forest, database, found, sheets)


def _report(forest: Forest, database: Database, found: dict[str, Copied], sheets: int) -> Salvaged:
    names = [table_numbered(kind).name for kind in TABLES]
    kinds = tuple(
        SavedKind(name=name, kept=copied.kept, lost=copied.lost, is_exact=copied.is_exact)
        for name, copied in found.items()
        if name in names
    )
    subjects = sorted(frozenset[bytes]().union(*(copied.subjects for copied in found.values())))
    people = []
    for subject in subjects:
        row = database.execute("SELECT code FROM beneficiary WHERE id = ?", (subject,)).fetchone()
        if row is not None:
            people.append(MissingFrom(subject=RecordId(subject), code=row[0]))
    return Salvaged(
        kinds=kinds,
        pages=forest.pages.count,
        damaged_pages=len(forest.damaged),
        is_verified=forest.pages.verified,
        empty_sheets=sheets,
        incomplete=tuple(people),
    )


def _steps(forest: Forest) -> frozenset[str]:
    """Return the steps of the schema that the base went through; none when their page is lost."""
    root = forest.roots.get(_STEPS)
    if root is None:
        return frozenset()
    rows = [row for number in forest.tree(root).leaves for row in forest.rows(number)]
    return frozenset(str(row[1][2]) for row in rows if row is not None and len(row[1]) == 4)


def _check(forest: Forest, steps: frozenset[str], source: Path) -> None:
    if steps - {step.name for step in migrations._migrations}:
        raise NewerBase(
            "Ce dossier de travail a été ouvert par une version plus récente de MobiConseil. Il n’a pas été modifié. "
            "Mettez à jour MobiConseil sur ce poste, puis recommencez la récupération."
        )
    if not forest.kinds:
        raise NothingToSave(
            f"Rien ne peut être lu dans {source.name} avec cette clé : le fichier est vide, effacé, ou n’est pas cette "
            "base. Il n’a pas été modifié. Restaurez la dernière sauvegarde."
        )
