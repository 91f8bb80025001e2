"""Writes the fictional people through the use cases of the session, on the days when things happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from mobiconseil.demo.directory_offers import sheet_of
from mobiconseil.demo.places import POSTAL_CODES
from mobiconseil.demo.requests import ask, send
from mobiconseil.demo.story import Asked, Check, Fact, Paper, Person, Planned, Said, Sent, ToCall, Todo, Visit
from mobiconseil.domain.assessment import Assessment, RatingMethod
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.follow_up import AppointmentState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepState
from mobiconseil.domain.team import Adviser
from mobiconseil.domain.typography import long_date
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session

_SATURDAY = 5


class StoryClock:
    """A clock that goes to the days of the story, and stays at the present at its end."""

    def __init__(self, present: datetime) -> None:
        """`present` has its zone."""
        self.present = present.astimezone(UTC).replace(microsecond=0)
        self._moment = self.present

    def now(self) -> datetime:
        """Return the moment of the story, in UTC."""
        return self._moment

    def today(self) -> date:
        """Return the day of the story where the laptop stands."""
        return self._moment.astimezone().date()

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clock on the wall shows it."""
        return moment.astimezone()

    def moment(self, day: date, at: time) -> datetime:
        """Return in UTC the moment when the clock on the wall shows this day and hour."""
        return datetime.combine(day, at).astimezone(UTC)

    def travel(self, moment: datetime) -> None:
        """Go to another moment, never after the present."""
        self._moment = min(moment.astimezone(UTC), self.present)


