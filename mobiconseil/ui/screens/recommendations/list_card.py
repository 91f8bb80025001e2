"""The middle card: the titles of the columns and the list, or what to do before there is one."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.ui.screens.recommendations.sieve_table import ColumnTitles, SieveTable
from mobiconseil.ui.screens.recommendations.view_model import RecommendationsModel
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import EmptyState


class StaleStrip(QFrame):
    """Sheets that nobody checked for a year: they are no longer proposed by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "banner")
        self.setProperty("tone", "warn")
        self.words = Label("", Role.SECONDARY, wrap=True)
        self.check = LinkButton(self.tr("Revérifier"))
        self.check.setObjectName("sieve_stale")
        row = Row(self, margins=(12, 2, 12, 2), gap=8)
        row.addWidget(Icon("clock-alert-outline", "warn", 18))
        row.addWidget(self.words, 1)
        row.addWidget(self.check)

    def show_count(self, count: int) -> None:
        """Say how many there are."""
        self.setVisible(count > 0)
        one = self.tr("fiche de l’annuaire n’est plus proposée\u00a0: pas vérifiée depuis un an")
        many = self.tr("fiches de l’annuaire ne sont plus proposées\u00a0: pas vérifiées depuis un an")
        self.words.setText(typography.count(count, one, many))
        self.setAccessibleName(self.words.text())


class _Nothing(QWidget):
    """What to do before there is a list."""

    def __init__(self) -> None:
        super().__init__()
        self.empty = EmptyState(
            "filter-outline",
            self.tr("Rien à proposer\u00a0: le diagnostic n’est pas commencé"),
            self.tr("Ce que la personne sait faire et ce qui la freine dit ce qui lui convient, et pourquoi."),
            action=self.tr("Commencer le diagnostic"),
            action_icon="clipboard-check-outline",
        )
        self.empty.button.setObjectName("sieve_assessment")
        self.look = LinkButton(self.tr("Voir tout de même les services et les aides"))
        self.look.setObjectName("sieve_look")
        row = Row(margins=(0, 0, 0, 24), gap=0)
        row.addStretch(1)
        row.addWidget(self.look)
        row.addStretch(1)
        column = Column(self, gap=0)
        column.addStretch(1)
        column.addWidget(self.empty)
        column.addLayout(row)
        column.addStretch(1)


class ListCard(QFrame):
    """The rows of the sieve; what is said where there are none, or some too old, is made for the files that need it."""

    begin_asked = Signal()
    look_asked = Signal()
    check_asked = Signal()

    def __init__(self, model: RecommendationsModel) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Services et aides"))
        self.table = SieveTable(model.table)
        self.titles = ColumnTitles(self.table, model.table)
        self.table.resized.connect(self.titles.update)
        self._column = Column(self, margins=1, gap=0)
        self._column.addWidget(self.titles)
        self._column.addWidget(self.table, 1)
        self._foot = Column(margins=(8, 6, 8, 8), gap=0)
        self._column.addLayout(self._foot)

    @cached_property
    def _nothing(self) -> _Nothing:
        nothing = _Nothing()
        nothing.empty.action_clicked.connect(self.begin_asked)
        nothing.look.clicked.connect(self.look_asked)
        self._column.insertWidget(2, nothing, 1)
        return nothing

    @cached_property
    def stale(self) -> StaleStrip:
        """Return what is said of sheets that nobody checked for a year."""
        strip = StaleStrip()
        strip.check.clicked.connect(self.check_asked)
        self._foot.addWidget(strip)
        return strip

    @property
    def empty(self) -> EmptyState:
        """Return what is said before there is a list."""
        return self._nothing.empty

    @property
    def look(self) -> LinkButton:
        """Return the link to the list without an assessment."""
        return self._nothing.look

    @property
    def is_empty(self) -> bool:
        """Say whether there is no list yet."""
        return self.table.isHidden()

    def show_begun(self, begun: bool) -> None:
        """Show the list, or how to begin."""
        self.titles.setVisible(begun)
        self.table.setVisible(begun)
        if not begun or "_nothing" in self.__dict__:
            self._nothing.setVisible(not begun)
        if not begun:
            self.show_stale(0)

    def show_stale(self, count: int) -> None:
        """Say how many sheets are too old to be proposed, if some are."""
        if count or "stale" in self.__dict__:
            self.stale.show_count(count)
