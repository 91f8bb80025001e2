"""A need without solution: which service is missing where the person lives, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.advice_records import UnmetNeed
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.unmet_needs import MISSING
from mobiconseil.ui.context import Context
from mobiconseil.ui.file_model import ActingModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choice_fields import ChoiceField, Completion, CompletionField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets_forms.text_guard import guard

_PROPOSALS = 8


class NeedForm(QWidget):
    """Entrée or the button notes the need; Échap gives up. A known need is changed in place."""

    left = Signal()

    def __init__(self, context: Context, subject: RecordId, need: UnmetNeed | None = None) -> None:
        super().__init__()
        self._acting = ActingModel(context, self)
        self._subject, self._need = subject, need
        self._code = need.service_code if need else ""
        self._kinds = {s.code: s.name for s in context.session.reference.services.services}
        self._dirty = False
        self._build()
        self._bind()

    def _build(self) -> None:
        need, reference = self._need, self._acting.session.reference
        self.service = CompletionField(self._services, self._kinds.get(self._code, self._code))
        self.service.setObjectName("need_service")
        self.service.setReadOnly(need is not None)
        self._service_field = FormField(self.tr("Service qui manque"), self.service)
        reasons = [(kind.code, kind.label) for kind in reference.unavailability.kinds]
        self.reason = ChoiceField(reasons, current=need.reason if need else MISSING)
        self.reason.setObjectName("need_reason")
        self.note = TextArea(need.note if need else "", lines=2)
        self.note.setObjectName("need_note")
        self.save = Button(self.tr("Noter ce besoin"), Kind.PRIMARY, icon="check", height=Height.ROW)
        self.save.setObjectName("need_save")
        self.give_up = Button(self.tr("Renoncer"), Kind.QUIET, height=Height.ROW)
        column = Column(self, gap=10)
        column.addWidget(self._service_field)
        column.addWidget(FormField(self.tr("Pourquoi\u202f?"), self.reason))
        column.addWidget(guard(FormField(self.tr("Précision"), self.note, optional=True), self._acting.advice))
        column.addWidget(Label(self.tr("Compté avec la commune, jamais avec le nom."), Role.HELP, wrap=True))
        row = Row(gap=8)
        row.addWidget(self.save)
        row.addWidget(self.give_up)
        row.addStretch(1)
        column.addLayout(row)

    def _bind(self) -> None:
        self.service.textEdited.connect(self._on_service_edited)
        self.service.chosen.connect(self._on_service_chosen)
        self.reason.chosen.connect(self._on_touched)
        self.note.edited.connect(self._on_touched)
        self.save.clicked.connect(self._on_save_clicked)
        self.give_up.clicked.connect(self.left)

    def start(self) -> None:
        """Put the focus in the first field to fill."""
        (self.note if self._need else self.service).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_incomplete(self) -> bool:
        """Say whether something is typed that cannot be written yet."""
        return self._dirty

    def flush(self) -> bool:
        """Note what is complete before leaving."""
        return self._write() if self._dirty and self._code else True

    def remove(self) -> None:
        """Put the need in the trash, with a way back."""
        if self._need is not None:
            self._dirty = False
            remove = partial(self._acting.session.unmet_needs.remove, self._need)
            self._acting.attempt_undoable(remove, Action.UNMET_NEED_REMOVED.label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note with Entrée, give up with Échap."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_save_clicked()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _services(self, typed: str) -> Sequence[Completion]:
        words = fold(typed).split()
        if not words:
            return ()
        found = [(code, name) for code, name in self._kinds.items() if all(w in fold(f"{code} {name}") for w in words)]
        return [Completion(code=code, label=name, detail=code) for code, name in found[:_PROPOSALS]]

    def _on_service_edited(self, text: str) -> None:
        self._dirty = True
        wanted = fold(text)
        self._code = next((code for code, name in self._kinds.items() if fold(name) == wanted), "")

    def _on_service_chosen(self, proposal: Completion) -> None:
        self._dirty = True
        self._code = proposal.code
        self.service.setText(proposal.label)
        self._service_field.set_error("")

    def _on_touched(self, _text: str) -> None:
        self._dirty = True

    def _on_save_clicked(self) -> None:
        if not self._code:
            self._service_field.set_error(self.tr("Choisissez un service de la liste. Exemple\u00a0: vélo-école"))
            self.service.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._write():
            self.left.emit()

    def _write(self) -> bool:
        service, note = self._acting.session.unmet_needs, self.note.text().strip()
        if self._need is None:
            write = partial(service.note, self._subject, self._code, reason=self.reason.current(), note=note)
            done = self._acting.attempt_undoable(write, Action.UNMET_NEED_NOTED.label)
        else:
            change = partial(service.change, self._need.id, reason=self.reason.current(), note=note)
            done = self._acting.attempt_undoable(change, Action.UNMET_NEED_CHANGED.label)
        self._dirty = self._dirty and not done
        return done
