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
    laptop: str
    """Name of the laptop where it was done, or an empty text."""
    done: tuple[str, ...]
    """Names of the laptops that said they applied it, this one included."""
    waiting: tuple[str, ...]
    """Names of the laptops that did not say so yet: a file for them, then a file of theirs, will."""

    @property
    def reference(self) -> str:
        """Return what names the erasure on the screen and on paper: drawn from what is kept, it says nothing of her."""
        digits = self.hash[:8].hex().upper()
        return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))

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
        before = {mark.hash for mark in self._tools.base.erasures()}
        copy = copies.take(BackupKind.ERASURE)
        try:
            with self._tools.uow.transaction(Action.ERASED):
                self._tools.base.erase(subject)
        except BaseException:
            copies.forget(copy)
            raise
        copies.purge((subject, *united))
        new = [one for one in self.progress() if one.hash not in before]
        return ErasedPerson(
            code=person.code,
            name=person.plain_name if named else "",
            by=self._author,
            laptop=self._own_name(),
            reference=", ".join(one.reference for one in new),
            at=self._tools.clock.now(),
            waiting=tuple(dict.fromkeys(name for one in new for name in one.waiting)),
            absent_copies=copies.waits_for_place(),
        )

    def attestation(self, hashed: bytes) -> ErasedPerson:
        """Return what can still be said of an erasure: neither the name nor the number of the file. Raises Refused."""
        one = next((found for found in self.progress() if found.hash == hashed), None)
        if one is None:
            raise refused("no-such-erasure")
        return ErasedPerson(
            by=one.author,
            laptop=one.laptop,
            reference=one.reference,
            at=one.at,
            confirmed=one.done,
            waiting=one.waiting,
            absent_copies=self._tools.ports.copies.waits_for_place(),
        )

    def _own_name(self) -> str:
        laptops = self._tools.laptops()
        return laptops.name_of(laptops.identity().laptop)

    def progress(self) -> tuple[ErasureProgress, ...]:
        """Return the erasures, newest first, with the laptops that applied them."""
        laptops = self._tools.laptops()
        mine, roster = laptops.identity().laptop, laptops.roster()
        others = () if roster is None else tuple(m.laptop for m in roster.members if m.laptop != mine)
        own = laptops.name_of(mine)
        return tuple(self._progress(mark, own, others) for mark in self._tools.base.erasures())

    def _progress(self, mark: ErasureMark, own: str, others: tuple[RecordId, ...]) -> ErasureProgress:
        name_of, base = self._tools.laptops().name_of, self._tools.base
        erased_at = base.laptop_of(mark.replica)
        applied = {laptop for laptop in others if base.has_applied(laptop, mark)}
        return ErasureProgress(
            hash=mark.hash,
            at=mark.at,
            author=mark.author,
            laptop="" if erased_at is None else name_of(erased_at),
            done=(own, *(name_of(laptop) for laptop in others if laptop in applied)),
            waiting=tuple(name_of(laptop) for laptop in others if laptop not in applied),
        )
