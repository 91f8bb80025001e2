"""The lock screen over a base that no longer opens: the last backup takes its place, the broken one is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from builders import PASSPHRASE, Desk
from mobiconseil.domain.backups import BackupKind
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.screens.lock.cards import UnlockCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.security.backup_cards import ChooseCopyCard, OpenCopyCard
from mobiconseil.ui.theme import Appearance

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


@pytest.fixture
def desk(qapp, tmp_path, monkeypatch):
    theme.apply(qapp, Appearance(reduce_motion=True))
    monkeypatch.setattr("mobiconseil.putting_back.removable_drives", list)
    desk = Desk(tmp_path / "base")
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.backups.make()
    session.close()
    desk.release()
    return desk


def shown(qtbot, desk):
    screen = LockScreen(desk.workspace(), InlineRunner())
    qtbot.addWidget(screen)
    screen.sessions = []
    screen.unlocked.connect(screen.sessions.append)
    screen.resize(1366, 720)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def typed(qtbot, editor):
    qtbot.keyClicks(editor, PASSPHRASE)
    qtbot.keyClick(editor, ENTER)


def test_a_sound_base_offers_no_backup(qtbot, desk):
    screen = shown(qtbot, desk)
    assert screen.card.backup_link.isHidden()
    qtbot.keyClicks(screen.card.secret, "autre chose que la phrase")
    qtbot.keyClick(screen.card.secret, ENTER)
    assert screen.card.backup_link.isHidden()


@pytest.mark.parametrize("harm", ["cut", "gone", "no vault"])
def test_a_broken_base_is_replaced_by_its_backup_from_the_lock_screen(qtbot, desk, harm):
    base = desk.folder / "mobiconseil.db"
    if harm == "cut":
        base.write_bytes(b"\0" * 5000)
    elif harm == "gone":
        base.unlink()
    else:
        (desk.folder / "coffre.json").unlink()
    screen = shown(qtbot, desk)
    if harm != "no vault":
        typed(qtbot, screen.card.secret)
    assert not screen.card.backup_link.isHidden()
    qtbot.keyClick(screen.card.backup_link, SPACE)
    assert isinstance(screen.card, ChooseCopyCard)
    qtbot.keyClick(screen.card.back_link, SPACE)
    assert isinstance(screen.card, UnlockCard)
    qtbot.keyClick(screen.card.backup_link, SPACE)
    qtbot.keyClick(screen.card.rows[0], SPACE)
    assert isinstance(screen.card, OpenCopyCard)
    typed(qtbot, screen.card.typed)
    (session,) = screen.sessions
    assert len(session.overviews.search("Garnier")) == 1
    kinds = [copy.kind for copy in session.backups.look().copies]
    assert (BackupKind.RESTORE in kinds) == (harm != "gone")
    session.close()
