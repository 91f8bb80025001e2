"""The tables that a salvage fills, as the new base has them: what a row of each looks like in the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mobiconseil.db.salvage.cells import Value
from mobiconseil.db.sync.columns import accepts, table_named
from mobiconseil.db.tables import Table
from mobiconseil.domain.identity import ID_LENGTH

if TYPE_CHECKING:
    from sqlite_utils import Database

_DERIVED = (
    "summary", "name_sound", "person_search", "directory_line", "directory_search", "sieve_line", "sieve_criteria",
)  # fmt: skip
"""Made again from the rest; the tables that a search table brings begin with its name."""
_INNER = ("sqlite_", "_sqlite_migrations")
_KINDS: dict[str, type | tuple[type, ...]] = {"TEXT": str, "INTEGER": int, "REAL": (int, float), "BLOB": bytes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    name: str
    kind: str
    is_required: bool
    default: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One table to fill."""

    name: str
    columns: tuple[Column, ...]
    """In the order of the pages: the key of a table without rowid comes first."""
    rowid: int | None
    """Which column stands for the rowid, if one does."""
    has_rowid: bool
    counted_by: tuple[str, ...]
    """Indexes with an entry for each row."""

    @property
    def record(self) -> Table | None:
        """Return the kind of record it keeps, or None for a table of this laptop alone."""
        return table_named(self.name)

    def whole(self, rowid: int, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return a row with the columns that were added after it was written."""
        full = [*values, *(column.default for column in self.columns[len(values) :])]
        if self.rowid is not None and full[self.rowid] is None:
            full[self.rowid] = rowid
        return tuple(full)

    def fits(self, rowid: int, values: tuple[Value, ...]) -> bool:
        """Say whether these values may be a row of this table."""
        if not 0 < len(values) <= len(self.columns):
            return False
        full = self.whole(rowid, values)
        if not all(_fits(column, value) for column, value in zip(self.columns, full, strict=True)):
            return False
        table = self.record
        if table is None:
            return True
        named = {column.name: value for column, value in zip(self.columns, full, strict=True)}
        key = named["id"]
        known = set(table.fields) & named.keys()
        return isinstance(key, bytes) and len(key) == ID_LENGTH and all(accepts(table, n, named[n]) for n in known)


def layouts(database: Database) -> tuple[Layout, ...]:
    """Return the tables that hold what no other table can give back."""
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    return tuple(_layout(database, name, sql) for name, sql in rows if not name.startswith((*_DERIVED, *_INNER)))


def _layout(database: Database, name: str, sql: str) -> Layout:
    found = database.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = sorted((row for row in found if row[5]), key=lambda row: row[5])
    has_rowid = "WITHOUT ROWID" not in sql
    if not has_rowid:
        found = [*keys, *(row for row in found if not row[5])]
    columns = tuple(
        Column(name=row[1], kind=row[2], is_required=bool(row[3] or row[5]), default=_literal(database, row[4]))
        for row in found
    )
    is_rowid = has_rowid and len(keys) == 1 and keys[0][2] == "INTEGER"
    indexes = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND coalesce(sql, '') NOT LIKE '%WHERE%'",
        (name,),
    ).fetchall()
    return Layout(
        name=name,
        columns=columns,
        rowid=found.index(keys[0]) if is_rowid else None,
        has_rowid=has_rowid,
        counted_by=tuple(row[0] for row in indexes) if has_rowid else (),
    )


def _literal(database: Database, default: str | None) -> Value:
    value: Value = None if default is None else database.execute(f"SELECT {default}").fetchone()[0]
    return value


def _fits(column: Column, value: Value) -> bool:
    if value is None:
        return not column.is_required
    kind = _KINDS.get(column.kind)
    return kind is None or isinstance(value, kind)
