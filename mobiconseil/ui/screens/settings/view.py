"""The settings: pages on the left, one form on the right, written by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame

from mobiconseil.ui.context import Context
from mobiconseil.ui.drafts import misread
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.settings.about_page import AboutPage
from mobiconseil.ui.screens.settings.account_page import AccountPage
from mobiconseil.ui.screens.settings.aids_page import AidsPage
from mobiconseil.ui.screens.settings.backups_page import BackupsPage
from mobiconseil.ui.screens.settings.display_page import DisplayPage
from mobiconseil.ui.screens.settings.journal_page import JournalPage
from mobiconseil.ui.screens.settings.packs_page import PacksPage
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.screens.settings.reference_page import ReferencePage
from mobiconseil.ui.screens.settings.rules_page import RulesPage
from mobiconseil.ui.screens.settings.security_page import SecurityPage
from mobiconseil.ui.screens.settings.structure_page import StructurePage
from mobiconseil.ui.screens.settings.team_page import TeamPage
from mobiconseil.ui.screens.settings.trash_page import TrashPage
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.pages import FrontPages
from mobiconseil.ui.widgets.section_index import Part, SectionIndex
from mobiconseil.ui.width_class import WidthClass, WidthWatcher

_PAGES: dict[str, Callable[[Context], SettingsPage]] = {
    "structure": StructurePage,
    "account": AccountPage,
    "team": TeamPage,
    "security": SecurityPage,
    "backups": BackupsPage,
    "display": DisplayPage,
    "reference": ReferencePage,
    "rules": RulesPage,
    "aids": AidsPage,
    "maps": PacksPage,
    "journal": JournalPage,
    "trash": TrashPage,
    "about": AboutPage,
}


class SettingsScreen(Screen):
    """Everything that is set once."""

    @property
    def help_page(self) -> str:  # type: ignore[override]
        """Return the help page of the page shown."""
        return self.page.help_page

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pages: dict[str, SettingsPage] = {}
        self._watcher: WidthWatcher | None = None
        self._build()
        self._index.chosen.connect(self._open)
        self._jump.chosen.connect(self._open)
        self._open("structure")

    def _build(self) -> None:
        parts = (
            Part(code="structure", text=self.tr("Structure"), icon="office-building-outline"),
            Part(code="account", text=self.tr("Mon compte"), icon="account-outline"),
            Part(code="team", text=self.tr("Équipe sur ce poste"), icon="account-multiple-outline"),
            Part(code="security", text=self.tr("Sécurité"), icon="shield-check-outline"),
            Part(code="backups", text=self.tr("Sauvegardes"), icon="content-save-outline"),
            Part(code="display", text=self.tr("Affichage"), icon="monitor"),
            Part(code="reference", text=self.tr("Référentiel"), icon="book-open-variant"),
            Part(code="rules", text=self.tr("Règles"), icon="filter-cog-outline"),
            Part(code="aids", text=self.tr("Aides"), icon="hand-coin-outline"),
            Part(code="maps", text=self.tr("Fonds de carte"), icon="map-plus"),
            Part(code="journal", text=self.tr("Journal"), icon="text-box-search-outline"),
            Part(code="trash", text=self.tr("Corbeille"), icon="trash-can-outline"),
            Part(code="about", text=self.tr("À propos"), icon="information-outline"),
        )
        self._index = SectionIndex(parts, self.tr("Pages des réglages"))
        self._side = QFrame()
        self._side.setProperty("frame", "card")
        side = Column(self._side, margins=8, gap=0)
        side.addWidget(self._index)
        side.addStretch(1)
        self._jump = ChoiceField([(part.code, part.text) for part in parts], name=self.tr("Page des réglages"))
        self._jump.setObjectName("settings_jump")
        self._jump.hide()
        self._stack = FrontPages()
        row = Row(margins=(16, 16, 0, 16), gap=12)
        row.addWidget(self._side)
        column = Column(gap=12)
        above = Row(margins=(0, 0, 20, 0), gap=0)  # as wide as the cards of the pages
        above.addWidget(self._jump)
        column.addLayout(above)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setLayout(row)
        follow(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the width of the window, known only now."""
        super().showEvent(event)
        if self._watcher is None:
            self._watcher = WidthWatcher(self.window(), self)
            self._watcher.changed.connect(self._fold)
            self._fold(self._watcher.current)

    def _fold(self, found: WidthClass) -> None:
        """Leave the width to the page in a narrow window: its list becomes one line."""
        narrow = found is WidthClass.NARROW
        self._side.setVisible(not narrow)
        self._jump.setVisible(narrow)

    def restyle(self) -> None:
        """Take the width in force."""
        self._side.setFixedWidth(look().px(214))

    @property
    def page(self) -> SettingsPage:
        """Return the page shown."""
        return self._pages[self._index.current()]

    def heading(self) -> Heading:
        """Say that nothing has to be saved."""
        return Heading(title=self.tr("Réglages"), subtitle=self.tr("Chaque changement s’enregistre tout seul"))

    def enter(self, route: Route) -> None:
        """Show the page that the route names."""
        if route.part in _PAGES:
            self._open(route.part)
        else:
            self.page.enter()

    def flush(self) -> bool:
        """Write what is typed on every page."""
        written = [page.flush() for page in self._pages.values()]
        return all(written)

    def unsaved(self) -> Mapping[str, str]:
        """Return what was not understood of the structure or of the adviser; nothing of the pages with secrets."""
        page = self.page
        if isinstance(page, RulesPage):
            return page.unsaved()
        if isinstance(page, AidsPage):
            return misread(page)
        return page.form.misread() if isinstance(page, StructurePage | AccountPage) else {}

    def place(self) -> Route:
        """Return the page shown."""
        return Route(section=Section.SETTINGS, part=self._index.current())

    def on_find(self) -> None:
        """Put the focus in the filter of the page, if it has one."""
        page = self.page
        if isinstance(page, (ReferencePage, JournalPage, RulesPage, AidsPage)):
            page.focus_filter()

    def _open(self, code: str) -> None:
        if self._stack.currentWidget() is not None:
            self.flush()
        if code not in self._pages:
            page = _PAGES[code](self._context)
            self._pages[code] = page
            self._stack.addWidget(page)
        self._index.set_current(code)
        self._jump.set_current(code)
        self._stack.setCurrentWidget(self._pages[code])
        self._pages[code].enter()
