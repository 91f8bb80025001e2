"""What the section opens on: the team, what waits for a choice, the register of exchanges."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.services.exchange_ports import ExchangeRegisterLine
from mobiconseil.services.exchange_words import ExchangeWay, LineState
from mobiconseil.services.laptop_lines import LaptopLine, LaptopTeam
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.team_view_model import TeamModel
from mobiconseil.ui.screens.exchange.words import ExchangeWording
from mobiconseil.ui.screens.exchange.work import Work

SHOWN = 50


class LandingModel(QObject):
    """Reads the register and the team; takes an import back."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._service = context.session.exchange
        self._beside = context.session.exchange_beside
        self._work = Work(context, self)
        self._team = TeamModel(context, self)
        self.wording = ExchangeWording(context)
        context.hub.changed.connect(self._on_published)

    def team(self) -> LaptopTeam:
        """Return the team as this laptop knows it."""
        return self._team.team()

    def laptop_words(self, line: LaptopLine) -> str:
        """Return « Lucie Martin · reçu le mar. 17 nov. »."""
        return self._team.line_words(line)

    def register(self) -> tuple[ExchangeRegisterLine, ...]:
        """Return the newest lines of the register."""
        return self._service.register(limit=SHOWN)

    def pending(self) -> int:
        """Return how many fields wait for a choice."""
        return sum(self._service.pending_counts().values())

    def late_erasures(self) -> int:
        """Return how many erasures some laptop did not confirm."""
        return sum(1 for one in self._context.session.erasure.progress() if one.waiting)

    def line_words(self, line: ExchangeRegisterLine) -> str:
        """Return « ven. 20 nov. à 11 h 52 · Claire Morin · pour 3 postes de l’équipe »."""
        other = line.other
        if other:
            other = (self.tr("pour {}") if line.way is ExchangeWay.SENT else self.tr("de {}")).format(other)
        parts = [self.wording.moment(line.at), line.author, other, line.basis]
        if line.people:
            parts.append(typography.count(line.people, self.tr("dossier")))
        if line.codes:
            parts.append(line.codes)
        if line.undone:
            parts.append(self.tr("annulé depuis"))
        if line.state is not LineState.DONE:
            parts.append(line.state.label)
        return typography.dotted(*parts)

    def line_title(self, line: ExchangeRegisterLine) -> str:
        """Return « Fichier importé : le travail de l’équipe »."""
        return f"{line.way.label}\u00a0: {line.label[:1].lower()}{line.label[1:]}" if line.label else line.way.label

    def can_undo(self, line: ExchangeRegisterLine) -> bool:
        """Say whether an import may still be taken back."""
        until = line.undo_until
        return until is not None and not line.undone and self._context.session.clock.now() <= until

    def undo_words(self, line: ExchangeRegisterLine) -> str:
        """Return « jusqu’au ven. 27 nov. »."""
        return "" if line.undo_until is None else self.tr("jusqu’au {}").format(self.wording.day(line.undo_until))

    def undo(self, number: int) -> None:
        """Take an import back, in a job."""
        messages = self._context.messages
        messages.say(self.tr("Annulation en cours…"))
        self._work.start(lambda pace: self._beside.undo(number, pace), self._on_undone, messages.fail)

    def _on_undone(self, said: str) -> None:
        self._context.messages.say(said)
        self.changed.emit()

    def _on_published(self, _change: Change) -> None:
        self.changed.emit()
