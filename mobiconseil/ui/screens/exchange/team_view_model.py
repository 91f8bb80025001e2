"""The team of laptops, one gesture at a time; every sentence of refusal comes from the services."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.errors import MobiConseilError, StorageError
from mobiconseil.services.laptop_joining import JoinAnswer, NewInvitation, PendingRequest
from mobiconseil.services.laptop_lines import LaptopLine, LaptopTeam
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context

MAX_PAPER = 4 * 1024 * 1024
"""Bytes read of an invitation or of an answer, which are much smaller."""


class TeamModel(QObject):
    """What the page of the team shows, and what it may do."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._laptops = context.session.laptops
        self.problem = ""
        self.done = ""
        self.invitation: NewInvitation | None = None
        self.answer: JoinAnswer | None = None
        self.pending: PendingRequest | None = None
        self.saved_at: Path | None = None
        self.wants_file = False
        """The team changed: the other laptops learn it from a file."""
        context.hub.changed.connect(self._on_published)

    # ------------------------------------------------------------------ what is shown

    def team(self) -> LaptopTeam:
        """Return the team as this laptop knows it."""
        return self._laptops.team()

    def line_words(self, line: LaptopLine) -> str:
        """Return « Lucie Martin · dernier fichier reçu le mar. 17 nov. »."""
        return typography.dotted(line.holder, self.state_words(line), self.contact_words(line))

    def state_words(self, line: LaptopLine) -> str:
        """Return « ce poste, référent », « à confirmer », « retiré de l’équipe »."""
        parts = [self.tr("ce poste")] if line.is_mine else []
        if line.is_referent:
            parts.append(self.tr("poste référent"))
        if line.state is not LaptopState.ACTIVE:
            parts.append(line.state.label.lower())
        return ", ".join(parts)

    def contact_words(self, line: LaptopLine) -> str:
        """Return when a file of this laptop was last taken in, or made for it."""
        if line.is_mine or line.state is LaptopState.REVOKED:
            return ""
        contact = line.contact
        if contact.received_at is None and contact.sent_at is None:
            return self.tr("aucun échange")
        parts = []
        if contact.received_at is not None:
            parts.append(self.tr("reçu le {}").format(self._day(contact.received_at)))
        if contact.sent_at is not None:
            parts.append(self.tr("envoyé le {}").format(self._day(contact.sent_at)))
        return ", ".join(parts)

    def _day(self, moment: object) -> str:
        clock = self._context.session.clock
        return typography.short_date(clock.local(moment).date(), clock.today())  # type: ignore[arg-type]

    def needs_sheet(self, laptop: RecordId) -> bool:
        """Say whether only the sheet sets this laptop aside."""
        line = self.line(laptop)
        return line is not None and (line.is_referent or not self.team().is_referent)

    def line(self, laptop: RecordId | None) -> LaptopLine | None:
        """Return a laptop of the list."""
        return next((line for line in self.team().lines if line.laptop == laptop), None)

    # ------------------------------------------------------------------ gestures

    def create(self, name: str, sheet: str) -> bool:
        """Make a team of this laptop."""
        return self._try(lambda: self._laptops.create(name, sheet), self.tr("Équipe créée. Ce poste est référent."))

    def invite(self, name: str) -> bool:
        """Prepare an invitation; its file is still to be written, its code is shown once."""

        def run() -> None:
            self.invitation = self._laptops.joining.invite(name)
            self.saved_at = None

        return self._try(run, "")

    def cancel_invitation(self, invitation: RecordId) -> bool:
        """Refuse every answer to an invitation."""
        return self._try(lambda: self._laptops.joining.cancel(invitation), self.tr("Invitation annulée"))

    def join(self, path: Path, code: str, name: str) -> bool:
        """Enter the team of an invitation; the answer is still to be written."""

        def run() -> None:
            self.answer = self._laptops.joining.join(read_paper(path), code, name=name)
            self.saved_at = None

        return self._try(run, "")

    def answer_again(self) -> bool:
        """Return to the answer that nobody confirmed yet."""

        def run() -> None:
            self.answer = self._laptops.joining.answer()
            self.saved_at = None

        return self._try(run, "")

    def read_request(self, path: Path) -> bool:
        """Open the answer of a newcomer; nothing is confirmed."""

        def run() -> None:
            self.pending = self._laptops.joining.read_request(read_paper(path))

        return self._try(run, "")

    def confirm(self, sheet: str = "") -> bool:
        """Admit the laptop whose words were heard."""
        pending = self.pending
        if pending is None:
            return False
        said = self.tr("{} fait partie de l’équipe. Donnez-lui maintenant un fichier de l’équipe.")
        if not self._try(lambda: self._laptops.joining.confirm(pending, sheet), said.format(pending.name)):
            return False
        self.pending, self.wants_file = None, True
        self.changed.emit()
        return True

    def turn_down(self) -> bool:
        """Refuse a newcomer whose words were not the same."""
        pending = self.pending
        if pending is None:
            return False
        said = self.tr("Demande refusée. L’invitation ne sert plus à personne.")
        if not self._try(lambda: self._laptops.joining.turn_down(pending), said):
            return False
        self.pending = None
        self.changed.emit()
        return True

    def revoke(self, laptop: RecordId, sheet: str) -> bool:
        """Set a lost laptop aside."""
        line = self.line(laptop)
        name = line.name if line is not None else ""
        lines = self.team().lines
        others = any(one.state is LaptopState.ACTIVE and not one.is_mine and one.laptop != laptop for one in lines)
        said = self.tr("{} est retiré de l’équipe.").format(name)
        if others:
            said = self.tr("{} Donnez un fichier de l’équipe aux autres postes.").format(said)
        done = self._try(lambda: self._laptops.revoke(laptop, sheet), said)
        self.wants_file = done and others
        return done

    def rename(self, laptop: RecordId, name: str) -> bool:
        """Give a laptop another name."""
        return self._try(lambda: self._laptops.rename(laptop, name), self.tr("Poste renommé"))

    def name_referent(self, laptop: RecordId, sheet: str) -> bool:
        """Let a laptop invite and set aside too."""
        return self._try(
            lambda: self._laptops.name_referent(laptop, sheet), self.tr("Ce poste est maintenant référent")
        )

    def stay(self) -> bool:
        """Say that this laptop replaces the one that the base came from."""
        return self._try(self._laptops.stay, self.tr("Ce poste remplace l’ancien. N’utilisez plus l’ancien poste."))

    def restart(self, sheet: str) -> bool:
        """Take keys of its own; without the sheet, a référent has to confirm the answer."""

        def run() -> None:
            self.answer = self._laptops.restart(sheet)
            self.saved_at = None

        return self._try(run, self.tr("Ce poste a maintenant ses propres clés."))

    def forget(self) -> None:
        """Leave the gesture under way: no code stays on the screen."""
        self.invitation = self.answer = self.pending = self.saved_at = None
        self.problem = self.done = ""
        self.wants_file = False
        self.changed.emit()

    def key(self) -> Path | None:
        """Return the key that is plugged in, where a file to hand over goes."""
        found = self._context.session.exchange.destinations()
        return next((place.folder for place in found if place.is_removable and place.is_writable), None)

    def note_saved(self, path: Path) -> None:
        """Remember where the file of the gesture was written."""
        self.saved_at = path
        self.problem = ""
        self.changed.emit()

    def fail(self, error: Exception) -> None:
        """Show the sentence of a known error."""
        self.problem, self.done = str(error), ""
        self.changed.emit()

    def _try(self, run: Callable[[], object], done: str) -> bool:
        self.problem = self.done = ""
        try:
            run()
        except MobiConseilError as error:
            self.fail(error)
            return False
        self.done = done
        self.changed.emit()
        return True

    def _on_published(self, _change: Change) -> None:
        self.changed.emit()


def read_paper(path: Path) -> bytes:
    """Return the bytes of an invitation or of an answer. Raises StorageError."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_PAPER)
    except OSError as error:
        raise StorageError(
            "Ce fichier ne peut pas être lu. Rien n’a été modifié. "
            "Vérifiez que la clé est branchée, puis choisissez le fichier à nouveau."
        ) from error
