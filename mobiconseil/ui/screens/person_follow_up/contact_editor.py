"""One contact being written: its fields are saved as they are typed, a new one exists from its first field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.follow_up import Contact, ContactKind
from mobiconseil.domain.french_input import parse_date
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.autosave import Autosave
from mobiconseil.ui.file_model import FileModel
from mobiconseil.ui.widgets_forms.quick_note_model import usual_duration


class ContactEditor(QObject):
    """The contact of the right panel, or none."""

    created = Signal(object)
    """The RecordId that a new contact was given."""

    def __init__(self, model: FileModel) -> None:
        super().__init__(model)
        self._model = model
        self._stored: Contact | None = None
        self._is_new = False
        self._autosave = Autosave(self._write, self)
        self._autosave.saved.connect(self._on_saved)
        self._autosave.failed.connect(self._on_failed)

    @property
    def contact(self) -> Contact | None:
        """Return the contact as typed, or None when the panel is free."""
        if self._stored is None:
            return None
        pending = dict(self._autosave.pending)
        return replace(self._stored, **pending)  # type: ignore[arg-type]

    @property
    def is_new(self) -> bool:
        """Say whether nothing of it is stored yet."""
        return self._is_new

    @property
    def is_open(self) -> bool:
        """Say whether a contact is being shown."""
        return self._stored is not None

    def open(self, contact: Contact) -> bool:
        """Show a contact, once the former one is saved."""
        return self._take(contact, new=False)

    def start(self) -> bool:
        """Begin a new contact, now."""
        session = self._model.session
        blank = Contact(
            id=RecordId(b""),
            subject=self._model.subject,
            kind=ContactKind.CALL,
            at=session.clock.now(),
            duration_min=usual_duration(ContactKind.CALL),
            adviser=session.adviser.id.hex(),
        )
        return self._take(blank, new=True)

    def close(self) -> None:
        """Show none."""
        self._autosave.forget()
        self._stored, self._is_new = None, False

    def edit(self, name: str, value: object, *, now: bool = False) -> None:
        """Take a new value for a field."""
        contact = self.contact
        if contact is None or getattr(contact, name) == value:
            return
        self._autosave.edit(name, value)
        if now:
            self._autosave.flush()

    def set_day(self, day: date) -> None:
        """Move the contact to another day, at the same hour."""
        self._move(day, None)

    def set_hour(self, at: time) -> None:
        """Move the contact to another hour of the same day."""
        self._move(None, at)

    def wall(self) -> datetime | None:
        """Return when it took place, as the clock on the wall showed it."""
        contact = self.contact
        return None if contact is None else self._model.local(contact.at)

    def parse_past(self, text: str) -> date | None:
        """Read a date typed freely, before today unless it says otherwise."""
        return parse_date(text, self._model.today(), prefer="past")

    def flush(self) -> bool:
        """Save what is pending; say whether nothing is left unwritten."""
        return self._autosave.flush()

    def refresh(self) -> None:
        """Read the contact again; one that is gone leaves the panel free."""
        if self._stored is None or self._is_new:
            return
        wanted = self._stored.id
        found = next((c for c in self._model.file.contacts if c.id == wanted), None)
        if found is None:
            self.close()
        else:
            self._stored = found

    def _take(self, contact: Contact, *, new: bool) -> bool:
        if not self._autosave.flush():
            return False
        self._stored, self._is_new = contact, new
        return True

    def _move(self, day: date | None, at: time | None) -> None:
        wall = self.wall()
        if wall is not None:
            self.edit("at", self._model.moment(day or wall.date(), at or wall.time()), now=True)

    def _write(self, fields: Mapping[str, object]) -> None:
        stored = self._stored
        if stored is None:
            return
        service = self._model.session.follow_up
        if not self._is_new:
            service.change_contact(stored.id, **fields)
            return
        self._stored = replace(stored, **fields)  # type: ignore[arg-type]  # shown while the base is being written
        first = {"duration_min": stored.duration_min, "at": stored.at, **fields}
        kind, text = first.pop("kind", stored.kind), first.pop("text", "")
        self._stored = service.note(self._model.subject, ContactKind(str(kind)), str(text), **first)
        self._is_new = False
        self.created.emit(self._stored.id)

    def _on_saved(self) -> None:
        self._model.context.messages.saved.emit(self._model.session.clock.now())

    def _on_failed(self, error: MobiConseilError) -> None:
        self._model.context.messages.not_saved.emit(str(error))
