"""The Échanges section: one page at a time, each with its own line in the header."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.exchange.erasures_page import ErasuresPage
from mobiconseil.ui.screens.exchange.export_view import ExportPage
from mobiconseil.ui.screens.exchange.import_view import ImportPage
from mobiconseil.ui.screens.exchange.landing import LandingPage
from mobiconseil.ui.screens.exchange.papers import ExchangePapers
from mobiconseil.ui.screens.exchange.parts import Page
from mobiconseil.ui.screens.exchange.pending_page import PendingPage
from mobiconseil.ui.screens.exchange.team_page import CONFIRM, CREATE, INVITE, JOIN, MOVED, TEAM, TeamPage
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.pages import FrontPages

LANDING, RECEIVE, PREPARE, DECIDE = "", "recevoir", "preparer", "decider"
ERASURES = "effacements"
_TEAM_PARTS = frozenset({TEAM, CREATE, INVITE, JOIN, CONFIRM, MOVED})
_PAGES: dict[str, Callable[[Context], Page]] = {
    LANDING: LandingPage,
    RECEIVE: ImportPage,
    PREPARE: ExportPage,
    DECIDE: PendingPage,
    TEAM: TeamPage,
    ERASURES: ErasuresPage,
}
_KEPT = frozenset({DECIDE, TEAM, ERASURES})
"""Pages that one comes back to after a lock."""


class ExchangeScreen(Screen):
    """Files pass from hand to hand; nothing changes before the person said so."""

    help_page = "echanges"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pages: dict[str, Page] = {}
        self._shown = LANDING
        self._papers = ExchangePapers(context, self)
        self._stack = FrontPages()
        Column(self, gap=0).addWidget(self._stack)
        self._open(LANDING)

    @property
    def page(self) -> Page:
        """Return the page shown."""
        return self._pages[self._shown]

    def heading(self) -> Heading:
        """Say what is being done."""
        return Heading(title=self.tr("Échanges"), subtitle=self.page.subtitle())

    def enter(self, route: Route) -> None:
        """Show the page that the place names; « preparer/… » carries somebody’s file, « recevoir/… » a path."""
        name, _, detail = route.part.partition("/")
        if name in _TEAM_PARTS:
            self._open(TEAM, name)
        else:
            self._open(name if name in _PAGES else LANDING, detail)

    def place(self) -> Route:
        """Return the page shown; an assistant is not taken up again after a lock."""
        return Route(section=Section.EXCHANGE, part=self._shown if self._shown in _KEPT else LANDING)

    def take_focus(self) -> None:
        """Give the keyboard to the next thing to do."""
        self.page.take_keyboard()

    def flush(self) -> bool:
        """Leave nothing typed behind."""
        return self.page.flush()

    def on_print(self) -> None:
        """Ctrl+P: print the register."""
        lines = self._context.session.exchange.register()
        if lines:
            self._papers.print_register(lines)
        else:
            self._context.messages.say(self.tr("Aucun échange à imprimer"))

    def _open(self, name: str, detail: str = "") -> None:
        if name not in self._pages:
            page = _PAGES[name](self._context)
            page.left.connect(self._on_left)
            self._pages[name] = page
            self._stack.addWidget(page)
            self._bind(page)
        self._shown = name
        self._stack.setCurrentWidget(self._pages[name])
        self.page.enter(detail)
        self.heading_changed.emit()
        if self.isVisible():
            self.page.take_keyboard()

    def _bind(self, page: Page) -> None:
        if isinstance(page, LandingPage):
            page.receive_asked.connect(self._on_receive)
            page.prepare_asked.connect(self._on_prepare)
            page.decide_asked.connect(self._on_decide)
            page.team_asked.connect(self._on_team)
            page.print_asked.connect(self.on_print)
            page.erasures_asked.connect(self._on_erasures)
        elif isinstance(page, ImportPage):
            page.decisions_asked.connect(self._on_decide)
            page.journal_asked.connect(self._on_journal)
            page.team_asked.connect(self._on_team_file)
        elif isinstance(page, TeamPage):
            page.lost_asked.connect(self._papers.print_lost)
            page.prepare_asked.connect(self._on_prepare)
        elif isinstance(page, ErasuresPage):
            page.prepare_asked.connect(self._on_prepare)
            page.trash_asked.connect(self._on_trash)
            page.attestation_asked.connect(self._papers.print_attestation)

    def _on_journal(self, number: int) -> None:
        lines = self._context.session.exchange.register()
        self._papers.print_register(tuple(line for line in lines if line.number == number))

    def _on_team_file(self, path: Path) -> None:
        self._open(TEAM, TEAM)
        page = self.page
        assert isinstance(page, TeamPage)
        page.open_file(path)

    def _on_left(self) -> None:
        self._open(LANDING)

    def _on_receive(self) -> None:
        self._open(RECEIVE)

    def _on_prepare(self) -> None:
        self._open(PREPARE)

    def _on_decide(self) -> None:
        self._open(DECIDE)

    def _on_erasures(self) -> None:
        self._open(ERASURES)

    def _on_trash(self) -> None:
        self._context.navigator.go(Route(section=Section.SETTINGS, part="trash"))

    def _on_team(self, gesture: str) -> None:
        self._open(TEAM, gesture or TEAM)
