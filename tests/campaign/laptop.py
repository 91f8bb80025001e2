"""A laptop of the campaign: the real store over a base in memory, and what the oracle says that it knows."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import sqlcipher3.dbapi2 as driver

from mobiconseil.db.directory import follow_shared
from mobiconseil.db.engine import Database, _Connection
from mobiconseil.db.migrations import bring_up_to_date
from mobiconseil.db.store import Store
from mobiconseil.db.summary import follow
from mobiconseil.db.summary_many import follow_many
from mobiconseil.db.sync import identity
from mobiconseil.db.sync.replicas import Replicas, meta
from mobiconseil.domain.exchange import Package
from mobiconseil.domain.identity import RecordId
from mobiconseil.exchange.wire_read import Reader
from mobiconseil.exchange.wire_write import write_package
from tests.campaign import versions
from tests.campaign.oracle import Knowledge, Parcel


class Crash(Exception):
    """The program dies in the middle of a statement."""


class Fragile(_Connection):
    """A connection that dies after a number of statements."""

    left: int | None = None

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        self._count()
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any) -> Any:
        self._count()
        return super().executemany(sql, parameters)

    def _count(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise Crash


def new_base() -> Database:
    connection = driver.connect(":memory:", isolation_level=None, factory=Fragile, cached_statements=500)
    return Database(connection)


@cache
def model(*, older: bool) -> Database:
    """Return an empty base, to be copied."""
    base = new_base()
    bring_up_to_date(base)
    if older:
        versions.make_older(base)
    return base


def copied(base: Database) -> Database:
    made = new_base()
    base.conn.backup(made.conn)
    return made


@cache
def later_table() -> str:
    sql = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    return str(model(older=False).execute(sql, (versions.LATER_TABLE,)).fetchone()[0])


@dataclass
class Snapshot:
    """A backup, and what it knows."""

    base: Database
    knowledge: Knowledge
    older: bool


@dataclass
class Import:
    """The last file taken in: what an undo goes back to."""

    former: Snapshot
    mark: tuple[int, bytes, int]
    worked_on: set[bytes] = field(default_factory=set)
    """People, and records of the team, written here since."""


@dataclass
class Laptop:
    """One laptop, its wrong clock, its backups, and the erasures kept beside its base."""

    number: int
    chance: random.Random
    older: bool = False
    knowledge: Knowledge = field(default_factory=Knowledge)
    beside: set[bytes] = field(default_factory=set)
    backups: list[Snapshot] = field(default_factory=list)
    last_import: Import | None = None

    def __post_init__(self) -> None:
        self.id = RecordId(b"poste" + bytes([self.number]) * 11)
        self.moment = datetime(self.chance.choice([1990, 2000, 2024, 2026, 2026, 2038, 2100, 2149]), 1, 19, tzinfo=UTC)
        self.open(copied(model(older=self.older)))
        self.base.execute("UPDATE replica SET rid = ?", (self.chance.getrandbits(63),))
        identity.claim(self.base, f"poste {self.number}")

    def open(self, base: Database) -> None:
        self.base, self.last_import = base, None
        self.store = Store(
            base,
            author=f"A{self.number}",
            now=self.now,
            follow=follow,
            follow_shared=follow_shared,
            follow_many=follow_many,
        )

    def now(self) -> datetime:
        return self.moment

    def tick(self) -> None:
        jump = self.chance.choice([0, 0, 0, 0, 1, 30, -1, -400, 4000])
        moved = self.moment + timedelta(days=jump, seconds=self.chance.randrange(60))
        if 1990 <= moved.year <= 2150:
            self.moment = moved

    def running(self) -> Any:
        return versions.running(older=self.older)

    def last_write(self) -> tuple[int, int]:
        return Replicas(self.base).own, meta(self.base, "seq")

    def keep_backup(self) -> None:
        self.backups = [*self.backups[-2:], Snapshot(copied(self.base), self.knowledge.copy(), self.older)]


class Chance:
    """Stands for the secrets of the laptops: the same in each history of a seed."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def randbits(self, bits: int) -> int:
        return self._chance.getrandbits(bits)


@dataclass(frozen=True)
class Sent:
    """A file on the key, and what the oracle says it holds."""

    package: Package
    parcel: Parcel


def travelled(package: Package) -> Package:
    """Return what the lines of a file say: the merge sees what was read, not what was collected."""
    reader = Reader()
    for line in write_package(package).splitlines():
        reader.take(line)
    return reader.package()
