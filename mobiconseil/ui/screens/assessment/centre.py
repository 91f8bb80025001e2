"""The pages of the centre; each is built when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from mobiconseil.ui.screens.assessment.barriers_page import BarriersPage
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.extra_pages import AutonomyPage, LifeSpacePage
from mobiconseil.ui.screens.assessment.finish_page import FinishPage
from mobiconseil.ui.screens.assessment.page_card import PageCard
from mobiconseil.ui.screens.assessment.rating_panel import RatingPanel
from mobiconseil.ui.screens.assessment.result_pages import ComparisonPage, ModesPage
from mobiconseil.ui.screens.assessment.summary_page import SummaryPage
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel, Page
from mobiconseil.ui.width_class import WidthClass

_MAKERS: Mapping[Page, Callable[[AssessmentViewModel], PageCard]] = {
    Page.GRID: RatingPanel,
    Page.FINISH: FinishPage,
    Page.SUMMARY: SummaryPage,
    Page.BARRIERS: BarriersPage,
    Page.AUTONOMY: AutonomyPage,
    Page.LIFE_SPACE: LifeSpacePage,
    Page.MODES: ModesPage,
    Page.COMPARISON: ComparisonPage,
}


class Centre(QStackedWidget):
    """The grid, and the pages beside it."""

    panel_requested = Signal()

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__()
        self._vm = vm
        self._width_class = WidthClass.WIDE
        self._made: dict[Page, PageCard] = {}

    @property
    def grid(self) -> RatingPanel:
        """Return the page of the items."""
        page = self[Page.GRID]
        if not isinstance(page, RatingPanel):
            raise TypeError("the grid is a rating panel")
        return page

    def __getitem__(self, page: Page) -> PageCard:
        """Return a page, built now if nobody looked at it before."""
        if page not in self._made:
            self._adopt(page, _MAKERS[page](self._vm))
        return self._made[page]

    def draw(self, page: Page, board: Board) -> None:
        """Draw a page and put it in front."""
        shown = self[page]
        shown.draw(board)
        shown.render_places(board)
        self.setCurrentWidget(shown)

    def set_width_class(self, width_class: WidthClass) -> None:
        """Give every page, even those to come, the room there is."""
        self._width_class = width_class
        for page in self._made.values():
            page.set_width_class(width_class)

    def _adopt(self, page: Page, card: PageCard) -> None:
        card.set_width_class(self._width_class)
        card.panel_requested.connect(self.panel_requested)
        self._made[page] = card
        self.addWidget(card)
