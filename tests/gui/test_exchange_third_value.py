"""Neither value is right: a third one is typed, by keyboard, in an import or later, and holds on every laptop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exchange_desk import give, person, send
from exchange_window import Post
from hands import FileChooser
from laptop_team import admit, founder, newcomer
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import Trip
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session
from mobiconseil.ui import saving, theme
from mobiconseil.ui.navigation import Section
from mobiconseil.ui.screens.exchange.decision_fields import DecisionField
from mobiconseil.ui.screens.exchange.import_view_model import OTHER, Step
from mobiconseil.ui.screens.exchange.pending_page import PendingPage
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.choice_fields import ChoiceField

Key = Qt.Key
HERE, THERE, RIGHT = "+33261912208", "+33639982208", "+33639984455"


@dataclass
class Two:
    claire: Post
    zoe: Session
    royer: RecordId
    folder: Path


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
    admit(session, zoe)
    royer = person(session)
    give(session, zoe, tmp_path)
    give(zoe, session, tmp_path)
    session.files.change(royer, phone=HERE)
    zoe.files.change(royer, phone=THERE)
    return Two(Post(qtbot, desk, session), zoe, royer, tmp_path)


def phone(session: Session, subject: RecordId) -> str:
    return session.files.load(subject).beneficiary.phone


def type_other(two: Two, field: DecisionField) -> None:
    """Go to the last card, take it, and type: the keyboard is in the field at once."""
    assert field.other is not None
    two.claire.pick(field.first().objectName(), field.other.card.objectName())
    assert two.claire.hands.focused is field.other.editor
    two.claire.hands.type("06 39")


def test_a_third_value_is_typed_during_an_import_and_holds_everywhere(two: Two) -> None:
    page = two.claire.receive(send(two.zoe, two.folder).path)
    two.claire.hands.press(Key.Key_Space)
    assert page.model.step is Step.DECIDE
    (field,) = page.decisions.fields
    type_other(two, field)
    assert page.model.left(), "half a number is no choice"
    assert not field.chip.isHidden()
    two.claire.hands.type(" 98 44 55")
    assert page.model.chosen(field.conflict) == OTHER
    assert page.left_words.text() == ""
    two.claire.press_on("import_go_on")
    assert "1\u00a0choix fait" in page.done.sentence.text()
    assert page.counts.isHidden(), "what was to decide no longer is"
    assert phone(two.claire.session, two.royer) == RIGHT
    assert two.claire.session.exchange.pending() == ()
    give(two.claire.session, two.zoe, two.folder)
    assert phone(two.zoe, two.royer) == RIGHT
    assert two.zoe.exchange.pending() == ()


def test_a_value_that_came_taken_after_all_puts_the_field_away(two: Two) -> None:
    page = two.claire.receive(send(two.zoe, two.folder).path)
    two.claire.hands.press(Key.Key_Space)
    (field,) = page.decisions.fields
    type_other(two, field)
    two.claire.press_on("all_file")
    assert field.other is not None
    assert not field.other.is_open
    assert [card.isChecked() for card in (*field.cards, field.other.card)].count(True) == 1
    two.claire.press_on("import_go_on")
    assert phone(two.claire.session, two.royer) == THERE


def test_a_third_value_settles_what_waited_and_a_wrong_one_says_why(two: Two) -> None:
    give(two.zoe, two.claire.session, two.folder)
    two.claire.go_to(Section.EXCHANGE, "decider")
    page = two.claire.page
    assert isinstance(page, PendingPage)
    (field,) = page.fields
    type_other(two, field)
    assert not page.write.isEnabled()
    two.claire.hands.press(Key.Key_Tab)
    assert field.other is not None
    assert "Il manque 6 chiffres" in field.other.editor.accessibleDescription()
    field.other.editor.setFocus()
    two.claire.hands.type(" 98 44 55")
    two.claire.press_on("pending_write")
    assert phone(two.claire.session, two.royer) == RIGHT
    assert page.none.isVisible()
    assert two.claire.said[-1] == "1\u00a0choix gardé"
    give(two.claire.session, two.zoe, two.folder)
    assert phone(two.zoe, two.royer) == RIGHT
    assert two.zoe.exchange.pending() == ()


def test_another_hour_and_the_civility_are_given_as_the_form_takes_them(two: Two) -> None:
    claire, zoe = two.claire.session, two.zoe
    trip = claire.files.add_trip(two.royer, destination="Craon")
    give(claire, zoe, two.folder)
    for session, hour in ((claire, time(6, 50)), (zoe, time(7, 50))):
        with session.uow.transaction(Action.FILE_CHANGED) as records:
            records.change(Trip, trip.id, leave_at=hour)
    claire.files.change(two.royer, civility=Civility.MADAME)
    zoe.files.change(two.royer, civility=Civility.MONSIEUR)
    page = two.claire.receive(send(zoe, two.folder).path)
    two.claire.hands.press(Key.Key_Space)
    fields = {field.conflict.field: field for field in page.decisions.fields}
    assert set(fields) == {"phone", "civility", "leave_at"}
    leave, civility = fields["leave_at"].other, fields["civility"].other
    assert leave is not None
    assert civility is not None
    assert isinstance(civility.editor, ChoiceField)
    assert [civility.editor.itemText(rank) for rank in range(civility.editor.count())] == ["Mme", "M.", "Non renseigné"]
    civility.card.click()
    civility.editor.set_current("none")
    civility.editor.chosen.emit("none")
    leave.card.click()
    two.claire.hands.type("7 h 15")
    fields["phone"].cards[0].click()
    two.claire.press_on("import_go_on")
    (kept,) = claire.files.load(two.royer).trips
    assert kept.leave_at == time(7, 15)
    assert claire.files.load(two.royer).beneficiary.civility is Civility.NONE
    assert claire.exchange.pending() == ()
