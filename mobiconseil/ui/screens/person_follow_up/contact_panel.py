"""The right panel of the Suivi tab: the fields of one contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.follow_up import DURATIONS_MIN, Contact, ContactKind, ContactOutcome
from mobiconseil.domain.french_text import fold
from mobiconseil.ui.screens.person_follow_up.view_model import PersonFollowUpModel
from mobiconseil.ui.widgets.choice_fields import ChoiceField, Completion, CompletionField
from mobiconseil.ui.widgets.choices import CheckBox, SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField, TimeField
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_area import TextArea


class ContactPanel(QWidget):
    """What happened, when, how long, where, with which outcome; saved as it is typed."""

    def __init__(self, model: PersonFollowUpModel) -> None:
        super().__init__()
        self._model = model
        self._editor = model.editor
        self._build()
        self._bind()

    def _build(self) -> None:
        model = self._model
        self.kind = ChoiceField([(kind.value, kind.label) for kind in ContactKind], name=self.tr("Type"))
        self.kind.setObjectName("contact_kind")
        self.day = DateField(self._editor.parse_past, model.show_date, model.today, name=self.tr("Jour"))
        self.day.setObjectName("contact_day")
        self.hour = TimeField(name=self.tr("Heure"))
        self.hour.setObjectName("contact_hour")
        self.length = SegmentedChoice(
            [(str(minutes), str(minutes)) for minutes in DURATIONS_MIN], self.tr("Durée en minutes")
        )
        self.outcome = ChoiceField([(o.value or "-", o.label) for o in ContactOutcome], name=self.tr("Résultat"))
        self.place = CompletionField(self._places, name=self.tr("Lieu"))
        self.place.setObjectName("contact_place")
        self.text = TextArea(name=self.tr("Ce qui s’est dit"), lines=3, most=12)
        self.text.setObjectName("contact_text")
        self.private = CheckBox(self.tr("Note privée, cachée en écran partagé"))
        self._day_field = FormField(self.tr("Jour"), self.day)
        self._hour_field = FormField(self.tr("Heure"), self.hour)
        self._length_field = FormField(self.tr("Durée, en minutes"), self.length)
        self._text_field = FormField(self.tr("Ce qui s’est dit"), self.text)
        column = Column(self, gap=8)
        column.addWidget(FormField(self.tr("Type"), self.kind))
        column.addWidget(self._text_field)
        column.addWidget(FieldRow(self._day_field, self._hour_field, stretches=(3, 2)))
        column.addWidget(self._length_field)
        column.addWidget(FormField(self.tr("Résultat"), self.outcome))
        column.addWidget(FormField(self.tr("Lieu"), self.place, optional=True))
        column.addWidget(self.private)
        column.addStretch(1)

    def _bind(self) -> None:
        self.kind.chosen.connect(self._on_kind_chosen)
        self.day.date_changed.connect(self._on_day_changed)
        self.day.invalid.connect(self._on_day_refused)
        self.hour.time_changed.connect(self._on_hour_changed)
        self.hour.invalid.connect(self._on_hour_refused)
        self.length.chosen.connect(self._on_length_chosen)
        self.outcome.chosen.connect(self._on_outcome_chosen)
        self.place.textEdited.connect(self._on_place_edited)
        self.place.chosen.connect(self._on_place_chosen)
        self.text.edited.connect(self._on_text_edited)
        self.text.finished.connect(self._on_text_finished)
        self.private.clicked.connect(self._on_private_clicked)

    def start(self) -> None:
        """Put the focus in the text."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def render_model(self) -> None:
        """Show the contact; a field that already says so is left alone, so that the cursor stays."""
        contact, wall = self._editor.contact, self._editor.wall()
        if contact is None or wall is None:
            return
        self.kind.set_current(contact.kind.value)
        if self.day.value() != wall.date() or not self.day.hasFocus():
            self.day.set_value(wall.date())
        if self.hour.value() != wall.time() or not self.hour.hasFocus():
            self.hour.set_value(wall.time())
        self.outcome.set_current(contact.outcome.value or "-")
        if self.place.text() != contact.place:
            self.place.setText(contact.place)
        if self.text.text() != contact.text:
            self.text.set_text(contact.text)
        self.private.setChecked(contact.private)
        self._render_length(contact)
        self._text_field.set_warning(self._model.advice(contact.text))

    def _render_length(self, contact: Contact) -> None:
        self.length.set_current(str(contact.duration_min or ""))
        other = contact.duration_min is not None and contact.duration_min not in DURATIONS_MIN
        self._length_field.set_help(typography.duration(contact.duration_min or 0) if other else "")

    def _places(self, typed: str) -> Sequence[Completion]:
        wanted = fold(typed)
        return [Completion(code=place, label=place) for place in self._model.places() if wanted in fold(place)]

    def _on_kind_chosen(self, code: str) -> None:
        self._editor.edit("kind", ContactKind(code), now=True)

    def _on_day_changed(self, day: date | None) -> None:
        if day is None:
            self._day_field.set_error(self.tr("Il manque le jour. Exemples\u00a0: hier, lundi, 12/11"))
            return
        self._day_field.set_error("")
        self._editor.set_day(day)

    def _on_day_refused(self, _typed: str) -> None:
        self._day_field.set_error(self.tr("Ce jour n’est pas compris. Exemples\u00a0: hier, lundi, 12/11"))

    def _on_hour_changed(self, at: time | None) -> None:
        self._hour_field.set_error("")
        if at is not None:
            self._editor.set_hour(at)

    def _on_hour_refused(self, _typed: str) -> None:
        self._hour_field.set_error(self.tr("Pas une heure. Exemple\u00a0: 9\u00a0h\u00a005"))

    def _on_length_chosen(self, code: str) -> None:
        self._editor.edit("duration_min", int(code), now=True)

    def _on_outcome_chosen(self, code: str) -> None:
        self._editor.edit("outcome", ContactOutcome("" if code == "-" else code), now=True)

    def _on_place_edited(self, text: str) -> None:
        self._editor.edit("place", text)

    def _on_place_chosen(self, proposal: Completion) -> None:
        self._editor.edit("place", proposal.label, now=True)

    def _on_text_edited(self, text: str) -> None:
        self._editor.edit("text", text)
        self._text_field.set_warning(self._model.advice(text))

    def _on_text_finished(self) -> None:
        self._editor.flush()

    def _on_private_clicked(self, checked: bool) -> None:
        self._editor.edit("private", checked, now=True)
