"""The barriers of the person: branch by branch, how much each weighs, who sees it, since when, whether it is lifted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain.situation import INTENSITIES, Barrier, BarrierOrigin
from mobiconseil.domain.typography import short_date
from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.facts import visible_barriers
from mobiconseil.ui.screens.assessment.page_card import PageCard
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Height, IconButton
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import CheckBox, FilterChip, SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.indicators import IntensityBars
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.text_fields import TextField


class BarrierRow(QFrame):
    """One barrier, every part of which can be changed in place."""

    def __init__(self, vm: AssessmentViewModel, barrier: Barrier, label: str) -> None:
        super().__init__()
        self.vm = vm
        self.barrier = barrier
        self.setAccessibleName(label)
        say_as(self, QAccessible.Role.Grouping)
        self.name = Label(label, Role.CARD, wrap=True)
        self.bars = IntensityBars(0, "")
        self.remove = IconButton("trash-can-outline", self.tr("Retirer «\u00a0{label}\u00a0»").format(label=label))
        self.intensity = SegmentedChoice(
            [(str(level), word.capitalize()) for level, word in enumerate(INTENSITIES)],
            self.tr("Poids du frein"),
            height=Height.NORMAL,
        )
        self.origin = ChoiceField([(origin.value, origin.label) for origin in BarrierOrigin], name=self.tr("Origine"))
        self.since = DateField(vm.read_date, short_date, vm.today, name=self.tr("Depuis"))
        self.words = TextField(
            barrier.wording, placeholder=self.tr("Avec ses mots, facultatif"), name=self.tr("Avec ses mots")
        )
        self.private = CheckBox(self.tr("Privé"))
        self.lifted = Label("", Role.SMALL)
        self.warning = Label("", Role.WARN, wrap=True)
        self.warning.hide()
        self._build()
        self._bind()
        self.show_barrier(barrier)
        follow(self)

    def _build(self) -> None:
        head = Row(gap=8)
        head.addWidget(self.name, 1)
        head.addWidget(self.bars)
        head.addWidget(self.remove)
        how = FlowLayout(gap=8)
        for widget in (self.intensity, self.origin, self.lifted):
            how.addWidget(widget)
        words = Row(gap=8)
        words.addWidget(Label(self.tr("Depuis"), Role.SECONDARY))
        words.addWidget(self.since)
        words.addWidget(self.words, 1)
        words.addWidget(self.private)
        column = Column(self, margins=(0, 2, 0, 8), gap=6)
        column.addLayout(head)
        column.addLayout(how)
        column.addLayout(words)
        column.addWidget(self.warning)
        column.addWidget(Line())

    def _bind(self) -> None:
        self.intensity.chosen.connect(self._on_intensity_chosen)
        self.origin.chosen.connect(self._on_origin_chosen)
        self.since.date_changed.connect(self._on_since_changed)
        self.words.textEdited.connect(self._on_words_edited)
        self.private.clicked.connect(self._on_private_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.since.setFixedWidth(look().px(186))

    def show_barrier(self, barrier: Barrier) -> None:
        """Show what is known; a field being typed is left alone."""
        self.barrier = barrier
        level = barrier.intensity if barrier.is_open else 0
        self.bars.set_level(level, barrier.word)
        self.intensity.set_current(str(level))
        self.origin.set_current(barrier.origin.value)
        if not self.since.hasFocus():
            self.since.set_value(barrier.since)
        if not self.words.hasFocus():
            self.words.setText(barrier.wording)
        self.private.setChecked(barrier.private)
        self.lifted.setVisible(barrier.lifted_on is not None)
        if barrier.lifted_on is not None:
            self.lifted.setText(self.tr("Levé le {day}").format(day=short_date(barrier.lifted_on)))

    def _edit(self, field: str, value: object, *, at_once: bool = True) -> None:
        self.vm.edit_barrier(self.barrier.code, field, value, at_once=at_once)

    def _on_intensity_chosen(self, code: str) -> None:
        self._edit("intensity", int(code))

    def _on_origin_chosen(self, code: str) -> None:
        self._edit("origin", BarrierOrigin(code))

    def _on_since_changed(self, day: date | None) -> None:
        self._edit("since", day)

    def _on_words_edited(self, text: str) -> None:
        self._edit("wording", text, at_once=False)
        warning = self.vm.advice(text)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.words.setAccessibleDescription(warning)

    def _on_private_clicked(self, checked: bool) -> None:
        self._edit("private", checked)

    def _on_remove_clicked(self) -> None:
        self.vm.remove_barrier(self.barrier)


class BarriersPage(PageCard):
    """Barriers noted, then those of the reference to add, one branch at a time."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__(vm, vm.tr("Freins"))
        self.rows: dict[str, BarrierRow] = {}
        catalogue = vm.reference.barriers
        self._labels = {kind.code: kind.label for kind in catalogue.kinds}
        self._sensitive = frozenset(
            kind.code for branch in catalogue.branches if branch.sensitive for kind in branch.barriers
        )
        self.branch = ChoiceField(
            [(branch.code, branch.label) for branch in catalogue.branches],
            name=self.tr("Famille de freins"),
            current=catalogue.branches[0].code,
        )
        self.chips: dict[str, FilterChip] = {}
        self._list = Column(gap=8)
        self._empty = Label(self.tr("Aucun frein noté. Choisissez ci-dessous ce qui gêne."), Role.SECONDARY, wrap=True)
        self._hidden = Label("", Role.SECONDARY, wrap=True)
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices, gap=8)
        self._build()
        self.branch.chosen.connect(self._on_branch_chosen)
        self._fill_branch()

    def _build(self) -> None:
        body = self.add_page()
        body.addWidget(self._empty)
        body.addWidget(self._hidden)
        body.addLayout(self._list)
        body.addWidget(Label(self.tr("Ajouter un frein"), Role.CARD))
        row = Row(gap=8)
        row.addWidget(self.branch)
        row.addStretch(1)
        body.addLayout(row)
        body.addWidget(self._choices)
        body.addStretch(1)

    def draw(self, board: Board) -> None:
        """Show the barriers; a row stays while its barrier does."""
        barriers = self.vm.barriers
        shown = visible_barriers(barriers, shared=board.shared, sensitive=self._sensitive)
        codes = [barrier.code for barrier in shown]
        for code in [code for code in self.rows if code not in codes]:
            self._drop(code)
        for barrier in shown:
            row = self.rows.get(barrier.code)
            if row is None:
                row = BarrierRow(self.vm, barrier, self._labels.get(barrier.code, barrier.code))
                self.rows[barrier.code] = row
                self._list.addWidget(row)
            row.show_barrier(barrier)
        hidden = len(barriers) - len(shown)
        self._hidden.setVisible(bool(hidden))
        self._hidden.setText(self.tr("Les freins privés et de santé sont masqués en écran partagé."))
        self._empty.setVisible(not barriers)
        for code, chip in self.chips.items():
            chip.setChecked(any(barrier.code == code for barrier in barriers))
        branch = self.branch.current()
        self._choices.setVisible(not (board.shared and any(code in self._sensitive for code in self.chips)))
        self.branch.setAccessibleDescription(branch)

    def take_focus(self) -> None:
        """Put the focus on the first barrier, or on the families."""
        first = next(iter(self.rows.values()), None)
        target: QWidget = first.intensity if first is not None else self.branch
        if first is not None:
            target.focusNextChild()
            first.intensity.setFocus()
        else:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, code: str) -> None:
        row = self.rows.pop(code)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _fill_branch(self) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        wanted = self.branch.current()
        for branch in self.vm.reference.barriers.branches:
            for kind in branch.barriers if branch.code == wanted else ():
                chip = FilterChip(kind.code, kind.label)
                chip.setCheckable(True)
                chip.setObjectName(kind.code)
                chip.clicked.connect(self._on_chip_clicked)
                self.chips[kind.code] = chip
                self._flow.addWidget(chip)

    def _on_branch_chosen(self, _code: str) -> None:
        self._fill_branch()
        if self.vm.board is not None:
            self.draw(self.vm.board)

    def _on_chip_clicked(self) -> None:
        code = self.sender().objectName()
        known = next((barrier for barrier in self.vm.barriers if barrier.code == code), None)
        if known is None:
            self.vm.add_barrier(code)
        else:
            self.vm.remove_barrier(known)
