"""The base came from another laptop: either this one replaces it, or it takes keys of its own and the other leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mobiconseil.domain.laptops import LaptopState
from mobiconseil.ui.screens.exchange.team_forms import Gesture, to_the_left
from mobiconseil.ui.screens.exchange.team_view_model import TeamModel
from mobiconseil.ui.security.code_field import RecoveryCodeField
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role


class MovedForm(Gesture):
    """Two ways, each told with what becomes of the former laptop."""

    def __init__(self, model: TeamModel) -> None:
        super().__init__(
            model,
            model.tr("Ce poste a changé"),
            model.tr(
                "Ce dossier de travail vient d’un autre ordinateur, et deux postes ne doivent pas se présenter sous le "
                "même nom. Vos dossiers sont tous là, rien n’a été modifié."
            ),
        )
        self.stay = Button(self.tr("C’est le même poste\u00a0: il garde sa place"), Kind.PRIMARY, icon="laptop")
        self.stay.setObjectName("moved_stay")
        self.sheet = RecoveryCodeField()
        self.sheet.setObjectName("moved_sheet")
        self.restart = Button(self.tr("C’est un nouveau poste\u00a0: l’ancien quitte l’équipe"), icon="laptop-account")
        self.restart.setObjectName("moved_restart")
        field = FormField(
            self.tr("Clé de secours"),
            self.sheet,
            optional=True,
            help_text=self.tr(
                "Avec la feuille, ce poste est tout de suite dans l’équipe. Sans elle, un poste référent le confirmera."
            ),
        )
        self._build_ways(field)
        self.stay.clicked.connect(self._on_stay)
        self.restart.clicked.connect(self._on_restart)
        self.sheet.submitted.connect(self._on_restart)

    def _build_ways(self, field: FormField) -> None:
        same = (
            Label(
                self.tr("L’ancien ordinateur ne sert plus, ou celui-ci a seulement changé de nom"),
                Role.STRONG,
                wrap=True,
            ),
            Label(
                self.tr(
                    "Rien à faire sur les autres postes. Sur l’ancien ordinateur, n’ouvrez plus MobiConseil et effacez "
                    "ce dossier de travail."
                ),
                Role.SECONDARY,
                wrap=True,
            ),
            to_the_left(self.stay),
        )
        new = (
            Line(),
            Label(self.tr("L’ancien ordinateur est perdu ou volé"), Role.STRONG, wrap=True),
            Label(
                self.tr(
                    "Ce poste prend de nouvelles clés. Les prochains fichiers de l’ancien seront refusés, et il "
                    "n’ouvrira plus les vôtres."
                ),
                Role.SECONDARY,
                wrap=True,
            ),
            field,
            to_the_left(self.restart),
        )
        both = IconLine(
            "information-outline",
            self.tr(
                "Les deux ordinateurs doivent servir\u202f? Fermez cette copie, effacez-la d’ici, puis faites entrer "
                "cet ordinateur dans l’équipe avec une invitation."
            ),
            "text_2",
            Role.SECONDARY,
        )
        # Only a laptop that the team confirmed can ask for new keys.
        can_restart = self.model.team().my_state is LaptopState.ACTIVE
        self.finish(*same, *(new if can_restart else ()), both)

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
