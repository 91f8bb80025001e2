"""The papers of the section: the register of the exchanges, and what to do when a laptop is lost."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.exchange_ports import ExchangeRegisterLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.paper_outlet import Paper, PaperOutlet

REGISTER_NAME, LOST_NAME = "registre-des-echanges.pdf", "poste-perdu-ou-vole.pdf"
ATTESTATION_NAME = "attestation-effacement.pdf"


class ExchangePapers(QObject):
    """The register, the account of one import, what to do when a laptop is lost, what attests an erasure."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._session = context, context.session
        self._outlet = PaperOutlet(context, window)

    def print_register(self, lines: tuple[ExchangeRegisterLine, ...]) -> None:
        """Print these lines of the register."""
        team = self._session.laptops.team()
        laptop = next((line.name for line in team.lines if line.is_mine), "")
        data = self._session.papers.exchange_journal(lines, laptop)
        self._outlet.print_out(data, self._paper(REGISTER_NAME, self.tr("Registre imprimé")))

    def print_lost(self, laptop: RecordId | None = None) -> None:
        """Print what to do when a laptop is lost or stolen."""
        data = self._session.papers.lost_laptop(self._session.laptops.team(), laptop)
        self._outlet.print_out(data, self._paper(LOST_NAME, self.tr("Marche à suivre imprimée")))

    def print_attestation(self, hashed: str) -> None:
        """Print what can still be said of an erasure, the name left to be written by hand."""
        try:
            erased = self._session.erasure.attestation(bytes.fromhex(hashed))
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        data = self._session.papers.erasure_certificate(erased)
        self._outlet.print_out(data, self._paper(ATTESTATION_NAME, self.tr("Attestation imprimée")))

    def _paper(self, name: str, printed: str) -> Paper:
        return Paper(file_name=name, printed=printed, saved=self.tr("Enregistré en PDF"))
