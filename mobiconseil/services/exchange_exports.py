"""A file leaves: what it holds, for whom, its line in the register, then the file itself, written whole and read back.

`prepare` reads the base and writes the line, in the thread of the session; `PreparedExport.write` closes the file and
puts it in its place, in any thread; `done` or `failed` ends the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mobiconseil import __version__
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.exchange import Package, Scope, Vector
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import Roster
from mobiconseil.domain.situation import Consent, ConsentKind
from mobiconseil.domain.typography import count, long_date
from mobiconseil.errors import StorageError
from mobiconseil.services.actions import Action
from mobiconseil.services.exchange_base import ExchangeDisk, ExchangeSeals, LogEntry, Sending
from mobiconseil.services.exchange_figures import figures_table
from mobiconseil.services.exchange_parts import classes_of, without_private
from mobiconseil.services.exchange_ports import (
    ConsentLine,
    Destination,
    ExportContent,
    ExportedExchange,
    ExportPlan,
)
from mobiconseil.services.exchange_refusals import refused, without_consent
from mobiconseil.services.exchange_tools import ExchangeTools
from mobiconseil.services.exchange_words import ConsentBasis, ExchangeWay, FileKind, FilePart, Recipient
from mobiconseil.services.pace import Pace, Phase, unhurried
from mobiconseil.services.spoken_words import spoken_code

_STEMS = {
    FileKind.NEWS: "equipe",
    FileKind.EVERYTHING: "equipe",
    FileKind.PEOPLE: "dossier",
    FileKind.DIRECTORY: "annuaire",
    FileKind.REFERENCE: "referentiel",
    FileKind.STATISTICS: "chiffres",
}
_TEAM_ONLY = frozenset({FileKind.NEWS, FileKind.EVERYTHING})
_FEWEST_LETTERS = 20
"""Of a spoken code, spaces left out: five words of the list have more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedExport:
    """A file whose line is in the register, and that is still to be written."""

    number: int
    plan: ExportPlan
    name: str
    people: int
    records: int
    file_id: bytes
    is_removable: bool
    readers: tuple[RecordId, ...]
    package: Package | None = field(default=None, repr=False)
    table: bytes = field(default=b"", repr=False)
    signing: bytes = field(default=b"", repr=False)
    recipients: tuple[bytes, ...] = field(default=(), repr=False)
    seals: ExchangeSeals = field(repr=False)
    disk: ExchangeDisk = field(repr=False)

    def write(self) -> ExportedExchange:
        """Close the file, write it, read it back; in any thread. Raises StorageError, Refused."""
        data = self.table if self.package is None else self._sealed(self.package)
        path = self.disk.deliver(self.plan.folder, self.name, data, self._check)
        return ExportedExchange(
            number=self.number,
            path=path,
            kind=self.plan.kind,
            recipient=self.plan.recipient,
            size=len(data),
            people=self.people,
            records=self.records,
            file_id=self.file_id,
            is_removable=self.is_removable,
        )

    def _sealed(self, package: Package) -> bytes:
        code = self.plan.code if self.plan.recipient is Recipient.CODE else ""
        return self.seals.seal(package, self.signing, self.recipients, code)

    def _check(self, read_back: bytes) -> None:
        """Raise Refused for a file that no reader would open; a table is right once it is read back the same."""
        if self.package is not None:
            self.seals.header(read_back)


