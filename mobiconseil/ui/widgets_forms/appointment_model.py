"""An appointment being planned or modified: what is chosen, what is missing, and its writing."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.follow_up import Appointment, AppointmentChannel
from mobiconseil.domain.french_input import parse_time
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import InvalidInput
from mobiconseil.services.actions import Action
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import ActingModel

DEFAULT_MIN = 45
_TIME_EXAMPLE = f"Exemple{typography.NBSP}: 9{typography.NBSP}h{typography.NBSP}05"


class AppointmentModel(ActingModel):
    """Holds the fields until they are saved together; an appointment half typed is not an appointment."""

    saved = Signal()

    def __init__(
        self, context: Context, subject: RecordId, appointment: Appointment | None, parent: QObject | None = None
    ) -> None:
        super().__init__(context, parent)
        self.subject = subject
        self.appointment = appointment
        self.day: date | None = None
        self.at: time | None = None
        self.duration_min = DEFAULT_MIN
        self.reason = self.place = ""
        self.channel = AppointmentChannel.ON_SITE
        self.dirty = False
        self._fill()

    def _fill(self) -> None:
        found = self.appointment
        if found is None:
            self.place = next(iter(self.places()), "")
            return
        local = self.local(found.at)
        self.day, self.at = local.date(), local.time()
        self.duration_min, self.reason = found.duration_min, found.reason
        self.place, self.channel = found.place, found.channel

    def set(self, name: str, value: object) -> None:
        """Take a new value for a field."""
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.dirty = True

    def parse_hour(self, text: str) -> time | None:
        """Read an hour typed freely, None when it is not one."""
        try:
            return parse_time(text)
        except InvalidInput:
            return None

    def day_fault(self) -> str:
        """Return what is wrong with the day, or nothing."""
        if self.day is None:
            return self.tr("Il manque le jour. Exemples\u00a0: 2/12, mardi, +7")
        return ""

    def day_advice(self) -> str:
        """Return what is worth a second look about the day, or nothing."""
        if self.day is None:
            return ""
        if self.day < self.today():
            return self.tr("Ce jour est passé.")
        return self.tr("C’est un dimanche.") if self.day.weekday() == 6 else ""

    def hour_fault(self) -> str:
        """Return what is wrong with the hour, or nothing."""
        return "" if self.at is not None else self.tr("Il manque l’heure. {example}").format(example=_TIME_EXAMPLE)

    def overlaps(self) -> str:
        """Return who else is met at that time, or nothing; initials only on a shared screen."""
        if self.day is None or self.at is None:
            return ""
        own = self.appointment.id if self.appointment else None
        start = self.moment(self.day, self.at)
        around = self.session.overviews.appointments(self.moment(self.day, time()), self.moment(self.day, time(23, 59)))
        for line in around:
            if line.record == own or line.at is None:
                continue
            minutes = (line.at - start).total_seconds() / 60
            if -(line.duration_min or 0) < minutes < self.duration_min:
                hour = typography.hour(self.local(line.at).time())
                return self.tr("Un autre rendez-vous est prévu à {hour}\u00a0: {name}.").format(
                    hour=hour, name=self.context.shared.name_of(line.person)
                )
        return ""

    def save(self) -> bool:
        """Write the appointment if its day and hour are known; say whether it was written."""
        day, at = self.day, self.at
        if day is None or at is None:
            return False
        known = self.appointment
        text = Action.APPOINTMENT_CHANGED.label if known else Action.APPOINTMENT_ADDED.label
        if not self.attempt_undoable(self._write, text):
            return False
        self.dirty = False
        self.saved.emit()
        return True

    def keep(self) -> bool:
        """Write what can be written before leaving."""
        complete = self.day is not None and self.at is not None
        return self.save() if self.dirty and complete else True

    def _write(self) -> None:
        if self.day is None or self.at is None:
            return
        at = self.moment(self.day, self.at)
        fields: dict[str, object] = {
            "duration_min": self.duration_min,
            "reason": self.reason.strip(),
            "place": self.place.strip(),
            "channel": self.channel,
        }
        service = self.session.follow_up
        if self.appointment is None:
            self.appointment = service.plan_appointment(self.subject, at, **fields)
        else:
            self.appointment = service.change_appointment(self.appointment.id, at=at, **fields)
