"""Permanence: three stages, one day at one place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.ui.context import Context
from mobiconseil.ui.late_render import LateScreen
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screen import Heading
from mobiconseil.ui.screens.drop_in.close_page import ClosePage
from mobiconseil.ui.screens.drop_in.day_model import Stage
from mobiconseil.ui.screens.drop_in.open_page import OpenPage
from mobiconseil.ui.screens.drop_in.papers import DayOutputs
from mobiconseil.ui.screens.drop_in.receive_page import ReceivePage
from mobiconseil.ui.screens.drop_in.view_model import DropInModel
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.pages import FrontPages
from mobiconseil.ui.widgets.tab_bar import TabBar, TabEntry


class DropInScreen(LateScreen):
    """Ouvrir, Recevoir, Clôturer; the names are hidden until they are clicked."""

    help_page = "permanence"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = DropInModel(context, self)
        self.outputs = DayOutputs(self.model, self)
        self.opening = OpenPage(self.model, self.outputs)
        self.receiving = ReceivePage(self.model)
        self.closing = ClosePage(self.model, self.outputs)
        entries = (
            TabEntry(code=Stage.OPEN, text=self.tr("Ouvrir"), icon="door-open"),
            TabEntry(code=Stage.RECEIVE, text=self.tr("Recevoir"), icon="account-multiple-outline"),
            TabEntry(code=Stage.CLOSE, text=self.tr("Clôturer"), icon="flag-checkered"),
        )
        self.tabs = TabBar(entries, self.tr("Moments de la permanence"), current=Stage.OPEN)
        self._pages: dict[Stage, OpenPage | ReceivePage | ClosePage] = {
            Stage.OPEN: self.opening,
            Stage.RECEIVE: self.receiving,
            Stage.CLOSE: self.closing,
        }
        self._stack = FrontPages()
        for page in self._pages.values():
            self._stack.addWidget(page)
        column = Column(self, gap=0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.model.changed.connect(self.render_soon)
        self.model.moved.connect(self._on_moved)
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.closing.close_asked.connect(self._on_close)

    def heading(self) -> Heading:
        """Say where and since when."""
        model = self.model
        title = self.tr("Permanence")
        if model.day is None:
            day = typography.long_date(model.today())
            return Heading(title=title, subtitle=f"{day[:1].upper()}{day[1:]}")
        return Heading(title=title, subtitle=model.where)

    def render_now(self) -> None:
        """Show the stage in front."""
        self.tabs.setVisible(self.model.day is not None)
        self._page.render_model()
        self.heading_changed.emit()

    @property
    def _page(self) -> OpenPage | ReceivePage | ClosePage:
        return self._pages[self.model.stage]

    def enter(self, route: Route) -> None:
        """Be shown: on the stage of the day, or on the one that is asked."""
        self.model.enter(route.part)

    def place(self) -> Route:
        """Return the stage, or the home screen when no day is open."""
        if self.model.day is None:
            return Route(section=Section.HOME)
        return Route(section=Section.DROP_IN, part=self.model.stage)

    def take_focus(self) -> None:
        """Give the keyboard to the next thing to do."""
        targets: dict[Stage, QWidget] = {
            Stage.OPEN: self.opening.open_button,
            Stage.RECEIVE: self.receiving.list.rows[0] if self.receiving.list.rows else self.receiving.walk_in.search,
            Stage.CLOSE: self.closing.list.rows[0] if self.closing.list.rows else self.closing.named,
        }
        if self.model.ending is not None and self.model.stage is Stage.RECEIVE:
            self.receiving.go_to_form()
        elif self.model.day is not None and self.model.stage is Stage.OPEN:
            super().take_focus()
        else:
            targets[self.model.stage].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> bool:
        """Keep the notes that are being typed."""
        return self.receiving.form.flush() and self.closing.flush()

    def on_find(self) -> None:
        """Ctrl+F: who comes without an appointment."""
        if self.model.day is not None:
            self.model.show_stage(Stage.RECEIVE)
            self.receiving.go_to_search()

    def on_add(self) -> None:
        """Ctrl+E: the same."""
        self.on_find()

    def on_print(self) -> None:
        """Ctrl+P: the papers of the morning, or the sheet of the evening."""
        if self.model.stage is Stage.CLOSE:
            self.outputs.make_sheet(with_names=True, on_paper=True)
        else:
            self.opening.papers.make(on_paper=True)

    def step_tab(self, by: int) -> None:
        """Ctrl+Tab: the next stage."""
        stages = list(Stage)
        if self.model.day is not None and self.flush():
            self.model.show_stage(stages[(stages.index(self.model.stage) + by) % len(stages)])

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the time."""
        super().showEvent(event)
        self.model.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self.model.set_shown(False)

    def _on_moved(self) -> None:
        self.tabs.set_current(self.model.stage)
        self._stack.setCurrentWidget(self._page)
        self.render_soon()
        if self.isVisible():
            self.take_focus()

    def _on_tab_chosen(self, code: str) -> None:
        if self.flush():
            self.model.show_stage(Stage(code))
        else:
            self.tabs.set_current(self.model.stage)

    def _on_close(self) -> None:
        if self.flush() and self.model.close_day():
            self._context.navigator.lock_requested.emit()
