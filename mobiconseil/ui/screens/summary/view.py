"""The Résumé tab: take over a file in five minutes, note a contact in thirty seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.ahead import allowed
from mobiconseil.ui.context import Context
from mobiconseil.ui.late_render import LateScreen
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screen import Heading
from mobiconseil.ui.screens.summary.journey_card import JourneyCard
from mobiconseil.ui.screens.summary.left_cards import BarriersCard, RequestCard
from mobiconseil.ui.screens.summary.right_cards import AgreementsCard, AppointmentCard, PlanCard, start_card
from mobiconseil.ui.screens.summary.view_model import SummaryModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.three_panes import ThreePanes, card_column, fill_column


class SummaryScreen(LateScreen):
    """Her request and barriers at the left, the journey in the middle, what comes next at the right."""

    help_page = "dossier"

    def __init__(self, context: Context, subject: RecordId) -> None:
        super().__init__()
        self.model = SummaryModel(context, subject, self)
        self._build()
        self._bind()
        self.render_now()

    def _build(self) -> None:
        model = self.model
        self.request, self.barriers = RequestCard(model), BarriersCard(model)
        self.journey = JourneyCard(model)
        self._left, self._right = card_column(self.request, self.barriers), QWidget()
        self._start: QWidget | None = None
        self._cards: tuple[AppointmentCard, PlanCard, AgreementsCard] | None = None
        self._panes = ThreePanes(self._left, self.journey, self._right, panel=self.tr("Rendez-vous, plan et accords"))
        Column(self, gap=0).addWidget(self._panes)
        if allowed():
            # The request and the journey are read first: they are seen before the right column is made.
            QTimer.singleShot(1, self, self._complete)
        else:
            self._complete()

    def _complete(self) -> tuple[AppointmentCard, PlanCard, AgreementsCard]:
        """Return the cards of the right column, made now if they were not."""
        if self._cards is None:
            model = self.model
            self._cards = AppointmentCard(model), PlanCard(model), AgreementsCard(model)
            for card in self._cards:
                card.render_model()
            fill_column(self._right, *self._cards)
        return self._cards

    @property
    def appointment(self) -> AppointmentCard:
        """Return the card of the next appointment."""
        return self._complete()[0]

    @property
    def plan(self) -> PlanCard:
        """Return the card of the plan."""
        return self._complete()[1]

    @property
    def agreements(self) -> AgreementsCard:
        """Return the card of the statuses and agreements."""
        return self._complete()[2]

    def _bind(self) -> None:
        self.model.changed.connect(self.render_soon)
        self.journey.panel.clicked.connect(self._panes.toggle_panel)
        self._panes.class_changed.connect(self._on_class_changed)
        look().changed.connect(self.render_soon)

    def render_now(self) -> None:
        """Show what the view model holds."""
        if self.model.is_empty and self._start is None:
            self._start = start_card(self.model)
            cast("Column", self._left.layout()).insertWidget(0, self._start)
        if self._start is not None:
            self._start.setVisible(self.model.is_empty)
        for card in (self.request, self.barriers, self.journey, *(self._cards or ())):
            card.render_model()

    def heading(self) -> Heading:
        """Offer to note a contact."""
        return Heading(title="", action=self.tr("Nouveau contact"), action_icon="plus")

    def on_action(self) -> None:
        """Put the focus in the quick note."""
        self.journey.note.start()
        self._panes.reveal(self.journey.note)

    def on_add(self) -> None:
        """Put the focus in the quick note."""
        self.on_action()

    def on_print(self) -> None:
        """Go and print the plan of the person."""
        self.model.go(Tab.PLAN, "print")

    def enter(self, route: Route) -> None:
        """Be shown; a route may ask for the appointment form (« appointment ») or the quick note (« note »)."""
        if route.part == "appointment":
            self._panes.show_panel()
            self.appointment.open_form(self.model.next_appointment())
            self._panes.reveal(self.appointment)
        elif route.part == "note":
            self.on_action()

    def flush(self) -> bool:
        """Keep the note and the form being written."""
        return all([self.model.note.keep(), self._cards is None or self.appointment.flush()])

    def unsaved(self) -> Mapping[str, str]:
        """Return the form of the appointment, when it is not complete."""
        return {} if self._cards is None else self.appointment.unsaved()

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Open the form first."""
        self.appointment.open_form(self.model.next_appointment())
        super().put_back(texts)

    def place(self) -> Route:
        """Return this tab of this file."""
        return Route(section=Section.PEOPLE, subject=self.model.subject, tab=Tab.SUMMARY)

    def toggle_panel(self) -> None:
        """Open or close the right column, when it is a drawer."""
        self._panes.toggle_panel()

    def _on_class_changed(self, _found: object) -> None:
        self.journey.panel.setVisible(self._panes.has_drawer)
