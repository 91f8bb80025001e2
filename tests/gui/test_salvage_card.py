"""The lock screen over a damaged base: what can be is saved, by keystrokes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.errors import BaseDamaged
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner, JobRunner
from mobiconseil.ui.screens.lock.cards import UnlockCard
from mobiconseil.ui.screens.lock.salvage_card import SalvageCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.window import Window
from mobiconseil.ui.workbench import Workbench

ENTER = Qt.Key.Key_Return


@pytest.fixture
def desk(tmp_path, qapp):
    theme.apply(qapp, Appearance(reduce_motion=True))
    desk = Desk(tmp_path / "base")
    session = desk.create()
    for rank in range(5):
        session.files.create(last_name=f"Garnier{rank}")
    session.close()
    desk.release()
    return desk


@pytest.fixture
def damaged(desk):
    base = desk.folder / BASE_NAME
    content = bytearray(base.read_bytes())
    content[900] ^= 0x40
    base.write_bytes(bytes(content))
    return desk


def shown(qtbot, desk, runner):
    screen = LockScreen(desk.workspace(), runner)
    qtbot.addWidget(screen)
    screen.opened = []
    screen.unlocked.connect(screen.opened.append)
    screen.resize(1366, 720)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def unlock(qtbot, screen):
    qtbot.keyClicks(screen.card.secret, PASSPHRASE)
    qtbot.keyClick(screen.card.secret, ENTER)


def test_a_sound_base_offers_no_salvage(desk, qtbot):
    screen = shown(qtbot, desk, InlineRunner())
    assert not screen.card.salvage_link.isVisible()
    qtbot.keyClicks(screen.card.secret, "autre chose que la phrase")
    qtbot.keyClick(screen.card.secret, ENTER)
    assert not screen.card.salvage_link.isVisible()


def test_a_damaged_base_is_saved_and_opened_from_the_lock_screen(damaged, qtbot):
    before = (damaged.folder / BASE_NAME).read_bytes()
    screen = shown(qtbot, damaged, InlineRunner())
    unlock(qtbot, screen)
    assert "Récupérez ce qui peut l’être" in screen.card.field.error()
    qtbot.mouseClick(screen.card.salvage_link, Qt.MouseButton.LeftButton)
    assert isinstance(screen.card, SalvageCard)
    qtbot.waitUntil(lambda: screen.focusWidget() is screen.card.go)
    qtbot.keyClick(screen.card.go, Qt.Key.Key_Space)
    assert screen.card.title.text().startswith("Tout a pu être lu")
    assert "Dossiers\u00a0: 5" in screen.card.kinds.text()
    assert "n’a pas été modifiée" in screen.card.advice.text()
    qtbot.keyClick(screen.card.go, Qt.Key.Key_Space)
    [session] = screen.opened
    assert len(session.overviews.search("garnier")) == 5
    assert [path.read_bytes() for path in damaged.folder.glob("mobiconseil.abimee-*.db")] == [before]
    session.close()


def test_the_salvage_runs_outside_the_thread_of_the_window(damaged, qtbot):
    screen = shown(qtbot, damaged, JobRunner())
    unlock(qtbot, screen)
    qtbot.waitUntil(screen.card.salvage_link.isVisible, timeout=20_000)
    qtbot.mouseClick(screen.card.salvage_link, Qt.MouseButton.LeftButton)
    card = screen.card
    qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert not card.go.isEnabled()
    assert card.bar.isVisible()
    qtbot.waitUntil(card.kinds.isVisible, timeout=30_000)
    assert card.go.text() == "Travailler avec ce qui est récupéré"


def test_going_back_leaves_everything_as_it_was(damaged, qtbot):
    before = (damaged.folder / BASE_NAME).read_bytes()
    screen = shown(qtbot, damaged, InlineRunner())
    unlock(qtbot, screen)
    qtbot.mouseClick(screen.card.salvage_link, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.card.link, Qt.MouseButton.LeftButton)
    assert isinstance(screen.card, UnlockCard)
    assert (damaged.folder / BASE_NAME).read_bytes() == before


def test_damage_met_behind_the_lock_brings_the_lock_back_with_what_to_do(desk, qtbot, monkeypatch):
    def unreadable(_bench):
        raise BaseDamaged("Une partie de la base est abîmée.")

    monkeypatch.setattr(Workbench, "_refresh_badge", unreadable)
    window = Window(desk.workspace(), SettingsStore(), InlineRunner())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    screen = window.centralWidget()
    unlock(qtbot, screen)
    assert window.centralWidget() is screen
    assert window.session is None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(isinstance(each, Workbench) for each in QApplication.allWidgets())
    assert "Récupérez ce qui peut l’être" in screen.card.field.error()
    assert screen.card.secret.isEnabled()
    assert screen.card.backup_link.isVisible()
    qtbot.mouseClick(screen.card.salvage_link, Qt.MouseButton.LeftButton)
    qtbot.keyClick(screen.card.go, Qt.Key.Key_Space)
    assert "Dossiers\u00a0: 5" in screen.card.kinds.text()
