"""A newcomer joins a team at the first launch, by keystrokes; the wrong words write nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from builders import Desk, Ids
from laptop_team import founder
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.domain.team import Structure
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.screens.first_launch.cards import StartCard, StructureCard
from mobiconseil.ui.screens.first_launch.join_card import JoinCard
from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen
from mobiconseil.ui.security.sheet_view import Exits
from mobiconseil.ui.theme import Appearance

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def claire(tmp_path, qapp):
    theme.apply(qapp, Appearance(reduce_motion=True))
    _, session = founder(tmp_path / "claire")
    yield session
    session.close()


@pytest.fixture
def screen(tmp_path, qtbot, claire):
    desk = Desk(tmp_path / "zoe", ids=Ids(10**6))
    exits = Exits(print_paper=lambda *_: "HP du bureau", ask_path=lambda *_: None)
    screen = FirstLaunchScreen(desk.workspace(), InlineRunner(), exits=exits)
    qtbot.addWidget(screen)
    screen.resize(1366, 720)
    screen.show()
    qtbot.waitExposed(screen)
    yield screen
    if screen.model.session is not None:
        screen.model.session.close()


def invited(tmp_path, claire):
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    path = tmp_path / invitation.file_name
    path.write_bytes(invitation.file)
    return path, invitation.code


def test_a_newcomer_joins_the_team_from_the_first_screen(tmp_path, qtbot, claire, screen):
    path, code = invited(tmp_path, claire)
    screen.ask_file = lambda *_: path
    qtbot.keyClick(screen.card.join_link, SPACE)
    assert isinstance(screen.card, JoinCard)
    qtbot.keyClick(screen.card.choose, SPACE)
    qtbot.keyClicks(screen.card.code, "pas ces mots la du tout")
    qtbot.keyClick(screen.card.code, ENTER)
    assert "n’ouvre pas ce fichier" in screen.card.error.label.text()
    assert not screen.model.workspace.exists
    screen.card.code.clear()
    qtbot.keyClicks(screen.card.code, code)
    qtbot.keyClick(screen.card.code, ENTER)
    assert isinstance(screen.card, StructureCard)
    assert "structure" not in screen.card.fields
    for name, text in (("first_name", "Zoe"), ("last_name", "Martin")):
        qtbot.keyClicks(screen.card.editor(name), text)
    qtbot.keyClick(screen.card.editor("hours"), ENTER)
    words = screen.card.chooser.words.text()
    qtbot.keyClicks(screen.card.chooser.again, words)
    qtbot.keyClick(screen.card.chooser.again, ENTER)
    panel = screen.card.panel
    qtbot.keyClick(panel.print_button, SPACE)
    for rank, editor in enumerate(panel.editors):
        qtbot.keyClicks(editor, panel.model._groups[panel.model.asked[rank]])
        qtbot.keyClick(editor, ENTER)
    assert isinstance(screen.card, StartCard)
    zoe = screen.model.session
    assert zoe.laptops.team().my_state is LaptopState.INVITED
    assert zoe.uow.records.shared(Structure) == ()
    pending = claire.laptops.joining.read_request(zoe.laptops.joining.answer().file)
    assert pending.words == screen.model.words
    assert pending.words in screen.card.joined.label.text()
    assert (pending.name, pending.request.holder) == ("Portable de Zoé", "Zoe Martin")
    with qtbot.waitSignal(screen.finished):
        qtbot.keyClick(screen.card.team_button, SPACE)
    assert screen.wants_team


def test_going_back_from_an_invitation_begins_alone(tmp_path, qtbot, claire, screen):
    path, code = invited(tmp_path, claire)
    assert screen.model.open_invitation(path, code)
    qtbot.keyClick(screen.card.back_link, SPACE)
    qtbot.keyClick(screen.card.back_link, SPACE)
    assert isinstance(screen.card, StructureCard)
    assert "structure" in screen.card.fields
    assert screen.model.invitation is None


def test_a_key_that_was_taken_out_creates_nothing(tmp_path, qtbot, claire, screen):
    screen.ask_file = lambda *_: tmp_path / "partie.mobiconseil"
    qtbot.keyClick(screen.card.join_link, SPACE)
    qtbot.keyClick(screen.card.go, SPACE)
    assert "Choisissez d’abord" in screen.card.error.label.text()
    qtbot.keyClick(screen.card.choose, SPACE)
    qtbot.keyClick(screen.card.go, SPACE)
    assert "Tapez le code" in screen.card.error.label.text()
    qtbot.keyClicks(screen.card.code, "cinq mots au hasard ici")
    qtbot.keyClick(screen.card.go, SPACE)
    assert "Rien n’a été créé" in screen.card.error.label.text()
    assert not screen.model.workspace.exists
