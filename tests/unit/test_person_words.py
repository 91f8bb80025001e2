"""What the lists say about a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mobiconseil.domain.identity import RecordId
from mobiconseil.services import person_words
from mobiconseil.services.clock import FixedClock
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.screens.people.preview import _plan

CLOCK = FixedClock(datetime(2026, 11, 20, 7, 52, tzinfo=UTC))
BLANK = PersonLine(
    subject=RecordId(bytes(16)),
    code="A-0001",
    state="accueilli",
    adviser="",
    civility="madame",
    last_name="Garnier",
    first_name="Sylvie",
    birth_year=1984,
    phone="",
    commune="Ballots",
    prescriber_kind="",
    prescriber_structure="",
    request="",
    deadline_on=None,
    deadline_label="",
    rated=0,
    assessment_form=None,
    assessment_started=None,
    assessment_finished=None,
    steps_open=0,
    steps_done=0,
    agreed=False,
    next_at=None,
    next_kind=None,
    next_text="",
    recall_on=None,
    last_contact=None,
    deleted=False,
)
STARTED = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("fields", "done", "sentence"),
    [
        ({"state": "prescrit"}, 0, "Étape 1 sur 4 · Premier rendez-vous"),
        ({}, 1, "Étape 2 sur 4 · Diagnostic à faire"),
        ({"assessment_started": STARTED, "rated": 31}, 1, "Étape 2 sur 4 · 31 items sur 54"),
        ({"assessment_started": STARTED, "assessment_finished": STARTED}, 2, "Étape 3 sur 4 · Plan à construire"),
        ({"steps_open": 4}, 3, "Étape 4 sur 4 · 4 étapes à valider"),
        ({"steps_open": 2, "steps_done": 2, "agreed": True}, 4, "Étape 4 sur 4 · Plan : 2 étapes sur 4"),
        ({"steps_open": 1, "steps_done": 1, "agreed": True}, 4, "Étape 4 sur 4 · Plan : 1 étape sur 2"),
    ],
)
def test_the_progress_is_said_in_words(fields: dict[str, object], done: int, sentence: str) -> None:
    stage = person_words.stage(replace(BLANK, **fields), 54)
    assert (stage.done, stage.sentence.replace("\u00a0", " ")) == (done, sentence)


def test_an_appointment_of_today_is_not_late_until_it_is_well_over() -> None:
    soon = replace(BLANK, next_at="2026-11-20T08:00:00Z", next_kind="rendez_vous")
    found = person_words.next_date(soon, CLOCK)
    assert found is not None
    assert (found.day, found.text, found.late) == (date(2026, 11, 20), "rendez-vous à\u00a09\u00a0h", False)
    over = person_words.next_date(soon, FixedClock(datetime(2026, 11, 20, 10, 0, tzinfo=UTC)))
    assert over is not None
    assert (over.text, over.late) == ("rendez-vous passé", True)


def test_an_appointment_is_dated_by_the_clock_on_the_wall() -> None:
    late_evening = replace(BLANK, next_at="2026-11-20T23:30:00Z", next_kind="rendez_vous")
    found = person_words.next_date(late_evening, CLOCK)
    assert found is not None
    assert found.day == date(2026, 11, 21)


def test_a_recall_of_yesterday_is_late_and_one_of_today_is_not() -> None:
    for day, late, text in (("2026-11-19", True, "relance en retard"), ("2026-11-20", False, "relance")):
        found = person_words.next_date(replace(BLANK, next_at=day, next_kind="relance"), CLOCK)
        assert found is not None
        assert (found.late, found.text) == (late, text)


def test_a_person_who_came_by_herself_is_named_with_her_gender() -> None:
    assert person_words.prescriber(replace(BLANK, prescriber_kind="elle_meme")) == "Elle-même"
    assert person_words.prescriber(replace(BLANK, prescriber_kind="elle_meme", civility="monsieur")) == "Lui-même"
    assert (
        person_words.prescriber(replace(BLANK, prescriber_structure="Atelier du Craonnais")) == "Atelier du Craonnais"
    )


def test_a_file_without_a_name_still_has_one_in_the_list() -> None:
    assert person_words.full_name(replace(BLANK, first_name="", last_name="", civility="none")) == "Sans nom"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"state": "contact"}, "Premier rendez-vous à fixer"),
        ({"assessment_started": STARTED}, "Diagnostic à terminer"),
        ({"assessment_started": STARTED, "rated": 34}, "Diagnostic à terminer, 34\u00a0items sur\u00a054"),
        ({"assessment_started": STARTED, "assessment_finished": STARTED}, "Plan à construire"),
    ],
)
def test_the_preview_says_the_next_thing_once(fields: dict[str, object], sentence: str) -> None:
    assert _plan(replace(BLANK, **fields), 54).html == sentence  # type: ignore[arg-type]
