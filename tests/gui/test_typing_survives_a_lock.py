"""What is being typed when the session is locked or the window closed is there when the adviser comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from builders import PASSPHRASE, Desk
from mobiconseil.app import BASE_NAME
from mobiconseil.db.engine import close, connect
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session
from mobiconseil.settings import SettingsFile
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.lock.cards import UnlockCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.screens.new_file.view import NewFileScreen
from mobiconseil.ui.screens.summary.view import SummaryScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.window import Window


class Laptop:
    """The real window, which can be locked, closed and opened again."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bot, self.folder = qtbot, folder
        self.desk = Desk(folder / "base")
        self.desk.create().close()
        self.desk.release()
        self.start()
        session = self.unlock()
        self.sylvie: RecordId = session.files.create(last_name="Garnier", first_name="Sylvie").id

    def start(self) -> None:
        self.workspace = self.desk.workspace()
        self.window = Window(self.workspace, SettingsStore(SettingsFile(self.folder / "r.json")), InlineRunner())
        self.bot.addWidget(self.window)
        self.window.resize(1366, 720)
        self.window.show()
        with self.bot.waitActive(self.window):
            self.window.activateWindow()

    def unlock(self) -> Session:
        gate = self.window.centralWidget()
        assert isinstance(gate, LockScreen)
        assert isinstance(gate.card, UnlockCard)
        gate.card.secret.setText(PASSPHRASE)
        gate.card.open_button.click()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert self.window.session is not None
        return self.window.session

    def come_back(self) -> Session:
        self.window.lock()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self.unlock()

    def close(self) -> None:
        self.window.close()
        self.workspace.release()

    def go(self, route: Route) -> None:
        assert self.window.bench is not None
        self.window.bench.go(route)

    def file(self, tab: Tab, part: str = "") -> None:
        self.go(Route(section=Section.PEOPLE, subject=self.sylvie, tab=tab, part=part))

    def field(self, name: str) -> QLineEdit:
        assert self.window.bench is not None
        shown = self.window.bench.screen_shown
        assert shown is not None
        self.bot.waitUntil(lambda: shown.findChild(QWidget, name) is not None)
        found = shown.findChild(QWidget, name)
        assert isinstance(found, QLineEdit)
        return found

    def type(self, name: str, text: str) -> None:
        field = self.field(name)
        field.setFocus()
        field.clear()
        self.bot.keyClicks(field, text)


