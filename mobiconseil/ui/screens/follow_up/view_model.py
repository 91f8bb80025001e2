"""The state of the Suivi section: whom to call back, and the week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QObject

from mobiconseil.domain import typography
from mobiconseil.domain.follow_up import AppointmentChannel, ContactKind, Recall
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.ports import AgendaLine, Change
from mobiconseil.ui.autosave import Autosave
from mobiconseil.ui.awaited import elsewhere
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import ActingModel
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.person_follow_up.view_model import recall_when

AHEAD_DAYS = 7
_GROUPS = ("En retard", "Aujourd’hui", "Cette semaine", "La semaine prochaine")
_CHANNEL_ICONS = {
    AppointmentChannel.PHONE: "phone-outline",
    AppointmentChannel.HOME: "home-account",
    AppointmentChannel.OUTSIDE: "routes",
    AppointmentChannel.VIDEO: "video-outline",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallRow:
    """Somebody to call back."""

    code: str
    subject: RecordId
    name: str
    reason: str
    phone: str
    when: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallGroup:
    """Rows under one title."""

    title: str
    rows: tuple[RecallRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """One appointment of the week."""

    code: str
    hour: str
    length: str
    name: str
    words: str
    icon: str
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One day and its appointments."""

    title: str
    is_today: bool
    rows: tuple[WeekRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting:
    """The call of somebody who was just reached, while it is being told."""

    line: AgendaLine
    group: str
    contact: RecordId

    @property
    def code(self) -> str:
        """Return the code of the row that is being told."""
        return self.line.record.hex()


class FollowUpModel(ActingModel):
    """Everybody’s recalls and appointments, or one adviser’s."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.mine_only = len(self.session.team.advisers()) > 1
        self.week = 0
        """Weeks ahead of this one."""
        self.noting: Noting | None = None
        self._autosave = Autosave(self._write_note, self)
        self._autosave.saved.connect(self._on_note_saved)
        self._autosave.failed.connect(self._on_note_failed)
        self._recalls: tuple[AgendaLine, ...] = ()
        self._appointments: tuple[AgendaLine, ...] = ()
        self.reload()

    def concerns(self, change: Change) -> bool:
        """Say that anybody’s change may be shown here."""
        return True

    def reload(self) -> None:
        """Read the lists again."""
        overviews = self.session.overviews
        self._recalls = overviews.recalls(self.today() + timedelta(days=AHEAD_DAYS))
        start = self.monday()
        clock = self.session.clock
        after = start + timedelta(days=7)
        self._appointments = overviews.appointments(clock.moment(start, time()), clock.moment(after, time()))
        self._forget_undone_note()

    # Whom to call back

    @property
    def has_team(self) -> bool:
        """Say whether there is somebody else’s work to show."""
        return len(self.session.team.advisers()) > 1

    def set_mine_only(self, mine: bool) -> None:
        """Show one’s own people, or everybody’s."""
        self.mine_only = mine
        self.changed.emit()

    def groups(self) -> tuple[RecallGroup, ...]:
        """Return the recalls under their titles, the latest first; the one being told keeps its place."""
        found: dict[str, list[RecallRow]] = {title: [] for title in _GROUPS}
        for line in self._wanted(self._recalls):
            if line.due_on is not None:
                found[self._group(line.due_on)].append(self._row(line, line.due_on))
        told = self.noting
        if told is not None and told.line.due_on is not None and not self._line(told.code):
            due_on = told.line.due_on
            earlier = [line for line in self._wanted(self._recalls) if line.due_on is not None and line.due_on < due_on]
            place = sum(1 for line in earlier if line.due_on and self._group(line.due_on) == told.group)
            found[told.group].insert(place, self._row(told.line, due_on))
        return tuple(RecallGroup(title=title, rows=tuple(rows)) for title, rows in found.items() if rows)

    def due_now(self) -> int:
        """Return how many people should be called today at the latest."""
        return sum(1 for line in self._wanted(self._recalls) if line.due_on is not None and line.due_on <= self.today())

    def next_recall(self) -> str:
        """Return « La prochaine est lundi, avec Mme Rousseau. », or nothing."""
        ahead = [line for line in self._wanted(self._recalls) if line.due_on is not None and line.due_on > self.today()]
        if not ahead or ahead[0].due_on is None:
            return ""
        days = (ahead[0].due_on - self.today()).days
        when = "demain" if days == 1 else typography.DAYS[ahead[0].due_on.weekday()]
        return f"La prochaine est {when}, avec {self.context.shared.name_of(ahead[0].person)}."

    def reach(self, code: str) -> None:
        """The person was reached: the call is noted at once, then told in place."""
        line, recall = self._line(code), self._recall(code)
        if line is None or line.due_on is None or recall is None or not self.flush():
            return
        if not self.attempt_undoable(partial(self.session.follow_up.reach, recall), "Relance faite, appel noté"):
            return
        # A recall about an answer awaited from elsewhere is a call to a partner.
        kinds = {ContactKind.CALL, ContactKind.PARTNER}
        calls = (c for c in self.session.files.load(line.subject).contacts if c.kind in kinds)
        self.noting = Noting(line=line, group=self._group(line.due_on), contact=next(calls).id)
        self.changed.emit()

    def miss(self, code: str) -> None:
        """The person was not reached: the recall comes back in two days."""
        self._act(code, self.session.follow_up.miss, "Pas de réponse notée, relance dans 2 jours")

    def postpone_by(self, code: str, days: int) -> None:
        """Move a recall some days after today."""
        self.postpone(code, self.today() + timedelta(days=days))

    def postpone(self, code: str, day: date) -> None:
        """Move a recall to another day."""
        text = f"Relance reportée au {typography.short_date(day, self.today())}"
        self._act(code, partial(self._postpone_to, day), text)

    def tell(self, text: str) -> None:
        """Take what is typed about the call."""
        self._autosave.edit("text", text)

    def set_length(self, minutes: int) -> None:
        """Say how long the call lasted."""
        self._autosave.edit("duration_min", minutes)
        self._autosave.flush()

    def call_again_in(self, days: int) -> None:
        """Plan the next call with the same person."""
        noting = self.noting
        if noting is None or not self.flush():
            return
        due = self.today() + timedelta(days=days)
        service = self.session.follow_up
        text = f"Relance prévue le {typography.short_date(due, self.today())}"
        self.attempt_undoable(partial(service.add_recall, noting.line.subject, due, noting.line.reason), text)

    def finish_note(self) -> None:
        """Close what is told."""
        if self.flush():
            self.noting = None
            self.changed.emit()

    def flush(self) -> bool:
        """Save what is typed."""
        return self._autosave.flush()

    # The week

    def monday(self) -> date:
        """Return the first day of the week that is shown."""
        today = self.today()
        return today - timedelta(days=today.weekday()) + timedelta(weeks=self.week)

    def move_week(self, by: int) -> None:
        """Show another week; 0 comes back to this one."""
        self.week = self.week + by if by else 0
        self.reload()
        self.changed.emit()

    def week_title(self) -> str:
        """Return « Du lun. 16 au ven. 20 nov. », as far as the days that are shown."""
        start, end = self.monday(), self.monday() + timedelta(days=self._ranks()[-1])
        first = typography.short_date(start, end)
        if start.month == end.month:
            first = f"{typography.SHORT_DAYS[start.weekday()]}{typography.NBSP}{start.day}"
        return f"Du {first} au {typography.short_date(end, self.today())}"

    def days(self) -> tuple[WeekDay, ...]:
        """Return the five days, and those of the week-end when something is planned."""
        by_day: dict[date, list[WeekRow]] = {}
        for line in self._wanted(self._appointments):
            if line.at is not None:
                wall = self.local(line.at)
                by_day.setdefault(wall.date(), []).append(self._week_row(line, wall))
        shown = (self.monday() + timedelta(days=rank) for rank in self._ranks())
        return tuple(self._day(day, by_day.get(day, [])) for day in shown)

    def _ranks(self) -> tuple[int, ...]:
        """Return the ranks of the days shown, Monday being 0."""
        clock = self.session.clock
        taken = {clock.local(line.at).weekday() for line in self._wanted(self._appointments) if line.at is not None}
        return tuple(rank for rank in range(7) if rank < 5 or rank in taken)

    def count_in_week(self) -> int:
        """Return how many appointments the week has."""
        return len(self._wanted(self._appointments))

    def open_person(self, code: str) -> None:
        """Open the file of a recall."""
        line = self._line(code)
        if line is not None:
            other = elsewhere(self.session, line.subject, line.record)
            part = other.part if other else f"recall:{code}"
            self.context.navigator.open_file(line.subject, Tab.FOLLOW_UP, part=part)

    def open_appointment(self, code: str) -> None:
        """Open the file of an appointment."""
        line = next((line for line in self._appointments if line.record.hex() == code), None)
        if line is not None:
            self.context.navigator.open_file(line.subject, Tab.FOLLOW_UP, part=f"appointment:{code}")

    # Inside

    def _wanted(self, lines: tuple[AgendaLine, ...]) -> tuple[AgendaLine, ...]:
        mine = self.session.adviser.id.hex()
        return tuple(line for line in lines if not self.mine_only or line.person.adviser == mine)

    def _group(self, due_on: date) -> str:
        today = self.today()
        if due_on < today:
            return _GROUPS[0]
        if due_on == today:
            return _GROUPS[1]
        sunday = today + timedelta(days=6 - today.weekday())
        return _GROUPS[2] if due_on <= sunday else _GROUPS[3]

    def _row(self, line: AgendaLine, due_on: date) -> RecallRow:
        when, tone = recall_when(due_on, self.today())
        other = elsewhere(self.session, line.subject, line.record)
        number = typography.phone(line.person.phone) if line.person.phone else ""
        return RecallRow(
            code=line.record.hex(),
            subject=line.subject,
            name=self.context.shared.name_of(line.person),
            reason="Relance" if self.shared else typography.tidy(line.reason) or "À rappeler",
            phone="" if self.shared else other.phone if other else number,
            when=when,
            tone=tone,
        )

    def _week_row(self, line: AgendaLine, wall: datetime) -> WeekRow:
        channel = AppointmentChannel(line.channel)
        place = "" if self.shared and channel is AppointmentChannel.HOME else line.place
        told = (place,) if self.shared else (line.reason, place)
        words = " · ".join(typography.tidy(word) for word in told if word)
        return WeekRow(
            code=line.record.hex(),
            hour=typography.hour(wall.time()),
            length=typography.duration(line.duration_min) if line.duration_min else "",
            name=self.context.shared.name_of(line.person),
            words=words or channel.label,
            icon=_CHANNEL_ICONS.get(channel, "account-outline"),
            passed=line.at is not None and line.at < self.session.clock.now(),
        )

    def _day(self, day: date, rows: list[WeekRow]) -> WeekDay:
        text = typography.short_date(day, self.today())
        return WeekDay(title=text[:1].upper() + text[1:], is_today=day == self.today(), rows=tuple(rows))

    def _line(self, code: str) -> AgendaLine | None:
        return next((line for line in self._recalls if line.record.hex() == code), None)

    def _recall(self, code: str) -> Recall | None:
        line = self._line(code)
        if line is None:
            return None
        found = (r for r in self.session.files.load(line.subject).recalls if r.id.hex() == code)
        return next(found, None)

    def _forget_undone_note(self) -> None:
        told = self.noting
        if told is None:
            return
        contacts = self.session.files.load(told.line.subject).contacts
        if all(contact.id != told.contact for contact in contacts):
            self._autosave.forget()
            self.noting = None

    def _act(self, code: str, write: Callable[[Recall], object], text: str) -> None:
        recall = self._recall(code)
        if recall is not None:
            self.attempt_undoable(partial(write, recall), text)

    def _postpone_to(self, day: date, recall: Recall) -> None:
        self.session.follow_up.postpone(recall, day)

    def _write_note(self, fields: Mapping[str, object]) -> None:
        if self.noting is not None:
            self.session.follow_up.change_contact(self.noting.contact, **fields)

    def _on_note_saved(self) -> None:
        self.context.messages.saved.emit(self.session.clock.now())

    def _on_note_failed(self, error: MobiConseilError) -> None:
        self.context.messages.not_saved.emit(str(error))
