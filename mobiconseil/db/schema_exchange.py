"""The tables of exchanges between laptops, as step 0005 made them: never edited, only followed by other steps."""

from __future__ import annotations

STATEMENTS = (
    # Which laptop this incarnation belongs to: a restored laptop begins another one.
    "ALTER TABLE replica ADD COLUMN laptop BLOB",
    # Files taken in, so that one that comes twice is recognised.
    "CREATE TABLE imported_file (id BLOB PRIMARY KEY, at TEXT NOT NULL, laptop BLOB NOT NULL, scope TEXT NOT NULL, "
    "txn INTEGER) STRICT",
    # What each laptop said it knows, in its own last file: never what was merely sent to it.
    "CREATE TABLE peer (laptop BLOB PRIMARY KEY, replica INTEGER NOT NULL, vector TEXT NOT NULL, "
    "clock INTEGER NOT NULL, at TEXT NOT NULL, missing TEXT NOT NULL DEFAULT '') STRICT",
    # Registers of the fields and tables that only a newer version knows, as they came: handed on, read at its upgrade.
    "CREATE TABLE unknown_field (place TEXT NOT NULL, id BLOB NOT NULL, subject BLOB, field TEXT NOT NULL, "
    "register TEXT NOT NULL, PRIMARY KEY (place, id, field)) STRICT",
    "CREATE INDEX unknown_field_id ON unknown_field (id)",
    "CREATE INDEX unknown_field_subject ON unknown_field (subject)",
    # Fields whose siblings wait for somebody to choose.
    "CREATE TABLE conflict (kind INTEGER NOT NULL, id BLOB NOT NULL, field TEXT NOT NULL, subject BLOB, "
    "PRIMARY KEY (kind, id, field)) STRICT",
    "CREATE INDEX conflict_subject ON conflict (subject)",
    # Fields that this base already has: a column added by a later step was written by nobody in the rows before it.
    "CREATE TABLE exchanged_field (place TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (place, field)) STRICT",
)
