"""Use cases of the team of laptops: create it, rename, set aside, name a référent, replace the sheet.

Nothing here needs a network: papers pass from hand to hand, and words are said aloud.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.invitations import JoinRequest, encode_request
from mobiconseil.domain.laptops import (
    Anchor,
    Laptop,
    MandateKind,
    Member,
    Roster,
    draft_mandate,
    free_letter,
)
from mobiconseil.domain.sealed import LaptopKeys
from mobiconseil.services.actions import Action
from mobiconseil.services.laptop_desk import LaptopDesk, clean_name
from mobiconseil.services.laptop_joining import JoinAnswer, LaptopJoining
from mobiconseil.services.laptop_ports import Identity
from mobiconseil.services.laptop_refusals import refused


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """The sheet of the team, as the vault of each laptop follows it."""

    recipient: bytes
    is_own_kept: bool
    """A référent may have drawn a new sheet that the team does not know yet."""


class LaptopService(LaptopDesk):
    """The team of laptops; `joining` is how others enter it."""

    @property
    def joining(self) -> LaptopJoining:
        """Return the use cases of joining."""
        return LaptopJoining(self)

    def create(self, name: str, sheet: str) -> None:
        """Make a team whose first laptop is this one; the sheet of this base becomes the sheet of the team.

        Raises Refused, AccessRefused for a mistyped key.
        """
        identity = self.book.identity()
        if identity.anchor is not None:
            raise refused("already-in-team")
        wanted = clean_name(name)
        paper = self.seals.keys_of_sheet(sheet)
        if not self.is_own_sheet(sheet):
            raise refused("other-sheet")
        anchor = Anchor(self.ids(), self.seals.public(paper))
        laptop = self.described(identity.laptop, wanted, self.holder, free_letter(()))
        with self.uow.transaction(Action.TEAM_CREATED) as records:
            self.book.belong_to(anchor, letter=laptop.letter)
            self.book.note_team_sheet(anchor.paper.sealing)
            self.book.call(wanted)
            records.add(laptop)
            roster = Roster(org=anchor.org, paper=anchor.paper, rank=0)
            self.sign(records, roster, paper, MandateKind.REFERENT, Member(identity.laptop, self.my_keys()))

    def rename(self, laptop: RecordId, name: str) -> None:
        """Give a laptop another name."""
        wanted = clean_name(name)
        with self.uow.transaction(Action.LAPTOP_RENAMED) as records:
            if all(known.id != laptop for known in records.shared(Laptop)):
                raise refused("unknown-laptop")
            records.change(Laptop, laptop, name=wanted)
            if laptop == self.book.identity().laptop:
                self.book.call(wanted)

    def revoke(self, laptop: RecordId, sheet: str = "") -> None:
        """Set a lost laptop aside: its files are refused, new ones are closed without it.

        A référent does it; only the sheet sets a référent aside. Raises Refused, AccessRefused.
        """
        roster, identity = self.in_team()
        if laptop == identity.laptop:
            raise refused("own-laptop")
        lost = [member for member in roster.members if member.laptop == laptop]
        if not lost:
            raise refused("unknown-laptop")
        if not sheet:
            self.as_referent()
            if any(member.is_referent for member in lost):
                raise refused("referent-needs-sheet")
        signer = self.paper(roster, sheet) if sheet else identity.keys
        with self.uow.transaction(Action.LAPTOP_REVOKED) as records:
            self.set_aside(records, roster, signer, lost)

    def name_referent(self, laptop: RecordId, sheet: str) -> None:
        """Name a référent, with the sheet. Raises Refused, AccessRefused."""
        roster, identity = self.in_team()
        paper = self.paper(roster, sheet)
        member = roster.member(laptop)
        if member is None and laptop == identity.laptop and self.my_keys().signing not in roster.revoked:
            member = Member(laptop, self.my_keys())
        if member is None:
            raise refused("unknown-laptop")
        with self.uow.transaction(Action.REFERENT_NAMED) as records:
            if all(known.id != laptop for known in records.shared(Laptop)):
                records.add(self.described(laptop, self.team().lines[0].name, self.holder, self.next_letter()))
            self.sign(records, roster, paper, MandateKind.REFERENT, member)

    def sheet_to_follow(self) -> TeamSheet | None:
        """Return the sheet that opens this laptop too once it is in the team."""
        roster, _ = self.in_team()
        me = roster.signed_by(self.my_keys().signing)
        return None if me is None else TeamSheet(roster.paper.sealing, me.is_referent)

    def check_renewal(self) -> None:
        """Make sure that a new sheet may be drawn on this laptop. Raises Refused.

        In a team, on a référent only; a laptop that nobody confirmed yet still has a sheet of its own.
        """
        roster = self.roster()
        if roster is None:
            return
        me = roster.signed_by(self.my_keys().signing)
        if me is not None and not me.is_referent:
            raise refused("sheet-of-team")

    def sheet_renewed(self, new: str) -> None:
        """Tell the team that a new sheet was drawn on this laptop; nothing to do outside a team. Raises Refused."""
        roster = self.roster()
        if roster is not None and roster.signed_by(self.my_keys().signing) is not None:
            self.replace_sheet(new)

    def replace_sheet(self, new: str) -> None:
        """Make a new sheet the sheet of the team: it names again all that stands. Raises Refused, AccessRefused."""
        roster, identity = self.as_referent()
        paper = self.seals.keys_of_sheet(new)
        if self.seals.public(paper) == roster.paper:
            return
        with self.uow.transaction(Action.SHEET_REPLACED) as records:
            draft = draft_mandate(
                roster.org,
                MandateKind.PAPER,
                roster.org,
                self.seals.public(paper),
                signer=self.my_keys().signing,
                issued_on=self.clock.today(),
                rank=roster.rank + 1,
            )
            self.sign_draft(records, roster.org, identity.keys, draft)
            self.book.note_team_sheet(draft.sealing_key)
            for mandate in roster.standing:
                if mandate.signer == roster.paper.signing:
                    self.sign(records, roster, paper, mandate.kind, mandate.about)

    def stay(self) -> None:
        """Keep the keys of the laptop that this base was copied from, which is used no more."""
        self.book.stay()

    def restart(self, sheet: str = "") -> JoinAnswer | None:
        """Take new keys, this base having been restored on another machine than the one that made it.

        With the sheet the laptop is in the team at once and its former keys are set aside; without it a référent
        confirms the answer that is returned, as for a newcomer. Raises Refused, AccessRefused.
        """
        roster, former = self.in_team()
        paper = self.paper(roster, sheet) if sheet else None
        name, old_keys = self.name_of(former.laptop), self.my_keys()
        kind = next((MandateKind.REFERENT for m in roster.members if m.laptop == former.laptop and m.is_referent), None)
        with self.uow.transaction(Action.LAPTOP_RESTARTED) as records:
            fresh = self.book.renew()
            letter = self.next_letter()
            if paper is None:
                request = self._return_request(roster, fresh, name, former.keys)
            else:
                request = ""
                records.add(self.described(fresh.laptop, name, self.holder, letter))
                here = Member(fresh.laptop, self.seals.public(fresh.keys))
                self.sign(records, roster, paper, kind or MandateKind.MEMBER, here)
                self.set_aside(records, roster, paper, [Member(former.laptop, old_keys)])
            anchor = Anchor(roster.org, roster.paper, roster.rank)
            self.book.belong_to(anchor, pinned=roster.standing, request=request, letter=letter)
            self.book.call(name)
            records.note(Action.LAPTOP_RESTARTED)
        return self.joining.answer() if request else None

    def _return_request(self, roster: Roster, fresh: Identity, name: str, former: LaptopKeys) -> str:
        """Return the answer of a laptop of the team that has new keys, proved by its former ones."""
        request = JoinRequest(
            org=roster.org,
            invitation=None,
            laptop=fresh.laptop,
            name=name,
            holder=self.holder,
            keys=self.seals.public(fresh.keys),
            replaces=self.seals.public(former).signing,
        )
        signature = self.seals.sign(former, request.statement())
        return encode_request(replace(request, signature=signature)).decode()
