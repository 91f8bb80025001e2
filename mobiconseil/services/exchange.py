"""Exchanges between laptops without a network: exports, imports, choices that wait, register, papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.typography import count
from mobiconseil.services.actions import Action
from mobiconseil.services.exchange_exports import ExchangeExports
from mobiconseil.services.exchange_imports import ExchangeImports
from mobiconseil.services.exchange_look import Look
from mobiconseil.services.exchange_ports import Destination, ExchangeRegisterLine, PendingDecision
from mobiconseil.services.exchange_refusals import refused
from mobiconseil.services.exchange_tools import ExchangeTools


class ExchangeService(ExchangeImports):
    """Use cases of exchanges; `exports` is how a file leaves."""

    def __init__(self, tools: ExchangeTools) -> None:
        super().__init__(tools)
        self.exports = ExchangeExports(tools)

    def destinations(self) -> tuple[Destination, ...]:
        """Return the places of this laptop, removable drives first: to put a file there, or to find one."""
        return self.exports.destinations()

    def register(self, *, limit: int = 200, offset: int = 0) -> tuple[ExchangeRegisterLine, ...]:
        """Return the newest lines of the register of exchanges."""
        return self._tools.ports.log.lines(limit=limit, offset=offset)

    def pending(self, subject: RecordId | None = None) -> tuple[PendingDecision, ...]:
        """Return the fields that wait for somebody to choose, of one file or all, each with all its values."""
        look = Look(self._tools.base, self._tools.clock.local)
        return tuple(
            PendingDecision(
                subject=found.subject,
                title=look.title(found.subject, found.kind, found.id),
                conflict=look.conflict(found),
            )
            for found in self._tools.base.waiting(subject)
        )

    def pending_counts(self) -> Mapping[RecordId | None, int]:
        """Return how many fields wait in each file; None stands for what the team shares."""
        return self._tools.base.waiting_counts()

    def decide(self, key: tuple[int, RecordId, str], value: Scalar) -> None:
        """Choose the value of a field that waited: it is the same everywhere from now on. Raises Refused."""
        with self._tools.uow.transaction(Action.CONFLICT_DECIDED):
            try:
                self._tools.base.decide(*key, value)
            except KeyError as error:
                raise refused("no-such-value") from error

    def last_exchange(self) -> datetime | None:
        """Return when a file was last sent or taken in, or None: people are reminded each week."""
        lines = self._tools.ports.log.lines(limit=1)
        return lines[0].at if lines else None

    def undo(self, line: int) -> str:
        """Take the last import back and say so. Raises Refused, StorageError."""
        undone = self.take_back(line)
        if not undone.kept:
            return "Import annulé."
        if not undone.restored:
            return "Rien n’a changé\u00a0: tout ce que ce fichier avait apporté a été retravaillé depuis."
        kept = count(undone.kept, "élément retravaillé depuis est gardé", "éléments retravaillés depuis sont gardés")
        return f"Import annulé. {kept}."