class ExchangeExports:
    """Use cases of an export."""

    def __init__(self, tools: ExchangeTools) -> None:
        self._tools = tools

    def destinations(self) -> tuple[Destination, ...]:
        """Return where the file can be put, removable drives first."""
        return self._tools.ports.disk.destinations()

    def suggest_code(self) -> str:
        """Return five words to say by voice."""
        return spoken_code()

    def consents(self, subjects: Sequence[RecordId], basis: ConsentBasis) -> tuple[ConsentLine, ...]:
        """Return whether each of these people agreed that her file goes outside the team."""
        return tuple(self._consent(subject, ConsentKind(basis.value)) for subject in subjects)

    def content(self, plan: ExportPlan) -> ExportContent:
        """Return what the file would hold. Raises Refused."""
        self._check(plan, with_recipient=False)
        if plan.kind is FileKind.STATISTICS:
            return ExportContent(readers=(Recipient.ANYBODY.label,))
        package = self._package(plan, b"")
        rows = package.rows
        return ExportContent(
            people=len({row.subject for row in rows if row.subject is not None}),
            services=sum(row.table == "service" for row in rows),
            records=len(rows),
            readers=self._readers(plan),
            nothing_new=not rows and not package.tombstones,
        )

    def export(self, plan: ExportPlan, pace: Pace = unhurried) -> ExportedExchange:
        """Do it all: the line of the register, the file, the end of the line. Raises Refused, StorageError."""
        pace(Phase.GATHER)
        prepared = self.prepare(plan)
        try:
            pace(Phase.WRITE)
            exported = prepared.write()
        except BaseException:
            self.failed(prepared)
            raise
        self.done(prepared, exported)
        return exported

    def prepare(self, plan: ExportPlan) -> PreparedExport:
        """Gather the content and write the line of the register. Raises Refused, and no file may then be made."""
        self._check(plan)
        tools = self._tools
        file_id = bytes(tools.ids())
        package, table = None, b""
        if plan.kind is FileKind.STATISTICS:
            table = figures_table(tools.upkeep, tools.clock.today())
        else:
            package = self._package(plan, file_id)
            if plan.kind is FileKind.NEWS and not package.rows and not package.tombstones:
                raise refused("nothing-new")
        rows = () if package is None else package.rows
        people = {row.subject for row in rows if row.subject is not None}
        identity = tools.laptops().identity()
        return PreparedExport(
            number=self._register(plan, file_id, people=len(people), records=len(rows)),
            plan=plan,
            name=self._name(plan),
            people=len(people),
            records=len(rows),
            file_id=file_id,
            is_removable=tools.ports.disk.is_removable(plan.folder),
            readers=self._laptops(plan),
            package=package,
            table=table,
            signing=identity.keys.signing,
            recipients=tools.laptops().recipients() if plan.recipient is Recipient.TEAM else (),
            seals=tools.ports.seals(),
            disk=tools.ports.disk,
        )

    def done(self, prepared: PreparedExport, exported: ExportedExchange) -> None:
        """End the line of a file that was written."""
        self._tools.ports.log.finish(prepared.number, file_name=exported.path.name)
        self._tools.laptops().note_sent(prepared.readers)

    def failed(self, prepared: PreparedExport) -> None:
        """End the line of a file that could not be written."""
        self._tools.ports.log.finish(prepared.number, failed=True)

    def _check(self, plan: ExportPlan, *, with_recipient: bool = True) -> None:
        """Raise Refused for a plan that may not be carried out."""
        if plan.kind is FileKind.PEOPLE and not plan.subjects:
            raise refused("no-people")
        if (plan.kind is FileKind.STATISTICS) is not (plan.recipient is Recipient.ANYBODY):
            raise refused("only-figures" if plan.recipient is Recipient.ANYBODY else "figures-for-all")
        if plan.recipient is Recipient.TEAM:
            self._check_team()
        if plan.recipient is Recipient.CODE:
            self._check_outsider(plan, with_recipient=with_recipient)

    def _check_team(self) -> None:
        roster = self._tools.laptops().roster()
        if roster is None:
            raise refused("no-team")
        if roster.signed_by(self._tools.laptops().my_keys().signing) is None:
            raise refused("not-in-team")

    def _check_outsider(self, plan: ExportPlan, *, with_recipient: bool) -> None:
        if plan.kind in _TEAM_ONLY:
            raise refused("only-team")
        if with_recipient and not plan.recipient_name.strip():
            raise refused("no-recipient")
        if with_recipient and sum(character.isalnum() for character in plan.code) < _FEWEST_LETTERS:
            raise refused("weak-code")
        if plan.kind is not FileKind.PEOPLE:
            return
        if plan.basis is None:
            raise refused("no-basis")
        missing = [line.name for line in self.consents(plan.subjects, plan.basis) if not line.holds]
        if missing:
            raise without_consent(", ".join(missing))

    def _consent(self, subject: RecordId, kind: ConsentKind) -> ConsentLine:
        records = self._tools.uow.records
        found = [consent for consent in records.of(Consent, subject) if consent.kind is kind]
        consent = next((one for one in found if one.holds), found[0] if found else None)
        name = records.get(Beneficiary, subject).short_name
        holds = consent is not None and consent.holds
        return ConsentLine(subject=subject, name=name, holds=holds, sentence=_said(consent))

    def _package(self, plan: ExportPlan, file_id: bytes) -> Package:
        tools = self._tools
        laptops = tools.laptops()
        identity, roster = laptops.identity(), laptops.roster()
        outside = plan.recipient is Recipient.CODE
        package = tools.base.collect(
            Sending(
                org=identity.laptop if roster is None else roster.org,
                file_id=file_id or bytes(16),
                laptop=identity.laptop,
                program=__version__,
                made_at=tools.clock.now(),
                scope=plan.kind.scope,
                base=self._base(roster) if plan.kind is FileKind.NEWS else {},
                subjects=self._with_united(plan.subjects),
                kinds=self._kinds(plan, outside=outside),
            )
        )
        return without_private(package) if outside else package

    def _with_united(self, subjects: Sequence[RecordId]) -> tuple[RecordId, ...]:
        """Return these people with the files that were united with theirs."""
        records = self._tools.uow.records
        return tuple(dict.fromkeys(one for s in subjects for one in (s, *records.united_with(s))))

    def _kinds(self, plan: ExportPlan, *, outside: bool) -> tuple[int, ...] | None:
        """Return the kinds of record of one person's file; None for all, what only a newer version knows included."""
        if plan.kind is not FileKind.PEOPLE or (plan.parts >= frozenset(FilePart) and not outside):
            return None
        found = (self._tools.base.kind_of(cls.__name__.lower()) for cls in classes_of(plan.parts))
        return tuple(kind for kind in found if kind is not None)

    def _base(self, roster: Roster | None) -> Vector:
        """Return what every colleague is known to have: nothing as soon as one of them never sent a file."""
        return self._tools.base.base_for(self._colleagues(roster))

    def _colleagues(self, roster: Roster | None) -> tuple[RecordId, ...]:
        mine = self._tools.laptops().identity().laptop
        return () if roster is None else tuple(member.laptop for member in roster.members if member.laptop != mine)

    def _laptops(self, plan: ExportPlan) -> tuple[RecordId, ...]:
        return self._colleagues(self._tools.laptops().roster()) if plan.recipient is Recipient.TEAM else ()

    def _readers(self, plan: ExportPlan) -> tuple[str, ...]:
        laptops = self._tools.laptops()
        names = tuple(laptops.name_of(laptop) for laptop in self._laptops(plan))
        return names or ((plan.recipient_name,) if plan.recipient_name else ())

    def _register(self, plan: ExportPlan, file_id: bytes, *, people: int, records: int) -> int:
        entry = LogEntry(
            way=ExchangeWay.SENT,
            kind=plan.kind.value,
            other=self._other(plan),
            people=people,
            records=records,
            file_name=self._name(plan),
            file_id=file_id,
            basis=plan.basis.label if plan.basis is not None and plan.recipient is Recipient.CODE else "",
        )
        subjects = tuple(dict.fromkeys(plan.subjects)) if plan.kind.scope is Scope.PEOPLE else ()
        try:
            with self._tools.uow.transaction(Action.EXCHANGE_EXPORTED) as written:
                number = self._tools.ports.log.write(entry, subjects)
                written.note(Action.EXCHANGE_EXPORTED)
        except StorageError as error:
            raise refused("no-register") from error
        return number

    def _other(self, plan: ExportPlan) -> str:
        if plan.recipient is Recipient.TEAM:
            return f"{count(len(self._laptops(plan)), 'poste')} de l’équipe"
        return plan.recipient_name.strip() or Recipient.ANYBODY.label

    def _name(self, plan: ExportPlan) -> str:
        """Return a name that says nothing of anybody: « equipe-2026-11-20.mobiconseil »."""
        suffix = "csv" if plan.kind is FileKind.STATISTICS else "mobiconseil"
        return f"{_STEMS[plan.kind]}-{self._tools.clock.today().isoformat()}.{suffix}"


def _said(consent: Consent | None) -> str:
    if consent is None or consent.given_on is None:
        return "Accord non noté" if consent is None or not consent.holds else "Accord noté, sans date"
    if consent.withdrawn_on is not None:
        return f"Accord retiré le {long_date(consent.withdrawn_on)}"
    if not consent.holds:
        return "Accord refusé"
    how = f", {consent.channel.manner}" if consent.channel.manner else ""
    return f"Accord du {long_date(consent.given_on)}{how}"
