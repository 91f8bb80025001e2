"""The door of the base: what a write stamps, remembers, undoes and forgets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from builders import MORNING, Desk
from mobiconseil.db.store import Erased
from mobiconseil.db.tables import TABLES, table_numbered
from mobiconseil.domain.assessment import Assessment, AssessmentForm
from mobiconseil.domain.beneficiary import Beneficiary, FileState
from mobiconseil.domain.follow_up import AppointmentState, ContactKind, DocumentKind, DocumentMedium
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step, StepState
from mobiconseil.domain.situation import ConsentKind, RenunciationKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.files import PersonFile
from mobiconseil.services.session import Session

WRITTEN = ("history", "dot", "txn", "journal")


def database(session: Session) -> Any:
    return session.uow._records._db  # type: ignore[attr-defined]


def rows(session: Session, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = database(session).execute(sql, parameters).fetchall()
    return found


def counts(session: Session) -> dict[str, int]:
    return {name: rows(session, f"SELECT count(*) FROM {name}")[0][0] for name in WRITTEN}


def stamp(session: Session, subject: RecordId) -> list[Any]:
    found: list[Any] = json.loads(rows(session, "SELECT stamp FROM beneficiary WHERE id = ?", (subject,))[0][0])
    return found


def test_a_put_that_changes_nothing_writes_nothing_and_publishes_nothing(desk: Desk, session: Session) -> None:
    person = session.files.create(last_name="Garnier", phone="+33639981234")
    before, published = counts(session), len(desk.changes)
    session.files.change(person.id, last_name="Garnier", phone="+33639981234")
    assert counts(session) == before
    assert len(desk.changes) == published


def test_a_new_row_has_one_stamp_for_all_its_fields(session: Session) -> None:
    person = session.files.create(last_name="Garnier")
    assert len(stamp(session, person.id)) == 2


def test_only_the_changed_field_gets_a_stamp_of_its_own(session: Session) -> None:
    person = session.files.create(last_name="Garnier")
    replica, seq = stamp(session, person.id)
    session.files.change(person.id, last_name="Garnier", phone="+33639981234")
    after = stamp(session, person.id)
    assert after[:2] == [replica, seq]
    assert set(after[2]) == {"phone"}
    assert after[2]["phone"] > [replica, seq]


def test_each_write_has_its_own_rank_and_a_later_clock(session: Session) -> None:
    person = session.files.create(last_name="Garnier")
    for number in range(5):
        session.files.change(person.id, phone=f"+3363998123{number}")
    found = rows(session, "SELECT seq, clock FROM dot ORDER BY seq")
    assert [seq for seq, _ in found] == list(range(1, len(found) + 1))
    assert all(a[1] < b[1] for a, b in pairwise(found))


def test_the_history_keeps_the_old_value_only(session: Session) -> None:
    person = session.files.create(last_name="Garnier", first_name="Sylvie")
    session.files.change(person.id, first_name="Sophie")
    was = rows(session, "SELECT was FROM history WHERE id = ? ORDER BY n", (person.id,))
    assert was[0][0] is None
    assert json.loads(was[1][0]) == {"first_name": "Sylvie"}


class PowerCut(Exception):
    """Something breaks in the middle of a transaction."""


def change_then_fail(session: Session, subject: RecordId) -> None:
    with session.uow.transaction("file.change") as records:
        records.change(Beneficiary, subject, last_name="Perdu")
        raise PowerCut


def test_a_transaction_that_fails_leaves_nothing_and_publishes_nothing(desk: Desk, session: Session) -> None:
    person = session.files.create(last_name="Garnier")
    before, published = counts(session), len(desk.changes)
    with pytest.raises(PowerCut):
        change_then_fail(session, person.id)
    assert counts(session) == before
    assert len(desk.changes) == published
    assert session.files.load(person.id).beneficiary.last_name == "Garnier"


def test_a_transaction_within_another_is_one_change(desk: Desk, session: Session) -> None:
    person = session.files.create(last_name="Garnier")
    published = len(desk.changes)
    with session.uow.transaction("situation.change"):
        session.files.set_status(person.id, "ST01", value=TriState.YES)
        session.files.set_barrier(person.id, "M1", intensity=3)
    assert len(desk.changes) == published + 1
    assert {kind.__name__ for kind in desk.changes[-1].kinds} == {"Status", "Barrier"}
    assert desk.changes[-1].subjects == {person.id}


@dataclass
class Scene:
    """A file with one of everything."""

    session: Session
    subject: RecordId
    assessment: Assessment
    steps: tuple[Step, ...]

    def file(self) -> PersonFile:
        return self.session.files.load(self.subject)


@pytest.fixture
def scene(session: Session) -> Scene:
    person = session.files.create(last_name="Garnier", first_name="Sylvie", commune="Ballots")
    session.files.set_status(person.id, "ST01", value=TriState.YES)
    session.files.set_barrier(person.id, "M1", intensity=3)
    session.files.set_consent(person.id, ConsentKind.NOTICE, value=TriState.YES)
    session.files.set_renunciation(person.id, RenunciationKind.JOB, TriState.NO)
    session.files.add_trip(person.id, destination="Craon")
    assessment = session.assessments.start(person.id, AssessmentForm.SHORT)
    session.assessments.rate(assessment, "D1.1", 2)
    session.plans.change(person.id, goal="Travailler")
    steps = tuple(session.plans.add_step(person.id, title=title) for title in ("Un", "Deux", "Trois"))
    session.follow_up.note(person.id, ContactKind.CALL, "Bonjour")
    session.follow_up.plan_appointment(person.id, MORNING + timedelta(days=3))
    session.follow_up.add_recall(person.id, date(2026, 11, 25), "Rappeler")
    session.follow_up.paper_made(person.id, DocumentKind.SEEN, DocumentMedium.SEEN, title="Attestation")
    return Scene(session, person.id, assessment, steps)


ACTS: dict[str, Callable[[Scene], object]] = {
    "change a field": lambda s: s.session.files.change(s.subject, phone="+33639981234", birth_year=1984),
    "trash the file": lambda s: s.session.files.trash(s.subject),
    "change the state": lambda s: s.session.files.set_state(s.subject, FileState.LEFT),
    "change a status": lambda s: s.session.files.set_status(s.subject, "ST01", value=TriState.NO),
    "add a status": lambda s: s.session.files.set_status(s.subject, "ST04", value=TriState.YES),
    "lift a barrier": lambda s: s.session.files.set_barrier(s.subject, "M1", intensity=0),
    "remove a barrier": lambda s: s.session.files.remove_barrier(s.file().barriers[0]),
    "withdraw a consent": lambda s: s.session.files.withdraw_consent(s.subject, ConsentKind.NOTICE),
    "answer a renunciation": lambda s: s.session.files.set_renunciation(s.subject, RenunciationKind.JOB, TriState.YES),
    "add a trip": lambda s: s.session.files.add_trip(s.subject, destination="Laval"),
    "rate another item": lambda s: s.session.assessments.rate(s.assessment, "D1.2", 4),
    "rate again": lambda s: s.session.assessments.rate(s.assessment, "D1.1", 3),
    "set an item aside": lambda s: s.session.assessments.set_not_applicable(s.assessment, "D1.1"),
    "comment an item": lambda s: s.session.assessments.comment(s.assessment, "D1.1", "Vu"),
    "finish the assessment": lambda s: s.session.assessments.finish(s.assessment),
    "remove the assessment": lambda s: s.session.assessments.remove(s.assessment),
    "change the goal": lambda s: s.session.plans.change(s.subject, goal="Autre but"),
    "add a step": lambda s: s.session.plans.add_step(s.subject, title="Quatre"),
    "do a step": lambda s: s.session.plans.change_step(s.steps[0].id, state=StepState.DONE),
    "move a step": lambda s: s.session.plans.move_step(s.steps[2], -2),
    "remove a step": lambda s: s.session.plans.remove_step(s.steps[1]),
    "close the plan": lambda s: s.session.plans.close(s.subject, leaving=True),
    "note a contact": lambda s: s.session.follow_up.note(s.subject, ContactKind.SMS, "Merci"),
    "change a contact": lambda s: s.session.follow_up.change_contact(s.file().contacts[0].id, text="Autre"),
    "remove a contact": lambda s: s.session.follow_up.remove_contact(s.file().contacts[0]),
    "keep an appointment": lambda s: s.session.follow_up.settle_appointment(
        s.file().appointments[0], AppointmentState.KEPT
    ),
    "reach somebody": lambda s: s.session.follow_up.reach(s.file().recalls[0]),
    "miss somebody": lambda s: s.session.follow_up.miss(s.file().recalls[0]),
    "forget a document": lambda s: s.session.follow_up.remove_document(s.file().documents[0]),
}


@pytest.mark.parametrize("act", ACTS)
def test_undo_gives_back_what_was_there_and_redo_what_was_done(desk: Desk, scene: Scene, act: str) -> None:
    before = scene.file()
    line_before = scene.session.overviews.person(scene.subject)
    ACTS[act](scene)
    after = scene.file()
    line_after = scene.session.overviews.person(scene.subject)
    assert after != before
    done = desk.changes[-1]
    undone = scene.session.uow.undo(done.transaction)
    assert undone.undoes == done.transaction
    assert undone.subjects == done.subjects
    assert scene.file() == before
    assert scene.session.overviews.person(scene.subject) == line_before
    scene.session.uow.undo(undone.transaction)
    assert scene.file() == after
    assert scene.session.overviews.person(scene.subject) == line_after


def test_undoing_a_creation_puts_the_file_in_the_trash_and_redo_takes_it_out(desk: Desk, session: Session) -> None:
    person = session.files.create(last_name="Garnier")
    undone = session.uow.undo(desk.changes[-1].transaction)
    assert session.files.load(person.id).trashed
    session.uow.undo(undone.transaction)
    assert not session.files.load(person.id).trashed


def test_undoing_an_unknown_transaction_is_refused(session: Session) -> None:
    with pytest.raises(KeyError):
        session.uow.undo(987_654)


def erase(session: Session, subject: RecordId) -> None:
    store = session.uow._store  # type: ignore[attr-defined]
    with store.transaction("erase"):
        store.erase(subject)


def everything(session: Session) -> str:
    tables = rows(session, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    return "\n".join(repr(row) for (name,) in tables for row in rows(session, f'SELECT * FROM "{name}"'))


def test_erasing_a_person_erases_the_files_united_with_hers(scene: Scene) -> None:
    session = scene.session
    twin = session.files.create(last_name="Garnié")
    session.follow_up.paper_made(twin.id, DocumentKind.NOTICE, DocumentMedium.PRINTED)
    session.duplicates.merge(scene.subject, twin.id, {})
    erase(session, scene.subject)
    left = everything(session)
    assert "Garnié" not in left
    assert repr(bytes(twin.id)) not in left
    assert rows(session, "SELECT count(*) FROM tombstone") == [(2,)]


def test_erasing_a_person_empties_the_lines_of_the_journal_about_her_papers(scene: Scene) -> None:
    session = scene.session
    paper = session.follow_up.paper_made(scene.subject, DocumentKind.PERSON_PLAN, DocumentMedium.PRINTED)
    assert repr(bytes(paper.id)) in everything(session)
    erase(session, scene.subject)
    assert repr(bytes(paper.id)) not in everything(session)


def test_erasing_a_person_forgets_what_was_being_typed(scene: Scene) -> None:
    scene.session.drafts.keep("Mme Motcherché")
    erase(scene.session, scene.subject)
    assert "Motcherché" not in everything(scene.session)


def test_erasing_a_person_leaves_no_trace_and_spares_the_others(scene: Scene) -> None:
    session = scene.session
    session.files.change(scene.subject, request="motcherché alpha", last_name="Motcherché")
    session.files.change(scene.subject, last_name="Garnier")
    other = session.files.create(last_name="Traoré")
    assert "motcherché" in everything(session).lower()
    erase(session, scene.subject)
    left = everything(session)
    assert "motcherché" not in left.lower()
    assert "Garnier" not in left
    assert repr(bytes(scene.subject)) not in left
    assert session.overviews.search("garnier") == ()
    assert session.overviews.search("motcherche") == ()
    assert session.files.load(other.id).beneficiary.last_name == "Traoré"
    for kind in TABLES:
        table = table_numbered(kind).name
        assert rows(session, f"SELECT count(*) FROM {table} WHERE subject = ?", (scene.subject,)) == [(0,)]


def test_an_erased_person_never_comes_back(scene: Scene) -> None:
    kept = scene.file().beneficiary
    erase(scene.session, scene.subject)
    with pytest.raises(Erased), scene.session.uow.transaction("file.create") as records:
        records.add(kept)
    with pytest.raises(Erased):
        scene.session.follow_up.note(scene.subject, ContactKind.CALL, "Encore")
    assert scene.session.overviews.person(scene.subject) is None


def test_the_journal_tells_who_did_what_kind_of_thing_and_never_its_content(scene: Scene) -> None:
    session = scene.session
    secret = "Motsecretduneconversation"
    session.files.change(scene.subject, request=secret, private_note=secret)
    session.follow_up.note(scene.subject, ContactKind.NOTE, secret)
    session.plans.add_step(scene.subject, title=secret)
    journal = repr(rows(session, "SELECT * FROM journal")) + repr(rows(session, "SELECT * FROM txn"))
    assert secret not in journal
    assert "Garnier" not in journal
    assert "Sylvie" not in journal
    lines = session.team.journal(limit=3)
    assert [line.action for line in lines] == ["step.add", "contact.add", "file.change"]
    assert {line.author for line in lines} == {"Claire Morin"}


def test_the_codes_of_files_follow_each_other(session: Session) -> None:
    codes = [session.files.create(last_name=name).code for name in "ABC"]
    assert codes == ["A-0001", "A-0002", "A-0003"]