@pytest.fixture
def laptop(qtbot: QtBot, tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(qtbot, tmp_path)
    yield made
    made.close()


def test_a_phone_in_a_field_that_was_not_left_is_stored_by_the_lock(laptop: Laptop) -> None:
    session = laptop.window.session
    assert session is not None
    step = session.plans.add_step(laptop.sylvie, title="Appeler le garage")
    laptop.file(Tab.PLAN, step.id.hex())
    laptop.type("step_phone", "0639984017")
    session = laptop.come_back()
    assert session.files.load(laptop.sylvie).steps[0].phone == "+33639984017"


def test_a_phone_of_the_structure_that_was_not_left_is_stored_by_the_lock(laptop: Laptop) -> None:
    laptop.go(Route(section=Section.SETTINGS, part="structure"))
    laptop.type("phone", "0243090909")
    assert laptop.come_back().team.structure().phone == "+33243090909"


@pytest.mark.parametrize(
    ("tab", "name", "text"), [(Tab.SITUATION, "phone", "06 39 98"), (Tab.SITUATION, "birth_year", "19x4")]
)
def test_what_is_not_understood_comes_back_with_its_reason(laptop: Laptop, tab: Tab, name: str, text: str) -> None:
    laptop.file(tab)
    laptop.type(name, text)
    laptop.come_back()
    field = laptop.field(name)
    assert field.text() == text
    assert field.accessibleDescription()
    assert laptop.window.focusWidget() is field


def test_a_new_file_comes_back_whole(laptop: Laptop) -> None:
    assert laptop.window.bench is not None
    laptop.window.bench.open_new_file()
    laptop.type("last_name", "Belkacem")
    laptop.type("first_name", "Nadia")
    laptop.type("phone", "06 39")
    assert laptop.window.bench.screen_shown is not None
    request = laptop.window.bench.screen_shown.findChild(TextArea, "request")
    assert request is not None
    laptop.bot.keyClicks(request, "Passer le permis")
    laptop.come_back()
    assert laptop.window.bench is not None
    shown = laptop.window.bench.screen_shown
    assert isinstance(shown, NewFileScreen)
    assert laptop.field("phone").text() == "06 39"
    laptop.type("phone", "0639984018")
    shown.submit()
    assert laptop.window.session is not None
    [found] = laptop.window.session.overviews.search("belkacem")
    person = laptop.window.session.files.load(found.subject).beneficiary
    assert (person.first_name, person.phone, person.request) == ("Nadia", "+33639984018", "Passer le permis")


def test_an_appointment_without_its_hour_comes_back(laptop: Laptop) -> None:
    laptop.file(Tab.FOLLOW_UP, "appointment:")
    laptop.type("appointment_reason", "Bilan du mois")
    laptop.type("appointment_hour", "vers midi")
    laptop.come_back()
    assert laptop.field("appointment_reason").text() == "Bilan du mois"
    assert laptop.field("appointment_hour").text() == "vers midi"


def test_an_appointment_begun_in_the_summary_comes_back(laptop: Laptop) -> None:
    laptop.file(Tab.SUMMARY)
    assert laptop.window.bench is not None
    shown = laptop.window.bench.screen_shown
    assert isinstance(shown, FileScreen)
    assert isinstance(shown.current, SummaryScreen)
    shown.current.appointment.open_form(None)
    laptop.type("appointment_reason", "Essai du bus")
    laptop.come_back()
    assert laptop.field("appointment_reason").text() == "Essai du bus"


def test_closing_the_window_keeps_it_too(laptop: Laptop) -> None:
    laptop.file(Tab.SITUATION)
    laptop.type("phone", "06 39 98")
    laptop.close()
    laptop.start()
    laptop.unlock()
    assert laptop.field("phone").text() == "06 39 98"


def test_what_came_back_is_kept_until_it_is_stored(laptop: Laptop) -> None:
    laptop.file(Tab.SITUATION)
    laptop.type("phone", "06 39 98")
    session = laptop.come_back()
    keeper = laptop.window._keeper
    assert keeper is not None
    kept = session.drafts.take()
    assert "06 39 98" in kept
    session.drafts.keep(kept)
    laptop.type("phone", "06 39 98 12 34")
    assert laptop.window.bench is not None
    assert laptop.window.bench.flush()
    keeper.look()
    assert session.drafts.take() == ""


def test_nothing_is_kept_when_all_is_stored(laptop: Laptop) -> None:
    laptop.file(Tab.SITUATION)
    laptop.type("last_name", "Garnier-Petit")
    session = laptop.come_back()
    assert session.files.load(laptop.sylvie).beneficiary.last_name == "Garnier-Petit"
    assert session.drafts.take() == ""


def test_a_secret_typed_in_the_settings_is_kept_nowhere(laptop: Laptop) -> None:
    laptop.go(Route(section=Section.SETTINGS, part="security"))
    assert laptop.window.bench is not None
    secrets = [w for w in laptop.window.findChildren(QLineEdit) if w.isVisible()]
    for field in secrets:
        field.setText("sept mots secrets")
    laptop.window.lock()
    key = laptop.workspace.derive(laptop.workspace.holders()[0].slot, PASSPHRASE)
    base = connect(laptop.desk.folder / BASE_NAME, key)
    assert base.execute("SELECT count(*) FROM meta WHERE key LIKE 'draft/%'").fetchone()[0] == 0
    close(base)
