"""The laptop dies (kill -9) at random moments of what a day is made of; the base is then opened again.

A save, an update of the schema, a change of the key of the base or of a copy, a backup and a change of the vault: what
was said to be done is there, and nothing is there by half. Each death is that of a process of its own.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db import migrations as steps
from mobiconseil.db.engine import Database, Migrations, close, connect, integrity_problems
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import AccessRefused, StorageError

STARTED, DONE = b"s", b"d"
OTHER = "une tout autre phrase de passe pour ouvrir"


@dataclass
class Mortal:
    """A closed base to play with, and its model."""

    folder: Path
    subject: RecordId
    key: bytes = field(repr=False)
    new_key: bytes = field(default=bytes(range(32)), repr=False)

    @property
    def live(self) -> Path:
        """Return the folder of the base."""
        return self.folder / "base"

    def restore(self) -> None:
        """Put everything back as it was."""
        shutil.rmtree(self.live, ignore_errors=True)
        shutil.copytree(self.folder / "modele", self.live)

    def desk(self) -> Desk:
        """Return the laptop, closed."""
        desk = Desk(self.live)
        desk._open = desk.workspace()
        return desk


def built(folder: Path) -> Mortal:
    """Return a base of some hundred pages."""
    desk = Desk(folder / "base")
    session = desk.create()
    for rank in range(60):
        session.files.create(last_name=f"Garnier{rank}", request="mot " * 2_000)
    person = session.files.create(last_name="Dupont", request="0 ", phone="+33639980000")
    session.close()
    key = desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE)
    desk.release()
    shutil.move(desk.folder, folder / "modele")
    return Mortal(folder, person.id, key)


def play(mortal: Mortal, act: str, number: int, seed: int = 1) -> Counter[str]:
    """Kill `number` times during an act; return what was found. Raises AssertionError for anything by half."""
    run, check = ACTS[act]
    chance, longest = random.Random(seed), 0.0
    for _ in range(2):
        mortal.restore()
        longest = max(longest, _died(mortal, run, 0)[1])
    counts: Counter[str] = Counter()
    for _ in range(number):
        mortal.restore()
        acknowledged = _died(mortal, run, chance.uniform(0, longest * 1.1) or 1e-6)[0]
        counts["kills"] += 1
        counts["acknowledged"] += acknowledged
        counts[check(mortal, acknowledged)] += 1
    return counts


def _died(mortal: Mortal, run: Callable[[Mortal, int], None], delay: float) -> tuple[int, float]:
    """Run in a process of its own, killed after a delay; return how many acknowledgements came, and the time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            run(mortal, writing)
            time.sleep(0 if not delay else 30)
        os._exit(0)
    os.close(writing)
    assert os.read(reading, 1) == STARTED
    begun = time.monotonic()
    if delay:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    spent = time.monotonic() - begun
    said = b""
    while more := os.read(reading, 4096):
        said += more
    os.close(reading)
    return said.count(DONE), spent


def _saves(mortal: Mortal, told: int) -> None:
    desk = mortal.desk()
    session = desk._open.open_with(mortal.key, desk._open.holders()[0].slot)
    os.write(told, STARTED)
    for number in range(1, 41):
        session.files.change(mortal.subject, request=f"{number} " + "mot " * 50, phone=f"+3363998{number:04d}")
        os.write(told, DONE)


def _saved(mortal: Mortal, acknowledged: int) -> str:
    with _Opened(mortal) as session:
        kept = session.files.load(mortal.subject).beneficiary
    written = int(kept.request.split()[0])
    assert kept.phone == f"+3363998{written:04d}", "half of a save"
    assert written in {acknowledged, acknowledged + 1}, f"{acknowledged} acknowledged, {written} there"
    return "all that was acknowledged" if written == acknowledged else "one more, whole"


def _migrates(mortal: Mortal, told: int) -> None:
    longer = Migrations("mobiconseil")
    longer._migrations.extend(steps.migrations._migrations)

    @longer(name="9998_later")
    def _later(db: Database) -> None:
        db.execute("CREATE TABLE later (n INTEGER PRIMARY KEY, text TEXT) STRICT")
        db.execute("INSERT INTO later SELECT NULL, request FROM beneficiary")

    steps.migrations = longer  # type: ignore[misc]
    desk = mortal.desk()
    os.write(told, STARTED)
    desk._open.open_with(mortal.key, desk._open.holders()[0].slot).close()
    os.write(told, DONE)


