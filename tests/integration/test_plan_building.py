"""The plan built from what was kept: one transaction, undone at once, and nothing twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builders import Desk
from data.cases import CASES, Case
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step, StepHorizon, StepState
from mobiconseil.domain.plan_draft import DraftPlan
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session
from pdf_reader import whole_text

TODAY = date(2026, 11, 20)
BY_CODE = {case.code: case for case in CASES}
AIDS = {
    "P1": ("permis_1_euro", "faj", "aide_permis_france_travail"),
    "P2": ("tarification_solidaire",),
    "P5": ("microcredit_mobilite",),
}


def received(session: Session, case: Case) -> RecordId:
    """Return the file of a person of the six cases, with her statuses and her assessment."""
    person = session.files.create(
        civility=case.civility,
        first_name=case.first_name,
        last_name=case.last_name,
        birth_year=TODAY.year - case.age,
        commune="Ballots",
        insee_code="53018",
        request=case.own_words,
        licence_requested=TriState.YES if case.wants_permit else TriState.NO,
        deadline_on=None if case.deadline_days is None else TODAY + timedelta(days=case.deadline_days),
    )
    for code in case.statuses:
        session.files.set_status(person.id, code, value=TriState.YES)
    assessment = session.assessments.start(person.id, AssessmentForm.FULL)
    for item, value in case.values.items():
        session.assessments.rate(assessment, item, value)
    return person.id


def kept(session: Session, code: str) -> RecordId:
    """Return the file of a case once every proposed service and its aids were kept."""
    subject = received(session, BY_CODE[code])
    for service in session.advice.recommendations(subject).services:
        session.choices.keep(subject, f"catalogue:{service}")
    for aid in AIDS.get(code, ()):
        session.choices.keep(subject, f"aid:{aid}")
    return subject


def steps(session: Session, subject: RecordId) -> tuple[Step, ...]:
    return session.files.load(subject).steps


def titles(draft: DraftPlan) -> list[str]:
    return [step.title for step in draft.steps]


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_each_case_gives_a_readable_plan_whose_steps_say_why(session: Session, code: str) -> None:
    subject = kept(session, code)
    draft = session.plan_building.draft(subject)
    assert 1 <= len(draft.open_steps) <= 5
    assert any(step.ordinary_law for step in draft.open_steps)
    assert any(step.skill for step in draft.open_steps)
    assert all(step.reason and step.rules for step in draft.steps if not step.aids), titles(draft)
    assert all(step.due_on >= TODAY and step.due_on.weekday() < 5 for step in draft.steps)


def test_p1_asks_for_the_aids_before_signing(session: Session) -> None:
    draft = session.plan_building.draft(kept(session, "P1"))
    asked = next(step for step in draft.steps if step.title == "Demander les aides avant de signer le devis")
    assert {"permis_1_euro", "faj", "aide_permis_france_travail"} <= set(asked.aids)
    assert all(asked.due_on <= step.due_on for step in draft.steps if step.expense)


def test_p2_never_begins_with_the_driving_school_even_when_it_was_kept(session: Session) -> None:
    subject = kept(session, "P2")
    session.choices.keep(subject, "catalogue:F2-07")
    draft = session.plan_building.draft(subject)
    assert not any("auto-école" in title.lower() for title in titles(draft))
    review = next(step for step in draft.steps if step.title == "Refaire le point sur le permis")
    assert review.horizon is StepHorizon.LATER
    assert review.reason.startswith("Pas maintenant, parce que ")


def test_p5_acts_within_three_days(session: Session) -> None:
    draft = session.plan_building.draft(kept(session, "P5"))
    assert draft.steps[0].immediate
    assert (draft.steps[0].due_on - TODAY).days <= 3
    budget = next(step for step in draft.steps if "conseil budget" in step.title)
    review = next(step for step in draft.steps if step.title.startswith("Refaire le point\u00a0:"))
    assert budget.due_on < review.due_on


def test_facts_about_health_stay_out_of_the_reasons(session: Session) -> None:
    for code in ("P3", "P6"):
        for step in session.plan_building.draft(kept(session, code)).steps:
            for item in (each for each in session.reference.grid.items() if each.code.startswith("D10.")):
                assert item.title.lower() not in step.reason.lower()


def test_the_steps_are_added_and_undone_at_once(desk: Desk, session: Session) -> None:
    subject = kept(session, "P2")
    draft = session.plan_building.draft(subject)
    added = session.plan_building.build(subject, draft)
    assert [step.title for step in steps(session, subject)] == [step.title for step in added]
    assert len(added) == len(draft.steps)
    assert desk.changes[-1].action == Action.PLAN_BUILT
    session.uow.undo(desk.changes[-1].transaction)
    assert steps(session, subject) == ()


def test_building_twice_adds_nothing_twice(desk: Desk, session: Session) -> None:
    subject = kept(session, "P1")
    draft = session.plan_building.draft(subject)
    first = session.plan_building.build(subject, draft)
    seen = len(desk.changes)
    assert session.plan_building.build(subject, draft) == ()
    assert session.plan_building.draft(subject) == DraftPlan()
    assert len(desk.changes) == seen
    assert {step.id for step in steps(session, subject)} == {step.id for step in first}


def test_a_step_rewritten_with_the_person_is_not_added_again(session: Session) -> None:
    subject = kept(session, "P2")
    draft = session.plan_building.draft(subject)
    built = session.plan_building.build(subject, draft)
    session.plans.change_step(built[0].id, title="Regarder les cars avec ma fille", state=StepState.DONE)
    assert session.plan_building.build(subject, draft) == ()
    assert len(steps(session, subject)) == len(built)


def test_what_is_kept_later_joins_the_plan(session: Session) -> None:
    subject = received(session, BY_CODE["P2"])
    session.choices.keep(subject, "catalogue:F3-09")
    session.plan_building.build(subject, session.plan_building.draft(subject))
    before = len(steps(session, subject))
    session.choices.keep(subject, "catalogue:F2-03")
    added = session.plan_building.build(subject, session.plan_building.draft(subject))
    assert [step.service_code for step in added] == ["F2-03"]
    assert len(steps(session, subject)) == before + 1


def test_what_is_built_later_goes_to_its_place_by_date(desk: Desk, session: Session) -> None:
    subject = received(session, BY_CODE["P2"])
    session.plans.add_step(subject, title="Visiter l’atelier", due_on=TODAY + timedelta(days=90))
    session.choices.keep(subject, "catalogue:F3-09")
    session.choices.keep(subject, "catalogue:F2-03")
    built = session.plan_building.build(subject, session.plan_building.draft(subject))
    now = [step for step in steps(session, subject) if step.horizon is StepHorizon.NOW]
    assert len(built) > 1
    assert now[-1].title == "Visiter l’atelier"
    assert [step.due_on for step in now] == sorted(step.due_on for step in now if step.due_on is not None)
    session.uow.undo(desk.changes[-1].transaction)
    assert [(step.title, step.position) for step in steps(session, subject)] == [("Visiter l’atelier", 0)]


def test_the_printed_plans_follow_the_dates_too(session: Session) -> None:
    subject = received(session, BY_CODE["P2"])
    session.plans.add_step(subject, title="Visiter l’atelier", due_on=TODAY + timedelta(days=90))
    session.plans.add_step(subject, title="Appeler la mairie", due_on=TODAY + timedelta(days=4))
    papers = session.papers
    for kind in (DocumentKind.PERSON_PLAN, DocumentKind.PROFESSIONAL_PLAN):
        text = whole_text(papers.render(papers.build(kind, subject)))
        assert 0 < text.find("la mairie") < text.find("l’atelier")


def test_a_discarded_service_gives_no_step(session: Session) -> None:
    subject = received(session, BY_CODE["P2"])
    session.choices.keep(subject, "catalogue:F3-09")
    session.choices.discard(subject, "catalogue:F2-03", "SATURATION")
    assert not any(step.service_code == "F2-03" for step in session.plan_building.draft(subject).steps)


def test_an_aid_that_is_gone_leaves_the_rest_of_the_plan(session: Session) -> None:
    subject = received(session, BY_CODE["P2"])
    session.choices.keep(subject, "aid:local_disparue")
    session.choices.keep(subject, f"service:{bytes(16).hex()}")
    session.choices.keep(subject, "catalogue:F3-09")
    draft = session.plan_building.draft(subject)
    assert any(step.service_code == "F3-09" for step in draft.steps)


def test_titles_agree_with_the_person(session: Session) -> None:
    subject = received(session, BY_CODE["P1"])
    session.choices.keep(subject, "catalogue:F1-08")
    built = session.plan_building.build(subject, session.plan_building.draft(subject))
    assert "Essayer le trajet, accompagnée la première fois" in [step.title for step in built]
