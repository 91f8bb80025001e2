"""A step that was begun and left: taken away only when nothing at all was said of it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time

import pytest

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step, StepState

BLANK = Step(id=RecordId(b"s" * 16), subject=RecordId(b"p" * 16), plan_id=RecordId(b"q" * 16))
PLACE = {"id", "subject", "plan_id", "position", "horizon", "origin"}
SAID = {
    "start_on": date(2026, 11, 20),
    "due_on": date(2026, 11, 20),
    "due_at": time(0, 0),
    "done_on": date(2026, 11, 20),
    "service_id": RecordId(b"v" * 16),
    "unavailability_days": 0,
    "immediate": True,
    "state": StepState.DONE,
}


def test_a_step_without_a_word_is_untouched() -> None:
    assert BLANK.is_untouched
    assert replace(BLANK, position=7).is_untouched


@pytest.mark.parametrize("name", [field.name for field in fields(Step) if field.name not in PLACE])
def test_whatever_is_said_of_a_step_keeps_it(name: str) -> None:
    said = replace(BLANK, **{name: SAID.get(name, "mot")})
    assert not said.is_untouched
