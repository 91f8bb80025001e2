"""From an empty folder to a printed plan, with the keys of the keyboard only, in the real window."""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from builders import FAST
from hands import CTRL, FileChooser, Hands, Key
from mobiconseil import logs
from mobiconseil.app import BASE_NAME, FolderWorkspace
from mobiconseil.db.vault import Vault
from mobiconseil.domain.assessment import AssessmentForm, RatingState
from mobiconseil.services.clock import SystemClock
from mobiconseil.settings import SettingsFile
from mobiconseil.ui import saving
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.first_launch.cards import PassphraseCard, SheetCard, StartCard
from mobiconseil.ui.screens.first_launch.view import FirstLaunchScreen
from mobiconseil.ui.screens.lock.cards import UnlockCard
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.window import Window
from pdf_reader import whole_text

LAST_NAME = "Zwyczajna"
FIRST_NAME = "Apolline"
GOAL = "Aller seule au marché de Cossé"
STEPS = ("Je prends le car avec Nadia", "Je range mes papiers")


@dataclass
class Morning:
    """A laptop on its first morning."""

    hands: Hands
    window: Window
    workspace: FolderWorkspace
    root: Path
    passphrase: str = ""
    titles: set[str] = field(default_factory=set)

    @property
    def key(self) -> Path:
        """The USB key: another place than the base."""
        return self.root / "cle-usb"

    @property
    def shown(self) -> str:
        """The name of the screen in front."""
        bench = self.window.bench
        return type(bench.screen_shown).__name__ if bench is not None else ""


