"""What a base knows of the keys it had: its older copies are read with them. It lies encrypted in the base itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_FORMER, _LINEAGE = "former_keys", "lineage"
"""In the table `meta`: the former keys, in hexadecimal, and what stands for the base wherever it is copied."""


def former_keys(database: Database) -> tuple[bytes, ...]:
    """Return the keys that the base had before, oldest first."""
    return tuple(bytes.fromhex(text) for text in _meta(database, _FORMER).split())


def lineage_of(database: Database) -> str:
    """Return what stands for the base wherever it is copied, if its key was ever changed; else an empty text."""
    return _meta(database, _LINEAGE)


def note_keys(database: Database, former: Iterable[bytes], lineage: str) -> None:
    """Keep the former keys of a base in it. Raises StorageError."""
    rows = [(_FORMER, " ".join(key.hex() for key in former)), (_LINEAGE, lineage)]
    with database.atomic():
        for row in rows:
            database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", row)


def _meta(database: Database, key: str) -> str:
    row = database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return "" if row is None else str(row[0])
