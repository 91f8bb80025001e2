"""Copies the rows that can still be read into a new base; the damaged file is opened for reading only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.db.engine import Unfit, Unserved, look_only
from mobiconseil.db.salvage.cells import Value
from mobiconseil.db.salvage.layout import Layout
from mobiconseil.db.salvage.trees import Forest, Tree, holds_rows, orphans
from mobiconseil.domain.identity import ID_LENGTH

if TYPE_CHECKING:
    from sqlite_utils import Database

_TRIED = 5
"""Rows of a page looked at to know whose it is."""

Advance = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What became of one table."""

    kept: int
    lost: int
    """Rows that an index names and that no readable page holds."""
    is_exact: bool
    """False when no index could be read whole: more may be lost."""
    subjects: frozenset[bytes] = frozenset()
    """The people whose rows are lost, as far as is known."""


@dataclass(slots=True)
class Rescue:
    """Fills a new base from the pages of a damaged one."""

    forest: Forest
    tables: tuple[Layout, ...]
    database: Database
    source: Path
    key: bytes = field(repr=False)
    strays: dict[str, list[int]] = field(default_factory=dict)
    found: dict[str, Copied] = field(default_factory=dict)

    def run(self, advance: Advance) -> dict[str, Copied]:
        """Copy every table; the transaction is the caller's."""
        self._share_out()
        for rank, table in enumerate(self.tables):
            advance(rank / len(self.tables))
            self.found[table.name] = self._copy(table)
        return self.found

    def tree(self, name: str) -> Tree:
        """Return the pages of a table or an index; one that the file no longer names has none."""
        root = self.forest.roots.get(name)
        return Tree((), is_whole=False) if root is None else self.forest.tree(root)

    def _copy(self, table: Layout) -> Copied:
        tree = self.tree(table.name)
        self.database.execute(f'DELETE FROM "{table.name}"')
        if tree.is_whole and self._copied_by_the_engine(table):
            return Copied(kept=self._count(table), lost=0, is_exact=True)
        pages = (*tree.leaves, *self.strays.get(table.name, ()))
        marks = ", ".join("?" * len(table.columns))
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        self._insert(f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})', self._rows(table, pages))
        return self._measured(table, pages)

    def _copied_by_the_engine(self, table: Layout) -> bool:
        """Copy a table whose pages are all sound at full speed; False leaves it to the reading by pages."""
        if self.forest.damaged and (self.forest.damaged[0] == 1 or not self.forest.pages.verified):
            return False
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        try:
            # Its own connection: one that met a damaged page may refuse the sound ones after it.
            with look_only(self.source, self.key) as reader:
                here = {row[1] for row in reader.execute(f'PRAGMA table_info("{table.name}")').fetchall()}
                if here != {column.name for column in table.columns}:
                    return False
                rows = reader.execute(f'SELECT {names} FROM "{table.name}" NOT INDEXED')
                marks = ", ".join("?" * len(table.columns))
                self.database.conn.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
        except Unserved:
            self.database.execute(f'DELETE FROM "{table.name}"')
            return False
        return True

    def _insert(self, sql: str, rows: Iterable[tuple[Value, ...]]) -> None:
        for row in rows:
            try:
                self.database.conn.execute(sql, row)
            except Unfit:
                continue  # a value that the table refuses: the row is counted among the lost ones

    def _rows(self, table: Layout, pages: Iterable[int]) -> Iterator[tuple[Value, ...]]:
        for number in pages:
            for row in self.forest.rows(number):
                if row is not None and table.fits(*row):
                    yield table.whole(*row)

    def _count(self, table: Layout) -> int:
        return int(self.database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0])

    def _measured(self, table: Layout, pages: Iterable[int]) -> Copied:
        """Compare what was copied with what the indexes of the damaged file name."""
        kept = self._count(table)
        best, exact = 0, False
        for name in table.counted_by:
            tree = self.tree(name)
            entries = sum(1 for number in tree.leaves for _ in self.forest.rows(number))
            best, exact = max(best, entries), exact or tree.is_whole
        lost = max(best - kept, 0)
        present: set[int] = set()
        if lost and table.record is not None:
            present = {row[0] for number in pages for row in self.forest.rows(number) if row is not None}
        subjects = self._subjects(table, present) if lost else frozenset()
        return Copied(kept=kept, lost=lost, is_exact=exact, subjects=subjects)

    def _subjects(self, table: Layout, present: set[int]) -> frozenset[bytes]:
        """Return the people of the rows that an index by person names and that were not read."""
        if table.record is None:
            return frozenset()
        entries = (row for number in self.tree(f"{table.name}_subject").leaves for row in self.forest.rows(number))
        lost = {row[1][0] for row in entries if row is not None and len(row[1]) == 2 and row[1][1] not in present}
        return frozenset(subject for subject in lost if isinstance(subject, bytes))

    def _share_out(self) -> None:
        """Give each page that hangs from nothing to the table whose rows it holds."""
        loose = orphans(self.forest)
        broken = [table for table in self.tables if loose and not self.tree(table.name).is_whole]
        if not broken:
            return
        keys = {table.name: self._keys(table) for table in broken if table.record is not None}
        for number in loose:
            owner = self._owner(number, broken, keys)
            if owner:
                self.strays.setdefault(owner, []).append(number)

    def _keys(self, table: Layout) -> set[Value]:
        """Return the identifiers that the index of a table names."""
        leaves = self.tree(f"sqlite_autoindex_{table.name}_1").leaves
        return {row[1][0] for number in leaves for row in self.forest.rows(number) if row is not None and row[1]}

    def _owner(self, number: int, broken: list[Layout], keys: dict[str, set[Value]]) -> str:
        rows = [row for row, _ in zip(self.forest.rows(number), range(_TRIED * 4), strict=False) if row is not None]
        with_rowid = holds_rows(self.forest, number)
        votes: Counter[str] = Counter()
        for rowid, values in rows[:_TRIED]:
            named = [name for name, known in keys.items() if _is_key(values) and with_rowid and values[0] in known]
            fitting = [t.name for t in broken if t.has_rowid == with_rowid and t.fits(rowid, values)]
            votes.update(named or fitting)
        if not votes:
            return ""
        (first, most), *rest = votes.most_common(2)
        return first if not rest or rest[0][1] < most else ""


def _is_key(values: tuple[Value, ...]) -> bool:
    return bool(values) and isinstance(values[0], bytes) and len(values[0]) == ID_LENGTH
