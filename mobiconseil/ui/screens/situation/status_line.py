"""One status: its answer, and when it is yes, since when, until when and from what."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.catalogues import StatusKind
from mobiconseil.domain.situation import StatusSource
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.screens.situation.answer_line import AnswerLine
from mobiconseil.ui.screens.situation.binder import FieldBinder
from mobiconseil.ui.screens.situation.view_model import SituationModel
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class StatusFields(QObject):
    """The fields of one status, written at once: each is one short gesture."""

    def __init__(self, model: SituationModel, code: str, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._code = model, code

    def value(self, name: str) -> object:
        """Return a field as stored."""
        status = self._model.status(self._code)
        return getattr(status, name) if status is not None else None

    def edit(self, name: str, value: object, *, now: bool = False) -> None:
        """Write a field."""
        if value != self.value(name):
            self._model.set_status(self._code, **{name: value})

    def today(self) -> date:
        """Return the local day."""
        return self._model.today()

    def advice(self, text: str) -> str:
        """Return nothing: there is no free text here."""
        return ""


class StatusLine(AnswerLine):
    """A status with its answer; its dates show once it is yes."""

    def __init__(self, kind: StatusKind, model: SituationModel) -> None:
        super().__init__(kind.code, kind.agreed(model.stored.civility))
        self._kind, self._model = kind, model
        self._fields = FieldBinder(StatusFields(model, kind.code, self), self)
        self._details: QWidget | None = None
        self._deduced = Chip("", Tone.TINT)
        self._state = Chip("", Tone.WARN, "clock-alert-outline")
        self.line.insertWidget(1, self._deduced, 0, Qt.AlignmentFlag.AlignTop)
        self.below.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice.setAccessibleDescription(self.tr("Se vérifie auprès de\u00a0: {who}").format(who=kind.attested_by))
        self.answered.connect(self._on_answered)
        self.refresh()

    def refresh(self) -> None:
        """Show the status as it is."""
        self.label.setText(self._kind.agreed(self._model.stored.civility))
        self.setAccessibleName(self.label.text())
        status = self._model.status(self.code)
        stored = status.value if status is not None else TriState.UNKNOWN
        deduced = self._model.deduced(self.code)
        known = deduced is not None and deduced is not TriState.UNKNOWN
        self.set_value(deduced if deduced is not None and known else stored)
        self.choice.setVisible(not known)
        self._show_state(deduced if known else None, stored)
        dated = stored is TriState.YES and not known
        if dated and self._details is None:
            self._build_details()
        if self._details is not None:
            self._details.setVisible(dated)
        self._fields.show()

    def commit(self) -> None:
        """Hand over the dates that were not left."""
        self._fields.commit()

    def _show_state(self, deduced: TriState | None, stored: TriState) -> None:
        status, today = self._model.status(self.code), self._model.today()
        self._deduced.setVisible(deduced is not None)
        if deduced is not None:
            words = self.tr("{answer}, d’après la naissance")
            self._deduced.set_state(words.format(answer=deduced.label), Tone.TINT)
        doubtful = status is not None and stored is TriState.YES and status.holds_on(today) is not TriState.YES
        self._state.setVisible(doubtful and deduced is None)
        if status is not None and doubtful:
            over = status.end_on is not None and status.end_on < today
            text = self.tr("Expiré, à vérifier") if over else self.tr("Pas encore commencé")
            self._state.set_state(text, Tone.WARN, "clock-alert-outline")

    def _build_details(self) -> None:
        self._details = QWidget()
        row = Row(gap=10)
        row.addWidget(self._fields.day("start_on", self.tr("Depuis le"), prefer="past", compact=True), 1)
        row.addWidget(self._fields.day("end_on", self.tr("Jusqu’au"), compact=True), 1)
        row.addWidget(self._fields.choice("source", StatusSource, self.tr("D’après")), 1)
        column = Column(self._details, margins=(0, 0, 0, 6), gap=4)
        column.addLayout(row)
        column.addWidget(
            Label(self.tr("Se vérifie auprès de\u00a0: {who}").format(who=self._kind.attested_by), Role.SMALL)
        )
        self.below.addWidget(self._details)

    def _on_answered(self, code: str, value: str) -> None:
        self._model.set_status(code, value=TriState(value))
