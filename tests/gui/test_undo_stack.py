"""Undo and redo write back whole transactions of a real base."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Desk
from desk_window import make_context
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.session import Session
from mobiconseil.ui.context import Context


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Desk:
    return Desk(tmp_path / "base")


@pytest.fixture
def session(desk: Desk) -> Session:
    made = desk.create()
    yield made
    made.close()


@pytest.fixture
def context(desk: Desk, session: Session) -> Context:
    return make_context(desk, session)


def test_undo_then_redo_gives_back_the_same_file(session: Session, context: Context) -> None:
    person = session.files.create(last_name="Garnier")
    session.files.change(person.id, commune="Ballots", phone="+33639981234")
    after = session.files.load(person.id)
    context.undo.undo()
    assert session.files.load(person.id).beneficiary == person
    context.undo.redo()
    assert session.files.load(person.id) == after


def test_undoing_a_creation_puts_it_in_the_trash_and_redo_takes_it_out(session: Session, context: Context) -> None:
    person = session.files.create(last_name="Garnier")
    context.undo.undo()
    assert session.files.load(person.id).trashed
    assert session.overviews.search("garnier") == ()
    context.undo.redo()
    assert not session.files.load(person.id).trashed
    assert [line.last_name for line in session.overviews.search("garnier")] == ["Garnier"]


def test_many_changes_are_undone_in_reverse_order(session: Session, context: Context) -> None:
    person = session.files.create(last_name="Garnier")
    for commune in ("Ballots", "Craon", "Renazé"):
        session.files.change(person.id, commune=commune)
    seen = []
    for _ in range(3):
        context.undo.undo()
        seen.append(session.files.load(person.id).beneficiary.commune)
    assert seen == ["Craon", "Ballots", ""]


def test_a_new_change_forgets_what_could_be_redone(session: Session, context: Context) -> None:
    person = session.files.create(last_name="Garnier")
    session.files.change(person.id, commune="Ballots")
    context.undo.undo()
    session.files.set_status(person.id, "ST01", value=TriState.YES)
    assert not context.undo.can_redo
    assert context.undo.redo() is None


def test_uniting_two_files_is_undone_in_one_go(session: Session, context: Context) -> None:
    kept = session.files.create(last_name="Garnier", first_name="Sylvie")
    other = session.files.create(last_name="Garnier", first_name="Sylvie", phone="+33639981234")
    session.plans.set_goal(other.id, "Travailler")
    session.duplicates.merge(kept.id, other.id, {})
    united = session.files.load(kept.id)
    assert united.beneficiary.phone == "+33639981234"
    assert united.plan is not None
    assert len(session.overviews.search("garnier")) == 1
    context.undo.undo()
    assert session.files.load(kept.id).plan is None
    assert len(session.overviews.search("garnier")) == 2


def test_nothing_to_undo_is_not_an_error(context: Context) -> None:
    assert context.undo.undo() is None


def test_undoing_what_is_already_undone_by_hand_leaves_nothing_to_redo(session: Session, context: Context) -> None:
    person = session.files.create(last_name="Garnier")
    session.files.change(person.id, commune="Ballots")
    change = context.undo.newest
    assert change is not None
    session.files.change(person.id, commune="")
    context.undo.undo_change(change)
    assert not context.undo.can_redo
    assert context.undo.redo() is None
    assert session.files.load(person.id).beneficiary.commune == ""
