"""The two columns of the Suivi section."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.ui.screens.follow_up.recall_rows import ReachedNote, RecallListRow
from mobiconseil.ui.screens.follow_up.view_model import FollowUpModel, RecallGroup, RecallRow, WeekDay, WeekRow
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind, LinkButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import EmptyState
from mobiconseil.ui.widgets.row_list import ListRow, RowList

_STEP = 30
"""Rows drawn at once: a morning of calls. The following ones are asked for."""


class RecallsCard(Card):
    """« À relancer »: late, today, this week."""

    week_asked = Signal()

    def __init__(self, model: FollowUpModel) -> None:
        super().__init__(self.tr("À relancer"), " ", ruled=True, flush=True, scroll=True)
        self._model = model
        self.stacked = False
        self._room = _STEP
        self.note: ReachedNote | None = None
        self.list = RowList(self.tr("À relancer"))
        self.body.addWidget(self.list)
        self.whose = SegmentedChoice(
            (("mine", self.tr("Mes dossiers")), ("team", self.tr("Équipe"))), self.tr("Dossiers affichés")
        )
        self.add_extra(self.whose)
        self.whose.chosen.connect(self._on_whose_chosen)
        self.list.picked.connect(model.open_person)

    def render_model(self) -> None:
        """Show the recalls as they are now; a note being written stays as it is."""
        model = self._model
        self.whose.setVisible(model.has_team)
        self.whose.set_current("mine" if model.mine_only else "team")
        groups = model.groups()
        due = model.due_now()
        self.set_title(self.tr("À relancer"), typography.count(due, "personne") if due else "")
        content: list[QWidget] = []
        if not due:
            content.append(self._nothing())
        room = self._room
        for group in groups:
            content.extend(self._group(group, room))
            room = max(0, room - len(group.rows))
        following = sum(len(group.rows) for group in groups) - self._room
        if following > 0:
            content.append(self._more(following))
        if model.noting is None:
            self.note = None
        self.list.set_content(content)

    def set_stacked(self, stacked: bool) -> None:
        """Put the buttons under the words, in a narrow window."""
        if stacked != self.stacked:
            self.stacked = stacked
            self.render_model()

    def _group(self, group: RecallGroup, room: int) -> list[QWidget]:
        rows = group.rows[:room]
        return [_title(group.title), *(self._row(row) for row in rows)] if rows else []

    def _more(self, following: int) -> QWidget:
        holder = QWidget()
        words = typography.count(following, "personne suivante", "personnes suivantes")
        more = LinkButton(self.tr("Voir {people}").format(people=words))
        more.clicked.connect(self._on_more_clicked)
        Row(holder, margins=(16, 8, 16, 8)).addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _row(self, row: RecallRow) -> QWidget:
        noting = self._model.noting
        if noting is None or noting.code != row.code:
            return RecallListRow(self._model, row, stacked=self.stacked)
        if self.note is None or self.note.code != row.code:
            self.note = ReachedNote(self._model, row)
        self.note.name_person(row.name)
        return self.note

    def _nothing(self) -> EmptyState:
        state = EmptyState(
            "calendar-check-outline",
            self.tr("Aucune relance aujourd’hui"),
            self._model.next_recall(),
            action=self.tr("Voir la semaine"),
        )
        state.action_clicked.connect(self.week_asked)
        return state

    def _on_more_clicked(self) -> None:
        last = self._room - 1
        self._room += _STEP
        self.render_model()
        self.list.rows[min(last + 1, len(self.list.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_whose_chosen(self, code: str) -> None:
        self._model.set_mine_only(code == "mine")


class WeekCard(Card):
    """« Semaine »: five days as a list."""

    def __init__(self, model: FollowUpModel) -> None:
        super().__init__(self.tr("Semaine"), " ", ruled=True, flush=True, scroll=True)
        self._model = model
        self.previous = IconButton("chevron-left", self.tr("Semaine précédente"), Kind.SECONDARY)
        self.now = Button(self.tr("Cette semaine"), height=Height.ROW)
        self.next = IconButton("chevron-right", self.tr("Semaine suivante"), Kind.SECONDARY)
        for widget in (self.previous, self.now, self.next):
            self.add_extra(widget)
        self.list = RowList(self.tr("Rendez-vous de la semaine"))
        self.body.addWidget(self.list)
        self.previous.clicked.connect(self._on_previous)
        self.now.clicked.connect(self._on_now)
        self.next.clicked.connect(self._on_next)
        self.list.picked.connect(model.open_appointment)

    def render_model(self) -> None:
        """Show the week as it is now."""
        self.set_title(self.tr("Semaine"), self._model.week_title())
        self.now.setEnabled(self._model.week != 0)
        content: list[QWidget] = []
        for day in self._model.days():
            content.append(_day_title(day))
            content.extend(_appointment(row) for row in day.rows)
            if not day.rows:
                content.append(_free_day())
        self.list.set_content(content)

    def _on_previous(self) -> None:
        self._model.move_week(-1)

    def _on_now(self) -> None:
        self._model.move_week(0)

    def _on_next(self) -> None:
        self._model.move_week(1)


def _title(text: str) -> QWidget:
    holder = QWidget()
    Row(holder, margins=(16, 12, 16, 4)).addWidget(Label(text, Role.SMALL_STRONG))
    return holder


def _day_title(day: WeekDay) -> QWidget:
    holder = QWidget()
    column = Column(holder, gap=0)
    row = Row(margins=(16, 10, 16, 6), gap=10)
    row.addWidget(Label(day.title, Role.SMALL_STRONG))
    if day.is_today:
        row.addWidget(Chip(holder.tr("Aujourd’hui"), Tone.TINT))
    row.addStretch(1)
    column.addLayout(row)
    return holder


def _free_day() -> QWidget:
    holder = QWidget()
    column = Column(holder, gap=0)
    row = Row(margins=(16, 0, 16, 8))
    row.addWidget(Label(holder.tr("Aucun rendez-vous"), Role.HINT))
    column.addLayout(row)
    column.addWidget(Line())
    return holder


def _appointment(row: WeekRow) -> ListRow:
    found = ListRow(row.code, f"{row.hour}, {row.name}", f"{row.words}, {row.length}")
    when = Column(gap=0)
    when.addWidget(Label(row.hour, Role.STRONG))
    when.addWidget(Label(row.length, Role.SMALL))
    holder = QWidget()
    holder.setLayout(when)
    holder.setFixedWidth(look().px(64))
    found.body.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
    found.body.addWidget(Icon(row.icon, "text_2", 20), 0, Qt.AlignmentFlag.AlignVCenter)
    words = Column(gap=1)
    words.addWidget(Label(row.name, Role.STRONG, wrap=True))
    words.addWidget(Label(row.words, Role.SECONDARY, wrap=True))
    found.body.addLayout(words, 1)
    if row.passed:
        found.body.addWidget(Chip(found.tr("À confirmer"), Tone.WARN), 0, Qt.AlignmentFlag.AlignVCenter)
    return found
