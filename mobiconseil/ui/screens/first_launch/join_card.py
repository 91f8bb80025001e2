"""The invitation of a newcomer: a file, and the words that were said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.choosing import ask_file
from mobiconseil.ui.screens.first_launch.cards import StepCard
from mobiconseil.ui.screens.first_launch.view_model import FirstLaunchViewModel
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.text_fields import TextField

AskFile = Callable[[QWidget | None, str, str], Path | None]


class JoinCard(StepCard):
    """Nothing is written before the invitation was opened."""

    def __init__(self, model: FirstLaunchViewModel, ask: AskFile = ask_file) -> None:
        super().__init__(
            model.tr("Rejoindre une équipe"),
            model.tr("Un collègue vous a donné un fichier d’invitation et, de vive voix, un code de cinq mots."),
            1,
            model.tr("Étape 1 sur 3\u00a0: votre équipe"),
        )
        self._model = model
        self._ask = ask
        self._path: Path | None = None
        self.choose = Button(self.tr("Choisir l’invitation…"), icon="folder-open-outline")
        self.code = TextField(limit=120)
        self.code_field = FormField(
            self.tr("Code"), self.code, help_text=self.tr("Cinq mots, séparés par des espaces.")
        )
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.code_field)
        self._finish(with_back=True)
        self.choose.clicked.connect(self._on_choose)
        self.code.returnPressed.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        self.back_link.clicked.connect(model.begin_alone)
        model.changed.connect(self._on_changed)

    def focus_first(self) -> None:
        """Put the focus on the choice of the file."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choose(self) -> None:
        path = self._ask(self, self.tr("Choisir l’invitation"), self.tr("Invitation (*.mobiconseil)"))
        if path is not None:
            self._path = path
            self.choose.setText(path.name)
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        if self._path is None:
            self.show_error(self.tr("Choisissez d’abord le fichier d’invitation."))
            self.choose.setFocus()
        elif not self.code.text().strip():
            self.show_error(self.tr("Tapez le code que l’on vous a dit."))
            self.code.setFocus()
        else:
            self._model.open_invitation(self._path, self.code.text())

    def _on_changed(self) -> None:
        self.show_error(self._model.error)
