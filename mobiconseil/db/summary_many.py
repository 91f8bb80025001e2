"""The lines of many people at once, as `summary.follow` writes each: an exchange file may bring thousands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from mobiconseil.db import summary
from mobiconseil.db.stored import CHUNK
from mobiconseil.domain.identity import RecordId

if TYPE_CHECKING:
    from sqlite_utils import Database

FEW = 50
"""Below, one by one is as fast."""

_LATEST = (
    "SELECT subject, id, form, started_on, finished_on FROM assessment WHERE subject IN ({marks}) AND deleted = 0 "
    "ORDER BY started_on, id"
)
_RATED = (
    "SELECT assessment_id, count(*) FROM rating WHERE subject IN ({marks}) AND deleted = 0 AND state <> 'not_rated' "
    "GROUP BY assessment_id"
)
_OPEN_PLANS = "SELECT id FROM plan WHERE subject IN ({marks}) AND deleted = 0 AND closed_on IS NULL"
_STEPS = (
    f"SELECT subject, sum({summary.AHEAD}), sum(state = 'fait'), min(CASE WHEN {summary.AHEAD} THEN due_on END) "
    f"FROM step WHERE subject IN ({{marks}}) AND deleted = 0 AND plan_id IN ({_OPEN_PLANS}) GROUP BY subject"
)
_AGREED = (
    "SELECT subject, count(*) FROM plan WHERE subject IN ({marks}) AND deleted = 0 AND closed_on IS NULL "
    "AND agreed = 'yes' GROUP BY subject"
)
# SQLite gives the other columns of the row where the minimum is.
_APPOINTMENT = (
    "SELECT subject, min(at), reason FROM appointment WHERE subject IN ({marks}) AND deleted = 0 "
    "AND state = 'prevu' GROUP BY subject"
)
_RECALL = (
    "SELECT subject, min(due_on), reason FROM recall WHERE subject IN ({marks}) AND deleted = 0 "
    "AND done_on IS NULL GROUP BY subject"
)
_STEP = (
    f"SELECT subject, min(due_on), title FROM step WHERE subject IN ({{marks}}) AND deleted = 0 AND {summary.AHEAD} "
    "AND due_on IS NOT NULL GROUP BY subject"
)
_CONTACT = (
    f"SELECT subject, max(at) FROM contact WHERE subject IN ({{marks}}) AND deleted = 0 AND {summary.REACHED} "
    "GROUP BY subject"
)


def follow_many(database: Database, subjects: Collection[RecordId]) -> None:
    """Rewrite the summaries and the search rows of these people."""
    everybody = tuple(subjects)
    for start in range(0, len(everybody), CHUNK):
        part = everybody[start : start + CHUNK]
        alone = _new_and_alone(database, part) if len(part) > FEW else {}
        for subject in part:
            if subject not in alone:
                summary.follow(database, subject)
        if alone:
            _write(database, alone)


def _new_and_alone(database: Database, part: tuple[RecordId, ...]) -> dict[RecordId, tuple[Any, ...]]:
    """Return the people who have no line yet and whose file is united with none."""
    marks = ", ".join("?" * len(part))
    known = {row[0] for row in database.execute(f"SELECT subject FROM summary WHERE subject IN ({marks})", part)}
    sql = f"SELECT merged_into FROM beneficiary WHERE merged_into IN ({marks})"
    known.update(row[0] for row in database.execute(sql, part))
    found = database.execute(summary.PEOPLE.format(marks=marks), part).fetchall()
    return {RecordId(row[0]): row[1:] for row in found if row[0] not in known and row[20] is None}


def _write(database: Database, people: Mapping[RecordId, tuple[Any, ...]]) -> None:
    facts = _Facts(database, tuple(people))
    number = int(database.execute("SELECT coalesce(max(n), 0) FROM summary").fetchone()[0])
    lines, words, sounds = [], [], []
    for rank, (subject, person) in enumerate(people.items(), start=number + 1):
        identity = summary.identity_of(subject, person)
        lines.append((rank, *identity, *facts.progress(subject), *facts.agenda(subject, person[16])))
        words.append((rank, *summary.words_of(person)))
        sounds += [(sound, rank) for sound in summary.sounds_of(person)]
    columns = ("n", *summary.COLUMNS)
    marks = ", ".join("?" * len(columns))
    many = database.conn.executemany
    many(f"INSERT INTO summary ({', '.join(columns)}) VALUES ({marks})", lines)
    many("INSERT INTO person_search (rowid, name, place, contact, code) VALUES (?, ?, ?, ?, ?)", words)
    many("INSERT INTO name_sound (sound, person) VALUES (?, ?)", sounds)


class _Facts:
    """What the rows of some people say, read table by table."""

    def __init__(self, database: Database, subjects: tuple[RecordId, ...]) -> None:
        self._db = database
        self._subjects = subjects
        self._latest = self._read(_LATEST)
        self._rated = self._read(_RATED)
        self._steps = self._read(_STEPS, 2)
        self._agreed = self._read(_AGREED)
        self._nearest = {
            "rendez_vous": self._read(_APPOINTMENT), "relance": self._read(_RECALL), "etape": self._read(_STEP),
        }  # fmt: skip
        self._contact = self._read(_CONTACT)

    def progress(self, subject: RecordId) -> tuple[Any, ...]:
        """Return what `summary` counts of the assessments and the steps of a person."""
        latest = self._latest.get(subject)
        rated = 0 if latest is None else self._rated.get(latest[0], (0,))[0]
        form, started, finished = (None, None, None) if latest is None else latest[1:4]
        steps = self._steps.get(subject, (0, 0, None))
        return (rated, form, started, finished, *steps, int(self._agreed.get(subject, (0,))[0] > 0))

    def agenda(self, subject: RecordId, deadline: str | None) -> tuple[Any, ...]:
        """Return what comes next for a person, and when she was last reached."""
        rows = ((kind, found.get(subject)) for kind, found in self._nearest.items())
        dates = [(row[0], kind, row[1]) for kind, row in rows if row is not None]
        recall = self._nearest["relance"].get(subject)
        last = self._contact.get(subject, (None,))[0]
        return summary.agenda_of(dates, deadline, None if recall is None else recall[0], last)

    def _read(self, sql: str, times: int = 1) -> dict[bytes, tuple[Any, ...]]:
        marks = ", ".join("?" * len(self._subjects))
        rows: Iterable[Any] = self._db.execute(sql.format(marks=marks), self._subjects * times).fetchall()
        return {row[0]: tuple(row[1:]) for row in rows}
