"""The Suivi section: whom to call back at the left, the week at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from mobiconseil.domain import typography
from mobiconseil.ui.context import Context
from mobiconseil.ui.late_render import LateScreen
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screen import Heading
from mobiconseil.ui.screens.follow_up.cards import RecallsCard, WeekCard
from mobiconseil.ui.screens.follow_up.view_model import FollowUpModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.width_class import WidthClass, WidthWatcher

WEEK = "semaine"
RECALLS = "relances"


class FollowUpScreen(LateScreen):
    """Joint, Pas joint, Reporter; in a narrow window one column at a time."""

    help_page = "suivi"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = FollowUpModel(context, self)
        self._watcher: WidthWatcher | None = None
        self._build()
        self._bind()
        self.render_now()

    def _build(self) -> None:
        self.recalls, self.week = RecallsCard(self.model), WeekCard(self.model)
        self.choice = SegmentedChoice(
            ((RECALLS, self.tr("À relancer")), (WEEK, self.tr("Semaine"))),
            self.tr("Ce qui est montré"),
            current=RECALLS,
        )
        self.choice.hide()
        columns = Row(gap=16)
        columns.addWidget(self.recalls, 17)
        columns.addWidget(self.week, 15)
        page = Column(self, margins=(20, 17, 20, 16), gap=12)
        page.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        page.addLayout(columns, 1)

    def _bind(self) -> None:
        self.model.changed.connect(self.render_soon)
        self.choice.chosen.connect(self._on_choice_chosen)
        self.recalls.week_asked.connect(self._on_week_asked)
        look().changed.connect(self.render_soon)

    def render_now(self) -> None:
        """Show what the view model holds."""
        telling = self.recalls.note
        self.recalls.render_model()
        self.week.render_model()
        if self.recalls.note is not None and self.recalls.note is not telling:
            self.recalls.note.show()
            self.recalls.note.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.heading_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the width of the window, known only now."""
        super().showEvent(event)
        if self._watcher is None:
            self._watcher = WidthWatcher(self.window(), self)
            self._watcher.changed.connect(self._on_class_changed)
            self._on_class_changed(self._watcher.current)

    def heading(self) -> Heading:
        """Say how much there is to do."""
        due, planned = self.model.due_now(), self.model.count_in_week()
        people = typography.count(due, "personne") if due else self.tr("personne")
        parts = [self.tr("{people} à relancer aujourd’hui").format(people=people)]
        if self.model.week == 0 and planned:
            said = typography.count(planned, "rendez-vous", "rendez-vous")
            parts.append(self.tr("{planned} cette semaine").format(planned=said))
        subtitle = " · ".join(parts)
        return Heading(title=self.tr("Suivi"), subtitle=subtitle[:1].upper() + subtitle[1:])

    def enter(self, route: Route) -> None:
        """Be shown, on the week when the route asks for it."""
        if route.part == WEEK:
            self._on_week_asked()

    def flush(self) -> bool:
        """Save what is being told."""
        return self.model.flush()

    def place(self) -> Route:
        """Return this section."""
        return Route(section=Section.FOLLOW_UP, part=WEEK if self.choice.current() == WEEK else "")

    def on_find(self) -> None:
        """Put the focus in the list."""
        self.recalls.list.focus_first()

    def _on_choice_chosen(self, code: str) -> None:
        self._show(code)

    def _on_week_asked(self) -> None:
        self._show(WEEK)
        self.week.list.focus_first()

    def _show(self, code: str) -> None:
        self.choice.set_current(code)
        narrow = self._watcher is not None and self._watcher.current is WidthClass.NARROW
        self.recalls.setVisible(not narrow or code == RECALLS)
        self.week.setVisible(not narrow or code == WEEK)

    def _on_class_changed(self, found: WidthClass) -> None:
        self.choice.setVisible(found is WidthClass.NARROW)
        self.recalls.set_stacked(found is not WidthClass.WIDE)
        self._show(self.choice.current() or RECALLS)
