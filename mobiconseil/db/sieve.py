"""The directory as the sieve reads it: a narrow line per open service, and what services ask, each wording once."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from mobiconseil.db.schema_sieve import ASK, ASKED, FILL_ASKED
from mobiconseil.domain.projection import KM_PER_DEGREE
from mobiconseil.domain.sieve_offers import Offers
from mobiconseil.services.advice_ports import CandidateFilter
from mobiconseil.services.sieve_terms import Terms

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = "n, criteria, catalogue, delay, known < :fresh_after, {distance}, id"
_AT_ONCE = 500
"""Lines read at once: before the search for cycles looks at them, they are gone."""
_MANY = 2000
"""Lines beyond which reading them all in one go is quicker than looking for each."""
_SQUARE = "((latitude - :lat) * (latitude - :lat) + :shrink * (longitude - :lon) * (longitude - :lon))"
_BOX = "latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east"
_REGIONAL = "(mesh = 'R' OR mesh = '' AND catalogue IN (SELECT value FROM json_each(:regional)))"


def forget(database: Database, known: str) -> None:
    """Take away the lines whose numbers the query `known` reads, before those of the directory."""
    database.execute(f"DELETE FROM sieve_line WHERE n IN ({known})")


def write(database: Database, last: int) -> None:
    """Write the lines of the services of the table `rewritten`, whose lines in the directory come after `last`."""
    for statement in ASKED:
        database.execute(statement)
    database.execute(ASK, {"last": last})
    for statement in FILL_ASKED:
        database.execute(statement)
    database.execute("UPDATE meta SET value = value + 1 WHERE key = 'directory'")


class SqlSieveSource:
    """What the sieve reads in an open base."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def version(self) -> int:
        """Return a number that grows when a service changes."""
        return int(self._db.execute("SELECT value FROM meta WHERE key = 'directory'").fetchone()[0])

    def candidates(self, wanted: CandidateFilter) -> Offers:
        """Return the open services that are wanted, in no order."""
        parameters: dict[str, Any] = {"fresh_after": wanted.fresh_after.isoformat()}
        found = Offers()
        if wanted.centre is None:
            self._read(found, "1 = 1", "NULL", parameters)
            return found
        shrink = max(0.01, math.cos(math.radians(wanted.centre[0])))
        parameters |= {"lat": wanted.centre[0], "lon": wanted.centre[1], "shrink": shrink * shrink}
        if wanted.radius_km is None:
            self._read(found, "1 = 1", _SQUARE, parameters)
            return found
        high = wanted.radius_km / KM_PER_DEGREE
        near = {
            "south": wanted.centre[0] - high,
            "north": wanted.centre[0] + high,
            "west": wanted.centre[1] - high / shrink,
            "east": wanted.centre[1] + high / shrink,
            "reach": wanted.reach,
        }
        self._read(found, f"{_BOX} AND {_SQUARE} <= :reach", _SQUARE, parameters | near)
        farther = f"(latitude IS NULL OR {_REGIONAL} AND {_SQUARE} > :reach)"
        regional = {"regional": json.dumps(wanted.regional), "reach": wanted.reach}
        self._read(found, farther, _SQUARE, parameters | regional)
        return found

    def titles(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the names of services by their numbers, and of others when many are wanted."""
        where, parameters = "n IN (SELECT value FROM json_each(?))", (json.dumps([*numbers]),)
        if len(numbers) > _MANY:
            where, parameters = "?", ("1",)
        return dict(self._db.execute(f"SELECT n, name FROM sieve_line WHERE {where}", parameters).fetchall())

    def terms(self, numbers: Iterable[int]) -> list[tuple[int, Terms]]:
        """Return what services ask, by the number that candidates carry."""
        wanted = set(numbers)
        if len(wanted) > _MANY:
            rows = self._db.execute("SELECT n, words FROM sieve_criteria").fetchall()
            return [row for row in rows if row[0] in wanted]
        sql = "SELECT n, words FROM sieve_criteria WHERE n IN (SELECT value FROM json_each(?))"
        found: list[tuple[int, Terms]] = self._db.execute(sql, (json.dumps(list(wanted)),)).fetchall()
        return found

    def _read(self, found: Offers, where: str, distance: str, parameters: dict[str, Any]) -> None:
        sql = f"SELECT {_COLUMNS.format(distance=distance)} FROM sieve_line WHERE {where}"
        cursor = self._db.execute(sql, parameters)
        while rows := cursor.fetchmany(_AT_ONCE):
            found.extend(rows)
