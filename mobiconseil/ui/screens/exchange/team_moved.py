"""The base came from another laptop: either this one replaces it, or both go on and this one takes its own keys."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mobiconseil.ui.screens.exchange.team_forms import Gesture, to_the_left
from mobiconseil.ui.screens.exchange.team_view_model import TeamModel
from mobiconseil.ui.security.code_field import RecoveryCodeField
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label, Line, Role


class MovedForm(Gesture):
    """Two ways, each told in one sentence."""

    def __init__(self, model: TeamModel) -> None:
        super().__init__(
            model,
            model.tr("Ce dossier de travail vient d’un autre poste"),
            model.tr(
                "Deux postes ne doivent pas se présenter sous le même nom. Rien n’est perdu, rien n’a été modifié."
            ),
        )
        self.stay = Button(
            self.tr("L’ancien poste ne sert plus\u00a0: celui-ci le remplace"), Kind.PRIMARY, icon="laptop"
        )
        self.stay.setObjectName("moved_stay")
        self.sheet = RecoveryCodeField()
        self.sheet.setObjectName("moved_sheet")
        self.restart = Button(
            self.tr("Les deux postes servent\u00a0: donner un nouveau nom à celui-ci"), icon="laptop-account"
        )
        self.restart.setObjectName("moved_restart")
        field = FormField(
            self.tr("Clé de la feuille de secours"),
            self.sheet,
            optional=True,
            help_text=self.tr(
                "Avec la feuille, ce poste est tout de suite dans l’équipe. Sans elle, un poste référent le confirmera."
            ),
        )
        both = Label(self.tr("Les deux postes servent encore"), Role.STRONG)
        self.finish(to_the_left(self.stay), Line(), both, field, to_the_left(self.restart))
        self.stay.clicked.connect(self._on_stay)
        self.restart.clicked.connect(self._on_restart)
        self.sheet.submitted.connect(self._on_restart)

    def first(self) -> QWidget:
        """Return the usual answer."""
        return self.stay

    def _on_stay(self) -> None:
        if self.model.stay():
            self.closed.emit()

    def _on_restart(self) -> None:
        if self.model.restart(self.sheet.text().strip()):
            self.sheet.set_text("")
            self.closed.emit()
