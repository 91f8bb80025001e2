"""The section Échanges: what leaves, the laptops of the team, the register on paper, driven by keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from builders import Desk, Ids
from exchange_desk import take
from exchange_two import Two, disagree
from exchange_window import Post
from hands import CTRL, Key
from laptop_team import founder, newcomer
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.domain.situation import ConsentChannel, ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.exchange_words import ConsentBasis
from mobiconseil.ui import printing
from mobiconseil.ui.navigation import Section
from mobiconseil.ui.screens.exchange.export_view import ExportPage
from mobiconseil.ui.screens.exchange.landing import LandingPage
from mobiconseil.ui.screens.exchange.pending_page import PendingPage
from mobiconseil.ui.screens.exchange.team_page import TeamPage
from mobiconseil.ui.widgets.labels import IconLine


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
    line = next(one for one in page.findChildren(IconLine) if "Royer" in one.label.text() and one.isVisible())
    icon, words = (part.geometry().center().y() for part in (line.icon, line.label))
    assert abs(icon - words) <= 3, "the icon stands beside its words"
    claire.press_on(f"consent_{two.royer.hex()}")
    assert "prescripteur" in claire.hands.focused.accessibleDescription()
    claire.hands.press(Key.Key_Left)
    claire.hands.press(Key.Key_Left)
    consent = claire.session.files.load(two.royer).consent(ConsentKind.SHARE_PRESCRIBER)
    assert consent is not None
    assert consent.value is TriState.YES
    toast = claire.bench.toasts.toast
    assert (toast.text(), toast.action.text()) == ("Accord noté", "Revenir à l’envoi")
    claire.session.files.set_consent(two.royer, ConsentKind.SHARE_PRESCRIBER, channel=ConsentChannel.ORAL)
    assert claire.said.count("Accord noté") == 1, "once is enough"
    toast.action.click()
    assert claire.page is page
    assert [person.last_name for person in page.model.people] == ["Royer"]
    assert page.model.recipient_name == "CCAS de Craon"
    assert page.go.isEnabled()


def test_no_way_back_is_offered_to_who_came_back_without_noting(two: Two) -> None:
    claire = two.claire
    claire.open_section()
    claire.press_on("exchange_prepare")
    page = claire.page
    assert isinstance(page, ExportPage)
    page.model.begin_with(two.royer)
    page.model.set_basis(ConsentBasis.SHARE_PRESCRIBER)
    page.model.go_to_consent(two.royer)
    claire.open_section()
    claire.press_on("exchange_prepare")
    claire.session.files.set_consent(two.royer, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES)
    assert "Accord noté" not in claire.said


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
    page = two.claire.page
    assert isinstance(page, PendingPage)
    two.claire.press_on(page.fields[0].first().objectName())
    two.claire.press_on("pending_write")
    assert two.claire.session.exchange.pending() == ()
    two.claire.hands.press(Key.Key_Z, CTRL)
    (again,) = two.claire.session.exchange.pending()
    assert {value.text for value in again.conflict.values} == {value.text for value in one.conflict.values}
