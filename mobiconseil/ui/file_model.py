"""What the screens about one person share: her file as read, safe writing, and a way back in the toast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.french_input import parse_date
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.files import PersonFile
from mobiconseil.services.free_text import advice
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context


class ActingModel(QObject):
    """Writes through the services: a refusal becomes a sentence, a deletion offers a way back."""

    changed = Signal()
    """What this model shows was read again."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session = context.session
        self._seen: list[Change] = []
        self._names: dict[str, str] | None = None
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)

    @property
    def shared(self) -> bool:
        """Say whether the person beside the adviser looks at the screen."""
        return self.context.shared.is_on

    def today(self) -> date:
        """Return the day on the wall."""
        return self.session.clock.today()

    def local(self, moment: datetime) -> datetime:
        """Return a stored moment as the clock on the wall shows it."""
        return self.session.clock.local(moment)

    def moment(self, day: date, at: time) -> datetime:
        """Return what to store for a day and an hour of the wall."""
        return self.session.clock.moment(day, at)

    def parse_date(self, text: str) -> date | None:
        """Read a date typed freely, ahead of today unless it says otherwise."""
        return parse_date(text, self.today())

    def show_date(self, day: date) -> str:
        """Write a date as in every field."""
        return typography.short_date(day)

    def places(self) -> tuple[str, ...]:
        """Return the usual places of the structure."""
        lines = self.session.team.structure().places.splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    def advice(self, text: str) -> str:
        """Return what a shared text should rather not hold, or nothing."""
        return advice(text, self.session.sensitive_words)

    def adviser_name(self, adviser: str) -> str:
        """Return the name of an adviser from her identifier, or nothing when she is no longer known."""
        if self._names is None:
            self._names = {known.id.hex(): known.name for known in self.session.team.advisers()}
        return self._names.get(adviser, "")

    def attempt(self, write: Callable[[], object]) -> bool:
        """Write, and say the sentence of a refusal; return whether it was written."""
        try:
            write()
        except MobiConseilError as error:
            self.context.messages.fail(error)
            return False
        self.context.messages.saved.emit(self.session.clock.now())
        return True

    def attempt_undoable(self, write: Callable[[], object], text: str) -> bool:
        """Write, then say what was done with a button that undoes exactly that."""
        self._seen.clear()
        if not self.attempt(write):
            return False
        if self._seen:
            label = QCoreApplication.translate("FileModel", "Annuler")
            undo = partial(_undo, self.context, self._seen[-1].transaction)
            self.context.messages.say(text, label, undo)
        return True

    def concerns(self, change: Change) -> bool:
        """Say whether a change must be shown here."""
        return True

    def reload(self) -> None:
        """Read again what is shown."""

    def _on_change_published(self, change: Change) -> None:
        self._seen = [change]
        if None in change.subjects:
            self._names = None
        if self.concerns(change):
            self.reload()
            self.changed.emit()

    def _on_shared_toggled(self, _on: bool) -> None:
        self.changed.emit()


class FileModel(ActingModel):
    """One person's file, read again after each change that concerns her."""

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.subject = subject
        self.file: PersonFile = self.session.files.load(subject)

    def concerns(self, change: Change) -> bool:
        """Say whether the change is about this person, a file united with hers, or the whole team."""
        mine = (self.subject, None, *self.session.uow.records.united_with(self.subject))
        return not change.subjects.isdisjoint(mine)

    def reload(self) -> None:
        """Read the file again."""
        self.file = self.session.files.load(self.subject)


def _undo(context: Context, transaction: int) -> None:
    try:
        context.undo.undo_change(transaction)
    except MobiConseilError as error:
        context.messages.fail(error)
