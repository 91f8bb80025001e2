"""Two laptops of a team before the screens of the exchange."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from exchange_desk import give, send
from exchange_window import Post
from laptop_team import founder, newcomer
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session


@dataclass
class Two:
    """Claire at her window; Zoé far away; one person whose phone both changed."""

    claire: Post
    zoe: Session
    royer: RecordId
    folder: Path

    def from_zoe(self) -> Path:
        return send(self.zoe, self.folder).path


def disagree(two: Two) -> None:
    """Both laptops change the same phone, and a note each."""
    two.claire.session.files.change(two.royer, phone="+33261912208", private_note="Préfère le car.")
    two.zoe.files.change(two.royer, phone="+33639982208", private_note="A appelé jeudi.")


def phone(session: Session, person: RecordId) -> str:
    return session.files.load(person).beneficiary.phone


def two_laptops(qtbot: QtBot, folder: Path) -> Two:
    """Return two laptops of a team that already have each other's work."""
    desk, session = founder(folder / "claire")
    _, zoe = newcomer(folder / "zoe")
    invitation = session.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    session.laptops.joining.confirm(session.laptops.joining.read_request(answer.file))
    royer = session.files.create(last_name="Royer", first_name="Monique", commune="Craon").id
    for name in ("Leroux", "Garnier", "Chauvin", "Bonnet"):
        session.files.create(last_name=name, first_name="Paul", commune="Ballots")
    give(session, zoe, folder)
    give(zoe, session, folder)
    return Two(Post(qtbot, desk, session), zoe, royer, folder)
