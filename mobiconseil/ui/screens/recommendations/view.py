"""The Préconisations tab: from all services and aids to a few realistic ones, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan_draft import DraftPlan
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.context import Context
from mobiconseil.ui.late_render import LateScreen
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screen import Heading
from mobiconseil.ui.screens.recommendations.detail_card import DetailCard
from mobiconseil.ui.screens.recommendations.kept_card import KeptCard
from mobiconseil.ui.screens.recommendations.list_card import ListCard
from mobiconseil.ui.screens.recommendations.notices import Notices
from mobiconseil.ui.screens.recommendations.outputs import ComparisonOutput
from mobiconseil.ui.screens.recommendations.rows import SolutionLine
from mobiconseil.ui.screens.recommendations.sieve_card import SieveCard
from mobiconseil.ui.screens.recommendations.stage import StagePage, WorkArea
from mobiconseil.ui.screens.recommendations.view_model import Page, RecommendationsModel
from mobiconseil.ui.screens.recommendations.work_pages import WorkPages
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets_forms.request_drawer import RequestDrawer
from mobiconseil.ui.width_class import WidthClass, WidthWatcher

LEFT_WIDTH, RIGHT_WIDTH = 222, 332


class RecommendationsScreen(LateScreen):
    """Mock-up 05: the sieve at the left, the rows in the middle, the selected one at the right (or in a drawer)."""

    help_page = "preconisations"

    def __init__(self, context: Context, subject: RecordId) -> None:
        super().__init__()
        self._context = context
        self.model = RecommendationsModel(context, subject, self)
        self._widths: WidthWatcher | None = None
        self._class = WidthClass.WIDE
        self._drawer: Drawer | None = None
        self._output = ComparisonOutput(context, subject, self)
        self._stale = True
        self._entered = False
        """The window comes here: what changes is shown at once, even before the first painting."""
        self._build()
        self.requests = RequestDrawer(self, context, subject)
        self._bind()
        follow(self)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.notices = Notices(self.model)
        self.sieve = SieveCard(self.model)
        self.list = ListCard(self.model)
        self.table = self.list.table
        self.detail = DetailCard(self.model)
        self.kept = KeptCard()
        self._right = QWidget()
        self._right_column = Column(self._right, gap=12)
        self._right_column.addWidget(self.detail, 1)
        self._right_column.addWidget(self.kept)
        self._work = QWidget()
        self._centre = Column(gap=12)
        self._centre.addWidget(self.list, 1)
        self._columns = Row(self._work, gap=12)
        self._columns.addLayout(self._centre, 1)
        self._columns.addWidget(self._right)
        self.pages = WorkPages(self.model, self._work)
        area = WorkArea()
        self._body = Row(area, gap=12)
        self._body.addWidget(self.sieve)
        self._body.addWidget(self.pages, 1)
        # What stands above the list is never squeezed: a low window scrolls.
        self.page = StagePage(margins=(16, 12, 16, 12), gap=10)
        self.page.body.addWidget(self.notices)
        self.page.body.addWidget(area, 1)
        Column(self, gap=0).addWidget(self.page)

    def _bind(self) -> None:
        model, table = self.model, self.table
        model.changed.connect(self.render_soon)
        model.picked.connect(self._render_picked)
        model.page_changed.connect(self._render_page)
        table.row_chosen.connect(self._on_row_chosen)
        table.row_opened.connect(self._on_row_opened)
        table.fold_asked.connect(self._on_fold_asked)
        table.keep_asked.connect(model.toggle_keep)
        table.discard_asked.connect(self._on_discard_asked)
        table.answered.connect(self._on_answered)
        self.list.begin_asked.connect(model.open_assessment)
        self.list.check_asked.connect(model.open_directory)
        self.list.look_asked.connect(model.look_anyway)
        self.detail.left.connect(self._on_detail_left)
        self.detail.request_asked.connect(self._on_request_asked)
        self.kept.compare_asked.connect(self._on_compare_asked)
        self.kept.build_asked.connect(self._on_build_asked)
        self.kept.detail.clicked.connect(self.toggle_panel)
        self.sieve.group_asked.connect(self._on_group_asked)
        self.sieve.question_asked.connect(self._on_question_asked)
        self.sieve.view.list_asked.connect(table.go_on)
        self.sieve.why_not.clicked.connect(self.on_find)
        self.pages.print_asked.connect(self.on_print)
        self.pages.build_asked.connect(self._on_plan_asked)
        self.pages.row_asked.connect(self._on_row_asked)
        self.pages.closed.connect(self._on_page_closed)

    # ------------------------------------------------------------------ what the window asks

    def heading(self) -> Heading:
        """Return the deadline and the way to print the comparison."""
        return Heading(
            title="",
            subtitle=self.model.subtitle(),
            action=self.tr("Imprimer la comparaison"),
            action_icon="printer-outline",
            action_filled=False,
        )

    def on_action(self) -> None:
        """Print the comparison."""
        self.on_print()

    def enter(self, route: Route) -> None:
        """Show the page that the route names, or the row."""
        self._entered = True
        self._fold()
        self._catch_up()
        if route.part in tuple(Page):
            self._go(Page(route.part))
        elif route.part:
            self.model.select(route.part)
        if self.model.page is Page.SIEVE:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard in the list, so that the arrows move at once."""
        if self.model.page is not Page.SIEVE:
            super().take_focus()
        elif self.list.is_empty:
            self.list.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> bool:
        """Write the request being prepared."""
        return self.requests.flush()

    def place(self) -> Route:
        """Return the page, or the selected row."""
        part = self.model.page.value or self.model.selected
        return Route(section=Section.PEOPLE, subject=self.model.subject, tab=Tab.RECOMMENDATIONS, part=part)

    def unsaved(self) -> Mapping[str, str]:
        """Return what was changed in the draft and is not created."""
        return self.pages.draft.unsaved() if self.model.page is Page.DRAFT else {}

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Type it again."""
        self._catch_up()
        self.pages.draft.put_back(texts)

    def on_find(self) -> None:
        """Look for what the list does not propose."""
        if self.list.is_empty:
            return
        self._go(Page.WHY_NOT)

    def on_print(self) -> None:
        """Print the comparison."""
        self._output.print_now()

    def toggle_panel(self) -> None:
        """Open or close the details in a narrow window."""
        if self._drawer is not None and self.model.page is Page.SIEVE:
            self._drawer.toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap comes back from a page to the list."""
        if event.key() == Qt.Key.Key_Escape and self.model.page is not Page.SIEVE:
            self._on_page_closed()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------ showing

    def render_soon(self) -> None:
        """Show it now to somebody who is here, else on coming back."""
        self._stale = not self._entered
        if self._entered:
            self.render_now()

    def showEvent(self, event: QShowEvent) -> None:
        """Be here again."""
        self._entered = True
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while another screen is in front."""
        super().hideEvent(event)
        self._entered = False

    def render_now(self) -> None:
        """Show the sieve."""
        begun = self.model.has_begun
        self.list.show_begun(begun)
        for widget in (self.sieve, self._right, self.kept):
            widget.setVisible(begun)
        self.notices.setVisible(begun)
        if begun:
            self.model.refill()
            self.notices.render_model()
            self.list.show_stale(self.model.sieve.stale)
            self.sieve.render_model()
            self.kept.show_count(len(self.model.kept))
            self._render_picked()
        self._render_page()
        self._arrange()
        self.heading_changed.emit()

    def _render_picked(self) -> None:
        self.table.take_row(self.model.table.find(self.model.selected))
        self.sieve.render_group()
        self.detail.render_model()

    def _render_page(self) -> None:
        page = self.model.page if self.model.has_begun else Page.SIEVE
        self.pages.show_page(page)
        self.notices.setVisible(page is Page.SIEVE and self.model.has_begun and self.notices.has_any)

    def _go(self, page: Page) -> None:
        """Show a page, filled afresh."""
        try:
            if page is Page.COMPARISON:
                self.pages.comparison.show_comparison(self.model.desk.comparison(self.model.subject))
            elif page is Page.DRAFT:
                self.pages.draft.show_draft(self.model.draft())
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self.model.go(page)
        if page is Page.COMPARISON:
            self.pages.comparison.focus_first()
        elif page is Page.DRAFT:
            self.pages.draft.focus_first()
        elif page is Page.WHY_NOT:
            self.pages.why_not.focus_first()
        else:
            self.take_focus()

    # ------------------------------------------------------------------ widths

    def restyle(self) -> None:
        """Take the widths in force."""
        narrow = self._class is WidthClass.NARROW
        self.sieve.setMinimumWidth(0 if narrow else look().px(LEFT_WIDTH))
        self.sieve.setMaximumWidth(16_777_215 if narrow else look().px(LEFT_WIDTH))
        self.sieve.setMinimumHeight(look().px(460) if narrow else 0)
        wide = self._drawer is None
        self._right.setMinimumHeight(0 if wide else look().px(480))
        self._right.setMinimumWidth(look().px(RIGHT_WIDTH) if wide else 0)
        self._right.setMaximumWidth(look().px(RIGHT_WIDTH) if wide else 16_777_215)

    def _fold(self) -> None:
        if self._widths is None:
            self._widths = WidthWatcher(self.window(), self)
            self._widths.changed.connect(self._on_width_changed)
        self._on_width_changed(self._widths.current)

    def _on_width_changed(self, width: WidthClass) -> None:
        self._class = width
        self._arrange()

    def _arrange(self) -> None:
        folded = self._class is not WidthClass.WIDE
        self.pages.set_stacked(self._class is WidthClass.NARROW)
        if folded and self._drawer is None:
            self.kept.set_strip(True)
            self._fold_right()
        self._place_sieve()
        if not folded and self._drawer is not None:
            self.kept.set_strip(False)
            self._unfold_right()
        self.restyle()

    def _place_sieve(self) -> None:
        """In a narrow window, the left card stands under the details, in the drawer."""
        narrow = self._class is WidthClass.NARROW
        if narrow and self._drawer is not None and not self._drawer.isAncestorOf(self.sieve):
            self._drawer.body.addWidget(self.sieve, 1)
        elif not narrow and self._body.indexOf(self.sieve) < 0:
            self._body.insertWidget(0, self.sieve)
        self.sieve.view.is_beside = not narrow
        self.sieve.setVisible(self.model.has_begun)

    def _fold_right(self) -> None:
        self._drawer = Drawer(self, self.tr("Ligne choisie"), width=RIGHT_WIDTH + 56)
        self._columns.removeWidget(self._right)
        self._drawer.body.addWidget(self._right, 1)
        self._centre.addWidget(self.kept)

    def _unfold_right(self) -> None:
        drawer, self._drawer = self._drawer, None
        self._columns.addWidget(self._right)
        self._right_column.addWidget(self.kept)
        if drawer is not None:
            drawer.hide()
            drawer.deleteLater()

    # ------------------------------------------------------------------ answers

    def _on_request_asked(self) -> None:
        if self.model.detail is not None:
            self.requests.ask_about(self.model.detail)

    def _on_row_chosen(self, number: int) -> None:
        line = self.model.table.line(number)
        if isinstance(line, SolutionLine):
            self.model.select(line.key)
        if self.table.hasFocus():
            self.page.follow_row(self.table)

    def _on_group_asked(self, code: str) -> None:
        self._go(Page.SIEVE)
        self.table.show_group(code)

    def _on_question_asked(self, code: str) -> None:
        self._go(Page.SIEVE)
        self.model.show_question(code)
        self._open_detail()

    def _open_detail(self) -> None:
        if self._drawer is not None:
            self._drawer.open_drawer()
        self.detail.focus_first()

    def _on_row_opened(self, number: int) -> None:
        if isinstance(self.model.table.line(number), SolutionLine):
            self._open_detail()

    def _on_fold_asked(self, code: str, folded: bool) -> None:
        self.model.fold(code, folded)
        self.table.take_row(self.model.table.find_group(code))

    def _on_discard_asked(self, key: str) -> None:
        self.model.select(key)
        if self._drawer is not None:
            self._drawer.open_drawer()
        self.model.ask_discard()

    def _on_answered(self, value: TriState) -> None:
        self.model.answer(value)

    def _on_detail_left(self) -> None:
        if self._drawer is not None:
            self._drawer.close_drawer()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_compare_asked(self) -> None:
        self._go(Page.COMPARISON)

    def _on_build_asked(self) -> None:
        self._go(Page.DRAFT)

    def _on_row_asked(self, key: str) -> None:
        self._go(Page.SIEVE)
        self.model.show_row(key)

    def _on_page_closed(self) -> None:
        self._go(Page.SIEVE)

    def _on_plan_asked(self, plan: DraftPlan) -> None:
        if self.model.build(plan):
            self._go(Page.SIEVE)
            self._context.navigator.open_file(self.model.subject, Tab.PLAN)
