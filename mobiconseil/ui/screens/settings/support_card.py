"""« Préparer un dossier pour l’assistance »: what leaves is read first, then closed by words said by voice."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mobiconseil.errors import MobiConseilError
from mobiconseil.paths import log_folder
from mobiconseil.services.support import SUFFIX, SupportService, Surroundings, close_support
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.context import Context
from mobiconseil.ui.saved import words_of
from mobiconseil.ui.saving import ask_path, write_file
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.text_area import TextArea


class SupportCard(Card):
    """Shows what would leave, writes it closed, and says the code."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Assistance"), self.tr("Quand quelque chose ne va pas et qu’on vous aide de loin"))
        self._context, self._content = context, ""
        text = self.tr(
            "Le dossier contient les versions, les réglages, des nombres et le journal technique. Il ne contient aucun "
            "nom, aucun numéro, aucun mot saisi. Vous le lisez avant qu’il parte, et un code le ferme."
        )
        self.prepare = Button(self.tr("Préparer un dossier pour l’assistance"), icon="lifebuoy")
        self.shown = TextArea(name=self.tr("Ce qui partira"), lines=6, most=14)
        self.shown.setReadOnly(True)
        self.write = Button(self.tr("Enregistrer le dossier chiffré…"), Kind.PRIMARY, icon="lock-outline")
        self.code = Label("", Role.STRONG, wrap=True)
        self.error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        self.body.addWidget(Label(text, wrap=True))
        self.body.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.shown)
        self.body.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.code)
        self.body.addWidget(self.error)
        for widget in (self.shown, self.write, self.code, self.error):
            widget.hide()
        self.prepare.clicked.connect(self._on_prepare)
        self.write.clicked.connect(self._on_write)

    def _on_prepare(self) -> None:
        self.prepare.setEnabled(False)
        self.error.hide()
        session = self._context.session
        around = Surroundings(settings=self._context.settings.value._asdict(), log=log_folder() / "mobiconseil.log")

        def work() -> str:
            with session.beside() as beside:
                return SupportService(beside.upkeep, session.clock, around).content()

        self._context.jobs.start(work, done=alive(self, self._on_content), failed=alive(self, self._on_failed))

    def _on_content(self, content: str) -> None:
        self._content = content
        self.prepare.setEnabled(True)
        self.shown.setPlainText(content)
        self.shown.show()
        self.write.show()
        self.shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_write(self) -> None:
        title, kinds = self.tr("Enregistrer le dossier chiffré"), self.tr("Dossier pour l’assistance (*{})")
        path = ask_path(self, title, f"assistance{SUFFIX}", kinds.format(SUFFIX))
        if path is None:
            return
        try:
            data, code = close_support(self._context.session.team_seals(), self._content)
            write_file(path, data)
        except MobiConseilError as error:
            self._say(str(error))
            return
        self.error.hide()
        written = self.tr("Dossier enregistré\u00a0: {}.").format(words_of(path))
        said = self.tr("Envoyez-le, puis dites ce code de vive voix, jamais avec lui\u00a0: {}").format(code)
        self.code.setText(f"{written} {said}")
        self.code.show()

    def _on_failed(self, error: Exception) -> None:
        self.prepare.setEnabled(True)
        self._say(known(error, MobiConseilError))

    def _say(self, sentence: str) -> None:
        self.error.set_text(sentence)
        self.error.show()
