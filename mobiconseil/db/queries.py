"""Lists over many files, read from the summaries: never a join over all the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mobiconseil.db.search import match_expression
from mobiconseil.db.tables import TABLES
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.look_alikes import Candidate
from mobiconseil.domain.phonetics import phonetic_keys
from mobiconseil.domain.typography import sort_key
from mobiconseil.services.ports import AgendaLine, JournalLine, ListFilter, PersonLine

if TYPE_CHECKING:
    from sqlite_utils import Database

_LINE = (
    "subject", "code", "state", "adviser", "civility", "last_name", "first_name", "birth_year", "phone", "commune",
    "prescriber_kind", "prescriber_structure", "request", "deadline_on", "deadline_label", "rated", "assessment_form",
    "assessment_started", "assessment_finished", "steps_open", "steps_done", "agreed", "next_at", "next_kind",
    "next_text", "recall_on", "last_contact", "deleted",
)  # fmt: skip
_LINE_SQL = ", ".join(f"s.{name}" for name in _LINE)
_DATES = {"deadline_on", "assessment_started", "assessment_finished", "recall_on"}

ACTIVE = "s.state NOT IN ('sorti', 'archive')"
NO_CONTACT_DAYS = 91
"""Days without contact of the chip « Sans contact depuis 3 mois »."""
ARCHIVE_MONTHS = 22
"""Months without contact after which a file is soon to be archived (24 months is the retention limit)."""

_STATES = "contact prescrit accueilli en_diagnostic en_parcours en_pause suivi_post sorti archive"
"""The states of a file, in the order in which it goes through them."""
_WORKED_ON = "max(coalesce(s.last_contact, ''), coalesce(s.assessment_started, ''))"

_SORTS = {
    "nom": ("s.sort_name",),
    "dossier": (f"instr('{_STATES}', s.state)", "s.sort_name"),
    "avancement": (
        "s.agreed OR s.steps_done > 0",
        "s.steps_open > 0",
        "s.assessment_finished IS NOT NULL",
        "s.rated",
        "s.sort_name",
    ),
    "echeance": ("s.next_at IS NULL", "s.next_at", "s.sort_name"),
    "contact": ("s.last_contact IS NULL", "s.last_contact", "s.sort_name"),
    "travail": (_WORKED_ON, "s.sort_name"),
    "prescripteur": ("s.prescriber_kind", "s.prescriber_structure", "s.sort_name"),
}


_OF_FILE = "JOIN beneficiary b ON b.id = {0}.subject JOIN summary s ON s.subject = coalesce(b.merged_into, {0}.subject)"
"""The line of the file that shows a row: its own, or that of the file it was united with."""


class SqlOverviews:
    """Lists of an open base."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def page(self, wanted: ListFilter, today: date, *, offset: int = 0, limit: int = 200) -> tuple[PersonLine, ...]:
        """Return one page of the list."""
        where, parameters = _where(wanted, today)
        sql = f"SELECT {_LINE_SQL} FROM summary s WHERE {where} ORDER BY {_order(wanted)} LIMIT ? OFFSET ?"
        return tuple(_line(row) for row in self._db.execute(sql, (*parameters, limit, offset)).fetchall())

    def count(self, wanted: ListFilter, today: date) -> int:
        """Return how many people the whole list has."""
        where, parameters = _where(wanted, today)
        return int(self._db.execute(f"SELECT count(*) FROM summary s WHERE {where}", parameters).fetchone()[0])

    def chip_counts(self, adviser: str | None, today: date) -> dict[str, int]:
        """Return how many people each filter chip holds, each counted in its own index."""
        mine = "" if adviser is None else " AND s.adviser = :adviser"
        counts = [f"(SELECT count(*) FROM summary s WHERE {clause}{mine})" for clause in _CHIPS.values()]
        parameters = {**_days(today), "adviser": adviser}
        found = self._db.execute(f"SELECT {', '.join(counts)}", parameters).fetchone()
        return dict(zip(_CHIPS, found, strict=True))

    def search(self, text: str, *, limit: int = 8) -> tuple[PersonLine, ...]:
        """Return the people whose name, commune, phone or code begins with the words, living files first."""
        expression = match_expression(text)
        if not expression:
            return ()
        # CROSS: from the matches to their lines; SQLite would rather read every line and look for it in the matches.
        sql = (
            f"SELECT {_LINE_SQL} FROM (SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT 200) f "
            "CROSS JOIN summary s ON s.n = f.rowid WHERE s.deleted = 0 "
            "ORDER BY s.state IN ('sorti', 'archive'), s.sort_name LIMIT ?"
        )
        return tuple(_line(row) for row in self._db.execute(sql, (expression, limit)).fetchall())

    def person(self, subject: RecordId) -> PersonLine | None:
        """Return the line of one person."""
        row = self._db.execute(f"SELECT {_LINE_SQL} FROM summary s WHERE subject = ?", (subject,)).fetchone()
        return None if row is None else _line(row)

    def communes(self) -> tuple[str, ...]:
        """Return the communes of the living files, in order."""
        sql = "SELECT DISTINCT commune FROM summary WHERE deleted = 0 AND commune <> ''"
        return tuple(sorted((row[0] for row in self._db.execute(sql).fetchall()), key=sort_key))

    def appointments(self, start: datetime, end: datetime, adviser: str | None = None) -> tuple[AgendaLine, ...]:
        """Return the planned appointments of a period, in order, of one adviser or of the team."""
        mine = "" if adviser is None else "AND a.adviser IN (?, '') "
        sql = (
            f"SELECT a.id, a.at, a.duration_min, a.reason, a.place, a.channel, {_LINE_SQL} FROM appointment a "
            f"{_OF_FILE.format('a')} WHERE a.deleted = 0 AND s.deleted = 0 AND a.state = 'prevu' "
            f"AND a.at >= ? AND a.at < ? {mine}ORDER BY a.at"
        )
        parameters = (_iso(start), _iso(end)) if adviser is None else (_iso(start), _iso(end), adviser)
        rows = self._db.execute(sql, parameters).fetchall()
        return tuple(
            AgendaLine(
                record=row[0], subject=row[6], person=_line(row[6:]), at=_moment(row[1]), due_on=None,
                duration_min=row[2], reason=row[3], place=row[4], channel=row[5],
            )
            for row in rows
        )  # fmt: skip

    def recalls(self, until: date, adviser: str | None = None) -> tuple[AgendaLine, ...]:
        """Return the open recalls due until a day, late ones first, of one adviser's people or of the team's."""
        mine = "" if adviser is None else "AND s.adviser = ? "
        sql = (
            f"SELECT r.id, r.due_on, r.reason, {_LINE_SQL} FROM recall r {_OF_FILE.format('r')} "
            "WHERE r.deleted = 0 AND s.deleted = 0 AND r.done_on IS NULL AND r.due_on <= ? "
            f"{mine}ORDER BY r.due_on, s.sort_name LIMIT 500"
        )
        parameters = (until.isoformat(),) if adviser is None else (until.isoformat(), adviser)
        rows = self._db.execute(sql, parameters).fetchall()
        return tuple(
            AgendaLine(
                record=row[0], subject=row[3], person=_line(row[3:]), at=None, due_on=date.fromisoformat(row[1]),
                duration_min=None, reason=row[2], place="", channel="",
            )
            for row in rows
        )  # fmt: skip

    def to_resume(self, adviser: str | None, *, limit: int = 3) -> tuple[PersonLine, ...]:
        """Return the files begun and not yet agreed on (chip « a_reprendre »), most recently worked on first."""
        mine = "" if adviser is None else "AND s.adviser = ? "
        sql = (
            f"SELECT {_LINE_SQL} FROM summary s WHERE {_CHIPS['a_reprendre']} {mine}ORDER BY {_WORKED_ON} DESC LIMIT ?"
        )
        parameters = (limit,) if adviser is None else (adviser, limit)
        return tuple(_line(row) for row in self._db.execute(sql, parameters).fetchall())

    def look_alike_candidates(self, typed: Candidate, *, limit: int = 50) -> Sequence[Candidate]:
        """Return the people who may be the one being typed, to be scored."""
        sounds = tuple(dict.fromkeys((*phonetic_keys(typed.last_name), *phonetic_keys(typed.first_name))))
        phones = tuple(phone for phone in typed.phones if phone)
        if not sounds and not phones:
            return ()
        # The more of the typed names a person sounds like, the earlier she comes; a phone in common suffices.
        sql = (
            "SELECT s.subject, s.last_name, s.first_name, s.birth_year, s.phone, s.commune, count(f.person) AS alike "
            "FROM (SELECT person FROM name_sound WHERE sound IN ({}) "
            "UNION ALL SELECT n FROM summary WHERE phone IN ({})) f JOIN summary s ON s.n = f.person "
            "WHERE s.deleted = 0 GROUP BY s.n ORDER BY alike DESC LIMIT ?"
        ).format(", ".join("?" * len(sounds)), ", ".join("?" * len(phones)))
        rows = self._db.execute(sql, (*sounds, *phones, limit)).fetchall()
        return tuple(
            Candidate(id=r[0], last_name=r[1], first_name=r[2], birth_year=r[3], phones=(r[4],), commune=r[5])
            for r in rows
        )

    def last_time(self, actions: Sequence[str]) -> datetime | None:
        """Return when one of these actions, which touch no record, was last done; else when the journal begins."""
        among = ", ".join("?" * len(actions))
        sql = (
            f"SELECT coalesce((SELECT max(at) FROM journal WHERE kind IS NULL AND action IN ({among})), "
            "(SELECT min(at) FROM journal))"
        )
        found = self._db.execute(sql, tuple(actions)).fetchone()[0]
        return None if found is None else _moment(found)

    def last_done(self, actions: Sequence[str]) -> datetime | None:
        """Return when one of these actions, which touch no record, was last done here, or None if it never was."""
        among = ", ".join("?" * len(actions))
        sql = f"SELECT max(at) FROM journal WHERE kind IS NULL AND action IN ({among})"
        found = self._db.execute(sql, tuple(actions)).fetchone()[0]
        return None if found is None else _moment(found)

    def journal(self, *, limit: int = 200, offset: int = 0) -> tuple[JournalLine, ...]:
        """Return the newest lines of the journal."""
        sql = (
            "SELECT j.at, a.name, j.action, j.kind, coalesce(b.code, '') FROM journal j "
            "JOIN author a ON a.n = j.author LEFT JOIN beneficiary b ON b.id = j.subject "
            "ORDER BY j.n DESC LIMIT ? OFFSET ?"
        )
        rows = self._db.execute(sql, (limit, offset)).fetchall()
        names = {kind: cls.__name__ for kind, cls in TABLES.items()}
        return tuple(
            JournalLine(at=_moment(at), author=who, action=action, kind=names.get(kind, ""), code=code)
            for at, who, action, kind, code in rows
        )


