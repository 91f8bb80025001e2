"""A fault at the first statement, at the second, at the third … of an act, until it passes.

Each kind of fault comes at each statement: an error of the program, a full disk and a disk that no longer answers,
with and without the transaction that SQLite then takes back by itself, and an interruption.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mobiconseil.app import BASE_NAME
from mobiconseil.db import engine
from mobiconseil.errors import MobiConseilError, StorageError
from tests.proofs.scene import ACTS, Scene, looking

KINDS = ("bug", "full", "full, taken back", "i/o", "i/o, taken back", "interrupted")


class Bug(Exception):
    """A mistake of the program."""


class Interrupted(BaseException):
    """Somebody stops the program."""


class Faults:
    """Counts the statements of every connection, and makes one of them fail."""

    def __init__(self) -> None:
        self.at = 0
        self.kind = KINDS[0]
        self.seen = 0
        self.sql = ""
        self.raised: BaseException | None = None

    def arm(self, at: int, kind: str) -> None:
        """Let the statement of rank `at` fail from now on, once."""
        self.at, self.kind, self.seen, self.raised = at, kind, 0, None

    def pass_by(self, connection: Any, sql: str) -> None:
        """Count a statement, and fail when it is the one."""
        self.seen += 1
        if self.seen != self.at:
            return
        self.at, self.sql = 0, sql
        if connection.in_transaction and (self.kind.endswith("taken back") or sql.startswith("ROLLBACK")):
            connection.rollback()  # a ROLLBACK that fails ends the transaction all the same
        if self.kind == "bug":
            self.raised = Bug()
        elif self.kind == "interrupted":
            self.raised = Interrupted()
        else:
            said = "database or disk is full" if self.kind.startswith("full") else "disk I/O error"
            self.raised = engine.sqlite3.OperationalError(said)
        raise self.raised


@contextmanager
def watched(faults: Faults) -> Iterator[None]:
    """Let every connection opened meanwhile pass by `faults`."""

    class Cursor(engine._Cursor):  # type: ignore[misc]
        def execute(self, sql: str, parameters: Any = ()) -> Any:
            try:
                faults.pass_by(self.connection, sql)
            except engine.sqlite3.DatabaseError as error:
                raise self._met(error) from error  # as the driver's own: its errors become sentences at once
            return super().execute(sql, parameters)

        def executemany(self, sql: str, parameters: Any) -> Any:
            faults.pass_by(self.connection, sql)
            return super().executemany(sql, parameters)

    class Connection(engine._Connection):  # type: ignore[misc]
        def cursor(self, factory: Any = None) -> Any:
            return super().cursor(Cursor)

        def executemany(self, sql: str, parameters: Any) -> Any:
            return self.cursor().executemany(sql, parameters)

    class Lendable(engine._Lendable):  # type: ignore[misc]
        def cursor(self, factory: Any = None) -> Any:
            return super().cursor(Cursor)

        def executemany(self, sql: str, parameters: Any) -> Any:
            return self.cursor().executemany(sql, parameters)

    former = engine._Connection, engine._Lendable
    engine._Connection, engine._Lendable = Connection, Lendable  # type: ignore[misc]
    try:
        yield
    finally:
        engine._Connection, engine._Lendable = former  # type: ignore[misc]


def play(scene: Scene, act: str, *, each: bool = False) -> Counter[str]:
    """Run an act with a fault at each statement; return what was seen.

    With `each`, every kind comes at every statement. Otherwise the kinds come in turn, and of the statements that
    follow the end of the transaction, which clean the copies, one in seven. Raises AssertionError for a state that is
    neither that before nor that after.
    """
    counts: Counter[str] = Counter()
    faults = Faults()
    with watched(faults):
        after = _finished(scene, act, faults)
        for kind in KINDS if each else ("",):
            counts += _all_ranks(scene, act, faults, after, kind)
    return counts


def _finished(scene: Scene, act: str, faults: Faults) -> str:
    """Return the state after the act that nothing disturbs."""
    faults.arm(0, "")
    scene.restore()
    desk, session = scene.open()
    ACTS[act](scene, session)
    session.close()
    desk.release()
    return scene.state()


def _all_ranks(scene: Scene, act: str, faults: Faults, after: str, kind: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    rank, done, opened = 0, False, None
    while not done:
        if opened is None:
            faults.arm(0, "")
            scene.restore()
            opened = scene.open()
            before, base, others = scene.state(), _bytes(scene), _others(scene)
            if act == "import":
                scene.looked = opened[1], looking(scene, opened[1])
        rank += 1
        faults.arm(rank, kind or KINDS[rank % len(KINDS)])
        done = _once(scene, act, faults, opened[1])
        where = f"{act}, statement {rank}, {faults.kind}: {faults.sql[:60]}"
        assert not opened[1].uow.records._db.conn.in_transaction, where  # type: ignore[attr-defined]
        found = "before" if _bytes(scene) == base else scene.state()
        if found in {"before", before}:
            counts["before"] += 1
            assert not done or act == "preview", where
            if _bytes(scene) == base and _others(scene) == others:
                continue
            assert act == "export" or _others(scene) == others, f"{where}: something stays beside the base"
        elif found == after:
            counts["after"] += 1
            rank += 0 if kind else 6
        else:
            assert act == "export", f"{where}: neither before nor after"
            counts["a line of the register, no file" if not _files(scene) else "a file and its line"] += 1
        opened[1].close()
        opened[0].release()
        opened = None
    counts["statements"] = faults.seen
    return counts


def _once(scene: Scene, act: str, faults: Faults, session: Any) -> bool:
    """Run the act; say whether it passed without a fault."""
    try:
        ACTS[act](scene, session)
    except (Bug, Interrupted, MobiConseilError) as error:
        known = isinstance(error, (Bug, Interrupted, StorageError)) or getattr(error, "code", "") == "no-register"
        if not known or faults.raised is None:
            raise
        return False
    finally:
        faults.at = 0
    # A fault that the program mends by itself (a copy that is deleted as it cannot be cleaned) is not the last one.
    return faults.raised is None


def _bytes(scene: Scene) -> bytes:
    return hashlib.sha256((scene.live / BASE_NAME).read_bytes()).digest()


def _others(scene: Scene) -> tuple[object, ...]:
    copies = tuple((path.name, hashlib.sha256(path.read_bytes()).digest()) for path in scene.copies())
    return copies, tuple(sorted(path.name for path in scene.stick.iterdir()))


def _files(scene: Scene) -> list[str]:
    return [path.name for path in scene.stick.iterdir()]
