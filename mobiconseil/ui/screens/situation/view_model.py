"""The state of the Situation tab: the file as read, what is typed and not yet saved, and how to write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject

from mobiconseil.domain.beneficiary import Beneficiary, FileState
from mobiconseil.domain.catalogues import StatusKind
from mobiconseil.domain.deduced_statuses import deduced_status
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import Consent, ConsentKind, Renunciation, RenunciationKind, Status, Trip
from mobiconseil.domain.vehicle_check import VEHICLE_ITEM
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.ui.autosave import Autosave
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import FileModel
from mobiconseil.ui.navigation import Route, Section, Tab


class Editable(Protocol):
    """A record whose fields a form shows and edits."""

    def value(self, name: str) -> object:
        """Return a field as typed, or as stored."""
        ...

    def edit(self, name: str, value: object, *, now: bool = False) -> None:
        """Take a new value; `now` saves it at once."""
        ...

    def today(self) -> date:
        """Return the local day."""
        ...

    def advice(self, text: str) -> str:
        """Return what a shared text should rather not hold, or nothing."""
        ...


class SavedRecord(QObject):
    """Fields of one record, gathered and saved together."""

    def __init__(self, model: SituationModel, read: Callable[[str], object], write: Callable[..., object]) -> None:
        super().__init__(model)
        self._model = model
        self._read = read
        self._write_fields = write
        self._autosave = Autosave(self._write, self)
        self._autosave.saved.connect(model.on_saved)
        self._autosave.failed.connect(model.on_failed)

    def value(self, name: str) -> object:
        """Return a field as typed, or as stored."""
        pending = self._autosave.pending
        return pending[name] if name in pending else self._read(name)

    def edit(self, name: str, value: object, *, now: bool = False) -> None:
        """Take a new value; what is already so is not written again."""
        if value == self.value(name):
            return
        self._autosave.edit(name, value)
        if now:
            self._autosave.flush()

    def today(self) -> date:
        """Return the local day."""
        return self._model.today()

    def advice(self, text: str) -> str:
        """Return what a shared text should rather not hold, or nothing."""
        return self._model.advice(text)

    def flush(self) -> bool:
        """Save what is pending; say whether nothing is left unwritten."""
        return self._autosave.flush()

    def forget(self) -> None:
        """Leave what is pending aside, because the record is gone."""
        self._autosave.forget()

    def _write(self, fields: Mapping[str, object]) -> None:
        self._write_fields(**fields)


class SituationModel(FileModel):
    """A person's situation, saved as it is typed."""

    def __init__(self, context: Context, subject: RecordId, parent: QObject | None = None) -> None:
        super().__init__(context, subject, parent)
        self.person = SavedRecord(self, self._person_field, self._write_person)
        self._trips: dict[RecordId, SavedRecord] = {}

    @property
    def stored(self) -> Beneficiary:
        """Return the person as stored."""
        return self.file.beneficiary

    def missing(self) -> tuple[str, ...]:
        """Return what a file still needs, as French labels."""
        return self.stored.missing()

    def flush(self) -> bool:
        """Save all that is typed; say whether nothing is left unwritten."""
        done = [record.flush() for record in (self.person, *self._trips.values())]
        return all(done)

    # Two values

    def conflicts(self) -> dict[tuple[RecordId, str], int]:
        """Return how many values each field of the file has that two laptops changed."""
        waiting = self.session.exchange.pending(self.subject)
        return {(one.conflict.record, one.conflict.field): len(one.conflict.values) for one in waiting}

    def decide(self) -> None:
        """Open the choices of this person."""
        self.context.navigator.go(Route(section=Section.EXCHANGE, part=f"decider/{self.subject.hex()}"))

    # Statuses

    def status_kinds(self, *, sensitive: bool) -> tuple[StatusKind, ...]:
        """Return the statuses of the reference, the ordinary ones or the sensitive ones."""
        return tuple(kind for kind in self.session.reference.statuses.kinds if kind.sensitive == sensitive)

    def status(self, code: str) -> Status | None:
        """Return what is known of one status."""
        return next((status for status in self.file.statuses if status.code == code), None)

    def deduced(self, code: str) -> TriState | None:
        """Return what the birth says of a status, or None when it says nothing of it."""
        person = self.stored
        return deduced_status(code, person.birth_year, person.birth_date, self.today())

    def set_status(self, code: str, **fields: object) -> None:
        """Write a status."""
        self.attempt(lambda: self.session.files.set_status(self.subject, code, **fields))

    # Vehicle

    def see_vehicle_item(self) -> None:
        """Go to what the assessment says of the vehicle."""
        self.context.navigator.open_file(self.subject, Tab.ASSESSMENT, part=VEHICLE_ITEM)

    # Renunciations and agreements

    def renunciation(self, kind: RenunciationKind) -> Renunciation | None:
        """Return what is known of one renunciation."""
        return next((found for found in self.file.renunciations if found.kind is kind), None)

    def set_renunciation(self, kind: RenunciationKind, value: TriState) -> None:
        """Write whether the person gave something up."""
        self.attempt(lambda: self.session.files.set_renunciation(self.subject, kind, value))

    def consent(self, kind: ConsentKind) -> Consent | None:
        """Return what is known of one agreement."""
        return self.file.consent(kind)

    def set_consent(self, kind: ConsentKind, **fields: object) -> None:
        """Write an information given or an agreement."""
        self.attempt(lambda: self.session.files.set_consent(self.subject, kind, **fields))

    def withdraw_consent(self, kind: ConsentKind) -> None:
        """Withdraw an agreement today, with a way back."""
        self.attempt_undoable(lambda: self.session.files.withdraw_consent(self.subject, kind), self.tr("Accord retiré"))

    # Trips

    def trip(self, trip: RecordId) -> SavedRecord:
        """Return the editable fields of a trip."""
        if trip not in self._trips:
            self._trips[trip] = SavedRecord(self, _TripReader(self, trip), _TripWriter(self, trip))
        return self._trips[trip]

    def trip_record(self, trip: RecordId) -> Trip | None:
        """Return a trip as stored."""
        return next((found for found in self.file.trips if found.id == trip), None)

    def add_trip(self) -> RecordId | None:
        """Add a trip that starts at her commune; return it."""
        made: list[Trip] = []
        origin = self.stored.commune
        if self.attempt(lambda: made.append(self.session.files.add_trip(self.subject, origin=origin))):
            return made[0].id
        return None

    def remove_trip(self, trip: RecordId) -> None:
        """Put a trip in the trash, with a way back."""
        record = self.trip_record(trip)
        if record is None:
            return
        if trip in self._trips:
            self._trips.pop(trip).forget()
        self.attempt_undoable(lambda: self.session.files.remove(record, Action.TRIP_REMOVED), Action.TRIP_REMOVED.label)

    def look_around(self, trip: RecordId) -> None:
        """Open the directory around where a trip goes, or around her home when that is not known."""
        part = f"autour/{self.subject.hex()}/{trip.hex()}"
        self.context.navigator.go(Route(section=Section.DIRECTORY, part=part))

    def make_main_trip(self, trip: RecordId) -> None:
        """Say which trip matters most."""
        self.attempt(lambda: self.session.files.make_main_trip(self.subject, trip))

    def write_trip(self, trip: RecordId, fields: Mapping[str, object]) -> None:
        """Write some fields of a trip."""
        self.session.files.change_record(Trip, trip, Action.SITUATION_CHANGED, fields)

    # The file itself

    def advisers(self) -> tuple[tuple[str, str], ...]:
        """Return the identifiers (hex) and names of the advisers."""
        return tuple((adviser.id.hex(), adviser.name) for adviser in self.session.team.advisers())

    def trash(self) -> bool:
        """Put the file in the trash, with a way back; say whether it was done."""
        self.flush()
        return self.attempt_undoable(lambda: self.session.files.trash(self.subject), Action.FILE_TRASHED.label)

    # What is told

    def on_saved(self) -> None:
        """Tell the window that everything typed is saved."""
        self.context.messages.saved.emit(self.session.clock.now())

    def on_failed(self, error: MobiConseilError) -> None:
        """Tell the window that something typed could not be saved; it stays on the screen."""
        self.context.messages.not_saved.emit(str(error))

    def _person_field(self, name: str) -> object:
        return getattr(self.stored, name)

    def _write_person(self, **fields: object) -> None:
        state = fields.pop("state", None)
        if fields:
            self.session.files.change(self.subject, **fields)
        if isinstance(state, FileState) and state is not self.stored.state:
            self.session.files.set_state(self.subject, state)


class _TripReader:
    """Reads a field of a trip, empty once the trip is gone."""

    def __init__(self, model: SituationModel, trip: RecordId) -> None:
        self._model, self._trip = model, trip

    def __call__(self, name: str) -> object:
        record = self._model.trip_record(self._trip)
        return getattr(record, name) if record is not None else None


class _TripWriter:
    """Writes some fields of a trip."""

    def __init__(self, model: SituationModel, trip: RecordId) -> None:
        self._model, self._trip = model, trip

    def __call__(self, **fields: object) -> None:
        self._model.write_trip(self._trip, fields)
