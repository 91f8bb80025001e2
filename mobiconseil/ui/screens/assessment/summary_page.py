"""What is retained of the assessment, and what comes after: what fits her, another one, or opening it again."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from mobiconseil.domain.profile import Point
from mobiconseil.domain.typography import duration, short_date
from mobiconseil.services.actions import Action
from mobiconseil.services.assessments import REOPENINGS
from mobiconseil.ui.ahead import allowed
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.page_card import PageCard
from mobiconseil.ui.screens.assessment.side_panel import add_points, fill_points
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel, Page
from mobiconseil.ui.widgets.buttons import Button, Kind, LinkButton
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.width_class import WidthClass

_SEEN = 9
"""Points of each list that are seen at once on the screen of a laptop."""


class SummaryPage(PageCard):
    """Supports, points to work on, typical profile; never a global score."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__(vm, vm.tr("Ce que l’on retient"))
        self.state = Banner("", tone="ok", icon="check-circle-outline")
        self.go_on = LinkButton(self.tr("Continuer le diagnostic"), icon="arrow-left")
        self.next = Button(self.tr("Voir les préconisations"), Kind.SECONDARY, icon="filter-outline")
        self.again = Button(self.tr("Refaire le point"), Kind.SECONDARY, icon="clipboard-check-outline")
        self.reopen = Button(self.tr("Rouvrir"), Kind.SECONDARY, icon="lock-open-variant-outline")
        self.reasons = QWidget()
        self.profile = Label("", Role.CARD, wrap=True)
        self.advice = Label("", Role.SECONDARY, wrap=True)
        self._points: tuple[tuple[Point, ...], tuple[Point, ...]] | None = None
        self._is_cut = False
        self._build()
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.again.clicked.connect(self._on_again_clicked)
        self.reopen.clicked.connect(self._on_reopen_clicked)

    def _build(self) -> None:
        body = self.add_page()
        body.addWidget(self.state)
        self._actions = QWidget()
        flow = FlowLayout(self._actions, gap=8)
        for widget in (self.go_on, self.next, self.again, self.reopen):
            flow.addWidget(widget)
        body.addWidget(self._actions)
        self._build_reasons()
        body.addWidget(self.reasons)
        body.addWidget(self.profile)
        body.addWidget(self.advice)
        body.addWidget(Line())
        self._lists = Row(gap=16)
        self._supports = self._list(self.tr("Points d’appui"))
        self._work = self._list(self.tr("À travailler"))
        body.addLayout(self._lists)
        body.addStretch(1)

    def _list(self, title: str) -> Column:
        holder = QWidget()
        points = Column(holder, gap=6)
        side = Column(gap=8)
        side.addWidget(Label(title, Role.CARD))
        side.addWidget(holder)
        side.addStretch(1)
        self._lists.addLayout(side, 1)
        return points

    def _build_reasons(self) -> None:
        column = Column(self.reasons, gap=6)
        column.addWidget(Label(self.tr("Pourquoi le rouvrir\u202f?"), Role.LABEL))
        flow = FlowLayout(gap=8)
        column.addLayout(flow)
        self.reason_buttons: dict[Action, Button] = {}
        for action, label in REOPENINGS.items():
            button = Button(label, Kind.SECONDARY)
            button.setObjectName(action.value)
            button.clicked.connect(self._on_reason_clicked)
            self.reason_buttons[action] = button
            flow.addWidget(button)
        self.reasons.hide()

    def _on_next_clicked(self) -> None:
        self.vm.open_tab(Tab.RECOMMENDATIONS)

    def draw(self, board: Board) -> None:
        """Draw what is retained."""
        finished = board.assessment.finished_on
        if finished is None:
            self.reasons.hide()
        self._render_state(board)
        self.go_on.setVisible(finished is None)
        for widget in (self.next, self.again, self.reopen):
            widget.setVisible(finished is not None)
        self.again.setVisible(finished is not None and self.vm.is_last())
        found = board.profile()
        self.profile.setVisible(found is not None)
        self.advice.setVisible(found is not None)
        if found is not None:
            text = (
                self.tr("Profil, à confirmer\u00a0: {label}") if found.provisional else self.tr("Profil\u00a0: {label}")
            )
            self.profile.setText(text.format(label=found.label))
            self.advice.setText(found.advice)
        self._fill(board.supports(), board.work_on())

    def _fill(self, supports: tuple[Point, ...], work_on: tuple[Point, ...]) -> None:
        """Show the points: when the page opens, those that are seen first, and the others right after."""
        if (supports, work_on) == self._points:
            return
        self._points = supports, work_on
        self._is_cut = allowed() and not self.isVisible()
        shown = _SEEN if self._is_cut else None
        fill_points(self._supports, supports[:shown], ())
        fill_points(self._work, (), work_on[:shown])
        if self._is_cut:
            QTimer.singleShot(1, self, self._fill_rest)

    def _fill_rest(self) -> None:
        if self._is_cut and self._points is not None:
            self._is_cut = False
            supports, work_on = self._points
            add_points(self._supports, supports[_SEEN:], ())
            add_points(self._work, (), work_on[_SEEN:])

    def _render_state(self, board: Board) -> None:
        done, finished = board.progress, board.assessment.finished_on
        counted = self.tr("{rated} items sur {total}").format(rated=done.rated, total=done.total)
        if finished is None:
            text = self.tr("Le diagnostic continue\u00a0: cette page se complète à chaque réponse.")
            self.state.set_state(counted, text, tone="info", icon="progress-clock")
            return
        minutes = board.assessment.duration_min
        parts = [counted] + ([duration(minutes)] if minutes else [])
        title = self.tr("Diagnostic terminé le {day}").format(day=short_date(finished))
        self.state.set_state(title, " · ".join(parts), tone="ok", icon="check-circle-outline")

    def take_focus(self) -> None:
        """Put the focus on what comes next."""
        following = self.next if self.next.isVisibleTo(self) else self.go_on
        following.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_width_class(self, width_class: WidthClass) -> None:
        """Put supports and points to work on side by side where there is room."""
        super().set_width_class(width_class)
        narrow = width_class is WidthClass.NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._lists.setDirection(direction)

    def _on_go_on_clicked(self) -> None:
        self.vm.go(self.vm.item)

    def _on_again_clicked(self) -> None:
        self.vm.go(Page.START)

    def _on_reopen_clicked(self) -> None:
        self.reasons.setVisible(not self.reasons.isVisibleTo(self))
        if self.reasons.isVisibleTo(self):
            next(iter(self.reason_buttons.values())).setFocus()

    def _on_reason_clicked(self) -> None:
        self.vm.reopen(Action(self.sender().objectName()))
