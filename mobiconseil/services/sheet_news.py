"""What is to be said of the recovery sheet of a laptop in a team: one sheet opens them all, sooner or later."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session
from mobiconseil.services.workspace import Workspace

TOLD_DURING = timedelta(days=30)
"""How long one is told that the former sheet opens nothing, unless the one of the team is tried before."""
_TRIED = (Action.RECOVERY_CHECKED, Action.RECOVERY_RENEWED, Action.RECOVERY_USED)


class SheetNews(StrEnum):
    """Where the sheet of this laptop stands."""

    NONE = "none"
    UNTIL_CONFIRMED = "until-confirmed"
    """The own sheet of a newcomer opens until a référent confirms the laptop."""
    UNTOLD = "untold"
    """A sheet was drawn here, and the team does not know it."""
    FOLLOWED = "followed"
    """The sheet of the team took the place of the former one, which opens nothing any more."""


def sheet_news(session: Session, workspace: Workspace) -> SheetNews:
    """Return what is to be said of the sheet. Raises StorageError."""
    book = session.laptop_book
    if book.identity().anchor is None:
        return SheetNews.NONE
    laptops = session.laptops
    roster, mine = laptops.roster(), laptops.my_keys().signing
    if roster is None or mine in roster.revoked:
        return SheetNews.NONE
    me = roster.signed_by(mine)
    if me is None:
        return SheetNews.UNTIL_CONFIRMED
    if me.is_referent and workspace.sheet_recipient() not in {b"", roster.paper.sealing, book.team_sheet()}:
        return SheetNews.UNTOLD
    return SheetNews.FOLLOWED if _followed_lately(session) else SheetNews.NONE


def _followed_lately(session: Session) -> bool:
    followed = session.overviews.last_done((Action.SHEET_FOLLOWED,))
    if followed is None or session.clock.now() - followed > TOLD_DURING:
        return False
    tried = session.overviews.last_done(_TRIED)
    return tried is None or tried < followed