def _migrated(mortal: Mortal, acknowledged: int) -> str:
    base = connect(mortal.live / BASE_NAME, mortal.key)
    try:
        assert integrity_problems(base) == ()
        made = base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone()[0]
        noted = base.execute("SELECT count(*) FROM _sqlite_migrations WHERE name = '9998_later'").fetchone()[0]
        assert made == noted, "half of a step"
        assert not made or base.execute("SELECT count(*) FROM later").fetchone()[0] == 61
        assert base.execute("SELECT count(*) FROM beneficiary").fetchone()[0] == 61
    finally:
        close(base)
    assert made or not acknowledged
    return "the step is done" if made else "the step is to be done"


def _takes_another_key(mortal: Mortal, told: int) -> None:
    desk, begun = mortal.desk(), []

    def advance(_part: float) -> None:
        if not begun:
            begun.append(os.write(told, STARTED))

    desk._open.change_key(desk._open.holders()[0].slot, PASSPHRASE, advance)
    os.write(told, DONE)


def _took_another_key(mortal: Mortal, acknowledged: int) -> str:
    desk = mortal.desk()
    slot = desk._open.holders()[0].slot
    key = desk._open.derive(slot, PASSPHRASE)
    session = desk._open.open_with(key, slot)
    health = session.upkeep.health()
    assert (health.problems, health.counts["beneficiary"]) == ((), 61)
    session.close()
    desk.release()
    assert key != mortal.key or not acknowledged
    return "the former key is in force" if key == mortal.key else "the new key is in force"


def _rekeys(mortal: Mortal, told: int) -> None:
    base = connect(mortal.live / BASE_NAME, mortal.key)
    os.write(told, STARTED)
    base.execute(f"PRAGMA rekey = \"x'{mortal.new_key.hex()}'\"")
    os.write(told, DONE)


def _rekeyed(mortal: Mortal, acknowledged: int) -> str:
    for name, key in (("the new key opens", mortal.new_key), ("the former key opens", mortal.key)):
        with suppress(StorageError):
            base = connect(mortal.live / BASE_NAME, key)
            try:
                assert integrity_problems(base) == ()
                assert base.execute("SELECT count(*) FROM beneficiary").fetchone()[0] == 61
            finally:
                close(base)
            assert not acknowledged or key == mortal.new_key
            return name
    raise AssertionError("no key opens the base any more")


def _backs_up(mortal: Mortal, told: int) -> None:
    desk = mortal.desk()
    session = desk._open.open_with(mortal.key, desk._open.holders()[0].slot)
    with session.beside() as beside:
        os.write(told, STARTED)
        beside.exchange.copies.take()
        os.write(told, DONE)


def _backed_up(mortal: Mortal, acknowledged: int) -> str:
    with _Opened(mortal) as session, session.beside() as beside:
        copies = beside.copies.copies()
        for copy in copies:
            assert copy.is_readable, copy.name
            tried = beside.copies.try_copy(copy)
            assert tried.found["beneficiary"] == 61
    assert len(copies) >= acknowledged
    return "a whole copy" if copies else "no copy, and no trace that looks like one"


def _changes_vault(mortal: Mortal, told: int) -> None:
    desk = mortal.desk()
    slot = desk._open.holders()[0].slot
    os.write(told, STARTED)
    desk._open.change_passphrase(slot, PASSPHRASE, OTHER)
    os.write(told, DONE)


def _vault_changed(mortal: Mortal, acknowledged: int) -> str:
    desk = mortal.desk()
    slot = desk._open.holders()[0].slot
    for name, phrase in (("the new phrase opens", OTHER), ("the former phrase opens", PASSPHRASE)):
        with suppress(AccessRefused):
            assert desk._open.derive(slot, phrase) == mortal.key
            assert not acknowledged or phrase == OTHER
            return name
    raise AssertionError("no phrase opens the base any more")


class _Opened:
    """The base, opened again as the program does, and found sound."""

    def __init__(self, mortal: Mortal) -> None:
        self._desk = mortal.desk()
        self._mortal = mortal

    def __enter__(self):  # type: ignore[no-untyped-def]
        self._session = self._desk._open.open_with(self._mortal.key, self._desk._open.holders()[0].slot)
        assert self._session.upkeep.health().problems == ()
        return self._session

    def __exit__(self, *_: object) -> None:
        self._session.close()
        self._desk.release()


ACTS: dict[str, tuple[Callable[[Mortal, int], None], Callable[[Mortal, int], str]]] = {
    "save": (_saves, _saved),
    "migration": (_migrates, _migrated),
    "key": (_takes_another_key, _took_another_key),
    "rekey": (_rekeys, _rekeyed),
    "backup": (_backs_up, _backed_up),
    "vault": (_changes_vault, _vault_changed),
}
