"""The journal: who did what, when, on which file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from mobiconseil.domain.typography import count
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.journal_model import LIMIT, OBJECT, JournalModel
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.search_box import SearchBox


class JournalPage(SettingsPage):
    """A table and its filter."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = JournalModel(self)
        self.filter = SearchBox(self.tr("Filtrer\u00a0: nom, action, dossier, date"), key="Ctrl F")
        self.count = Label("", Role.SECONDARY)
        self.table = QTableView()
        self._build()
        self.filter.textEdited.connect(self._on_filter_edited)
        context.hub.changed.connect(self._on_change_published)
        self.enter()

    def _build(self) -> None:
        card = self.add_card(self.tr("Journal"), self.tr("Jamais le contenu d’un dossier"))
        top = FoldingRow(gap=12)
        top.addWidget(self.filter, 1)
        top.addWidget(self.count)
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Journal"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        card.body.addLayout(top)
        card.body.addWidget(table)
        follow(self)

    def restyle(self) -> None:
        """Take the heights in force."""
        self.table.verticalHeader().setDefaultSectionSize(look().px(36))
        self.table.setMinimumHeight(look().px(470))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the action in sight when there is little room."""
        super().resizeEvent(event)
        self.table.setColumnHidden(OBJECT, event.size().width() < look().px(700))

    def enter(self) -> None:
        """Read the journal again."""
        session = self._context.session
        self.model.show_lines(session.team.journal(limit=LIMIT), session.clock)
        self._render_count()

    def focus_filter(self) -> None:
        """Put the focus in the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _render_count(self) -> None:
        self.count.setText(count(self.model.rowCount(), self.tr("ligne")))

    def _on_filter_edited(self, text: str) -> None:
        self.model.set_filter(text)
        self._render_count()

    def _on_change_published(self, _change: Change) -> None:
        if self.isVisible():
            self.enter()
