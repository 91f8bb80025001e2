"""The section of exchanges, with real keys on real bases: what is refused, what waits, what is taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import MORNING, Desk, Ids
from exchange_desk import give, send, take
from exchange_window import Post
from hands import CTRL, FileChooser
from laptop_team import founder, newcomer
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.exchange_words import FileKind, Recipient
from mobiconseil.services.session import Session
from mobiconseil.ui import printing, saving, theme
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.exchange.export_view import ExportPage
from mobiconseil.ui.screens.exchange.import_view_model import WAIT, Step
from mobiconseil.ui.screens.exchange.landing import LandingPage
from mobiconseil.ui.screens.exchange.pending_page import PendingPage
from mobiconseil.ui.screens.exchange.team_page import TeamPage
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.situation.view import SituationScreen
from mobiconseil.ui.theme import Appearance

Key = Qt.Key
CODE = "manuel inculte tasser baie bosser"


@dataclass
class Two:
    """Claire at her window; Zoé far away; one person whose phone both changed."""

    claire: Post
    zoe: Session
    royer: RecordId
    folder: Path

    def from_zoe(self) -> Path:
        return send(self.zoe, self.folder).path


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    theme.apply(QApplication.instance(), Appearance(reduce_motion=True))
    yield
    theme.apply(QApplication.instance(), Appearance())


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path) -> Two:
    desk, session = founder(tmp_path / "claire")
    _, zoe = newcomer(tmp_path / "zoe")
    invitation = session.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    session.laptops.joining.confirm(session.laptops.joining.read_request(answer.file))
    royer = session.files.create(last_name="Royer", first_name="Monique", commune="Craon").id
    for name in ("Leroux", "Garnier", "Chauvin", "Bonnet"):
        session.files.create(last_name=name, first_name="Paul", commune="Ballots")
    give(session, zoe, tmp_path)
    give(zoe, session, tmp_path)
    return Two(Post(qtbot, desk, session), zoe, royer, tmp_path)


def disagree(two: Two) -> None:
    """Both laptops change the same phone, and a note each."""
    two.claire.session.files.change(two.royer, phone="+33261912208", private_note="Préfère le car.")
    two.zoe.files.change(two.royer, phone="+33639982208", private_note="A appelé jeudi.")


def phone(session: Session, person: RecordId) -> str:
    return session.files.load(person).beneficiary.phone


def test_the_section_opens_with_alt_5_on_what_there_is_to_do(two: Two) -> None:
    page = two.claire.open_section()
    assert isinstance(page, LandingPage)
    assert two.claire.hands.focused.objectName() == "exchange_receive"
    assert [line.name for line in page.model.team().lines] == ["Poste de Claire", "Portable de Zoé"]


def test_what_waits_shows_on_the_file_until_somebody_chooses(two: Two) -> None:
    disagree(two)
    page = two.claire.receive(two.from_zoe())
    two.claire.hands.press(Key.Key_Space)
    assert page.model.step is Step.DECIDE
    assert [field.conflict.keeps_both for field in page.decisions.fields].count(True) == 1
    two.claire.press_on("all_later")
    assert page.left_words.text() == ""
    two.claire.press_on("import_go_on")
    assert page.model.outcome is not None
    assert page.model.outcome.waiting == 1

    claire = two.claire
    claire.bench.go(Route(section=Section.PEOPLE, subject=two.royer, tab=Tab.SITUATION, focus="phone"))
    file = claire.bench.screen_shown
    assert isinstance(file, FileScreen)
    assert file.undecided.isVisible()
    assert file.undecided.accessibleName() == "1\u00a0champ a deux valeurs"
    said = file.undecided.accessibleDescription()
    assert said.startswith("Téléphone\u00a0: ")
    assert said.count("(") == 2
    assert "02\u00a061" in said
    assert "06\u00a039" in said
    claire.hands.press(Key.Key_F8)
    assert file.undecided.accessibleDescription() == "", "values of a file are not for a shared screen"
    claire.hands.press(Key.Key_F8)
    assert file.undecided.accessibleDescription() == said
    assert isinstance(file.current, SituationScreen)
    badge = claire.named("phone_badge")
    assert badge.text() == "2\u00a0valeurs"  # type: ignore[attr-defined]
    claire.hands.press(Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    claire.hands.tab_to("phone_badge")
    claire.hands.press(Key.Key_Space)

    pending = claire.page
    assert isinstance(pending, PendingPage)
    (field,) = pending.fields
    wanted = next(card for card in field.cards if "02\u00a061" in card.text())
    while claire.hands.focused not in field.cards:
        claire.hands.press(Key.Key_Tab)
    if claire.hands.focused is not wanted:
        claire.hands.press(Key.Key_Right)
        if claire.hands.focused is not wanted:
            claire.hands.press(Key.Key_Left)
    claire.hands.press(Key.Key_Space)
    claire.press_on("pending_write")
    assert phone(claire.session, two.royer) == "+33261912208"
    assert claire.session.exchange.pending() == ()
    assert pending.none.isVisible()
    assert claire.said[-1] == "1\u00a0choix gardé"
    give(claire.session, two.zoe, two.folder)
    assert phone(two.zoe, two.royer) == "+33261912208"
    claire.bench.go(Route(section=Section.PEOPLE, subject=two.royer, tab=Tab.SITUATION))
    assert not file.undecided.isVisible()


def test_both_notes_are_kept_and_the_whole_side_of_the_file_is_taken_at_once(two: Two) -> None:
    disagree(two)
    page = two.claire.receive(two.from_zoe())
    two.claire.hands.press(Key.Key_Space)
    two.claire.press_on("all_file")
    assert two.claire.hands.focused.objectName() == "import_go_on"
    two.claire.hands.press(Key.Key_Space)
    assert page.model.step is Step.DONE
    person = two.claire.session.files.load(two.royer).beneficiary
    assert person.phone == "+33639982208"
    assert "Préfère le car." in person.private_note
    assert "A appelé jeudi." in person.private_note


def test_an_import_is_taken_back_from_the_register(two: Two) -> None:
    two.zoe.files.create(last_name="Nouveau", first_name="Jean", commune="Renazé")
    page = two.claire.receive(two.from_zoe())
    two.claire.hands.press(Key.Key_Space)
    assert page.model.step is Step.DONE
    assert page.done.title.text() == "Fichier importé"
    number = page.model.outcome.number if page.model.outcome else 0
    two.claire.press_on("import_close")
    landing = two.claire.page
    assert isinstance(landing, LandingPage)
    two.claire.press_on(f"undo_{number}")
    assert landing.dialog is not None
    landing.dialog.confirm.click()
    assert "Import annulé." in two.claire.said
    assert not two.claire.session.overviews.search("Nouveau", limit=3)


def test_the_same_file_twice_goes_to_the_end_at_once_and_says_so(two: Two) -> None:
    two.zoe.files.change(two.royer, commune="Renazé")
    path = two.from_zoe()
    take(two.claire.session, path)
    page = two.claire.receive(path)
    assert page.model.step is Step.DONE
    assert page.done.title.text() == "Déjà importé le ven.\u00a020\u00a0nov.\u00a0: rien à faire"
    assert not page.done.undo.isVisible()


def test_a_file_with_nothing_new_goes_to_the_end_at_once(two: Two) -> None:
    page = two.claire.receive(two.from_zoe())
    assert page.model.step is Step.DONE
    assert page.done.title.text() == "Rien de nouveau dans ce fichier"


def test_later_keeps_what_was_already_chosen(two: Two) -> None:
    two.claire.session.files.change(two.royer, phone="+33261912208", email="monique@exemple.fr")
    two.zoe.files.change(two.royer, phone="+33639982208", email="royer@exemple.fr")
    page = two.claire.receive(two.from_zoe())
    two.claire.hands.press(Key.Key_Space)
    change = page.model.subject()
    assert change is not None
    first, second = page.model.open_fields(change)
    page.model.choose_value(first.key, 1)
    two.claire.press_on("all_later")
    assert (page.model.chosen(first), page.model.chosen(second)) == (1, WAIT)
    assert page.model.can_apply()


def test_what_changes_is_named_field_by_field(two: Two) -> None:
    two.zoe.files.change(two.royer, phone="+33639982208", email="royer@exemple.fr")
    page = two.claire.receive(two.from_zoe())
    assert page.model.preview is not None
    (change,) = page.model.preview.changes
    assert change.detail == "Fiche (téléphone, courriel)"


def test_a_request_opened_as_work_goes_to_the_laptops(two: Two, tmp_path: Path) -> None:
    claire = two.claire
    _, lucie = newcomer(tmp_path / "lucie", "Lucie", "Martin")
    invitation = claire.session.laptops.joining.invite("Portable de Lucie")
    answer = lucie.laptops.joining.join(invitation.file, invitation.code)
    path = tmp_path / answer.file_name
    path.write_bytes(answer.file)
    page = claire.receive(path)
    assert page.problem.isVisible()
    page.problem.action_clicked.emit()
    team = claire.page
    assert isinstance(team, TeamPage)
    assert team.model.pending is not None
    assert team.model.pending.words == answer.words
    claire.press_on("confirm_same")
    assert claire.hands.focused.objectName() == "team_prepare"
    claire.hands.press(Key.Key_Space)
    assert claire.hands.focused.objectName() == "kind_nouveautes"


def test_a_wrong_code_is_said_and_the_right_one_opens(two: Two, tmp_path: Path) -> None:
    two.zoe.directory.add(name="Garage du Pont", family="F5")
    path = send(
        two.zoe,
        two.folder,
        FileKind.DIRECTORY,
        recipient=Recipient.CODE,
        recipient_name="Cap Mobilité",
        code=CODE,
    ).path
    claire = two.claire
    page = claire.receive_with_code(path)
    assert claire.hands.focused.objectName() == "import_code"
    claire.hands.type("un deux trois quatre cinq")
    claire.hands.press(Key.Key_Return)
    assert page.problem.isVisible()
    assert "Ce code n’ouvre pas ce fichier" in page.problem.accessibleName()
    assert page.model.step is Step.FILE
    claire.hands.press(Key.Key_A, CTRL)
    claire.hands.type(CODE)
    claire.hands.press(Key.Key_Return)
    assert page.model.step is Step.CHECK
    assert not page.problem.isVisible()


def test_a_damaged_file_is_refused_with_a_sentence_and_another_may_be_chosen(two: Two) -> None:
    path = two.from_zoe()
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(bytes(data))
    page = two.claire.receive(path)
    assert page.model.step is Step.FILE
    assert page.problem.isVisible()
    assert "abîmé" in page.problem.accessibleName()
    assert two.claire.named("import_choose").isEnabled()


def test_a_file_that_deletes_much_stops_and_asks(two: Two) -> None:
    for line in two.zoe.overviews.search("Paul", limit=10):
        two.zoe.files.trash(line.subject)
    page = two.claire.receive(two.from_zoe())
    assert page.model.step is Step.CHECK
    assert page.changes.alarm.isVisible()
    assert not page.changes.foot.go.isEnabled()
    assert two.claire.hands.focused.objectName() == "import_agree"
    two.claire.hands.press(Key.Key_Space)
    assert page.changes.foot.go.isEnabled()
    two.claire.press_on("import_go_on")
    assert page.model.step is Step.DONE


def test_escape_leaves_without_changing_anything(two: Two) -> None:
    disagree(two)
    page = two.claire.receive(two.from_zoe())
    two.claire.hands.press(Key.Key_Space)
    assert page.model.step is Step.DECIDE
    two.claire.hands.press(Key.Key_Escape)
    assert page.model.step is Step.CHECK
    two.claire.hands.press(Key.Key_Escape)
    assert isinstance(two.claire.page, LandingPage)
    assert phone(two.claire.session, two.royer) == "+33261912208"


def test_the_shared_screen_hides_names_and_values(two: Two) -> None:
    disagree(two)
    page = two.claire.receive(two.from_zoe())
    two.claire.hands.press(Key.Key_Space)
    two.claire.hands.press(Key.Key_F8)
    assert page.decisions.title.text() == "MR"
    assert page.decisions.fields == []
    assert page.decisions.hidden.isVisible()
    assert "Royer" not in page.left_words.text()
    assert all("Royer" not in row.accessibleName() for row in page.deciding.list.rows)
    two.claire.hands.press(Key.Key_F8)
    assert page.decisions.title.text() == "Monique Royer"


def test_one_persons_file_does_not_leave_without_her_agreement(two: Two, tmp_path: Path) -> None:
    claire = two.claire
    claire.open_section()
    claire.press_on("exchange_prepare")
    page = claire.page
    assert isinstance(page, ExportPage)
    claire.pick("kind_nouveautes", "kind_personnes")
    claire.hands.tab_to("export_search")
    claire.hands.type("royer")
    claire.hands.press(Key.Key_Return)
    assert [person.last_name for person in page.model.people] == ["Royer"]
    claire.press_on("export_go")
    claire.pick("who_equipe", "who_code")
    claire.hands.tab_to("export_name")
    claire.hands.type("CCAS de Craon")
    claire.press_on("basis_partage_prescripteur")
    assert page.why.text().startswith("L’accord manque")
    assert not page.go.isEnabled()
    claire.session.files.set_consent(
        two.royer, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES, given_on=MORNING.date()
    )
    claire.open_section()
    claire.press_on("exchange_prepare")
    assert page.go.isEnabled()


def test_the_directory_leaves_with_a_code_that_is_noted_first(two: Two, tmp_path: Path) -> None:
    claire = two.claire
    claire.session.directory.add(name="Garage du Pont", family="F5")
    claire.open_section()
    claire.press_on("exchange_prepare")
    page = claire.page
    assert isinstance(page, ExportPage)
    claire.pick("kind_nouveautes", "kind_annuaire")
    claire.press_on("export_go")
    claire.pick("who_equipe", "who_code")
    claire.hands.tab_to("export_name")
    claire.hands.type("CCAS de Craon")
    claire.hands.press(Key.Key_Return)
    assert not page.go.isEnabled()
    assert len(page.model.code.split()) == 5
    claire.press_on("code_said")
    claire.press_on("export_go")
    key = tmp_path / "autre"
    key.mkdir()
    claire.choose_file("places_other", key)
    claire.press_on("export_go")
    assert page.model.exported is not None
    assert page.model.exported.path.parent == key
    assert "annuaire" in page.model.exported.path.name
    code = page.model.code
    opened = two.zoe.exchange.open(page.model.exported.path, code)
    assert two.zoe.exchange.preview(opened).new == 1


def test_a_stolen_laptop_is_set_aside_and_the_procedure_is_printed(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []

    def print_pdf(_parent: object, content: bytes, _name: str = "") -> str:
        printed.append(content)
        return "Bureau"

    monkeypatch.setattr(printing, "print_pdf", print_pdf)
    claire = two.claire
    claire.open_section()
    claire.press_on("exchange_team")
    page = claire.page
    assert isinstance(page, TeamPage)
    claire.hands.tab_to("Portable de Zoé")
    claire.hands.press(Key.Key_Return)
    claire.press_on("laptop_revoke")
    claire.press_on("revoke_paper")
    assert printed[0].startswith(b"%PDF")
    assert claire.said[-1] == "Marche à suivre imprimée"
    claire.press_on("revoke_go")
    states = {line.name: line.state for line in claire.session.laptops.team().lines}
    assert states["Portable de Zoé"] is LaptopState.REVOKED
    two.zoe.files.change(two.royer, commune="Renazé")
    refused = claire.receive(two.from_zoe())
    assert refused.problem.isVisible()


def test_words_that_differ_refuse_the_newcomer(two: Two, tmp_path: Path) -> None:
    claire = two.claire
    _, lucie = newcomer(tmp_path / "lucie", "Lucie", "Martin")
    invitation = claire.session.laptops.joining.invite("Portable de Lucie")
    answer = lucie.laptops.joining.join(invitation.file, invitation.code)
    path = tmp_path / answer.file_name
    path.write_bytes(answer.file)
    claire.go_to(Section.EXCHANGE, "demande")
    claire.choose_file("confirm_file", path)
    claire.press_on("confirm_other")
    page = claire.page
    assert isinstance(page, TeamPage)
    assert page.answer.text() == "Demande refusée. L’invitation ne sert plus à personne."
    assert "Portable de Lucie" not in {line.name for line in claire.session.laptops.team().lines}


def test_the_register_is_printed_with_ctrl_p(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []

    def print_pdf(_parent: object, content: bytes, _name: str = "") -> str:
        printed.append(content)
        return "Bureau"

    monkeypatch.setattr(printing, "print_pdf", print_pdf)
    two.claire.open_section()
    two.claire.hands.press(Key.Key_P, CTRL)
    assert printed[0].startswith(b"%PDF")
    assert two.claire.said[-1] == "Registre imprimé"


def test_the_file_of_somebody_is_prepared_from_the_quick_search(two: Two) -> None:
    claire = two.claire
    claire.front().press(Key.Key_K, CTRL)
    claire.hands.type("preparer un fichier pour")
    claire.hands.press(Key.Key_Return)
    assert isinstance(claire.page, ExportPage)
    claire.go_to(Section.EXCHANGE, f"preparer/{two.royer.hex()}")
    page = claire.page
    assert isinstance(page, ExportPage)
    assert [person.last_name for person in page.model.people] == ["Royer"]


def test_a_base_copied_to_another_laptop_asks_which_of_the_two_goes_on(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, session = founder(tmp_path / "a")
    session.close()
    desk.release()
    shutil.copytree(tmp_path / "a", tmp_path / "b", ignore=shutil.ignore_patterns(".verrou"))
    monkeypatch.setattr("platform.node", lambda: "autre-ordinateur")
    copy = Desk(tmp_path / "b", ids=Ids(5 * 10**6), recovery_code=desk.recovery_code)
    copy._open = copy.workspace()
    post = Post(qtbot, copy, copy.reopen())
    page = post.open_section()
    assert isinstance(page, LandingPage)
    assert page.moved.isVisible()
    post.go_to(Section.EXCHANGE, "deplace")
    post.hands.tab_to("moved_sheet")
    post.hands.type(desk.recovery_code)
    post.hands.press(Key.Key_Return)
    team = post.session.laptops.team()
    assert not team.has_moved
    assert team.my_state is LaptopState.ACTIVE
    assert not post.open_section().moved.isVisible()  # type: ignore[attr-defined]


def test_a_choice_is_undone_with_ctrl_z_and_both_values_are_back(two: Two) -> None:
    disagree(two)
    take(two.claire.session, two.from_zoe())
    (one,) = two.claire.session.exchange.pending()
    two.claire.go_to(Section.EXCHANGE, "decider")
    two.claire.press_on("choice_0_0")
    two.claire.press_on("pending_write")
    assert two.claire.session.exchange.pending() == ()
    two.claire.hands.press(Key.Key_Z, CTRL)
    (again,) = two.claire.session.exchange.pending()
    assert {value.text for value in again.conflict.values} == {value.text for value in one.conflict.values}
