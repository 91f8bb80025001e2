"""The procedure to follow when a laptop is lost or stolen: printed before it happens, filled in when it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.domain.typography import NBSP, short_date
from mobiconseil.services.laptop_lines import LaptopLine, LaptopTeam
from mobiconseil.services.papers.common import Letterhead
from mobiconseil.services.papers.desk import PaperDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class LostLaptopData:
    """The laptops of the team, who to warn, and what the structure answers for."""

    letterhead: Letterhead
    date: str
    lost: str = ""
    """The laptop that was lost, when it is known: « Portable de Zoé »."""
    lost_is_referent: bool = False
    referents: tuple[str, ...] = ()
    laptops: tuple[tuple[str, str, str, str], ...] = ()
    """Name, holder, role, last news."""
    controller: str = ""
    data_protection_contact: str = ""


def lost_laptop(desk: PaperDesk, team: LaptopTeam, lost: RecordId | None = None) -> LostLaptopData:
    """Return the procedure, for any laptop of the team or for the one that was `lost`."""
    lines = [line for line in team.lines if line.state is LaptopState.ACTIVE or line.laptop == lost]
    missing = next((line for line in lines if line.laptop == lost), None)
    return LostLaptopData(
        letterhead=desk.letterhead(),
        date=desk.date,
        lost="" if missing is None else _named(missing),
        lost_is_referent=missing is not None and missing.is_referent,
        referents=tuple(_named(line) for line in lines if line.is_referent and line.laptop != lost),
        laptops=_rows(desk, lines),
        controller=desk.structure.controller or desk.structure.name,
        data_protection_contact=desk.structure.dpo_contact,
    )


def _rows(desk: PaperDesk, lines: Sequence[LaptopLine]) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((line.name, line.holder, "Référent" if line.is_referent else "", _news(desk, line)) for line in lines)


def _news(desk: PaperDesk, line: LaptopLine) -> str:
    if line.is_mine:
        return "Ce poste"
    if line.contact.seen_at is None:
        return "Aucune encore"
    return short_date(desk.clock.local(line.contact.seen_at).date())


def _named(line: LaptopLine) -> str:
    """Return « Portable de Zoé (Zoé Martin) », or the name alone when it already says who."""
    first = line.holder.split(" ")[0] if line.holder else ""
    return line.name if not first or first in line.name else f"{line.name}{NBSP}({line.holder})"
