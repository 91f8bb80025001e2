"""What the team of laptops needs from outside: the keys of this laptop, and the seals of its papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.invitations import OpenedPaper, OpenInvitation
from mobiconseil.domain.laptops import Anchor, Mandate
from mobiconseil.domain.sealed import LaptopKeys, PublicKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who this laptop is, and the team that it belongs to."""

    laptop: RecordId
    keys: LaptopKeys
    anchor: Anchor | None = None
    pinned: tuple[Mandate, ...] = ()
    """The mandates that came with the invitation: known before any file of the team."""
    names: Mapping[RecordId, str] = field(default_factory=dict)
    """What the invitation called the laptops of the team: shown until a file of the team says more."""
    request: str = ""
    """The answer to the invitation, until somebody confirms it: it can be handed over again."""
    has_moved: bool = False
    """The base was copied from another laptop: either this one replaces it, or it needs keys of its own."""


@dataclass(frozen=True, slots=True)
class LaptopContact:
    """When a laptop was heard of."""

    seen_at: datetime | None = None
    """The date of its newest file that came here, directly or not."""
    received_at: datetime | None = None
    """When a file of it was last taken in here."""
    sent_at: datetime | None = None
    """When a file was last closed for it here."""


class LaptopBook(Protocol):
    """What this laptop knows of itself and tells nobody; written inside the transaction that is open."""

    def team_sheet(self) -> bytes:
        """Return the public half of the newest sheet of the team that opened this laptop; empty before."""
        ...

    def note_team_sheet(self, recipient: bytes) -> None:
        """Remember that this sheet is, or was, the one of the team: it is none that the team does not know."""
        ...

    def identity(self) -> Identity:
        """Return who this laptop is; its keys are drawn the first time."""
        ...

    def belong_to(
        self,
        anchor: Anchor,
        *,
        pinned: Sequence[Mandate] = (),
        names: Mapping[RecordId, str] | None = None,
        request: str = "",
        letter: str = "",
    ) -> None:
        """Remember the team for ever, and the first letter of the codes of files made here."""
        ...

    def renew(self, request: str = "") -> Identity:
        """Draw another identity, after a restore on another machine; the team stays."""
        ...

    def stay(self) -> None:
        """This laptop replaces the one that the base was copied from: it keeps its keys."""
        ...

    def call(self, name: str) -> None:
        """Show what this laptop writes under its name, where values differ."""
        ...

    def invitations(self) -> tuple[OpenInvitation, ...]:
        """Return the invitations made here, newest first."""
        ...

    def keep_invitation(self, invitation: OpenInvitation) -> None:
        """Write an invitation, new or changed."""
        ...

    def contacts(self) -> dict[RecordId, LaptopContact]:
        """Return when each laptop was heard of."""
        ...

    def note_contact(
        self,
        laptop: RecordId,
        *,
        seen_at: datetime | None = None,
        received_at: datetime | None = None,
        sent_at: datetime | None = None,
    ) -> None:
        """Move forward what is known of a laptop; None leaves a moment as it was."""
        ...


class TeamSeals(Protocol):
    """Signs, closes and opens the papers of the team. Raises Refused."""

    def public(self, keys: LaptopKeys) -> PublicKeys:
        """Return what others may know of a laptop."""
        ...

    def sign(self, keys: LaptopKeys, statement: bytes) -> bytes:
        """Sign a statement."""
        ...

    def verify(self, signing: bytes, statement: bytes, signature: bytes) -> bool:
        """Say whether a signature holds; never raises."""
        ...

    def keys_of_sheet(self, code: str) -> LaptopKeys:
        """Return the keys of the recovery sheet. Raises AccessRefused, naming the doubtful group."""
        ...

    def close_with_code(self, content: bytes, keys: LaptopKeys, code: str) -> bytes:
        """Return an invitation that a spoken code opens."""
        ...

    def open_with_code(self, data: bytes, code: str) -> OpenedPaper:
        """Open an invitation with its code."""
        ...

    def close_for(self, content: bytes, keys: LaptopKeys, recipients: Sequence[bytes]) -> bytes:
        """Return a request that the recipients open."""
        ...

    def open_request(self, data: bytes, keys: LaptopKeys) -> OpenedPaper:
        """Open a request that was closed for this laptop."""
        ...

    def close_report(self, content: bytes, code: str) -> bytes:
        """Return a report for a help desk, that a spoken code opens and that no key of this laptop signs."""
        ...

    def open_report(self, data: bytes, code: str) -> OpenedPaper:
        """Open a report with its code."""
        ...
