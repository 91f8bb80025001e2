"""One paper in the safe: the sheet of the team opens the vault of every laptop, which never saw it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk
from exchange_desk import enter, give, team
from laptop_team import admit, carry, founder, newcomer
from mobiconseil.db import vault_file
from mobiconseil.db.recovery_code import parse_code
from mobiconseil.domain.exchange import Refused
from mobiconseil.errors import AccessRefused
from mobiconseil.exchange.keys import sealing_key_of_paper
from mobiconseil.services.session import Session


def reopened(desk: Desk, session: Session) -> Session:
    session.close()
    return desk.reopen()


def test_the_vault_and_the_exchange_files_derive_the_same_key_from_the_sheet() -> None:
    for secret in (bytes(16), bytes(range(16)), b"\xff" * 16):
        assert vault_file.paper_private(secret) == sealing_key_of_paper(secret)


def test_a_slot_closed_for_a_public_key_opens_with_its_sheet_only() -> None:
    secret, key = bytes(range(16)), b"k" * 32
    own = vault_file.new_paper_slot(key, secret, lambda n: b"r" * n)
    slot = vault_file.shared_paper_slot(key, own.recipient, lambda n: b"s" * n)
    assert slot.open(secret) == key
    assert slot.open(bytes(16)) is None
    content = vault_file.VaultContent(
        proof=vault_file.key_proof(key),
        slots=(vault_file.new_user_slot("Zoé", "Z", vault_file.KdfCost(64, 1, 1), lambda n: b"u" * n), slot),
    )
    with pytest.raises(vault_file.VaultDamaged):
        vault_file.decode(vault_file.encode(content).replace(b'"ephemeral"', b'"ephemera"'))


def test_the_sheet_of_the_team_opens_the_laptop_of_a_newcomer_from_its_next_opening(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    own = other.recovery_code
    assert other._open.check_recovery(own)
    session = reopened(other, zoe)
    assert not other._open.check_recovery(own)
    assert other._open.check_recovery(desk.recovery_code)
    key = other._open.derive_from_recovery(desk.recovery_code)
    session.close()
    assert other._open.open_with(key, other._open.holders()[0].slot).laptops.team().exists
    assert desk._open.check_recovery(desk.recovery_code)


def test_before_the_newcomer_is_confirmed_its_own_sheet_stays(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    zoe.laptops.joining.join(invitation.file, invitation.code)
    reopened(other, zoe)
    assert other._open.check_recovery(other.recovery_code)
    assert not other._open.check_recovery(desk.recovery_code)


def test_a_new_sheet_of_the_team_reaches_every_laptop(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    zoe = reopened(other, zoe)
    claire.laptops.check_renewal()
    new = desk._open.renew_recovery(desk._open.holders()[0].slot, PASSPHRASE)
    claire.laptops.sheet_renewed(new)
    desk._open.confirm_sheet()
    claire = reopened(desk, claire)
    carry(claire, zoe)
    zoe = reopened(other, zoe)
    for opened in (desk, other):
        assert opened._open.check_recovery(new)
        assert not opened._open.check_recovery(desk.recovery_code)
    assert claire.laptops.recipients()[-1] == zoe.laptops.recipients()[-1]


def test_a_sheet_drawn_on_a_referent_that_the_team_does_not_know_yet_is_not_lost(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    new = desk._open.renew_recovery(desk._open.holders()[0].slot, PASSPHRASE)
    desk._open.confirm_sheet()
    claire = reopened(desk, claire)
    assert desk._open.check_recovery(new)
    claire.laptops.sheet_renewed(new)
    claire.laptops.name_referent(claire.laptops.identity().laptop, new)
    assert claire.laptops.recipients()[-1] == vault_file.new_paper_slot(bytes(32), parse_code(new), bytes).recipient


def test_only_a_referent_draws_the_sheet_of_the_team(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    zoe.laptops.check_renewal()
    admit(claire, zoe)
    with pytest.raises(Refused, match="toute l’équipe"):
        zoe.laptops.check_renewal()


def test_a_wrong_sheet_opens_no_laptop_of_the_team(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    other, zoe = newcomer(tmp_path / "b")
    stranger = Desk(tmp_path / "c")
    stranger.create()
    admit(claire, zoe)
    reopened(other, zoe)
    with pytest.raises(AccessRefused):
        other._open.derive_from_recovery(stranger.recovery_code)


def test_taking_an_import_back_does_not_bring_a_lost_laptop_back(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    _, max_ = newcomer(tmp_path / "max", "Max", "Roy")
    enter(claire, max_, tmp_path, "Portable de Max")
    give(claire, zoe, tmp_path)
    lost = max_.laptops.my_keys().signing
    assert lost in zoe.laptops.trust().laptops
    claire.laptops.revoke(max_.laptops.identity().laptop)
    outcome = give(claire, zoe, tmp_path)
    assert zoe.exchange.undo(outcome.number) == "Import annulé."
    assert lost in zoe.laptops.trust().revoked
    assert lost not in zoe.laptops.trust().laptops
