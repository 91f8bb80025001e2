"""The directory as lists, maps and searches read it: one line per living service, kept beside the records."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mobiconseil.db import sieve
from mobiconseil.db.stamps import decode_values
from mobiconseil.db.stored import Transaction
from mobiconseil.db.tables import TABLES, from_row, table_of
from mobiconseil.domain.directory import FULL_MONTHS, ImportBatch, Organisation, Service, ServiceEdit, with_edits
from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.distance import straight_line
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.opening_hours import is_open, open_on
from mobiconseil.services.directory_ports import SheetChange
from mobiconseil.services.ports import DirectoryFilter, DirectoryLine

if TYPE_CHECKING:
    from sqlite_utils import Database

_CHUNK = 400
_KM_PER_DEGREE = 111.195
_MARGIN = 1.02
"""The flat distance of the query is within 1 % of the true one at the distances of a directory."""

_FLAT = "((latitude - :lat) * (latitude - :lat) + :shrink * (longitude - :lon) * (longitude - :lon))"

_ORGANISATION, _SERVICE, _EDIT = (table_of(cls).kind for cls in (Organisation, Service, ServiceEdit))

_LINE = (
    "id", "closed", "name", "organisation", "family", "catalogue", "address", "postal_code", "commune", "latitude",
    "longitude", "phone", "email", "publics", "fees", "opening_hours", "observed_days", "target_days", "updated_on",
    "verified_on", "edited",
)  # fmt: skip

# The services to write again, found where they are: no identifier passes through Python.
_TOUCHED = (
    "CREATE TEMP TABLE IF NOT EXISTS touched (id BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS written (kind INTEGER, id BLOB, PRIMARY KEY (kind, id)) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS rewritten (n INTEGER PRIMARY KEY, sheet INTEGER NOT NULL)",
    "DELETE FROM touched",
    "DELETE FROM written",
    "DELETE FROM rewritten",
)
_WRITTEN = "INSERT OR IGNORE INTO written SELECT kind, id FROM history WHERE txn = ? AND kind IN (?, ?, ?)"
_BY_WRITTEN = """
INSERT OR IGNORE INTO touched
SELECT id FROM written WHERE kind = :service
UNION SELECT service_id FROM serviceedit WHERE id IN (SELECT id FROM written WHERE kind = :edit)
UNION SELECT id FROM service WHERE organisation_id IN (SELECT id FROM written WHERE kind = :organisation)
"""
# The place of each service in the table, and the rank of its new line: both are then read from one end to the other.
_REWRITTEN = """
INSERT INTO rewritten (sheet)
SELECT s.rowid FROM touched t CROSS JOIN service s ON s.id = t.id ORDER BY s.rowid
"""
# A service without a place or a contact of its own has those of its structure.
_LINES = f"""
INSERT INTO directory_line (n, {", ".join(_LINE)})
SELECT :last + r.n, s.id, s.closed, s.name, coalesce(o.name, ''), s.family, s.catalogue,
       iif(s.address || s.commune = '', coalesce(o.address, ''), s.address),
       iif(s.address || s.commune = '', coalesce(o.postal_code, ''), s.postal_code),
       iif(s.address || s.commune = '', coalesce(o.commune, ''), s.commune),
       iif(s.latitude IS NULL OR s.longitude IS NULL, o.latitude, s.latitude),
       iif(s.latitude IS NULL OR s.longitude IS NULL, o.longitude, s.longitude),
       iif(s.phone = '', coalesce(o.phone, ''), s.phone), iif(s.email = '', coalesce(o.email, ''), s.email),
       s.publics, s.fees, iif(s.opening_hours = '', coalesce(o.opening_hours, ''), s.opening_hours),
       s.observed_days, s.target_days, s.updated_on, s.verified_on, 0
FROM rewritten r CROSS JOIN service s ON s.rowid = r.sheet LEFT JOIN organisation o ON o.id = s.organisation_id
WHERE s.deleted = 0
"""
_EDITED = "SELECT value FROM serviceedit WHERE service_id = s.id AND deleted = 0 AND field ="
_WORDS = f"""
INSERT INTO directory_search (rowid, words)
SELECT l.n, l.name || ' ' || l.organisation || ' ' || l.commune || ' ' || l.postal_code || ' ' || l.phone || ' ' ||
       iif(l.edited, coalesce(({_EDITED} 'themes'), s.themes), s.themes) || ' ' ||
       iif(l.edited, coalesce(({_EDITED} 'description'), s.description), s.description)
