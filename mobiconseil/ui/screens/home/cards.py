"""The four cards of the home screen; each rebuilds its rows only when they changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from mobiconseil.domain.follow_up import AppointmentState
from mobiconseil.ui.screens.home.rows import Call, Chore, Unfinished, Visit
from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.indicators import Avatar, ProgressSteps
from mobiconseil.ui.widgets.labels import ElidedLabel, Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, FixedWidth, Row
from mobiconseil.ui.widgets.list_row import ListRow
from mobiconseil.ui.widgets.notices import EmptyState


class RowsCard(Card):
    """A card of rows, or an empty state; the focus stays on the row that had it."""

    def __init__(self, title: str, *, link: str = "") -> None:
        super().__init__(title, link=link, ruled=True, flush=True)
        self.setProperty("role", "card")
        self._shown: object = None

    def show_rows(self, key: object, rows: list[QWidget] | None, empty: QWidget | None = None) -> None:
        """Replace the rows if `key` differs from what is shown; `rows` is then built by the caller."""
        self._shown = key
        name = _focused_name(self)
        while self.body.count():
            taken = self.body.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(
                    self.window()
                )  # not found here any more, and not left to Python, which may destroy it too soon
                widget.deleteLater()
        for rank, row in enumerate(rows or []):
            if rank:
                self.body.addWidget(Line())
            self.body.addWidget(row)
            row.setVisible(True)  # now, so that it can take the focus back
        if not rows and empty is not None:
            self.body.addWidget(empty)
        self.body.addStretch(1)
        found = self.findChild(QWidget, name) if name else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def differs(self, key: object) -> bool:
        """Say whether something else is shown."""
        return self._shown != key


class VisitRow(ListRow):
    """An appointment: hour, person, and the next step."""

    start_requested = Signal(object)
    prepare_requested = Signal(object)
    settled = Signal(object, object)

    def __init__(self, visit: Visit) -> None:
        super().__init__(f"{visit.hour}, {visit.name}, {visit.detail}", height=61, tinted=visit.is_next)
        self._visit = visit
        times = Column(gap=0)
        times.addStretch(1)
        times.addWidget(Label(visit.hour, Role.STRONG))
        times.addWidget(Label(visit.duration, Role.SMALL))
        times.addStretch(1)
        holder = _sized(times, 62)
        words = Column(gap=0)
        top = Row(gap=8)
        top.addWidget(ElidedLabel(visit.name, Role.STRONG))
        if visit.chip:
            top.addWidget(Chip(visit.chip, Tone.OUTLINE, "clock-outline"))
        top.addStretch(1)
        words.addStretch(1)
        words.addLayout(top)
        words.addWidget(ElidedLabel(visit.detail, Role.SECONDARY))
        words.addStretch(1)
        self.row.addWidget(holder)
        self.row.addWidget(Icon(visit.icon, "primary" if visit.is_next else "text_2", 20))
        self.row.addLayout(words, 1)
        self._add_buttons()

    def _add_buttons(self) -> None:
        visit = self._visit
        if visit.is_over:
            self._button(self.tr("Honoré"), self._on_kept_clicked, "kept", icon="check")
            self._button(self.tr("Absence"), self._on_absent_clicked, "absent")
        elif visit.is_next:
            self._button(
                self.tr("Démarrer l’entretien"), self._on_start_clicked, "start", icon="arrow-right", main=True
            )
        else:
            self._button(self.tr("Préparer"), self._on_prepare_clicked, "prepare")

    def _button(self, text: str, slot: Callable[[], None], name: str, *, icon: str = "", main: bool = False) -> None:
        button = Button(text, Kind.PRIMARY if main else Kind.SECONDARY, icon=icon, height=Height.ROW)
        button.setObjectName(f"{name}_{self._visit.record.hex()}")
        button.setAccessibleDescription(f"{self._visit.hour}, {self._visit.name}")
        button.clicked.connect(slot)
        self.row.addWidget(button)

    def _on_start_clicked(self) -> None:
        self.start_requested.emit(self._visit)

    def _on_prepare_clicked(self) -> None:
        self.prepare_requested.emit(self._visit)

    def _on_kept_clicked(self) -> None:
        self.settled.emit(self._visit, AppointmentState.KEPT)

    def _on_absent_clicked(self) -> None:
        self.settled.emit(self._visit, AppointmentState.ABSENT)


class CallRow(ListRow):
    """Somebody to call back: why, since when, and the phone."""

    chosen = Signal(object)

    def __init__(self, call: Call) -> None:
        super().__init__(f"{call.name}, {call.chip}, {call.reason}, {call.phone}", height=59, clickable=True)
        self._call = call
        self.setObjectName(f"call_{call.record.hex()}")
        column = Column(gap=1)
        top, bottom = Row(gap=8), Row(gap=4)
        top.addWidget(ElidedLabel(call.name, Role.STRONG), 1)
        top.addWidget(Chip(call.chip, _call_tone(call)))
        bottom.addWidget(ElidedLabel(call.reason, Role.SECONDARY), 1)
        if call.phone:
            bottom.addWidget(Icon("phone", "primary", 15))
            phone = Label(call.phone, Role.LABEL)
            phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            bottom.addWidget(phone)
        column.addLayout(top)
        column.addLayout(bottom)
        self.row.addLayout(column, 1)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._call)


class UnfinishedRow(ListRow):
    """A file to go on with: how far it is, and since when."""

    chosen = Signal(object)

    def __init__(self, found: Unfinished) -> None:
        super().__init__(f"{found.name}, {found.todo}, {found.sentence}", height=57, clickable=True)
        self._found = found
        self.setObjectName(f"resume_{found.subject.hex()}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # how far it is may wrap
        words = Column(gap=0)
        words.addStretch(1)
        words.addWidget(ElidedLabel(found.name, Role.STRONG))
        words.addWidget(ElidedLabel(found.todo, Role.SECONDARY))
        words.addStretch(1)
        self.row.addWidget(Avatar(found.initials, name=found.name))
        self.row.addLayout(words, 3)
        self.row.addWidget(ProgressSteps(found.done, found.sentence, started=found.begun), 5)
        self.row.addWidget(Label(found.day, Role.SECONDARY))
        self.row.addWidget(Icon("chevron-right", "text_2", 20))
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._found)


class ChoreRow(ListRow):
    """Something to do on this laptop."""

    chosen = Signal(object)

    def __init__(self, chore: Chore) -> None:
        super().__init__(f"{chore.title}, {chore.detail}", height=60)
        # Taller than its hint in a narrow card, where both lines wrap.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._chore = chore
        words = Column(gap=0)
        words.addStretch(1)
        words.addWidget(Label(chore.title, Role.LABEL, wrap=True))
        words.addWidget(Label(chore.detail, Role.SECONDARY, wrap=True))
        words.addStretch(1)
        link = LinkButton(chore.action)
        link.setObjectName(f"chore_{chore.part}")
        link.setAccessibleDescription(chore.title)
        link.clicked.connect(self._on_clicked)
        self.row.addWidget(Icon(chore.icon, "warn" if chore.urgent else "text_2", 20))
        self.row.addLayout(words, 1)
        self.row.addWidget(link)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._chore)


class FirstSteps(Card):
    """The first launch: three steps, done or to do."""

    step_chosen = Signal(str)

    def __init__(self, steps: tuple[tuple[str, str, str, str, bool], ...]) -> None:
        """Each step: code, title, sentence, button, done."""
        super().__init__(self.tr("Pour commencer"), ruled=True, flush=True)
        first = next((code for code, _, _, _, done in steps if not done), "")
        for rank, (code, title, sentence, action, done) in enumerate(steps):
            if rank:
                self.body.addWidget(Line())
            self.body.addWidget(self._row(code, title, sentence, action, done=done, main=code == first))
        self.body.addStretch(1)

    def _row(self, code: str, title: str, sentence: str, action: str, *, done: bool, main: bool) -> QWidget:
        row = ListRow(f"{title}. {sentence}", height=72, tinted=main)
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        words = Column(gap=2)
        words.addStretch(1)
        words.addWidget(Label(title, Role.STRONG))
        words.addWidget(Label(sentence, Role.SECONDARY, wrap=True))
        words.addStretch(1)
        glyph = "check-circle-outline" if done else "circle-outline"
        row.row.addWidget(Icon(glyph, "ok" if done else "primary" if main else "text_2", 24))
        row.row.addLayout(words, 1)
        button = Button(action, Kind.PRIMARY if main else Kind.SECONDARY, height=Height.ROW)
        button.setObjectName(f"step_{code}")
        button.setProperty("code", code)
        button.clicked.connect(self._on_clicked)
        row.row.addWidget(button)
        return row

    def _on_clicked(self) -> None:
        self.step_chosen.emit(str(self.sender().property("code")))


def calm(icon: str, title: str, sentence: str, action: str = "") -> EmptyState:
    """Return what a card says when there is nothing to do."""
    return EmptyState(icon, title, sentence, action=action)


def _call_tone(call: Call) -> Tone:
    if call.days_late > 1:
        return Tone.DANGER
    return {1: Tone.WARN, 0: Tone.TINT}.get(call.days_late, Tone.NEUTRAL)


def _sized(column: Column, width: int) -> QWidget:
    holder = FixedWidth(width)
    holder.setLayout(column)
    return holder


def _focused_name(card: QWidget) -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None and card.isAncestorOf(focused) else ""
