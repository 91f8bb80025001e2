"""The left card: how many rows in each group, what was taken into account, which answers are missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent

from mobiconseil.domain import typography
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.ui.painting import painter_for, write
from mobiconseil.ui.screens.directory.wording import radius_words
from mobiconseil.ui.screens.recommendations import wording
from mobiconseil.ui.screens.recommendations.view_model import RecommendationsModel
from mobiconseil.ui.theme import SEMIBOLD, look
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choices import Option, SegmentedChoice
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.refill import CodeLink, empty
from mobiconseil.ui.widgets.step_line import StepLine

MOST_QUESTIONS = 5
ADVISED, EVERYTHING = "advised", "everything"


class GroupButton(StepLine):
    """A group of the sieve and its count."""

    asked = Signal(str)

    def __init__(self, group: SieveGroup) -> None:
        icon, token = wording.GROUP_MARKS[group]
        super().__init__(wording.SHORT_GROUPS[group], icon, token, lowest=30)
        self.kind = group
        self.setObjectName(f"group_{group.value}")
        self.clicked.connect(self._on_clicked)

    def show_count(self, count: int, *, current: bool) -> None:
        """Show how many rows there are, and whether the selected one is among them."""
        icon, token = wording.GROUP_MARKS[self.kind]
        self.set_state(icon, token, typography.number(count), f"{self.kind.label}, {typography.number(count)}")
        self.setChecked(current)

    def _on_clicked(self) -> None:
        self.asked.emit(self.kind.value)


class QuestionLink(CodeLink):
    """A question that is missing; its name ends with « … » where there is no room."""

    def minimumSizeHint(self) -> QSize:
        """Accept little room."""
        return QSize(look().px(60), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write what fits, at the left."""
        painter, style = painter_for(self), look()
        font = style.font(13, SEMIBOLD)
        font.setUnderline(self.underMouse())
        write(painter, self.rect(), self.text(), font, "primary_hover" if self.underMouse() else "primary")


class ViewChoice(SegmentedChoice):
    """What the list shows: ↓ and ↑ go on in the list that stands beside, where the eye is."""

    list_asked = Signal(int)
    """The key that was pressed."""

    def __init__(self, options: Sequence[Option], name: str) -> None:
        super().__init__(options, name)
        self.is_beside = True
        """The list is in sight; in a narrow window, this card covers it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand ↓ and ↑ to the list rather than scroll the card."""
        if self.is_beside and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list_asked.emit(event.key())
        else:
            super().keyPressEvent(event)


class SieveCard(Card):
    """« Le tamis »."""

    group_asked = Signal(str)
    question_asked = Signal(str)

    def __init__(self, model: RecommendationsModel) -> None:
        super().__init__(scroll=True)
        self.setAccessibleName(self.tr("Le tamis"))
        self._model = model
        self.examined = Label("", Role.SECONDARY, wrap=True)
        self.view = ViewChoice(
            ((ADVISED, self.tr("Préconisé")), (EVERYTHING, self.tr("Tout"))), self.tr("Ce que montre la liste")
        )
        self.groups = [GroupButton(group) for group in SieveGroup]
        self._considered = Column(gap=6)
        self._missing_title = Label("", Role.LABEL, wrap=True)
        self._missing = Column(gap=0)
        self._advice = Column(gap=6)
        self.widen = LinkButton("")
        self.widen.setObjectName("sieve_widen")
        self.why_not = LinkButton(self.tr("Pourquoi pas\u202f?"), icon="comment-question-outline")
        self.why_not.setObjectName("sieve_why_not")
        self._build()
        self._bind()

    def _build(self) -> None:
        body = self.body
        head = Column(gap=1)
        head.addWidget(Label(self.tr("Le tamis"), Role.SECTION))
        head.addWidget(self.examined)
        body.addLayout(head)
        body.addWidget(self.view)
        groups = Column(gap=0)
        for button in self.groups:
            groups.addWidget(button)
        body.addLayout(groups)
        body.addWidget(Line())
        body.addWidget(Label(self.tr("Pris en compte"), Role.LABEL))
        body.addLayout(self._considered)
        body.addWidget(Line())
        body.addWidget(self._missing_title)
        body.addLayout(self._missing)
        body.addLayout(self._foot())
        body.addLayout(self._advice)
        body.addStretch(1)
        body.addWidget(Label(self.tr("★\u00a0: préconisé. CO₂ et coûts estimés."), Role.SMALL, wrap=True))

    def _foot(self) -> Column:
        column = Column(gap=0)
        for link in (self.why_not, self.widen):
            row = Row(gap=0)
            row.addWidget(link)
            row.addStretch(1)
            column.addLayout(row)
        return column

    def _bind(self) -> None:
        for button in self.groups:
            button.asked.connect(self._model.show_group)
            button.asked.connect(self.group_asked)
        self.view.chosen.connect(self._on_view_chosen)
        self.widen.clicked.connect(self._model.widen)

    def render_model(self) -> None:
        """Show the counts, the facts and the questions."""
        sieve = self._model.sieve
        self.examined.setText(self._examined())
        self.render_group()
        self.view.set_current(EVERYTHING if self._model.shows_everything else ADVISED)
        self.view.setVisible(self._model.has_advised)
        empty(self._considered)
        lacking = self.tr("Commune, âge, statuts et trajet ne sont pas encore notés")
        for icon, text in self._model.considered() or (("information-outline", lacking),):
            self._considered.addWidget(IconLine(icon, text, "text_2", Role.SECONDARY, 16))
        self._render_missing()
        self._render_advice()
        wider = sieve.wider_km
        self.widen.setVisible(wider is not None and sieve.placed)
        if wider is not None:
            self.widen.setText(self.tr("Élargir à {}").format(radius_words(wider)))
            self.widen.restyle()

    def render_group(self) -> None:
        """Show in which group the selected row is."""
        row = self._model.row
        for button in self.groups:
            current = row is not None and row.group is button.kind
            button.show_count(len(self._model.shown(button.kind)), current=current)

    def _examined(self) -> str:
        sieve = self._model.sieve
        words = wording.examined_words(sieve.examined)
        if sieve.radius_km is None or not sieve.placed:
            return words
        return self.tr("{}, à {} au plus").format(words, radius_words(sieve.radius_km))

    def _render_advice(self) -> None:
        empty(self._advice)
        lines = self._model.veil.lines(self._model.sieve.advice)
        if lines:
            self._advice.addWidget(Line())
            self._advice.addWidget(Label(self.tr("À prévoir aussi"), Role.LABEL))
        for line in lines:
            self._advice.addWidget(IconLine("lightbulb-on-outline", line, "text_2", Role.SECONDARY, 16))

    def _render_missing(self) -> None:
        questions = self._model.missing
        empty(self._missing)
        none = self.tr("Aucune question à poser")
        self._missing_title.setText(wording.missing_words(len(questions)) if questions else none)
        for question in questions[:MOST_QUESTIONS]:
            rows = typography.count(question.rows, "ligne")
            label = self._model.question_label(question)
            link = QuestionLink(label, question.code, name=", ".join(dict.fromkeys((label, question.label, rows))))
            link.setToolTip(question.text)
            link.setObjectName(f"question_{question.code}")
            link.followed.connect(self.question_asked)
            self._missing.addWidget(link)

    def _on_view_chosen(self, code: str) -> None:
        self._model.show_everything(code == EVERYTHING)
