"""Somebody types without pause while the base is copied: the copy goes on to its end, and holds what was typed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME, FolderWorkspace
from mobiconseil.db import backup_files as files
from mobiconseil.db import gentle_copy
from mobiconseil.db.engine import Closed, Database, close, connect, integrity_problems
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import BaseDamaged, StorageError
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session

PIECES = 12
"""Pieces that the copy of the base of these tests takes, at least."""
PATIENCE_S = 60
BUSY = 5
"""The answer of SQLite to a piece asked for in the middle of a transaction."""


class Steps:
    """Stops the copy after each of its pieces, until the thread that types says to go on."""

    def __init__(self) -> None:
        self.beginnings = 0
        self.pieces = 0
        self.stops = True
        self.until: Callable[[], bool] = lambda: True
        self.refused = threading.Semaphore(0)
        """Pieces that the copy could not take."""
        self._remaining = 0
        self._stopped = threading.Semaphore(0)
        self._goes_on = threading.Semaphore(0)

    def taken(self, status: int, remaining: int) -> None:
        """In the thread of the copy: one more piece."""
        if status == BUSY:
            self.refused.release()
            return
        self.pieces += 1
        self.beginnings += remaining > self._remaining
        self._remaining = remaining
        if self.stops and remaining:
            self._stopped.release()
            assert self._goes_on.acquire(timeout=PATIENCE_S)
            while not self.until():
                threading.Event().wait(0.001)

    def go_on(self) -> None:
        self._goes_on.release()

    def each(self, job: Job) -> Iterator[int]:
        """Yield after each piece, in the thread that types; the copy waits meanwhile."""
        number = 0
        while job.is_alive():
            if self._stopped.acquire(timeout=0.05):
                number += 1
                yield number
                self.go_on()


class Job(threading.Thread):
    """A job, and what it raised."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self._work()
        except StorageError as error:
            self.error = error


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    steps = Steps()
    advance = gentle_copy._Progress.advance

    def advance_and_stop(progress: Any, status: int, remaining: int, total: int) -> None:
        advance(progress, status, remaining, total)
        steps.taken(status, remaining)

    monkeypatch.setattr(gentle_copy._Progress, "advance", advance_and_stop)
    return steps


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    session = desk.create()
    for rank in range(60):
        session.files.create(last_name=f"Garnier{rank}", private_note="Elle rappellera. " * 1500)
    yield session
    session.close()


def own(session: Session) -> Database:
    """Return the connection of the screens."""
    database: Database = session.uow.records._db  # type: ignore[attr-defined]
    return database


def copied(session: Session) -> Database:
    folder = session.backups.look().copies[0].folder
    return connect(folder / files.BASE, session.exchange_ports.base._key)  # type: ignore[attr-defined]


def content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    names = [row[0] for row in database.execute(sql).fetchall()]
    return {name: database.execute(f"SELECT * FROM [{name}]").fetchall() for name in names}


def people(session: Session) -> list[RecordId]:
    sql = "SELECT id FROM beneficiary ORDER BY last_name LIMIT 2"
    return [RecordId(row[0]) for row in own(session).execute(sql).fetchall()]


def write_both(session: Session, text: str) -> None:
    """Write the same thing in two files, in one transaction."""
    with session.uow.transaction(Action.FILE_CHANGED) as records:
        for subject in people(session):
            records.change(Beneficiary, subject, request=text)


def requests(database: Database) -> list[str]:
    sql = "SELECT request FROM beneficiary ORDER BY last_name LIMIT 2"
    return [row[0] for row in database.execute(sql).fetchall()]


def test_a_copy_ends_in_one_go_however_much_is_saved_meanwhile_and_is_the_base_of_one_instant(
    session: Session, steps: Steps
) -> None:
    job = Job(session.backups.make)
    job.start()
    for number in steps.each(job):
        write_both(session, f"pendant {number}")
    job.join()
    assert job.error is None
    assert steps.beginnings == 1
    assert steps.pieces > PIECES
    copy = copied(session)
    assert requests(copy) == [f"pendant {steps.pieces - 1}"] * 2
    assert content(copy) == content(own(session))
    assert integrity_problems(copy) == ()
    close(copy)


