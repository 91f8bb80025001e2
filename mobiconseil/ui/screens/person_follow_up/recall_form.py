"""The form of a recall: what for, and before which day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import Recall
from mobiconseil.ui.screens.person_follow_up.view_model import PersonFollowUpModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets_forms.text_guard import guard

DELAYS = (2, 7, 30)


class RecallForm(QWidget):
    """Entrée or the button saves, Échap gives up."""

    left = Signal()

    def __init__(self, model: PersonFollowUpModel, recall: Recall | None) -> None:
        super().__init__()
        self._model, self._recall = model, recall
        self._dirty = False
        due = recall.due_on if recall else model.today() + timedelta(days=7)
        self.due = DateField(model.parse_date, model.show_date, model.today, name=self.tr("Jour"), value=due)
        self.due.setObjectName("recall_day")
        self.reason = TextField(recall.reason if recall else "", name=self.tr("Pour quoi"))
        self.reason.setObjectName("recall_reason")
        delays = [(str(days), self.tr("+{days} j").format(days=days)) for days in DELAYS]
        self.delays = SegmentedChoice(delays, self.tr("Dans combien de jours"))
        self._due_field = FormField(self.tr("À rappeler le"), self.due)
        self.save = Button(self.tr("Enregistrer"), icon="check", height=Height.ROW)
        self.give_up = Button(self.tr("Renoncer"), Kind.QUIET, height=Height.ROW)
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        column = Column(self, gap=10)
        column.addWidget(guard(FormField(self.tr("Pour quoi"), self.reason), self._model.advice))
        column.addWidget(self._due_field)
        column.addWidget(self.delays, 0, Qt.AlignmentFlag.AlignLeft)
        buttons = FoldingRow(gap=8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.give_up)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)

    def _bind(self) -> None:
        self.reason.textEdited.connect(self._on_reason_edited)
        self.due.date_changed.connect(self._on_due_changed)
        self.due.invalid.connect(self._on_due_refused)
        self.delays.chosen.connect(self._on_delay_chosen)
        self.save.clicked.connect(self._on_save_clicked)
        self.give_up.clicked.connect(self.left)

    def start(self) -> None:
        """Put the focus in the first field."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_incomplete(self) -> bool:
        """Say whether something is typed that cannot be written yet."""
        return self._dirty

    def flush(self) -> bool:
        """Save before leaving what was changed and is complete."""
        return self._write() if self._dirty and self.due.value() is not None else True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Entrée, give up with Échap."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_save_clicked()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_reason_edited(self, _text: str) -> None:
        self._dirty = True

    def _on_due_changed(self, _day: date | None) -> None:
        self._dirty = True
        self._due_field.set_error("")
        self.delays.set_current("")

    def _on_due_refused(self, _typed: str) -> None:
        self._due_field.set_error(self.tr("Ce jour n’est pas compris. Exemples\u00a0: 2/12, mardi, +7"))

    def _on_delay_chosen(self, code: str) -> None:
        self.due.set_value(self._model.today() + timedelta(days=int(code)))
        self._due_field.set_error("")
        self._dirty = True

    def _on_save_clicked(self) -> None:
        self.due.editingFinished.emit()
        if self._due_field.error():
            return
        if self.due.value() is None:
            self._due_field.set_error(self.tr("Il manque le jour. Exemples\u00a0: 2/12, mardi, +7"))
        elif self._write():
            self.left.emit()

    def _write(self) -> bool:
        day = self.due.value()
        if day is None:
            return True
        code = self._recall.id.hex() if self._recall else ""
        done = self._model.save_recall(code, day, self.reason.text().strip())
        self._dirty = self._dirty and not done
        return done
