"""The right card: the selected row, why it stands where it does, its question, and Retenir or Écarter."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.directory import Freshness
from mobiconseil.domain.sieve import SieveGroup, SieveKind, SieveLevel, SieveRow
from mobiconseil.services.advice_ports import RowDetail
from mobiconseil.ui.screens.directory.wording import freshness_words
from mobiconseil.ui.screens.recommendations import detail_parts as parts
from mobiconseil.ui.screens.recommendations import wording
from mobiconseil.ui.screens.recommendations.discard_box import DiscardBox
from mobiconseil.ui.screens.recommendations.question_box import QuestionBox
from mobiconseil.ui.screens.recommendations.sieve_table import answer_of, is_discard
from mobiconseil.ui.screens.recommendations.view_model import RecommendationsModel
from mobiconseil.ui.widgets.buttons import Button, LinkButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.family_mark import FamilyMark
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.refill import empty

_TURNS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
"""The keys that turn the card, whose text is longer than a laptop."""

_GROUP_TONES = {
    SieveGroup.OPEN_TO_ALL: Tone.OK,
    SieveGroup.OPEN_TO_HER: Tone.OK,
    SieveGroup.TO_CHECK: Tone.WARN,
    SieveGroup.NOT_ELIGIBLE: Tone.NEUTRAL,
}


class DetailCard(Card):
    """Follows the selection; the keys of the list work here too."""

    left = Signal()
    """Échap, or an answer given: back to the list."""
    request_asked = Signal()
    """Send the person to the service that was kept, or ask for the aid."""

    def __init__(self, model: RecommendationsModel) -> None:
        super().__init__(scroll=True)
        self.setAccessibleName(self.tr("Ligne choisie"))
        self._model = model
        self.mark = FamilyMark(size=40)
        self.name = Label("", Role.CARD, wrap=True)
        self.operator = Label("", Role.SECONDARY, wrap=True)
        holder = QWidget()
        self._chips = FlowLayout(holder, gap=6)
        words = Column(gap=1)
        words.addWidget(self.name)
        words.addWidget(self.operator)
        head = Row(gap=12)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.question = QuestionBox()
        self._parts = Column(gap=12)
        self.body.addLayout(head)
        self.body.addWidget(holder)
        self.body.addWidget(Line())
        self.body.addWidget(self.question)
        self.body.addLayout(self._parts)
        self.body.addStretch(1)
        self._build_footer()
        self._bind()

    @cached_property
    def discard(self) -> DiscardBox:
        """Return the reasons to discard a row, made when they are first asked for."""
        box = DiscardBox(self._model.reasons())
        box.chosen.connect(self._on_reason_chosen)
        box.given_up.connect(self._on_given_up)
        self.body.insertWidget(2, box)
        box.hide()
        return box

    def _build_footer(self) -> None:
        self.keep = Button("", icon="plus", key="Espace")
        self.keep.setObjectName("detail_keep")
        self.drop = Button("")
        self.drop.setObjectName("detail_discard")
        foot = QWidget()
        row = Row(foot, gap=8)
        row.addWidget(self.keep, 1)
        row.addWidget(self.drop)
        self.set_footer(foot)

    def _bind(self) -> None:
        self.keep.clicked.connect(self._on_keep_clicked)
        self.drop.clicked.connect(self._on_discard_clicked)
        self.question.answered.connect(self._on_answered)

    # ------------------------------------------------------------------ showing

    def render_model(self) -> None:
        """Show the selected row."""
        detail = self._model.detail
        self.setVisible(detail is not None)
        if detail is None:
            return
        row = detail.row
        self.mark.set_code(row.family, self._family(row))
        self.name.setText(row.title)
        self.operator.setText(row.subtitle)
        self.operator.setVisible(bool(row.subtitle))
        self._render_chips(detail)
        self._render_buttons(row)
        question = self._model.question
        self.question.setVisible(question is not None and not self._model.discarding)
        if question is not None:
            self.question.show_question(question, answered=row.group is not SieveGroup.TO_CHECK)
        self._render_parts(detail)
        self._render_discard()

    def _render_discard(self) -> None:
        asked = self._model.discarding
        if not asked and "discard" not in self.__dict__:
            return
        shown = not self.discard.isHidden()
        self.discard.setVisible(asked)
        if asked and not shown:
            self.discard.list.focus_first()
            if self.scroll_page is not None:
                self.scroll_page.ensureWidgetVisible(self.discard)

    def _family(self, row: SieveRow) -> str:
        families = {family.code: family.label for family in self._model.session.reference.services.families}
        return families.get(row.family, "")

    def _render_chips(self, detail: RowDetail) -> None:
        row = detail.row
        self._chips.clear()
        icon, _ = wording.GROUP_MARKS[row.group]
        self._chips.addWidget(Chip(wording.SHORT_GROUPS[row.group], _GROUP_TONES[row.group], icon))
        if row.deferred:
            self._chips.addWidget(Chip(self.tr("Pas maintenant"), Tone.WARN, "timer-sand"))
        elif row.proposed is SieveLevel.PROPOSED:
            self._chips.addWidget(Chip(self.tr("Préconisé"), Tone.TINT, "star"))
        elif row.proposed is SieveLevel.CONSIDERED:
            self._chips.addWidget(Chip(self.tr("À envisager"), Tone.NEUTRAL, "star-outline"))
        if row.freshness is not None and row.kind is not SieveKind.CATALOGUE:
            self._chips.addWidget(self._freshness_chip(row.freshness, detail.verified_on))
        if row.choice is ChoiceState.DISCARDED:
            reason = self._model.reason_label(detail.choice_reason)
            self._chips.addWidget(Chip(self.tr("Écarté\u00a0: {}").format(reason), Tone.NEUTRAL, "close"))

    def _freshness_chip(self, freshness: Freshness, verified_on: date | None) -> Chip:
        stale = wording.stale_words(freshness)
        if stale or verified_on is None:
            return Chip(stale or self.tr("Date inconnue"), Tone.WARN, "clock-alert-outline")
        words, _ = freshness_words(freshness, verified_on, verified_on)
        return Chip(f"{words[:1].upper()}{words[1:]}", Tone.NEUTRAL, "calendar-check")

    def _render_buttons(self, row: SieveRow) -> None:
        kept, discarded = row.choice is ChoiceState.KEPT, row.choice is ChoiceState.DISCARDED
        self.keep.setText(self.tr("Ne plus retenir") if kept else self.tr("Retenir"))
        self.keep.set_icon_name("check" if kept else "plus")
        self.keep.set_key("" if kept else self.tr("Espace"))
        self.drop.setText(self.tr("Reprendre") if discarded else self.tr("Écarter…"))
        for button in (self.keep, self.drop):
            button.setAccessibleName(f"{button.text().rstrip('…')}, {row.title}")
            button.restyle()

    def _render_parts(self, detail: RowDetail) -> None:
        empty(self._parts)
        veil, into = self._model.veil, self._parts
        if detail.postponed is not None:
            parts.add_part(into, self._postponed(detail))
        parts.add_part(into, parts.reasons_part(detail.reasons, veil))
        if detail.rules:
            parts.add_part(into, parts.rules_part(detail.rules, veil, self.tr("Ce que disent les règles")))
        if detail.aid is not None:
            parts.add_part(into, parts.aid_part(detail.aid))
        contact = parts.contact_part(detail)
        if contact is not None:
            parts.add_part(into, contact)
        if detail.row.choice is ChoiceState.KEPT:
            parts.add_part(into, self._request(detail.row))
        if detail.cost_detail:
            parts.add_part(into, parts.cost_part(detail.cost_detail))
        if detail.why_not:
            parts.add_part(into, parts.why_not_part(detail.why_not, veil, opened=False))
        if detail.row.kind is SieveKind.CATALOGUE:
            parts.add_part(into, self._report())
        if detail.source or detail.verified_on is not None:
            parts.add_part(into, parts.source_line(detail))

    def _postponed(self, detail: RowDetail) -> Column:
        column = Column(gap=6)
        postponed = detail.postponed
        assert postponed is not None
        column.addWidget(IconLine("timer-sand", self._model.veil.not_now(postponed), "warn", Role.LABEL))
        facts = self._model.veil.lines(postponed.facts)
        if facts:
            column.addWidget(Label(" · ".join(facts), Role.SECONDARY, wrap=True))
        if postponed.first:
            words = self.tr("D’abord\u00a0: {}").format(", ".join(postponed.first))
            column.addWidget(IconLine("numeric-1-circle-outline", words, "warn", Role.LABEL))
        if postponed.review:
            column.addWidget(IconLine("eye-outline", postponed.review, "warn"))
        return column

    def _request(self, row: SieveRow) -> Row:
        is_aid = row.kind is SieveKind.AID
        link = LinkButton(
            self.tr("Demander cette aide…") if is_aid else self.tr("Orienter vers ce service…"),
            icon="hand-coin-outline" if is_aid else "send-outline",
        )
        link.setObjectName("detail_request")
        link.clicked.connect(self.request_asked)
        line = Row(gap=0)
        line.addWidget(link)
        line.addStretch(1)
        return line

    def _report(self) -> Row:
        link = LinkButton(self.tr("Signaler un besoin sans solution"), icon="flag-outline")
        link.setObjectName("detail_report")
        link.clicked.connect(self._on_report_clicked)
        row = Row(gap=0)
        row.addWidget(link)
        row.addStretch(1)
        return row

    # ------------------------------------------------------------------ keys and clicks

    def focus_first(self) -> None:
        """Take the keyboard: the first answer, or Retenir."""
        target = self.question.buttons[0] if self.question.isVisible() else self.keep
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read on, answer, discard, or go back to the list."""
        answer = answer_of(event)
        if event.key() == Qt.Key.Key_Escape:
            self._on_given_up()
        elif event.key() in _TURNS and self.scroll_page is not None:
            self.scroll_page.verticalScrollBar().triggerAction(_TURNS[Qt.Key(event.key())])
        elif self._model.discarding:
            super().keyPressEvent(event)
        elif answer is not None and self._model.question is not None:
            self._on_answered(answer)
        elif is_discard(event):
            self._model.ask_discard()
        else:
            super().keyPressEvent(event)

    def _on_keep_clicked(self) -> None:
        self._model.toggle_keep()

    def _on_discard_clicked(self) -> None:
        self._model.ask_discard(not self._model.discarding)

    def _on_answered(self, value: object) -> None:
        self.left.emit()
        self._model.answer(value)  # type: ignore[arg-type]

    def _on_reason_chosen(self, code: str) -> None:
        self.left.emit()
        self._model.discard(code)

    def _on_given_up(self) -> None:
        self._model.ask_discard(False)
        self.left.emit()

    def _on_report_clicked(self) -> None:
        self._model.report_need(self._model.row)
