"""Ends a reception: what it was, how long, what was said, what was promised."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from mobiconseil.domain.drop_in_day import LONGEST_MIN, RECEPTION_KINDS
from mobiconseil.domain.follow_up import DURATIONS_MIN, ContactKind
from mobiconseil.ui.screens.drop_in.view_model import DropInModel
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField


class EndForm(Card):
    """Stands beside the list while a reception is being ended."""

    ended = Signal()

    def __init__(self, model: DropInModel) -> None:
        super().__init__(self.tr("Terminer l’entretien"))
        self._model = model
        self._shown: object = None
        kinds = [(kind.value, kind.label) for kind in RECEPTION_KINDS]
        self.kind = ChoiceField(kinds, name=self.tr("Type"))
        self.minutes = TextField(name=self.tr("Durée en minutes"))
        lengths = [(str(minutes), str(minutes)) for minutes in DURATIONS_MIN]
        self.usual = SegmentedChoice(lengths, self.tr("Durées courantes, en minutes"))
        self.note = TextArea(placeholder=self.tr("Ce qui s’est dit, ce qui est décidé…"), lines=3)
        self._advice = IconLine("alert-outline", "", "warn", Role.WARN)
        self.recall = DateField(model.parse_date, model.show_date, model.today)
        self.reason = TextField(placeholder=self.tr("Rappeler l’auto-école"))
        self.done = Button(self.tr("Terminer l’entretien"), Kind.PRIMARY, icon="check", key="Ctrl Entrée")
        self._build()
        self._bind()

    def _build(self) -> None:
        names = {
            "reception_kind": self.kind,
            "reception_minutes": self.minutes,
            "reception_note": self.note,
            "reception_recall": self.recall,
            "reception_reason": self.reason,
            "reception_done": self.done,
        }
        for name, widget in names.items():
            widget.setObjectName(name)
        self.body.addWidget(FormField(self.tr("Type"), self.kind))
        self._minutes_field = FormField(self.tr("Durée en minutes"), self.minutes)
        self.body.addWidget(self._minutes_field)
        self.body.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(FormField(self.tr("Note"), self.note, optional=True))
        self.body.addWidget(self._advice)
        self._advice.hide()
        self._recall_field = FormField(self.tr("Promis\u00a0: rappeler le"), self.recall, optional=True)
        self.body.addWidget(self._recall_field)
        self.body.addWidget(FormField(self.tr("Pour quoi"), self.reason, optional=True))
        row = FoldingRow(gap=8)
        row.addWidget(self.done)
        row.addStretch(1)
        self.body.addLayout(row)

    def _bind(self) -> None:
        self.usual.chosen.connect(self._on_usual_chosen)
        self.note.edited.connect(self._on_note_edited)
        self.recall.invalid.connect(self._on_recall_invalid)
        self.recall.date_changed.connect(self._on_recall_changed)
        self.minutes.textEdited.connect(self._on_minutes_edited)
        self.done.clicked.connect(self.end)

    def render_model(self) -> None:
        """Show the reception that is being ended; what is typed stays."""
        contact = self._model.ending
        self.setVisible(contact is not None)
        if contact is None:
            self._shown = None
            return
        self.set_title(self.tr("Terminer l’entretien"), self._model.ending_name())
        if self._shown == contact.id:
            return
        self._shown = contact.id
        length = str(self._model.usual_length())
        self.kind.set_current(contact.kind.value)
        self.minutes.setText(length)
        self.usual.set_current(length)
        self.note.set_text(contact.text)
        self.recall.set_value(None)
        self.reason.setText("")
        self._minutes_field.set_error("")

    def flush(self) -> bool:
        """Keep the note that is being typed."""
        return self._shown is None or self._model.keep_note(self.note.text())

    def length(self) -> int | None:
        """Return the minutes that are typed, or None when they are not a length."""
        text = "".join(self.minutes.text().split()).removesuffix("min")
        minutes = int(text) if text.isdecimal() and len(text) <= 3 else 0
        return minutes if 0 < minutes <= LONGEST_MIN * 2 else None

    def end(self) -> None:
        """End the reception."""
        minutes = self.length()
        if minutes is None:
            self._minutes_field.set_error(self.tr("Un nombre de minutes, de 1 à {}.").format(LONGEST_MIN * 2))
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._recall_field.error():
            self.recall.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        kind = ContactKind(self.kind.current())
        if self._model.end(kind, minutes, self.note.text(), self.recall.value(), self.reason.text()):
            self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Entrée ends the reception."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end()
        else:
            super().keyPressEvent(event)

    def _on_usual_chosen(self, code: str) -> None:
        self.minutes.setText(code)
        self._minutes_field.set_error("")

    def _on_minutes_edited(self, text: str) -> None:
        self.usual.set_current(text.strip())

    def _on_note_edited(self, text: str) -> None:
        advice = self._model.advice(text)
        self._advice.set_text(advice)
        self._advice.setVisible(bool(advice))

    def _on_recall_invalid(self, _text: str) -> None:
        self._recall_field.set_error(self.tr("Ce jour n’est pas compris. Exemples\u00a0: 2/12, mardi, +7"))

    def _on_recall_changed(self, _day: object) -> None:
        self._recall_field.set_error("")
