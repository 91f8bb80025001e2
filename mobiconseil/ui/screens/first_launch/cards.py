"""The cards of the first launch."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.exercise.tasks import NAME
from mobiconseil.ui.screens.first_launch.view_model import FirstLaunchViewModel, Stage
from mobiconseil.ui.security.passphrase_view import PassphraseChooser
from mobiconseil.ui.security.passphrase_view_model import PassphraseViewModel
from mobiconseil.ui.security.sheet_view import Exits, SheetPanel
from mobiconseil.ui.security.sheet_view_model import SheetViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.gate_card import GateCard
from mobiconseil.ui.widgets.indicators import ProgressSteps
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_fields import TextField

WIDTH = 620


class StepCard(GateCard):
    """One of the three steps: progress, content, and the way on at the bottom."""

    def __init__(self, title: str, subtitle: str, step: int, text: str) -> None:
        super().__init__(title, subtitle, width=WIDTH)
        self.body.addWidget(ProgressSteps(step - 1, text, total=3))
        self.error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        self.error.hide()
        self.go = Button(self.tr("Continuer"), Kind.PRIMARY, height=Height.TALL, icon="arrow-right")
        self.go.icon_after = True
        self.back_link = LinkButton(self.tr("Retour"), icon="arrow-left")

    def _finish(self, *, with_back: bool) -> None:
        line = FoldingRow(gap=12)
        line.addWidget(self.back_link)
        line.addStretch(1)
        line.addWidget(self.go)
        self.body.addWidget(self.error)
        self.body.addLayout(line)
        self.back_link.setVisible(with_back)

    def show_error(self, text: str) -> None:
        """Show a sentence above the buttons."""
        self.error.set_text(text)
        self.error.setVisible(bool(text))


class StructureCard(StepCard):
    """Who works here."""

    def __init__(self, model: FirstLaunchViewModel) -> None:
        super().__init__(
            model.tr("Bienvenue dans MobiConseil"),
            model.tr("Tout reste sur cet ordinateur, chiffré. Aucune connexion n’est utilisée."),
            1,
            model.tr("Étape 1 sur 3\u00a0: votre structure et vous"),
        )
        self._model = model
        self.fields: dict[str, FormField] = {}
        invitation = model.invitation
        if invitation is None:
            self._add("structure", self.tr("Nom de la structure"), self.tr("Il figure en haut des documents imprimés."))
        self._add("first_name", self.tr("Votre prénom"))
        self._add("last_name", self.tr("Votre nom"))
        self._add(
            "phone",
            self.tr("Votre téléphone professionnel"),
            self.tr("Il s’imprime sur le plan de la personne."),
            optional=True,
        )
        self._add(
            "hours",
            self.tr("Quand vous joindre"),
            self.tr("Exemple\u00a0: la semaine, de 9\u00a0h à 17\u00a0h"),
            optional=True,
        )
        if invitation is None:
            self.body.addWidget(self.fields["structure"])
            joining = self.tr("Rejoindre une équipe avec une invitation")
            self.join_link = LinkButton(joining, icon="account-multiple-outline")
            self.join_link.clicked.connect(self._on_join)
            self.backup_link = LinkButton(self.tr("J’ai une sauvegarde"), icon="restore")
            self.backup_link.clicked.connect(self._on_backup)
        else:
            words = self.tr("Vous rejoignez l’équipe de {}. Ce poste s’appellera «\u00a0{}\u00a0».")
            team = invitation.structure or self.tr("votre association")
            self.body.addWidget(Label(words.format(team, invitation.name), wrap=True))
        self.body.addWidget(FieldRow(self.fields["first_name"], self.fields["last_name"]))
        self.body.addWidget(FieldRow(self.fields["phone"], self.fields["hours"]))
        if invitation is None:
            ways = FoldingRow(gap=16)
            ways.addWidget(self.join_link)
            ways.addWidget(self.backup_link)
            ways.addStretch(1)
            self.body.addLayout(ways)
        self._finish(with_back=invitation is not None)
        self.back_link.clicked.connect(self._on_join)
        self.go.clicked.connect(self._on_go)

    def editor(self, name: str) -> TextField:
        """Return the editor of a field."""
        found = self.fields[name].editor
        assert isinstance(found, TextField)
        return found

    def focus_first(self) -> None:
        """Put the focus in the first empty field."""
        empty = [name for name in self.fields if not self.editor(name).text()]
        self.editor(empty[0] if empty else next(iter(self.fields))).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, name: str, label: str, help_text: str = "", *, optional: bool = False) -> None:
        editor = _NamedField(name, self._model.values[name])
        editor.typed.connect(self._model.type_value)
        editor.returnPressed.connect(self._on_go)
        self.fields[name] = FormField(label, editor, help_text=help_text, optional=optional)

    def _on_join(self) -> None:
        self._model.go_to(Stage.JOIN)

    def _on_backup(self) -> None:
        self._model.go_to(Stage.BACKUP)

    def _on_go(self) -> None:
        problems = self._model.problems()
        for name, field in self.fields.items():
            field.set_error(problems.get(name, ""))
        if problems:
            self.editor(next(iter(problems))).setFocus()
        else:
            self._model.go_to(Stage.PASSPHRASE)


class _NamedField(TextField):
    typed = Signal(str, str)

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text, limit=200)
        self.setObjectName(name)
        self.textEdited.connect(self._on_text_edited)

    def _on_text_edited(self, text: str) -> None:
        self.typed.emit(self.objectName(), text)


class PassphraseCard(StepCard):
    """The passphrase; the base is made when it is taken."""

    def __init__(self, model: FirstLaunchViewModel) -> None:
        super().__init__(
            model.tr("Votre phrase de passe"),
            model.tr("Elle ouvre vos dossiers. Personne ne peut la retrouver à votre place."),
            2,
            model.tr("Étape 2 sur 3\u00a0: la sécurité"),
        )
        self._model = model
        choice = PassphraseViewModel(model.jobs, self, words=model.drawn)
        choice.set_personal(*(model.values[name] for name in ("structure", "first_name", "last_name")))
        self.chooser = PassphraseChooser(choice)
        self.body.addWidget(self.chooser)
        self._finish(with_back=True)
        self.chooser.submitted.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.back_link.clicked.connect(self._on_back)
        model.changed.connect(self.render_model)

    def render_model(self) -> None:
        """Show the state of the making."""
        self.go.setText(self.tr("Création…") if self._model.busy else self.tr("Continuer"))
        self.go.setEnabled(not self._model.busy)
        self.chooser.setEnabled(not self._model.busy)
        self.back_link.setEnabled(not self._model.busy)
        self.show_error(self._model.error)

    def focus_first(self) -> None:
        """Put the focus in the chooser."""
        self.chooser.focus_first()

    def _on_go(self) -> None:
        if self.chooser.model.is_ready:
            self._model.create(self.chooser.model.wanted)
        else:
            self.chooser.show_problem()

    def _on_back(self) -> None:
        self._model.drawn = self.chooser.model.words  # perhaps on paper already: they come back as they are
        self._model.go_to(Stage.STRUCTURE)


class SheetCard(StepCard):
    """The recovery sheet of the base that was just made."""

    def __init__(self, model: FirstLaunchViewModel, exits: Exits | None) -> None:
        super().__init__(
            model.tr("Votre feuille de secours"),
            model.tr("La seule clé de rechange de vos dossiers."),
            2,
            model.tr("Étape 2 sur 3\u00a0: la sécurité"),
        )
        assert model.session is not None
        self._model = model
        sheet = SheetViewModel(model.workspace, model.session, model.code, model.jobs, parent=self)
        self.panel = SheetPanel(sheet, exits)
        self.body.addWidget(self.panel)
        if model.invitation is not None:
            until = self.tr(
                "Elle sert jusqu’à ce que le poste référent confirme le vôtre. Ensuite, la feuille de l’équipe ouvrira "
                "ce poste et celle-ci n’ouvrira plus rien\u00a0: vous la détruirez. L’accueil vous le dira."
            )
            self.until = IconLine("information-outline", until, "text_2", Role.SECONDARY)
            self.body.addWidget(self.until)
        self._finish(with_back=False)
        sheet.confirmed.connect(self._on_confirmed)
        self.panel.submitted.connect(self.panel.finish)
        self.go.clicked.connect(self.panel.finish)

    def focus_first(self) -> None:
        """Put the focus on the way out."""
        self.panel.focus_first()

    def _on_confirmed(self) -> None:
        self._model.go_to(Stage.START)


class StartCard(StepCard):
    """What to do first."""

    first_file = Signal()
    team = Signal()
    """The request of a newcomer is to be handed over."""
    demo = Signal()
    exercise = Signal()
    """The demonstration is wanted, with its guided exercise."""
    home = Signal()

    def __init__(self, model: FirstLaunchViewModel) -> None:
        super().__init__(
            model.tr("C’est prêt"),
            model.tr("Vos dossiers sont chiffrés. Gardez votre feuille sous clé."),
            3,
            model.tr("Étape 3 sur 3\u00a0: pour commencer"),
        )
        ways = Column(gap=18)
        self.team_button: Button | None = None
        if model.words:
            text = self.tr("Enregistrer ma demande")
            self.team_button = self._way(
                ways,
                Button(text, Kind.PRIMARY, icon="usb-flash-drive-outline", height=Height.TALL),
                self.tr("Un fichier à rendre au poste référent, sur une clé ou par courriel."),
            )
            self.team_button.clicked.connect(self.team)
        kind = Kind.SECONDARY if model.words else Kind.PRIMARY
        self.new_button = self._way(
            ways,
            Button(self.tr("Ouvrir mon premier dossier"), kind, icon="account-plus-outline", height=Height.TALL),
            self.tr("Un nom et une commune suffisent pour commencer l’entretien."),
        )
        self.demo_button = self._way(
            ways,
            Button(self.tr("Découvrir avec des personnes fictives"), icon="account-group-outline", height=Height.TALL),
            self.tr("Dans un dossier à part, qui ne se mélange jamais avec le vôtre."),
        )
        self.exercise_button = self._way(
            ways,
            Button(NAME, icon="school-outline", height=Height.TALL),
            self.tr("Les gestes de tous les jours, un par un, sur ces mêmes personnes fictives."),
        )
        if model.words:
            words = self.tr(
                "Il reste à rendre votre demande au poste référent. Vos six mots, à dire quand on vous les "
                "demande\u00a0: {}. Vous les retrouverez dans Échanges. "
                "Gardez votre feuille jusqu’à cette confirmation."
            )
            self.joined = IconLine("account-multiple-outline", words.format(model.words), "text_2", Role.SECONDARY)
            self.body.addWidget(self.joined)
        self.body.addLayout(ways)
        self.home_link = LinkButton(self.tr("Aller à l’accueil"), icon="home-outline")
        self.body.addWidget(self.home_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.new_button.clicked.connect(self.first_file)
        self.demo_button.clicked.connect(self.demo)
        self.exercise_button.clicked.connect(self.exercise)
        self.home_link.clicked.connect(self.home)

    def focus_first(self) -> None:
        """Put the focus on the first way."""
        (self.team_button or self.new_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _way(self, ways: Column, button: Button, text: str) -> Button:
        words = Label(text, Role.SMALL, wrap=True)
        button.setAccessibleDescription(text)
        pair = QWidget()
        column = Column(pair, gap=4)
        column.addWidget(button)
        column.addWidget(words)
        ways.addWidget(pair)
        return button
