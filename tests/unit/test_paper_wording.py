"""Words of the papers: what the person says, when, and by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.follow_up import Appointment, AppointmentChannel, AppointmentState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.services.clock import FixedClock
from mobiconseil.services.papers.wording import (
    first_person,
    goal_parts,
    later_line,
    next_appointment,
    said_by_person,
    sentence,
    step_moment,
)

TODAY = date(2026, 11, 20)
ID = RecordId(bytes(16))
SYLVIE = Beneficiary(id=ID, subject=ID, civility=Civility.MADAME, first_name="Sylvie", last_name="Garnier")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Réserver la voiture de location", "Je réserve la voiture de location."),
        ("Je réserve la voiture.", "Je réserve la voiture."),
        ("appeler le transport", "J’appelle le transport."),
        ("M’inscrire au transport solidaire", "Je m’inscris au transport solidaire."),
        ("S'inscrire à l'auto-école", "Je m’inscris à l’auto-école."),
        ("Se rendre à Craon", "Je me rends à Craon."),
        ("Commencer le code", "Je commence le code."),
        ("Obtenir le code", "J’obtiens le code."),
        ("Faire réparer la voiture", "Je fais réparer la voiture."),
        ("Atelier du jeudi", "Atelier du jeudi."),
        ("Dossier d’aide", "Dossier d’aide."),
        ("Scooter à réparer", "Scooter à réparer."),
        ("Préférer le car", "Préférer le car."),
        ("", ""),
    ],
)
def test_a_step_is_said_by_the_person(typed: str, said: str) -> None:
    assert first_person(typed) == said


@given(st.text(max_size=40))
@example("0:")
@example("Je viens ;")
@example("«")
def test_saying_a_step_never_raises_and_ends_as_a_sentence(typed: str) -> None:
    said = first_person(typed)
    assert said == "" or said[-1] in ".!?…"
    assert first_person(said) == said or not said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sylvie, avec Claire", "Moi, avec Claire."),
        ("Sylvie et Claire", "Moi et Claire."),
        ("Sylvie. Claire envoie le dossier", "Moi. Claire envoie le dossier."),
        ("Mme Sylvie Garnier", "Moi."),
        ("La personne", "Moi."),
        ("Claire, avec Sylvie", "Claire, avec moi."),
        ("AutoRelais", "AutoRelais."),
        ("", "Moi."),
    ],
)
def test_the_person_is_me_on_her_own_plan(typed: str, said: str) -> None:
    assert said_by_person(typed, SYLVIE) == said


def step(**fields: object) -> Step:
    return Step(id=ID, subject=ID, plan_id=ID, **fields)  # type: ignore[arg-type]


def test_a_date_is_said_in_full_and_the_year_only_when_it_is_another() -> None:
    assert step_moment(step(due_on=date(2026, 11, 23)), TODAY) == "Avant le lundi 23\u00a0novembre."
    assert step_moment(step(due_on=date(2027, 1, 4)), TODAY) == "Avant le lundi 4\u00a0janvier\u00a02027."
    at = step(due_on=date(2026, 12, 2), due_at=time(6, 40))
    assert step_moment(at, TODAY) == "Mercredi 2\u00a0décembre, à 6\u00a0heures\u00a040."
    assert step_moment(step(when_text="au printemps"), TODAY) == "Au printemps."
    assert step_moment(step(), TODAY) == ""


def test_what_comes_later_is_one_line() -> None:
    line = later_line(step(title="Je prépare l’achat d’une voiture avec Claire.", when_text="janvier"))
    assert line == "en janvier, je prépare l’achat d’une voiture avec Claire."
    assert later_line(step(title="Passer le permis")) == "je passe le permis."


def test_the_date_of_the_goal_is_the_one_of_the_deadline() -> None:
    goal, strong = goal_parts("Aller travailler à Craon, à partir du lundi 7 décembre", date(2026, 12, 7), TODAY)
    assert goal == "aller travailler à Craon, à partir du lundi 7\u00a0décembre."
    assert strong == "lundi 7\u00a0décembre"
    assert goal_parts("Voir ma sœur", date(2026, 12, 7), TODAY) == ("voir ma sœur.", "")
    assert goal_parts("Voir ma sœur", None, TODAY) == ("voir ma sœur.", "")


def appointment(day: int, hour: int = 9, **fields: object) -> Appointment:
    return Appointment(id=ID, subject=ID, at=datetime(2026, 11, day, hour, tzinfo=UTC), **fields)  # type: ignore[arg-type]


def test_the_next_appointment_is_after_today_when_there_is_one() -> None:
    clock = FixedClock(datetime(2026, 11, 20, 7, 52, tzinfo=UTC))
    today, later = appointment(20, place="Mairie de Ballots"), appointment(25, place="Craon")
    found = next_appointment((today, later), clock)
    assert found is not None
    assert found.when == "Mercredi 25\u00a0novembre\u00a02026, à 10\u00a0heures"
    alone = next_appointment((today,), clock)
    assert alone is not None
    assert alone.where == "Mairie de Ballots."
    assert next_appointment((appointment(19),), clock) is None
    assert next_appointment((appointment(25, state=AppointmentState.CANCELLED),), clock) is None
    phone = next_appointment((appointment(25, channel=AppointmentChannel.PHONE, place="Craon"),), clock)
    assert phone is not None
    assert phone.where == "Par téléphone."


def test_a_sentence_keeps_its_own_ending() -> None:
    assert sentence(" déjà   vu ! ") == "Déjà vu\u202f!"
    assert sentence("fini.") == "Fini."
    assert sentence("  ") == ""
