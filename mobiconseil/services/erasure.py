"""Erasing a person for ever: on this laptop at once, on the others with the next files, and a certificate of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mobiconseil.domain.backups import BackupKind
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.exchange_base import ErasureMark
from mobiconseil.services.exchange_refusals import refused
from mobiconseil.services.exchange_tools import ExchangeTools
from mobiconseil.services.papers.exchanges import ErasedPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureProgress:
    """How far an erasure went among the laptops of the team; it names nobody."""

    hash: bytes
    at: datetime | None
    author: str
    done: tuple[str, ...]
    """Names of the laptops that said they applied it, this one included."""
    waiting: tuple[str, ...]
    """Names of the laptops that did not say so yet: a file for them, then a file of theirs, will."""

    @property
    def total(self) -> int:
        """Return how many laptops the team has."""
        return len(self.done) + len(self.waiting)


class ErasureService:
    """Use cases of the erasure."""

    def __init__(self, tools: ExchangeTools, author: str) -> None:
        self._tools = tools
        self._author = author

    def erase(self, subject: RecordId, typed_code: str, *, named: bool = True) -> ErasedPerson:
        """Erase a person who is in the trash, and return what her certificate says: nothing of it is kept here.

        `typed_code` is the number of her file, typed again. A copy is made before; she leaves every copy. Raises
        Refused, StorageError.
        """
        records = self._tools.uow.records
        person = records.get(Beneficiary, subject)
        if not records.is_trashed(Beneficiary, subject):
            raise refused("not-trashed")
        if typed_code.strip().upper() != person.code.upper():
            raise refused("not-confirmed")
        united = records.united_with(subject)
        copies = self._tools.ports.copies
        copy = copies.take(BackupKind.ERASURE)
        try:
            with self._tools.uow.transaction(Action.ERASED):
                self._tools.base.erase(subject)
        except BaseException:
            copies.forget(copy)
            raise
        copies.purge((subject, *united))
        newest = self.progress()[0]
        return ErasedPerson(
            code=person.code,
            name=person.plain_name if named else "",
            by=self._author,
            laptop=newest.done[0],
            waiting=newest.waiting,
            absent_copies=copies.waits_for_place(),
        )

    def progress(self) -> tuple[ErasureProgress, ...]:
        """Return the erasures, newest first, with the laptops that applied them."""
        laptops = self._tools.laptops()
        mine, roster = laptops.identity().laptop, laptops.roster()
        others = () if roster is None else tuple(m.laptop for m in roster.members if m.laptop != mine)
        own = laptops.name_of(mine)
        return tuple(self._progress(mark, own, others) for mark in self._tools.base.erasures())

    def _progress(self, mark: ErasureMark, own: str, others: tuple[RecordId, ...]) -> ErasureProgress:
        name_of, base = self._tools.laptops().name_of, self._tools.base
        applied = {laptop for laptop in others if base.has_applied(laptop, mark)}
        return ErasureProgress(
            hash=mark.hash,
            at=mark.at,
            author=mark.author,
            done=(own, *(name_of(laptop) for laptop in others if laptop in applied)),
            waiting=tuple(name_of(laptop) for laptop in others if laptop not in applied),
        )