FROM rewritten r CROSS JOIN directory_line l ON l.n = :last + r.n CROSS JOIN service s ON s.rowid = r.sheet
"""


def follow_shared(database: Database, transaction: Transaction) -> None:
    """Rewrite the lines of the services that a transaction touched, directly or by their structure."""
    if not transaction.kinds & {_SERVICE, _EDIT, _ORGANISATION}:
        return
    _forget_touched(database)
    database.execute(_WRITTEN, (transaction.number, _SERVICE, _EDIT, _ORGANISATION))
    # What an import taken back writes is in no history.
    database.conn.executemany("INSERT OR IGNORE INTO written VALUES (?, ?)", transaction.touched)
    database.execute(_BY_WRITTEN, {"service": _SERVICE, "edit": _EDIT, "organisation": _ORGANISATION})
    _rewrite(database)


def rebuild(database: Database) -> None:
    """Write again all the lines, from the records."""
    _forget_touched(database)
    database.execute("INSERT INTO touched SELECT id FROM service")
    _rewrite(database)


def _forget_touched(database: Database) -> None:
    for sql in _TOUCHED:
        database.execute(sql)


def _rewrite(database: Database) -> None:
    known = "FROM directory_line WHERE id IN (SELECT id FROM touched)"
    if database.execute(f"SELECT 1 {known} LIMIT 1").fetchone():
        sieve.forget(database, f"SELECT n {known}")
        database.execute(f"DELETE FROM directory_search WHERE rowid IN (SELECT n {known})")
        database.execute(f"DELETE {known}")
    last = database.execute("SELECT coalesce(max(n), 0) FROM directory_line").fetchone()[0]
    database.execute(_REWRITTEN)
    database.execute(_LINES, {"last": last})
    _correct(database)
    database.execute(_WORDS, {"last": last})
    sieve.write(database, last)


def _correct(database: Database) -> None:
    """Write the team's corrections over the lines of the services that have some."""
    edits: dict[bytes, list[ServiceEdit]] = {}
    columns = ", ".join(table_of(ServiceEdit).columns)
    sql = f"SELECT {columns} FROM serviceedit WHERE deleted = 0 AND service_id IN (SELECT id FROM touched)"
    for row in database.execute(sql).fetchall():
        edit = from_row(ServiceEdit, row)
        edits.setdefault(edit.service_id, []).append(edit)
    for record_id, own in edits.items():
        row = database.execute(
            f"SELECT {', '.join(table_of(Service).columns)} FROM service WHERE id = ?", (record_id,)
        ).fetchone()
        shown = with_edits(from_row(Service, row), own)
        changed = {edit.field: getattr(shown, edit.field) for edit in own if edit.field in _LINE} | {"edited": 1}
        assignments = ", ".join(f"{name} = ?" for name in changed)
        values = tuple(value.isoformat() if isinstance(value, date) else value for value in changed.values())
        database.execute(f"UPDATE directory_line SET {assignments} WHERE id = ?", (*values, record_id))


@dataclass(frozen=True, slots=True)
class _Query:
    where: tuple[str, ...]
    order: str
    parameters: dict[str, Any]


