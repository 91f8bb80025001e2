"""The first launch can open a folder of fictional people beside one's own base."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from builders import Desk
from mobiconseil.app import FolderWorkspace
from mobiconseil.demo.folder import make_demo
from mobiconseil.services.workspace import Workspace
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.window import Window


def test_the_demonstration_opens_in_its_own_folder_and_leaves_the_base_alone(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "mienne")
    workspace = desk.workspace()
    demo = tmp_path / "démonstration"

    def make() -> Workspace:
        return make_demo(demo)

    window = Window(workspace, SettingsStore(), InlineRunner(), make_demo=make)
    qtbot.addWidget(window)
    first = window.centralWidget()
    first.demo_requested.emit()  # type: ignore[attr-defined]
    gate = window.centralWidget()
    assert isinstance(gate, LockScreen)
    opened = FolderWorkspace(demo)
    assert opened.is_demo
    assert opened.demo_passphrase
    assert not workspace.exists
