"""The incarnations of laptops: known here by small numbers, everywhere by 64 random bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mobiconseil.domain.exchange import Origin, WireReplica
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, Register, Sibling

if TYPE_CHECKING:
    from sqlite_utils import Database


class Replicas:
    """The replicas, authors and writes of a base, read as they are needed and kept for the time of one exchange."""

    def __init__(self, database: Database) -> None:
        self._db = database
        rows = database.execute("SELECT n, rid FROM replica").fetchall()
        self._rids: dict[int, int] = dict(rows)
        self._numbers = {rid: number for number, rid in rows}
        self._authors: dict[int, str] = dict(database.execute("SELECT n, name FROM author").fetchall())
        self._origins: dict[tuple[int, int], Origin] = {}

    @property
    def own(self) -> int:
        """Return the 64 bits of the present incarnation of this laptop."""
        return self._rids[meta(self._db, "replica")]

    def rid(self, number: int) -> int:
        """Return the 64 bits of a local number."""
        return self._rids[number]

    def number(self, rid: int) -> int:
        """Return the local number of an incarnation, noted now if it is a new one."""
        known = self._numbers.get(rid)
        if known is None:
            known = int(self._db.execute("INSERT INTO replica (rid) VALUES (?)", (rid,)).lastrowid or 0)
            self._numbers[rid], self._rids[known] = known, rid
        return known

    def vector(self) -> dict[int, int]:
        """Return the last write of each replica that this base knows all up to."""
        found = {rid: seen for rid, seen in self._db.execute("SELECT rid, seen FROM replica").fetchall() if seen}
        if seq := meta(self._db, "seq"):
            found[self.own] = seq
        return found

    def known(self) -> tuple[WireReplica, ...]:
        """Return all the incarnations, with the laptop and the label they are shown with."""
        rows = self._db.execute("SELECT rid, label, laptop FROM replica ORDER BY n").fetchall()
        return tuple(
            WireReplica(rid, label, None if laptop is None else RecordId(laptop)) for rid, label, laptop in rows
        )

    def origin(self, replica: int, seq: int) -> Origin:
        """Return a write of a local replica as every laptop knows it."""
        found = self._origins.get((replica, seq))
        if found is None:
            sql = "SELECT clock, author FROM dot WHERE replica = ? AND seq = ?"
            row = self._db.execute(sql, (replica, seq)).fetchone() or (0, 0)
            found = Origin(Dot(self._rids[replica], seq), row[0], self._authors.get(row[1], ""))
            self._origins[replica, seq] = found
        return found

    def read_all_origins(self) -> None:
        """Read every write at once: a full file names most of them."""
        for replica, seq, clock, author in self._db.execute("SELECT replica, seq, clock, author FROM dot").fetchall():
            origin = Origin(Dot(self._rids[replica], seq), clock, self._authors.get(author, ""))
            self._origins[replica, seq] = origin

    def abroad(self, register: Register) -> Register:
        """Return a register of local numbers as every laptop knows it."""
        siblings = tuple(
            self.origin(sibling.dot.replica, sibling.dot.seq).sibling(sibling.value) for sibling in register.siblings
        )
        return Register(siblings, {self._rids[number]: seq for number, seq in register.context.items()})

    def local_dot(self, dot: Dot) -> Dot:
        """Return a write under the local number of its replica."""
        return Dot(self.number(dot.replica), dot.seq)

    def home(self, register: Register) -> Register:
        """Return a register with the local numbers of its replicas."""
        siblings = tuple(Sibling(self.local_dot(s.dot), s.clock, s.author, s.value) for s in register.siblings)
        return Register(siblings, {self.number(rid): seq for rid, seq in register.context.items()})


def meta(database: Database, key: str) -> int:
    """Return a number that the laptop keeps of itself."""
    return int(database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])
