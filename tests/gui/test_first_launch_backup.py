"""A new laptop from a backup, by the keyboard: the key is found, the passphrase or the sheet opens, files are back."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt

from builders import FAST, PASSPHRASE, Desk
from mobiconseil.services.exchange_ports import Destination
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.screens.first_launch.cards import StructureCard
from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen
from mobiconseil.ui.security.backup_cards import ChooseCopyCard, OpenCopyCard, RenewCard
from mobiconseil.ui.theme import Appearance

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def key(qapp, tmp_path):
    """Return a key with a backup of a laptop that is gone, and the sheet that opens it."""
    theme.apply(qapp, Appearance(reduce_motion=True))
    folder = tmp_path / "CAP"
    folder.mkdir()
    desk = Desk(tmp_path / "vole")
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.backups.choose_place(folder, "Clé")
    session.close()
    desk.release()
    shutil.rmtree(desk.folder)
    return folder, desk.recovery_code


@pytest.fixture
def screen(qtbot, tmp_path, key, monkeypatch):
    drive = Destination(folder=key[0], label="CAP", is_removable=True)
    monkeypatch.setattr("mobiconseil.putting_back.removable_drives", lambda: [drive])
    screen = FirstLaunchScreen(Desk(tmp_path / "neuf").workspace(), InlineRunner())
    qtbot.addWidget(screen)
    screen.sessions = []
    screen.finished.connect(screen.sessions.append)
    screen.resize(1366, 720)
    screen.show()
    qtbot.waitExposed(screen)
    yield screen
    for session in screen.sessions:
        session.close()


def chosen(qtbot, screen):
    qtbot.keyClick(screen.card.backup_link, SPACE)
    assert isinstance(screen.card, ChooseCopyCard)
    assert "Cap Mobilité Craonnais" in screen.model.workspace.copies()[0].structure
    qtbot.keyClick(screen.card.rows[0], SPACE)
    assert isinstance(screen.card, OpenCopyCard)


def test_the_backup_of_the_key_opens_with_the_passphrase_in_four_gestures(qtbot, screen):
    chosen(qtbot, screen)
    qtbot.keyClicks(screen.card.typed, PASSPHRASE)
    qtbot.keyClick(screen.card.typed, ENTER)
    (session,) = screen.sessions
    assert len(session.overviews.search("Garnier")) == 1
    assert screen.model.workspace.exists


def test_a_wrong_passphrase_is_said_and_leaves_the_laptop_new(qtbot, screen, tmp_path):
    chosen(qtbot, screen)
    qtbot.keyClicks(screen.card.typed, "pas la bonne")
    qtbot.keyClick(screen.card.typed, ENTER)
    assert "n’est pas la bonne" in screen.card.error.label.text()
    qtbot.keyClick(screen.card.back_link, SPACE)
    assert isinstance(screen.card, ChooseCopyCard)
    qtbot.keyClick(screen.card.back_link, SPACE)
    assert isinstance(screen.card, StructureCard)
    assert not screen.model.workspace.exists
    assert not list((tmp_path / "neuf").glob("restauration*"))


def test_the_recovery_sheet_opens_it_after_a_new_passphrase(qtbot, screen, key):
    chosen(qtbot, screen)
    qtbot.keyClick(screen.card.other, SPACE)
    qtbot.keyClicks(screen.card.typed, key[1].replace("-", ""))
    qtbot.keyClick(screen.card.typed, ENTER)
    assert isinstance(screen.card, RenewCard)
    screen.backup._found._vault._cost = FAST
    words = screen.card.chooser.words.text()
    qtbot.keyClicks(screen.card.chooser.again, words)
    qtbot.keyClick(screen.card.chooser.again, ENTER)
    (session,) = screen.sessions
    assert len(session.overviews.search("Garnier")) == 1
    workspace = screen.model.workspace
    assert workspace.derive(workspace.holders()[0].slot, words)


def test_a_folder_without_a_backup_says_where_to_look(qtbot, screen, tmp_path):
    qtbot.keyClick(screen.card.backup_link, SPACE)
    empty = tmp_path / "vide"
    empty.mkdir()
    screen.card._ask = lambda *_: empty
    qtbot.keyClick(screen.card.folder, SPACE)
    assert "Il n’y a pas de sauvegarde" in screen.card.error.label.text()
