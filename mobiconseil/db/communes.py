"""The communes already typed in the base, proposed again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mobiconseil.domain.typography import sort_key
from mobiconseil.services.communes import Commune, begins_with

if TYPE_CHECKING:
    from sqlite_utils import Database

_SQL = """
SELECT commune, postal_code, max(insee_code), count(*) FROM beneficiary
WHERE deleted = 0 AND commune <> '' GROUP BY commune, postal_code
"""


class KnownCommunes:
    """Proposes the communes of the files; read again only after something was written.

    Without their points: the one of a file may be a home.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self._at = (-1, -1)
        self._known: tuple[Commune, ...] = ()
        self._departements: tuple[str, ...] = ()

    def find(self, typed: str, *, limit: int = 8) -> tuple[Commune, ...]:
        """Return the known communes that begin with `typed`, the most usual first."""
        return tuple(commune for commune in self._read() if begins_with(commune, typed))[:limit]

    def departements(self) -> tuple[str, ...]:
        """Return the codes of the départements of the files, the most usual first, three at most."""
        self._read()
        return self._departements

    def _read(self) -> tuple[Commune, ...]:
        # What this connection wrote, then what a job wrote beside it.
        here, beside = (self._db.execute(sql).fetchone() for sql in ("SELECT total_changes()", "PRAGMA data_version"))
        written = int(here[0]), int(beside[0])
        if written != self._at:
            rows = sorted(self._db.execute(_SQL).fetchall(), key=lambda row: (-row[3], sort_key(row[0])))
            self._known = tuple(
                Commune(name=name, postal_code=post, insee_code=insee or "", usual=True)
                for name, post, insee, _ in rows
            )
            people: Counter[str] = Counter()
            for _, post, insee, files in rows:
                people[_departement(insee or post)] += files
            self._departements = tuple(code for code, _ in people.most_common() if code)[:3]
            self._at = written
        return self._known


def _departement(code: str) -> str:
    return code[:3] if code.startswith("97") else code[:2]
