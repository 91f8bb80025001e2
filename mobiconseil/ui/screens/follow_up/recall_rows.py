"""The rows of « À relancer », and the note that opens in the place of the row of who was just reached."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DURATIONS_MIN
from mobiconseil.ui.screens.follow_up.view_model import FollowUpModel, RecallRow
from mobiconseil.ui.screens.person_follow_up.planned_cards import RECALL_TONES
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.chips import Chip
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.note_area import NoteArea
from mobiconseil.ui.widgets.postpone_button import PostponeButton
from mobiconseil.ui.widgets.refill import CodeButton
from mobiconseil.ui.widgets.row_list import ListRow

AGAIN_DAYS = (7, 30)


class RecallListRow(ListRow):
    """A person, why, her phone; Joint, Pas joint, Reporter. Entrée opens the file."""

    def __init__(self, model: FollowUpModel, row: RecallRow, *, stacked: bool) -> None:
        super().__init__(row.code, f"{row.name}, {row.when}", f"{row.reason} {row.phone}".strip())
        self._model = model
        words = Column(gap=2)
        top = Row(gap=8)
        top.addWidget(Label(row.name, Role.STRONG))
        top.addWidget(Chip(row.when, RECALL_TONES[row.tone]))
        top.addStretch(1)
        words.addLayout(top)
        words.addWidget(Label(row.reason, Role.SECONDARY, wrap=True))
        if row.phone:
            words.addWidget(_phone(row.phone))
        line: Column | Row = Column(gap=8) if stacked else Row(gap=12)
        line.addLayout(words, 1)
        line.addWidget(self._buttons(row), 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line, 1)

    def _buttons(self, row: RecallRow) -> QWidget:
        model = self._model
        holder = QWidget()
        line = Row(holder, gap=6)
        for text, icon, slot in (
            (self.tr("Joint"), "phone-check-outline", model.reach),
            (self.tr("Pas joint"), "", model.miss),
        ):
            button = CodeButton(text, row.code, icon=icon, name=f"{text}, {row.name}")
            button.pressed_code.connect(slot)
            line.addWidget(button)
        name = f"{self.tr('Reporter')}, {row.name}"
        postpone = PostponeButton(row.code, model.parse_date, model.show_date, model.today, name=name)
        postpone.postponed_by.connect(model.postpone_by)
        postpone.postponed_to.connect(model.postpone)
        line.addWidget(postpone)
        line.addStretch(1)
        return holder


def _phone(number: str) -> QWidget:
    holder = QWidget()
    row = Row(holder, gap=5)
    row.addWidget(Icon("phone", "primary", 15))
    label = Label(number, Role.LABEL)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(label)
    row.addStretch(1)
    return holder


class ReachedNote(QWidget):
    """The call is already noted: what was said, how long, and when to call again; saved as it is typed."""

    def __init__(self, model: FollowUpModel, row: RecallRow) -> None:
        super().__init__()
        self._model = model
        self.code = row.code
        self.area = NoteArea(self.tr("Ce qui s’est dit…"), name=self.tr("Ce qui s’est dit"))
        self.area.setObjectName("reached_note")
        self._advice = IconLine("alert-outline", "", "warn", Role.WARN)
        self._advice.hide()
        lengths = [(str(minutes), str(minutes)) for minutes in DURATIONS_MIN]
        self.length = SegmentedChoice(lengths, self.tr("Durée en minutes"), current="15")
        self.done = Button(self.tr("Terminé"), icon="check", height=Height.ROW)
        column = Column(self, margins=(16, 10, 16, 12), gap=8)
        self._name = IconLine("check-circle-outline", "", "ok", Role.STRONG)
        column.addWidget(self._name)
        column.addWidget(self.area)
        column.addWidget(self._advice)
        column.addWidget(self._controls())
        column.addWidget(Line())
        self.area.edited.connect(self._on_edited)
        self.area.ended.connect(model.finish_note)
        self.length.chosen.connect(self._on_length_chosen)
        self.done.clicked.connect(model.finish_note)
        self.name_person(row.name)

    def name_person(self, name: str) -> None:
        """Say who was reached: her initials only on a shared screen."""
        self._name.set_text(self.tr("{name}\u00a0: appel noté").format(name=name))
        self.setAccessibleName(self.tr("Appel noté, {name}").format(name=name))

    def _controls(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        flow.addWidget(self.length)
        for days in AGAIN_DAYS:
            text = self.tr("Rappeler dans {days} j").format(days=days)
            again = CodeButton(text, str(days), kind=Kind.QUIET)
            again.pressed_code.connect(self._on_again)
            flow.addWidget(again)
        flow.addWidget(self.done)
        return holder

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Entrée ends the note."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._model.finish_note()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        self._model.tell(text)
        advice = self._model.advice(text)
        self._advice.set_text(advice)
        self._advice.setVisible(bool(advice))

    def _on_length_chosen(self, code: str) -> None:
        self._model.set_length(int(code))

    def _on_again(self, code: str) -> None:
        self._model.call_again_in(int(code))
