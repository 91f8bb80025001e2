"""The lines of many people at once, as `summary.follow` writes each: an exchange file may bring thousands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mobiconseil.db import summary
from mobiconseil.db.many import insert_columns
from mobiconseil.domain.identity import RecordId

if TYPE_CHECKING:
    from sqlite_utils import Database

_NEVER = (None,)
_NOBODY = RecordId(b"")
FEW = 50
"""Below, one by one is as fast."""

_LATEST = (
    "SELECT subject, id, form, started_on, finished_on FROM assessment WHERE subject IN ({whom}) AND deleted = 0 "
    "ORDER BY started_on, id"
)
_RATED = (
    "SELECT assessment_id, count(*) FROM rating WHERE assessment_id IN ({whom}) AND deleted = 0 "
    "AND state <> 'not_rated' GROUP BY assessment_id"
)
_STEPS = (
    f"SELECT subject, sum({summary.AHEAD}), sum(state = 'fait'), min(CASE WHEN {summary.AHEAD} THEN due_on END) "
    "FROM step WHERE subject IN ({whom}) AND deleted = 0 AND EXISTS (SELECT 1 FROM plan WHERE plan.id = step.plan_id "
    "AND plan.subject = step.subject AND plan.deleted = 0 AND plan.closed_on IS NULL) GROUP BY subject"
)
_AGREED = (
    "SELECT subject, count(*) FROM plan WHERE subject IN ({whom}) AND deleted = 0 AND closed_on IS NULL "
    "AND agreed = 'yes' GROUP BY subject"
)
# The nearest comes last: it is the one that a dictionary keeps.
_APPOINTMENT = (
    "SELECT subject, at, reason FROM appointment WHERE subject IN ({whom}) AND deleted = 0 AND state = 'prevu' "
    "ORDER BY at DESC, id DESC"
)
_RECALL = (
    "SELECT subject, due_on, reason FROM recall WHERE subject IN ({whom}) AND deleted = 0 AND done_on IS NULL "
    "ORDER BY due_on DESC, id DESC"
)
_STEP = (
    f"SELECT subject, due_on, title FROM step WHERE subject IN ({{whom}}) AND deleted = 0 AND {summary.AHEAD} "
    "AND due_on IS NOT NULL ORDER BY due_on DESC, id DESC"
)
_CONTACT = (
    f"SELECT subject, max(at) FROM contact WHERE subject IN ({{whom}}) AND deleted = 0 AND {summary.REACHED} "
    "GROUP BY subject"
)


# Their identifiers pass through the driver once, and not again for each question.
_FOLLOWED = (
    "CREATE TEMP TABLE IF NOT EXISTS followed (id BLOB PRIMARY KEY) WITHOUT ROWID",
    "DELETE FROM followed",
)
_INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('summary', 'name_sound') "
    "AND sql IS NOT NULL"
)
_BETWEEN = "SELECT {what} FROM beneficiary WHERE id BETWEEN ? AND ?"
_WHOM = "SELECT id FROM followed"
PART = 5_000
"""People whose facts are in memory together."""
REBUILT = 2_000
"""New lines from which the indexes are quicker to write again than to follow line by line."""


def follow_many(database: Database, subjects: Collection[RecordId]) -> None:
    """Rewrite the summaries and the search rows of these people."""
    everybody, words, sounds = sorted(subjects), summary.Words(), list[tuple[str, int]]()
    with _without_indexes(database, len(everybody)):
        for start in range(0, len(everybody), PART):
            part = everybody[start : start + PART]
            alone = _alone(database, part) if len(part) > FEW else {}
            for subject in part:
                if subject not in alone:
                    summary.follow(database, subject)
            if alone:
                sounds += _write(database, alone, words)
        if sounds:
            heard, people = zip(*sorted(sounds), strict=True)
            insert_columns(database, "name_sound", {"sound": heard, "person": people})
    if len(everybody) > FEW:
        database.execute(_FOLLOWED[-1])


@contextmanager
def _without_indexes(database: Database, number: int) -> Iterator[None]:
    """Write the indexes of the lines and of the sounds at the end, when more lines come than there are."""
    known = database.execute("SELECT count(*) FROM summary").fetchone()[0] if number >= REBUILT else number
    if known >= number:
        yield
        return
    indexes = database.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        database.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        database.execute(statement)


def _alone(database: Database, part: Sequence[RecordId]) -> dict[RecordId, tuple[Any, ...]]:
    """Return the people whose file is united with none; they are those that the next questions are about."""
    for statement in _FOLLOWED:
        database.execute(statement)
    between = (min(part), max(part))
    if database.execute(_BETWEEN.format(what="count(*)"), between).fetchone()[0] == len(part):
        database.execute(f"INSERT INTO followed {_BETWEEN.format(what='id')} ORDER BY id", between)
    else:
        database.conn.executemany("INSERT INTO followed VALUES (?)", ((subject,) for subject in sorted(part)))
    sql = f"SELECT merged_into FROM beneficiary WHERE merged_into IS NOT NULL AND merged_into IN ({_WHOM})"
    united = {row[0] for row in database.execute(sql).fetchall()}
    found = database.execute(summary.PEOPLE.format(marks=_WHOM)).fetchall()
    return {RecordId(row[0]): row[1:] for row in found if row[0] not in united and row[20] is None}


def _write(
    database: Database, people: Mapping[RecordId, tuple[Any, ...]], words: summary.Words
) -> list[tuple[str, int]]:
    """Write the lines of these people, and return how their names sound: all of them are written together, sorted."""
    lines, facts = _Lines(database, words), _Facts(database)
    for subject, person in people.items():
        identity = summary.identity_of(subject, person, words.fold)
        lines.add(person, (*identity, *facts.of(subject, person[16])))
    lines.write()
    return lines.sounds


class _Lines:
    """The lines to write, and those that are known: only what differs is written."""

    def __init__(self, database: Database, words: summary.Words) -> None:
        self._db = database
        self._words = words
        lines = f"FROM summary WHERE subject IN ({_WHOM})"
        sql = f"SELECT n, {', '.join(summary.COLUMNS)} {lines}"
        self._known = {row[1]: row for row in database.execute(sql).fetchall()}
        sql = f"SELECT rowid, name, place, contact, code FROM person_search WHERE rowid IN (SELECT n {lines})"
        found = database.execute(sql).fetchall() if self._known else ()
        self._known_words = {row[0]: tuple(row[1:]) for row in found}
        self._last = int(database.execute("SELECT coalesce(max(n), 0) FROM summary").fetchone()[0])
        self._new: list[tuple[Any, ...]] = []
        self._changed: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        self._indexed: list[tuple[Any, ...]] = []
        self.sounds: list[tuple[str, int]] = []
        """To be written once those that are written again are gone."""
        self._silenced: list[tuple[int]] = []
        """Whose sounds are written again."""

    def add(self, person: tuple[Any, ...], values: tuple[Any, ...]) -> None:
        """Note what differs in the line of a person."""
        known = self._known.get(values[0])
        if known is None:
            self._last += 1
            number, named = self._last, True
            self._new.append((number, *values))
        else:
            number = known[0]
            changed = {n: v for n, v, former in zip(summary.COLUMNS, values, known[1:], strict=True) if v != former}
            named = not changed.keys().isdisjoint(("last_name", "first_name"))
            if changed:
                self._changed.setdefault(tuple(changed), []).append((*changed.values(), number))
                self._silenced += [(number,)] if named else []
        words = summary.words_of(person, self._words.fold)
        if self._known_words.get(number) != words:
            self._indexed.append((number, *words))
        if named:
            self.sounds += [(sound, number) for sound in summary.sounds_of(person, self._words.sounds)]

    def write(self) -> None:
        """Write what was noted, each kind of line at once."""
        many = self._db.conn.executemany
        if self._new:
            columns = zip(("n", *summary.COLUMNS), zip(*self._new, strict=True), strict=True)
            insert_columns(self._db, "summary", dict(columns))
        for names, rows in self._changed.items():
            many(f"UPDATE summary SET {', '.join(f'{name} = ?' for name in names)} WHERE n = ?", rows)
        former = [(line[0],) for line in self._indexed if line[0] in self._known_words]
        many("DELETE FROM person_search WHERE rowid = ?", former)
        many("INSERT INTO person_search (rowid, name, place, contact, code) VALUES (?, ?, ?, ?, ?)", self._indexed)
        many("DELETE FROM name_sound WHERE person = ?", self._silenced)


class _Facts:
    """What the rows of the people followed say, read table by table."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._latest = self._read(_LATEST)
        self._rated = self._read(_RATED, tuple(latest[0] for latest in self._latest.values()))
        self._steps = self._read(_STEPS)
        self._agreed = self._read(_AGREED)
        self._nearest = {
            "rendez_vous": self._read(_APPOINTMENT), "relance": self._read(_RECALL), "etape": self._read(_STEP),
        }  # fmt: skip
        self._contact = self._read(_CONTACT)

        self._known = frozenset().union(self._latest, self._steps, self._agreed, *self._nearest.values(), self._contact)
        self._nothing = (*self.progress(_NOBODY), *self.agenda(_NOBODY, None))

    def of(self, subject: RecordId, deadline: str | None) -> tuple[Any, ...]:
        """Return all that a line says of the work done and to come."""
        if deadline is None and subject not in self._known:
            return self._nothing  # a person whose sheet is all that there is
        return (*self.progress(subject), *self.agenda(subject, deadline))

    def progress(self, subject: RecordId) -> tuple[Any, ...]:
        """Return what `summary` counts of the assessments and the steps of a person."""
        latest = self._latest.get(subject)
        rated = 0 if latest is None else self._rated.get(latest[0], (0,))[0]
        form, started, finished = (None, None, None) if latest is None else latest[1:4]
        steps = self._steps.get(subject, (0, 0, None))
        return (rated, form, started, finished, *steps, int(self._agreed.get(subject, (0,))[0] > 0))

    def agenda(self, subject: RecordId, deadline: str | None) -> tuple[Any, ...]:
        """Return what comes next for a person, and when she was last reached."""
        dates = []
        for kind, found in self._nearest.items():
            row = found.get(subject)
            if row is not None:
                dates.append((row[0], kind, row[1]))
        last = self._contact.get(subject, _NEVER)[0]
        return summary.agenda_of(dates, deadline, self._nearest["relance"].get(subject, _NEVER)[0], last)

    def _read(self, sql: str, about: tuple[bytes, ...] | None = None) -> dict[bytes, tuple[Any, ...]]:
        whom = _WHOM if about is None else ", ".join("?" * len(about))
        rows: Iterable[Any] = self._db.execute(sql.format(whom=whom), about or ()).fetchall()
        return {row[0]: tuple(row[1:]) for row in rows}
