"""The tabs of a person's file; each tab is built when it is first opened and keeps its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from mobiconseil.domain import typography
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.ahead import Ahead
from mobiconseil.ui.change_hub import RestingHub
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.registry import import_tab, make_tab
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.file.view_model import FileViewModel
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.pages import FrontPages
from mobiconseil.ui.widgets.tab_bar import TabBar, TabEntry


class FileScreen(Screen):
    """One person: name and subtitle in the header, tabs, and the screen of the open tab."""

    def __init__(self, context: Context, subject: RecordId) -> None:
        super().__init__()
        self.subject = subject
        self._context = context
        self._model = FileViewModel(context, subject, self)
        self._screens: dict[Tab, Screen] = {}
        self._hubs: dict[Tab, RestingHub] = {}
        self._left: dict[Tab, Route] = {}
        """Where the adviser stood in the tabs that she went through."""
        self._made: Tab | None = None
        """The tab that was made ahead and shows nothing yet."""
        self._ahead = Ahead(self._make_ahead, self)
        self._build()
        self._bind()
        self._render()

    def _build(self) -> None:
        entries = (
            TabEntry(code=Tab.SUMMARY, text=self.tr("Résumé"), icon="view-dashboard-outline"),
            TabEntry(code=Tab.SITUATION, text=self.tr("Situation"), icon="account-details-outline"),
            TabEntry(code=Tab.ASSESSMENT, text=self.tr("Diagnostic"), icon="clipboard-check-outline"),
            TabEntry(code=Tab.RECOMMENDATIONS, text=self.tr("Préconisations"), icon="filter-outline"),
            TabEntry(code=Tab.PLAN, text=self.tr("Plan d’action"), icon="format-list-numbered"),
            TabEntry(code=Tab.FOLLOW_UP, text=self.tr("Suivi"), icon="history"),
            TabEntry(code=Tab.DOCUMENTS, text=self.tr("Documents"), icon="file-document-outline"),
        )
        self._tabs = TabBar(entries, self.tr("Onglets du dossier"))
        self._stack = FrontPages()
        self._notice: QWidget | None = None
        self._column = Column(self, gap=0)
        self._column.addWidget(self._tabs)
        self._column.addWidget(self._stack, 1)

    @cached_property
    def undecided(self) -> Banner:
        """Return what says that fields have two values, made for the few files where some have."""
        banner = Banner("", tone="warn", icon="source-merge")
        banner.action_clicked.connect(self._on_decide)
        self._notice = QWidget()
        Column(self._notice, margins=(16, 12, 16, 0), gap=0).addWidget(banner)
        self._column.insertWidget(1, self._notice)
        return banner

    def _bind(self) -> None:
        self._tabs.chosen.connect(self._on_tab_chosen)
        self._model.changed.connect(self._render)

    def _render(self) -> None:
        self._render_undecided()
        self._tabs.set_counters(self._model.counters())
        self.heading_changed.emit()

    def _render_undecided(self) -> None:
        count, lines = self._model.undecided()
        if self._notice is not None:
            self._notice.setVisible(bool(count))
        if not count:
            return
        one, several = self.tr("champ a deux valeurs"), self.tr("champs ont deux valeurs")
        rest = count - len(lines)
        more = (typography.count(rest, self.tr("autre"), self.tr("autres")),) if lines and rest else ()
        self.undecided.set_state(
            typography.count(count, one, several),
            "\n".join((*lines, *more)),
            tone="warn",
            action=self.tr("Choisir"),
            icon="source-merge",
        )

    @property
    def current(self) -> Screen | None:
        """Return the screen of the open tab."""
        return self._screens.get(Tab(self._tabs.current()))

    @property
    def help_page(self) -> str:  # type: ignore[override]
        """Return the help page of the open tab."""
        return self.current.help_page if self.current else "dossier"

    def heading(self) -> Heading:
        """Name the person; the rest comes from the open tab."""
        inner = self.current.heading() if self.current else Heading(title="")
        return Heading(
            title=self._model.name,
            subtitle=inner.subtitle or self._model.subtitle,
            action=inner.action,
            action_icon=inner.action_icon,
            action_key=inner.action_key,
            action_filled=inner.action_filled,
            back=True,
        )

    def enter(self, route: Route) -> None:
        """Open the tab that the route names."""
        self._enter(route)
        self._screens[route.tab].take_focus()
        self._ahead.start()

    def drop_hidden(self) -> None:
        """Take the tabs out of sight down: each is made again, at the same place, when it is next opened."""
        shown = self.current
        for tab, screen in tuple(self._screens.items()):
            if screen is shown or not screen.flush() or screen.unsaved():
                continue
            if tab in self._left:
                self._left[tab] = screen.place()
            del self._screens[tab]
            self._hubs.pop(tab).deleteLater()
            self._stack.removeWidget(screen)
            delete(screen)  # at once: Qt would still dress it until it dies
        self._ahead.start()

    def flush(self) -> bool:
        """Save what is typed in every tab."""
        saved = [screen.flush() for screen in self._screens.values()]
        return all(saved)

    def leave(self) -> None:
        """Tidy up the open tab."""
        if self.current is not None:
            self.current.leave()

    def unsaved(self) -> Mapping[str, str]:
        """Return what the open tab could not store."""
        return self.current.unsaved() if self.current is not None else {}

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Type it again in the open tab."""
        if self.current is not None:
            self.current.put_back(texts)

    def place(self) -> Route:
        """Return the open tab and the place inside it."""
        if self.current is None:
            return Route(section=Section.PEOPLE, subject=self.subject)
        return self.current.place()

    def step_tab(self, by: int) -> None:
        """Go to the next or previous tab, and into it: the next key belongs to the page."""
        self._tabs.step(by)
        if self.current is not None:
            self.current.take_focus()

    def on_action(self) -> None:
        """Do the main action of the open tab."""
        if self.current is not None:
            self.current.on_action()

    def on_find(self) -> None:
        """Pass on to the open tab."""
        if self.current is not None:
            self.current.on_find()

    def on_add(self) -> None:
        """Pass on to the open tab."""
        if self.current is not None:
            self.current.on_add()

    def on_print(self) -> None:
        """Pass on to the open tab."""
        if self.current is not None:
            self.current.on_print()

    def toggle_panel(self) -> None:
        """Pass on to the open tab."""
        if self.current is not None:
            self.current.toggle_panel()

    def _enter(self, route: Route) -> None:
        """Open a tab where the route says, else where it stood if it has to be made again."""
        tab = route.tab
        left = self._left.get(tab) if tab not in self._screens else None
        self._open(tab)
        self._screens[tab].enter(left if left is not None and not route.part and not route.focus else route)
        self._left[tab] = route

    def _open(self, tab: Tab) -> None:
        if self.current is not None:
            self.current.flush()
            if self.current is not self._screens.get(tab):
                self.current.leave()
        if tab not in self._screens:
            self._make(tab)
        for known, hub in self._hubs.items():
            if known is not tab:
                hub.rest()
        self._hubs[tab].wake()
        self._tabs.set_current(tab)
        self._stack.setCurrentWidget(self._screens[tab])
        self.heading_changed.emit()

    def _make(self, tab: Tab) -> None:
        hub = self._hubs[tab] = RestingHub(self._context.hub, self)
        screen = make_tab(tab, replace(self._context, hub=hub), self.subject)
        screen.heading_changed.connect(self.heading_changed)
        self._screens[tab] = screen
        self._stack.addWidget(screen)

    def _make_ahead(self) -> bool:
        """Make the next tab, or what it shows, while this one is read; say whether others are left."""
        if not self.isVisible():
            return False
        if self._made is not None:
            made, self._made = self._screens.get(self._made), None
            if made is not None:
                made.prepare()
            return True
        left = [tab for tab in Tab if tab not in self._screens]
        if not left:
            return False
        if import_tab(left[0]):
            self._make(left[0])
            self._hubs[left[0]].rest()
            self._made = left[0]
        return True

    def _on_decide(self) -> None:
        self._context.navigator.go(Route(section=Section.EXCHANGE, part=f"decider/{self.subject.hex()}"))

    def _on_tab_chosen(self, code: str) -> None:
        self._enter(Route(section=Section.PEOPLE, subject=self.subject, tab=Tab(code)))
