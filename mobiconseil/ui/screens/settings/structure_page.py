"""The structure: what the papers say of it, who answers for the data, where people are received, logos."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from mobiconseil.ui.context import Context
from mobiconseil.ui.saving import french_dialog
from mobiconseil.ui.screens.settings.forms import RecordForm
from mobiconseil.ui.screens.settings.logos import LogoShelf
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.screens.settings.view_model import LOGO_KINDS, structure_editor
from mobiconseil.ui.widgets.form_grid import FormGrid

AskImage = Callable[[QWidget], Path | None]


def ask_image(parent: QWidget) -> Path | None:
    """Ask for a picture; None if the person gave up, or if the session was locked meanwhile."""
    dialog = french_dialog(parent, parent.tr("Choisir une image"), Path.home(), "Images (*.png *.jpg *.jpeg)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    if not isValid(dialog):
        return None
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if taken and files else None


class StructurePage(SettingsPage):
    """What the whole team shares about its structure."""

    def __init__(self, context: Context, ask: AskImage = ask_image) -> None:
        super().__init__()
        self.form = RecordForm(structure_editor(context, self), self)
        self._build_identity()
        self._build_protection()
        self._build_places()
        card = self.add_card(self.tr("Logos"), self.tr("PNG ou JPEG, 1\u00a0Mo au plus"))
        self.shelves = tuple(LogoShelf(context, kind, ask) for kind in LOGO_KINDS)
        for shelf in self.shelves:
            card.body.addWidget(shelf)

    def _build_identity(self) -> None:
        form, grid = self.form, FormGrid()
        help_text = self.tr("En haut de chaque document imprimé.")
        grid.add(form.line("name", self.tr("Nom"), help_text, optional=False))
        grid.add(form.line("tagline", self.tr("Service"), self.tr("Exemple\u00a0: Conseil en mobilité")))
        grid.add(form.line("address", self.tr("Adresse")), wide=True)
        grid.add(form.line("postal_code", self.tr("Code postal")))
        grid.add(form.line("commune", self.tr("Commune")))
        grid.add(form.phone("phone", self.tr("Téléphone")))
        grid.add(form.email("email", self.tr("Adresse électronique")))
        grid.add(form.line("website", self.tr("Site")), wide=True)
        self.add_card(self.tr("Votre structure")).body.addWidget(grid)

    def _build_protection(self) -> None:
        form, grid = self.form, FormGrid()
        grid.add(
            form.line(
                "controller",
                self.tr("Responsable de traitement"),
                self.tr("Qui répond des données. Sans réponse\u00a0: le nom et l’adresse de la structure."),
            )
        )
        grid.add(
            form.line(
                "dpo_contact",
                self.tr("Délégué à la protection des données"),
                self.tr("Nom et moyen de le joindre, s’il y en a un."),
            )
        )
        grid.add(form.area("legal_basis", self.tr("Base légale"), lines=2), wide=True)
        subtitle = self.tr("Imprimé sur la notice d’information")
        self.add_card(self.tr("Protection des données"), subtitle).body.addWidget(grid)

    def _build_places(self) -> None:
        places = self.form.area(
            "places", self.tr("Lieux habituels"), self.tr("Un par ligne. Ils sont proposés en fixant un rendez-vous.")
        )
        self.add_card(self.tr("Lieux de rendez-vous")).body.addWidget(places)

    def flush(self) -> bool:
        """Write what is typed."""
        return self.form.flush()
