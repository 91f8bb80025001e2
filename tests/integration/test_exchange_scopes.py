"""A file brings what it says that it holds, and nothing else: no key, no erasure, nobody else's work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import MORNING, Desk
from exchange_desk import person, team
from mobiconseil.domain.exchange import Package, Refused, Scope, WireTombstone
from mobiconseil.domain.merge import Dot
from mobiconseil.services.exchange_base import Sending
from mobiconseil.services.session import Session

CODE = "cerise tambour ivoire moulin ruban"


def refused_with(code: str) -> object:
    return pytest.raises(Refused, check=lambda error: error.code == code)


def content(session: Session, org: bytes, scope: Scope = Scope.TEAM) -> Package:
    """Return all that a laptop holds, under the name of a team."""
    sending = Sending(
        org=org,
        file_id=b"f" * 16,
        laptop=session.laptops.identity().laptop,
        program="0",
        made_at=MORNING,
        scope=Scope.TEAM,
    )
    package = session.exchange_ports.base.collect(sending)
    return replace(package, head=replace(package.head, scope=scope, base={}))


def forged(session: Session, package: Package, folder: Path) -> Path:
    """Close a content that the program itself would not, with a code."""
    path = folder / "forge.mobiconseil"
    signing = session.laptops.identity().keys.signing
    path.write_bytes(session.exchange_ports.seals().seal(package, signing, (), CODE))
    return path


@pytest.mark.parametrize("scope", [Scope.PEOPLE, Scope.DIRECTORY, Scope.REFERENCE])
def test_the_file_of_a_stranger_cannot_bring_keys_or_settings_of_the_team(tmp_path: Path, scope: Scope) -> None:
    claire, _ = team(tmp_path)
    stranger = Desk(tmp_path / "ailleurs").create()
    person(stranger)
    path = forged(stranger, content(stranger, b"x" * 16, scope), tmp_path)
    with refused_with("out-of-scope"):
        claire.exchange.open(path, CODE)


def test_the_file_of_one_person_erases_nobody(tmp_path: Path) -> None:
    claire, _ = team(tmp_path)
    stranger = Desk(tmp_path / "ailleurs").create()
    package = replace(
        content(stranger, b"x" * 16, Scope.PEOPLE), rows=(), tombstones=(WireTombstone(b"h" * 16, Dot(1, 1)),)
    )
    with refused_with("out-of-scope"):
        claire.exchange.open(forged(stranger, package, tmp_path), CODE)


def test_the_whole_work_of_another_team_is_refused(tmp_path: Path) -> None:
    claire, _ = team(tmp_path)
    stranger = Desk(tmp_path / "ailleurs").create()
    with refused_with("other-team"):
        claire.exchange.open(forged(stranger, content(stranger, b"x" * 16), tmp_path), CODE)


def test_a_stranger_who_names_our_team_is_not_believed(tmp_path: Path) -> None:
    claire, _ = team(tmp_path)
    roster = claire.laptops.roster()
    assert roster is not None
    stranger = Desk(tmp_path / "ailleurs").create()
    for scope in (Scope.TEAM, Scope.PEOPLE):
        with refused_with("unknown-sender"):
            claire.exchange.open(forged(stranger, content(stranger, roster.org, scope), tmp_path), CODE)
