"""The window answers while a big file is gathered, compared and taken in; what runs can be stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exchange_desk import give, send, take
from exchange_window import Post
from hands import FileChooser
from laptop_team import founder, newcomer
from mobiconseil.db.copies import BaseCopies
from mobiconseil.db.exchange_disk import LocalDisk
from mobiconseil.db.store import Store
from mobiconseil.domain.directory import Service
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.exchange_words import LineState
from mobiconseil.services.ports import Change
from mobiconseil.services.session import Session
from mobiconseil.ui import saving
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.exchange.export_view import ExportPage
from mobiconseil.ui.screens.exchange.import_view_model import ImportModel, Step
from mobiconseil.ui.screens.exchange.landing import LandingPage

Key = Qt.Key
MANY = 8000


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Post, Session, RecordId]:
    """Claire at her window, whose jobs run in threads; Zoé far away; somebody whom both know."""
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    desk, session = founder(tmp_path / "claire")
    _, zoe = newcomer(tmp_path / "zoe")
    invitation = session.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    session.laptops.joining.confirm(session.laptops.joining.read_request(answer.file))
    royer = session.files.create(last_name="Royer", first_name="Monique", commune="Craon").id
    give(session, zoe, tmp_path)
    give(zoe, session, tmp_path)
    return Post(qtbot, desk, session, threads=True), zoe, royer


def fill(session: Session) -> None:
    """Write a big directory."""
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add_many([Service(id=session.ids(), name=f"Service {n}", family="F5") for n in range(MANY)])


def ticks_while(qtbot: QtBot, words: Callable[[], str], until: Callable[[], bool]) -> Counter[str]:
    """Count the turns of the event loop during each piece of work."""
    counted: Counter[str] = Counter()
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: counted.update([words()]))
    timer.start()
    qtbot.waitUntil(until, timeout=60_000)
    timer.stop()
    return counted


def opened(post: Post, path: Path) -> ImportModel:
    """Open a file, up to what it would change."""
    return post.receive(path).model


def commune(session: Session, person: RecordId) -> str:
    return session.files.load(person).beneficiary.commune


class Gate:
    """Holds a job where it stands until the test lets it go on."""

    def __init__(self) -> None:
        self.reached, self.open = Event(), Event()

    def wait(self) -> None:
        if current_thread() is not main_thread():
            self.reached.set()
            assert self.open.wait(60)


@pytest.fixture
def copying(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Hold the import just after the copy of the base."""
    gate, take_copy = Gate(), BaseCopies.take

    def held(self: BaseCopies) -> str:
        name = take_copy(self)
        gate.wait()
        return name

    monkeypatch.setattr(BaseCopies, "take", held)
    return gate


def test_the_event_loop_turns_while_a_big_file_is_compared_and_taken_in(
    qtbot: QtBot, two: tuple[Post, Session, RecordId], tmp_path: Path
) -> None:
    post, zoe, _ = two
    fill(zoe)
    path = send(zoe, tmp_path).path
    post.go_to(Section.EXCHANGE, "recevoir")
    model = post.page.model  # type: ignore[attr-defined]
    published: list[object] = []
    post.context.hub.changed.connect(lambda _change: published.append(current_thread()))
    model.choose(path)
    counted = ticks_while(qtbot, lambda: model.working, lambda: model.step is Step.CHECK)
    assert counted["Comparaison avec ce poste"] >= 5
    assert model.preview.new == MANY
    assert published == []
    for _ in range(3):
        QApplication.processEvents()  # its lines are laid out and drawn once
    model.apply()
    counted = ticks_while(qtbot, lambda: model.working, lambda: model.step is Step.DONE)
    assert counted["Écriture des changements"] >= 5
    assert published == [main_thread()]


def test_the_event_loop_turns_while_a_big_file_is_gathered(
    qtbot: QtBot, two: tuple[Post, Session, RecordId], tmp_path: Path
) -> None:
    post, zoe, _ = two
    fill(post.session)
    post.go_to(Section.EXCHANGE, "preparer")
    page = post.page
    assert isinstance(page, ExportPage)
    model = page.model
    model.go_on()
    counted = ticks_while(qtbot, lambda: model.working, lambda: not model.working)
    assert counted["Recherche de ce qui part"] >= 5
    assert model.content is not None
    assert model.content.services == MANY
    model.go_on()
    model.set_folder(tmp_path)
    model.go_on()
    counted = ticks_while(qtbot, lambda: model.working, lambda: not model.working)
    assert counted["Recherche de ce qui part"] >= 5
    assert model.exported is not None
    assert take(zoe, model.exported.path).new == MANY


