"""The steps of the plan, now then later, with the one that is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.domain.typography import count
from mobiconseil.ui.screens.plan.not_now import PutOff
from mobiconseil.ui.screens.plan.step_card import StepCard
from mobiconseil.ui.screens.plan.view_model import PlanViewModel
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Row, ScrollPage, scroll_to
from mobiconseil.ui.widgets.notices import Banner, EmptyState


class StepList(ScrollPage):
    """Draws the cards again when the steps change, and gives the focus back to the same field."""

    add_requested = Signal()

    def __init__(self, model: PlanViewModel) -> None:
        super().__init__(margins=(0, 0, 8, 8), gap=10)
        self._model = model
        self.open_step: RecordId | None = None
        self.cards: list[StepCard] = []
        self._drawn: tuple[object, ...] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Show the steps as they now are; an open card that only follows its own typing is left alone."""
        known = {step.id for step in self._model.file.steps}
        if self.open_step not in known:
            self.open_step = None
        steps = self._model.file.steps
        kept = () if steps else (self._model.waiting_choices,)
        shape = (*self._model.put_off(), *kept, *(self._shape(step) for step in steps))
        if shape == self._drawn:
            return
        self._drawn = shape
        focused = self._focused_name()
        top = self.verticalScrollBar().value()
        self._clear()
        self._fill()
        self.verticalScrollBar().setValue(top)
        if focused:
            self._focus(focused)

    def open_card(self, record: RecordId, focus: str = "step_title") -> None:
        """Open the card of a step and put the focus in one of its fields."""
        if self.open_step != record:
            self._model.flush()
            self.open_step = record
            self._drawn = None
            self.refresh()
        self._focus(focus)
        QTimer.singleShot(0, self, self._show_open_card)

    def _show_open_card(self) -> None:
        card = next((card for card in self.cards if card.step.id == self.open_step), None)
        if card is None:
            return
        self.settle()
        scroll_to(self, card)
        focused = card.focusWidget()
        if focused is not None:
            self.ensureWidgetVisible(focused)

    def close_card(self) -> None:
        """Close the open card and leave the focus on it, where its date puts it."""
        self._model.flush()
        record, self.open_step = self.open_step, None
        self._drawn = None
        self.refresh()
        if record is not None:
            self._focus(f"step_{record.hex()}")

    def _shape(self, step: Step) -> tuple[object, ...]:
        """Return what makes a card different: all of it, or where it stands only for the card being edited."""
        if step.id == self.open_step:
            asked = (self._model.referral_words(step), self._model.aid_words(step))
            return (step.id, step.position, step.horizon, step.state, *asked)
        return (step,)

    def _fill(self) -> None:
        if self._model.warning:
            self.body.addWidget(Banner(self._model.warning, tone="warn"))
        for item in self._model.put_off():
            self.body.addWidget(self._put_off(item))
        now, later = self._model.now, self._model.later
        for rank, step in enumerate(now, start=1):
            self._add_card(step, rank)
        if later:
            self.body.addWidget(_Separator(self.tr("Plus tard")))
        for rank, step in enumerate(later, start=len(now) + 1):
            self._add_card(step, rank)
        if not now and not later:
            self._add_empty()
        self.body.addStretch(1)

    def _put_off(self, item: PutOff) -> Banner:
        banner = Banner(
            item.title, item.text, tone="warn", icon="hand-back-left-outline", action=self.tr("Voir pourquoi")
        )
        banner.action_clicked.connect(self._model.see_why)
        return banner

    def _add_card(self, step: Step, rank: int) -> None:
        card = StepCard(self._model, step, rank, is_open=step.id == self.open_step)
        card.opened.connect(self.open_card)
        card.closed.connect(self.close_card)
        card.moved.connect(self._on_moved)
        self.cards.append(card)
        self.body.addWidget(card)

    def _add_empty(self) -> None:
        words = self.tr("Écrivez ce que la personne va faire, avec ses mots : « Je réserve la voiture. »")
        kept = self._model.waiting_choices
        if kept:
            said = count(kept, "solution retenue", "solutions retenues")
            build = self.tr("{}\u00a0: dans Préconisations, Construire le plan en fait des étapes.").format(said)
            words = f"{build} {self.tr('Ou écrivez ce que la personne va faire, avec ses mots.')}"
        empty = EmptyState(
            "format-list-numbered",
            self.tr("Aucune étape pour le moment"),
            words,
            action=self.tr("Ajouter une étape"),
            action_icon="plus",
        )
        empty.button.setObjectName("step_first")
        empty.action_clicked.connect(self.add_requested)
        self.body.addWidget(empty, 1)

    def _clear(self) -> None:
        self.cards = []
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(
                    self.window()
                )  # not found here any more, and not left to Python, which may destroy it too soon
                widget.deleteLater()

    def _focused_name(self) -> str:
        focused = QApplication.focusWidget()
        return focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""

    def _focus(self, name: str) -> None:
        found = self.findChild(QWidget, name)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_moved(self, record: RecordId, offset: int) -> None:
        step = self._model.step(record)
        if step is not None:
            self._model.move(step, offset)


class _Separator(QWidget):
    """« Plus tard » and a line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        row = Row(self, margins=(0, 2, 0, 0), gap=8)
        row.addWidget(Label(text, Role.SECONDARY))
        row.addWidget(Line(), 1)
