"""The report for a help desk, from the settings: read, then closed, then the code."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from desk_window import open_window
from mobiconseil.services.support import read_support
from mobiconseil.ui import theme
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.settings import support_card
from mobiconseil.ui.theme import Appearance


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    theme.apply(qapp, Appearance(reduce_motion=True))
    window = open_window(qtbot, tmp_path / "base")
    yield window
    window.session.close()


def test_what_leaves_is_shown_then_closed_by_words(window, qtbot, tmp_path, monkeypatch):
    window.session.files.create(last_name="Zyxwvutez", request="Aller à Craon de nuit")
    window.go(Route(section=Section.SETTINGS, part="about"))
    card = window.bench.screen_shown.page.support
    assert not card.write.isVisible()
    qtbot.mouseClick(card.prepare, Qt.MouseButton.LeftButton)
    shown = card.shown.toPlainText()
    assert json.loads(shown)["dossier de travail"]["éléments"]["beneficiary"] == 1
    assert "Zyxwvutez" not in shown
    assert card.shown.isReadOnly()
    path = tmp_path / "poste.mobiconseil-assistance"
    monkeypatch.setattr(support_card, "ask_path", lambda *_: path)
    qtbot.mouseClick(card.write, Qt.MouseButton.LeftButton)
    assert f"poste.mobiconseil-assistance, dans {tmp_path.name}" in card.code.text()
    code = card.code.text().rpartition(":")[2].strip()
    assert len(code.split()) == 5
    assert read_support(window.session.team_seals(), path.read_bytes(), code) == shown


def test_giving_up_writes_nothing(window, qtbot, monkeypatch):
    window.go(Route(section=Section.SETTINGS, part="about"))
    card = window.bench.screen_shown.page.support
    qtbot.mouseClick(card.prepare, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(support_card, "ask_path", lambda *_: None)
    qtbot.mouseClick(card.write, Qt.MouseButton.LeftButton)
    assert not card.code.isVisible()
