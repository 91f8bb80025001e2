"""The note of a contact in thirty seconds: what is typed, what it becomes, and how nothing is lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.follow_up import Contact, ContactKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Change
from mobiconseil.ui.file_model import FileModel

MAIN_KINDS = (ContactKind.MEETING, ContactKind.CALL, ContactKind.EMAIL)
"""The kinds that have their own button."""
OTHER_KINDS = (
    ContactKind.SMS,
    ContactKind.VISIT,
    ContactKind.ACCOMPANIED,
    ContactKind.GROUP,
    ContactKind.DROP_IN,
    ContactKind.POST,
    ContactKind.PARTNER,
    ContactKind.LIFE_EVENT,
    ContactKind.NOTE,
)
_USUAL_MIN = {ContactKind.MEETING: 45, ContactKind.VISIT: 60, ContactKind.ACCOMPANIED: 60, ContactKind.GROUP: 90}
_WITHOUT_LENGTH = {ContactKind.EMAIL, ContactKind.SMS, ContactKind.POST, ContactKind.NOTE, ContactKind.LIFE_EVENT}
DURATIONS_MIN = (5, 10, 15, 30, 45, 60, 90)


class QuickNoteModel(QObject):
    """A text, its kind and its length. Leaving keeps the text as a contact, still open for changes on coming back."""

    changed = Signal()
    added = Signal()

    def __init__(self, file: FileModel) -> None:
        super().__init__(file)
        self._model = file
        self.text = ""
        self.kind = ContactKind.CALL
        self.private = False
        self._duration: int | None = None
        self._duration_chosen = False
        self._kept: RecordId | None = None
        self._written = ""
        file.context.hub.changed.connect(self._on_change_published)

    @property
    def duration_min(self) -> int | None:
        """Return the length: the one chosen, else the usual one of the kind."""
        return self._duration if self._duration_chosen else usual_duration(self.kind)

    @property
    def kept(self) -> RecordId | None:
        """Return the contact that already holds the text, while it is still being written here."""
        return self._kept

    @property
    def can_add(self) -> bool:
        """Say whether there is something to add."""
        return bool(self.text.strip())

    @property
    def advice(self) -> str:
        """Return what the text should rather not hold, or nothing."""
        return self._model.advice(self.text)

    def edit_text(self, text: str) -> None:
        """Take what is typed."""
        self.text = text
        self.changed.emit()

    def set_kind(self, kind: ContactKind) -> None:
        """Say what the fact was."""
        self.kind = kind
        self.changed.emit()

    def set_duration(self, minutes: int | None) -> None:
        """Say how long it lasted."""
        self._duration, self._duration_chosen = minutes, True
        self.changed.emit()

    def set_private(self, private: bool) -> None:
        """Hide the note on a shared screen, or not."""
        self.private = private
        self.changed.emit()

    def add(self) -> bool:
        """Note the fact and make room for the next one; an empty text adds nothing."""
        was_kept = self._kept is not None
        if not self.can_add or not self._model.attempt_undoable(self._write, Action.CONTACT_ADDED.label):
            return False
        self._start_again()
        if was_kept:
            self._model.changed.emit()
        self.added.emit()
        return True

    def keep(self) -> bool:
        """Write what is typed before leaving, once; say whether nothing is left unwritten."""
        if not self.can_add or self._state() == self._written:
            return True
        done = self._model.attempt(self._write)
        if done:
            self._written = self._state()
        return done

    def _state(self) -> str:
        return f"{self.kind}|{self.duration_min}|{self.private}|{self.text.strip()}"

    def _write(self) -> None:
        service = self._model.session.follow_up
        fields: dict[str, object] = {"duration_min": self.duration_min, "private": self.private}
        text = self.text.strip()
        if self._kept is not None:
            service.change_contact(self._kept, kind=self.kind, text=text, **fields)
        else:
            self._kept = service.note(self._model.subject, self.kind, text, **fields).id

    def _start_again(self) -> None:
        self.text, self.private, self._duration_chosen = "", False, False
        self._kept, self._written = None, ""
        self.changed.emit()

    def _on_change_published(self, change: Change) -> None:
        if self._kept is None or Contact not in change.kinds or not self._model.concerns(change):
            return
        file = self._model.session.files.load(self._model.subject)
        if all(contact.id != self._kept for contact in file.contacts):
            self._kept = None


def usual_duration(kind: ContactKind) -> int | None:
    """Return how long such a contact usually lasts, in minutes."""
    return None if kind in _WITHOUT_LENGTH else _USUAL_MIN.get(kind, 15)
