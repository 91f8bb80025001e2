"""What the section says of files, people and laptops; names are hidden while the screen is shared."""

from __future__ import annotations

from datetime import date, datetime

from mobiconseil.domain import typography
from mobiconseil.domain.typography import NBSP
from mobiconseil.services.exchange_ports import ConflictField, FieldValue, OpenedFile, SubjectChange
from mobiconseil.ui.context import Context

_SHEET = "Fiche"
_SPOKEN = {
    ("Relance", "due_on"): "Prochaine relance",
    ("Étape du plan", "due_on"): "Date de l’étape",
    ("Rendez-vous", "at"): "Date du rendez-vous",
    ("Contact", "at"): "Date du contact",
}
"""Fields whose own name only means something beside the record."""
_LONGEST = 60
"""Characters of a value among others on one line."""
_CIVILITIES = ("Mme ", "M. ", "Mme\u00a0", "M.\u00a0")


class ExchangeWording:
    """Turns what the services say into the words of the screen."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def is_hidden(self) -> bool:
        """Say whether names and values are hidden."""
        return self._context.shared.is_on

    def title(self, change: SubjectChange) -> str:
        """Return « Mme Monique Royer », or her initials."""
        return self.name(change.title, is_person=change.subject is not None)

    def name(self, title: str, *, is_person: bool) -> str:
        """Return a title, hidden when it names a person and the screen is shared."""
        return self.initials(title) if is_person and self.is_hidden else title

    @staticmethod
    def initials(title: str) -> str:
        """Return « MR » of « Mme Monique Royer »."""
        for civility in _CIVILITIES:
            title = title.removeprefix(civility)
        return typography.initials(title) or "?"

    def moment(self, at: datetime) -> str:
        """Return « ven. 20 nov. à 11 h 52 »."""
        clock = self._context.session.clock
        local = clock.local(at)
        return typography.when(local.date(), local.time(), clock.today())

    def today(self) -> date:
        """Return the day on the wall."""
        return self._context.session.clock.today()

    def day(self, at: datetime) -> str:
        """Return « ven. 20 nov. »."""
        clock = self._context.session.clock
        return typography.short_date(clock.local(at).date(), clock.today())

    def made_by(self, opened: OpenedFile) -> str:
        """Return « Karim Benali, ven. 20 nov. à 11 h 52 · 1,8 Mo »."""
        who = opened.author or opened.laptop
        return f"{who}, {self.moment(opened.made_at)} · {size(opened.size)}" if who else self.moment(opened.made_at)

    @staticmethod
    def field_title(field: ConflictField) -> str:
        """Return « Téléphone » of a sheet, « Relance : pour le » of another record."""
        record = field.record_label.partition(",")[0]
        if (record, field.field) in _SPOKEN:
            return _SPOKEN[record, field.field]
        if not record or record == _SHEET:
            return field.label
        return f"{record}{NBSP}: {field.label[:1].lower()}{field.label[1:]}"

    @staticmethod
    def field_detail(field: ConflictField) -> str:
        """Return which record it is: « dim. 22 nov. 2026 »; nothing for the sheet of the person."""
        return field.record_label.partition(",")[2].strip()

    def by(self, value: FieldValue) -> str:
        """Return « Karim, jeu. 19 nov. »."""
        who = value.author or value.laptop
        return ", ".join(part for part in (who, self.day(value.at)) if part)

    def disputed(self, field: ConflictField) -> str:
        """Return « Téléphone : 02 61… (Claire, jeu. 19 nov.) ou 06 39… (Zoé, ven. 20 nov.) »."""
        name = " ".join(part for part in (self.field_title(field), self.field_detail(field)) if part)
        values = " ou ".join(f"{_shortened(value.text)} ({self.by(value)})" for value in field.values)
        return f"{name}{NBSP}: {values}"

    def changed_words(self, change: SubjectChange) -> str:
        """Return « Modifiée par Karim, jeu. 19 nov. »."""
        who = ", ".join(change.by)
        return ", ".join(part for part in (who, self.day(change.last_at) if change.last_at else "") if part)


def _shortened(text: str) -> str:
    line = " ".join(part for part in text.splitlines() if part)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def size(count: int) -> str:
    """Return « 1,8 Mo », « 28 ko »."""
    if count >= 1_000_000:
        return f"{typography.number(round(count / 1_000_000, 1))}{NBSP}Mo"
    return f"{typography.number(max(1, round(count / 1000)))}{NBSP}ko"