def test_nobody_is_kept_waiting_by_the_copy_and_no_save_is_refused_at_any_of_its_pieces(session: Session) -> None:
    job = Job(session.backups.make)
    job.start()
    number = 0
    while job.is_alive():
        number += 1
        write_both(session, f"sans pause {number}")
    job.join()
    assert job.error is None
    copy = copied(session)
    first, second = requests(copy)
    assert first == second
    assert integrity_problems(copy) == ()
    close(copy)


def test_what_is_taken_back_during_the_copy_is_not_in_it(session: Session, steps: Steps) -> None:
    """A transaction that no longer fits in memory is written in the file before its end."""
    base = own(session)
    base.execute("PRAGMA cache_size = 20")
    job = Job(session.backups.make)
    job.start()
    for number in steps.each(job):
        if number == PIECES:
            before = content(base)
            base.execute("BEGIN IMMEDIATE")
            base.execute("UPDATE beneficiary SET private_note = private_note || 'perdu'")
            base.execute("DELETE FROM summary")
            base.execute("ROLLBACK")
    job.join()
    assert job.error is None
    copy = copied(session)
    assert content(copy) == content(base) == before
    assert integrity_problems(copy) == ()
    close(copy)


def test_a_copy_never_ends_in_the_middle_of_a_transaction(session: Session, steps: Steps) -> None:
    base = own(session)
    job = Job(session.backups.make)
    job.start()
    for number in steps.each(job):
        if number == PIECES:
            base.execute("BEGIN IMMEDIATE")
            base.execute("UPDATE beneficiary SET request = 'à moitié'")
            steps.stops = False
            steps.go_on()
            break
    for _ in range(5):
        assert steps.refused.acquire(timeout=PATIENCE_S)
    assert job.is_alive()
    base.execute("ROLLBACK")
    job.join()
    assert job.error is None
    copy = copied(session)
    assert requests(copy) == ["", ""]
    assert content(copy) == content(base)
    close(copy)


def test_locking_waits_for_a_few_pages_only_and_the_copy_then_ends_by_itself(
    desk: Desk, session: Session, steps: Steps
) -> None:
    key: bytes = session.exchange_ports.base._key  # type: ignore[attr-defined]
    screens: Any = own(session).conn
    job = Job(session.backups.make)
    job.start()
    for number in steps.each(job):
        write_both(session, f"pendant {number}")
        if number == 2:
            steps.stops, steps.until = False, lambda: bool(screens._leaving)
            steps.go_on()
            break
    session.close()
    with pytest.raises(Closed):
        screens.execute("SELECT 1")
    job.join()
    assert job.error is None
    assert steps.beginnings == 2
    (folder,) = (desk.folder / "sauvegardes").iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["coffre.json", "manifeste.json", "mobiconseil.db"]
    copy = connect(folder / files.BASE, key)
    assert requests(copy) == ["pendant 2"] * 2
    assert integrity_problems(copy) == ()
    close(copy)


def test_what_another_job_writes_makes_the_copy_begin_again_and_it_is_in_it(session: Session, steps: Steps) -> None:
    subject = people(session)[0]
    job = Job(session.backups.make)
    job.start()
    for number in steps.each(job):
        if number == 3:
            with session.beside() as base, base.uow.transaction(Action.FILE_CHANGED) as records:
                records.change(Beneficiary, subject, request="un import")
    job.join()
    assert job.error is None
    assert steps.beginnings == 2
    copy = copied(session)
    assert content(copy) == content(own(session))
    assert requests(copy)[0] == "un import"
    close(copy)


