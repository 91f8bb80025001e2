"""Erasing a person leaves nothing of her on this laptop, and 16 bytes that refuse her rows for ever."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mobiconseil.db.drafts import forget_drafts
from mobiconseil.db.tables import TABLES, Table, table_numbered
from mobiconseil.domain.identity import RecordId

if TYPE_CHECKING:
    from sqlite_utils import Database


PURGE = "purge"
"""In the table `meta` while an erasure has not reached the copies of the base: a laptop may die in between."""


def tombstone_hash(subject: RecordId) -> bytes:
    """Return the 16 bytes that stand for an erased person: no personal data, not even a date."""
    return hashlib.sha256(b"mobiconseil/effacement/" + subject).digest()[:16]


def erase_content(database: Database, subject: RecordId) -> None:
    """Delete every row, write, old value, unknown field and draft of a person, inside the open transaction."""
    names = [table_numbered(kind).name for kind in TABLES]
    for name in (*names, "unknown_field", "history"):
        # The writes go first: only the rows say which are hers.
        database.execute(f"DELETE FROM dot WHERE id IN (SELECT id FROM {name} WHERE subject = ?)", (subject,))
    for name in (*names, "unknown_field", "history", "conflict", "exchange_log_person"):
        database.execute(f"DELETE FROM {name} WHERE subject = ?", (subject,))
    database.execute("UPDATE journal SET record = NULL, subject = NULL WHERE subject = ?", (subject,))
    forget_drafts(database)
    database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, 1)", (PURGE,))


def remove(database: Database, table: Table, record_id: RecordId) -> None:
    """Delete a record that an import had brought and that is given up: nothing refuses it later."""
    database.execute(f"DELETE FROM {table.name} WHERE id = ?", (record_id,))


def people_of(database: Database) -> dict[bytes, RecordId]:
    """Return everybody this base holds a row of, or a trace, by the hash that a tombstone has."""
    names = [table_numbered(kind).name for kind in TABLES]
    found: set[bytes] = set()
    # An import taken back leaves no row, but the journal and the history of it.
    for name in (*names, "unknown_field", "history", "journal", "exchange_log_person"):
        rows = database.execute(f"SELECT DISTINCT subject FROM {name} WHERE subject IS NOT NULL").fetchall()
        found.update(row[0] for row in rows)
    return {tombstone_hash(RecordId(subject)): RecordId(subject) for subject in found}
