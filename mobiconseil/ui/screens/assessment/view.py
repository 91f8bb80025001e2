"""The Diagnostic tab: the grid with the person beside the adviser, and what it says already."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.typography import age, short_date
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.assessment.centre import Centre
from mobiconseil.ui.screens.assessment.domain_list import DomainList
from mobiconseil.ui.screens.assessment.rating_panel import RatingPanel
from mobiconseil.ui.screens.assessment.side_panel import SidePanel
from mobiconseil.ui.screens.assessment.start_page import StartPage
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel, Page
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.pages import FrontPages
from mobiconseil.ui.width_class import WidthClass, width_class

SIDE_WIDTH = 284
RAIL_WIDTH = 96


class AssessmentScreen(Screen):
    """Three columns in a wide window; a combo and a drawer in a narrower one; then one item at a time."""

    help_page = "diagnostic"

    def __init__(self, context: Context, subject: RecordId) -> None:
        super().__init__()
        self._context = context
        self.vm = AssessmentViewModel(context, subject, self)
        self._width_class = WidthClass.WIDE
        self._sized = False
        self._heading: Heading | None = None
        self._start: StartPage | None = None
        self._stale = False
        self._build()
        self._bind()
        self._render()
        follow(self)

    def _build(self) -> None:
        self.domains = DomainList(self.vm)
        self.pages = Centre(self.vm)
        self.side = SidePanel(self.vm)
        self._work = QWidget()
        self._columns = Row(self._work, gap=12)
        self._columns.addWidget(self.domains)
        self._columns.addWidget(self.pages, 1)
        self._columns.addWidget(self.side)
        self._stack = FrontPages()
        self._stack.addWidget(self._work)
        self._page = Column(self, margins=(16, 12, 16, 12), gap=0)
        self._page.addWidget(self._stack)
        self.drawer = Drawer(self, self.tr("Profil"))

    def _bind(self) -> None:
        self.vm.changed.connect(self._render)
        self.vm.focus_wanted.connect(self._take_focus)
        self.pages.panel_requested.connect(self.toggle_panel)

    @property
    def start(self) -> StartPage:
        """Return the choice of a form, made for those who have no assessment to look at."""
        if self._start is None:
            self._start = StartPage(self.vm)
            self._stack.addWidget(self._start)
        return self._start

    @property
    def grid(self) -> RatingPanel:
        """Return the page of the items."""
        return self.pages.grid

    # ---- what the window asks

    def heading(self) -> Heading:
        """Return the name of the person, when the assessment began, and its end."""
        person = self.vm.file.beneficiary
        title = f"{person.civility.label} {person.first_name} {person.last_name}".strip()
        action, icon = self._action()
        return Heading(
            title=title or self.tr("Sans nom"),
            subtitle=" · ".join(self._facts()),
            action=action,
            action_icon=icon,
            action_filled=self.vm.board is not None and self.vm.board.is_finished,
            back=True,
        )

    def on_action(self) -> None:
        """End the assessment, or go to the recommendations once it is finished."""
        if self.vm.board is None:
            return
        if self.vm.board.is_finished:
            self.vm.open_tab(Tab.RECOMMENDATIONS)
        else:
            self.grid.close_comment()
            self.vm.go(Page.FINISH)

    def enter(self, route: Route) -> None:
        """Stand on the item or the page that the route names."""
        if route.part:
            self.vm.go(route.part)
        else:
            self._take_focus()
        if route.focus.startswith("comment-") and self.vm.page is Page.GRID:
            self.grid.toggle_comment(self.vm.item)

    def place(self) -> Route:
        """Return the item, or the page."""
        comment = self.grid.comment if self.vm.page is Page.GRID else None
        focus = comment.area.objectName() if comment is not None else f"item-{self.vm.item}"
        return Route(
            section=Section.PEOPLE, subject=self.vm.subject, tab=Tab.ASSESSMENT, part=self.vm.part(), focus=focus
        )

    def flush(self) -> bool:
        """Write what is typed."""
        return self.vm.flush()

    def toggle_panel(self) -> None:
        """Open or close the profile, where it is a drawer."""
        if self._width_class is not WidthClass.WIDE and self.vm.board is not None:
            self.drawer.toggle()

    # ---- drawing

    def _render(self) -> None:
        """Draw once more when something changed meanwhile: a comment closed by the drawing is written, for one."""
        if self.vm.drawing:
            self._stale = True
            return
        self.vm.drawing = self._stale = True
        try:
            while self._stale:
                self._stale = False
                self._draw()
        finally:
            self.vm.drawing = False

    def _draw(self) -> None:
        board = self.vm.board
        if board is None or self.vm.page is Page.START:
            self.start.draw()
            self._stack.setCurrentWidget(self.start)
        else:
            self.domains.draw(board)
            self.pages.draw(self.vm.page, board)
            self.side.draw(board)
            self._stack.setCurrentWidget(self._work)
        heading = self.heading()
        if heading != self._heading:
            self._heading = heading
            self.heading_changed.emit()

    def restyle(self) -> None:
        """Take the sizes in force; the screen is wide until the window gives it a width."""
        if self._sized:
            self._arrange()
        else:
            self._hold_side(wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width of the window."""
        super().resizeEvent(event)
        self._sized = True
        self._arrange()

    def _arrange(self) -> None:
        found = width_class(self.width() + look().px(RAIL_WIDTH), look().scale)
        wide = found is WidthClass.WIDE
        self._hold_side(wide=wide)
        if found is self._width_class:
            return
        self._width_class = found
        self._page.set_space((12, 8, 12, 8) if found is WidthClass.NARROW else (16, 12, 16, 12), 0)
        self.domains.setVisible(wide)
        if wide:
            self.drawer.close_drawer()
            self._columns.addWidget(self.side)
        else:
            self.drawer.body.addWidget(self.side)
        self.side.show()
        self.pages.set_width_class(found)
        self._render()

    def _hold_side(self, *, wide: bool) -> None:
        self.side.setMinimumWidth(look().px(SIDE_WIDTH) if wide else 0)
        self.side.setMaximumWidth(look().px(SIDE_WIDTH) if wide else 16777215)

    def _take_focus(self) -> None:
        if self.vm.board is None or self.vm.page is Page.START:
            self.start.take_focus()
        else:
            self.pages[self.vm.page].take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass from domain to domain, extend the form, or come back to the grid."""
        key, shift = event.key(), event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.vm.go_domain(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_F and shift:
            self.vm.toggle_form()
        elif key == Qt.Key.Key_Escape and self.vm.page not in (Page.GRID, Page.START) and self.vm.item:
            self.vm.go(self.vm.item)
        else:
            super().keyPressEvent(event)

    def _action(self) -> tuple[str, str]:
        board = self.vm.board
        if board is None or self.vm.page is Page.START:
            return "", ""
        if board.is_finished:
            return self.tr("Voir les préconisations"), "filter-outline"
        return self.tr("Terminer le diagnostic"), "check"

    def _facts(self) -> list[str]:
        person, today = self.vm.file.beneficiary, self._context.session.clock.today()
        born = person.birth_date or person.birth_year
        facts = [age(born, today)] if born else []
        facts += [person.commune] if person.commune else []
        board = self.vm.board
        if board is None:
            return [*facts, self.tr("diagnostic à commencer")]
        begun, done = board.assessment.started_on, board.assessment.finished_on
        if done is not None:
            return [*facts, self.tr("diagnostic terminé le {day}").format(day=short_date(done, today))]
        return [*facts, self.tr("diagnostic commencé le {day}").format(day=short_date(begun, today))]
