"""Undo and redo write back whole transactions of a real base."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from builders import Desk
from desk_window import make_context
from mobiconseil.db.engine import DiskFull
from mobiconseil.db.store import Store
from mobiconseil.domain.directory import Service
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.session import Session
from mobiconseil.ui.context import Context
from mobiconseil.ui.jobs import JobRunner
from mobiconseil.ui.messages import Message
from mobiconseil.ui.undoable import play, say_done


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
    assert context.undo.next_one(back=False) is None
    assert context.undo.redo() is None


def test_uniting_two_files_is_undone_in_one_go(session: Session, context: Context) -> None:
    kept = session.files.create(last_name="Garnier", first_name="Sylvie")
    other = session.files.create(last_name="Garnier", first_name="Sylvie", phone="+33639981234")
    session.plans.change(other.id, goal="Travailler")
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
    assert context.undo.next_one(back=False) is None
    assert context.undo.redo() is None
    assert session.files.load(person.id).beneficiary.commune == ""


def bring(session: Session, count: int) -> int:
    """Write many services in one transaction, as an import does, and return its number."""
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add_many([Service(id=session.ids(), name=f"Service {n}", family="F5") for n in range(count)])
    return count


@pytest.fixture
def window(desk: Desk, session: Session) -> tuple[Context, list[str]]:
    """The context of a window whose jobs run in threads, and what it says."""
    context = replace(make_context(desk, session), jobs=JobRunner())
    said: list[str] = []

    def hear(message: Message) -> None:
        said.append(message.text)

    context.messages.posted.connect(hear)
    return context, said


def found(session: Session) -> int:
    return len(session.directory.search(DirectoryFilter(limit=5000)))


def test_a_large_transaction_is_undone_and_redone_in_a_job_that_says_so(
    qtbot: QtBot, session: Session, window: tuple[Context, list[str]]
) -> None:
    context, said = window
    bring(session, 1500)
    threads: list[Thread] = []
    redo = partial(play, context, print, back=False)
    context.hub.changed.connect(lambda _change: threads.append(current_thread()))
    play(context, redo, back=True)
    assert said == ["Annulation en cours…"]
    assert context.undo.is_running
    assert found(session) == 1500
    assert context.undo.undo() is None
    play(context, redo, back=True)
    qtbot.waitUntil(lambda: not context.undo.is_running, timeout=15_000)
    assert said[1:] == ["Encore un instant…", "Annulé : annuaire importé"]
    assert found(session) == 0
    assert threads == [main_thread()]
    assert context.undo.next_one(back=False) is not None
    redo()
    qtbot.waitUntil(lambda: not context.undo.is_running, timeout=15_000)
    assert said[-1].startswith("Rétabli")
    assert found(session) == 1500
    assert context.undo.next_one(back=False) is None


def test_the_button_of_the_toast_undoes_a_large_transaction_in_a_job(
    qtbot: QtBot, session: Session, window: tuple[Context, list[str]]
) -> None:
    context, said = window
    posted: list[Message] = []
    context.messages.posted.connect(posted.append)
    bring(session, 1500)
    say_done(context, "Annuaire importé")
    back = posted[-1].run
    assert back is not None
    session.files.create(last_name="Garnier")
    back()
    assert said[-1] == "Annulation en cours…"
    qtbot.waitUntil(lambda: not context.undo.is_running, timeout=15_000)
    assert found(session) == 0
    assert [line.last_name for line in session.overviews.search("garnier")] == ["Garnier"]
    context.undo.undo()
    assert session.overviews.search("garnier") == ()


def test_what_is_written_while_a_job_undoes_is_kept_and_forgets_what_could_be_redone(
    qtbot: QtBot, session: Session, window: tuple[Context, list[str]]
) -> None:
    context, _ = window
    bring(session, 1500)
    play(context, print, back=True)
    session.files.create(last_name="Garnier")
    qtbot.waitUntil(lambda: not context.undo.is_running, timeout=15_000)
    assert found(session) == 0
    assert context.undo.next_one(back=False) is None
    context.undo.undo()
    assert session.overviews.search("garnier") == ()
    assert context.undo.newest is None


def test_a_job_that_cannot_undo_says_why_and_leaves_the_transaction_to_undo(
    qtbot: QtBot, session: Session, window: tuple[Context, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    context, said = window
    bring(session, 1500)
    newest = context.undo.newest

    def refuse(_self: Store, _number: int, _action: str = "") -> None:
        raise DiskFull("Le disque est plein.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "undo", refuse)
        play(context, print, back=True)
        qtbot.waitUntil(lambda: not context.undo.is_running, timeout=15_000)
    assert said[-1] == "Le disque est plein."
    assert (context.undo.newest, context.undo.next_one(back=False)) == (newest, None)
    assert found(session) == 1500
