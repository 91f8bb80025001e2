"""Laptops that exchange, for tests: the real store over bases in memory."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlcipher3.dbapi2 as driver

from mobiconseil.db.directory import follow_shared
from mobiconseil.db.engine import Database, _Connection
from mobiconseil.db.migrations import bring_up_to_date
from mobiconseil.db.repositories import SqlRecords
from mobiconseil.db.store import Store
from mobiconseil.db.summary import follow
from mobiconseil.db.summary_many import follow_many
from mobiconseil.db.sync import identity, knowledge
from mobiconseil.db.sync.collect import Wanted, collect
from mobiconseil.db.sync.merge_rows import apply
from mobiconseil.db.tables import table_of
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.exchange import Package, Scope
from mobiconseil.domain.exchange_report import Applied
from mobiconseil.domain.identity import RecordId

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
PERSON = table_of(Beneficiary).kind


def in_memory() -> Database:
    return Database(driver.connect(":memory:", isolation_level=None, factory=_Connection))


@dataclass
class Post:
    """A laptop: who writes there, and what its clock says."""

    name: str
    clock: datetime = NOON

    def __post_init__(self) -> None:
        self.id = RecordId(self.name.encode().ljust(16, b".")[:16])
        base = in_memory()
        bring_up_to_date(base)
        identity.name(base, f"Poste de {self.name}", self.id)
        self.open(base)

    def open(self, base: Database) -> None:
        self.base = base
        self.store = Store(
            base,
            author=self.name,
            now=lambda: self.clock,
            follow=follow,
            follow_shared=follow_shared,
            follow_many=follow_many,
        )
        self.records = SqlRecords(base, self.store)

    def copy(self) -> Database:
        made = in_memory()
        self.base.conn.backup(made.conn)
        return made

    def person(self, **fields: Any) -> RecordId:
        record = RecordId(os.urandom(16))
        with self.store.transaction("file.create"):
            self.records.add(Beneficiary(id=record, subject=record, **fields))
        return record

    def add(self, record: Any) -> None:
        with self.store.transaction("add"):
            self.records.add(record)

    def change(self, record: RecordId, cls: type[Any] = Beneficiary, **fields: Any) -> int:
        with self.store.transaction("file.change") as transaction:
            self.records.change(cls, record, **fields)
        return transaction.number

    def trash(self, record: RecordId, cls: type[Any] = Beneficiary) -> None:
        with self.store.transaction("file.trash"):
            self.records.trash(cls, record)

    def erase(self, subject: RecordId) -> None:
        with self.store.transaction("erase"):
            self.store.erase(subject)

    def read(self, record: RecordId, cls: type[Any] = Beneficiary) -> Any:
        return self.records.get(cls, record)

    def wanted(self, **fields: Any) -> Wanted:
        known = {
            "org": b"association, sei", "file_id": os.urandom(16), "laptop": self.id, "program": "1", "made_at": NOON,
        }  # fmt: skip
        return Wanted(**(known | fields))

    def file(self, **fields: Any) -> Package:
        return collect(self.base, self.wanted(**fields))

    def news_for(self, reader: Post) -> Package:
        """Return the file of the team's work for a reader, without what that laptop said it has."""
        return self.file(scope=Scope.TEAM, base=knowledge.base_for(self.base, [reader.id]))

    def take(self, package: Package) -> Applied:
        return apply(self.store, package)

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        return self.base.execute(sql, parameters).fetchall()


def exchange(*posts: Post) -> None:
    """Let each give all the others its news, twice: the second time, they know who knows what."""
    for _ in range(2):
        for sender in posts:
            for reader in posts:
                if reader is not sender:
                    reader.take(sender.news_for(reader))


def whole(post: Post) -> Any:
    """Return every register of a base, as all laptops know it."""
    return {
        (row.table, row.id, name): (frozenset(register.siblings), tuple(sorted(register.context.items())))
        for row in post.file().rows
        for name, register in row.registers().items()
    }


def shared_person(lucie: Post, karim: Post, **fields: str) -> RecordId:
    person = lucie.person(**({"last_name": "Garnier", "phone": "+33639980001"} | fields))
    exchange(lucie, karim)
    return person
