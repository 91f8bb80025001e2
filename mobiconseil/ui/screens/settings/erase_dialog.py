"""« Effacer définitivement… »: what goes, the number of the file typed again, then the certificate to take away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from mobiconseil.errors import MobiConseilError
from mobiconseil.ui import printing
from mobiconseil.ui.screens.help.asked import HelpAsked
from mobiconseil.ui.screens.settings.erase_view_model import EraseModel
from mobiconseil.ui.security.sheet_view import Exits
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.reading import step
from mobiconseil.ui.widgets.text_fields import TextField

WIDTH = 620
_MOST_OF_SCREEN = 0.9


class EraseDialog(QDialog):
    """The question first; once it is done, the certificate, which is kept nowhere."""

    def __init__(self, model: EraseModel, exits: Exits | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("MobiConseil")
        self.model = model
        model.setParent(self)
        self._exits = exits or Exits()
        self._awaited = False
        self.question = Label("", Role.CARD, wrap=True)
        self.error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        self._before, self._after = QWidget(), QWidget()
        self._foot_before, self._foot_after = QWidget(), QWidget()
        self._icon = Icon("alert-circle-outline", "danger", 26)
        self._build()
        self.ring = FocusRing(self)
        self.help = HelpAsked(self, "rgpd")
        self._bind()
        self._render()
        follow(self)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self._build_question()
        self._build_certificate()
        words = Column(gap=12)
        for widget in (self.question, self._before, self._after, self.error):
            words.addWidget(widget)
        top = Row(gap=14)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self._page = ScrollPage(margins=(20, 20, 20, 8), gap=0)
        self._page.body.addLayout(top)
        self._page.body.addStretch(1)
        self._feet = QWidget()
        feet = Column(self._feet, margins=(20, 8, 20, 20), gap=0)
        feet.addWidget(self._foot_before)
        feet.addWidget(self._foot_after)
        whole = Column(self, gap=0)
        whole.addWidget(self._page, 1)
        whole.addWidget(self._feet)

    def _build_question(self) -> None:
        lines = Column(self._before, gap=8)
        for icon, text in self._facts():
            lines.addWidget(IconLine(icon, text, "text_2"))
        self.named = CheckBox(self.tr("Écrire le nom sur le certificat"))
        self.named.setChecked(True)
        self.typed = TextField(limit=20)
        self.typed.setObjectName("erase_code")
        label = self.tr("Pour confirmer, tapez le numéro du dossier\u00a0: {}").format(self.model.code)
        self.keep = Button(self.tr("Garder le dossier"))
        self.keep.setObjectName("erase_keep")
        self.confirm = Button(self.tr("Effacer définitivement"), Kind.DESTRUCTIVE, icon="delete-forever-outline")
        self.confirm.setObjectName("erase_confirm")
        self.confirm.setEnabled(False)
        field = FormField(label, self.typed)
        field.label.setWordWrap(True)
        lines.addWidget(field)
        lines.addWidget(self.named)
        _at_right(self._foot_before, self.keep, self.confirm)

    def _facts(self) -> list[tuple[str, str]]:
        model = self.model
        here = self.tr(
            "Sur ce poste, tout de suite\u00a0: fiche, diagnostics, plan, suivi, historique, recherche, et dans les "
            "copies de sécurité gardées ici."
        )
        found = [("laptop", here)]
        if model.united:
            numbers = ", ".join(model.united)
            found.append(("source-merge", self.tr("Avec les dossiers réunis à celui-ci\u00a0: {}.").format(numbers)))
        if model.others:
            text = self.tr(
                "Sur les autres postes, quand ils importeront le prochain fichier de l’équipe\u00a0: {}. "
                "Échanges, Effacements dira qui l’a fait."
            )
            found.append(("usb-flash-drive-outline", text.format(model.others)))
        never = self.tr("Rien ne revient\u00a0: ni par Annuler, ni par un vieux fichier, ni par une ancienne copie.")
        outside = self.tr("Restent les papiers imprimés et les fichiers remis à l’extérieur\u00a0: récupérez-les.")
        return [*found, ("restore-alert", never), ("file-document-outline", outside)]

    def _build_certificate(self) -> None:
        self.print_button = Button(self.tr("Imprimer le certificat"), Kind.PRIMARY, icon="printer-outline")
        self.print_button.setObjectName("certificate_print")
        self.save_button = Button(self.tr("Enregistrer en PDF…"), icon="file-pdf-box")
        self.save_button.setObjectName("certificate_save")
        self.close_button = Button("")
        self.close_button.setObjectName("certificate_close")
        self.told = Label("", Role.BODY, wrap=True)
        self.out = IconLine("check-circle-outline", self.tr("Le certificat est sorti."), "ok", Role.OK)
        lines = Column(self._after, gap=12)
        lines.addWidget(self.told)
        lines.addWidget(self.out)
        ways = FoldingRow(gap=8)
        ways.addWidget(self.print_button)
        ways.addWidget(self.save_button)
        ways.addStretch(1)
        lines.addLayout(ways)
        _at_right(self._foot_after, self.close_button)

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self.model.erased.connect(self._on_erased)
        self.typed.textEdited.connect(self._on_typed)
        self.typed.returnPressed.connect(self._on_confirm)
        self.keep.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._on_confirm)
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.accept)

    def restyle(self) -> None:
        """Take the width in force."""
        self._fit()

    def _fit(self) -> None:
        """Show all of it when the screen is high enough, else let the words scroll above the buttons."""
        room = self.screen().availableSize() * _MOST_OF_SCREEN
        width = min(look().px(WIDTH), room.width())
        inside = self._page.widget()
        words = inside.heightForWidth(width) if inside is not None else 0
        self.resize(width, min(words + self._feet.sizeHint().height(), room.height()))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on in reading order."""
        return step(self, forward=forward) or super().focusNextPrevChild(forward)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the focus to the number to type."""
        super().showEvent(event)
        self._fit()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Échap keeps the file; it does not throw away a certificate that nobody took."""
        if self.model.is_working:
            return
        if self.model.is_done and not self.model.is_out:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.model.is_done:
            self.accept()
        else:
            super().reject()

    # ------------------------------------------------------------------ showing

    def _render(self) -> None:
        model = self.model
        for widget in (self._before, self._foot_before):
            widget.setVisible(not model.is_done)
        for other in (self._after, self._foot_after):
            other.setVisible(model.is_done)
        self.error.set_text(model.problem)
        self.error.setVisible(bool(model.problem))
        if model.is_done:
            self._icon.set_icon("check-circle-outline", "ok")
            title = self.tr("Le dossier {} est effacé pour toujours").format(model.code)
        else:
            title = self.tr("Effacer définitivement {}\u202f?").format(model.title)
        self.confirm.setText(self.tr("Effacement…") if model.is_working else self.tr("Effacer définitivement"))
        self.confirm.setEnabled(not model.is_working and model.matches(self.typed.text()))
        self.keep.setEnabled(not model.is_working)
        self.question.setText(title)
        self.setAccessibleName(title)
        self.told.setText(self._told())
        self.out.setVisible(model.is_out)
        for button in (self.print_button, self.save_button):
            button.setEnabled(bool(model.certificate))
        self.close_button.setText(self.tr("Fermer") if model.is_out else self.tr("Fermer sans certificat"))
        self._offer_certificate()

    def _offer_certificate(self) -> None:
        """Stand on the way out of the certificate once it is drawn, never on the one that loses it."""
        drawn, failed = bool(self.model.certificate), bool(self.model.problem)
        if self._awaited and (drawn or failed):
            self._awaited = False
            (self.print_button if drawn else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self) -> str:
        words = self.tr(
            "Le certificat n’est gardé nulle part\u00a0: imprimez-le ou enregistrez-le maintenant, puis remettez-le "
            "à la personne ou classez-le."
        )
        if not self.model.others:
            return words
        after = self.tr("Donnez ensuite un fichier de l’équipe aux autres postes\u00a0: {}.").format(self.model.others)
        return f"{words} {after}"

    # ------------------------------------------------------------------ gestures

    def _on_typed(self, text: str) -> None:
        self.confirm.setEnabled(self.model.matches(text))

    def _on_confirm(self) -> None:
        if self.confirm.isEnabled():
            self.model.erase(self.typed.text(), named=self.named.isChecked())

    def _on_erased(self) -> None:
        self._render()
        self._fit()
        announce(self, self.question.text())
        self._awaited = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer_certificate()

    def _on_print(self) -> None:
        try:
            printer = self._exits.print_paper(self, self.model.certificate)
        except MobiConseilError as error:
            self.model.note_problem(error)
            return
        if printer is not None:
            self.model.note_out()

    def _on_save(self) -> None:
        path = self._exits.ask_path(self, self.model.file_name)
        if path is None:
            return
        try:
            printing.save_pdf(self, self.model.certificate, self.model.file_name, path=path)
        except MobiConseilError as error:
            self.model.note_problem(error)
            return
        self.model.note_out()


def _at_right(holder: QWidget, *buttons: Button) -> None:
    row = FoldingRow(holder, gap=8)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
