"""Holds the drop-in day: where it is held, who is on its list, and what is looked at before."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.drop_in_day import DropInDay, VisitState
from mobiconseil.domain.follow_up import Contact
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.backups import BackupsLook
from mobiconseil.services.drop_in_checks import (
    Check,
    CheckCode,
    backup_check,
    clock_check,
    lock_check,
    power_check,
    privacy_check,
)
from mobiconseil.services.drop_in_days import place_of
from mobiconseil.services.drop_in_ports import BackupNews, DayLine, Place
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import ActingModel
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.drop_in import rows
from mobiconseil.ui.screens.drop_in.rows import DayRow

MINUTE_MS = 60_000


BACKUPS_PAGE = "backups"
"""Page of the settings."""


def news_of(look: BackupsLook) -> BackupNews:
    """Return when the base was last copied, here and elsewhere."""
    times = [copy.taken_at for copy in look.copies if copy.taken_at is not None and copy.is_readable]
    return BackupNews(last=max(times, default=None), on_key=look.place.last_at if look.place is not None else None)


class Stage(StrEnum):
    """Where the day stands on the screen."""

    OPEN = "ouvrir"
    RECEIVE = "recevoir"
    CLOSE = "cloturer"


class DayModel(ActingModel):
    """Reads the day again after each change, and each minute while it is shown."""

    moved = Signal()
    """Another stage is shown."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._days = self.session.drop_in_days
        self.stage = Stage.OPEN
        self.day: DropInDay | None = None
        self.choices: tuple[Place, ...] = ()
        self.place: Place | None = None
        self.lines: tuple[DayLine, ...] = ()
        self.due_lines: tuple[DayLine, ...] = ()
        self.revealed: RecordId | None = None
        self.ending: Contact | None = None
        self.backups = BackupNews()
        self.working = False
        self._errand = False
        """The close of the day sent elsewhere, to a backup or a file for the team: coming back goes on with it."""
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE_MS)
        self._timer.timeout.connect(self._on_minute)

    # ------------------------------------------------------------------ reading

    def set_shown(self, shown: bool) -> None:
        """Follow the time while the screen is in front."""
        if shown:
            self._timer.start()
        else:
            self._timer.stop()

    def enter(self, wanted: str = "") -> None:
        """Be shown: on the stage that is asked, else on the one of the day."""
        self.backups = news_of(self.session.backups.look())
        self.day = self._days.current()
        self.choices = self._days.places()
        if self.day is None and self.place is None:
            self.place = next(iter(self.choices), None)
        self.reload()
        ending = self.is_left_open or self._errand
        self._errand = False
        usual = Stage.OPEN if self.day is None else Stage.CLOSE if ending else Stage.RECEIVE
        self.show_stage(Stage(wanted) if wanted in set(Stage) else usual)

    def reload(self) -> None:
        """Read the day again."""
        self.day = self._days.current()
        place = self.here
        self.lines = self._days.visits(place, self.on) if place is not None else ()
        self.due_lines = self._days.due(place, self.on) if place is not None else ()
        if self.ending is not None:
            known = (line.visit.contact for line in self.lines if line.visit.state is VisitState.HERE)
            self.ending = next((contact for contact in known if contact and contact.id == self.ending.id), None)

    @property
    def here(self) -> Place | None:
        """Return where the day is held, or where it is about to be."""
        return self.place if self.day is None else self._days.place(self.day)

    @property
    def on(self) -> date:
        """Return the day on the wall: that of the session, even when it was left open."""
        return self.today() if self.day is None else self._days.day_of(self.day)

    @property
    def is_left_open(self) -> bool:
        """Say whether the day that is open is over."""
        return self.day is not None and self._days.is_left_open(self.day)

    @property
    def where(self) -> str:
        """Return « Mairie de Ballots, depuis 9 h »."""
        if self.day is None:
            return ""
        opened = self.local(self.day.opened_at)
        if self.is_left_open:
            return f"{place_of(self.day).label}, {typography.long_date(opened.date(), self.today())}"
        return f"{place_of(self.day).label}, depuis {typography.hour(opened.time())}"

    def name(self, person: PersonLine) -> str:
        """Return the name that may be shown: initials on a shared screen, unless the person’s row was clicked."""
        if self.shared and person.subject == self.revealed:
            return f"{person.first_name} {person.last_name}".strip() or self.tr("Sans nom")
        return self.context.shared.name_of(person)

    def visit_rows(self) -> tuple[DayRow, ...]:
        """Return who is expected or came."""
        return rows.day_rows(self.lines, self.session.clock, self.name, discreet=self.shared)

    def due_rows(self) -> tuple[DayRow, ...]:
        """Return the people of the commune with something due."""
        return rows.day_rows(self.due_lines, self.session.clock, self.name, discreet=self.shared)

    def counts(self) -> dict[VisitState, int]:
        """Return how many people stand where."""
        states = [line.visit.state for line in self.lines]
        return {state: states.count(state) for state in VisitState}

    # ------------------------------------------------------------------ opening

    def checks(self) -> tuple[Check, ...]:
        """Return what is looked at before the day."""
        session, tools, value = self.session, self.session.drop_in_tools, self.context.settings.value
        newest = next(iter(session.overviews.journal(limit=1)), None)
        found = (
            clock_check(session.clock.now(), newest.at if newest is not None else None),
            backup_check(self.backups, session.clock),
            lock_check(value.lock_minutes, value.shared_lock_minutes),
            privacy_check(is_on=self.shared),
            power_check(tools.power()),
        )
        return tuple(check for check in found if check is not None)

    def mend(self, code: CheckCode) -> None:
        """Do what a check asks."""
        if code is CheckCode.PRIVACY:
            self.context.shared.set_on(True)
        elif code is CheckCode.BACKUP:
            self.back_up()

    def back_up(self) -> None:
        """Copy the base now, here and on the key; where no key was chosen yet, it is chosen in the settings."""
        if self.working:
            return
        if self.session.is_demo or self.session.backups.look().place is None:
            self.go(Section.SETTINGS, BACKUPS_PAGE)
            return
        self.working = True
        self.context.messages.say(self.tr("Sauvegarde en cours…"))
        self.context.jobs.start(
            self.session.backups.make, done=alive(self, self._on_backed_up), failed=alive(self, self._on_not_backed_up)
        )

    def _on_backed_up(self, look: BackupsLook) -> None:
        self.working, self.backups = False, news_of(look)
        self.context.messages.say(look.problem or self.tr("Sauvegarde faite, ici et sur la clé"))
        self.changed.emit()

    def _on_not_backed_up(self, error: Exception) -> None:
        self.working = False
        if not isinstance(error, MobiConseilError):
            raise error
        self.fail(error)

    def choose_place(self, label: str) -> None:
        """Choose one of the known places."""
        self.place = next((place for place in self.choices if place.label == label), self.place)
        self.reload()
        self.changed.emit()

    def type_place(self, text: str) -> None:
        """Choose a place by its name."""
        if not text.strip():
            return
        self.place = self._days.place_named(text)
        self.reload()
        self.changed.emit()

    def open_day(self) -> None:
        """Open the day: names are hidden from now on."""
        place = self.place
        if place is None or not place.label:
            return
        self.context.shared.set_on(True)
        if self.attempt(lambda: self._days.open(place)):
            self.show_stage(Stage.RECEIVE)

    def show_stage(self, stage: Stage) -> None:
        """Show a stage; without a day open there is only one."""
        self.stage = stage if self.day is not None else Stage.OPEN
        self.changed.emit()
        self.moved.emit()

    def go(self, section: Section, part: str = "") -> None:
        """Go elsewhere."""
        self._errand = self.stage is Stage.CLOSE
        self.context.navigator.go(Route(section=section, part=part))

    def fail(self, error: MobiConseilError) -> None:
        """Say a refusal."""
        self.context.messages.fail(error)

    def _on_minute(self) -> None:
        self.reload()
        self.changed.emit()
