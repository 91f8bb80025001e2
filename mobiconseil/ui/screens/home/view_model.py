"""What the home screen shows, and what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.follow_up import Appointment, AppointmentState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import NBSP
from mobiconseil.errors import MobiConseilError
from mobiconseil.services import person_words
from mobiconseil.services.ports import AgendaLine, Change, ListFilter
from mobiconseil.services.sheet_news import SheetNews, sheet_news
from mobiconseil.ui.awaited import elsewhere
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.home import rows
from mobiconseil.ui.screens.home.chores import chores
from mobiconseil.ui.screens.home.rows import Call, Chore, Unfinished, Visit
from mobiconseil.ui.undoable import say_done

MOST_VISITS, MOST_CALLS, MOST_FILES = 6, 4, 3
MINUTE_MS = 60_000
WEEK = "semaine"
"""The week, in the section of the follow-up."""
AHEAD = timedelta(days=7)
"""Recalls of the coming days fill the card when few are due."""


class HomeViewModel(QObject):
    """Reads the day again after each change and each minute, while the screen is shown."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = False
        self._all_visits = False
        self._lines: tuple[AgendaLine, ...] = ()
        self.visits: tuple[Visit, ...] = ()
        self.calls: tuple[Call, ...] = ()
        self.files: tuple[Unfinished, ...] = ()
        self.chores: tuple[Chore, ...] = ()
        self.counts: dict[str, int] = {}
        self.total_visits = self.team_files = 0
        self._aside = context.workspace.damaged_aside()
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE_MS)
        self._timer.timeout.connect(self.refresh)
        context.hub.changed.connect(self._on_change_published)
        context.shared.toggled.connect(self._on_shared_toggled)

    @property
    def damaged_aside(self) -> str:
        """Return the name of a damaged base kept aside, until the adviser says that it is known."""
        return "" if self._aside == self._context.settings.value.aside_read else self._aside

    def know_aside(self) -> None:
        """Speak no more of the damaged base kept aside."""
        self._context.settings.change(aside_read=self._aside)
        self.changed.emit()

    # ------------------------------------------------------------------ reading

    def set_shown(self, shown: bool) -> None:
        """Read the day again when the screen comes in front; rest while it is behind."""
        self._shown = shown
        if shown:
            self._timer.start()
            self.refresh()
        else:
            self._timer.stop()

    def refresh(self) -> None:
        """Read the day again."""
        session, shared = self._context.session, self._context.shared
        clock, overviews = session.clock, session.overviews
        today, mine = clock.today(), session.adviser.id.hex()
        midnight = clock.moment(today, time())
        self._lines = overviews.appointments(midnight, clock.moment(today + timedelta(days=1), time()), mine)
        found = rows.visits(self._lines, clock, shared)
        self.total_visits = len(found)
        self.visits = found if self._all_visits else _first(found, MOST_VISITS)
        calls = rows.calls(overviews.recalls(today + AHEAD, mine)[:MOST_CALLS], clock, shared)
        self.calls = tuple(self._dialled(call) for call in calls)
        self.counts = overviews.chip_counts(mine, today)
        people = overviews.to_resume(mine, limit=MOST_FILES)
        grid = session.reference.grid
        items = {person.subject: person_words.items_of(person, grid) for person in people}
        self.files = rows.unfinished(people, items, clock, shared)
        self.team_files = self._all_files()
        self.chores = chores(session, self._context.workspace, self.counts)
        self.changed.emit()

    def _dialled(self, call: rows.Call) -> rows.Call:
        """Return the call with the phone of the service whose answer is awaited, when it is not about the person."""
        other = elsewhere(self._context.session, call.subject, call.record)
        return call if other is None or self._context.shared.is_on else replace(call, phone=other.phone)

    @property
    def greeting(self) -> str:
        """Return « Bonjour Claire »."""
        return f"Bonjour {self._context.session.adviser.first_name}".strip()

    @property
    def day(self) -> str:
        """Return « Vendredi 20 novembre 2026 · mairie de Ballots, de 9 h à 12 h 30 »."""
        text = typography.long_date(self._context.session.clock.today())
        parts = (text[:1].upper() + text[1:], rows.day_line(self._lines, self._context.session.clock))
        return " · ".join(part for part in parts if part)

    @property
    def visits_title(self) -> str:
        """Return « 5 rendez-vous »."""
        return f"{self.total_visits}{NBSP}rendez-vous" if self.total_visits else ""

    @property
    def calls_title(self) -> str:
        """Return « 7 personnes »."""
        due = self.counts.get("a_relancer", 0)
        return typography.count(due, "personne") if due else ""

    @property
    def has_more_visits(self) -> bool:
        """Say whether some appointments of the day are not shown."""
        return len(self.visits) < self.total_visits

    @property
    def is_first_launch(self) -> bool:
        """Say whether there is no file yet."""
        return self.team_files == 0

    @property
    def has_moved(self) -> bool:
        """Say whether the base came from another laptop of the team, and nobody said which one goes on."""
        identity = self._context.session.laptop_book.identity()
        return identity.has_moved and identity.anchor is not None

    @property
    def sheet_news(self) -> SheetNews:
        """Return what is to be said of the recovery sheet in a team."""
        return sheet_news(self._context.session, self._context.workspace)

    @property
    def structure_is_described(self) -> bool:
        """Say whether the papers can name the structure and how to reach it."""
        structure = self._context.session.team.structure()
        return bool(structure.name and structure.phone and structure.address)

    def coming(self) -> str:
        """Return « Le prochain est lundi 23 novembre à 9 h. », or an empty text."""
        session = self._context.session
        now = session.clock.now()
        lines = session.overviews.appointments(now, now + timedelta(days=60), session.adviser.id.hex())
        if not lines or lines[0].at is None:
            return ""
        local = session.clock.local(lines[0].at)
        day = typography.long_date(local.date(), session.clock.today())
        return f"Le prochain est {day} à{NBSP}{typography.hour(local.time())}."

    # ------------------------------------------------------------------ acting

    def show_all_visits(self) -> None:
        """Show the whole day."""
        self._all_visits = True
        self.refresh()

    def start(self, visit: Visit) -> None:
        """Start the interview: the person sees the screen, and the file opens where it stands."""
        self._context.shared.set_on(True)
        self._context.navigator.open_file(visit.subject, visit.tab)

    def prepare(self, subject: RecordId) -> None:
        """Open the summary of a file."""
        self._context.navigator.open_file(subject)

    def open_call(self, call: Call) -> None:
        """Open the follow-up of somebody to call back."""
        other = elsewhere(self._context.session, call.subject, call.record)
        self._context.navigator.open_file(call.subject, Tab.FOLLOW_UP, part=other.part if other else "")

    def resume(self, unfinished: Unfinished) -> None:
        """Go on with a file where it was left."""
        self._context.navigator.open_file(unfinished.subject, unfinished.tab)

    def go(self, section: Section, part: str = "") -> None:
        """Go to another section."""
        self._context.navigator.go(Route(section=section, part=part))

    def new_file(self) -> None:
        """Open the creation of a file."""
        self._context.navigator.new_file_requested.emit("")

    def settle(self, visit: Visit, state: AppointmentState) -> None:
        """Say what became of an appointment; it can be undone."""
        session = self._context.session
        try:
            appointment = session.uow.records.get(Appointment, visit.record)
            session.follow_up.settle_appointment(appointment, state)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        said = self.tr("Rendez-vous honoré") if state is AppointmentState.KEPT else self.tr("Absence notée")
        say_done(self._context, said)

    def _all_files(self) -> int:
        session = self._context.session
        counts = (session.overviews.count(ListFilter(chip=chip), session.clock.today()) for chip in _ALL)
        return sum(counts)

    def _on_change_published(self, _change: Change) -> None:
        if self._shown:
            self.refresh()

    def _on_shared_toggled(self, _on: bool) -> None:
        if self._shown:
            self.refresh()


_ALL = ("tous", "archive", "corbeille")


def _first(found: tuple[Visit, ...], most: int) -> tuple[Visit, ...]:
    """Return the first appointments, without those already past when there are too many."""
    if len(found) <= most:
        return found
    start = min(sum(1 for visit in found if visit.is_over), len(found) - most)
    return found[start : start + most]
