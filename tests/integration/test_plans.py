"""The action plan: it begins with its first word and closes only when something follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builders import MORNING, Desk
from mobiconseil.domain.beneficiary import FileState
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step, StepHorizon, StepState
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.papers.plans import PersonPlanData, ProfessionalPlanData
from mobiconseil.services.plans import PlanNotClosable, too_many_open
from mobiconseil.services.session import Session

TODAY = date(2026, 11, 20)


@pytest.fixture
def subject(session: Session) -> RecordId:
    return session.files.create(last_name="Garnier").id


def steps(session: Session, subject: RecordId) -> tuple[Step, ...]:
    return session.files.load(subject).steps


def test_the_plan_begins_with_its_goal_or_its_first_step(session: Session, subject: RecordId) -> None:
    assert session.files.load(subject).plan is None
    session.plans.add_step(subject, title="Un")
    session.plans.change(subject, goal="Travailler à Craon")
    file = session.files.load(subject)
    assert file.plan is not None
    assert file.plan.started_on == TODAY
    assert file.plan.goal == "Travailler à Craon"
    assert len(file.steps) == 1


def test_steps_are_moved_within_their_group_and_stop_at_its_ends(session: Session, subject: RecordId) -> None:
    for title in ("Un", "Deux", "Trois"):
        session.plans.add_step(subject, title=title)
    session.plans.add_step(subject, title="Plus tard", horizon=StepHorizon.LATER)
    session.plans.move_step(steps(session, subject)[2], -1)
    assert [s.title for s in steps(session, subject)] == ["Un", "Trois", "Deux", "Plus tard"]
    session.plans.move_step(steps(session, subject)[0], -1)
    session.plans.move_step(steps(session, subject)[2], 5)
    assert [s.title for s in steps(session, subject)] == ["Un", "Trois", "Deux", "Plus tard"]


def test_a_step_added_later_goes_to_its_place_by_date(desk: Desk, session: Session, subject: RecordId) -> None:
    for title, days in (("Un", 3), ("Trois", 20)):
        session.plans.add_step(subject, title=title, due_on=TODAY + timedelta(days=days))
    session.plans.add_step(subject, title="Sans date")
    session.plans.add_step(subject, title="Deux", due_on=TODAY + timedelta(days=10))
    session.plans.add_step(subject, title="Quatre", due_on=TODAY + timedelta(days=30))
    assert [s.title for s in steps(session, subject)] == ["Un", "Deux", "Trois", "Quatre", "Sans date"]
    for change in (desk.changes[-1], desk.changes[-2]):
        session.uow.undo(change.transaction)
    assert [s.title for s in steps(session, subject)] == ["Un", "Trois", "Sans date"]


def test_an_order_made_by_hand_stays_when_a_step_comes_in(session: Session, subject: RecordId) -> None:
    for title, days in (("Un", 3), ("Deux", 10), ("Trois", 20)):
        session.plans.add_step(subject, title=title, due_on=TODAY + timedelta(days=days))
    session.plans.move_step(steps(session, subject)[2], -2)
    assert [s.title for s in steps(session, subject)] == ["Trois", "Un", "Deux"]
    session.plans.add_step(subject, title="Entre", due_on=TODAY + timedelta(days=5))
    assert [s.title for s in steps(session, subject)] == ["Trois", "Un", "Entre", "Deux"]


def test_a_step_sent_to_later_and_back_finds_its_place_by_date(session: Session, subject: RecordId) -> None:
    for title, days in (("Un", 3), ("Deux", 10), ("Trois", 20)):
        session.plans.add_step(subject, title=title, due_on=TODAY + timedelta(days=days))
    session.plans.add_step(subject, title="Mars", horizon=StepHorizon.LATER, when_text="mars 2027")
    session.plans.add_step(subject, title="Août", horizon=StepHorizon.LATER, when_text="Août 2027")
    session.plans.add_step(subject, title="Mai", horizon=StepHorizon.LATER, when_text="mai 2027")
    session.plans.send_step(steps(session, subject)[1], StepHorizon.LATER)
    assert [s.title for s in steps(session, subject)] == ["Un", "Trois", "Deux", "Mars", "Mai", "Août"]
    session.plans.send_step(steps(session, subject)[2], StepHorizon.NOW)
    assert [s.title for s in steps(session, subject)] == ["Un", "Deux", "Trois", "Mars", "Mai", "Août"]


def test_a_step_done_is_dated_and_one_opened_again_is_not(session: Session, subject: RecordId) -> None:
    step = session.plans.add_step(subject, title="Un")
    assert session.plans.change_step(step.id, state=StepState.DONE).done_on == TODAY
    assert session.plans.change_step(step.id, state=StepState.TODO).done_on is None


def test_the_reason_of_a_failure_goes_with_the_failure(session: Session, subject: RecordId) -> None:
    step = session.plans.add_step(subject, title="Un")
    session.plans.change_step(step.id, state=StepState.FAILED)
    session.plans.change_step(step.id, unavailability="SATURATION", unavailability_days=90)
    again = session.plans.change_step(step.id, state=StepState.TODO)
    assert (again.unavailability, again.unavailability_days) == ("", None)


def test_more_than_five_open_steps_are_too_many(session: Session, subject: RecordId) -> None:
    for number in range(5):
        session.plans.add_step(subject, title=str(number))
    assert not too_many_open(steps(session, subject))
    session.plans.add_step(subject, title="Plus tard", horizon=StepHorizon.LATER)
    assert not too_many_open(steps(session, subject))
    session.plans.add_step(subject, title="Une de trop")
    assert too_many_open(steps(session, subject))


def test_a_plan_without_next_appointment_nor_exit_stays_open(session: Session, subject: RecordId) -> None:
    session.plans.change(subject, goal="Travailler")
    with pytest.raises(PlanNotClosable, match="Fixez un rendez-vous"):
        session.plans.close(subject, leaving=False)
    session.follow_up.plan_appointment(subject, MORNING - timedelta(days=1))
    with pytest.raises(PlanNotClosable):
        session.plans.close(subject, leaving=False)
    session.follow_up.plan_appointment(subject, MORNING + timedelta(days=7))
    assert session.plans.close(subject, leaving=False, note="Atteint").closed_on == TODAY
    assert session.files.load(subject).plan is None


def test_a_plan_with_a_failure_without_reason_stays_open(session: Session, subject: RecordId) -> None:
    step = session.plans.add_step(subject, title="Un")
    session.plans.change_step(step.id, state=StepState.DECLINED)
    with pytest.raises(PlanNotClosable, match="raison"):
        session.plans.close(subject, leaving=True)
    session.plans.change_step(step.id, unavailability="REFUS_PERSONNE")
    closed = session.plans.close(subject, leaving=True)
    session.plans.reopen(closed)
    file = session.files.load(subject)
    assert file.plan is not None
    assert [s.title for s in file.steps] == ["Un"]


def test_closing_a_plan_because_the_person_leaves_says_it_in_her_file_and_an_undo_takes_it_back(
    desk: Desk, session: Session, subject: RecordId
) -> None:
    session.plans.change(subject, goal="Travailler")
    before = session.files.load(subject).beneficiary
    session.plans.close(subject, leaving=True)
    left = session.files.load(subject).beneficiary
    assert (left.state, left.left_on) == (FileState.LEFT, TODAY)
    session.uow.undo(desk.changes[-1].transaction)
    assert session.files.load(subject).beneficiary == before


def test_an_exit_is_dated_once_and_coming_back_removes_it(desk: Desk, session: Session, subject: RecordId) -> None:
    session.files.set_state(subject, FileState.LEFT)
    desk.clock.set(MORNING + timedelta(days=40))
    for state in (FileState.AFTER, FileState.ARCHIVED):
        assert session.files.set_state(subject, state).left_on == TODAY
    assert session.files.set_state(subject, FileState.UNDERWAY).left_on is None
    assert session.files.set_state(subject, FileState.ARCHIVED).left_on is None


def test_a_new_plan_after_a_closed_one_is_another_plan(session: Session, subject: RecordId) -> None:
    session.plans.change(subject, goal="Le premier")
    session.plans.close(subject, leaving=True)
    session.plans.change(subject, goal="Le second")
    file = session.files.load(subject)
    assert file.plan is not None
    assert file.plan.goal == "Le second"
    assert [plan.goal for plan in file.closed_plans] == ["Le premier"]


def test_an_agreement_is_dated_and_its_absence_is_not(session: Session, subject: RecordId) -> None:
    assert session.plans.set_agreement(subject, TriState.YES).agreed_on == TODAY
    assert session.plans.set_agreement(subject, TriState.NO).agreed_on is None


def test_a_step_left_empty_is_on_no_paper_and_takes_the_place_of_none(session: Session, subject: RecordId) -> None:
    for rank in range(4):
        session.plans.add_step(subject, title=f"Étape {rank}")
    for horizon in (StepHorizon.NOW, StepHorizon.NOW, StepHorizon.LATER):
        session.plans.add_step(subject, horizon=horizon)
    session.plans.add_step(subject, title="La dernière")
    session.plans.add_step(subject, due_on=TODAY, horizon=StepHorizon.LATER)
    person = session.papers.build(DocumentKind.PERSON_PLAN, subject)
    professional = session.papers.build(DocumentKind.PROFESSIONAL_PLAN, subject)
    assert isinstance(person, PersonPlanData)
    assert isinstance(professional, ProfessionalPlanData)
    assert [step.title.endswith("La dernière.") for step in person.steps] == [False] * 4 + [True]
    assert len(person.later) == len(professional.later) == 1, "a date alone is something"
    assert [step.title for step in professional.steps] == [*(f"Étape {rank}" for rank in range(4)), "La dernière"]
