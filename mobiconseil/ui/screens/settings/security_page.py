"""Security of this laptop: the lock, the recovery sheet, what to check, where the data are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.typography import duration
from mobiconseil.settings import LOCK_MINUTES
from mobiconseil.ui.context import Context
from mobiconseil.ui.saved import show_folder
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.screens.settings.proof import OwnPassphrase
from mobiconseil.ui.screens.settings.view_model import AccessViewModel
from mobiconseil.ui.security.code_field import RecoveryCodeField
from mobiconseil.ui.security.sheet_view import Exits, SheetPanel
from mobiconseil.ui.security.sheet_view_model import SheetViewModel
from mobiconseil.ui.widgets.answer_line import AnswerLine
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class SecurityPage(SettingsPage):
    """What keeps the files from other eyes."""

    def __init__(self, context: Context, exits: Exits | None = None) -> None:
        super().__init__()
        self._context = context
        self._build_lock()
        self.check = SheetCheck(context)
        self.add_card(self.tr("Vérifier ma feuille de secours")).body.addWidget(self.check)
        self.renewal = SheetRenewal(context, exits)
        self.add_card(self.tr("Refaire ma feuille de secours")).body.addWidget(self.renewal)
        self._build_state()
        self._build_folder()
        context.settings.changed.connect(self._render_lock)

    def enter(self) -> None:
        """Look again at what the team knows."""
        self.check.show_news()

    def _build_lock(self) -> None:
        card = self.add_card(self.tr("Verrouillage automatique"), self.tr("Ctrl L verrouille tout de suite"))
        self.idle, self.shared = ChoiceField(), ChoiceField()
        card.body.addWidget(
            FieldRow(
                FormField(self.tr("Après un temps sans activité"), self.idle),
                FormField(self.tr("Pendant un écran partagé"), self.shared),
            )
        )
        self.idle.chosen.connect(self._on_idle_chosen)
        self.shared.chosen.connect(self._on_shared_chosen)
        self._render_lock()

    def _render_lock(self) -> None:
        value = self._context.settings.value
        choices = [(str(minutes), duration(minutes)) for minutes in LOCK_MINUTES]
        longer = [(code, label) for code, label in choices if int(code) >= value.lock_minutes]
        self.idle.set_items(choices, str(value.lock_minutes))
        self.shared.set_items(longer, str(value.shared_lock_minutes))

    def _build_state(self) -> None:
        card = self.add_card(self.tr("Ce que MobiConseil fait, et ce que vous vérifiez"))
        done = self.tr("Dossiers, recherche et historique sont chiffrés sur le disque (SQLCipher, AES 256 bits).")
        disk = self.tr(
            "Le chiffrement du disque entier ne peut pas être vérifié d’ici. Windows\u00a0: Paramètres, "
            "Confidentialité et sécurité, Chiffrement de l’appareil. macOS\u00a0: Réglages, "
            "Confidentialité et sécurité, FileVault. Linux\u00a0: demandez à qui a installé l’ordinateur."
        )
        updates = self.tr("Gardez le système à jour et votre session d’ordinateur protégée par un mot de passe.")
        card.body.addWidget(IconLine("shield-check-outline", done, "ok"))
        card.body.addWidget(IconLine("help-circle-outline", disk, "warn"))
        card.body.addWidget(IconLine("information-outline", updates, "primary"))

    def _build_folder(self) -> None:
        card = self.add_card(self.tr("Où sont vos données"))
        path = Label(str(self._context.workspace.folder), Role.BODY, wrap=True)
        path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.open_folder = Button(self.tr("Ouvrir ce dossier"), icon="folder-open-outline")
        card.body.addWidget(path)
        card.body.addWidget(self.open_folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_folder.clicked.connect(self._on_open_folder)

    def _on_idle_chosen(self, code: str) -> None:
        self._context.settings.change(lock_minutes=int(code))

    def _on_shared_chosen(self, code: str) -> None:
        self._context.settings.change(shared_lock_minutes=int(code))

    def _on_open_folder(self) -> None:
        show_folder(self._context.messages, self._context.workspace.folder)


class SheetCheck(QWidget):
    """The whole key typed once a year."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._model = AccessViewModel(context, self)
        self.code = RecoveryCodeField()
        self.field = FormField(self.tr("Clé de secours\u00a0: 8 groupes de 4 caractères"), self.code)
        self.button = Button(self.tr("Vérifier ma feuille"), icon="shield-key-outline")
        self.answer = AnswerLine()
        self.untold = IconLine(
            "alert-outline",
            self.tr(
                "Une feuille a été refaite sur ce poste, et l’équipe ne la connaît pas encore. Tapez sa clé ici\u00a0: "
                "les autres postes la suivront."
            ),
            "warn",
            Role.WARN,
        )
        column = Column(self, gap=10)
        column.addWidget(self.untold)
        column.addWidget(self.field)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.answer)
        self.code.submitted.connect(self._on_check)
        self.button.clicked.connect(self._on_check)
        self._model.done.connect(self._on_done)
        self._model.failed.connect(self._on_failed)

        self.show_news()

    def show_news(self) -> None:
        """Say whether the team waits for the key of a sheet."""
        self.untold.setVisible(self._model.is_untold())

    def _on_check(self) -> None:
        self.answer.say("")
        self._model.check_sheet(self.code.text())

    def _on_done(self, sentence: str) -> None:
        self.code.set_text("")
        self.field.set_error("")
        self.answer.say(sentence)
        self.show_news()

    def _on_failed(self, sentence: str) -> None:
        self.field.set_error(sentence)
        self.code.setFocus()