_CHIPS = {
    "tous": f"s.deleted = 0 AND {ACTIVE}",
    # « + »: the few recalls are read in their own index, not the many people of an adviser.
    "a_relancer": "+s.deleted = 0 AND s.recall_on <= :today",
    "prescrit": "s.deleted = 0 AND s.state IN ('contact', 'prescrit', 'accueilli')",
    "en_diagnostic": "s.deleted = 0 AND s.state = 'en_diagnostic'",
    "en_parcours": "s.deleted = 0 AND s.state IN ('en_parcours', 'en_pause')",
    "sans_contact": f"s.deleted = 0 AND {ACTIVE} AND coalesce(s.last_contact, s.entered_on) < :quiet",
    "a_archiver": "s.deleted = 0 AND s.state <> 'archive' AND coalesce(s.last_contact, s.entered_on) < :archive",
    "a_reprendre": (
        f"s.deleted = 0 AND {ACTIVE} AND s.state <> 'suivi_post' AND s.agreed = 0 "
        "AND (s.assessment_started IS NOT NULL OR s.steps_open > 0)"
    ),
    "archive": "s.deleted = 0 AND s.state IN ('sorti', 'archive')",
    "corbeille": "s.deleted = 1",
}


def _days(today: date) -> dict[str, Any]:
    months = today.year * 12 + today.month - 1 - ARCHIVE_MONTHS
    archive = date(months // 12, months % 12 + 1, min(today.day, 28))
    quiet = today - timedelta(days=NO_CONTACT_DAYS)
    return {"today": today.isoformat(), "quiet": quiet.isoformat(), "archive": archive.isoformat()}


def _where(wanted: ListFilter, today: date) -> tuple[str, tuple[Any, ...]]:
    days = _days(today)
    clause = _CHIPS[wanted.chip]
    parameters: list[Any] = []
    for name, value in days.items():
        if f":{name}" in clause:
            clause = clause.replace(f":{name}", "?")
            parameters.append(value)
    clauses = [clause]
    expression = match_expression(wanted.text)
    if expression:
        clauses.append("s.n IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)")
        parameters.append(expression)
    equal = (("adviser", wanted.adviser), ("commune", wanted.commune), ("prescriber_kind", wanted.prescriber_kind))
    for column, value in equal:
        if value:
            clauses.append(f"s.{column} = ?")
            parameters.append(value)
    return " AND ".join(clauses), tuple(parameters)


def _order(wanted: ListFilter) -> str:
    terms = _SORTS[wanted.sort]
    if not wanted.descending:
        return ", ".join(terms)
    return ", ".join(term if "IS NULL" in term else f"{term} DESC" for term in terms)


def _line(row: Sequence[Any]) -> PersonLine:
    values = dict(zip(_LINE, row, strict=True))
    for name in _DATES:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    values["last_contact"] = _moment(values["last_contact"]) if values["last_contact"] else None
    values["agreed"], values["deleted"] = bool(values["agreed"]), bool(values["deleted"])
    return PersonLine(**values)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
