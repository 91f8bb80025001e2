"""A session of work, then every file that the program may have left: nothing that was typed can be read in any."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from builders import PASSPHRASE, Desk
from exchange_desk import send
from mobiconseil import logs
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.exchange_words import ConsentBasis, FileKind, Recipient
from mobiconseil.settings import SettingsFile
from mobiconseil.ui import application, theme
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import NEW_FILE, Route, Section, Tab
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.window import Window

MARKS = ("Zyxwvutez", "Quetzalfred", "0639987412", "33639987412", "Marqueurdenote", "fred.q@exemple.fr")
CODE = "cerise tambour ivoire moulin ruban"


@pytest.fixture
def places(tmp_path, qapp, monkeypatch):
    """Keep all that the program and its libraries write under one folder."""
    theme.apply(qapp, Appearance(reduce_motion=True))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR", "TEMP", "TMP"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def forms(mark: str) -> list[bytes]:
    """Return the bytes that a text may be written as."""
    return [text.encode(code) for text in {mark, mark.lower(), mark.upper()} for code in ("utf-8", "utf-16-le")]


def found(folder: Path) -> list[str]:
    hits = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            hits += [
                f"{mark} in {path.relative_to(folder)}" for mark in MARKS for form in forms(mark) if form in content
            ]
            hits += [f"{mark} in the name {path.name}" for mark in MARKS if mark.lower() in path.name.lower()]
    return hits


def test_nothing_that_was_typed_is_left_in_any_file(places, qtbot):
    from mobiconseil.paths import config_folder, data_folder, log_folder

    logs.start(log_folder())
    desk = Desk(data_folder() / "base")
    desk.create().close()
    desk.release()
    window = Window(desk.workspace(), SettingsStore(SettingsFile(config_folder() / "reglages.json")), InlineRunner())
    qtbot.addWidget(window)
    window.show()
    unlock(window)
    session = window.session
    name, first, phone, e164, words, email = MARKS
    window.bench.go(Route(section=Section.PEOPLE, part=NEW_FILE))
    form = window.bench.screen_shown
    for field, text in (("last_name", name), ("first_name", first), ("phone", phone)):
        qtbot.keyClicks(form.findChild(TextField, field), text)
    window._keeper.look()
    qtbot.keyClick(form.findChild(TextField, "phone"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [line] = session.overviews.search(name)
    session.files.change(line.subject, email=email, private_note=words, phone_other=f"+{e164}")
    session.follow_up.note(line.subject, ContactKind.CALL, f"{first} dit {words}")
    for tab in Tab:
        window.bench.go(Route(section=Section.PEOPLE, subject=line.subject, tab=tab))
    for section in (Section.HOME, Section.PEOPLE, Section.FOLLOW_UP, Section.SETTINGS):
        window.bench.go(Route(section=section))
    window.bench.go(Route(section=Section.PEOPLE, subject=line.subject))
    assert name not in window.windowTitle()
    session.files.set_consent(line.subject, ConsentKind.SHARE_PARTNERS, value=TriState.YES)
    send(
        session, places, FileKind.PEOPLE, recipient=Recipient.CODE, recipient_name="Garage solidaire", code=CODE,
        subjects=(line.subject,), basis=ConsentBasis.SHARE_PARTNERS,
    )  # fmt: skip
    with session.beside() as beside:
        beside.exchange.copies.take()
    bug = ValueError(f"{name} {words}")
    application._on_bug(type(bug), bug, None)
    window.lock()
    gone()
    unlock(window)
    window.session.drafts.keep(f"{name} {words}")
    window.close()
    gone()
    assert sum(path.stat().st_size for path in places.rglob("*") if path.is_file()) > 200_000
    assert (log_folder() / "mobiconseil.log").is_file()
    assert found(places) == []


def gone():
    """Let the screens that were left die, as they do when the program has a moment."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def unlock(window):
    gate = window.centralWidget()
    gate.card.secret.setText(PASSPHRASE)
    gate.card.open_button.click()
    assert window.session is not None


def test_the_search_sees_what_is_left(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.tmp").write_bytes("rien zyxwvutez".encode("utf-16-le"))
    (tmp_path / f"{MARKS[1]}.pdf").write_bytes(os.urandom(10))
    assert len(found(tmp_path)) == 2
