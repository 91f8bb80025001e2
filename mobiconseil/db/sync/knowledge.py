"""What this laptop knows of the writes of all, and what the others said they know.

A vector moves only for a complete file, and not for the replicas of which the file takes for known what never came:
the next file of this laptop then shows a lower vector, and the others send more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mobiconseil.db.sync.replicas import Replicas, meta
from mobiconseil.domain.exchange import MAX_CLOCK, PackageHead, Vector, WireReplica, WireRow
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import CLOCK_SHIFT

if TYPE_CHECKING:
    from sqlite_utils import Database


def imported(database: Database, file_id: bytes) -> datetime | None:
    """Return when this file was taken in, or None."""
    found = database.execute("SELECT at FROM imported_file WHERE id = ?", (file_id,)).fetchone()
    return None if found is None else datetime.fromisoformat(found[0])


def note_file(database: Database, head: PackageHead, now: datetime, transaction: int) -> None:
    """Note that a file was taken in."""
    database.execute(
        "INSERT INTO imported_file (id, at, laptop, scope, txn) VALUES (?, ?, ?, ?, ?)",
        (head.file_id, _moment(now), head.laptop, head.scope.value, transaction),
    )


def knows_more_than_we_wrote(database: Database, head: PackageHead) -> bool:
    """Say whether somebody holds writes of this incarnation that it never made: a copy of this base writes too."""
    return head.vector.get(Replicas(database).own, 0) > meta(database, "seq")


def note_replicas(database: Database, replicas: Replicas, found: Iterable[WireReplica]) -> None:
    """Note the names of the incarnations that the file knows; an empty name teaches nothing."""
    for known in found:
        number = replicas.number(known.replica)
        if number == meta(database, "replica"):
            continue
        sql = "UPDATE replica SET label = iif(? = '', label, ?), laptop = coalesce(?, laptop) WHERE n = ?"
        database.execute(sql, (known.label, known.label, known.laptop, number))


def learn(database: Database, replicas: Replicas, head: PackageHead, now: datetime) -> tuple[int, ...]:
    """Move the vector as far as the file allows, note what its sender knows; return the replicas that miss writes."""
    missing = _move(database, replicas, head) if head.scope.is_complete else ()
    known = database.execute("SELECT replica, vector FROM peer WHERE laptop = ?", (head.laptop,)).fetchone()
    if known is not None and known[0] == head.replica:
        former = json.loads(known[1]).get(str(head.replica), 0)
        if former > head.vector.get(head.replica, 0):
            return missing  # an older file that comes late
    database.execute(
        "INSERT OR REPLACE INTO peer (laptop, replica, vector, clock, at, missing) VALUES (?, ?, ?, ?, ?, ?)",
        (head.laptop, head.replica, _vector(head.vector), head.clock, _moment(now), json.dumps(missing)),
    )
    return missing


def _move(database: Database, replicas: Replicas, head: PackageHead) -> tuple[int, ...]:
    mine, missing = replicas.vector(), []
    for rid, seq in sorted(head.vector.items()):
        if rid == replicas.own or seq <= mine.get(rid, 0):
            continue
        if head.base.get(rid, 0) > mine.get(rid, 0):
            missing.append(rid)
            continue
        database.execute("UPDATE replica SET seen = ? WHERE n = ?", (seq, replicas.number(rid)))
    return tuple(missing)


def follow_clock(database: Database, clock: int, rows: Sequence[WireRow]) -> None:
    """Let the next local write be later than all that was seen, far as that may be from the clock on the wall."""
    clocks = [origin.clock for row in rows for origin, _ in row.writes]
    clocks += [sibling.clock for row in rows for field in row.fields for sibling in field.siblings]
    latest = max((clock, *clocks))
    database.execute("UPDATE meta SET value = max(value, ?) WHERE key = 'clock'", (min(latest, MAX_CLOCK - 1),))


def clock_gap_ms(head: PackageHead, now: datetime) -> int:
    """Return how far the clock of the file is ahead of this laptop's."""
    return (head.clock >> CLOCK_SHIFT) - int(now.timestamp() * 1000)


def peers(database: Database) -> dict[RecordId, dict[int, int]]:
    """Return what each laptop said it knows, in its own last file."""
    rows = database.execute("SELECT laptop, vector FROM peer").fetchall()
    return {RecordId(laptop): {int(rid): seq for rid, seq in json.loads(text).items()} for laptop, text in rows}


def base_for(database: Database, readers: Iterable[RecordId]) -> dict[int, int]:
    """Return what all these laptops are known to have: nothing as soon as one of them never sent a file."""
    known = peers(database)
    vectors: list[Vector] = [known.get(reader, {}) for reader in readers]
    if not vectors:
        return {}
    shared = set(vectors[0]).intersection(*vectors[1:])
    return {rid: min(vector[rid] for vector in vectors) for rid in shared}


def has_applied(database: Database, reader: RecordId, replica: int, seq: int) -> bool:
    """Say whether a laptop said that it holds this write: an erasure is acknowledged so."""
    return peers(database).get(reader, {}).get(replica, 0) >= seq


def _vector(vector: Vector) -> str:
    return json.dumps({str(rid): seq for rid, seq in sorted(vector.items())}, separators=(",", ":"))


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
