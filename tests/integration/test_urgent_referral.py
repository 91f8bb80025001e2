"""A referral of somebody who starts work in three days: it is urgent from its draft, and comes back in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from advice_desk import AdviceDesk, advised
from builders import Desk

DEADLINE = date(2026, 11, 23)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[AdviceDesk]:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    yield advised(session)
    session.close()
    desk.release()


def recall_day(scene: AdviceDesk) -> date:
    recall = scene.this_referral().recall_id
    return next(found.due_on for found in scene.file().recalls if found.id == recall)


def test_a_deadline_within_the_week_makes_a_new_referral_urgent(scene: AdviceDesk) -> None:
    assert not scene.referral.urgent
    scene.session.files.change(scene.subject, deadline_on=DEADLINE)
    assert scene.session.referrals.draft_for_step(scene.step).urgent


def test_an_urgent_referral_comes_back_when_its_sheet_expects_the_answer(scene: AdviceDesk) -> None:
    scene.session.referrals.change(scene.referral.id, urgent=True)
    scene.session.referrals.send(scene.referral.id)
    assert recall_day(scene) == date(2026, 11, 23)


def test_chasing_an_urgent_referral_gives_two_days_again(scene: AdviceDesk) -> None:
    scene.session.referrals.change(scene.referral.id, urgent=True)
    scene.session.referrals.send(scene.referral.id, sent_on=date(2026, 11, 16))
    assert recall_day(scene) == date(2026, 11, 18)
    scene.session.referrals.chase(scene.this_referral())
    assert recall_day(scene) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("place", "structure"),
    [
        ("AutoRelais, 4 rue de la Gare, à Craon", "AutoRelais"),
        ("4 rue de la Gare, Craon", "4 rue de la Gare, Craon"),
        ("AutoRelais", "AutoRelais"),
        ("", ""),
    ],
)
def test_the_structure_of_a_step_written_by_hand_is_its_name_without_its_address(
    scene: AdviceDesk, place: str, structure: str
) -> None:
    step = scene.session.plans.add_step(scene.subject, title="Prendre la voiture prêtée", place=place)
    assert scene.session.referrals.draft_for_step(step).organisation == structure


def test_an_aid_asked_for_before_a_near_deadline_comes_back_in_three_days(scene: AdviceDesk) -> None:
    scene.session.files.change(scene.subject, deadline_on=DEADLINE)
    scene.session.aid_requests.ask(scene.request.id)
    recall = scene.this_request().recall_id
    assert next(found.due_on for found in scene.file().recalls if found.id == recall) == DEADLINE
