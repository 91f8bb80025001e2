"""A file is opened and checked in whole, in any thread; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from mobiconseil.domain.exchange import Package, PackageHead, Refused, Scope
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import Anchor, Mandate, MandateKind, Verify, judge
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.sealed import Trust, Unsealed
from mobiconseil.domain.typography import count
from mobiconseil.services.bulk import without_collections
from mobiconseil.services.exchange_base import ExchangeSeals
from mobiconseil.services.exchange_parts import keeps_to_its_scope, shown_values
from mobiconseil.services.exchange_ports import OpenedFile
from mobiconseil.services.exchange_refusals import refused
from mobiconseil.services.exchange_words import FileCheck

_CLOCK_TOLERANCE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningJob:
    """All that opening a file takes, read beforehand: calling it touches no base."""

    path: Path
    code: str = field(repr=False)
    seals: ExchangeSeals = field(repr=False)
    secrets: tuple[bytes, ...] = field(repr=False)
    anchor: Anchor | None
    mandates: tuple[Mandate, ...] = field(repr=False)
    verify: Verify = field(repr=False)
    mine: tuple[bytes, RecordId]
    """Public signing key of this laptop, and its identifier."""
    names: dict[RecordId, tuple[str, str]]
    """Name and holder of the laptops that are known."""
    now: datetime

    def __call__(self) -> OpenedFile:
        """Open the file. Raises Refused, StorageError."""
        data = self.seals.read(self.path)
        with without_collections():
            unsealed = self._unsealed(data)
        package = unsealed.package
        if not keeps_to_its_scope(package):
            raise refused("out-of-scope")
        head, known = package.head, unsealed.signer in self._trust(_mandates(package)).laptops
        name, holder = self.names.get(head.laptop) or (_label(head), "")
        return OpenedFile(
            path=self.path,
            file_name=self.path.name,
            size=len(data),
            scope=head.scope,
            author=holder or _newest_author(package),
            laptop=name,
            made_at=head.made_at,
            checks=_checks(known=known, by_code=bool(self.code)),
            warnings=_clock_warning(head, holder or name, self.now),
            unsealed=unsealed,
        )

    def _unsealed(self, data: bytes) -> Unsealed:
        trust = self._trust(())
        if self.code:
            return self._from_anybody(data, trust)
        try:
            return self.seals.unseal(data, trust, self.secrets)
        except Refused as error:
            if error.code != "unknown-sender":
                raise
            # A laptop that was admitted elsewhere: its own file brings the signature that says so.
            seen = self.seals.unseal(data, _strangers(trust, org=trust.org), self.secrets)
            return self.seals.unseal(data, self._trust(_mandates(seen.package)), self.secrets)

    def _from_anybody(self, data: bytes, trust: Trust) -> Unsealed:
        """Open a file closed with a code: from the team, or from somebody outside who said the code."""
        found = self.seals.unseal(data, _strangers(trust, org=None), self.secrets, self.code)
        head = found.package.head
        if self.anchor is None or head.org != self.anchor.org:
            if head.scope is Scope.TEAM:
                raise refused("other-team")
        elif found.signer not in self._trust(_mandates(found.package)).laptops:
            raise refused("unknown-sender")
        return found

    def _trust(self, relayed: Iterable[Mandate]) -> Trust:
        key, laptop = self.mine
        if self.anchor is None:
            return Trust(org=None, laptops={key: laptop})
        known = {mandate.id: mandate for mandate in (*relayed, *self.mandates)}
        roster = judge(self.anchor, known.values(), self.verify)
        laptops = {member.keys.signing: member.laptop for member in roster.members}
        if key not in roster.revoked:
            laptops[key] = laptop
        return Trust(org=roster.org, laptops=laptops, revoked=roster.revoked)


def _strangers(trust: Trust, *, org: bytes | None) -> Trust:
    return Trust(org=org, laptops=trust.laptops, revoked=trust.revoked, strangers=True)


def _mandates(package: Package) -> list[Mandate]:
    """Return the signed statements that a file brings; those that are not whole say nothing."""
    found = []
    table = Mandate.__name__.lower()
    for row in package.rows:
        if row.table == table:
            values: dict[str, Any] = dict(shown_values(row))
            values.pop("deleted", None)
            try:
                found.append(Mandate(id=row.id, **_read(values)))
            except (TypeError, ValueError):
                continue
    return found


def _read(values: dict[str, Scalar]) -> dict[str, Any]:
    known = {name for name in Mandate.__dataclass_fields__ if name not in {"id", "subject"}}
    read: dict[str, Any] = {name: value for name, value in values.items() if name in known}
    read["kind"] = MandateKind(str(read["kind"])) if "kind" in read else None
    read["issued_on"] = date.fromisoformat(str(read["issued_on"])) if "issued_on" in read else None
    if not all(isinstance(read.get(name), bytes) for name in ("laptop", "signing_key", "sealing_key", "signer")):
        raise ValueError("a mandate has keys")
    return read


def _label(head: PackageHead) -> str:
    return next((one.label for one in head.replicas if one.replica == head.replica and one.label), "Poste sans nom")


def _newest_author(package: Package) -> str:
    """Return who made the newest write of the laptop that sent the file."""
    own = package.head.replica
    written = (
        (origin.dot.seq, origin.author) for row in package.rows for origin, _ in row.writes if origin.dot.replica == own
    )
    return max(written, default=(0, ""))[1]


def _checks(*, known: bool, by_code: bool) -> tuple[FileCheck, ...]:
    found = [FileCheck.ENCRYPTED, FileCheck.INTACT]
    if known:
        found.append(FileCheck.KNOWN_SENDER)
    return (*found, FileCheck.CODE) if by_code else tuple(found)


def _clock_warning(head: PackageHead, who: str, now: datetime) -> tuple[str, ...]:
    """Return a sentence for a file made in the future; an old file is only late."""
    ahead = head.made_at - now
    if ahead <= _CLOCK_TOLERANCE:
        return ()
    return (f"L’horloge du poste de {who} avance de {count(ahead.days, 'jour')}.",)
