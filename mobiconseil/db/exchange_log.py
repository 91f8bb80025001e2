"""The register of exchanges: written before a file leaves, kept when it could not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mobiconseil.db.engine import translated, writing
from mobiconseil.domain.exchange import Scope
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.exchange_base import LogEntry, Mark
from mobiconseil.services.exchange_ports import ExchangeRegisterLine
from mobiconseil.services.exchange_words import ExchangeWay, FileKind, LineState

if TYPE_CHECKING:
    from sqlite_utils import Database

UNDO_DAYS = 7
_COLUMNS = (
    "n, at, author, way, kind, other, people, records, file_name, file_id, basis, state, copy, replica, seq, txn, "
    "undone"
)


class SqlExchangeLog:
    """The register of an open base; it stays on this laptop."""

    def __init__(self, database: Database, author: str, now: Callable[[], datetime]) -> None:
        self._db = database
        self._author = author
        self._now = now

    def write(self, entry: LogEntry, subjects: Sequence[RecordId] = ()) -> int:
        """Write a line and return its number. Raises StorageError."""
        state = LineState.STARTED if entry.way is ExchangeWay.SENT else LineState.DONE
        mark = entry.mark or Mark(0, 0)
        with translated(), writing(self._db):
            cursor = self._db.execute(
                f"INSERT INTO exchange_log ({_COLUMNS.removeprefix('n, ')}) VALUES ({', '.join('?' * 16)})",
                (
                    _moment(self._now()),
                    self._author,
                    entry.way.value,
                    entry.kind,
                    entry.other,
                    entry.people,
                    entry.records,
                    entry.file_name,
                    entry.file_id,
                    entry.basis,
                    state.value,
                    entry.copy,
                    mark.replica,
                    mark.seq,
                    entry.transaction,
                    0,
                ),
            )
            number = int(cursor.lastrowid or 0)
            for subject in subjects:
                self._db.execute("INSERT INTO exchange_log_person (log, subject) VALUES (?, ?)", (number, subject))
        return number

    def finish(self, number: int, *, file_name: str = "", failed: bool = False) -> None:
        """Note that a file left under this name, or that it never did."""
        state = LineState.FAILED if failed else LineState.DONE
        with translated(), writing(self._db):
            self._db.execute(
                "UPDATE exchange_log SET state = ?, file_name = iif(? = '', file_name, ?) WHERE n = ?",
                (state.value, file_name, file_name, number),
            )

    def mark_undone(self, number: int) -> None:
        """Note that an import was undone."""
        with translated(), writing(self._db):
            self._db.execute("UPDATE exchange_log SET undone = 1 WHERE n = ?", (number,))

    def lines(self, *, limit: int = 200, offset: int = 0) -> tuple[ExchangeRegisterLine, ...]:
        """Return the newest lines."""
        sql = f"SELECT {_COLUMNS} FROM exchange_log ORDER BY n DESC LIMIT ? OFFSET ?"
        last = self.last_import()
        undoable = 0 if last is None else last.number
        rows = self._db.execute(sql, (limit, offset)).fetchall()
        return tuple(self._line(row, is_last=row[0] == undoable) for row in rows)

    def last_import(self) -> LogEntry | None:
        """Return the newest import that changed something and was not undone."""
        sql = f"SELECT {_COLUMNS} FROM exchange_log WHERE way = ? AND undone = 0 AND txn > 0 ORDER BY n DESC LIMIT 1"
        row = self._db.execute(sql, (ExchangeWay.TAKEN.value,)).fetchone()
        return None if row is None else _entry(row)

    def _line(self, row: tuple[Any, ...], *, is_last: bool) -> ExchangeRegisterLine:
        number, at, author, way, kind, other, people, records, file_name, file_id, basis, state = row[:12]
        moment = datetime.fromisoformat(at)
        until = moment + timedelta(days=UNDO_DAYS)
        sent = way == ExchangeWay.SENT.value
        return ExchangeRegisterLine(
            number=number,
            at=moment,
            author=author,
            way=ExchangeWay(way),
            kind=kind,
            label=FileKind(kind).label if sent else Scope(kind).label,
            other=other,
            people=people,
            records=records,
            file_name=file_name,
            file_id=file_id,
            codes=self._codes(number),
            basis=basis,
            state=LineState(state),
            undone=bool(row[16]),
            undo_until=until if is_last and row[12] and until >= self._now() else None,
        )

    def _codes(self, number: int) -> str:
        sql = (
            "SELECT b.code FROM exchange_log_person p JOIN beneficiary b ON b.id = p.subject WHERE p.log = ? "
            "ORDER BY b.code"
        )
        return ", ".join(row[0] for row in self._db.execute(sql, (number,)).fetchall())


def _entry(row: tuple[Any, ...]) -> LogEntry:
    return LogEntry(
        number=row[0],
        at=datetime.fromisoformat(row[1]),
        way=ExchangeWay(row[3]),
        kind=row[4],
        other=row[5],
        people=row[6],
        records=row[7],
        file_name=row[8],
        file_id=row[9],
        basis=row[10],
        copy=row[12],
        mark=Mark(row[13], row[14]),
        transaction=row[15],
        undone=bool(row[16]),
    )


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
