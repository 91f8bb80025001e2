"""The card over a base of which a page was found damaged: a backup, or what can still be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.gate_card import GateCard
from mobiconseil.ui.widgets.labels import IconLine, Label, Role


class DamageCard(GateCard):
    """Says what happened and what is not lost; two ways to mend it, and one to wait."""

    backup_wanted = Signal()
    salvage_wanted = Signal()
    left = Signal()

    def __init__(self, subtitle: str, reason: str) -> None:
        super().__init__(self.tr("Une partie de la base est abîmée"), subtitle, width=600)
        explain = self.tr(
            "Une page du disque ne peut plus être lue. Rien n’a été modifié, et rien de plus n’est perdu. "
            "N’attendez pas\u00a0: un disque qui s’abîme continue."
        )
        self.body.addWidget(Label(explain, wrap=True))
        self.backup = Button(self.tr("J’ai une sauvegarde"), Kind.PRIMARY, icon="restore", height=Height.TALL)
        self.salvage = Button(self.tr("Sauver ce qui se lit"), Kind.SECONDARY, icon="lifebuoy", height=Height.TALL)
        entire = self.tr("Elle est entière, mais n’a pas ce qui a été saisi depuis. Le plus sûr si elle est récente.")
        rest = self.tr("Tout ce qui se lit est copié dans une base neuve\u00a0; ce qui manque est compté et dit.")
        for button, words in ((self.backup, entire), (self.salvage, rest)):
            self.body.addWidget(button)
            self.body.addWidget(Label(words, Role.SECONDARY, wrap=True))
        aside = self.tr("Dans les deux cas, la base abîmée est gardée à côté.")
        self.body.addWidget(IconLine("archive-outline", aside, "text_2", Role.SECONDARY, 20))
        self.later = LinkButton(self.tr("Rouvrir quand même"), icon="lock-open-outline")
        self.body.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(IconLine("shield-check-outline", reason, "ok", Role.SECONDARY, 20))
        self.backup.clicked.connect(self.backup_wanted)
        self.salvage.clicked.connect(self.salvage_wanted)
        self.later.clicked.connect(self.left)

    def focus_first(self) -> None:
        """Put the focus on the surest way."""
        self.backup.setFocus(Qt.FocusReason.OtherFocusReason)
