"""The section of exchanges, with real keys on real bases: what is refused, what waits, what is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from exchange_desk import give, send, take
from exchange_two import Two, disagree, phone
from hands import CTRL, Key
from laptop_team import newcomer
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.services.exchange_words import FileKind, Recipient
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.exchange.import_view_model import WAIT, Step
from mobiconseil.ui.screens.exchange.landing import LandingPage
from mobiconseil.ui.screens.exchange.pending_page import PendingPage
from mobiconseil.ui.screens.exchange.team_page import TeamPage
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.screens.situation.view import SituationScreen

CODE = "manuel inculte tasser baie bosser"


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


@pytest.mark.parametrize("width", [1366, 880])
def test_what_waits_after_an_import_is_the_first_thing_the_section_shows(two: Two, width: int) -> None:
    claire = two.claire
    claire.bench.resize(width, 620)
    disagree(two)
    claire.receive(two.from_zoe())
    claire.hands.press(Key.Key_Space)
    claire.press_on("all_later")
    claire.press_on("import_go_on")
    claire.press_on("import_close")
    page = claire.page
    assert isinstance(page, LandingPage)
    banner = page.waiting
    claire.hands.wait_for(lambda: banner.visibleRegion().boundingRect() == banner.rect())
    assert banner.accessibleName() == "1\u00a0champ a deux valeurs"
    top = banner.mapTo(page, QPoint()).y()
    assert top <= page.receive.mapTo(page, QPoint()).y(), "nothing to scroll before it is seen"
    banner.action_clicked.emit()
    assert isinstance(claire.page, PendingPage)
    claire.session.exchange.decide(claire.session.exchange.pending()[0].conflict.key, "+33261912208")
    assert isinstance(claire.open_section(), LandingPage)
    assert not page.notices.isVisible()


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


def test_the_file_of_one_person_is_said_as_one_file_before_and_after(two: Two) -> None:
    new = two.zoe.files.create(last_name="Le Goff", first_name="Anne", commune="Craon").id
    for text in ("Premier appel", "Second appel"):
        two.zoe.follow_up.note(new, ContactKind.CALL, text)
    page = two.claire.receive(two.from_zoe())
    figure = page.counts._figures["new"]
    assert (figure.number.text(), figure.word.text()) == ("1", "dossier nouveau avec 2\u00a0éléments")
    assert figure.accessibleName() == "1 dossier nouveau avec 2\u00a0éléments"
    others = {name: page.counts._figures[name].word.text() for name in ("updated", "identical", "to_decide")}
    assert (others["updated"], others["to_decide"]) == ("élément mis à jour", "champ à décider")
    two.claire.hands.press(Key.Key_Space)
    assert page.done.sentence.text() == "1\u00a0dossier nouveau avec 2\u00a0éléments."


def test_no_line_of_the_register_begins_with_a_dot(two: Two) -> None:
    two.zoe.files.create(last_name="Le Goff", first_name="Anne", commune="Craon")
    two.claire.receive(two.from_zoe())
    two.claire.hands.press(Key.Key_Space)
    two.claire.press_on("import_close")
    landing = two.claire.page
    assert isinstance(landing, LandingPage)
    told = landing.model.line_words(landing.model.register()[0])
    assert told.count("·") > 1
    assert "·" not in {told[0], told[-1]}
    assert told.count("\u00a0· ") == told.count("·"), "a line would be folded before the dot"


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
