"""The choice of a passphrase, the same on first launch, after a loss and in the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.ui.security.passphrase_view_model import PassphraseViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, LinkButton
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.indicators import ProgressBar
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.secret_field import SecretField


class PassphraseChooser(QWidget):
    """Seven words first, one's own phrase on demand, then the same phrase once more."""

    submitted = Signal()
    """Entrée in the last field."""

    def __init__(self, model: PassphraseViewModel) -> None:
        super().__init__()
        self.model = model
        self._build()
        self._bind()
        if not model.words:
            model.draw()
        self._render()

    def _build(self) -> None:
        self.words = Label("", Role.SECTION, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.others = Button(self.tr("Autres mots"), icon="refresh", height=Height.ROW)
        self.to_own = LinkButton(self.tr("Choisir ma propre phrase"))
        self.to_words = LinkButton(self.tr("Reprendre les 7 mots proposés"))
        self.own = SecretField(self.tr("Votre phrase de passe"))
        self.own_field = FormField(self.tr("Votre phrase de passe"), self.own)
        self.bar = ProgressBar(self.tr("Solidité"))
        self.judged = Label("", Role.HELP, wrap=True)
        self.again = SecretField(self.tr("Retapez la phrase de passe"))
        self.again_field = FormField(
            self.tr("Retapez la phrase de passe"),
            self.again,
            help_text=self.tr("Les espaces entre les mots comptent. Notez-la chez vous, pas près de l’ordinateur."),
        )
        column = Column(self, gap=12)
        column.addWidget(self._build_words())
        column.addWidget(self._build_own())
        column.addWidget(self.again_field)

    def _build_words(self) -> QWidget:
        self.proposal = QFrame()
        self.proposal.setProperty("frame", "banner")
        self.proposal.setProperty("tone", "info")
        inside = Column(self.proposal, margins=(16, 12, 12, 12), gap=8)
        inside.addWidget(Label(self.tr("Votre phrase de passe, tirée au hasard"), Role.LABEL))
        inside.addWidget(self.words)
        line = FoldingRow(gap=16)
        line.addWidget(self.others)
        line.addWidget(self.to_own)
        line.addStretch(1)
        inside.addLayout(line)
        return self.proposal

    def _build_own(self) -> QWidget:
        self.own_part = QWidget()
        column = Column(self.own_part, gap=6)
        column.addWidget(self.own_field)
        column.addWidget(self.bar)
        column.addWidget(self.judged)
        column.addWidget(self.to_words, 0, Qt.AlignmentFlag.AlignLeft)
        return self.own_part

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self.others.clicked.connect(self._on_others_clicked)
        self.to_own.clicked.connect(self._on_own_chosen)
        self.to_words.clicked.connect(self._on_words_chosen)
        self.own.textEdited.connect(self.model.type_own)
        self.again.textEdited.connect(self.model.type_again)
        self.own.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.submitted)
        self.again.caps_changed.connect(self._on_caps_changed)

    def _render(self) -> None:
        model = self.model
        self.proposal.setVisible(not model.uses_own)
        self.own_part.setVisible(model.uses_own)
        self.words.setText(model.words or self.tr("Tirage des mots…"))
        self.bar.set_progress(model.percent, 100)
        self.bar.setAccessibleDescription(model.strength.sentence)
        self.judged.setText(model.strength.sentence)
        self.judged.set_role(Role.OK if model.strength.enough else Role.HELP)
        if model.differs:
            self.again_field.set_error(self.tr("Ce n’est pas la même phrase. Comparez les mots un par un."))
        elif self.again_field.error():
            self.again_field.set_error("")

    def show_problem(self) -> None:
        """Say what is missing, under the field that waits."""
        model = self.model
        if model.uses_own and not (model.wanted and model.strength.enough):
            self.own_field.set_error(model.problem)
            self.own.setFocus()
        else:
            self.again_field.set_error(model.problem)
            self.again.setFocus()

    def focus_first(self) -> None:
        """Put the focus where the person types."""
        (self.own if self.model.uses_own else self.again).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_others_clicked(self) -> None:
        self.again.clear()
        self.model.draw()

    def _on_own_chosen(self) -> None:
        self.again.clear()
        self.model.choose(own=True)
        self.own.setFocus()

    def _on_words_chosen(self) -> None:
        self.again.clear()
        self.model.choose(own=False)
        self.again.setFocus()

    def _on_caps_changed(self, on: bool) -> None:
        self.again_field.set_warning(self.tr("La touche Verr. Maj est active.") if on else "")
