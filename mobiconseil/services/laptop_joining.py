"""A laptop joins the team: an invitation and a code said by voice, an answer, six words compared aloud."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.invitations import (
    Invitation,
    JoinRequest,
    OpenInvitation,
    decode_invitation,
    decode_request,
    encode_invitation,
    encode_request,
)
from mobiconseil.domain.laptops import Anchor, MandateKind, Member, Roster, fingerprint
from mobiconseil.domain.team import Structure
from mobiconseil.services.actions import Action
from mobiconseil.services.laptop_desk import LaptopDesk, clean_name, one_line
from mobiconseil.services.laptop_ports import Identity, TeamSeals
from mobiconseil.services.laptop_refusals import refused
from mobiconseil.services.spoken_words import spoken_code, words_of

INVITATION_DAYS = 14
SUFFIX = ".mobiconseil"
_MAX_STRUCTURE = 100


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewInvitation:
    """What is handed over: the file, and the code to say; the code is kept nowhere."""

    invitation: OpenInvitation
    file: bytes
    file_name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAnswer:
    """What the newcomer gives back: the file, and the words to say when the référent asks."""

    file: bytes
    file_name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingRequest:
    """A request that is sound, to be confirmed once the words were heard."""

    request: JoinRequest
    words: str
    name: str
    is_return: bool
    """A laptop of the team asks for new keys, after a restore."""
    needs_sheet: bool
    """The laptop that comes back was a référent."""


def read_invitation(seals: TeamSeals, data: bytes, code: str, today: date) -> Invitation:
    """Return what an invitation says; no base is needed yet. Raises Refused."""
    invitation = decode_invitation(seals.open_with_code(data, code).content)
    if today > invitation.expires_on:
        raise refused("invitation-expired")
    return invitation


class LaptopJoining:
    """How laptops enter the team."""

    def __init__(self, desk: LaptopDesk) -> None:
        self._desk = desk

    def invite(self, name: str) -> NewInvitation:
        """Prepare an invitation for one laptop. Raises Refused unless this laptop is a référent."""
        roster, identity = self._desk.as_referent()
        today = self._desk.clock.today()
        kept = OpenInvitation(
            id=self._desk.ids(),
            name=clean_name(name),
            letter=self._desk.next_letter(),
            made_on=today,
            expires_on=today + timedelta(days=INVITATION_DAYS),
        )
        content = encode_invitation(self._invitation(kept, roster, identity))
        code = spoken_code()
        file = self._desk.seals.close_with_code(content, identity.keys, code)
        with self._desk.uow.transaction(Action.LAPTOP_INVITED) as records:
            self._desk.book.keep_invitation(kept)
            records.note(Action.LAPTOP_INVITED)
        name_ = f"invitation-{today:%Y-%m-%d}-{kept.letter}{SUFFIX}"
        return NewInvitation(invitation=kept, file=file, file_name=name_, code=code)

    def cancel(self, invitation: RecordId) -> None:
        """Refuse every answer to an invitation from now on."""
        with self._desk.uow.transaction(Action.INVITATION_CANCELLED) as records:
            for kept in self._desk.book.invitations():
                if kept.id == invitation and kept.laptop is None:
                    self._desk.book.keep_invitation(replace(kept, is_cancelled=True))
                    records.note(Action.INVITATION_CANCELLED)

    def read_invitation(self, data: bytes, code: str) -> Invitation:
        """Return what an invitation says. Raises Refused."""
        return read_invitation(self._desk.seals, data, code, self._desk.clock.today())

    def join(self, data: bytes, code: str, *, name: str = "") -> JoinAnswer:
        """Enter the team that an invitation comes from, and return the answer to give back.

        Until a référent confirms it, this laptop reads the files of the team's référents and nobody reads its own.
        Raises Refused.
        """
        identity = self._desk.book.identity()
        if identity.anchor is not None:
            raise refused("already-in-team")
        invitation = self.read_invitation(data, code)
        request = JoinRequest(
            org=invitation.anchor.org,
            invitation=invitation.id,
            laptop=identity.laptop,
            name=clean_name(name or invitation.name),
            holder=self._desk.holder,
            keys=self._desk.my_keys(),
        )
        with self._desk.uow.transaction(Action.TEAM_JOINED) as records:
            self._desk.book.belong_to(
                invitation.anchor,
                pinned=invitation.mandates,
                names=invitation.names,
                request=encode_request(request).decode(),
                letter=invitation.letter,
            )
            self._desk.book.call(request.name)
            records.note(Action.TEAM_JOINED)
        return self.answer()

    def answer(self) -> JoinAnswer:
        """Return the answer again, while nobody confirmed it. Raises Refused."""
        identity, roster = self._desk.book.identity(), self._desk.roster()
        if roster is None or not identity.request:
            raise refused("no-request")
        request = decode_request(identity.request.encode())
        referents = [member.keys.sealing for member in roster.members if member.is_referent]
        file = self._desk.seals.close_for(identity.request.encode(), identity.keys, referents or [roster.paper.sealing])
        return JoinAnswer(
            file=file,
            file_name=f"demande-{self._desk.clock.today():%Y-%m-%d}{SUFFIX}",
            words=words_of(fingerprint(request.org, request.laptop, request.keys)),
        )

    def read_request(self, data: bytes) -> PendingRequest:
        """Return a request with the words to hear before it is confirmed. Raises Refused."""
        _, identity = self._desk.as_referent()
        opened = self._desk.seals.open_request(data, identity.keys)
        request = decode_request(opened.content)
        if opened.signer != request.keys.signing:
            raise refused("forged")
        return self._checked(request)

    def confirm(self, pending: PendingRequest, sheet: str = "") -> None:
        """Admit the laptop, its words once heard. Raises Refused, AccessRefused for a mistyped sheet."""
        roster, identity = self._desk.as_referent()
        request = self._checked(pending.request).request
        former = roster.signed_by(request.replaces)
        paper = self._desk.paper(roster, sheet) if sheet else None
        if former is not None and former.is_referent and paper is None:
            raise refused("referent-needs-sheet")
        kind = MandateKind.REFERENT if former is not None and former.is_referent else MandateKind.MEMBER
        invitation = next((i for i in self._desk.book.invitations() if i.id == request.invitation), None)
        letter = self._desk.next_letter() if invitation is None else invitation.letter
        with self._desk.uow.transaction(Action.LAPTOP_CONFIRMED) as records:
            records.add(self._desk.described(request.laptop, request.name, request.holder, letter))
            self._desk.sign(records, roster, paper or identity.keys, kind, Member(request.laptop, request.keys))
            if former is not None:
                signer = paper or identity.keys
                self._desk.set_aside(records, roster, signer, [former])
            if invitation is not None:
                self._desk.book.keep_invitation(replace(invitation, laptop=request.laptop))

    def turn_down(self, pending: PendingRequest) -> None:
        """Refuse a request whose words were not those that were said: its invitation serves nobody any more."""
        with self._desk.uow.transaction(Action.LAPTOP_TURNED_DOWN) as records:
            for kept in self._desk.book.invitations():
                if kept.id == pending.request.invitation and kept.laptop is None:
                    self._desk.book.keep_invitation(replace(kept, is_cancelled=True))
            records.note(Action.LAPTOP_TURNED_DOWN)

    def _checked(self, request: JoinRequest) -> PendingRequest:
        """Return a request that may be confirmed. Raises Refused."""
        roster, _ = self._desk.as_referent()
        if request.org != roster.org:
            raise refused("other-team")
        if request.keys.signing in roster.revoked:
            raise refused("revoked-key")
        if roster.signed_by(request.keys.signing) is not None:
            raise refused("already-confirmed")
        former = self._former(request, roster)
        if request.invitation is not None:
            self._check_invitation(request.invitation)
        elif former is None:
            raise refused("revoked-key" if request.replaces in roster.revoked else "unknown-invitation")
        return PendingRequest(
            request=request,
            words=words_of(fingerprint(request.org, request.laptop, request.keys)),
            name=request.name,
            is_return=former is not None,
            needs_sheet=former is not None and former.is_referent,
        )

    def _former(self, request: JoinRequest, roster: Roster) -> Member | None:
        """Return the laptop that the request replaces, proved by its former key. Raises Refused."""
        if not request.replaces:
            return None
        if not self._desk.seals.verify(request.replaces, request.statement(), request.signature):
            raise refused("forged")
        return roster.signed_by(request.replaces)

    def _check_invitation(self, invitation: RecordId) -> None:
        kept = next((i for i in self._desk.book.invitations() if i.id == invitation), None)
        if kept is None:
            raise refused("unknown-invitation")
        if kept.laptop is not None:
            raise refused("invitation-used")
        if kept.is_cancelled:
            raise refused("invitation-cancelled")
        if self._desk.clock.today() > kept.expires_on:
            raise refused("invitation-expired")

    def _invitation(self, kept: OpenInvitation, roster: Roster, identity: Identity) -> Invitation:
        structure = next(iter(self._desk.uow.records.shared(Structure)), None)
        return Invitation(
            id=kept.id,
            anchor=Anchor(roster.org, roster.paper, roster.rank),
            structure=one_line(structure.name if structure else "")[:_MAX_STRUCTURE],
            name=kept.name,
            letter=kept.letter,
            made_on=kept.made_on,
            expires_on=kept.expires_on,
            inviter=identity.laptop,
            names={member.laptop: self._desk.name_of(member.laptop) for member in roster.members},
            mandates=roster.standing,
        )