class SheetRenewal(QWidget):
    """A new recovery key: one's passphrase, then the sheet printed or saved, then two groups."""

    def __init__(self, context: Context, exits: Exits | None) -> None:
        super().__init__()
        self._context, self._exits = context, exits
        self._model = AccessViewModel(context, self)
        self.panel: SheetPanel | None = None
        self.hint = Label(
            self.tr("Si la feuille est perdue, ou si quelqu’un l’a vue. L’ancienne n’ouvrira plus rien."),
            Role.SECONDARY,
            wrap=True,
        )
        self.proof = OwnPassphrase(self.tr("Votre phrase de passe"))
        self.button = Button(self.tr("Faire une nouvelle feuille"), icon="file-key-outline")
        self.answer = AnswerLine()
        self._start = QWidget()
        start = Column(self._start, gap=10)
        start.addWidget(self.proof)
        start.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = Column(self, gap=10)
        for widget in (self.hint, self._start, self.answer):
            self._column.addWidget(widget)
        self.button.clicked.connect(self._on_renew)
        self.proof.submitted.connect(self._on_renew)
        self._model.sheet_made.connect(self._on_sheet_made)
        self._model.failed.connect(self.proof.set_error)
        self._model.changed.connect(self._on_changed)

    def _on_renew(self) -> None:
        if self.proof.is_filled():
            self._model.renew_sheet(self.proof.secret.text())

    def _on_changed(self) -> None:
        self.button.setEnabled(not self._model.busy)

    def _on_sheet_made(self, code: str) -> None:
        self.proof.secret.clear()
        self._start.hide()
        self.answer.say("")
        context = self._context
        sheet = SheetViewModel(context.workspace, context.session, code, context.jobs, parent=self)
        self.panel = SheetPanel(sheet, self._exits)
        self.finish = Button(self.tr("J’ai ma feuille"), Kind.PRIMARY)
        self._line = Row(gap=0)
        self._line.addWidget(self.finish)
        self._line.addStretch(1)
        self._column.addWidget(self.panel)
        self._column.addLayout(self._line)
        sheet.confirmed.connect(self._on_confirmed)
        self.panel.submitted.connect(self.panel.finish)
        self.finish.clicked.connect(self.panel.finish)
        self.panel.focus_first()

    def _on_confirmed(self) -> None:
        if self.panel is not None:
            for widget in (self.panel, self.finish):
                widget.hide()
                widget.deleteLater()
            self.panel = None
        self._start.show()
        self.answer.say(self.tr("Nouvelle feuille confirmée. Détruisez l’ancienne."))
        self.button.setFocus()
