"""Beneficiary files: created, completed, put in the trash, taken out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from mobiconseil.domain.advice_records import AidRequest, Answer, Choice, Referral, UnmetNeed, need_key
from mobiconseil.domain.assessment import Assessment, Rating
from mobiconseil.domain.beneficiary import Beneficiary, FileState, moved_to
from mobiconseil.domain.follow_up import Appointment, Contact, Document, Recall
from mobiconseil.domain.identity import IdFactory, RecordId, element_id
from mobiconseil.domain.plan import Plan, Step, ordered
from mobiconseil.domain.records import Record
from mobiconseil.domain.situation import (
    Barrier,
    BarrierOrigin,
    Consent,
    ConsentChannel,
    ConsentKind,
    Renunciation,
    RenunciationKind,
    Status,
    Trip,
)
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.elements import once, set_element, trash_element
from mobiconseil.services.ports import Clock, UnitOfWork

R = TypeVar("R", bound=Record)

_KEYS: Mapping[type[Any], str] = {Status: "code", Renunciation: "kind", Barrier: "code", Consent: "kind"}
"""What an element is about: one of each in a file."""


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class PersonFile:
    """All that is known of one person, as read at one moment."""

    beneficiary: Beneficiary
    trashed: bool = False
    statuses: tuple[Status, ...] = ()
    trips: tuple[Trip, ...] = ()
    renunciations: tuple[Renunciation, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    consents: tuple[Consent, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    """Oldest first."""
    ratings: tuple[Rating, ...] = ()
    plan: Plan | None = None
    """The open plan."""
    closed_plans: tuple[Plan, ...] = ()
    steps: tuple[Step, ...] = ()
    """Steps of the open plan, in order."""
    contacts: tuple[Contact, ...] = ()
    """Newest first."""
    appointments: tuple[Appointment, ...] = ()
    """By date."""
    recalls: tuple[Recall, ...] = ()
    documents: tuple[Document, ...] = ()
    answers: tuple[Answer, ...] = ()
    choices: tuple[Choice, ...] = ()
    referrals: tuple[Referral, ...] = ()
    """Newest first."""
    aid_requests: tuple[AidRequest, ...] = ()
    """Newest first."""
    unmet_needs: tuple[UnmetNeed, ...] = ()

    def ratings_of(self, assessment: Assessment) -> tuple[Rating, ...]:
        """Return the ratings of one assessment."""
        return tuple(rating for rating in self.ratings if rating.assessment_id == assessment.id)

    @property
    def latest_assessment(self) -> Assessment | None:
        """Return the newest assessment, finished or not."""
        return self.assessments[-1] if self.assessments else None

    @property
    def main_trip(self) -> Trip | None:
        """Return the trip that matters most to the person."""
        return next((trip for trip in self.trips if trip.is_main), self.trips[0] if self.trips else None)

    def consent(self, kind: ConsentKind) -> Consent | None:
        """Return what is known of one agreement."""
        return next((consent for consent in self.consents if consent.kind is kind), None)


class FileService:
    """Use cases of a file."""

    def __init__(self, uow: UnitOfWork, clock: Clock, ids: IdFactory, adviser: str) -> None:
        """`adviser` is the hex identifier of the Adviser record of the person at the keyboard."""
        self._uow = uow
        self._clock = clock
        self._ids = ids
        self._adviser = adviser
        self._shown: WeakValueDictionary[RecordId, PersonFile] = WeakValueDictionary()
        """The files that somebody holds, as they were when the base was marked so."""
        self._mark: object = None

    def create(self, **fields: Any) -> Beneficiary:
        """Open a file, even incomplete, followed by the adviser at the keyboard from today."""
        record_id = self._ids()
        blank = Beneficiary(id=record_id, subject=record_id, entered_on=self._clock.today(), adviser=self._adviser)
        with self._uow.transaction(Action.FILE_CREATED) as records:
            person = replace(replace(blank, **fields), code=records.next_code())
            records.add(person)
        return person

    def load(self, subject: RecordId) -> PersonFile:
        """Return the whole file, read once for all who show it until something is written. Raises MissingRecord."""
        mark = self._uow.records.mark()
        if mark is None:
            return self._read(subject)
        if mark != self._mark:
            self._shown.clear()
            self._mark = mark
        file = self._shown.get(subject)
        if file is None:
            file = self._shown[subject] = self._read(subject)
        return file

    def _read(self, subject: RecordId) -> PersonFile:
        records = self._uow.records
        person = records.get(Beneficiary, subject)
        plans = records.of(Plan, subject)
        plan = next((p for p in reversed(plans) if p.closed_on is None), None)
        steps = () if plan is None else ordered(s for s in records.of(Step, subject) if s.plan_id == plan.id)
        assessments = sorted(records.of(Assessment, subject), key=lambda a: (a.started_on, a.id))
        return PersonFile(
            beneficiary=person,
            trashed=records.is_trashed(Beneficiary, subject),
            statuses=once(records.of(Status, subject), subject, lambda s: (s.code, s.start_on)),
            trips=tuple(sorted(records.of(Trip, subject), key=lambda t: (t.position, t.id))),
            renunciations=once(records.of(Renunciation, subject), subject, lambda r: r.kind),
            barriers=once(records.of(Barrier, subject), subject, lambda b: b.code),
            consents=once(records.of(Consent, subject), subject, lambda c: c.kind),
            assessments=tuple(assessments),
            ratings=records.of(Rating, subject),
            plan=plan,
            closed_plans=tuple(p for p in plans if p.closed_on is not None),
            steps=steps,
            contacts=tuple(sorted(records.of(Contact, subject), key=lambda c: (c.at, c.id), reverse=True)),
            appointments=tuple(sorted(records.of(Appointment, subject), key=lambda a: (a.at, a.id))),
            recalls=tuple(sorted(records.of(Recall, subject), key=lambda r: (r.due_on, r.id))),
            documents=tuple(sorted(records.of(Document, subject), key=lambda d: (d.made_at, d.id), reverse=True)),
            answers=once(records.of(Answer, subject), subject, lambda a: a.question),
            choices=once(records.of(Choice, subject), subject, lambda c: c.key),
            referrals=records.of(Referral, subject)[::-1],
            aid_requests=records.of(AidRequest, subject)[::-1],
            unmet_needs=once(records.of(UnmetNeed, subject), subject, need_key),
        )

    def change(self, subject: RecordId, **fields: object) -> Beneficiary:
        """Write some fields of the person. Raises MissingRecord."""
        return self.change_record(Beneficiary, subject, Action.FILE_CHANGED, fields)

    def change_record(self, cls: type[R], record_id: RecordId, action: Action, fields: Mapping[str, object]) -> R:
        """Write some fields of any record of a file. Raises MissingRecord."""
        with self._uow.transaction(action) as records:
            return records.change(cls, record_id, **fields)

    def set_state(self, subject: RecordId, state: FileState) -> Beneficiary:
        """Move the file to another state; leaving is dated, and coming back removes the exit."""
        person = self._uow.records.get(Beneficiary, subject)
        return self.change(subject, **moved_to(person, state, self._clock.today()))

    def trash(self, subject: RecordId) -> None:
        """Put the file in the trash; nothing is erased."""
        with self._uow.transaction(Action.FILE_TRASHED) as records:
            records.trash(Beneficiary, subject)

    def restore(self, subject: RecordId) -> None:
        """Take the file out of the trash, as it was."""
        with self._uow.transaction(Action.FILE_RESTORED) as records:
            records.restore(Beneficiary, subject)

    def set_status(self, subject: RecordId, code: str, **fields: object) -> Status:
        """Write a status of the person."""
        blank = Status(id=element_id(subject, f"status/{code}"), subject=subject, code=code)
        return self._set_element(blank, Action.SITUATION_CHANGED, fields)

    def set_renunciation(self, subject: RecordId, kind: RenunciationKind, value: TriState) -> Renunciation:
        """Write whether the person gave something up in the last twelve months."""
        blank = Renunciation(id=element_id(subject, f"renunciation/{kind}"), subject=subject, kind=kind)
        fields: dict[str, object] = {"value": value, "asked_on": self._clock.today()}
        return self._set_element(blank, Action.SITUATION_CHANGED, fields)

    def set_consent(self, subject: RecordId, kind: ConsentKind, **fields: object) -> Consent:
        """Write an information given or an agreement.

        A new « oui » is dated today unless a date is given, and nothing is known of how it was given unless that is
        said; a « oui » that holds already keeps its date.
        """
        blank = Consent(id=element_id(subject, f"consent/{kind}"), subject=subject, kind=kind)
        known = once(self._uow.records.of(Consent, subject), subject, attrgetter("kind"))
        holds = any(consent.holds for consent in known if consent.kind is kind)
        if fields.get("value") is TriState.YES and not holds:
            fields = {
                "given_on": self._clock.today(),
                "withdrawn_on": None,
                "channel": ConsentChannel.UNKNOWN,
                **fields,
            }
        return self._set_element(blank, Action.CONSENT_CHANGED, fields)

    def withdraw_consent(self, subject: RecordId, kind: ConsentKind) -> Consent:
        """Withdraw an agreement, today; that it was given stays known."""
        return self.set_consent(subject, kind, withdrawn_on=self._clock.today())

    def set_barrier(self, subject: RecordId, code: str, **fields: object) -> Barrier:
        """Add a barrier or change it; an intensity of 0 lifts it today."""
        origin = BarrierOrigin.DECLARED
        today = self._clock.today()
        blank = Barrier(
            id=element_id(subject, f"barrier/{code}"), subject=subject, code=code, origin=origin, since=today
        )
        if "intensity" in fields:
            fields = {**fields, "lifted_on": today if fields["intensity"] == 0 else None}
        return self._set_element(blank, Action.BARRIER_CHANGED, fields)

    def remove_barrier(self, barrier: Barrier) -> None:
        """Take away a barrier that was noted by mistake, in the united files too."""
        with self._uow.transaction(Action.BARRIER_REMOVED) as records:
            trash_element(records, Barrier, barrier.subject, "code", barrier.code)

    def add_trip(self, subject: RecordId, **fields: Any) -> Trip:
        """Add a usual trip; the first one is the main one."""
        trips = self._uow.records.of(Trip, subject)
        blank = Trip(id=self._ids(), subject=subject, position=len(trips), is_main=not trips)
        return self.add(replace(blank, **fields), Action.TRIP_ADDED)

    def make_main_trip(self, subject: RecordId, trip: RecordId) -> None:
        """Say which trip matters most."""
        with self._uow.transaction(Action.SITUATION_CHANGED) as records:
            for other in records.of(Trip, subject):
                records.change(Trip, other.id, is_main=other.id == trip)

    def add(self, record: R, action: Action) -> R:
        """Write a new record of a file."""
        with self._uow.transaction(action) as records:
            records.add(record)
        return record

    def remove(self, record: Record, action: Action) -> None:
        """Put a record of a file in the trash."""
        with self._uow.transaction(action) as records:
            records.trash(type(record), record.id)

    def _set_element(self, blank: R, action: Action, fields: Mapping[str, object]) -> R:
        with self._uow.transaction(action) as records:
            return set_element(records, blank, _KEYS[type(blank)], fields)
