"""Bases as former versions of the program left them, made from one of today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mobiconseil.db.engine import Database, close, connect
from mobiconseil.db.migrations import migrations

_OWN = ("sqlite_", "_sqlite", "person_search_", "directory_search")


def step_back(path: Path, key: bytes, *, before: str) -> None:
    """Put in place of the base at `path` the same one as it was before the schema step `before`."""
    former = path.with_name("former.db")
    now, then = connect(path, key), connect(former, key, create=True)
    migrations.apply(then, stop_before=before)
    later = _keys_since(then)
    for name in (str(table) for table in then.table_names()):
        if not name.startswith(_OWN):
            _copy(now, then, name)
    with then.conn:
        then.conn.executemany("DELETE FROM meta WHERE key = ?", [(key,) for key in later])
    close(now)
    close(then)
    former.replace(path)


def _copy(now: Any, then: Any, name: str) -> None:
    names = [row[1] for row in then.execute(f"PRAGMA table_info({name})").fetchall()]
    hidden = ["rowid"] if name == "person_search" else []
    columns = ", ".join(f'"{column}"' for column in hidden + names)
    rows = now.execute(f"SELECT {columns} FROM {name}").fetchall()
    marks = ", ".join("?" * len(hidden + names))
    with then.conn:
        then.execute(f"DELETE FROM {name}")
        then.conn.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", rows)


def _keys_since(then: Any) -> set[str]:
    """Return what later steps put in `meta` of an empty base."""
    empty = Database(memory=True)
    migrations.apply(empty)
    sql = "SELECT key FROM meta"
    found = {row[0] for row in empty.execute(sql)} - {row[0] for row in then.execute(sql)}
    empty.close()
    return found
