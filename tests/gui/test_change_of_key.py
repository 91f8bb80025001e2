"""« Changer la clé de la base », from the settings to the window open again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db.engine import close, connect
from mobiconseil.domain.backups import BackupKind
from mobiconseil.errors import BaseDamaged
from mobiconseil.services.actions import Action
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner, JobRunner
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.lock.cards import UnlockCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.screens.settings.team_page import TeamPage
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.window import Window

KARIM = "karim tient une autre phrase de sept mots"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Desk:
    theme.apply(qapp, Appearance(reduce_motion=True))
    desk = Desk(tmp_path / "base")
    session = desk.create()
    session.files.create(last_name="Garnier")
    session.close()
    mine = desk._open.holders()[0].slot
    desk._open.add_adviser(mine, PASSPHRASE, first_name="Karim", last_name="B", passphrase=KARIM)
    desk.release()
    return desk


@pytest.fixture(params=[InlineRunner, JobRunner])
def window(desk: Desk, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Window]:
    made = Window(desk.workspace(), SettingsStore(), request.param())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    unlock(qtbot, made)
    yield made
    if made.session is not None:
        made.session.close()
    made._jobs.wait()


def card_of(window: Window) -> UnlockCard:
    gate = window.centralWidget()
    assert isinstance(gate, LockScreen)
    assert isinstance(gate.card, UnlockCard)
    return gate.card


def unlock(qtbot: QtBot, window: Window, phrase: str = PASSPHRASE) -> None:
    secret = card_of(window).secret
    qtbot.keyClicks(secret, phrase)
    qtbot.keyClick(secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None, timeout=30_000)


def team_page(window: Window) -> TeamPage:
    assert window.bench is not None
    window.bench.go(Route(section=Section.SETTINGS, part="team"))
    page = window.bench.screen_shown.page  # type: ignore[union-attr]
    assert isinstance(page, TeamPage)
    return page


def asked(window: Window, qtbot: QtBot) -> UnlockCard:
    """Ask for another key, down to the passphrase."""
    page = team_page(window)
    qtbot.mouseClick(page.rekey.button, LEFT)
    assert page.rekey.dialog is not None
    qtbot.mouseClick(page.rekey.dialog.confirm, LEFT)
    qtbot.waitUntil(lambda: window.session is None)
    return card_of(window)


def opens(path: Path, key: bytes) -> bool:
    try:
        close(connect(path, key))
    except BaseDamaged:
        return False
    return True


def test_the_key_is_changed_after_a_departure(desk: Desk, window: Window, qtbot: QtBot) -> None:
    workspace = window._workspace
    slot = next(holder.slot for holder in workspace.holders() if holder.name.startswith("Karim"))
    former = workspace.derive(slot, KARIM)
    page = team_page(window)
    row = next(row for row in page.rows if not row._access.is_me)
    qtbot.mouseClick(row.remove, LEFT)
    assert page.dialog is not None
    assert "Changez ensuite la clé de la base" in page.dialog.explanation.text()
    qtbot.mouseClick(page.dialog.confirm, LEFT)
    card = asked(window, qtbot)
    assert card.title.text() == "Changer la clé de la base"
    assert card.open_button.text() == "Changer la clé de la base"
    unlock(qtbot, window)
    assert window.session is not None
    assert not opens(desk.folder / BASE_NAME, former)
    assert len(window.session.overviews.search("Garnier")) == 1
    assert Action.KEY_CHANGED.value in [line.action for line in window.session.team.journal()]
    assert BackupKind.REKEY in {copy.kind for copy in window.session.backups.look().here}
    assert window.bench is not None
    assert window.bench.toasts.toast.text() == "La clé de la base est changée. Les sauvegardes la suivent."


def test_one_can_go_back_before_typing(window: Window, qtbot: QtBot) -> None:
    card = asked(window, qtbot)
    qtbot.mouseClick(card.back_link, LEFT)
    assert card_of(window).title.text() == "Session verrouillée"
    unlock(qtbot, window)
    assert window.session is not None
    assert BackupKind.REKEY not in {copy.kind for copy in window.session.backups.look().here}


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(window: Window, qtbot: QtBot) -> None:
    card = asked(window, qtbot)
    qtbot.keyClicks(card.secret, "ce ne sont pas les bons mots")
    qtbot.keyClick(card.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "n’est pas la bonne" in card_of(window).field.error(), timeout=20_000)
    assert card_of(window).title.text() == "Changer la clé de la base"
    unlock(qtbot, window)
    assert window.session is not None