class Calendar(dict[str, str]):
    """Days counted from today; the missing key « d17 » is the date in 17 days, in words."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today

    def __missing__(self, key: str) -> str:
        day = self.day(int(key[1:]))
        return long_date(day, self.today)

    def day(self, offset: int) -> date:
        """Return the day `offset` days from today, moved off the week-end: back in the past, on in the future."""
        found = self.today + timedelta(days=offset)
        if offset and found.weekday() >= _SATURDAY:
            found += timedelta(days=_SATURDAY - 1 - found.weekday() if offset < 0 else 7 - found.weekday())
        return found

    def moment(self, offset: int, at: str) -> datetime:
        """Return a local hour of a day, in UTC."""
        return datetime.combine(self.day(offset), clock_time(at)).astimezone(UTC)

    def words(self, text: str) -> str:
        """Return `text` with its dates."""
        return text.format_map(self) if "{" in text else text


def clock_time(text: str) -> time:
    """Return the hour written « 9:05 »."""
    hours, _, minutes = text.partition(":")
    return time(int(hours), int(minutes))


@dataclass(frozen=True, slots=True)
class _Event:
    moment: datetime
    happen: Callable[[], object]


@dataclass(slots=True)
class _Book:
    """What is known of one person while her story is told."""

    person: Person
    subject: RecordId | None = None
    open: list[Assessment] = field(default_factory=list)

    @property
    def id(self) -> RecordId:
        """Return the identifier of the file, which is opened before anything else."""
        if self.subject is None:
            raise RuntimeError("the file is not open yet")
        return self.subject


class Teller:
    """Tells the stories in the order of their days."""

    def __init__(self, session: Session, clock: StoryClock, colleague: Adviser) -> None:
        self._session = session
        self._clock = clock
        self._colleague = colleague
        self._days = Calendar(clock.present.astimezone().date())

    def tell(self, people: Iterable[Person]) -> tuple[RecordId, ...]:
        """Write every story and return the files in the order of the people; the clock ends at the present."""
        books = [_Book(person) for person in people]
        events = [event for book in books for event in self._events(book)]
        for event in sorted(events, key=lambda event: event.moment):
            self._clock.travel(event.moment)
            event.happen()
        self._clock.travel(self._clock.present)
        return tuple(book.id for book in books)

    def _events(self, book: _Book) -> Iterator[_Event]:
        person, at = book.person, self._days.moment
        yield _Event(at(person.entered, "8:30"), partial(self._open, book))
        for said in person.agreements:
            yield _Event(at(said.day, "9:10"), partial(self._agree, book, said))
        for check in person.checks:
            yield _Event(at(check.day, "9:15"), partial(self._assess, book, check))
        for fact in person.facts:
            yield _Event(at(fact.day, fact.at), partial(self._note, book, fact))
        for visit in person.visits:
            when = at(visit.day, visit.at) if visit.told else at(max(person.entered, -4), "16:00")
            yield _Event(when, partial(self._meet, book, visit))
        for call in person.calls:
            yield _Event(
                at(max(person.entered, min(call.noted, call.day - 1)), "16:30"), partial(self._call_back, book, call)
            )
        if person.plan is not None:
            plan = person.plan
            yield _Event(at(plan.day, "9:50"), partial(self._plan, book, plan))
        for sent in person.sent:
            yield _Event(at(sent.day, "11:20"), partial(self._send, book, sent))
        for asked in person.asked:
            yield _Event(at(asked.day, "11:40"), partial(self._ask, book, asked))
        for paper in person.papers:
            yield _Event(at(paper.day, "10:30"), partial(self._paper, book, paper))
        last = max([person.entered, *(c.day for c in person.checks), *([person.plan.day] if person.plan else [])])
        yield _Event(at(min(last, -1), "17:30"), partial(self._settle, book))

    def _open(self, book: _Book) -> None:
        person, session = book.person, self._session
        with session.uow.transaction(Action.FILE_CREATED):
            made = session.files.create(**self._identity(person))
            book.subject = made.id
            if person.colleague:
                session.files.change(made.id, adviser=self._colleague.id.hex())
            self._situation(book)

    def _identity(self, person: Person) -> dict[str, object]:
        fields: dict[str, object] = {
            "civility": person.civility,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "birth_year": self._days.today.year - person.age,
            "commune": person.commune,
            "postal_code": POSTAL_CODES[person.commune],
            "phone": person.phone,
            "prescriber_kind": person.prescriber,
            "prescribed_on": self._days.day(person.entered) if person.prescriber else None,
            "deadline_on": None if person.deadline is None else self._days.day(person.deadline),
        }
        return fields | self._worded(person.fields)

    def _worded(self, fields: Mapping[str, object]) -> dict[str, object]:
        return {name: self._days.words(value) if type(value) is str else value for name, value in fields.items()}

    def _situation(self, book: _Book) -> None:
        files, days, person = self._session.files, self._days, book.person
        for held in person.statuses:
            files.set_status(
                book.id,
                held.code,
                value=held.value,
                start_on=None if held.since is None else days.day(held.since),
                end_on=None if held.until is None else days.day(held.until),
                source=held.source,
            )
        for way in person.trips:
            files.add_trip(
                book.id,
                purpose=way.purpose,
                origin=way.origin,
                destination=way.destination,
                destination_commune=way.commune,
                distance_km=way.km,
                duration_min=way.minutes,
                days=way.days,
                leave_at=clock_time(way.leave) if way.leave else None,
                return_at=clock_time(way.back) if way.back else None,
                mode=way.mode,
                monthly_cost=way.cost,
                note=way.note,
            )
        for kind in person.gave_up:
            files.set_renunciation(book.id, kind, TriState.YES)
        for kind in person.kept:
            files.set_renunciation(book.id, kind, TriState.NO)
        for hurdle in person.hurdles:
            files.set_barrier(
                book.id,
                hurdle.code,
                intensity=hurdle.intensity,
                wording=hurdle.wording,
                means=hurdle.means,
                private=hurdle.private,
            )

    def _agree(self, book: _Book, said: Said) -> None:
        self._session.files.set_consent(book.id, said.kind, value=said.value, channel=said.channel)

    def _assess(self, book: _Book, check: Check) -> None:
        session = self._session
        with session.uow.transaction(Action.ASSESSMENT_STARTED):
            assessment = session.assessments.start(book.id, check.form, place=check.place)
            space = (*check.life_space, *[(None, None)] * 5)[:5]
            answers: dict[str, object] = {f"lsa_frequency_{n}": pair[0] for n, pair in enumerate(space, 1)}
            answers |= {f"lsa_help_{n}": pair[1] for n, pair in enumerate(space, 1)}
            session.assessments.change(
                assessment.id, own_words=check.words, felt_autonomy=check.felt, duration_min=check.minutes, **answers
            )
            self._rate(assessment, check)
            if check.finished:
                session.assessments.finish(assessment)

    def _rate(self, assessment: Assessment, check: Check) -> None:
        service = self._session.assessments
        for domain, levels in zip(self._session.reference.grid.domains, check.levels.split(), strict=True):
            for item, level in zip(domain.items, levels.ljust(len(domain.items), "-"), strict=True):
                if level == "s":
                    service.set_not_applicable(assessment, item.code)
                elif level != "-":
                    service.rate(assessment, item.code, int(level))
        for code in check.observed:
            service.set_method(assessment, code, RatingMethod.OBSERVED)
        for code, text in check.comments.items():
            service.comment(assessment, code, text)

    def _note(self, book: _Book, fact: Fact) -> None:
        self._session.follow_up.note(
            book.id,
            fact.kind,
            self._days.words(fact.text),
            duration_min=fact.minutes,
            place=fact.place,
            outcome=fact.outcome,
            private=fact.private,
        )

    def _meet(self, book: _Book, visit: Visit) -> None:
        follow_up = self._session.follow_up
        appointment = follow_up.plan_appointment(
            book.id,
            self._days.moment(visit.day, visit.at),
            reason=visit.reason,
            place=visit.place,
            duration_min=visit.minutes,
            channel=visit.channel,
        )
        if visit.told:
            follow_up.settle_appointment(appointment, AppointmentState.KEPT, self._days.words(visit.told))

    def _call_back(self, book: _Book, call: ToCall) -> None:
        recall = self._session.follow_up.add_recall(book.id, self._days.day(call.day), call.reason)
        if call.done:
            self._session.follow_up.finish_recall(recall)

    def _plan(self, book: _Book, plan: Planned) -> None:
        session = self._session
        with session.uow.transaction(Action.GOAL_CHANGED):
            session.plans.change(book.id, goal=self._days.words(plan.goal), place=plan.place)
            for todo in plan.steps:
                session.plans.add_step(book.id, **self._step(todo))
            if plan.agreed is not TriState.UNKNOWN:
                session.plans.set_agreement(book.id, plan.agreed)

    def _step(self, todo: Todo) -> dict[str, object]:
        days = self._days
        done = todo.done if todo.done is not None else -3
        return {
            "title": todo.title,
            "due_on": None if todo.due is None else days.day(todo.due),
            "due_at": clock_time(todo.at) if todo.at else None,
            "when_text": days.words(todo.when),
            "who": todo.who,
            "place": todo.place,
            "phone": todo.phone,
            "papers": todo.papers,
            "service_code": todo.service,
            "service_id": sheet_of(todo.place, todo.service),
            "cost": todo.cost,
            "state": todo.state,
            "done_on": days.day(done) if todo.state is StepState.DONE else None,
            "origin": todo.origin,
            "horizon": todo.horizon,
            "note": days.words(todo.note),
            "unavailability": todo.unavailability,
            "unavailability_detail": todo.detail,
            "unavailability_days": todo.wait,
        }

    def _paper(self, book: _Book, paper: Paper) -> None:
        self._session.follow_up.paper_made(
            book.id, paper.kind, paper.medium, title=paper.title or paper.kind.label, pages=1
        )

    def _send(self, book: _Book, sent: Sent) -> None:
        send(self._session, book.id, sent, self._days.day)

    def _ask(self, book: _Book, asked: Asked) -> None:
        ask(self._session, book.id, asked, self._days.day)

    def _settle(self, book: _Book) -> None:
        state = book.person.state
        if self._session.uow.records.get(Beneficiary, book.id).state is not state:
            self._session.files.set_state(book.id, state)
