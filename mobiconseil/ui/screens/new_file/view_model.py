"""What is typed of a new person, the files that look like her, and the creation itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.domain.beneficiary import ArrivalChannel, FileState, PrescriberKind
from mobiconseil.domain.identity import ID_LENGTH, RecordId
from mobiconseil.domain.look_alikes import Candidate
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.duplicates import LookAlike
from mobiconseil.services.free_text import advice
from mobiconseil.ui.context import Context

LOOK_AFTER_MS = 150
"""Quiet time after a key before the base is searched."""

_NOBODY = RecordId(bytes(ID_LENGTH))
_NAMES = ("last_name", "first_name")
_REACH = ("phone", "email")


class NewFileModel(QObject):
    """Nothing is written before `create`."""

    look_alikes_changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._typed: dict[str, object] = {}
        self._dismissed: set[RecordId] = set()
        self._found: tuple[LookAlike, ...] = ()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(LOOK_AFTER_MS)
        self._quiet.timeout.connect(self.look)

    @property
    def context(self) -> Context:
        """Return the ways to speak with the window."""
        return self._context

    @property
    def look_alikes(self) -> tuple[LookAlike, ...]:
        """Return the files that look like what is typed, without those said to be other people."""
        return tuple(found for found in self._found if found.person.subject not in self._dismissed)

    def today(self) -> date:
        """Return the local day."""
        return self._session.clock.today()

    def advice(self, text: str) -> str:
        """Return what a shared text should rather not hold, or nothing."""
        return advice(text, self._session.sensitive_words)

    def set(self, field: str, value: object) -> None:
        """Take a value; the look-alikes follow."""
        if self._typed.get(field) == value:
            return
        self._typed[field] = value
        self._quiet.start()

    def value(self, field: str) -> object:
        """Return what was typed in a field."""
        return self._typed.get(field, "")

    def look(self) -> None:
        """Search the files that look like what is typed."""
        self._quiet.stop()
        found = self._session.duplicates.look_alikes(self._candidate())
        if found != self._found:
            self._found = found
            self.look_alikes_changed.emit()

    def dismiss(self, subject: RecordId) -> None:
        """Say that this file is about someone else."""
        self._dismissed.add(subject)
        self.look_alikes_changed.emit()

    def refusal(self) -> str:
        """Return why the file cannot be made yet, or nothing: a name or a way to reach her is enough."""
        if any(str(self.value(name)).strip() for name in (*_NAMES, *_REACH)):
            return ""
        return self.tr("Il faut au moins un nom, un prénom ou un téléphone. Le reste peut attendre.")

    def create(self) -> RecordId | None:
        """Make the file and return it; None when it could not be written, and then nothing is lost."""
        typed = {field: value for field, value in self._typed.items() if value not in (None, "")}
        kind = typed.get("prescriber_kind")
        if kind and kind != PrescriberKind.SELF:
            typed |= {"arrival": ArrivalChannel.PRESCRIBER, "state": FileState.PRESCRIBED}
        elif kind == PrescriberKind.SELF:
            typed |= {"arrival": ArrivalChannel.SELF}
        try:
            return self._session.files.create(**typed).subject
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return None

    def _candidate(self) -> Candidate:
        year = self.value("birth_year")
        phone = str(self.value("phone"))
        return Candidate(
            id=_NOBODY,
            last_name=str(self.value("last_name")),
            first_name=str(self.value("first_name")),
            birth_year=year if isinstance(year, int) else None,
            phones=(phone,) if phone else (),
            commune=str(self.value("commune")),
        )
