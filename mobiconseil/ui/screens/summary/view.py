"""The Résumé tab: take over a file in five minutes, note a contact in thirty seconds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
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
from mobiconseil.ui.widgets.three_panes import ThreePanes, card_column


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
        self.appointment, self.plan, self.agreements = AppointmentCard(model), PlanCard(model), AgreementsCard(model)
        self._start: QWidget = start_card(model)
        self._panes = ThreePanes(
            card_column(self._start, self.request, self.barriers),
            self.journey,
            card_column(self.appointment, self.plan, self.agreements),
            panel=self.tr("Rendez-vous, plan et accords"),
        )
        Column(self, gap=0).addWidget(self._panes)

    def _bind(self) -> None:
        self.model.changed.connect(self.render_soon)
        self.journey.panel.clicked.connect(self._panes.toggle_panel)
        self._panes.class_changed.connect(self._on_class_changed)
        look().changed.connect(self.render_soon)

    def render_now(self) -> None:
        """Show what the view model holds."""
        self._start.setVisible(self.model.is_empty)
        for card in (self.request, self.barriers, self.journey, self.appointment, self.plan, self.agreements):
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
        return all([self.model.note.keep(), self.appointment.flush()])

    def unsaved(self) -> Mapping[str, str]:
        """Return the form of the appointment, when it is not complete."""
        return self.appointment.unsaved()

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
