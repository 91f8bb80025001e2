"""Before the first answer: the short assessment, or the full one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.typography import duration
from mobiconseil.ui.screens.assessment.facts import FormChoice, form_choices
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.width_class import is_narrow


class StartPage(QFrame):
    """Two choices; the short one is the main one, since it can be extended at any time."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__()
        self.vm = vm
        self.setProperty("frame", "card")
        self.title = Label("", Role.SECTION, wrap=True)
        self.words = Label("", Role.SECONDARY, wrap=True)
        self.short = Button(self.tr("Commencer le court"), Kind.PRIMARY, height=Height.TALL)
        self.full = Button(self.tr("Commencer le complet"), Kind.SECONDARY, height=Height.TALL)
        self.back = LinkButton(self.tr("Revenir au diagnostic précédent"), icon="arrow-left")
        self._is_tight = False
        self._build()
        self.short.clicked.connect(self._on_short_clicked)
        self.full.clicked.connect(self._on_full_clicked)
        self.back.clicked.connect(self._on_back_clicked)

    def _build(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        short, full = form_choices(self.vm.reference.grid)
        choices = self._choices = FoldingRow(gap=16)
        choices.addStretch(1)
        first = self.tr("L’essentiel pour décider d’un premier plan. S’étend à tout moment avec Maj F.")
        second = self.tr("Tous les domaines en détail. Peut se faire en deux entretiens.")
        choices.addWidget(self._choice(self.tr("Court"), short, first, self.short), 3)
        choices.addWidget(self._choice(self.tr("Complet"), full, second, self.full), 3)
        choices.addStretch(1)
        column = self._column = Column(self, margins=24, gap=12)
        column.addStretch(1)
        self._icon = Icon("clipboard-check-outline", "primary", 44)
        column.addWidget(self._icon, 0, middle)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(8)
        column.addLayout(choices)
        column.addWidget(self.back, 0, middle)
        column.addStretch(2)
        self._sizes = self.tr("Choisissez court ({short} items, {short_time}) ou complet ({full} items)").format(
            short=short.items, short_time=duration(short.minutes), full=full.items
        )

    def _choice(self, title: str, choice: FormChoice, text: str, button: Button) -> QWidget:
        card = Card(title)
        figures = self.tr("{items} items · environ {time}").format(items=choice.items, time=duration(choice.minutes))
        card.body.addWidget(Label(figures, Role.STRONG))
        card.body.addWidget(Label(text, Role.SECONDARY, wrap=True))
        card.body.addStretch(1)
        card.body.addWidget(button)
        button.setAccessibleDescription(f"{figures}. {text}")
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the two choices in a narrow window, which is also a low one."""
        super().resizeEvent(event)
        narrow = is_narrow(self.window())
        if narrow is self._is_tight:
            return
        self._is_tight = narrow
        self._icon.setVisible(not narrow)
        self._column.set_space(12 if narrow else 24, 8 if narrow else 12)
        for rank in (0, self._choices.count() - 1):
            self._choices.setStretch(rank, 0 if narrow else 1)

    def draw(self) -> None:
        """Say what starts: the first assessment, or the next one."""
        again = bool(self.vm.file.assessments)
        self.title.setText(self.tr("Refaire le point") if again else self._sizes)
        self.words.setText(
            self.tr("{sizes}. Les notes d’avant restent visibles sous chaque réponse.").format(sizes=self._sizes)
            if again
            else self.tr("Chaque réponse s’enregistre tout de suite. Rien n’est obligatoire.")
        )
        self.back.setVisible(again)

    def take_focus(self) -> None:
        """Put the focus on the main choice."""
        self.short.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_short_clicked(self) -> None:
        self.vm.start(AssessmentForm.SHORT)

    def _on_full_clicked(self) -> None:
        self.vm.start(AssessmentForm.FULL)

    def _on_back_clicked(self) -> None:
        self.vm.settle()
