"""The map never ends the program: where the browser engine cannot start, it is painted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_window import open_window
from mobiconseil.ui.map_static import StaticMap
from mobiconseil.ui.screens.directory import map_maker


@pytest.mark.parametrize(
    ("platform", "user", "variable", "starts"),
    [("linux", 0, "", False), ("linux", 0, "1", True), ("linux", 1000, "", True), ("win32", 0, "", True)],
)
def test_the_browser_starts_for_everybody_but_the_superuser_of_linux(
    monkeypatch: pytest.MonkeyPatch, platform: str, user: int, variable: str, starts: bool
) -> None:
    monkeypatch.setattr(map_maker.sys, "platform", platform)
    monkeypatch.setattr(map_maker.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", variable)
    assert map_maker.browser_starts() is starts


def test_the_superuser_gets_a_painted_map(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_maker, "browser_starts", lambda: False)
    window = open_window(qtbot, tmp_path / "base")
    made = map_maker.make_map(window.context)
    qtbot.addWidget(made)
    assert isinstance(made, StaticMap)
    made.resize(400, 300)
    assert not made.grab().isNull()
