"""Accords: what the person was told and what she agreed to, dated and withdrawable."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.situation import ConsentChannel, ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.screens.situation.answer_line import AnswerLine
from mobiconseil.ui.screens.situation.binder import FieldBinder
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.screens.situation.view_model import SituationModel
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Row


class ConsentFields(QObject):
    """The fields of one agreement, written at once."""

    def __init__(self, model: SituationModel, kind: ConsentKind, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._kind = model, kind

    def value(self, name: str) -> object:
        """Return a field as stored."""
        consent = self._model.consent(self._kind)
        return getattr(consent, name) if consent is not None else None

    def edit(self, name: str, value: object, *, now: bool = False) -> None:
        """Write a field."""
        if value != self.value(name):
            self._model.set_consent(self._kind, **{name: value})

    def today(self) -> date:
        """Return the local day."""
        return self._model.today()

    def advice(self, text: str) -> str:
        """Return nothing: there is no free text here."""
        return ""


class ConsentLine(AnswerLine):
    """One agreement: given or not, when, how; taken back with one button."""

    def __init__(self, kind: ConsentKind, model: SituationModel) -> None:
        super().__init__(kind.value, kind.label)
        self._kind, self._model = kind, model
        self._fields = FieldBinder(ConsentFields(model, kind, self), self)
        self._details: QWidget | None = None
        self._withdrawn = Label("", Role.SECONDARY, wrap=True)
        self.below.addWidget(self._withdrawn)
        self.answered.connect(self._on_answered)
        self.refresh()

    def refresh(self) -> None:
        """Show the agreement as it is."""
        consent = self._model.consent(self._kind)
        self.set_value(consent.value if consent is not None else TriState.UNKNOWN)
        given = consent is not None and consent.holds
        if given and self._details is None:
            self._build_details()
        if self._details is not None:
            self._details.setVisible(given)
        self._fields.show()
        day = consent.withdrawn_on if consent is not None else None
        self._withdrawn.setVisible(day is not None)
        if day is not None:
            words = self.tr("Retiré le {day}. «\u00a0Oui\u00a0» le donne à nouveau.")
            self._withdrawn.setText(words.format(day=typography.short_date(day)))
            self.choice.set_current("")

    def commit(self) -> None:
        """Hand over the date that was not left."""
        self._fields.commit()

    def _build_details(self) -> None:
        self._details = QWidget()
        row = Row(self._details, margins=(0, 0, 0, 6), gap=10)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._fields.day("given_on", self.tr("Le"), prefer="past"), 1, top)
        row.addWidget(self._fields.choice("channel", ConsentChannel, self.tr("Comment")), 1, top)
        if self._kind is not ConsentKind.NOTICE:
            withdraw = Button(self.tr("Retirer l’accord"), height=Height.NORMAL)
            withdraw.clicked.connect(self._on_withdraw_clicked)
            row.addWidget(withdraw, 0, Qt.AlignmentFlag.AlignBottom)
        self.below.addWidget(self._details)

    def _on_answered(self, _code: str, value: str) -> None:
        self._model.set_consent(self._kind, value=TriState(value), withdrawn_on=None)

    def _on_withdraw_clicked(self) -> None:
        self._model.withdraw_consent(self._kind)


class ConsentsGroup(Group):
    """Four agreements."""

    def build(self) -> None:
        """Make the lines."""
        self.say(self.tr("Un accord se retire aussi simplement qu’il se donne. La date et la manière restent connues."))
        self._lines = [ConsentLine(kind, self.model) for kind in ConsentKind]
        for line in self._lines:
            self.body.addWidget(line)

    def refresh(self) -> None:
        """Show the agreements as they are."""
        for line in self._lines:
            line.refresh()

    def commit(self) -> None:
        """Hand over the dates that were not left."""
        for line in self._lines:
            line.commit()
