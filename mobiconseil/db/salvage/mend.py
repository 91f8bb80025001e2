"""Makes the rows that were saved fit together again: what derives from them, and what the lost ones left hanging."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from mobiconseil.db import directory, stamps
from mobiconseil.db.stored import DELETED
from mobiconseil.db.summary_many import follow_many
from mobiconseil.db.sync import rows
from mobiconseil.db.sync.columns import is_personal, placeholder
from mobiconseil.db.sync.erasure import erase_content, tombstone_hash
from mobiconseil.db.tables import TABLES, Table, table_numbered, table_of
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.identity import RecordId

if TYPE_CHECKING:
    from sqlite_utils import Database

LOST_NAME = "Fiche à retrouver"
"""The name of a person whose own row was lost, and whose ratings or steps were not."""
_NUMBER = re.compile(r"(\d+)$")

Kept = dict[str, list[tuple[Any, ...]]]


def keep_own(database: Database) -> Kept:
    """Return what a new base knows of itself, before the rows of the damaged one take its place."""
    return {
        "meta": database.execute("SELECT key, value FROM meta").fetchall(),
        "replica": database.execute("SELECT n, rid FROM replica").fetchall(),
    }


def mend(database: Database, own: Kept, *, is_partial: bool) -> int:
    """Make the base coherent, inside the transaction that is open; return how many people got an empty sheet."""
    _find_itself(database, own)
    sheets = _give_sheets(database)
    if is_partial:
        _know_less(database)
    people = [RecordId(row[0]) for row in database.execute("SELECT id FROM beneficiary").fetchall()]
    for sql in ("DELETE FROM summary", "DELETE FROM person_search", "DELETE FROM name_sound"):
        database.execute(sql)
    follow_many(database, people)
    directory.rebuild(database)
    return sheets


def _know_less(database: Database) -> None:
    """Let the next file of this laptop say that it knows nothing: the others send again what they hold."""
    database.execute("UPDATE replica SET seen = 0")
    database.execute("DELETE FROM imported_file")
    # A base on which a purge was not finished settles it at its opening, in copies that are not its own.
    database.execute("DELETE FROM meta WHERE key = 'purge'")


def _find_itself(database: Database, own: Kept) -> None:
    """Put back the numbers that the laptop keeps of itself, when their page was lost."""
    for number in sorted(_replicas(database) - _column(database, "SELECT n FROM replica")):
        database.execute("INSERT INTO replica (n, rid) VALUES (?, ?)", (number, secrets.randbits(63)))
    if not _column(database, "SELECT n FROM replica"):
        database.conn.executemany("INSERT INTO replica (n, rid) VALUES (?, ?)", own["replica"])
    known = _column(database, "SELECT key FROM meta")
    for key, value in own["meta"]:
        if key not in known:
            database.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (key, _guessed(database, key, value)))
    number = database.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()[0]
    last = database.execute("SELECT max(seq) FROM dot WHERE replica = ?", (number,)).fetchone()[0] or 0
    clock = database.execute("SELECT max(clock) FROM dot").fetchone()[0] or 0
    for key, least in (("seq", last), ("clock", clock)):
        database.execute("UPDATE meta SET value = max(value, ?) WHERE key = ?", (least, key))
    authors = _column(database, "SELECT DISTINCT author FROM txn UNION SELECT DISTINCT author FROM journal")
    for author in sorted(authors - _column(database, "SELECT n FROM author")):
        database.execute("INSERT INTO author (n, name) VALUES (?, ?)", (author, f"Auteur {author}"))


def _guessed(database: Database, key: str, value: Any) -> Any:
    if key == "replica":
        return database.execute("SELECT max(n) FROM replica").fetchone()[0]
    if key == "counter":
        codes = (row[0] for row in database.execute("SELECT code FROM beneficiary").fetchall())
        return max((int(found[1]) for found in map(_NUMBER.search, codes) if found), default=0)
    return value


def _replicas(database: Database) -> set[int]:
    """Return the numbers of laptops that the marks of the rows name."""
    found = _column(database, "SELECT DISTINCT replica FROM dot")
    for table in _tables(database):
        for (stamp,) in database.execute(f"SELECT DISTINCT stamp FROM {table.name} WHERE stamp LIKE '%{{%'").fetchall():
            found.update(_named(stamp))
        sql = f"SELECT DISTINCT CAST(substr(stamp, 2, instr(stamp, ',') - 2) AS INTEGER) FROM {table.name}"
        found |= _column(database, sql)
    return found


def _named(stamp: str) -> Iterator[int]:
    try:
        replica, _, aside = stamps.load(stamp)
    except (ValueError, TypeError, IndexError):
        return
    yield replica
    for entry in aside.values():
        yield from (sibling[0] for sibling in stamps.siblings_of(entry))
        if isinstance(entry, dict):
            yield from map(int, entry["c"])


def _give_sheets(database: Database) -> int:
    """Give a sheet, that nobody ever wrote, to each person of whom only the rest was saved: a file brings it back."""
    names = [table.name for table in _tables(database) if is_personal(table) and table.record is not Beneficiary]
    asked = " UNION ".join(f"SELECT subject FROM {name}" for name in names)
    missing = database.execute(
        f"SELECT subject FROM ({asked}) WHERE subject IS NOT NULL AND subject NOT IN (SELECT id FROM beneficiary)"
    ).fetchall()
    buried = _column(database, "SELECT hash FROM tombstone")
    table = table_of(Beneficiary)
    given = 0
    for (subject,) in missing:
        if tombstone_hash(RecordId(subject)) in buried:
            erase_content(database, RecordId(subject))
            continue
        given += 1
        _write_sheet(database, table, subject, given)
    return given


def _write_sheet(database: Database, table: Table, subject: bytes, rank: int) -> None:
    values = {name: placeholder(table, name) for name in (*table.fields, DELETED)}
    values |= {"last_name": LOST_NAME, "code": f"RETROUVE-{rank}"}
    number, seq = (
        database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0] for key in ("replica", "seq")
    )
    stamp = json.dumps([number, seq, dict.fromkeys(values, stamps.ABSENT)], separators=(",", ":"))
    rows.insert(database, table, [(RecordId(subject), RecordId(subject), stamp, values)])


def _tables(database: Database) -> Collection[Table]:
    """Return the tables of records that this base has: an older one lacks the last."""
    present = _column(database, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return [table for table in map(table_numbered, TABLES) if table.name in present]


def _column(database: Database, sql: str) -> set[Any]:
    return {row[0] for row in database.execute(sql).fetchall()}
