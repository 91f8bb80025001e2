"""One line per person, derived from her rows, for lists, home and search.

Rewritten inside the transaction that touches the person, so lists never need a join over fifty thousand files.
Nothing here is exchanged or stamped: it can be rebuilt from the rows at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.phonetics import phonetic_keys
from mobiconseil.domain.typography import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

_PERSON_COLUMNS = """
code, state, adviser, civility, last_name, first_name, birth_year, birth_date, phone, phone_other, email,
       commune, postal_code, prescriber_kind, prescriber_structure, request, deadline_on, deadline_label,
       entered_on, merged_into, deleted
"""
_PERSON = f"SELECT {_PERSON_COLUMNS} FROM beneficiary WHERE id = ?"
PEOPLE = f"SELECT id, {_PERSON_COLUMNS} FROM beneficiary WHERE id IN ({{marks}})"
"""Asks for people with their identifiers; `marks` stands for them."""

COLUMNS = (
    "subject", "deleted", "code", "state", "adviser", "civility", "last_name", "first_name", "sort_name", "birth_year",
    "phone", "commune", "prescriber_kind", "prescriber_structure", "request", "deadline_on", "deadline_label",
    "entered_on", "rated", "assessment_form", "assessment_started", "assessment_finished",
    "steps_open", "steps_done", "steps_late_on", "agreed", "next_at", "next_kind", "next_text", "recall_on",
    "last_contact",
)  # fmt: skip


SUBJECTS = "subject IN (SELECT id FROM beneficiary WHERE id = :subject OR merged_into = :subject)"
"""Rows of a person and of the files that were united with hers."""


AHEAD = "state IN ('a_faire','en_cours','en_attente') AND horizon = 'maintenant'"
"""Steps still to be done, and not « plus tard »."""

REACHED = (
    "kind NOT IN ('prescription_recue','echange_partenaire','note') "
    "AND outcome NOT IN ('non_joint','message_laisse','absent','reporte')"
)
"""Contacts in which the person herself was met or spoken with."""


def follow(database: Database, subject: RecordId) -> None:
    """Rewrite the summary and the search row of one person."""
    person = database.execute(_PERSON, (subject,)).fetchone()
    known = database.execute(f"SELECT n, {', '.join(COLUMNS)} FROM summary WHERE subject = ?", (subject,)).fetchone()
    if person is None or person[19] is not None:
        _forget(database, known)
        if person is not None:
            follow(database, RecordId(person[19]))
        return
    values = (*identity_of(subject, person), *_progress(database, subject), *_agenda(database, subject, person[16]))
    changed = _write(database, known, dict(zip(COLUMNS, values, strict=True)))
    number = database.execute("SELECT n FROM summary WHERE subject = ?", (subject,)).fetchone()[0]
    _index(database, number, person)
    if changed & {"last_name", "first_name"}:
        _sound(database, number, person)


def _write(database: Database, known: tuple[Any, ...] | None, values: dict[str, Any]) -> set[str]:
    """Write what differs from the known line, and return which columns: most edits then touch no index."""
    if known is None:
        marks = ", ".join("?" * len(values))
        database.execute(f"INSERT INTO summary ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
        return set(values)
    stored = dict(zip(COLUMNS, known[1:], strict=True))
    changed = {name: value for name, value in values.items() if stored[name] != value}
    if changed:
        assignments = ", ".join(f"{name} = ?" for name in changed)
        database.execute(f"UPDATE summary SET {assignments} WHERE n = ?", (*changed.values(), known[0]))
    return set(changed)


def rebuild(database: Database) -> None:
    """Rewrite every summary and search row."""
    database.execute("DELETE FROM summary")
    database.execute("DELETE FROM person_search")
    database.execute("DELETE FROM name_sound")
    for (subject,) in database.execute("SELECT id FROM beneficiary").fetchall():
        follow(database, RecordId(subject))


def _forget(database: Database, known: Any) -> None:
    if known is not None:
        number = known[:1]
        database.execute("DELETE FROM person_search WHERE rowid = ?", number)
        database.execute("DELETE FROM name_sound WHERE person = ?", number)
        database.execute("DELETE FROM summary WHERE n = ?", number)


class Words:
    """What names become for a search, worked out once for those that many people have."""

    def __init__(self) -> None:
        """Nothing of it stays once many lines are written."""
        self.fold = cache(fold)
        self.sounds = cache(phonetic_keys)


def identity_of(subject: RecordId, person: tuple[Any, ...], folded: Callable[[str], str] = fold) -> tuple[Any, ...]:
    """Return the part of a line that the file itself gives."""
    last, first = person[4], person[5]
    year = person[6] if person[6] is not None else (int(person[7][:4]) if person[7] else None)
    return (
        subject, person[20], person[0], person[1], person[2], person[3], last, first, f"{folded(last)} {folded(first)}",
        year, person[8] or person[9], person[11], person[13], person[14], person[15], person[16], person[17],
        person[18],
    )  # fmt: skip


def _progress(database: Database, subject: RecordId) -> tuple[Any, ...]:
    latest = database.execute(
        f"SELECT id, form, started_on, finished_on FROM assessment WHERE {SUBJECTS} AND deleted = 0 "
        "ORDER BY started_on DESC, id DESC LIMIT 1",
        {"subject": subject},
    ).fetchone()
    rated = 0
    if latest is not None:
        sql = "SELECT count(*) FROM rating WHERE assessment_id = ? AND deleted = 0 AND state <> 'not_rated'"
        rated = database.execute(sql, (latest[0],)).fetchone()[0]
    steps = database.execute(
        f"SELECT coalesce(sum({AHEAD}), 0), "
        "coalesce(sum(state = 'fait'), 0), "
        f"min(CASE WHEN {AHEAD} THEN due_on END) "
        f"FROM step WHERE {SUBJECTS} AND deleted = 0 "
        f"AND plan_id IN (SELECT id FROM plan WHERE {SUBJECTS} AND deleted = 0 AND closed_on IS NULL)",
        {"subject": subject},
    ).fetchone()
    agreed = database.execute(
        f"SELECT count(*) FROM plan WHERE {SUBJECTS} AND deleted = 0 AND closed_on IS NULL AND agreed = 'yes'",
        {"subject": subject},
    ).fetchone()[0]
    form, started, finished = (None, None, None) if latest is None else latest[1:4]
    return (rated, form, started, finished, *steps, int(agreed > 0))


def _agenda(database: Database, subject: RecordId, deadline: str | None) -> tuple[Any, ...]:
    appointment = database.execute(
        f"SELECT at, reason FROM appointment WHERE {SUBJECTS} AND deleted = 0 AND state = 'prevu' "
        "ORDER BY at, id LIMIT 1",
        {"subject": subject},
    ).fetchone()
    recall = database.execute(
        f"SELECT due_on, reason FROM recall WHERE {SUBJECTS} AND deleted = 0 AND done_on IS NULL "
        "ORDER BY due_on, id LIMIT 1",
        {"subject": subject},
    ).fetchone()
    step = database.execute(
        f"SELECT due_on, title FROM step WHERE {SUBJECTS} AND deleted = 0 AND {AHEAD} "
        "AND due_on IS NOT NULL ORDER BY due_on, id LIMIT 1",
        {"subject": subject},
    ).fetchone()
    last = database.execute(
        f"SELECT max(at) FROM contact WHERE {SUBJECTS} AND deleted = 0 AND {REACHED}",
        {"subject": subject},
    ).fetchone()[0]
    found = [
        (when, kind, text)
        for kind, row in (("rendez_vous", appointment), ("relance", recall), ("etape", step))
        if row is not None
        for when, text in (row,)
    ]
    return agenda_of(found, deadline, None if recall is None else recall[0], last)


def agenda_of(
    found: list[tuple[str, str, str]], deadline: str | None, recall: str | None, last: str | None
) -> tuple[Any, ...]:
    """Return the part of a line that says what comes next, of all that is to come."""
    dates: list[Any] = found if deadline is None else [*found, (deadline, "echeance", "")]
    return (*(min(dates) if dates else (None, None, "")), recall, last)


def _index(database: Database, number: int, person: tuple[Any, ...]) -> None:
    words = words_of(person)
    sql = "SELECT name, place, contact, code FROM person_search WHERE rowid = ?"
    known = database.execute(sql, (number,)).fetchone()
    if known is not None and tuple(known) == words:
        return
    database.execute("DELETE FROM person_search WHERE rowid = ?", (number,))
    database.execute(
        "INSERT INTO person_search (rowid, name, place, contact, code) VALUES (?, ?, ?, ?, ?)", (number, *words)
    )


def words_of(person: tuple[Any, ...], folded: Callable[[str], str] = fold) -> tuple[str, str, str, str]:
    """Return the words that a person is found by."""
    name = f"{folded(person[5])} {folded(person[4])}".strip()
    place = f"{folded(person[11])} {folded(person[12])}".strip()
    digits = " ".join([_national(phone) for phone in (person[8], person[9]) if phone])
    return (name, place, f"{digits} {folded(person[10])}", fold(person[0]))


def sounds_of(person: tuple[Any, ...], sounds: Callable[[str], tuple[str, ...]] = phonetic_keys) -> tuple[str, ...]:
    """Return how the names of a person sound, each once."""
    return tuple(dict.fromkeys((*sounds(person[4]), *sounds(person[5]))))


def _sound(database: Database, number: int, person: tuple[Any, ...]) -> None:
    database.execute("DELETE FROM name_sound WHERE person = ?", (number,))
    for sound in sounds_of(person):
        database.execute("INSERT INTO name_sound (sound, person) VALUES (?, ?)", (sound, number))


def _national(phone: str) -> str:
    plain = phone.removeprefix("+")
    digits = plain if plain.isdigit() else "".join(filter(str.isdigit, phone))
    return f"{digits} 0{digits[2:]}" if phone.startswith("+33") else digits
