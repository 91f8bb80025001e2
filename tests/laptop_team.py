"""Two or three laptops of one association, for tests: what one signs is carried to the other by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk, Ids
from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.laptops import Laptop, LaptopState, Mandate
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session


def founder(folder: Path, name: str = "Poste de Claire") -> tuple[Desk, Session]:
    """Return a laptop that made a team."""
    desk = Desk(folder)
    session = desk.create()
    session.laptops.create(name, desk.recovery_code)
    return desk, session


def newcomer(folder: Path, first_name: str = "Zoé", last_name: str = "L’Hôte") -> tuple[Desk, Session]:
    """Return a laptop that has a base, no structure and no team."""
    desk = Desk(folder, ids=Ids(10**6 + sum(folder.name.encode())))
    desk._open = desk.workspace()
    new = desk._open.create(structure="", first_name=first_name, last_name=last_name, passphrase=PASSPHRASE)
    desk.recovery_code = new.recovery_code
    return desk, new.session


def carry(source: Session, target: Session) -> None:
    """Bring the laptops and the mandates of one base into another, as a file of the team does."""
    with target.uow.transaction(Action.TEAM_CHANGED) as records:
        for cls in (Laptop, Mandate):
            for record in source.uow.records.shared(cls):
                records.add(record)
    target.laptops.settle()


def admit(referent: Session, other: Session, name: str = "Portable de Zoé") -> None:
    """Bring a newcomer into the team, both bases knowing it."""
    invitation = referent.laptops.joining.invite(name)
    answer = other.laptops.joining.join(invitation.file, invitation.code)
    referent.laptops.joining.confirm(referent.laptops.joining.read_request(answer.file))
    carry(referent, other)


def codes(session: Session) -> dict[str, LaptopState]:
    return {line.name: line.state for line in session.laptops.team().lines}


def refused_with(code: str) -> object:
    return pytest.raises(Refused, check=lambda error: error.code == code)