class SqlDirectory:
    """Lists over the directory of an open base."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def search(self, wanted: DirectoryFilter, now: datetime) -> tuple[DirectoryLine, ...]:
        """Return the services that are wanted, nearest first, or by name without a centre; `now` is local."""
        query = _query(wanted, now.date())
        where = [*query.where]
        if wanted.open_now or wanted.open_day is not None:
            where.append("opening_hours IN (SELECT value FROM json_each(:open))")
            query.parameters["open"] = json.dumps(self._open_texts(wanted, now))
        # The order needs few columns: the others are read for the lines that are kept only.
        sql = (
            f"SELECT {', '.join(_LINE)} FROM directory_line WHERE n IN (SELECT n FROM directory_line "
            f"WHERE {' AND '.join(where)} ORDER BY {query.order} LIMIT :limit) ORDER BY {query.order}"
        )
        rows = self._db.execute(sql, query.parameters | {"limit": wanted.limit}).fetchall()
        found = (_line(row, wanted.centre) for row in rows)
        radius = wanted.radius_km
        return tuple(line for line in found if radius is None or (line.distance_km or 0.0) <= radius)

    def _open_texts(self, wanted: DirectoryFilter, now: datetime) -> list[str]:
        """Return the opening hours of the directory that mean open when it is asked; many services share the same."""
        day = wanted.open_day
        texts = self._db.execute("SELECT DISTINCT opening_hours FROM directory_line WHERE opening_hours <> ''")
        return [
            text
            for (text,) in texts.fetchall()
            if (not wanted.open_now or is_open(text, now)) and (day is None or open_on(text, day))
        ]

    def line(self, service: RecordId) -> DirectoryLine | None:
        """Return the line of one service, or None when it is in the trash."""
        sql = f"SELECT {', '.join(_LINE)} FROM directory_line WHERE id = ?"
        row = self._db.execute(sql, (service,)).fetchone()
        return None if row is None else _line(row, None)

    def lines(self, ids: Iterable[RecordId]) -> dict[RecordId, DirectoryLine]:
        """Return the lines of these services, without distance."""
        found: dict[RecordId, DirectoryLine] = {}
        for part in _parts(list(ids)):
            sql = f"SELECT {', '.join(_LINE)} FROM directory_line WHERE id IN ({_marks(part)})"
            found |= {row[0]: _line(row, None) for row in self._db.execute(sql, part).fetchall()}
        return found

    def family_counts(self, wanted: DirectoryFilter, today: date) -> dict[str, int]:
        """Return how many services each family has under the other filters; opening hours are not looked at."""
        query = _query(wanted, today, families=False)
        sql = f"SELECT family, count(*) FROM directory_line WHERE {' AND '.join(query.where)} GROUP BY family"
        return dict(self._db.execute(sql, query.parameters).fetchall())

    def edits(self, service: RecordId | None = None) -> tuple[ServiceEdit, ...]:
        """Return the team's corrections, of one service or all."""
        sql = f"SELECT {', '.join(table_of(ServiceEdit).columns)} FROM serviceedit WHERE deleted = 0"
        if service is not None:
            sql += " AND service_id = :service"
        rows = self._db.execute(f"{sql} ORDER BY service_id, field", {"service": service}).fetchall()
        return tuple(from_row(ServiceEdit, row) for row in rows)

    def services(self, ids: Iterable[RecordId]) -> dict[RecordId, Service]:
        """Return the known services of these identifiers, in the trash or not, as their sources say."""
        return {record.id: record for record in self._known(Service, ids)}

    def organisations(self, ids: Iterable[RecordId]) -> dict[RecordId, Organisation]:
        """Return the known structures of these identifiers."""
        return {record.id: record for record in self._known(Organisation, ids)}

    def trashed(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        """Return those of the services that are in the trash."""
        found: set[RecordId] = set()
        for part in _parts(list(ids)):
            sql = f"SELECT id FROM service WHERE deleted = 1 AND id IN ({_marks(part)})"
            found.update(row[0] for row in self._db.execute(sql, part).fetchall())
        return frozenset(found)

    def undone(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        """Return those of the services that are in the trash because the import that made them was undone."""
        sql = "SELECT t.undoes FROM history h JOIN txn t ON t.n = h.txn WHERE h.id = ? ORDER BY h.n DESC LIMIT 1"
        rows = ((found, self._db.execute(sql, (found,)).fetchone()) for found in self.trashed(ids))
        return frozenset(found for found, row in rows if row is not None and row[0] is not None)

    def changes(self, service: RecordId) -> tuple[SheetChange, ...]:
        """Return what was written in a sheet and in its corrections, newest first."""
        rows = self._db.execute(
            "SELECT t.n, t.at, a.name, t.action, h.kind, h.was, e.field FROM history h JOIN txn t ON t.n = h.txn "
            "JOIN author a ON a.n = t.author LEFT JOIN serviceedit e ON e.id = h.id AND h.kind = :edit "
            "WHERE h.id = :service OR h.id IN (SELECT id FROM serviceedit WHERE service_id = :service) "
            "ORDER BY h.n DESC",
            {"service": service, "edit": _EDIT},
        ).fetchall()
        return tuple(_change(row) for row in rows)

    def transaction_of(self, batch: ImportBatch) -> int | None:
        """Return the transaction of an import made on this laptop, or None."""
        row = self._db.execute("SELECT min(txn) FROM history WHERE id = ?", (batch.id,)).fetchone()
        return None if row is None or row[0] is None else int(row[0])

    def _known(self, cls: type[Any], ids: Iterable[RecordId]) -> Iterator[Any]:
        table = table_of(cls)
        if self._db.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone() is None:
            return
        for part in _parts(list(ids)):
            sql = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE id IN ({_marks(part)})"
            for row in self._db.execute(sql, part).fetchall():
                yield from_row(cls, row)


def _query(wanted: DirectoryFilter, today: date, *, families: bool = True) -> _Query:
    where, parameters = ["1 = 1" if wanted.include_closed else "closed = 0"], dict[str, Any]()
    expression = match_words(wanted.text)
    if expression:
        where.append("n IN (SELECT rowid FROM directory_search WHERE directory_search MATCH :words)")
        parameters["words"] = expression
    if families and wanted.families:
        where.append(f"family IN ({_named(parameters, 'f', wanted.families)})")
    if wanted.publics:
        publics = (*wanted.publics, Audience.EVERYBODY)
        tests = [f"instr(' ' || publics || ' ', ' ' || :p{n} || ' ')" for n in range(len(publics))]
        parameters |= {f"p{n}": str(code) for n, code in enumerate(publics)}
        where.append(f"(publics = '' OR {' OR '.join(tests)})")
    if wanted.up_to_date_only or wanted.to_check_only:
        sign = ">=" if wanted.up_to_date_only else "<"
        where.append(f"max(coalesce(updated_on, ''), coalesce(verified_on, '')) {sign} :fresh")
        parameters["fresh"] = (today - timedelta(days=int(FULL_MONTHS * 365.25 / 12))).isoformat()
    return _Query((*where, *_near(wanted, parameters)), _order(wanted), parameters)


def _near(wanted: DirectoryFilter, parameters: dict[str, Any]) -> Iterator[str]:
    if wanted.centre is None:
        return
    latitude, longitude = wanted.centre
    shrink = max(0.01, math.cos(math.radians(latitude)))
    parameters |= {"lat": latitude, "lon": longitude, "shrink": shrink * shrink}
    if wanted.radius_km is None:
        return
    high = wanted.radius_km * _MARGIN / _KM_PER_DEGREE
    parameters |= {"south": latitude - high, "north": latitude + high}
    parameters |= {"west": longitude - high / shrink, "east": longitude + high / shrink}
    parameters["reach"] = high * high
    yield "latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east"
    yield f"{_FLAT} <= :reach"


def _order(wanted: DirectoryFilter) -> str:
    if wanted.centre is None:
        return "name COLLATE NOCASE, n"
    return f"latitude IS NULL, {_FLAT}, n"


def match_words(text: str) -> str:
    """Return an FTS5 expression for all the words of `text`, each as a prefix; empty when nothing can be searched."""
    compact = re.sub(r"[\s.\-/+\u00a0\u202f]", "", text)
    if compact.isdigit() and compact.isascii() and len(compact) > 5:
        return f'"{"33" + compact[1:] if compact[0] == "0" else compact}"*'
    words = re.findall(r"[^\W_]+", fold(text))
    return " ".join(f'"{word}"*' for word in words)


def _line(row: tuple[Any, ...], centre: tuple[float, float] | None) -> DirectoryLine:
    values = dict(zip(_LINE, row, strict=True))
    updated, verified = _day(values.pop("updated_on")), _day(values["verified_on"])
    latitude, longitude = values["latitude"], values["longitude"]
    distance = None
    if centre is not None and latitude is not None and longitude is not None:
        distance = straight_line(*centre, latitude, longitude)
    days = [day for day in (updated, verified) if day is not None]
    values |= {"verified_on": verified, "edited": bool(values["edited"]), "closed": bool(values["closed"])}
    return DirectoryLine(**values, last_known=max(days, default=None), distance_km=distance)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _change(row: tuple[Any, ...]) -> SheetChange:
    number, at, author, action, kind, was, field = row
    before = {} if was is None else decode_values(was)
    fields = (field,) if field is not None else tuple(before)
    old = {field: before.get("value")} if field is not None else before
    return SheetChange(
        transaction=number,
        at=datetime.fromisoformat(at),
        author=author,
        action=action,
        created=was is None and TABLES[kind] is Service,
        fields=fields,
        before={name: "" if value is None else str(value) for name, value in old.items()},
    )


def _named(parameters: dict[str, Any], prefix: str, values: tuple[str, ...]) -> str:
    parameters |= {f"{prefix}{n}": str(value) for n, value in enumerate(values)}
    return ", ".join(f":{prefix}{n}" for n in range(len(values)))


def _marks(ids: tuple[Any, ...]) -> str:
    return ", ".join("?" * len(ids))


def _parts(ids: list[Any]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(ids), _CHUNK):
        yield tuple(ids[start : start + _CHUNK])
