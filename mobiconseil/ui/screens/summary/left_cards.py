"""The left column of the summary: what she asks, what stands in the way, what she can lean on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.summary.facts import BarrierLine, Line, Urgency
from mobiconseil.ui.screens.summary.view_model import SummaryModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.indicators import IntensityBars
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Quote, RichLabel, Role
from mobiconseil.ui.widgets.labels import Line as Rule
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.refill import CodeLink, empty

_TONES = {Urgency.PAST: Tone.DANGER, Urgency.SOON: Tone.WARN, Urgency.FAR: Tone.NEUTRAL}


class RequestCard(Card):
    """« Sa demande »: her words, the project, the usual trip, the means, and how far the deadline is."""

    def __init__(self, model: SummaryModel) -> None:
        super().__init__(self.tr("Sa demande"))
        self._model = model
        self._chip = Chip("", Tone.WARN, "timer-sand")
        self.add_extra(self._chip)
        self._content = Column(gap=12)
        self.body.addLayout(self._content)

    def render_model(self) -> None:
        """Show the facts as they are now."""
        empty(self._content)
        found = self._model.deadline()
        self._chip.setVisible(found is not None)
        if found is not None:
            text, urgency = found
            self._chip.set_state(text, _TONES[urgency], "timer-sand")
        request = self._model.request_words()
        if request:
            self._content.addWidget(Quote(request))
        else:
            self._content.addWidget(self._missing(self.tr("Ce que la personne demande, avec ses mots."), "request"))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(7))
        grid.setColumnStretch(1, 1)
        for rank, line in enumerate(self._model.request_lines()):
            self._add_line(grid, rank, line)
        self._content.addWidget(holder)
        if self._model.file.beneficiary.commune:
            around = LinkButton(self._model.around_words(), icon="map-search-outline")
            around.setObjectName("see_around")
            around.clicked.connect(self._model.see_around)
            self._content.addWidget(around, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_line(self, grid: QGridLayout, rank: int, line: Line) -> None:
        top = Qt.AlignmentFlag.AlignTop
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(Label(line.label, Role.SECONDARY), rank, 0, top if line.html else middle)
        if line.html:
            grid.addWidget(RichLabel(line.html), rank, 1)
            return
        grid.addWidget(self._link(line.focus, line.label), rank, 1, middle | Qt.AlignmentFlag.AlignLeft)

    def _missing(self, sentence: str, focus: str) -> QWidget:
        holder = QWidget()
        row = Row(holder)
        row.addWidget(Label(sentence, Role.HINT, wrap=True), 1)
        row.addWidget(self._link(focus, self.tr("Sa demande")))
        return holder

    def _link(self, focus: str, about: str) -> CodeLink:
        link = CodeLink(self.tr("Compléter"), focus, name=f"{self.tr('Compléter')}\u00a0: {about}")
        link.followed.connect(self._model.complete)
        return link


class BarriersCard(Card):
    """« Freins et appuis »: the weight of each barrier in bars and in a word, then the supports."""

    def __init__(self, model: SummaryModel) -> None:
        super().__init__(self.tr("Freins et appuis"), link=self.tr("Voir le diagnostic"))
        self._model = model
        self._content = Column(gap=10)
        self.body.addLayout(self._content)
        self.body.addStretch(1)
        self.link_clicked.connect(self._on_link_clicked)

    def render_model(self) -> None:
        """Show the barriers and the supports as they are now."""
        empty(self._content)
        barriers, supports = self._model.barriers(), self._model.supports()
        for line in barriers:
            self._content.addWidget(_barrier_row(line))
        if not barriers:
            self._content.addWidget(Label(self.tr("Aucun frein noté."), Role.HINT))
        rule = Rule()
        self._content.addSpacing(look().px(3))
        self._content.addWidget(rule)
        self._content.addSpacing(look().px(3))
        for text in supports:
            self._content.addWidget(IconLine("check-circle-outline", text, "ok"))
        if not supports:
            words = self.tr("Ses appuis apparaîtront avec le diagnostic.")
            self._content.addWidget(Label(words, Role.HINT, wrap=True))
        started = bool(self._model.file.assessments)
        self.link.setText(self.tr("Voir le diagnostic") if started else self.tr("Commencer le diagnostic"))
        self.link.restyle()

    def _on_link_clicked(self) -> None:
        self._model.go(Tab.ASSESSMENT)


def _barrier_row(line: BarrierLine) -> QWidget:
    holder = QWidget()
    row = Row(holder, gap=10)
    row.addWidget(Icon(line.icon, "text_2", 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(line.text, wrap=True), 1)
    row.addWidget(IntensityBars(line.level, line.word), 0, Qt.AlignmentFlag.AlignVCenter)
    return holder
