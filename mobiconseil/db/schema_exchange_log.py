"""The register of exchanges, as its step made it: never edited, only followed by other steps."""

from __future__ import annotations

STATEMENTS = (
    # Who gave what to whom: a line is written before its file, and stays when the file could not be written.
    "CREATE TABLE exchange_log (n INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, way TEXT NOT NULL, "
    "kind TEXT NOT NULL, other TEXT NOT NULL, people INTEGER NOT NULL, records INTEGER NOT NULL, "
    "file_name TEXT NOT NULL, file_id BLOB NOT NULL, basis TEXT NOT NULL, state TEXT NOT NULL, copy TEXT NOT NULL, "
    "replica INTEGER, seq INTEGER, txn INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0) STRICT",
    # Whose files left: emptied when the person is erased.
    "CREATE TABLE exchange_log_person (log INTEGER NOT NULL, subject BLOB NOT NULL, PRIMARY KEY (log, subject)) "
    "STRICT, WITHOUT ROWID",
    "CREATE INDEX exchange_log_subject ON exchange_log_person (subject)",
)
