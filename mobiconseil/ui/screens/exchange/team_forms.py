"""What is done to the team, each in its own card: create, invite, join, confirm, set aside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui import saving
from mobiconseil.ui.screens.exchange.parts import KINDS, FileChoice, SpokenWords
from mobiconseil.ui.screens.exchange.team_view_model import TeamModel
from mobiconseil.ui.security.code_field import RecoveryCodeField
from mobiconseil.ui.widgets.answer_line import AnswerLine
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_fields import TextField


class Gesture(Card):
    """One thing to do: a sentence, fields, a button, an answer."""

    closed = Signal()

    def __init__(self, model: TeamModel, title: str, sentence: str) -> None:
        super().__init__(title, role=Role.SECTION, scroll=True)
        self.model = model
        self.answer = AnswerLine()
        self.sentence = Label(sentence, Role.SECONDARY, wrap=True)
        self.body.addWidget(self.sentence)

    def finish(self, *widgets: QWidget) -> None:
        """Put the widgets, the answer, then room."""
        for widget in widgets:
            self.body.addWidget(widget)
        self.body.addWidget(self.answer)
        self.body.addStretch(1)

    def first(self) -> QWidget:
        """Return what takes the keyboard."""
        raise NotImplementedError

    def show_model(self) -> None:
        """Show what the model holds."""
        self.answer.say(self.model.done, self.model.problem)

    def save(self, content: bytes, name: str, title: str) -> None:
        """Write a file where the person says."""
        path = saving.ask_path(self, title, name, KINDS, folder=self.model.key())
        if path is None:
            return
        try:
            saving.write_file(path, content)
        except MobiConseilError as error:
            self.model.fail(error)
            return
        self.model.note_saved(path)


class CreateForm(Gesture):
    """The first laptop makes the team, with its recovery sheet."""

    def __init__(self, model: TeamModel) -> None:
        super().__init__(
            model,
            model.tr("Créer l’équipe"),
            model.tr(
                "À faire une seule fois, sur le premier poste. La feuille de secours de ce poste devient celle de "
                "l’équipe\u00a0: elle rouvrira tous les fichiers échangés."
            ),
        )
        self.name = TextField(limit=60)
        self.name.setObjectName("team_name")
        self.sheet = RecoveryCodeField()
        self.sheet.setObjectName("team_sheet")
        self.go = Button(self.tr("Créer l’équipe"), Kind.PRIMARY, icon="account-multiple-plus-outline")
        self.go.setObjectName("team_create")
        self.finish(
            FormField(self.tr("Nom de ce poste"), self.name, help_text=self.tr("Exemple\u00a0: Poste de Claire")),
            FormField(
                self.tr("Clé de secours"),
                self.sheet,
                help_text=self.tr("Les 8 groupes imprimés à la création de ce dossier de travail."),
            ),
            to_the_left(self.go),
        )
        self.go.clicked.connect(self._on_go)
        self.sheet.submitted.connect(self._on_go)
        self.name.returnPressed.connect(self.sheet.setFocus)

    def first(self) -> QWidget:
        """Return the name."""
        return self.name

    def _on_go(self) -> None:
        if self.model.create(self.name.text(), self.sheet.text()):
            self.sheet.set_text("")
            self.closed.emit()


class InviteForm(Gesture):
    """A file and a code said by voice."""

    def __init__(self, model: TeamModel) -> None:
        super().__init__(
            model,
            model.tr("Inviter un poste"),
            model.tr("Vous donnez un fichier, sur une clé ou par courriel, et vous dites un code de vive voix."),
        )
        self.name = TextField(limit=60)
        self.name.setObjectName("invite_name")
        self.go = Button(self.tr("Préparer l’invitation"), Kind.PRIMARY, icon="account-plus-outline")
        self.go.setObjectName("invite_go")
        self.code = SpokenWords(self.tr("Code à dire de vive voix, jamais dans le même courriel"))
        self.write = Button(self.tr("Enregistrer l’invitation…"), Kind.PRIMARY, icon="usb-flash-drive-outline")
        self.write.setObjectName("invite_save")
        self.then = IconLine("information-outline", "", "text_2", Role.SECONDARY)
        self._before = FormField(
            self.tr("Nom du nouveau poste"), self.name, help_text=self.tr("Exemple\u00a0: Portable de Lucie")
        )
        self._go_row, self._write_row = to_the_left(self.go), to_the_left(self.write)
        self.finish(self._before, self._go_row, self.code, self._write_row, self.then)
        self.go.clicked.connect(self._on_go)
        self.name.returnPressed.connect(self._on_go)
        self.write.clicked.connect(self._on_write)
        self.show_model()

    def first(self) -> QWidget:
        """Return the name, then the way to the file."""
        return self.name if self.model.invitation is None else self.write

    def show_model(self) -> None:
        """Show the fields, or the code."""
        super().show_model()
        made = self.model.invitation
        for widget in (self._before, self._go_row):
            widget.setVisible(made is None)
        for other in (self.code, self._write_row, self.then):
            other.setVisible(made is not None)
        if made is None:
            return
        self.code.set_words(made.code)
        saved = self.model.saved_at
        words = self.tr(
            "Ce code n’est gardé nulle part\u00a0: notez-le avant de quitter cette page. L’invitation sert une fois, "
            "pendant 14 jours. Le nouveau poste vous rendra un fichier de demande."
        )
        if saved is not None:
            words = self.tr("Enregistrée\u00a0: {}. {}").format(saved.name, words)
        self.then.set_text(words)
        self.write.set_kind(Kind.PRIMARY if saved is None else Kind.SECONDARY)

    def _on_go(self) -> None:
        if self.model.invite(self.name.text()):
            self.name.setText("")
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_write(self) -> None:
        made = self.model.invitation
        if made is not None:
            self.save(made.file, made.file_name, self.tr("Enregistrer l’invitation"))


class JoinForm(Gesture):
    """A newcomer opens the invitation, then gives an answer back and says six words."""

    def __init__(self, model: TeamModel) -> None:
        super().__init__(
            model,
            model.tr("Rejoindre une équipe"),
            model.tr("Choisissez le fichier d’invitation reçu, puis tapez le code que l’on vous a dit."),
        )
        self.file = FileChoice(self.tr("Choisir l’invitation…"), self.tr("Choisir l’invitation"), "join_file")
        self.code, self.name = TextField(limit=120), TextField(limit=60)
        self.code.setObjectName("join_code")
        self.name.setObjectName("join_name")
        self.go = Button(self.tr("Rejoindre l’équipe"), Kind.PRIMARY, icon="account-multiple-plus-outline")
        self.go.setObjectName("join_go")
        self.words = SpokenWords(self.tr("Vos six mots\u00a0: lisez-les au téléphone quand on vous les demande"))
        self.write = Button(self.tr("Enregistrer la demande…"), Kind.PRIMARY, icon="usb-flash-drive-outline")
        self.write.setObjectName("join_save")
        self.then = IconLine("information-outline", "", "text_2", Role.SECONDARY)
        code = FormField(self.tr("Code"), self.code, help_text=self.tr("Cinq mots, séparés par des espaces."))
        name = FormField(
            self.tr("Nom de ce poste"),
            self.name,
            optional=True,
            help_text=self.tr("Vide\u00a0: le nom choisi dans l’invitation."),
        )
        self._before: tuple[QWidget, ...] = (self.file, code, name, to_the_left(self.go))
        self._after: tuple[QWidget, ...] = (self.words, to_the_left(self.write), self.then)
        self.finish(*self._before, *self._after)
        self.go.clicked.connect(self._on_go)
        self.code.returnPressed.connect(self._on_go)
        self.name.returnPressed.connect(self._on_go)
        self.write.clicked.connect(self._on_write)
        self.file.taken.connect(self._on_file_taken)
        self.show_model()

    def first(self) -> QWidget:
        """Return the choice of the file, then the way to the answer."""
        return self.file.button if self.model.answer is None else self.write

    def show_model(self) -> None:
        """Show the fields, or the answer with its words."""
        super().show_model()
        answer = self.model.answer
        for widget in self._before:
            widget.setVisible(answer is None)
        for widget in self._after:
            widget.setVisible(answer is not None)
        self.sentence.setVisible(answer is None)
        if answer is None:
            return
        self.words.set_words(answer.words)
        saved = self.model.saved_at
        words = self.tr(
            "Rendez ce fichier au poste référent. Il vous demandera vos six mots, puis vous donnera un fichier de "
            "l’équipe. Vous pouvez revenir ici plus tard\u00a0: la demande reste."
        )
        if saved is not None:
            words = self.tr("Enregistrée\u00a0: {}. {}").format(saved.name, words)
        self.then.set_text(words)
        self.write.set_kind(Kind.PRIMARY if saved is None else Kind.SECONDARY)

    def open_file(self, path: Path) -> None:
        """Take an invitation, as if it had been chosen."""
        self.file.set_path(path)
        self._on_file_taken()

    def _on_file_taken(self) -> None:
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        if self.file.path is None:
            self.answer.say("", self.tr("Choisissez d’abord le fichier d’invitation."))
            self.file.button.setFocus()
        elif not self.code.text().strip():
            self.answer.say("", self.tr("Tapez le code que l’on vous a dit."))
            self.code.setFocus()
        elif self.model.join(self.file.path, self.code.text(), self.name.text()):
            self.code.setText("")
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_write(self) -> None:
        answer = self.model.answer
        if answer is not None:
            self.save(answer.file, answer.file_name, self.tr("Enregistrer la demande"))


class ConfirmForm(Gesture):
    """The référent opens the answer and hears the six words."""

    def __init__(self, model: TeamModel) -> None:
        super().__init__(
            model,
            model.tr("Ouvrir une demande"),
            model.tr("Choisissez le fichier rendu par le nouveau poste, puis appelez la personne."),
        )
        self.file = FileChoice(self.tr("Choisir la demande…"), self.tr("Choisir la demande"), "confirm_file")
        self.words = SpokenWords(self.tr("Les six mots que vous devez entendre"))
        self.who = Label("", Role.BODY, wrap=True)
        self.sheet = RecoveryCodeField()
        self.sheet.setObjectName("confirm_sheet")
        self._sheet = FormField(
            self.tr("Clé de secours"),
            self.sheet,
            help_text=self.tr("Ce poste était référent\u00a0: la feuille est nécessaire."),
        )
        self.same = Button(self.tr("Les mots sont les mêmes\u00a0: confirmer"), Kind.PRIMARY, icon="check")
        self.same.setObjectName("confirm_same")
        self.other = Button(self.tr("Les mots sont différents\u00a0: refuser"), Kind.DESTRUCTIVE, icon="close")
        self.other.setObjectName("confirm_other")
        self._buttons = QWidget()
        buttons = Column(self._buttons, gap=10)
        for button in (self.same, self.other):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish(self.file, self.who, self.words, self._sheet, self._buttons)
        self.file.taken.connect(self._on_file_taken)
        self.same.clicked.connect(self._on_same)
        self.other.clicked.connect(self._on_other)
        self.show_model()

    def first(self) -> QWidget:
        """Return the choice of the file, then the answer to the question."""
        return self.file.button if self.model.pending is None else self.same

    def show_model(self) -> None:
        """Show the words of the request."""
        super().show_model()
        pending = self.model.pending
        for widget in (self.words, self.who, self._buttons):
            widget.setVisible(pending is not None)
        self._sheet.setVisible(pending is not None and pending.needs_sheet)
        if pending is None:
            return
        self.words.set_words(pending.words)
        holder = pending.request.holder or pending.name
        self.who.setText(
            self.tr(
                "«\u00a0{name}\u00a0» demande à entrer dans l’équipe. Appelez {holder} et demandez de lire ses six "
                "mots. Ne les lisez pas vous-même."
            ).format(name=pending.name, holder=holder)
        )

    def open_file(self, path: Path) -> None:
        """Take a request, as if it had been chosen."""
        self.file.set_path(path)
        self._on_file_taken()

    def _on_file_taken(self) -> None:
        if self.file.path is not None and self.model.read_request(self.file.path):
            self.same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_same(self) -> None:
        if self.model.confirm(self.sheet.text().strip()):
            self._leave()

    def _on_other(self) -> None:
        if self.model.turn_down():
            self._leave()

    def _leave(self) -> None:
        self.sheet.set_text("")
        self.file.set_path(None)
        self.closed.emit()


class RevokeForm(Gesture):
    """A laptop is lost, stolen or given back."""

    print_asked = Signal(object)
    """The laptop whose loss is to be dealt with, on paper."""

    def __init__(self, model: TeamModel, laptop: RecordId) -> None:
        line = model.line(laptop)
        super().__init__(
            model,
            model.tr("Retirer «\u00a0{}\u00a0» de l’équipe").format(line.name if line is not None else ""),
            model.tr(
                "Ses prochains fichiers seront refusés et il n’ouvrira plus les vôtres. Ce qu’il contient déjà reste "
                "chiffré par la phrase de passe de la personne. Ce poste ne revient pas\u00a0: s’il est retrouvé, "
                "réinstallez-le et invitez-le à nouveau."
            ),
        )
        self._laptop = laptop
        self.sheet = RecoveryCodeField()
        self.sheet.setObjectName("revoke_sheet")
        self._field = FormField(
            self.tr("Clé de secours"),
            self.sheet,
            help_text=self.tr("Sortez la feuille du coffre\u00a0: elle seule permet ce retrait."),
        )
        self.go = Button(self.tr("Retirer ce poste"), Kind.DESTRUCTIVE, icon="laptop-off")
        self.go.setObjectName("revoke_go")
        self.paper = Button(self.tr("Imprimer la marche à suivre"), icon="printer-outline")
        self.paper.setObjectName("revoke_paper")
        self.finish(self._field, to_the_left(self.go), to_the_left(self.paper))
        self.paper.clicked.connect(self._on_paper)
        self._field.setVisible(model.needs_sheet(laptop))
        self.go.clicked.connect(self._on_go)
        self.sheet.submitted.connect(self._on_go)

    def first(self) -> QWidget:
        """Return the key when it is needed, else the paper: one key pressed twice takes nobody away."""
        return self.sheet if self.model.needs_sheet(self._laptop) else self.paper

    def _on_paper(self) -> None:
        self.print_asked.emit(self._laptop)

    def _on_go(self) -> None:
        if self.model.revoke(self._laptop, self.sheet.text().strip()):
            self.sheet.set_text("")
            self.closed.emit()


def to_the_left(button: Button) -> QWidget:
    """Return a button at the left of its line."""
    holder = QWidget()
    row = FoldingRow(holder, gap=8)
    row.addWidget(button)
    row.addStretch(1)
    return holder
