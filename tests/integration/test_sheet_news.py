"""One sheet for the team: a laptop says when its own still serves, when it does not, and when the team waits for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk
from laptop_team import admit, carry, founder, newcomer
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session
from mobiconseil.services.sheet_news import TOLD_DURING, SheetNews, sheet_news


def reopened(desk: Desk, session: Session) -> Session:
    session.close()
    return desk.reopen()


def news(desk: Desk, session: Session) -> SheetNews:
    return sheet_news(session, desk._open)


def renew(desk: Desk) -> str:
    new = desk._open.renew_recovery(desk._open.holders()[0].slot, PASSPHRASE)
    desk._open.confirm_sheet()
    return new


def test_a_laptop_alone_and_the_founder_have_nothing_to_say(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "seul")
    assert news(desk, desk.create()) is SheetNews.NONE
    desk, claire = founder(tmp_path / "a")
    assert news(desk, claire) is SheetNews.NONE
    assert news(desk, reopened(desk, claire)) is SheetNews.NONE


def test_a_newcomer_is_told_before_and_after_its_own_sheet_stops_opening(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    assert news(other, zoe) is SheetNews.UNTIL_CONFIRMED
    claire.laptops.joining.confirm(claire.laptops.joining.read_request(answer.file))
    carry(claire, zoe)
    zoe = reopened(other, zoe)
    assert news(other, zoe) is SheetNews.FOLLOWED
    assert Action.SHEET_FOLLOWED in [line.action for line in zoe.team.journal()]
    assert news(other, reopened(other, zoe)) is SheetNews.FOLLOWED
    other.clock.set(other.clock.now() + TOLD_DURING + timedelta(days=1))
    assert news(other, other.reopen()) is SheetNews.NONE
    assert news(desk, claire) is SheetNews.NONE


def test_trying_the_sheet_of_the_team_ends_the_telling(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    zoe = reopened(other, zoe)
    other.clock.set(other.clock.now() + timedelta(minutes=1))
    zoe.team.note(Action.RECOVERY_CHECKED)
    assert news(other, zoe) is SheetNews.NONE


def test_a_sheet_that_the_team_does_not_know_is_asked_until_it_is_told(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    new = renew(desk)
    assert news(desk, claire) is SheetNews.UNTOLD
    claire = reopened(desk, claire)
    assert news(desk, claire) is SheetNews.UNTOLD
    claire.laptops.sheet_renewed(new)
    assert news(desk, claire) is SheetNews.NONE
    assert news(desk, reopened(desk, claire)) is SheetNews.NONE
    assert desk._open.check_recovery(new)


def test_a_referent_follows_the_sheet_that_another_referent_drew_instead_of_bringing_the_old_one_back(
    tmp_path: Path,
) -> None:
    desk, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    claire.laptops.name_referent(zoe.laptops.identity().laptop, desk.recovery_code)
    carry(claire, zoe)
    claire, zoe = reopened(desk, claire), reopened(other, zoe)
    new = renew(other)
    zoe.laptops.sheet_renewed(new)
    carry(zoe, claire)
    assert news(desk, claire) is SheetNews.NONE
    claire = reopened(desk, claire)
    assert desk._open.check_recovery(new)
    assert not desk._open.check_recovery(desk.recovery_code)
    assert news(desk, claire) is SheetNews.FOLLOWED


def test_a_newcomer_that_nobody_confirmed_may_draw_its_own_sheet_again(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    zoe.laptops.joining.join(invitation.file, invitation.code)
    zoe.laptops.check_renewal()
    new = renew(other)
    zoe.laptops.sheet_renewed(new)
    assert other._open.check_recovery(new)
    assert claire.laptops.roster() == claire.laptops.roster()
    assert not desk._open.check_recovery(new)


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_a_newcomer_whose_sheet_was_never_confirmed_is_not_shut_out(tmp_path: Path, is_confirmed: bool) -> None:
    desk, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    if is_confirmed:
        admit(claire, zoe)
    other._open.renew_recovery(other._open.holders()[0].slot, PASSPHRASE)
    assert other._open.sheet_pending
    reopened(other, zoe)
    assert other._open.sheet_pending is not is_confirmed
    assert other._open.check_recovery(desk.recovery_code) is is_confirmed
