"""Questions about a whole base: its soundness and its counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from mobiconseil.db.engine import integrity_problems, translated
from mobiconseil.db.migrations import migrations
from mobiconseil.db.queries import ACTIVE
from mobiconseil.db.summary import AHEAD, REACHED
from mobiconseil.db.tables import TABLES, table_numbered
from mobiconseil.services.upkeep import SMALLEST_SHOWN, Figures, Health

if TYPE_CHECKING:
    from sqlite_utils import Database


class SqlUpkeep:
    """Upkeep of an open base."""

    def __init__(self, database: Database, size: Callable[[], int]) -> None:
        self._db = database
        self._size = size

    def health(self) -> Health:
        """Return the state of the base. Raises StorageError when even its first page cannot be read."""
        names = [table_numbered(kind).name for kind in TABLES]
        with translated():
            problems = (*integrity_problems(self._db), *self._incoherences(names))
            counts = {name: self._number(f"SELECT count(*) FROM {name} WHERE deleted = 0") for name in names}
            trashed = sum(self._number(f"SELECT count(*) FROM {name} WHERE deleted = 1") for name in names)
            return Health(
                problems=problems,
                schema=tuple(sorted(step.name for step in migrations.applied(self._db))),
                counts=counts,
                trashed=trashed,
                erased=self._number("SELECT count(*) FROM tombstone"),
                size_bytes=self._size(),
            )

    def figures(self, today: date) -> Figures:
        """Return the counts of the year of `today`."""
        year = {"start": f"{today.year}-01-01", "end": f"{today.year + 1}-01-01", "today": today.isoformat()}
        during = "{0} >= :start AND {0} < :end AND deleted = 0".format
        living = "(SELECT subject FROM summary WHERE deleted = 0)"
        ahead = f"FROM step WHERE deleted = 0 AND {AHEAD} AND subject IN {living}"
        communes = self._pairs(
            f"SELECT commune, count(*) FROM summary s WHERE deleted = 0 AND {ACTIVE} AND commune <> '' "
            "GROUP BY commune ORDER BY count(*) DESC, commune"
        )
        return Figures(
            year=today.year,
            files=self._pairs("SELECT state, count(*) FROM summary WHERE deleted = 0 GROUP BY state ORDER BY state"),
            assessments_started=self._number(f"SELECT count(*) FROM assessment WHERE {during('started_on')}", year),
            assessments_finished=self._number(f"SELECT count(*) FROM assessment WHERE {during('finished_on')}", year),
            steps_open=self._number(f"SELECT count(*) {ahead}"),
            steps_late=self._number(f"SELECT count(*) {ahead} AND due_on < :today", year),
            steps_done=self._number(f"SELECT count(*) FROM step WHERE {during('done_on')} AND state = 'fait'", year),
            contacts=self._pairs(
                f"SELECT kind, count(*) FROM contact WHERE {during('at')} GROUP BY kind ORDER BY kind", year
            ),
            people_reached=self._number(
                f"SELECT count(DISTINCT subject) FROM contact WHERE {during('at')} AND {REACHED}", year
            ),
            communes={name: number if number >= SMALLEST_SHOWN else None for name, number in communes.items()},
        )

    def deeds(self, since: date) -> dict[str, int]:
        """Return how many times each kind of action was done since a day, without whom it concerned."""
        sql = "SELECT action, count(*) FROM journal WHERE at >= ? GROUP BY action ORDER BY action"
        return self._pairs(sql, (since.isoformat(),))

    def engine(self) -> str:
        """Return the versions of what holds the base."""
        (sqlite,) = self._db.execute("SELECT sqlite_version()").fetchone()
        (cipher,) = self._db.execute("PRAGMA cipher_version").fetchone()
        return f"SQLite {sqlite}, SQLCipher {cipher}"

    def _incoherences(self, names: list[str]) -> tuple[str, ...]:
        """Return what does not fit between the records and what is derived from them."""
        found = []
        people = self._number("SELECT count(*) FROM beneficiary WHERE merged_into IS NULL")
        listed = self._number("SELECT count(*) FROM summary")
        searched = self._number("SELECT count(*) FROM person_search")
        if not people == listed == searched:
            found.append(f"people: {people}, listed: {listed}, searched: {searched}")
        services = self._number("SELECT count(*) FROM service WHERE deleted = 0")
        listed = self._number("SELECT count(*) FROM directory_line")
        searched = self._number("SELECT count(*) FROM directory_search")
        if not services == listed == searched:
            found.append(f"services: {services}, listed: {listed}, searched: {searched}")
        for name in names[1:]:
            orphans = self._number(
                f"SELECT count(*) FROM {name} WHERE subject IS NOT NULL AND subject NOT IN (SELECT id FROM beneficiary)"
            )
            if orphans:
                found.append(f"{name}: {orphans} without a file")
        return tuple(found)

    def _number(self, sql: str, parameters: Any = ()) -> int:
        return int(self._db.execute(sql, parameters).fetchone()[0])

    def _pairs(self, sql: str, parameters: Any = ()) -> dict[str, int]:
        return dict(self._db.execute(sql, parameters).fetchall())
