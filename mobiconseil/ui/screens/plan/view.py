"""The action plan: goal, steps and the sheet, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.context import Context
from mobiconseil.ui.drafts import misread
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.plan.close_panel import ClosePanel
from mobiconseil.ui.screens.plan.goal_card import GoalCard
from mobiconseil.ui.screens.plan.preview_model import PreviewModel
from mobiconseil.ui.screens.plan.preview_panel import PreviewPanel
from mobiconseil.ui.screens.plan.step_list import StepList
from mobiconseil.ui.screens.plan.view_model import PlanViewModel
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import KeyHint, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets_forms.request_drawer import RequestDrawer
from mobiconseil.ui.width_class import WidthClass, WidthWatcher

PREVIEW_WIDTH = 396


class PlanScreen(Screen):
    """Mock-up 06: the plan at the left, the sheet at the right (a drawer when the window is not wide enough)."""

    help_page = "plan"

    def __init__(self, context: Context, subject: RecordId) -> None:
        super().__init__()
        self._context = context
        self._subject = subject
        self._model = PlanViewModel(context, subject, self)
        self._preview_model = PreviewModel(context, subject, self, flush=self._model.flush)
        self._drawer: Drawer | None = None
        self._widths: WidthWatcher | None = None
        self._build()
        self._bind()
        self._render()
        follow(self)

    def _build(self) -> None:
        self.goal = GoalCard(self._model)
        self.steps = StepList(self._model)
        self.panel = PreviewPanel(self._context, self._preview_model)
        self.closed = Banner("", tone="info")
        self.closed.hide()
        self._close_panel = ClosePanel(self._model)
        self._close_panel.hide()
        self.requests = RequestDrawer(self, self._context, self._subject)
        self._summary = Label("", Role.SECONDARY)
        self._show_sheet = Button(self.tr("Aperçu"), icon="file-document-outline", key="F4")
        self._show_sheet.hide()
        left = Column(gap=12)
        left.addWidget(self.goal)
        left.addWidget(self.closed)
        left.addLayout(self._title_row())
        left.addWidget(self.steps, 1)
        left.addWidget(self._close_panel)
        left.addLayout(self._foot_row())
        self._row = Row(self, margins=(16, 14, 16, 14), gap=14)
        self._row.addLayout(left, 1)
        self._row.addWidget(self.panel)

    def _title_row(self) -> FoldingRow:
        row = FoldingRow(gap=8)
        row.addWidget(Label(self.tr("Étapes"), Role.CARD))
        row.addWidget(self._summary)
        row.addStretch(1)
        for key in ("Alt ↑", "Alt ↓"):
            row.addWidget(KeyHint(key))
        row.addWidget(Label(self.tr("changer l’ordre"), Role.SMALL))
        row.addWidget(self._show_sheet)
        return row

    def _foot_row(self) -> FoldingRow:
        self.add_button = Button(self.tr("Ajouter une étape"), icon="plus", key="Ctrl E")
        self.add_button.setObjectName("step_add")
        self._close_button = Button(self.tr("Clore le plan"), Kind.QUIET, icon="flag-checkered")
        self._close_button.setObjectName("plan_close")
        self.agreement = CheckBox("")
        self.agreement.setObjectName("plan_agreement")
        row = FoldingRow(gap=12)
        row.addWidget(self.add_button)
        row.addWidget(self._close_button)
        row.addStretch(1)
        row.addWidget(self.agreement)
        return row

    def _bind(self) -> None:
        self._model.changed.connect(self._render)
        self.closed.action_clicked.connect(self._model.reopen)
        self._model.typed.connect(self._preview_model.refresh_soon)
        self._model.referral_asked.connect(self._on_referral_asked)
        self._model.aid_asked.connect(self._on_aid_asked)
        self.steps.add_requested.connect(self.on_add)
        self.add_button.clicked.connect(self.on_add)
        self.agreement.clicked.connect(self._on_agreement_clicked)
        self._close_button.clicked.connect(self._on_close_clicked)
        self._close_panel.cancelled.connect(self._on_close_cancelled)
        self._close_panel.appointment_requested.connect(self.on_action)
        self._show_sheet.clicked.connect(self.toggle_panel)

    def _render(self) -> None:
        self.goal.render_state()
        self.steps.refresh()
        self._summary.setText(self._model.summary)
        agreed = self._model.agreed is TriState.YES
        self.agreement.setText(self.tr("{} est d’accord").format(self._model.first_name))
        self.agreement.setChecked(agreed)
        self._close_button.setVisible(bool(self._model.file.steps))
        self._render_closed()
        self._preview_model.refresh_soon()
        self.heading_changed.emit()

    def _render_closed(self) -> None:
        plan = self._model.closed_plan
        self.closed.setVisible(plan is not None)
        if plan is not None and plan.closed_on is not None:
            title = self.tr("Plan clos le {}").format(typography.short_date(plan.closed_on))
            words = typography.tidy(plan.closing_note or plan.goal)
            self.closed.set_state(title, words, tone="info", icon="flag-checkered", action=self.tr("Rouvrir ce plan"))

    # ------------------------------------------------------------------ the window asks

    def heading(self) -> Heading:
        """Return the deadline and the way to fix an appointment."""
        return Heading(
            title="",
            subtitle=self._model.subtitle(),
            action=self.tr("Fixer un rendez-vous"),
            action_icon="calendar-plus",
            action_filled=False,
        )

    def on_action(self) -> None:
        """Go and fix the next appointment."""
        self._context.navigator.open_file(self._subject, Tab.FOLLOW_UP, part="appointment")

    def enter(self, route: Route) -> None:
        """Show the plan; `part` is the identifier of a step to open, « print » or « close »."""
        self._fold()
        self._preview_model.refresh()
        if route.part == "print":
            self.panel.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif route.part:
            step = next((step for step in self._model.file.steps if step.id.hex() == route.part), None)
            if step is not None:
                self.steps.open_card(step.id)

    def flush(self) -> bool:
        """Save what is typed."""
        written = self._model.flush()
        return self.requests.flush() and written

    def leave(self) -> None:
        """Take away the steps that were begun here and left empty; what was not understood is not nothing."""
        if not misread(self):
            self._model.drop_blank(self.steps.open_step)

    def unsaved(self) -> Mapping[str, str]:
        """Return what was not understood."""
        return misread(self)

    def place(self) -> Route:
        """Return the open step."""
        part = self.steps.open_step.hex() if self.steps.open_step else ""
        return Route(section=Section.PEOPLE, subject=self._subject, tab=Tab.PLAN, part=part)

    def on_add(self) -> None:
        """Add a step and begin to write it."""
        step = self._model.add_step()
        if step is not None:
            self.steps.open_card(step.id)

    def on_print(self) -> None:
        """Print the sheet."""
        self.panel.print_now()

    def toggle_panel(self) -> None:
        """Open or close the sheet in a narrow window."""
        if self._drawer is not None:
            self._drawer.toggle()

    # ------------------------------------------------------------------ widths

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.panel.setMinimumWidth(look().px(PREVIEW_WIDTH) if self._drawer is None else 0)
        if self._drawer is None:
            self.panel.setMaximumWidth(look().px(PREVIEW_WIDTH))

    def _fold(self) -> None:
        if self._widths is None:
            self._widths = WidthWatcher(self.window(), self)
            self._widths.changed.connect(self._on_width_changed)
        self._on_width_changed(self._widths.current)

    def _on_width_changed(self, width: WidthClass) -> None:
        folded = width is not WidthClass.WIDE
        if folded == (self._drawer is not None):
            return
        self._show_sheet.setVisible(folded)
        if folded:
            self._drawer = Drawer(self, self.tr("Aperçu à imprimer"), width=PREVIEW_WIDTH + 40)
            self._row.removeWidget(self.panel)
            self.panel.setMaximumWidth(16_777_215)
            self._drawer.body.addWidget(self.panel, 1)
        elif self._drawer is not None:
            self._row.addWidget(self.panel)
            drawer, self._drawer = self._drawer, None
            drawer.hide()
            drawer.deleteLater()
        self.panel.show()
        self.restyle()

    # ------------------------------------------------------------------ answers

    def _on_agreement_clicked(self, checked: bool) -> None:
        self._model.set_agreement(TriState.YES if checked else TriState.UNKNOWN)

    def _on_referral_asked(self, record: RecordId) -> None:
        step = self._model.step(record) if self._model.flush() else None
        if step is not None:
            self.requests.refer_step(step)

    def _on_aid_asked(self, record: RecordId) -> None:
        step = self._model.step(record) if self._model.flush() else None
        if step is not None:
            self.requests.ask_for_step(step)

    def _on_close_clicked(self) -> None:
        self._close_panel.render_state()
        self._close_panel.show()
        self._close_panel.leaving.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_close_cancelled(self) -> None:
        self._close_panel.hide()
        _focus(self._close_button)


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
