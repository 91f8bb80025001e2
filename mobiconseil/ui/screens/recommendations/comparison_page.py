"""The usual trip by each mode, side by side: cost, budget, CO₂, time; where the cost goes at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.trip_cost import TripComparison, TripCost
from mobiconseil.domain.typography import NBSP
from mobiconseil.ui.screens.recommendations.page_head import PageHead
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.notices import EmptyState
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets.row_list import ListRow, RowList

NONE = "–"
CELLS = (("Coût par mois", 104), ("CO₂ par mois", 104), ("Un trajet", 84))
LIST_SHARE, DETAIL_SHARE = 5, 3
COLUMNS_FROM = 460
"""Width under which the figures of a mode are a sentence under its name."""


class Cell(Label):
    """A figure in a column."""

    def __init__(self, text: str, width: int, role: Role = Role.BODY) -> None:
        super().__init__(text, role)
        self._wanted = width
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        follow(self)

    def restyle(self) -> None:
        """Take the width in force."""
        self.setFixedWidth(look().px(self._wanted))


class ModeRow(ListRow):
    """One mode."""

    def __init__(self, cost: TripCost, place: str) -> None:
        figures = figures_of(cost)
        spoken = [f"{title}{NBSP}: {text}" for (title, _), text in zip(CELLS, figures, strict=True) if text != NONE]
        super().__init__(place, ", ".join((cost.mode.label, cost.budget_words, *spoken)), cost.remark)
        words = Column(gap=0)
        words.addWidget(Label(cost.mode.label, Role.STRONG, wrap=True))
        if cost.budget_words:
            over = (cost.budget_gap or 0) > 0
            words.addWidget(Label(cost.budget_words, Role.DANGER if over else Role.OK, wrap=True))
        if not cost.within_reach:
            words.addWidget(Label(self.tr("Trop loin pour tous les jours"), Role.SECONDARY, wrap=True))
        self._sentence = Label(" · ".join(spoken), Role.SECONDARY, wrap=True)
        self._sentence.hide()
        words.addWidget(self._sentence)
        self.body.addLayout(words, 1)
        self._cells = [Cell(text, width) for text, (_, width) in zip(figures, CELLS, strict=True)]
        for cell in self._cells:
            self.body.addWidget(cell)

    def set_columns(self, columns: bool) -> None:
        """Show the figures in columns, or as a sentence."""
        self._sentence.setVisible(not columns)
        for cell in self._cells:
            cell.setVisible(columns)


class ComparisonPage(QFrame):
    """Mock-up 05, « Comparer »."""

    closed = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Comparer les façons de faire le trajet"))
        self.head = PageHead()
        self.print_button = Button(self.tr("Imprimer"), icon="printer-outline", height=Height.ROW)
        self.print_button.setObjectName("comparison_print")
        self.head.row.addWidget(self.print_button)
        self.list = RowList(self.tr("Façons de faire le trajet"))
        self._costs: tuple[TripCost, ...] = ()
        self._titles = self._title_row()
        self._detail = Column(gap=6)
        self.empty = EmptyState(
            "map-marker-distance",
            self.tr("Le trajet n’est pas connu"),
            self.tr("Écrivez d’où à où la personne va, et combien de jours par semaine."),
            action=self.tr("Compléter la situation"),
        )
        self._has_columns = True
        self._build()
        self.head.back_asked.connect(self.closed)
        self.print_button.clicked.connect(self.print_asked)
        self.list.picked.connect(self._on_picked)

    def _build(self) -> None:
        page = ScrollPage(margins=0, gap=0)
        page.body.addWidget(self._titles)
        page.body.addWidget(self.list)
        page.body.addStretch(1)
        side = ScrollPage(margins=(15, 12, 15, 12), gap=6)
        side.body.addLayout(self._detail)
        side.body.addStretch(1)
        self._page = QWidget()
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._page)
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(0)
        self._panes.addWidget(page, LIST_SHARE)
        self._panes.addWidget(Line(vertical=True))
        self._panes.addWidget(side, DETAIL_SHARE)
        column = Column(self, margins=1, gap=0)
        column.addWidget(self.head)
        column.addWidget(Line())
        column.addWidget(self._page, 1)
        column.addWidget(self.empty, 1)

    def _title_row(self) -> QWidget:
        holder = QWidget()
        row = Row(holder, margins=(16, 6, 16, 6), gap=10)
        row.addWidget(Label(self.tr("Façon d’y aller"), Role.SMALL_STRONG), 1)
        for title, width in CELLS:
            row.addWidget(Cell(title, width, Role.SMALL_STRONG))
        return holder

    def show_comparison(self, comparison: TripComparison) -> None:
        """Show every mode."""
        trip = comparison.trip
        title = self.tr("Comparer les façons d’aller à {}").format(trip.destination) if trip.destination else ""
        self.head.show_words(title or self.tr("Comparer les façons d’y aller"), self._facts(comparison))
        known = trip.distance_km is not None
        self.empty.setVisible(not known)
        self._page.setVisible(known)
        self.print_button.setEnabled(known)
        self._costs = comparison.costs
        rows = [ModeRow(cost, str(place)) for place, cost in enumerate(comparison.costs)]
        for row in rows:
            row.set_columns(self._has_columns)
        self.list.set_content(rows)
        self._on_picked("0" if rows else "")

    def set_stacked(self, stacked: bool) -> None:
        """Put the detail under the list, or beside it."""
        direction = QBoxLayout.Direction
        self._panes.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns where they have room."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        beside = self._panes.direction() is QBoxLayout.Direction.LeftToRight
        room = self.width() * LIST_SHARE // (LIST_SHARE + DETAIL_SHARE) if beside else self.width()
        columns = room >= look().px(COLUMNS_FROM)
        if columns is not self._has_columns:
            self._has_columns = columns
            self._titles.setVisible(columns)
            for row in self.list.rows:
                if isinstance(row, ModeRow):
                    row.set_columns(columns)

    def focus_first(self) -> None:
        """Take the keyboard."""
        if self._costs and not self._page.isHidden():
            self.list.focus_first()
        else:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Échap."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _facts(self, comparison: TripComparison) -> str:
        trip = comparison.trip
        way = f"{trip.origin} – {trip.destination}" if trip.origin and trip.destination else ""
        far = typography.kilometres(trip.distance_km) if trip.distance_km is not None else ""
        days = self.tr("{} par mois").format(typography.count(comparison.month_days, "jour"))
        budget = ""
        if comparison.budget is not None:
            budget = self.tr("budget {} par mois").format(typography.money(comparison.budget))
        parts = (way, far, days, budget, self.tr("estimations"))
        return " · ".join(part for part in parts if part)

    def _on_picked(self, code: str) -> None:
        self.list.select(code)
        empty(self._detail)
        if not code:
            return
        cost = self._costs[int(code)]
        self._detail.addWidget(Label(cost.mode.label, Role.CARD, wrap=True))
        for line in (*cost.detail, cost.remark):
            if line:
                self._detail.addWidget(Label(line, Role.SECONDARY, wrap=True))
        dated = typography.short_date(cost.dated).split(NBSP, 1)[1]
        source = self.tr("Source\u00a0: {}, au {}").format(cost.source, dated)
        self._detail.addWidget(Label(source, Role.SMALL, wrap=True))


def figures_of(cost: TripCost) -> tuple[str, str, str]:
    """Return the cost, the CO₂ and the time of a mode, as the columns say them."""
    return cost.cost_words, cost.co2_words, NONE if cost.minutes is None else typography.duration(cost.minutes)
