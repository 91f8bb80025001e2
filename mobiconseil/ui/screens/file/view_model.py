"""What the frame of a person's file shows: her name, one line, the counters of the tabs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepState
from mobiconseil.services.files import PersonFile
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.exchange.words import ExchangeWording

_MOST_DISPUTED = 3


class FileViewModel(QObject):
    """Reloads when the person changes."""

    changed = Signal()

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._subject = subject
        self._file: PersonFile = context.session.files.load(subject)
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)

    @property
    def name(self) -> str:
        """Return « Mme Sylvie Garnier »."""
        return self._file.beneficiary.short_name

    @property
    def subtitle(self) -> str:
        """Return « 42 ans · Ballots (53350) · 06 39 98 12 34 · suivie par Claire Morin »."""
        person = self._file.beneficiary
        born = person.birth_date or person.birth_year
        place = f"{person.commune} ({person.postal_code})" if person.commune and person.postal_code else person.commune
        phone = person.phone or person.phone_other
        parts = (
            typography.age(born, self._context.session.clock.today()) if born else "",
            place,
            typography.phone(phone) if phone else "",
            self._followed_by(person.civility, person.adviser),
        )
        return " · ".join(part for part in parts if part)

    def undecided(self) -> tuple[int, tuple[str, ...]]:
        """Return how many fields have several values, as two laptops changed them, and a line on the first ones.

        A line says the field and each of its values with who wrote it; none is said while the screen is shared.
        """
        pending = self._context.session.exchange.pending(self._subject)
        wording = ExchangeWording(self._context)
        if wording.is_hidden:
            return len(pending), ()
        return len(pending), tuple(wording.disputed(one.conflict) for one in pending[:_MOST_DISPUTED])

    def counters(self) -> dict[str, str]:
        """Return the text of each counter, empty for none."""
        steps = [step for step in self._file.steps if step.horizon == "maintenant"]
        done = sum(1 for step in steps if step.state is StepState.DONE)
        counted = done + sum(1 for step in steps if step.state.is_open)
        return {
            Tab.RECOMMENDATIONS: self._kept(),
            Tab.PLAN: f"{done}/{counted}" if counted else "",
            Tab.FOLLOW_UP: str(len(self._file.contacts)) if self._file.contacts else "",
            Tab.DOCUMENTS: str(len(self._file.documents)) if self._file.documents else "",
        }

    def _kept(self) -> str:
        choices = self._context.session.choices.choices(self._subject).values()
        kept = sum(1 for choice in choices if choice.state is ChoiceState.KEPT)
        return str(kept) if kept else ""

    def _followed_by(self, civility: Civility, adviser: str) -> str:
        found = next((a for a in self._context.session.team.advisers() if a.id.hex() == adviser), None)
        return agree("suivi{e} par ", civility) + found.name if found else ""

    def _on_change_published(self, change: Change) -> None:
        if self._subject in change.subjects or None in change.subjects:
            self._file = self._context.session.files.load(self._subject)
            self.changed.emit()

    def _on_shared_toggled(self, _on: bool) -> None:
        self.changed.emit()
