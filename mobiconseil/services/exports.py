"""Lists that leave the program as tables: CSV as French Excel opens it without a question."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

from mobiconseil.domain import typography
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.grid import AssessmentForm
from mobiconseil.services import person_words
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Clock, ListFilter, Overviews, PersonLine
from mobiconseil.services.team import TeamService

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

HEADER = (
    "Numéro de dossier",
    "Civilité",
    "Nom",
    "Prénom",
    "Année de naissance",
    "Téléphone",
    "Commune",
    "Dossier",
    "Avancement",
    "Prochaine échéance",
    "Nature de l’échéance",
    "Dernier contact",
    "Prescripteur",
    "Structure prescriptrice",
    "Référent",
)


class PeopleExport:
    """Writes the list that is shown, and notes in the journal that it left."""

    def __init__(self, overviews: Overviews, team: TeamService, clock: Clock, items: Mapping[str, int]) -> None:
        """`items`: how many items each form of the assessment has."""
        self._overviews = overviews
        self._team = team
        self._clock = clock
        self._items = items

    @property
    def file_name(self) -> str:
        """Return a name without identity: « liste-beneficiaires-2026-11-20.csv »."""
        return f"liste-beneficiaires-{self._clock.today().isoformat()}.csv"

    def make(self, wanted: ListFilter) -> bytes:
        """Return the whole list, in its order."""
        today = self._clock.today()
        total = self._overviews.count(wanted, today)
        people = self._overviews.page(wanted, today, offset=0, limit=max(total, 1))
        advisers = {adviser.id.hex(): adviser.name for adviser in self._team.advisers()}
        return csv_for_excel(HEADER, [self._row(person, advisers) for person in people])

    def note_written(self) -> None:
        """Note in the journal that a nominative list left the program."""
        self._team.note(Action.LIST_EXPORTED)

    def _row(self, person: PersonLine, advisers: Mapping[str, str]) -> tuple[str, ...]:
        stage = person_words.stage(person, self._items[person.assessment_form or AssessmentForm.SHORT])
        coming = person_words.next_date(person, self._clock)
        seen = self._clock.local(person.last_contact).date() if person.last_contact is not None else None
        return (
            person.code,
            Civility(person.civility).label,
            person.last_name,
            person.first_name,
            str(person.birth_year or ""),
            typography.phone(person.phone) if person.phone else "",
            person.commune,
            person_words.state_label(person),
            stage.sentence,
            figures(coming.day) if coming else "",
            coming.text if coming else "",
            figures(seen),
            person_words.prescriber(person),
            person.prescriber_structure,
            advisers.get(person.adviser, ""),
        )


def csv_for_excel(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    """Return a table in UTF-8 with its mark, « ; » between cells and CRLF at the end of lines."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(tuple(harmless(cell) for cell in row) for row in rows)
    return (BOM + stream.getvalue()).encode("utf-8")


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet never takes for a formula, on one line, with plain spaces."""
    text = " ".join(cell.replace(typography.NBSP, " ").replace(typography.NARROW, " ").split("\n"))
    return f"'{text}" if text.startswith(_FORMULA) else text


def figures(day: date | None) -> str:
    """Return « 20/11/2026 », or nothing."""
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"
