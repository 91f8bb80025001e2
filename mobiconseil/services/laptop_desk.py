"""The team as this laptop knows it: whose files it accepts, for whom it closes its own, and what it may sign."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.invitations import decode_request
from mobiconseil.domain.laptops import (
    Anchor,
    Laptop,
    Mandate,
    MandateKind,
    Member,
    Roster,
    draft_mandate,
    free_letter,
    judge,
)
from mobiconseil.domain.sealed import LaptopKeys, PublicKeys, Trust
from mobiconseil.services.laptop_lines import UNNAMED, LaptopTeam, team_of
from mobiconseil.services.laptop_ports import Identity, LaptopBook, TeamSeals
from mobiconseil.services.laptop_refusals import refused
from mobiconseil.services.ports import Clock, Records, UnitOfWork

MAX_NAME = 60


class LaptopDesk:
    """What every use case of the team needs: this laptop, the mandates, the seals."""

    def __init__(
        self,
        uow: UnitOfWork,
        clock: Clock,
        ids: IdFactory,
        *,
        book: LaptopBook,
        seals: TeamSeals,
        is_own_sheet: Callable[[str], bool],
        holder: str,
    ) -> None:
        """`is_own_sheet` says whether a recovery key opens this base; `holder` is who uses this laptop."""
        self.uow = uow
        self.clock = clock
        self.ids = ids
        self.book = book
        self.seals = seals
        self.is_own_sheet = is_own_sheet
        self.holder = one_line(holder)[:MAX_NAME]

    def identity(self) -> Identity:
        """Return who this laptop is, private keys included: to sign and open the files of the exchange."""
        return self.book.identity()

    def roster(self, relayed: Iterable[Mandate] = ()) -> Roster | None:
        """Return who is in the team, or None without a team; `relayed` are mandates that a file brings along."""
        identity = self.book.identity()
        if identity.anchor is None:
            return None
        known = (*self.mandates(), *identity.pinned, *relayed)
        return judge(identity.anchor, {mandate.id: mandate for mandate in known}.values(), self.seals.verify)

    def trust(self, relayed: Iterable[Mandate] = ()) -> Trust:
        """Return whose files are accepted: every laptop of the team, this one included, none that was set aside."""
        roster = self.roster(relayed)
        if roster is None:
            return Trust(org=None, laptops={self.my_keys().signing: self.book.identity().laptop})
        laptops = {member.keys.signing: member.laptop for member in roster.members}
        mine = self.my_keys().signing
        if mine not in roster.revoked:
            laptops[mine] = self.book.identity().laptop
        return Trust(org=roster.org, laptops=laptops, revoked=roster.revoked)

    def recipients(self) -> tuple[bytes, ...]:
        """Return the keys that a file for the team is closed for: every laptop, this one, and the sheet."""
        own = self.my_keys().sealing
        roster = self.roster()
        return (own,) if roster is None else tuple(dict.fromkeys((own, *roster.sealing_keys())))

    def team(self) -> LaptopTeam:
        """Return the team to show."""
        identity, today = self.book.identity(), self.clock.today()
        return team_of(
            identity,
            self.my_keys().signing,
            self.roster(),
            self.uow.records.shared(Laptop),
            contacts=self.book.contacts(),
            invitations=[i for i in self.book.invitations() if i.is_pending(today)],
            request=decode_request(identity.request.encode()) if identity.request else None,
        )

    def name_of(self, laptop: RecordId) -> str:
        """Return the name of a laptop, of the team or not any more."""
        found = (record.name for record in self.uow.records.shared(Laptop) if record.id == laptop)
        return next(found, "") or self.book.identity().names.get(laptop, UNNAMED)

    def note_received(self, laptop: RecordId, made_at: datetime) -> None:
        """Remember that a file of this laptop, made at that moment, was taken in."""
        self.book.note_contact(laptop, seen_at=made_at, received_at=self.clock.now())

    def note_sent(self, laptops: Iterable[RecordId]) -> None:
        """Remember that a file was closed for these laptops."""
        for laptop in laptops:
            self.book.note_contact(laptop, sent_at=self.clock.now())

    def settle(self) -> None:
        """After a file was taken in: the newest sheet of the team becomes the one that nothing older can replace."""
        identity, roster = self.book.identity(), self.roster()
        if identity.anchor is None or roster is None or roster.rank == identity.anchor.rank:
            return
        anchor = Anchor(roster.org, roster.paper, roster.rank)
        self.book.belong_to(anchor, pinned=identity.pinned, request=identity.request)

    def mandates(self) -> tuple[Mandate, ...]:
        """Return all the mandates of the base: the trash takes nothing away from what was signed."""
        return (*self.uow.records.shared(Mandate), *self.uow.records.trashed(Mandate))

    def my_keys(self) -> PublicKeys:
        """Return the public keys of this laptop."""
        return self.seals.public(self.book.identity().keys)

    def in_team(self) -> tuple[Roster, Identity]:
        """Return the team and this laptop. Raises Refused."""
        roster = self.roster()
        if roster is None:
            raise refused("no-team")
        return roster, self.book.identity()

    def as_referent(self) -> tuple[Roster, Identity]:
        """Return the team and this laptop, which is a référent. Raises Refused."""
        roster, identity = self.in_team()
        me = roster.signed_by(self.my_keys().signing)
        if me is None or not me.is_referent:
            raise refused("not-referent")
        return roster, identity

    def paper(self, roster: Roster, sheet: str) -> LaptopKeys:
        """Return the keys of the sheet of the team. Raises Refused, AccessRefused for a mistyped key."""
        paper = self.seals.keys_of_sheet(sheet)
        if self.seals.public(paper) != roster.paper:
            raise refused("wrong-sheet")
        return paper

    def sign(self, records: Records, roster: Roster, signer: LaptopKeys, kind: MandateKind, whom: Member) -> None:
        """Write a signed mandate."""
        signing, today = self.seals.public(signer).signing, self.clock.today()
        draft = draft_mandate(roster.org, kind, whom.laptop, whom.keys, signer=signing, issued_on=today)
        self.sign_draft(records, roster.org, signer, draft)

    def set_aside(self, records: Records, roster: Roster, signer: LaptopKeys, lost: Sequence[Member]) -> None:
        """Take keys away, and sign again what they had signed: their signature counts no more."""
        gone = {member.keys.signing for member in lost}
        for member in lost:
            self.sign(records, roster, signer, MandateKind.REVOKED, member)
        for mandate in roster.standing:
            if mandate.signer in gone and mandate.signing_key not in gone:
                self.sign(records, roster, signer, mandate.kind, mandate.about)

    def sign_draft(self, records: Records, org: RecordId, signer: LaptopKeys, draft: Mandate) -> None:
        """Sign a mandate and write it."""
        records.add(replace(draft, signature=self.seals.sign(signer, draft.statement(org))))

    def described(self, laptop: RecordId, name: str, holder: str, letter: str) -> Laptop:
        """Return a laptop that enters the team today."""
        return Laptop(id=laptop, name=name, holder=holder, letter=letter, added_on=self.clock.today())

    def next_letter(self) -> str:
        """Return a letter that neither a laptop nor an open invitation has. Raises Refused."""
        pending = [i for i in self.book.invitations() if i.is_pending(self.clock.today())]
        taken = [*self.uow.records.shared(Laptop), *(Laptop(id=i.id, letter=i.letter) for i in pending)]
        letter = free_letter(taken)
        if not letter:
            raise refused("team-full")
        return letter


def clean_name(name: str) -> str:
    """Return the name of a laptop on one line. Raises Refused when it is empty or too long."""
    wanted = one_line(name)
    if not wanted:
        raise refused("no-name")
    if len(wanted) > MAX_NAME:
        raise refused("too-long")
    return wanted


def one_line(text: str) -> str:
    """Return a text without doubled spaces nor what cannot be seen; « é » is one character wherever it was typed."""
    seen = (char for char in unicodedata.normalize("NFC", text) if char.isprintable() or char.isspace())
    return " ".join("".join(seen).split())
