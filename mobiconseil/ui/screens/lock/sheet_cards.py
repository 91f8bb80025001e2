"""The cards that ask for the recovery sheet again, when nobody confirmed holding it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.screens.lock.view_model import LockViewModel
from mobiconseil.ui.security.code_field import RecoveryCodeField
from mobiconseil.ui.security.sheet_view import Exits, SheetPanel
from mobiconseil.ui.security.sheet_view_model import SheetViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.gate_card import GateCard
from mobiconseil.ui.widgets.labels import Label

if TYPE_CHECKING:
    from mobiconseil.services.session import Session


class PendingSheetCard(GateCard):
    """« Do you hold the sheet? »: its key proves it, or another sheet is made."""

    confirmed = Signal()
    renewed = Signal(str)

    def __init__(self, model: LockViewModel, session: Session) -> None:
        super().__init__(self.tr("Votre feuille de secours"), model.subtitle, width=560)
        self._model, self._session = model, session
        explain = Label(
            self.tr(
                "MobiConseil s’est fermé avant que vous confirmiez votre feuille de secours. Rien n’est perdu. "
                "Si vous avez la feuille, tapez sa clé. Sinon, faites-en une nouvelle\u00a0: "
                "l’ancienne n’ouvrira plus rien."
            ),
            wrap=True,
        )
        self.code = RecoveryCodeField()
        self.field = FormField(self.tr("Clé de secours"), self.code)
        self.check = Button(self.tr("J’ai ma feuille"), Kind.PRIMARY, height=Height.TALL)
        self.renew = Button(self.tr("Faire une nouvelle feuille"), height=Height.TALL)
        line = FoldingRow(gap=8)
        line.addWidget(self.check, 1)
        line.addWidget(self.renew, 1)
        self.body.addWidget(explain)
        self.body.addWidget(self.field)
        self.body.addLayout(line)
        self.code.submitted.connect(self._on_check)
        self.check.clicked.connect(self._on_check)
        self.renew.clicked.connect(self._on_renew)

    def focus_first(self) -> None:
        """Put the focus in the field."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_check(self) -> None:
        workspace = self._model.workspace
        try:
            if workspace.check_recovery(self.code.text()):
                workspace.confirm_sheet()
                self.confirmed.emit()
                return
            workspace.derive_from_recovery(self.code.text())
        except MobiConseilError as error:
            self.field.set_error(str(error))
        self.code.setFocus()

    def _on_renew(self) -> None:
        holder = self._model.holder
        if holder is None:
            return
        try:
            self._session.laptops.check_renewal()
        except MobiConseilError as error:
            self.field.set_error(str(error))
            return
        self.renew.setEnabled(False)
        workspace, slot, passphrase = self._model.workspace, holder.slot, self._model.passphrase
        self._model.jobs.start(
            lambda: workspace.renew_recovery(slot, passphrase),
            done=alive(self, self.renewed.emit),
            failed=alive(self, self._on_failed),
        )

    def _on_failed(self, error: Exception) -> None:
        self.renew.setEnabled(True)
        self.field.set_error(known(error, MobiConseilError))


class NewSheetCard(GateCard):
    """The new recovery sheet, to print or save, then to prove."""

    confirmed = Signal()

    def __init__(self, model: LockViewModel, session: Session, code: str, exits: Exits | None = None) -> None:
        super().__init__(self.tr("Nouvelle feuille de secours"), model.subtitle, width=560)
        sheet = SheetViewModel(model.workspace, session, code, model.jobs, parent=self)
        self.panel = SheetPanel(sheet, exits)
        self.go = Button(self.tr("Continuer"), Kind.PRIMARY, height=Height.TALL)
        self.body.addWidget(self.panel)
        self.body.addWidget(self.go)
        sheet.confirmed.connect(self.confirmed)
        self.panel.submitted.connect(self.panel.finish)
        self.go.clicked.connect(self.panel.finish)

    def focus_first(self) -> None:
        """Put the focus on the way out."""
        self.panel.focus_first()
