"""A step of the plan: one line when it is closed, a small form when it is open."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.plan import Step, StepHorizon, StepState
from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.screens.plan.step_editor import StepEditor
from mobiconseil.ui.screens.plan.view_model import PlanViewModel
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.indicators import RankDisc
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Role, set_flag
from mobiconseil.ui.widgets.layouts import Column, Row

_STATES: dict[StepState, tuple[Tone, str]] = {
    StepState.TODO: (Tone.NEUTRAL, "circle-outline"),
    StepState.STARTED: (Tone.TINT, "progress-clock"),
    StepState.WAITING: (Tone.WARN, "timer-sand"),
    StepState.DONE: (Tone.OK, "check-circle-outline"),
    StepState.FAILED: (Tone.DANGER, "alert-circle-outline"),
    StepState.DECLINED: (Tone.NEUTRAL, "hand-back-left-outline"),
    StepState.DROPPED: (Tone.NEUTRAL, "close-circle-outline"),
}


def step_when(step: Step, model: PlanViewModel) -> str:
    """Return « lun. 23 nov. 2026 », « mer. 2 déc., 6 h 40 » or the free moment of « plus tard »."""
    if step.due_on is None:
        return step.when_text
    if step.due_at is None:
        return typography.short_date(step.due_on)
    return f"{typography.short_date(step.due_on, model.today)}, {typography.hour(step.due_at)}"


class StepCard(QFrame):
    """One step. Entrée or a click opens it; Alt+↑ and Alt+↓ move it; the handle moves it with the mouse."""

    opened = Signal(object)
    """The identifier of the step."""
    closed = Signal()
    """Échap inside an open step."""
    moved = Signal(object, int)
    """The identifier and how many places."""

    def __init__(self, model: PlanViewModel, step: Step, rank: int, *, is_open: bool) -> None:
        super().__init__()
        self._model = model
        self.step = step
        self.rank = rank
        self.editor: StepEditor | None = None
        self.setProperty("frame", "card")
        self.setProperty("ringRadius", 8)
        self.setObjectName(f"step_{step.id.hex()}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if is_open else Qt.FocusPolicy.StrongFocus)
        self._build(is_open)
        set_flag(self, "selected", is_open)
        say_as(self, QAccessible.Role.Grouping if is_open else QAccessible.Role.Button)
        self.setAccessibleName(self._said())

    def _build(self, is_open: bool) -> None:
        row = Row(self, margins=(10, 11, 15, 13), gap=12)
        row.addWidget(_Handle(self), 0, Qt.AlignmentFlag.AlignTop)
        muted = self.step.horizon is StepHorizon.LATER or not self.step.state.is_open
        row.addWidget(RankDisc(self.rank, muted=muted), 0, Qt.AlignmentFlag.AlignTop)
        if is_open:
            self.editor = StepEditor(self._model, self.step)
            row.addWidget(self.editor, 1)
        else:
            row.addLayout(self._words(), 1)
            row.addWidget(self._state_chip(), 0, Qt.AlignmentFlag.AlignTop)

    def _words(self) -> Column:
        words = Column(gap=6)
        words.addWidget(Label(self.step.title or self.tr("Étape sans titre"), Role.CARD, wrap=True))
        details = QWidget()
        flow = FlowLayout(details, gap=16)
        for icon, text in self._details():
            flow.addWidget(IconLine(icon, text, "text_2", Role.SECONDARY))
        words.addWidget(details)
        why = self._model.why(self.step).partition("\n")[0]
        if why:
            words.addWidget(Label(why, Role.SMALL, wrap=True))
        late = self._late()
        if late:
            words.addWidget(IconLine("clock-alert-outline", late, "danger", Role.DANGER))
        return words

    def _details(self) -> list[tuple[str, str]]:
        step = self.step
        found = [("account-outline", step.who), ("map-marker-outline", step.place)]
        found.append(("calendar-outline", step_when(step, self._model)))
        if step.unavailability:
            reason = self._model.context.session.reference.unavailability_kind(step.unavailability).label
            found.append(("alert-circle-outline", reason))
        found += self._model.asked(step)
        return [(icon, text) for icon, text in found if text]

    def _late(self) -> str:
        if not self.step.is_late(self._model.today) or self.step.due_on is None:
            return ""
        return typography.relative_days(self.step.due_on, self._model.today, late=True).capitalize()

    def _state_chip(self) -> Chip:
        if self.step.horizon is StepHorizon.LATER and self.step.state.is_open:
            return Chip(self.tr("Plus tard"), Tone.NEUTRAL, "clock-outline")
        tone, icon = _STATES.get(self.step.state, (Tone.NEUTRAL, "circle-outline"))
        return Chip(self.step.state.label, tone, icon)

    def _said(self) -> str:
        parts = (f"Étape {self.rank}", self.step.title or "sans titre", self.step.state.label, self._late())
        return ". ".join(part for part in parts if part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Entrée or Espace; move with Alt and the arrows."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self.step.id, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif self.editor is None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.step.id)
        elif self.editor is not None and event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with a click."""
        if self.editor is None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.step.id)
        super().mouseReleaseEvent(event)


class _Handle(QWidget):
    """The dotted grip at the left of a card: drag it up or down to change the order."""

    def __init__(self, card: StepCard) -> None:
        super().__init__()
        self._card = card
        self._from: QPoint | None = None
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip(self.tr("Glisser pour changer l’ordre (Alt+↑ et Alt+↓ au clavier)"))
        column = Column(self)
        column.addWidget(Icon("drag-vertical", "text_3", 20))
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.setFixedSize(look().px(20), look().px(28))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the card."""
        self._from = event.globalPosition().toPoint()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop it as many places further as it was dragged."""
        if self._from is None:
            return
        way = event.globalPosition().toPoint().y() - self._from.y()
        self._from = None
        height = max(self._card.height(), look().px(60))
        places = round(way / height)
        if places:
            self._card.moved.emit(self._card.step.id, places)
        event.accept()
