"""The choice of the other file, the fields that differ, and the union itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.beneficiary_labels import NOTHING, field_label, field_text
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.look_alikes import Candidate
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.duplicates import FieldChoice
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.undoable import say_done

_PLACE = frozenset({"insee_code", "latitude", "longitude"})
"""Fields that follow the commune, never asked by themselves."""
_JOINED = frozenset({"private_note"})
"""Notes of both files are kept, one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that may be united, and why it is proposed."""

    person: PersonLine
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A field to decide, in words."""

    field: str
    label: str
    kept: str
    other: str


class MergeModel(QObject):
    """Unites the file of `kept` with another one."""

    def __init__(self, context: Context, kept: RecordId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self.kept = kept
        self.other: RecordId | None = None
        self._differences: tuple[FieldChoice, ...] = ()
        self._take_other: dict[str, bool] = {}

    def proposals(self, text: str) -> tuple[Found, ...]:
        """Return the files found by `text`, or those that look alike when nothing is typed."""
        if text.strip():
            lines = self._session.overviews.search(text, limit=7)
            return tuple(Found(person=line) for line in lines if line.subject != self.kept)[:6]
        person = self._session.files.load(self.kept).beneficiary
        typed = Candidate(
            id=self.kept,
            last_name=person.last_name,
            first_name=person.first_name,
            birth_year=person.birth_year,
            phones=tuple(phone for phone in (person.phone, person.phone_other) if phone),
            commune=person.commune,
        )
        alike = self._session.duplicates.look_alikes(typed, limit=6)
        return tuple(Found(person=found.person, reasons=found.likeness.reasons) for found in alike)

    def choose(self, other: RecordId) -> None:
        """Compare with this file."""
        self.other = other
        self._differences = self._session.duplicates.differences(self.kept, other)
        self._take_other = {}

    def person(self, subject: RecordId) -> Beneficiary:
        """Return one of the two people."""
        return self._session.files.load(subject).beneficiary

    def title(self, subject: RecordId) -> str:
        """Return the name and code of a file, initials only while the screen is shared."""
        person = self.person(subject)
        name = person.initials if self._context.shared.is_on and subject != self.kept else person.short_name
        return f"{name}, {person.code}"

    def choices(self) -> tuple[Choice, ...]:
        """Return the fields filled in both files with different values."""
        return tuple(
            Choice(
                field=found.field,
                label=field_label(found.field),
                kept=self._text(found.field, found.kept),
                other=self._text(found.field, found.other),
            )
            for found in self._differences
            if found.field not in _PLACE | _JOINED and _filled(found.kept)
        )

    def completed(self) -> tuple[str, ...]:
        """Return the names of the fields that only the other file fills: they complete this one."""
        return tuple(
            field_label(found.field)
            for found in self._differences
            if found.field not in _PLACE and not _filled(found.kept)
        )

    def take_other(self, field: str, take: bool) -> None:
        """Say whose value stays."""
        self._take_other[field] = take

    def merge(self) -> bool:
        """Unite the two files in one transaction, with a way back; say whether it was done."""
        if self.other is None:
            return False
        try:
            self._session.duplicates.merge(self.kept, self.other, self._decisions())
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return False
        say_done(self._context, Action.FILES_MERGED.label)
        return True

    def _decisions(self) -> dict[str, bool]:
        decided = {found.field: True for found in self._differences if not _filled(found.kept)} | self._take_other
        if "commune" in decided:
            decided |= dict.fromkeys(_PLACE, decided["commune"])
        elif any(found.field == "commune" and _filled(found.kept) for found in self._differences):
            decided |= dict.fromkeys(_PLACE, False)
        return decided

    def _text(self, field: str, value: object) -> str:
        if field == "adviser":
            names = {adviser.id.hex(): adviser.name for adviser in self._session.team.advisers()}
            return names.get(str(value), NOTHING)
        return field_text(field, value)


def _filled(value: object) -> bool:
    return field_text("", value) != NOTHING and value not in ("", None)
