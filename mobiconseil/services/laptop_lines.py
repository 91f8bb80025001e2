"""The team of laptops as people see it: who is in it, since when, and when each was heard of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.invitations import JoinRequest, OpenInvitation
from mobiconseil.domain.laptops import Laptop, LaptopState, Roster
from mobiconseil.services.laptop_ports import Identity, LaptopContact

UNNAMED = "Poste sans nom"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopLine:
    """One laptop in the list."""

    laptop: RecordId
    name: str
    holder: str
    letter: str
    state: LaptopState
    is_mine: bool
    is_referent: bool
    added_on: date | None
    contact: LaptopContact


@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopTeam:
    """The team, as this laptop knows it."""

    mine: RecordId
    exists: bool
    """Whether this laptop belongs to a team, or asked to."""
    my_state: LaptopState
    is_referent: bool
    has_moved: bool = False
    """The base was copied from another laptop: `stay` if this one replaces it, else `restart`."""
    lines: tuple[LaptopLine, ...] = ()
    """This laptop first, then the others by name, those set aside last."""
    invitations: tuple[OpenInvitation, ...] = ()
    """Those that wait for an answer."""


def team_of(
    identity: Identity,
    my_key: bytes,
    roster: Roster | None,
    laptops: Iterable[Laptop],
    *,
    contacts: Mapping[RecordId, LaptopContact],
    invitations: Iterable[OpenInvitation],
    request: JoinRequest | None,
) -> LaptopTeam:
    """Return the team to show."""
    if roster is None:
        return LaptopTeam(mine=identity.laptop, exists=False, my_state=LaptopState.ACTIVE, is_referent=False, lines=())
    known = {record: Laptop(id=record, name=name) for record, name in identity.names.items()}
    known |= {laptop.id: laptop for laptop in laptops}
    me = roster.signed_by(my_key)
    lines = [
        _line(record, known.get(record), state, roster, identity.laptop, contacts)
        for record, state in _states(roster, identity.laptop, my_key).items()
    ]
    if request is not None:
        lines = [_named_by(line, request) if line.laptop == request.laptop else line for line in lines]
    order = {LaptopState.ACTIVE: 0, LaptopState.INVITED: 0, LaptopState.REVOKED: 1}
    lines.sort(key=lambda line: (not line.is_mine, order.get(line.state, 2), line.name.casefold(), line.laptop))
    return LaptopTeam(
        mine=identity.laptop,
        exists=True,
        my_state=state_of(roster, my_key),
        is_referent=me is not None and me.is_referent,
        has_moved=identity.has_moved,
        lines=tuple(lines),
        invitations=tuple(invitations),
    )


def state_of(roster: Roster, signing_key: bytes) -> LaptopState:
    """Return where the holder of a key stands."""
    if signing_key in roster.revoked:
        return LaptopState.REVOKED
    return LaptopState.INVITED if roster.signed_by(signing_key) is None else LaptopState.ACTIVE


def _states(roster: Roster, mine: RecordId, my_key: bytes) -> dict[RecordId, LaptopState]:
    found = dict.fromkeys(roster.retired, LaptopState.REVOKED)
    found |= {member.laptop: LaptopState.ACTIVE for member in roster.members}
    return found | {mine: state_of(roster, my_key)}


def _line(  # noqa: PLR0917  (one row of the list)
    record: RecordId,
    laptop: Laptop | None,
    state: LaptopState,
    roster: Roster,
    mine: RecordId,
    contacts: Mapping[RecordId, LaptopContact],
) -> LaptopLine:
    shown = laptop or Laptop(id=record)
    member = roster.member(record)
    return LaptopLine(
        laptop=record,
        name=shown.name or UNNAMED,
        holder=shown.holder,
        letter=shown.letter,
        state=state,
        is_mine=record == mine,
        is_referent=member is not None and member.is_referent,
        added_on=shown.added_on,
        contact=contacts.get(record, LaptopContact()),
    )


def _named_by(line: LaptopLine, request: JoinRequest) -> LaptopLine:
    """Return the line of this laptop while nobody confirmed it: its name is the one of its answer."""
    if line.name != UNNAMED:
        return line
    return replace(line, name=request.name, holder=request.holder)