def test_a_job_cannot_read_or_write_through_the_connection_of_the_screens(session: Session) -> None:
    met: list[Exception] = []

    def intrude() -> None:
        try:
            own(session).execute("SELECT 1")
        except Closed as error:
            met.append(error)

    job = Job(intrude)
    job.start()
    job.join()
    assert len(met) == 1


def test_a_damaged_page_is_told_and_typing_never_stops(desk: Desk, session: Session) -> None:
    subject = people(session)[1]
    told: list[bool] = []
    again, workspace = _opened_damaged(desk, session, told)
    job = Job(again.backups.make)
    job.start()
    job.join()
    assert isinstance(job.error, BaseDamaged)
    assert told
    again.files.change(subject, request="après le dégât")
    assert again.uow.records.get(Beneficiary, subject).request == "après le dégât"
    assert not list((desk.folder / "sauvegardes").iterdir())
    again.close()
    workspace.release()


def test_a_page_damaged_under_the_copy_is_told_before_the_screens_read_zeros(
    desk: Desk, session: Session, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gentle_copy, "_torn", lambda _: set())  # it was sound a moment before
    subject = people(session)[1]
    told: list[bool] = []
    again, workspace = _opened_damaged(desk, session, told)
    job = Job(again.backups.make)
    job.start()
    typed = []
    for number in steps.each(job):
        try:
            again.files.change(subject, request=f"pendant {number}")
        except BaseDamaged:
            assert told
            steps.stops = False
            steps.go_on()
            again.reconnect()  # what the window does as soon as it is told
            break
        typed.append(number)
    assert 2 < len(typed) < PIECES
    again.files.change(subject, request="après le dégât")
    job.join()
    assert isinstance(job.error, BaseDamaged)
    assert again.uow.records.get(Beneficiary, subject).request == "après le dégât"
    assert not list((desk.folder / "sauvegardes").iterdir())
    again.close()
    workspace.release()


def test_a_page_damaged_under_the_copy_while_nobody_types_is_told_at_its_end(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gentle_copy, "_torn", lambda _: set())
    subject = people(session)[1]
    told: list[bool] = []
    again, workspace = _opened_damaged(desk, session, told)
    job = Job(again.backups.make)
    job.start()
    job.join()
    assert isinstance(job.error, BaseDamaged)
    assert told
    with pytest.raises(BaseDamaged):
        again.files.change(subject, request="avant d’avoir rouvert")
    again.reconnect()
    again.files.change(subject, request="après le dégât")
    assert not list((desk.folder / "sauvegardes").iterdir())
    again.close()
    workspace.release()


def test_a_free_page_half_written_by_a_power_cut_stops_no_copy_and_is_no_damage(
    desk: Desk, session: Session, steps: Steps
) -> None:
    own(session).execute("UPDATE beneficiary SET private_note = ''")
    before = content(own(session))
    told: list[bool] = []
    again, workspace = _opened_damaged(desk, session, told)
    free = own(again).execute("PRAGMA freelist_count").fetchone()[0]
    torn = own(again).execute("PRAGMA cipher_integrity_check").fetchall()
    assert free > 100
    assert len(torn) == 1
    job = Job(again.backups.make)
    job.start()
    job.join()
    assert job.error is None
    assert told == []
    assert steps.pieces == 0
    copy = copied(again)
    assert integrity_problems(copy) == ()
    assert content(copy)["beneficiary"] == before["beneficiary"]
    close(copy)
    again.close()
    workspace.release()


def _opened_damaged(desk: Desk, session: Session, told: list[bool]) -> tuple[Session, FolderWorkspace]:
    """Damage the middle of the file, nearly all of which is the notes of people; open it again."""
    session.close()
    desk.release()
    base = desk.folder / BASE_NAME
    whole = bytearray(base.read_bytes())
    whole[len(whole) // 2] ^= 0x40
    base.write_bytes(bytes(whole))
    workspace = desk.workspace()
    workspace.listen_to_damage(lambda: told.append(True))
    return workspace.unlock(workspace.holders()[0].slot, PASSPHRASE), workspace