@pytest.fixture
def morning(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Morning]:
    for name in ("dossiers", "reglages", "journal", "cle-usb", "temporaire"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporaire"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporaire"))
    monkeypatch.setattr(saving, "french_dialog", FileChooser)
    monkeypatch.setattr(FileChooser, "asked", [])
    logs.start(tmp_path / "journal")
    workspace = _workspace(tmp_path / "dossiers")
    window = Window(workspace, SettingsStore(SettingsFile(tmp_path / "reglages" / "reglages.json")))
    window.resize(1366, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = Morning(Hands(qtbot, window), window, workspace, tmp_path)
    window.windowTitleChanged.connect(made.titles.add)
    made.titles.add(window.windowTitle())
    yield made
    window.close()
    workspace.release()
    window.deleteLater()
    log = logging.getLogger("mobiconseil")
    for handler in log.handlers:
        handler.close()
    log.handlers = []
    log.propagate = True


def _workspace(folder: Path) -> FolderWorkspace:
    workspace = FolderWorkspace(folder)
    workspace._vault = Vault(folder, now=SystemClock().now, cost=FAST)
    return workspace


def _choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(FileChooser, "path", path)


def _first_launch(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = morning.hands
    screen = morning.window.centralWidget()
    assert isinstance(screen, FirstLaunchScreen)
    hands.type_and_tab("Cap Mobilité", "Claire")
    hands.type("Morin")
    hands.press(Key.Key_Return)
    card = screen.card
    assert isinstance(card, PassphraseCard)
    hands.wait_for(lambda: card.chooser.model.words)
    morning.passphrase = card.chooser.words.text()
    assert len(morning.passphrase.split()) == 7
    hands.type(morning.passphrase)
    hands.press(Key.Key_Return)
    hands.wait_for(lambda: isinstance(screen.card, SheetCard))
    _keep_the_sheet(morning, screen, monkeypatch)
    hands.wait_for(lambda: isinstance(screen.card, StartCard))
    hands.tab_to("Ouvrir mon premier dossier")
    hands.press(Key.Key_Return)
    hands.wait_for(lambda: morning.shown == "NewFileScreen")
    hands.press(Key.Key_Escape)
    hands.wait_for(lambda: morning.shown == "PeopleScreen")


def _keep_the_sheet(morning: Morning, screen: FirstLaunchScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    hands, card = morning.hands, screen.card
    assert isinstance(card, SheetCard)
    hands.wait_for(card.panel.save_button.isEnabled)
    _choose(monkeypatch, morning.key / "feuille.pdf")
    hands.tab_to(card.panel.save_button.text())
    hands.press(Key.Key_Space)
    assert (morning.key / "feuille.pdf").exists()
    sheet = whole_text((morning.key / "feuille.pdf").read_bytes())
    # The key of this test lies on the disk of the base: the program asks first that the sheet be copied elsewhere.
    hands.wait_for(card.panel.copied.hasFocus)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Tab)
    for field_ in card.panel.groups:
        hands.wait_for(field_.editor.hasFocus)
        hands.type(_group(sheet, field_.label.text()))
        hands.press(Key.Key_Return)


def _group(sheet: str, name: str) -> str:
    """Return what the sheet says beside « Groupe 3 »."""
    found = re.search(rf"{name} ((?:[0-9A-Z] ?){{4}})", sheet)
    assert found, sheet
    return found[1].replace(" ", "")


def _type_a_person(morning: Morning) -> None:
    hands = morning.hands
    hands.press(Key.Key_N, CTRL)
    hands.wait_for(lambda: morning.shown == "NewFileScreen")
    assert hands.focused.objectName() == "last_name"
    hands.type_and_tab(LAST_NAME, FIRST_NAME)
    hands.tab_to("birth_year")
    hands.type_and_tab("1984")
    hands.tab_to("commune")
    hands.type("Ballots")
    hands.tab_to("postal_code")
    hands.type("53350")
    hands.press(Key.Key_Return, CTRL)
    hands.wait_for(lambda: morning.shown == "FileScreen")


def _tab_of_the_file(morning: Morning) -> Tab:
    assert morning.window.bench is not None
    return morning.window.bench.place().tab


def _rate(morning: Morning) -> None:
    hands = morning.hands
    hands.press(Key.Key_Tab, CTRL)
    assert _tab_of_the_file(morning) is Tab.ASSESSMENT
    hands.tab_to("Commencer le court")
    hands.press(Key.Key_Space)
    for key in (Key.Key_3, Key.Key_Eacute, Key.Key_S, Key.Key_4):
        hands.press(key)


def _look_at_what_fits(morning: Morning) -> None:
    hands = morning.hands
    hands.press(Key.Key_Tab, CTRL)
    assert _tab_of_the_file(morning) is Tab.RECOMMENDATIONS
    assert hands.focused.objectName() == "sieve"


def _plan(morning: Morning) -> None:
    hands = morning.hands
    hands.press(Key.Key_Tab, CTRL)
    assert _tab_of_the_file(morning) is Tab.PLAN
    hands.tab_to("plan_goal")
    hands.type(GOAL)
    for step in STEPS:
        hands.press(Key.Key_E, CTRL)
        hands.wait_for(lambda: hands.focused.objectName() == "step_title")
        hands.type(step)
    hands.tab_to("step_place")
    hands.type("Chez moi")


def _save_the_plan(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> Path:
    hands = morning.hands
    path = morning.key / "plan.pdf"
    _choose(monkeypatch, path)
    hands.tab_to("plan_pdf")
    hands.press(Key.Key_Space)
    assert path.exists()
    return path


def _lock_and_come_back(morning: Morning) -> None:
    hands, window = morning.hands, morning.window
    hands.tab_to("plan_goal")
    hands.press(Key.Key_L, CTRL)
    gate = window.centralWidget()
    assert isinstance(gate, LockScreen)
    assert window.session is None
    card = gate.card
    assert isinstance(card, UnlockCard)
    hands.wait_for(card.secret.hasFocus)
    hands.type("ce n est pas la bonne phrase")
    hands.press(Key.Key_Return)
    hands.wait_for(card.field.error)
    assert "phrase" in card.field.error().lower()
    assert window.bench is None
    hands.press(Key.Key_A, CTRL)
    hands.type(morning.passphrase)
    hands.press(Key.Key_Return)
    hands.wait_for(lambda: window.bench is not None)
    assert _tab_of_the_file(morning) is Tab.PLAN
    hands.wait_for(lambda: hands.focused.objectName() == "plan_goal")


def _whole_path(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> Path:
    _first_launch(morning, monkeypatch)
    _type_a_person(morning)
    _rate(morning)
    _look_at_what_fits(morning)
    _plan(morning)
    plan = _save_the_plan(morning, monkeypatch)
    _lock_and_come_back(morning)
    return plan


def test_a_newcomer_goes_from_an_empty_folder_to_a_plan_on_paper(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = whole_text(_whole_path(morning, monkeypatch).read_bytes())
    morning.window.close()
    morning.workspace.release()

    assert FIRST_NAME in paper
    assert "marché de Cossé" in paper
    assert [step for step in STEPS if step not in paper] == [], paper
    again = _workspace(morning.root / "dossiers")
    (holder,) = again.holders()
    session = again.unlock(holder.slot, morning.passphrase)
    (line,) = session.overviews.search("apolline")
    file = session.files.load(line.subject)
    person = file.beneficiary
    assert (person.last_name, person.first_name, person.birth_year) == (LAST_NAME, FIRST_NAME, 1984)
    assert (person.commune, person.postal_code) == ("Ballots", "53350")
    (assessment,) = file.assessments
    rated = [rating.value for rating in file.ratings if rating.state is RatingState.RATED]
    assert assessment.form is AssessmentForm.SHORT
    assert sorted(value for value in rated if value is not None) == [2, 3, 4]
    assert [r.state for r in file.ratings].count(RatingState.NOT_APPLICABLE) == 1
    assert file.plan is not None
    assert file.plan.goal == GOAL
    assert [step.title for step in file.steps] == list(STEPS)
    assert file.steps[1].place == "Chez moi"
    assert len(file.documents) == 1
    assert session.team.structure().name == "Cap Mobilité"
    session.close()
    again.release()


def test_nothing_that_was_typed_is_readable_outside_the_base(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    _whole_path(morning, monkeypatch)
    while_open = _places_of_secrets(morning)
    morning.window.close()

    assert while_open == []
    assert _places_of_secrets(morning) == []
    assert morning.titles == {"MobiConseil"}
    assert (morning.root / "dossiers" / BASE_NAME).exists()
    assert "MobiConseil" in (morning.root / "journal" / "mobiconseil.log").read_text(encoding="utf-8")
    proposed = [*FileChooser.asked, *(path.name for path in morning.root.rglob("*"))]
    assert [name for name in proposed if LAST_NAME.lower() in name.lower()] == []
    (morning.root / "temporaire" / "oubli.txt").write_text(f"Madame {LAST_NAME}", encoding="utf-8")
    assert _places_of_secrets(morning) != [], "the search itself must find what is there"


def _places_of_secrets(morning: Morning) -> list[str]:
    """Every file, but what was saved on the USB key at the person’s demand, that holds what was typed."""
    words = [LAST_NAME, FIRST_NAME, "Cossé", STEPS[0], morning.passphrase, morning.passphrase.replace(" ", "")]
    secrets = [text.encode(code) for text in words for code in ("utf-8", "utf-16-le")]
    return [
        f"{path.name}: {secret!r}"
        for path in sorted(morning.root.rglob("*"))
        if path.is_file() and morning.key not in path.parents
        for secret in secrets
        if secret.lower() in path.read_bytes().lower()
    ]
