"""A laptop with work of its own, a file that crosses it, and what its base holds, as one sum to compare."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from builders import PASSPHRASE, Desk, Ids
from exchange_desk import give, known, person, send, take, team
from mobiconseil.app import BASE_NAME
from mobiconseil.db.engine import close, connect
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.paths import data_folder
from mobiconseil.services.exchange_ports import ExportedExchange, ImportDecisions, ImportPreview
from mobiconseil.services.exchange_words import FileKind, Side
from mobiconseil.services.session import Session

EVERYTHING_ACCEPTED = ImportDecisions(accepts_alarm=True)
MARK = "Zyxwvut"
"""A name that nothing else holds."""

Act = Callable[["Scene", Session], object]


@dataclass
class Scene:
    """Claire's laptop, closed, and the file that Zoé made for it."""

    folder: Path
    subject: RecordId
    """Somebody in Claire's trash: to erase."""
    file: Path
    key: bytes = field(repr=False)
    looked: tuple[Session, ImportPreview] | None = field(default=None, repr=False)

    @property
    def live(self) -> Path:
        """Return the folder of the base."""
        return self.folder / "claire"

    @property
    def stick(self) -> Path:
        """Return where files are put."""
        return self.folder / "cle"

    def restore(self) -> None:
        """Put Claire's laptop and the stick back as they were; nothing shows that it is an old copy."""
        shutil.rmtree(data_folder() / "temoins", ignore_errors=True)
        shutil.rmtree(self.live, ignore_errors=True)
        shutil.copytree(self.folder / "modele", self.live)
        shutil.rmtree(self.stick, ignore_errors=True)
        self.stick.mkdir()

    def open(self) -> tuple[Desk, Session]:
        """Open the base as the program does."""
        desk = Desk(self.live, ids=Ids(10**9))
        desk._open = desk.workspace()
        return desk, desk._open.unlock(desk._open.holders()[0].slot, PASSPHRASE)

    def state(self) -> str:
        """Return the sum of all that the base holds, once it was found sound; a hot journal is played back."""
        return state_of(self.live / BASE_NAME, self.key)

    def copies(self) -> list[Path]:
        """Return the copies made before imports."""
        found = (self.live / "sauvegardes").glob("*/mobiconseil.db")
        return sorted(path for path in found if path.parent.suffix != ".partiel")


def state_of(path: Path, key: bytes) -> str:
    """Return the sum of every row of every table of a base that is whole."""
    database = connect(path, key)
    try:
        assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        return sum_of(database)
    finally:
        close(database)


def sum_of(database: object) -> str:
    """Return the sum of every row of every table; that copies are still to be cleaned is done at the next opening."""
    found = hashlib.sha256()
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()  # type: ignore[attr-defined]
    for (name,) in names:
        where = " WHERE key <> 'purge'" if name == "meta" else ""
        rows = database.execute(f'SELECT * FROM "{name}"{where}').fetchall()  # type: ignore[attr-defined]
        found.update(repr((name, sorted(map(repr, rows)))).encode())
    return found.hexdigest()


def built(folder: Path, people: int = 2) -> Scene:
    """Return a scene whose file brings new people, edits, values in conflict, notes to join and an erasure."""
    claire, zoe = team(folder)
    shared = [person(claire, f"{MARK}{number}", phone=f"+3363998{number:04d}") for number in range(people + 2)]
    give(claire, zoe, folder)
    for number, subject in enumerate(shared[:people]):
        claire.files.change(subject, phone=f"+3326191{number:04d}", private_note="Veut essayer le car.")
        zoe.files.change(subject, phone=f"+3375500{number:04d}", private_note="A réservé pour Craon.", commune="Craon")
        zoe.follow_up.note(subject, ContactKind.CALL, "Appelée ce matin")
        zoe.files.set_barrier(subject, "F2-07", intensity=3)
    person(claire, "Morvan", private_note=random.Random(1).randbytes(90_000).hex())
    new = person(zoe, "Le Goff")
    zoe.files.set_barrier(new, "M1", intensity=2)
    for one, session in ((shared[people], zoe), (shared[people + 1], claire)):
        session.files.trash(one)
    zoe.erasure.erase(shared[people], known(zoe, shared[people]).code)
    path = folder / "envoi.mobiconseil"
    shutil.move(send(zoe, folder, FileKind.NEWS).path, path)
    key: bytes = claire.exchange_ports.base._key  # type: ignore[attr-defined]
    for copy in (folder / "claire" / "sauvegardes").iterdir():
        shutil.rmtree(copy)
    claire.exchange_ports.copies.take()
    claire.close()
    zoe.close()
    scene = Scene(folder, shared[people + 1], path, key)
    (folder / "claire" / ".verrou").unlink(missing_ok=True)
    shutil.move(folder / "claire", folder / "modele")
    scene.restore()
    return scene


def looking(scene: Scene, session: Session) -> ImportPreview:
    """Open the file and look at what it changes."""
    return session.exchange.preview(session.exchange.open(scene.file))


def taking(scene: Scene, session: Session) -> object:
    """Take the file in, with choices made; it is looked at once for each opening of the base."""
    if scene.looked is None or scene.looked[0] is not session:
        scene.looked = session, looking(scene, session)
    decisions = ImportDecisions(accepts_alarm=True, everything=Side.FILE)
    return session.exchange.apply(scene.looked[1], decisions)


def sending(scene: Scene, session: Session) -> ExportedExchange:
    """Make a file of everything."""
    return send(session, scene.folder)


def erasing(scene: Scene, session: Session) -> object:
    """Erase somebody for ever."""
    return session.erasure.erase(scene.subject, known(session, scene.subject).code)


ACTS: dict[str, Act] = {"preview": looking, "import": taking, "export": sending, "erasure": erasing}

__all__ = ["ACTS", "EVERYTHING_ACCEPTED", "MARK", "Act", "Scene", "built", "state_of", "sum_of", "take"]
