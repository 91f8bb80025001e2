"""Two laptops, one folder, real keys: a team is made, files pass, a choice is made, both end with the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from builders import MORNING, Desk
from exchange_window import Post
from hands import CTRL
from laptop_team import newcomer
from mobiconseil.domain.exchange import Scope
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.domain.merge import Scalar
from mobiconseil.services.exchange_base import Sending
from mobiconseil.services.exchange_parts import shown_values
from mobiconseil.services.session import Session
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.exchange.import_view_model import Step
from mobiconseil.ui.screens.exchange.team_page import TeamPage
from mobiconseil.ui.screens.exchange.team_view_model import TeamModel

pytestmark = pytest.mark.usefixtures("calm")


Key = Qt.Key


def team_of(post: Post) -> TeamModel:
    page = post.page
    assert isinstance(page, TeamPage)
    return page.model


def content(session: Session) -> dict[tuple[str, RecordId], dict[str, Scalar]]:
    """Return every value that a base shows of what laptops share."""
    sending = Sending(
        org=bytes(16), file_id=bytes(16), laptop=RecordId(bytes(16)), program="0", made_at=MORNING, scope=Scope.TEAM
    )
    rows = session.exchange_ports.base.collect(sending).rows
    return {(row.table, row.id): dict(shown_values(row)) for row in rows}


def names(session: Session) -> set[str]:
    found = content(session)
    return {str(values["last_name"]) for (table, _), values in found.items() if table == "beneficiary"}


def make_team(claire: Post, zoe: Post, folder: Path) -> None:
    """The first laptop makes the team and invites; the second joins; six words are compared; all by keyboard."""
    claire.open_section()
    claire.press_on("exchange_creer")
    claire.hands.type_and_tab("Poste de Claire")
    claire.hands.type(claire.desk.recovery_code)
    claire.hands.press(Key.Key_Return)
    assert claire.session.laptops.team().is_referent

    claire.press_on("team_inviter")
    claire.hands.type("Portable de Zoé")
    claire.hands.press(Key.Key_Return)
    made = team_of(claire).invitation
    assert made is not None
    invitation = folder / made.file_name
    claire.choose_file("invite_save", invitation)
    assert invitation.exists()
    code = made.code

    zoe.open_section()
    zoe.press_on("exchange_rejoindre")
    zoe.choose_file("join_file", invitation)
    zoe.hands.type(code.upper())
    zoe.hands.press(Key.Key_Return)
    answer = team_of(zoe).answer
    assert answer is not None
    request = folder / answer.file_name
    zoe.choose_file("join_save", request)

    claire.front()
    claire.press_on("team_demande")
    claire.choose_file("confirm_file", request)
    pending = team_of(claire).pending
    assert pending is not None
    assert pending.words == answer.words
    claire.press_on("confirm_same")
    states = {line.name: line.state for line in claire.session.laptops.team().lines}
    assert states == {"Poste de Claire": LaptopState.ACTIVE, "Portable de Zoé": LaptopState.ACTIVE}


def type_phone(post: Post, person: RecordId, number: str) -> None:
    """Type another phone number in the file of somebody."""
    post.front()
    post.bench.go(Route(section=Section.PEOPLE, subject=person, tab=Tab.SITUATION, focus="phone"))
    post.hands.press(Key.Key_A, CTRL)
    post.hands.type(number)
    post.hands.press(Key.Key_Tab)
    assert post.bench.flush()


def test_two_windows_exchange_through_a_folder_and_end_with_the_same_files(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "claire")
    claire = Post(qtbot, desk, desk.create(), threads=True)
    royer = claire.session.files.create(last_name="Royer", first_name="Monique", commune="Craon").id
    claire.session.files.create(last_name="Leroux", first_name="Paul", commune="Ballots")
    zoe = Post(qtbot, *newcomer(tmp_path / "zoe"), threads=True)
    key = tmp_path / "cle"
    key.mkdir()
    make_team(claire, zoe, key)

    first = zoe.receive(claire.export(key))
    assert first.model.step is Step.CHECK
    zoe.go_on(first)
    assert first.model.step is Step.DONE
    assert names(zoe.session) == names(claire.session) == {"Royer", "Leroux"}

    type_phone(claire, royer, "02 61 91 22 08")
    type_phone(zoe, royer, "06 39 98 22 08")
    zoe.session.files.create(last_name="Garnier", first_name="Sylvie", commune="Méral")
    page = claire.receive(zoe.export(key))
    assert page.model.step is Step.CHECK
    claire.hands.press(Key.Key_Space)
    assert page.model.step is Step.DECIDE
    assert page.left_words.text() == "Encore 1 choix\u00a0: téléphone de Monique Royer"
    assert not page.decisions.foot.go.isEnabled()
    (field,) = page.decisions.fields
    file_card = next(card for card in field.cards if "sur un autre poste" in card.accessibleName())
    assert file_card.text() == "06\u00a039\u00a098\u00a022\u00a008"
    while claire.hands.focused not in field.cards:
        claire.hands.press(Key.Key_Tab)
    if claire.hands.focused is not file_card:
        claire.hands.press(Key.Key_Right)
    assert claire.hands.focused is file_card
    claire.hands.press(Key.Key_Space)
    assert page.left_words.text() == ""
    claire.hands.tab_to("import_go_on")
    claire.go_on(page)
    assert page.model.step is Step.DONE
    assert claire.session.files.load(royer).beneficiary.phone == "+33639982208"

    last = zoe.receive(claire.export(key))
    assert not last.model.has_choices()
    zoe.go_on(last)
    assert content(zoe.session) == content(claire.session)
    assert names(zoe.session) == {"Royer", "Leroux", "Garnier"}
    assert zoe.session.exchange.pending() == claire.session.exchange.pending() == ()

    again = zoe.receive(key / last.model.path.name if last.model.path else key)
    assert again.model.step is Step.DONE
    assert again.done.title.text().startswith("Déjà importé le ")
