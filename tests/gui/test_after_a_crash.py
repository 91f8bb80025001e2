"""The program is killed while somebody types: what was typed is put back, and it is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from builders import PASSPHRASE, Desk
from mobiconseil.ui import theme
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import NEW_FILE, Route, Section
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.window import Window


@pytest.fixture
def desk(tmp_path, qapp):
    theme.apply(qapp, Appearance(reduce_motion=True))
    desk = Desk(tmp_path / "base")
    desk.create().close()
    desk.release()
    return desk


def opened(qtbot, desk):
    window = Window(desk.workspace(), SettingsStore(), InlineRunner())
    qtbot.addWidget(window)
    window.resize(1366, 720)
    window.show()
    qtbot.waitExposed(window)
    gate = window.centralWidget()
    gate.card.secret.setText(PASSPHRASE)
    gate.card.open_button.click()
    return window


def killed(window):
    """Leave the base as a dead process leaves it: nothing was flushed, noted or kept."""
    window._keeper._timer.stop()
    window._watch.stop()
    window._session.uow._records._db.conn.close()
    window._workspace.release()
    window._session = window._bench = window._keeper = None
    window.setCentralWidget(QWidget())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def last_name(window):
    return window.bench.screen_shown.findChild(TextField, "last_name")


def test_a_new_file_that_was_being_typed_comes_back_after_a_death(desk, qtbot):
    window = opened(qtbot, desk)
    window.session.files.create(last_name="Garnier")
    window.bench.go(Route(section=Section.PEOPLE, part=NEW_FILE))
    qtbot.keyClicks(last_name(window), "Zimmermann")
    window._keeper.look()
    killed(window)
    again = opened(qtbot, desk)
    assert last_name(again).text() == "Zimmermann"
    assert "Votre saisie en cours a été remise" in shown(again)
    assert "Dernier enregistrement\u00a0: dossier A-0001" in shown(again)
    again.close()


def test_nothing_is_said_after_an_ordinary_closing(desk, qtbot):
    window = opened(qtbot, desk)
    window.close()
    again = opened(qtbot, desk)
    assert "sans prévenir" not in shown(again)
    again.lock()
    gate = again.centralWidget()
    gate.card.secret.setText(PASSPHRASE)
    gate.card.open_button.click()
    assert "sans prévenir" not in shown(again)
    again.close()


def test_a_file_that_was_made_is_a_draft_no_longer(desk, qtbot):
    window = opened(qtbot, desk)
    window.bench.go(Route(section=Section.PEOPLE, part=NEW_FILE))
    qtbot.keyClicks(last_name(window), "Zimmermann")
    window._keeper.look()
    qtbot.keyClick(last_name(window), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window._keeper._kept)
    killed(window)
    again = opened(qtbot, desk)
    assert "sans prévenir" in shown(again)
    assert "remise" not in shown(again)
    assert len(again.session.overviews.search("zimmermann")) == 1
    again.close()


def shown(window):
    return " ".join(label.text() for label in window.findChildren(QLabel))
