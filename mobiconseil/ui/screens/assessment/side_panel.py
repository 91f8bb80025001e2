"""The right panel: the profile as it grows, her words, and what is already retained."""

from __future__ import annotations

import textwrap

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.profile import Point
from mobiconseil.domain.scoring import DomainState
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel, Page
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import IconButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.labels import IconLine, Label, Quote, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.profile import ProfileCard
from mobiconseil.ui.widgets.radar import Axis, AxisState
from mobiconseil.ui.widgets.text_area import TextArea

SUPPORTS_SHOWN, WORK_SHOWN = 2, 4
WORDS_SHOWN = 140
RETAINED_HEIGHT = 132
"""The title and three lines: with a quote of three lines too, all fits a laptop of 1366 × 688, and nothing scrolls."""
_STATES = {
    DomainState.DONE: AxisState.COMPLETE,
    DomainState.CURRENT: AxisState.PARTIAL,
    DomainState.TODO: AxisState.NONE,
}


class SidePanel(QWidget):
    """The live result of the work on the left; nothing there is mandatory."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__()
        self.vm = vm
        self.profile = ProfileCard()
        self.words = WordsCard(vm)
        self.retained = Card(self.tr("Ce que l’on retient déjà"), link=self.tr("Freins"), scroll=True)
        self.retained.link_clicked.connect(self._on_barriers_clicked)
        self._drawn: tuple[object, ...] | None = None
        self.retained.body.set_space((15, 2, 15, 8), 6)
        column = Column(self, gap=12)
        column.addWidget(self.profile)
        column.addWidget(self.words)
        column.addWidget(self.retained, 1)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.retained.setMinimumHeight(look().px(RETAINED_HEIGHT))

    def draw(self, board: Board) -> None:
        """Draw the profile, the words and the points."""
        self.profile.set_axes(axes_of(board, self.vm))
        self.words.draw(board)
        barriers = sum(b.is_open for b in self.vm.barriers if not (self.vm.shared and b.private))
        link = self.tr("Freins\u00a0: {count}").format(count=barriers) if barriers else self.tr("Freins")
        if self.retained.link.text() != link:
            self.retained.link.setText(link)
            self.retained.link.restyle()
        supports, work_on = board.supports()[:SUPPORTS_SHOWN], board.work_on()[:WORK_SHOWN]
        if (supports, work_on) != self._drawn:
            self._drawn = (supports, work_on)
            fill_points(self.retained.body, supports, work_on)

    def _on_barriers_clicked(self) -> None:
        self.vm.go(Page.BARRIERS)


class WordsCard(Card):
    """What the person asks, in her own words; the pencil opens the field."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__(vm.tr("Ses mots"))
        self.vm = vm
        self.pencil = IconButton("pencil-outline", self.tr("Écrire ses mots"))
        self.add_extra(self.pencil)
        self.body.set_space((15, 0, 15, 12), 6)
        self._quote = Quote(role=Role.BODY)
        self._empty = Label(vm.reference.grid.synthesis.own_words_question, Role.SECONDARY, wrap=True)
        self.area = _WordsArea(name=vm.reference.grid.synthesis.own_words_title, lines=3, most=6)
        self.area.setObjectName("own-words")
        self._warning = Label("", Role.WARN, wrap=True)
        for widget in (self._quote, self._empty, self.area, self._warning):
            self.body.addWidget(widget)
        self.area.hide()
        self._warning.hide()
        self.pencil.clicked.connect(self._on_pencil_clicked)
        self.area.edited.connect(self._on_edited)
        self.area.finished.connect(self._on_finished)
        self.area.left.connect(self._on_left)

    def draw(self, board: Board) -> None:
        """Show the words, unless they are being typed."""
        text = board.assessment.own_words or self.vm.file.beneficiary.request
        shown = textwrap.shorten(text, WORDS_SHOWN, placeholder="…")
        self._quote.set_text(f"«\u00a0{shown}\u00a0»")
        self._quote.setToolTip(text if shown != text else "")
        editing = self.area.isVisibleTo(self)
        self._quote.setVisible(bool(text) and not editing)
        self._empty.setVisible(not text and not editing)
        self.pencil.setEnabled(not board.is_finished)
        if not editing:
            self.area.set_text(text)

    def _on_pencil_clicked(self) -> None:
        self.area.show()
        self._quote.hide()
        self._empty.hide()
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_edited(self, text: str) -> None:
        self.vm.edit("own_words", text)
        warning = self.vm.advice(text)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self.area.setAccessibleDescription(warning)

    def _on_left(self) -> None:
        self.pencil.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_finished(self) -> None:
        self.vm.texts.flush()
        self.area.hide()
        self.vm.changed.emit()


class _WordsArea(TextArea):
    """Échap leaves the field."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, or type."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def axes_of(board: Board, vm: AssessmentViewModel) -> tuple[Axis, ...]:
    """Return the axes of the radar; that of the domain on the screen is marked."""
    current = board.domain_of(vm.item).axis if vm.page is Page.GRID else ""
    return tuple(
        Axis(
            label=facts.label,
            full_label=facts.full_label,
            value=facts.value,
            previous=facts.previous,
            state=_STATES[facts.state],
            current=facts.label == current,
        )
        for facts in board.axes()
    )


def fill_points(body: Column, supports: tuple[Point, ...], work_on: tuple[Point, ...]) -> None:
    """List supports then points to work on, each with its icon."""
    while body.count():
        taken = body.takeAt(0)
        widget = taken.widget() if taken is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    add_points(body, supports, work_on)
    if not supports and not work_on:
        text = "Les points d’appui et les points à travailler apparaissent ici au fil des réponses."
        body.addWidget(Label(text, Role.SECONDARY, wrap=True))
    body.addStretch(1)


def add_points(body: Column, supports: tuple[Point, ...], work_on: tuple[Point, ...]) -> None:
    """Add points at the foot of a list, above what holds it up."""
    foot = 1 if body.count() else 0
    for point in supports:
        line = IconLine("check-circle-outline", point.text, "ok", Role.SECONDARY, 19)
        body.insertWidget(body.count() - foot, line)
    for point in work_on:
        icon, token = ("alert-circle-outline", "warn") if point.blocking else ("arrow-up-circle-outline", "accent")
        body.insertWidget(body.count() - foot, IconLine(icon, point.text, token, Role.SECONDARY, 19))
