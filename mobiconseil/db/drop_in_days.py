"""Reads what concerns one drop-in day: the appointments and contacts of a day, the people of a commune."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from mobiconseil.db.queries import ACTIVE, SqlOverviews
from mobiconseil.db.summary import AHEAD
from mobiconseil.db.tables import from_row, table_of
from mobiconseil.domain.advice_records import UnmetNeed
from mobiconseil.domain.follow_up import Appointment, Contact, Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.services.drop_in_ports import CalendarLine
from mobiconseil.services.ports import PersonLine

if TYPE_CHECKING:
    from sqlite_utils import Database

R = TypeVar("R", Appointment, Contact, Recall, Step, UnmetNeed)

MOST_PEOPLE = 200
_CHUNK = 400

_FILE = "JOIN beneficiary b ON b.id = r.subject JOIN summary s ON s.subject = coalesce(b.merged_into, r.subject)"
"""The file that shows a row: its own, or the one it was united with."""

_DUE = (
    f"s.commune = ? AND s.deleted = 0 AND {ACTIVE} AND s.adviser IN (?, '') AND (s.recall_on <= ? OR "
    "(s.next_kind <> 'rendez_vous' AND s.next_at <= ?) OR (s.next_kind = 'rendez_vous' AND s.next_at < ?))"
)

_CHANGED = "(SELECT max(t.at) FROM history h JOIN txn t ON t.n = h.txn WHERE h.id = r.id)"


class SqlDropInBook:
    """The drop-in days of an open base."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def appointments(self, start: datetime, end: datetime, adviser: str) -> tuple[Appointment, ...]:
        """Return the appointments of a period, whatever became of them, each with the file that shows it."""
        return self._rows(Appointment, "r.at >= ? AND r.at < ? AND r.adviser IN (?, '')", _period(start, end, adviser))

    def contacts(self, start: datetime, end: datetime, adviser: str) -> tuple[Contact, ...]:
        """Return the contacts of a period, each with the file that shows it."""
        return self._rows(Contact, "r.at >= ? AND r.at < ? AND r.adviser IN (?, '')", _period(start, end, adviser))

    def due(self, commune: str, today: date, adviser: str) -> tuple[PersonLine, ...]:
        """Return the people of a commune with something due or overdue, the oldest first."""
        if not commune:
            return ()
        day = today.isoformat()
        sql = f"SELECT s.subject FROM summary s WHERE {_DUE} ORDER BY s.next_at, s.sort_name LIMIT {MOST_PEOPLE}"
        tomorrow_excluded = f"{day}T23:59:59Z"
        rows = self._db.execute(sql, (commune, adviser, day, tomorrow_excluded, day)).fetchall()
        overviews = SqlOverviews(self._db)
        found = (overviews.person(RecordId(row[0])) for row in rows)
        return tuple(line for line in found if line is not None)

    def recalls(self, subjects: Collection[RecordId]) -> tuple[Recall, ...]:
        """Return the open recalls of some people."""
        return self._of(Recall, "r.done_on IS NULL", subjects)

    def steps(self, subjects: Collection[RecordId], until: date) -> tuple[Step, ...]:
        """Return the plan steps of some people still to be done and due until a day."""
        plan = "r.plan_id IN (SELECT p.id FROM plan p WHERE p.deleted = 0 AND p.closed_on IS NULL)"
        ahead = AHEAD.replace("state", "r.state").replace("horizon", "r.horizon")
        return self._of(Step, f"{ahead} AND {plan} AND r.due_on <= ?", subjects, (until.isoformat(),))

    def unmet_needs(self, day: date, subjects: Collection[RecordId]) -> tuple[UnmetNeed, ...]:
        """Return what some people needed and could not have, noted on a day."""
        return self._of(UnmetNeed, "r.noted_on = ?", subjects, (day.isoformat(),))

    def calendar(self, since: datetime, adviser: str) -> tuple[CalendarLine, ...]:
        """Return the appointments from a moment on, those that are no more included."""
        sql = (
            "SELECT r.id, s.code, r.at, r.duration_min, r.place, r.channel, r.state, r.deleted OR s.deleted, "
            f"coalesce({_CHANGED}, r.at) FROM appointment r {_FILE} "
            "WHERE r.at >= ? AND r.adviser IN (?, '') ORDER BY r.at, r.id"
        )
        return tuple(_calendar_line(row) for row in self._db.execute(sql, (_iso(since), adviser)).fetchall())

    def _of(
        self, cls: type[R], clause: str, subjects: Collection[RecordId], parameters: tuple[Any, ...] = ()
    ) -> tuple[R, ...]:
        known: list[RecordId] = sorted(subjects)
        found: list[R] = []
        for start in range(0, len(known), _CHUNK):
            part: list[RecordId] = known[start : start + _CHUNK]
            among = f"s.subject IN ({', '.join('?' * len(part))})"
            found += self._rows(cls, f"{clause} AND {among}", (*parameters, *part))
        return tuple(found)

    def _rows(self, cls: type[R], clause: str, parameters: tuple[Any, ...]) -> tuple[R, ...]:
        """Return living records of living files, each with the file that shows it."""
        table = table_of(cls)
        columns = ", ".join(f"r.{name}" for name in table.columns)
        sql = (
            f"SELECT s.subject, {columns} FROM {table.name} r {_FILE} "
            f"WHERE r.deleted = 0 AND s.deleted = 0 AND {clause} ORDER BY r.id"
        )
        rows: Sequence[Any] = self._db.execute(sql, parameters).fetchall()
        return tuple(replace(from_row(cls, tuple(row[1:])), subject=RecordId(row[0])) for row in rows)


def _calendar_line(row: Any) -> CalendarLine:
    return CalendarLine(
        record=RecordId(row[0]), code=row[1], at=datetime.fromisoformat(row[2]), duration_min=row[3], place=row[4],
        channel=row[5], state=row[6], gone=bool(row[7]), changed_at=datetime.fromisoformat(row[8]),
    )  # fmt: skip


def _period(start: datetime, end: datetime, adviser: str) -> tuple[str, str, str]:
    return _iso(start), _iso(end), adviser


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
