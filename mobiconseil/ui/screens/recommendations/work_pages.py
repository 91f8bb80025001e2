"""The list of the sieve and the pages that take its place: comparison, draft of the plan, « pourquoi pas ? »."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.screens.recommendations.comparison_page import ComparisonPage
from mobiconseil.ui.screens.recommendations.draft_page import DraftPage
from mobiconseil.ui.screens.recommendations.view_model import Page, RecommendationsModel
from mobiconseil.ui.screens.recommendations.why_not_page import WhyNotPage
from mobiconseil.ui.widgets.pages import FrontPages


class WorkPages(FrontPages):
    """Each page but the list is made when it is first asked for."""

    closed = Signal()
    print_asked = Signal()
    build_asked = Signal(object)
    """A `DraftPlan`."""
    row_asked = Signal(str)

    def __init__(self, model: RecommendationsModel, work: QWidget) -> None:
        super().__init__()
        self._model, self._work = model, work
        self._stacked = False
        self.addWidget(work)

    @cached_property
    def comparison(self) -> ComparisonPage:
        """Return the comparison of the ways to make the trip."""
        page = ComparisonPage()
        page.set_stacked(self._stacked)
        page.print_asked.connect(self.print_asked)
        page.empty.action_clicked.connect(self._model.open_situation)
        page.closed.connect(self.closed)
        self.addWidget(page)
        return page

    @cached_property
    def draft(self) -> DraftPage:
        """Return the draft of the plan."""
        page = DraftPage(self._model.today)
        page.set_stacked(self._stacked)
        page.build_asked.connect(self.build_asked)
        page.closed.connect(self.closed)
        self.addWidget(page)
        return page

    @cached_property
    def why_not(self) -> WhyNotPage:
        """Return the answers about what the list does not propose."""
        page = WhyNotPage(self._model)
        page.row_asked.connect(self.row_asked)
        page.closed.connect(self.closed)
        self.addWidget(page)
        return page

    def show_page(self, page: Page) -> None:
        """Put a page in front."""
        if page is Page.COMPARISON:
            self.setCurrentWidget(self.comparison)
        elif page is Page.DRAFT:
            self.setCurrentWidget(self.draft)
        elif page is Page.WHY_NOT:
            self.setCurrentWidget(self.why_not)
        else:
            self.setCurrentWidget(self._work)

    def set_stacked(self, stacked: bool) -> None:
        """Put what stands side by side one under the other, in a narrow window."""
        self._stacked = stacked
        if "comparison" in self.__dict__:
            self.comparison.set_stacked(stacked)
        if "draft" in self.__dict__:
            self.draft.set_stacked(stacked)
