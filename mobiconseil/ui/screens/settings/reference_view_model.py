"""The reference data and the structure's own wording of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.team import Override
from mobiconseil.domain.typography import short_date
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A list of the reference and what can be renamed in it."""

    code: str
    label: str
    fields: tuple[tuple[str, str], ...]
    records: Callable[[Reference], Iterable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list."""

    code: str
    text: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One text that can be renamed: as it is shown, and as it came."""

    field: str
    label: str
    value: str
    original: str

    @property
    def is_own(self) -> bool:
        """Say whether the structure wrote its own."""
        return self.value != self.original


_LEVELS = tuple((f"level_{value}", f"Repère de la note {value}") for value in range(5))
KINDS = (
    Kind(
        code="domain",
        label="Domaines du diagnostic",
        fields=(("title", "Titre"), ("axis", "Mot sur le radar")),
        records=lambda reference: reference.grid.domains,
    ),
    Kind(
        code="item",
        label="Questions du diagnostic",
        fields=(
            ("title", "Titre"),
            ("question", "Question"),
            *_LEVELS,
            ("support", "Phrase d’appui"),
            ("work_on", "Phrase à travailler"),
        ),
        records=lambda reference: reference.grid.items(),
    ),
    Kind(
        code="status",
        label="Situations de la personne",
        fields=(("label", "Libellé"), ("short_label", "Libellé court")),
        records=lambda reference: reference.statuses.kinds,
    ),
    Kind(
        code="barrier",
        label="Freins",
        fields=(("label", "Libellé"),),
        records=lambda reference: reference.barriers.kinds,
    ),
    Kind(
        code="family",
        label="Familles de services",
        fields=(("label", "Libellé"), ("short_label", "Libellé court")),
        records=lambda reference: reference.services.families,
    ),
    Kind(
        code="service",
        label="Services du catalogue",
        fields=(("name", "Nom"),),
        records=lambda reference: reference.services.services,
    ),
    Kind(
        code="unavailability",
        label="Raisons d’indisponibilité",
        fields=(("label", "Libellé"), ("question", "Question")),
        records=lambda reference: reference.unavailability.kinds,
    ),
)


class ReferenceViewModel(QObject):
    """Lists, then the texts of one line."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self.kind = KINDS[0]
        self.filter = ""
        self.code = ""
        context.hub.changed.connect(self._on_change_published)

    def choose_kind(self, code: str) -> None:
        """Show another list."""
        self.kind = next(kind for kind in KINDS if kind.code == code)
        self.code = ""
        self.changed.emit()

    def entries(self) -> tuple[Entry, ...]:
        """Return the lines that hold every word of the filter."""
        own = {override.code for override in self._session.team.overrides() if override.kind == self.kind.code}
        words = fold(self.filter).split()
        found = []
        for record in self.kind.records(self._session.reference):
            text = agree(str(getattr(record, self.kind.fields[0][0])), Civility.NONE)
            if all(word in fold(f"{record.code} {text}") for word in words):
                found.append(Entry(code=record.code, text=text, changed=record.code in own))
        return tuple(found)

    def wordings(self) -> tuple[Wording, ...]:
        """Return the texts of the chosen line."""
        if not self.code:
            return ()
        now, first = self._record(self._session.reference), self._record(self._session.read_reference(()))
        return tuple(
            Wording(field=field, label=label, value=_text(now, field), original=_text(first, field))
            for field, label in self.kind.fields
        )

    def write(self, field: str, text: str) -> str:
        """Write the structure's own text; return why it cannot be, or nothing."""
        wording = next(known for known in self.wordings() if known.field == field)
        value = " ".join(text.split())
        if value == wording.value:
            return ""
        if value == wording.original:
            return self.restore(field)
        kept = [o for o in self._session.team.overrides() if (o.kind, o.code, o.field) != self._key(field)]
        blank = Override(id=RecordId(bytes(16)), kind=self.kind.code, code=self.code, field=field)
        try:
            self._session.read_reference((*kept, replace(blank, value=value)))
            self._session.team.set_wording(self.kind.code, self.code, field, value)
        except MobiConseilError as error:
            return str(error)
        return ""

    def restore(self, field: str) -> str:
        """Give back the text as it came; return why it cannot be, or nothing."""
        try:
            self._session.team.set_wording(self.kind.code, self.code, field, "")
        except MobiConseilError as error:
            return str(error)
        return ""

    def sources(self) -> tuple[tuple[str, str], ...]:
        """Return where each list comes from: its name, then its version, its date and its source."""
        reference = self._session.reference
        grid = reference.grid
        known = (
            (self.tr("Grille de diagnostic"), grid.version, grid.verified_on, grid.source),
            *(
                (label, p.version, p.verified_on, p.source)
                for label, p in (
                    (self.tr("Situations"), reference.statuses.provenance),
                    (self.tr("Freins"), reference.barriers.provenance),
                    (self.tr("Services"), reference.services.provenance),
                    (self.tr("Indisponibilités"), reference.unavailability.provenance),
                    (self.tr("Modes de transport"), reference.modes.provenance),
                )
            ),
        )
        said = self.tr("Version {version}, vérifiée le {day}. {source}")
        return tuple(
            (label, said.format(version=version, day=short_date(day), source=source))
            for label, version, day, source in known
        )

    def _key(self, field: str) -> tuple[str, str, str]:
        return self.kind.code, self.code, field

    def _record(self, reference: Reference) -> Any:
        return next(record for record in self.kind.records(reference) if record.code == self.code)

    def _on_change_published(self, change: Change) -> None:
        if Override in change.kinds:
            self.changed.emit()


def _text(record: Any, field: str) -> str:
    if field.startswith("level_"):
        return str(record.levels[int(field[-1])])
    return str(getattr(record, field))
