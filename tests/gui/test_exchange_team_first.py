"""The first gestures of a team: what comes next has the keyboard, and a file to hand over goes to the key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import Desk
from exchange_window import Post
from hands import FileChooser
from mobiconseil.services.exchange_ports import Destination
from mobiconseil.ui import saving, theme
from mobiconseil.ui.screens.exchange.team_page import TeamPage
from mobiconseil.ui.theme import Appearance

Key = Qt.Key


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    theme.apply(QApplication.instance(), Appearance(reduce_motion=True))
    yield
    theme.apply(QApplication.instance(), Appearance())


def test_once_the_team_is_made_the_keyboard_invites_and_the_invitation_goes_to_the_key(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path / "claire")
    session = desk.create()
    claire = Post(qtbot, desk, session)
    claire.open_section()
    claire.hands.tab_to("Créer l’équipe")
    claire.hands.press(Key.Key_Space)
    page = claire.page
    assert isinstance(page, TeamPage)
    assert page.alone.isVisible()
    claire.hands.type("Poste de Claire")
    claire.hands.press(Key.Key_Tab)
    claire.hands.type(desk.recovery_code)
    claire.press_on("team_create")
    assert claire.hands.focused.objectName() == "team_inviter"
    assert not page.alone.isVisible()
    key = tmp_path / "cle"
    key.mkdir()
    shown: list[str] = []
    place = Destination(folder=key, label="Clé", is_removable=True)
    monkeypatch.setattr(type(session.exchange), "destinations", lambda _: (place,))
    asked = saving.french_dialog
    monkeypatch.setattr(saving, "french_dialog", lambda *words: (shown.append(str(words[2])), asked(*words))[1])
    claire.hands.press(Key.Key_Space)
    claire.hands.type("Portable de Lucie")
    claire.hands.press(Key.Key_Return)
    FileChooser.path = key / "invitation.mobiconseil"
    claire.press_on("invite_save")
    assert shown == [str(key)]
    assert FileChooser.path.exists()
