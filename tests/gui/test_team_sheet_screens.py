"""The sheet of the team, by keyboard: renewed at the lock, told from the settings, said on the first screens."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt

from builders import PASSPHRASE, Desk, Ids
from exchange_window import Post
from hands import FileChooser
from laptop_team import admit, founder, newcomer
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.errors import StorageError
from mobiconseil.services.laptops import LaptopService
from mobiconseil.ui import saving, theme
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Section
from mobiconseil.ui.screens.exchange.team_forms import JoinForm
from mobiconseil.ui.screens.exchange.team_page import TeamPage
from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen
from mobiconseil.ui.screens.lock.sheet_cards import NewSheetCard, PendingSheetCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.security.sheet_view import Exits
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.labels import Label

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture(autouse=True)
def calm(qapp, monkeypatch):
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    theme.apply(qapp, Appearance(reduce_motion=True))
    yield
    theme.apply(qapp, Appearance())


@pytest.fixture
def claire(tmp_path):
    return founder(tmp_path / "claire")


def locked(qtbot, desk):
    exits = Exits(print_paper=lambda *_: "HP du bureau", ask_path=lambda *_: None)
    screen = LockScreen(desk.workspace(), InlineRunner(), exits=exits)
    screen.opened = []
    screen.unlocked.connect(screen.opened.append)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.keyClicks(screen.card.secret, PASSPHRASE)
    qtbot.keyClick(screen.card.secret, ENTER)
    return screen


def close(desk, session):
    session.close()
    desk.release()


def home_words(post):
    post.go_to(Section.HOME)
    screen = post.bench.screen_shown
    return " ".join(label.text() for label in screen.findChildren(Label) if label.isVisible())


def test_a_sheet_made_again_at_the_lock_reaches_the_team(claire, qtbot):
    desk, session = claire
    desk._open.renew_recovery(desk._open.holders()[0].slot, PASSPHRASE)
    close(desk, session)
    screen = locked(qtbot, desk)
    assert isinstance(screen.card, PendingSheetCard)
    qtbot.keyClick(screen.card.renew, SPACE)
    assert isinstance(screen.card, NewSheetCard)
    panel = screen.card.panel
    code = "-".join(panel.model._groups)
    qtbot.keyClick(panel.print_button, SPACE)
    for rank, editor in enumerate(panel.editors):
        qtbot.keyClicks(editor, panel.model._groups[panel.model.asked[rank]])
        qtbot.keyClick(editor, ENTER)
    (opened,) = screen.opened
    paper = opened.team_seals().keys_of_sheet(code)
    assert opened.laptops.roster().paper == opened.team_seals().public(paper)
    opened.close()


def test_a_sheet_that_the_disk_kept_from_the_team_is_shown_and_told_later(claire, qtbot, monkeypatch):
    desk, session = claire
    desk._open.renew_recovery(desk._open.holders()[0].slot, PASSPHRASE)
    close(desk, session)

    def refuse(_self, _new):
        raise StorageError("Le disque est plein.")

    with monkeypatch.context() as broken:
        broken.setattr(LaptopService, "sheet_renewed", refuse)
        screen = locked(qtbot, desk)
        qtbot.keyClick(screen.card.renew, SPACE)
    assert isinstance(screen.card, NewSheetCard)
    code = "-".join(screen.card.panel.model._groups)
    screen._session.close()
    screen.model.workspace.confirm_sheet()
    screen.model.workspace.release()
    desk._open = desk.workspace()
    post = Post(qtbot, desk, desk.reopen())
    post.session.files.create(last_name="Royer", first_name="Monique")
    assert "L’équipe ne connaît pas encore la nouvelle" in home_words(post)
    post.hands.tab_to("chore_security")
    post.hands.press(Qt.Key.Key_Return)
    check = post.bench.screen_shown.page.check
    assert check.untold.isVisible()
    check.code.setFocus()
    post.hands.type(code)
    post.hands.press(Qt.Key.Key_Return)
    assert "L’équipe connaît maintenant cette feuille" in check.answer.text()
    assert not check.untold.isVisible()
    assert "ne connaît pas encore" not in home_words(post)


def test_a_laptop_of_the_team_does_not_draw_a_sheet_of_its_own_at_the_lock(claire, tmp_path, qtbot, monkeypatch):
    _, session = claire
    desk, zoe = newcomer(tmp_path / "zoe")
    admit(session, zoe)
    desk._open.renew_recovery(desk._open.holders()[0].slot, PASSPHRASE)
    close(desk, zoe)
    with monkeypatch.context() as stuck:
        stuck.setattr("mobiconseil.db.vault.Vault.follow_sheet", lambda *_, **__: False)
        screen = locked(qtbot, desk)
        assert isinstance(screen.card, PendingSheetCard)
        qtbot.keyClick(screen.card.renew, SPACE)
        assert "toute l’équipe" in screen.card.field.error()
        screen._session.close()
        screen.model.workspace.release()
    screen = locked(qtbot, desk)
    (opened,) = screen.opened
    opened.close()


def test_the_newcomer_reads_how_long_its_sheet_serves_on_its_first_screens(claire, tmp_path, qtbot):
    _, session = claire
    desk = Desk(tmp_path / "zoe", ids=Ids(10**6))
    invitation = session.laptops.joining.invite("Portable de Zoé")
    path = tmp_path / invitation.file_name
    path.write_bytes(invitation.file)
    exits = Exits(print_paper=lambda *_: "HP du bureau", ask_path=lambda *_: None)
    screen = FirstLaunchScreen(desk.workspace(), InlineRunner(), exits=exits)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    assert screen.model.open_invitation(path, invitation.code)
    for name, text in (("first_name", "Zoe"), ("last_name", "Martin")):
        qtbot.keyClicks(screen.card.editor(name), text)
    qtbot.keyClick(screen.card.editor("hours"), ENTER)
    qtbot.keyClicks(screen.card.chooser.again, screen.card.chooser.words.text())
    qtbot.keyClick(screen.card.chooser.again, ENTER)
    assert "jusqu’à ce que le poste référent confirme" in screen.card.until.label.text()
    screen.model.session.close()


def test_the_home_of_a_newcomer_tells_before_and_after_the_sheet_changes(claire, tmp_path, qtbot):
    _, session = claire
    desk, zoe = newcomer(tmp_path / "zoe")
    invitation = session.laptops.joining.invite("Portable de Zoé")
    zoe.laptops.joining.join(invitation.file, invitation.code)
    post = Post(qtbot, desk, zoe)
    post.hands.wait_for(lambda: "Gardez-la jusqu’à ce que le poste référent vous confirme" in home_words(post))
    zoe.files.create(last_name="Royer", first_name="Monique")
    assert "La vôtre sert jusqu’à la confirmation" in home_words(post)
    post.hands.tab_to("chore_equipe")
    post.hands.press(Qt.Key.Key_Return)
    assert isinstance(post.page, TeamPage)


def test_after_the_change_the_home_says_to_destroy_the_former_sheet(claire, tmp_path, qtbot):
    _, session = claire
    desk, zoe = newcomer(tmp_path / "zoe")
    admit(session, zoe)
    zoe.close()
    zoe = desk.reopen()
    zoe.files.create(last_name="Royer", first_name="Monique")
    post = Post(qtbot, desk, zoe)
    assert "détruisez-la" in home_words(post)


def moved(desk, session, folder, monkeypatch):
    close(desk, session)
    shutil.copytree(desk.folder, folder, ignore=shutil.ignore_patterns(".verrou"))
    monkeypatch.setattr("platform.node", lambda: "autre-ordinateur")
    copy = Desk(folder, ids=Ids(5 * 10**6), recovery_code=desk.recovery_code)
    copy._open = copy.workspace()
    return copy


def test_a_laptop_that_only_moved_keeps_its_place_in_one_key(claire, tmp_path, qtbot, monkeypatch):
    desk, session = claire
    before = session.laptops.identity().laptop
    copy = moved(desk, session, tmp_path / "b", monkeypatch)
    post = Post(qtbot, copy, copy.reopen())
    post.session.files.create(last_name="Royer", first_name="Monique")
    assert "Ce poste a changé" in home_words(post)
    post.hands.tab_to("Répondre")
    post.hands.press(Qt.Key.Key_Return)
    assert post.hands.focused.objectName() == "moved_stay"
    post.hands.press(SPACE)
    assert not post.session.laptops.team().has_moved
    assert post.session.laptops.identity().laptop == before
    assert "Ce poste a changé" not in home_words(post)


def test_a_laptop_that_restarts_without_the_sheet_gets_the_answer_to_give_back(claire, tmp_path, qtbot, monkeypatch):
    _, session = claire
    desk, zoe = newcomer(tmp_path / "zoe")
    admit(session, zoe)
    former = zoe.laptops.identity().laptop
    copy = moved(desk, zoe, tmp_path / "b", monkeypatch)
    post = Post(qtbot, copy, copy.reopen())
    post.go_to(Section.EXCHANGE, "deplace")
    post.hands.tab_to("moved_restart")
    post.hands.press(SPACE)
    page = post.page
    assert isinstance(page, TeamPage)
    assert isinstance(page._gesture, JoinForm)
    assert post.session.laptops.team().my_state is LaptopState.INVITED
    post.choose_file("join_save", tmp_path / "demande.mobiconseil")
    pending = session.laptops.joining.read_request((tmp_path / "demande.mobiconseil").read_bytes())
    assert pending.is_return
    assert pending.words == page.model.answer.words
    session.laptops.joining.confirm(pending)
    assert session.laptops.roster().member(former) is None
