"""Rows shared by the three stages of a drop-in day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from mobiconseil.domain.drop_in_day import VisitState
from mobiconseil.services.drop_in_checks import Check, CheckState
from mobiconseil.ui.screens.drop_in.rows import DayRow, FollowRow
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Kind
from mobiconseil.ui.widgets.chips import Chip
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import ElidedLabel, Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, FixedWidth, Row, ScrollPage
from mobiconseil.ui.widgets.list_row import ListRow as PlainRow
from mobiconseil.ui.widgets.refill import CodeButton, CodeLink
from mobiconseil.ui.widgets.row_list import ListRow

TWO_SIDES_FROM = 880
"""Width of the page, at 100 %, from which cards stand in two columns."""

STACKED_UNDER = 620
"""Width of a list, at 100 %, under which its buttons go below the words."""

_LETTERS = 96
"""Width of a dozen letters at 100 %."""

_CHECKS = {
    CheckState.OK: ("check-circle-outline", "ok"),
    CheckState.ADVICE: ("alert-outline", "warn"),
    CheckState.PROBLEM: ("alert-circle-outline", "danger"),
}


class CheckRow(PlainRow):
    """One check: its state in a glyph and in words, and what mends it."""

    def __init__(self, check: Check) -> None:
        super().__init__(f"{check.title}. {check.detail}", height=58)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        glyph, token = _CHECKS[check.state]
        words = Column(gap=0)
        words.addStretch(1)
        words.addWidget(Label(check.title, Role.LABEL))
        words.addWidget(Label(check.detail, Role.SECONDARY, wrap=True))
        words.addStretch(1)
        self.row.addWidget(Icon(glyph, token, 20))
        self.row.addLayout(words, 1)
        self.link = CodeLink(check.action, check.code.value, name=f"{check.action}, {check.title}")
        self.link.setObjectName(f"check_{check.code}")
        self.row.addWidget(self.link)
        self.link.setVisible(bool(check.action))


class DayRowView(ListRow):
    """Somebody of the day; Entrée or a click shows the name, the buttons act."""

    def __init__(self, row: DayRow, *, stacked: bool, acts: bool = True) -> None:
        super().__init__(row.code, f"{row.hour} {row.name}, {row.chip}".strip(), row.detail)
        self.setObjectName(f"row_{row.code}")
        self.buttons: list[CodeButton] = []
        times = FixedWidth(62)
        Column(times, gap=0).addWidget(Label(row.hour, Role.STRONG), 0, Qt.AlignmentFlag.AlignVCenter)
        words = Column(gap=1)
        top = FoldingRow(gap=8)
        top.addWidget(ElidedLabel(row.name, Role.STRONG))
        top.addWidget(Chip(row.chip, row.tone))
        top.addStretch(1)
        words.addLayout(top)
        words.addWidget(ElidedLabel(row.detail, Role.SECONDARY))
        line: Column | Row = Column(gap=8) if stacked else Row(gap=12)
        line.addLayout(words, 1)
        if acts:
            line.addWidget(self._holder(row), 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(times)
        self.body.addLayout(line, 1)

    def _holder(self, row: DayRow) -> QWidget:
        holder = QWidget()
        line = Row(holder, gap=6)
        for name, text, icon in _gestures(row, self):
            main = name in {"end", "start"} and (row.is_next or row.state is VisitState.HERE)
            kind = Kind.PRIMARY if main else Kind.SECONDARY
            button = CodeButton(text, row.code, icon=icon, name=f"{text}, {row.hour} {row.name}".strip(), kind=kind)
            button.setObjectName(f"{name}_{row.code}")
            self.buttons.append(button)
            line.addWidget(button)
        line.addStretch(1)
        return holder


def _gestures(row: DayRow, owner: QWidget) -> tuple[tuple[str, str, str], ...]:
    receive, absent = owner.tr("Recevoir"), owner.tr("Absence")
    if row.state is VisitState.HERE:
        return (("end", owner.tr("Terminer"), "check"), ("file", owner.tr("Dossier"), ""))
    if row.state is VisitState.EXPECTED:
        told = (("absent", absent, ""), ("excused", owner.tr("Absence excusée"), "")) if row.is_late else ()
        return (("start", receive, "arrow-right"), *told)
    if row.state is VisitState.DUE:
        return (("start", receive, ""), ("file", owner.tr("Dossier"), ""))
    return (("file", owner.tr("Dossier"), ""),)


class _Name(ElidedLabel):
    """Who a row is about: what stands beside goes below before only a few letters are left of it."""

    def minimumSizeHint(self) -> QSize:
        """Ask for a dozen letters."""
        least = min(self.sizeHint().width(), look().px(_LETTERS))
        return super().minimumSizeHint().expandedTo(QSize(least, 0))


class FollowRowView(ListRow):
    """Something not to be forgotten, and the gesture that settles it."""

    def __init__(self, row: FollowRow) -> None:
        super().__init__(row.code, f"{row.name}, {row.what}", row.when)
        self.setObjectName(f"follow_{row.code}")
        self.buttons: list[CodeButton] = []
        words = Column(gap=1)
        top = FoldingRow(gap=8)
        top.addWidget(_Name(row.name, Role.STRONG))
        if row.when:
            top.addWidget(Chip(row.when, row.tone))
        top.addStretch(1)
        words.addLayout(top)
        words.addWidget(Label(row.what, Role.SECONDARY, wrap=True))
        self.body.addLayout(words, 1)
        flow = QWidget()
        line = Row(flow, gap=6)
        for name, text in self._gestures(row):
            button = CodeButton(text, row.code, name=f"{text}, {row.name}")
            button.setObjectName(f"{name}_{row.code}")
            self.buttons.append(button)
            line.addWidget(button)
        if self.buttons:
            self.body.addWidget(flow, 0, Qt.AlignmentFlag.AlignVCenter)

    def _gestures(self, row: FollowRow) -> tuple[tuple[str, str], ...]:
        if row.recall:
            return (("recall", self.tr("Rappeler {}").format(row.recall)),)
        if row.day_row is None:
            return ()
        if row.day_row.state is VisitState.HERE:
            return (("end", self.tr("Terminer")),)
        kept = ("kept", self.tr("Honoré"))
        return (kept, ("absent", self.tr("Absence")), ("excused", self.tr("Absence excusée")))


def group_title(text: str) -> QWidget:
    """Return the title of a group of rows."""
    holder = QWidget()
    Row(holder, margins=(16, 12, 16, 4)).addWidget(Label(text, Role.SMALL_STRONG))
    return holder


class TwoSides(ScrollPage):
    """Cards in two columns, or in one where there is little room."""

    def __init__(self, left: tuple[QWidget, ...], right: tuple[QWidget, ...], *, stretches: tuple[int, int]) -> None:
        super().__init__(margins=(20, 16, 20, 16), gap=16)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for cards, stretch in zip((left, right), stretches, strict=True):
            holder = QWidget()
            column = Column(holder, gap=16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addWidget(holder, stretch)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        follow(self)

    @property
    def is_narrow(self) -> bool:
        """Say whether everything is in one column."""
        return self._columns.direction() is QBoxLayout.Direction.TopToBottom

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._columns.setSpacing(look().px(16))
        self._fit()

    def reveal(self, widget: QWidget) -> None:
        """Scroll to one of the cards, once it has its place."""
        QTimer.singleShot(0, self, partial(self.ensureWidgetVisible, widget))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one column or two."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() / look().scale < TWO_SIDES_FROM
        flow = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() is not flow:
            self._columns.setDirection(flow)