def test_an_import_left_while_it_is_written_changes_nothing(
    two: tuple[Post, Session, RecordId], tmp_path: Path, copying: Gate
) -> None:
    post, zoe, royer = two
    zoe.files.change(royer, commune="Renazé")
    model = opened(post, send(zoe, tmp_path).path)
    post.hands.press(Key.Key_Space)
    post.hands.wait_for(copying.reached.is_set)
    assert post.hands.focused.objectName() == "import_go_on"
    post.hands.press(Key.Key_Escape)
    assert isinstance(post.page, LandingPage)
    copying.open.set()
    post.context.jobs.wait()
    post.hands.wait_for(lambda: model.step is Step.FILE)
    assert commune(post.session, royer) == "Craon"
    assert all("Renazé" not in said for said in post.said)


def test_an_import_that_could_no_longer_be_stopped_says_that_it_is_written(
    two: tuple[Post, Session, RecordId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, zoe, royer = two
    gate, rotate = Gate(), BaseCopies.rotate

    def held(self: BaseCopies) -> None:
        gate.wait()
        rotate(self)

    monkeypatch.setattr(BaseCopies, "rotate", held)
    zoe.files.change(royer, commune="Renazé")
    opened(post, send(zoe, tmp_path).path)
    published: list[Change] = []
    post.context.hub.changed.connect(published.append)
    post.hands.press(Key.Key_Space)
    post.hands.wait_for(gate.reached.is_set)
    post.hands.press(Key.Key_Escape)
    gate.open.set()
    post.hands.wait_for(lambda: published)
    assert royer in published[0].subjects
    assert commune(post.session, royer) == "Renazé"
    post.hands.wait_for(lambda: post.said)
    assert post.said[-1].startswith("L’import était déjà écrit")


def test_what_is_typed_elsewhere_during_an_import_is_kept(
    two: tuple[Post, Session, RecordId], tmp_path: Path, copying: Gate
) -> None:
    post, zoe, royer = two
    zoe.files.change(royer, commune="Renazé")
    model = opened(post, send(zoe, tmp_path).path)
    post.hands.press(Key.Key_Space)
    post.hands.wait_for(copying.reached.is_set)
    post.bench.go(Route(section=Section.PEOPLE, subject=royer, tab=Tab.SITUATION, focus="phone"))
    post.hands.type("02 61 91 22 08")
    post.hands.press(Key.Key_Tab)
    assert post.bench.flush()
    copying.open.set()
    post.hands.wait_for(lambda: model.step is Step.DONE)
    person = post.session.files.load(royer).beneficiary
    assert (person.commune, person.phone) == ("Renazé", "+33261912208")
    post.open_section()
    assert model.outcome is not None
    model.undo()
    post.hands.wait_for(lambda: "Import annulé." in post.said)
    person = post.session.files.load(royer).beneficiary
    assert (person.commune, person.phone) == ("Craon", "+33261912208")


def test_an_export_stopped_with_escape_makes_no_file_and_its_line_says_so(
    two: tuple[Post, Session, RecordId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, _, royer = two
    gate, is_removable = Gate(), LocalDisk.is_removable

    def held(self: LocalDisk, folder: Path) -> bool:
        gate.wait()
        return is_removable(self, folder)

    monkeypatch.setattr(LocalDisk, "is_removable", held)
    post.session.files.change(royer, commune="Renazé")
    folder = tmp_path / "cle"
    kept = sorted(folder.iterdir())
    post.go_to(Section.EXCHANGE, "preparer")
    page = post.page
    assert isinstance(page, ExportPage)
    page.model.go_on()
    post.hands.wait_for(lambda: not page.model.working)
    page.model.go_on()
    page.model.set_folder(folder)
    page.model.go_on()
    post.hands.wait_for(gate.reached.is_set)
    assert page.model.working
    page.take_keyboard()
    post.hands.press(Key.Key_Escape)
    assert not page.model.working
    gate.open.set()
    post.context.jobs.wait()
    post.hands.wait_for(lambda: post.session.exchange.register()[0].state is LineState.FAILED)
    assert sorted(folder.iterdir()) == kept
    assert page.model.exported is None


def test_the_base_refused_by_the_disk_during_an_import_is_said_and_the_keyboard_stays(
    two: tuple[Post, Session, RecordId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mobiconseil.db.engine import DiskFull

    post, zoe, royer = two
    zoe.files.change(royer, commune="Renazé")
    page = post.receive(send(zoe, tmp_path).path)

    def full(_self: Store, _transaction: object) -> None:
        raise DiskFull("Le disque est plein.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_finish", full)
        post.go_on(page)
    assert page.problem.isVisible()
    assert page.model.step is Step.CHECK
    assert commune(post.session, royer) == "Craon"
    post.go_on(page)
    assert page.model.step is Step.DONE
    assert commune(post.session, royer) == "Renazé"
