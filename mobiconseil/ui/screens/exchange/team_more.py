"""One laptop of the team: its name, who uses it, and what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.ui.screens.exchange.team_view_model import TeamModel
from mobiconseil.ui.security.code_field import RecoveryCodeField
from mobiconseil.ui.widgets.answer_line import AnswerLine
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.disclosure import Disclosure
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.text_fields import TextField


class LaptopCard(Card):
    """Rename it, make it a référent, set it aside."""

    revoke_asked = Signal()

    def __init__(self, model: TeamModel, laptop: RecordId) -> None:
        line = model.line(laptop)
        super().__init__(line.name if line is not None else "", role=Role.SECTION, scroll=True)
        self.model, self._laptop = model, laptop
        self.answer = AnswerLine()
        self.words = Label("", Role.SECONDARY, wrap=True)
        self.name = TextField(line.name if line is not None else "", limit=60)
        self.name.setObjectName("laptop_name")
        self.sheet = RecoveryCodeField()
        self.sheet.setObjectName("referent_sheet")
        self._build()
        self.show_model()

    def first(self) -> QWidget:
        """Return the name."""
        return self.name

    def show_model(self) -> None:
        """Show what the model holds."""
        line = self.model.line(self._laptop)
        if line is None:
            return
        self.set_title(line.name)
        added = (
            self.tr("Dans l’équipe depuis le {}").format(typography.short_date(line.added_on)) if line.added_on else ""
        )
        self.words.setText(typography.dotted(self.model.line_words(line), added))
        self.answer.say(self.model.done, self.model.problem)
        active = line.state is LaptopState.ACTIVE
        self._referent.setVisible(active and not line.is_referent)
        self.revoke.setVisible(active and not line.is_mine)
        self._why.setVisible(active and not line.is_mine)

    def _build(self) -> None:
        self.save = Button(self.tr("Renommer"))
        self.save.setObjectName("laptop_rename")
        self._referent = Disclosure(
            self.tr("Faire de ce poste un référent"),
            self.tr("Un référent invite et retire des postes."),
            icon="shield-account-outline",
        )
        self.promote = Button(self.tr("Nommer ce poste référent"))
        self.promote.setObjectName("referent_go")
        self._referent.body.addWidget(FormField(self.tr("Clé de secours"), self.sheet))
        self._referent.body.addWidget(self.promote)
        self.revoke = Button(self.tr("Poste perdu, volé ou rendu\u00a0: retirer"), Kind.DESTRUCTIVE, icon="laptop-off")
        self.revoke.setObjectName("laptop_revoke")
        self._why = Label(
            self.tr("À faire dès que vous savez qu’il manque."),
            Role.SECONDARY,
            wrap=True,
        )
        row = FoldingRow(gap=8)
        row.addWidget(self.save)
        row.addStretch(1)
        last = FoldingRow(gap=8)
        last.addWidget(self.revoke)
        last.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addWidget(FormField(self.tr("Nom du poste"), self.name))
        self.body.addLayout(row)
        self.body.addWidget(self._referent)
        self.body.addWidget(self._why)
        self.body.addLayout(last)
        self.body.addWidget(self.answer)
        self.body.addStretch(1)
        self.save.clicked.connect(self._on_rename)
        self.name.returnPressed.connect(self._on_rename)
        self.promote.clicked.connect(self._on_promote)
        self.sheet.submitted.connect(self._on_promote)
        self.revoke.clicked.connect(self.revoke_asked)

    def _on_rename(self) -> None:
        self.model.rename(self._laptop, self.name.text())

    def _on_promote(self) -> None:
        if self.model.name_referent(self._laptop, self.sheet.text().strip()):
            self.sheet.set_text("")
