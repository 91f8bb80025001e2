"""The form of an appointment: day, hour, length, place, reason, in a narrow column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DURATIONS_MIN, Appointment, AppointmentChannel
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.drafts import misread
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choice_fields import ChoiceField, Completion, CompletionField
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField, TimeField
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets_forms.appointment_model import AppointmentModel
from mobiconseil.ui.widgets_forms.text_guard import guard


class AppointmentForm(QWidget):
    """Plans a new appointment, or modifies one. Entrée or the button saves, Échap gives up."""

    saved = Signal()
    cancelled = Signal()

    def __init__(self, context: Context, subject: RecordId, appointment: Appointment | None = None) -> None:
        super().__init__()
        self.model = AppointmentModel(context, subject, appointment, self)
        self._build()
        self._bind()

    def _build(self) -> None:
        model = self.model
        self.day = DateField(model.parse_date, model.show_date, model.today, name=self.tr("Jour"), value=model.day)
        self.day.setObjectName("appointment_day")
        self.hour = TimeField(name=self.tr("Heure"), value=model.at)
        self.hour.setObjectName("appointment_hour")
        self.length = SegmentedChoice(
            [(str(minutes), str(minutes)) for minutes in DURATIONS_MIN],
            self.tr("Durée en minutes"),
            current=str(model.duration_min),
        )
        self.reason = TextField(model.reason, name=self.tr("Motif"))
        self.place = CompletionField(self._places, model.place, name=self.tr("Lieu"))
        self.channel = ChoiceField(
            [(channel.value, channel.label) for channel in AppointmentChannel],
            name=self.tr("Comment"),
            current=model.channel.value,
        )
        for name in ("reason", "place", "channel"):
            getattr(self, name).setObjectName(f"appointment_{name}")
        self._day_field = FormField(self.tr("Jour"), self.day)
        self._hour_field = FormField(self.tr("Heure"), self.hour)
        self._length_field = FormField(self.tr("Durée, en minutes"), self.length)
        self._overlap = IconLine("calendar-alert", "", "warn", Role.WARN)
        self._overlap.setVisible(False)
        self.save = Button(self.tr("Enregistrer"), Kind.SECONDARY, icon="check", height=Height.ROW)
        self.cancel = Button(self.tr("Renoncer"), Kind.QUIET, height=Height.ROW)
        self._lay_out()

    def _lay_out(self) -> None:
        column = Column(self, gap=10)
        column.addWidget(self._day_field)
        how = FormField(self.tr("Comment"), self.channel)
        column.addWidget(FieldRow(self._hour_field, how, stretches=(3, 5)))
        column.addWidget(self._length_field)
        column.addWidget(guard(FormField(self.tr("Motif"), self.reason, optional=True), self.model.advice))
        column.addWidget(FormField(self.tr("Lieu"), self.place, optional=True))
        column.addWidget(self._overlap)
        buttons = Row(gap=8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _bind(self) -> None:
        self.day.date_changed.connect(self._on_day_changed)
        self.day.invalid.connect(self._on_day_refused)
        self.hour.time_changed.connect(self._on_hour_changed)
        self.hour.invalid.connect(self._on_hour_refused)
        self.length.chosen.connect(self._on_length_chosen)
        self.reason.textEdited.connect(self._on_reason_edited)
        self.place.textEdited.connect(self._on_place_edited)
        self.place.chosen.connect(self._on_place_chosen)
        self.channel.chosen.connect(self._on_channel_chosen)
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self.cancelled)
        self.model.saved.connect(self.saved)

    def start(self) -> None:
        """Put the focus in the first field."""
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    @property
    def is_incomplete(self) -> bool:
        """Say whether something is typed that cannot be written yet."""
        return self.model.dirty or bool(misread(self))

    def flush(self) -> bool:
        """Save what is complete before leaving."""
        return self.model.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Entrée, give up with Échap."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_save_clicked()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _places(self, typed: str) -> Sequence[Completion]:
        wanted = fold(typed)
        return [Completion(code=place, label=place) for place in self.model.places() if wanted in fold(place)]

    def _on_day_changed(self, day: date | None) -> None:
        self.model.set("day", day)
        self._day_field.set_error("")
        self._day_field.set_warning(self.model.day_advice())
        self._show_overlap()

    def _on_day_refused(self, _typed: str) -> None:
        self.model.set("day", None)
        self._day_field.set_error(self.tr("Ce jour n’est pas compris. Exemples\u00a0: 2/12, mardi, +7"))

    def _on_hour_changed(self, at: time | None) -> None:
        self.model.set("at", at)
        self._hour_field.set_error("")
        self._show_overlap()

    def _on_hour_refused(self, typed: str) -> None:
        found = self.model.parse_hour(typed)
        if found is not None:
            self.hour.set_value(found)
            self._on_hour_changed(found)
            return
        self.model.set("at", None)
        self._hour_field.set_error(self.tr("Pas une heure. Exemple\u00a0: 9\u00a0h\u00a005"))

    def _on_length_chosen(self, code: str) -> None:
        self.model.set("duration_min", int(code))
        self._show_overlap()

    def _on_reason_edited(self, text: str) -> None:
        self.model.set("reason", text)

    def _on_place_edited(self, text: str) -> None:
        self.model.set("place", text)

    def _on_place_chosen(self, proposal: Completion) -> None:
        self.model.set("place", proposal.label)

    def _on_channel_chosen(self, code: str) -> None:
        self.model.set("channel", AppointmentChannel(code))

    def _show_overlap(self) -> None:
        text = self.model.overlaps()
        self._overlap.set_text(text)
        self._overlap.setVisible(bool(text))

    def _on_save_clicked(self) -> None:
        for field in (self.day, self.hour):
            field.editingFinished.emit()
        refused = self._day_field.error() or self._hour_field.error()
        if refused:
            return
        self._day_field.set_error(self.model.day_fault())
        self._hour_field.set_error(self.model.hour_fault())
        if not self.model.day_fault() and not self.model.hour_fault():
            self.model.save()
