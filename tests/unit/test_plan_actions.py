"""The step that each service of the catalogue becomes: data that are read back whole or refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobiconseil import paths
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.plan_actions import PlanAction
from mobiconseil.errors import InvalidReference
from mobiconseil.reference import load_plan_actions, load_reference, load_services
from mobiconseil.services.papers.wording import first_person

REFERENCE = load_reference()
ACTIONS = REFERENCE.plan_actions


def test_every_service_of_the_catalogue_has_one_step() -> None:
    assert {action.service for action in ACTIONS.actions} == {each.code for each in REFERENCE.services.services}


@pytest.mark.parametrize("action", ACTIONS.actions, ids=lambda action: action.service)
def test_every_step_can_be_said_by_the_person(action: PlanAction) -> None:
    said = first_person(agree(action.title, Civility.MADAME))
    assert said.startswith(("Je ", "J’")), said
    assert said.endswith(".")


def test_aids_are_asked_and_lessons_are_learnt() -> None:
    for action in ACTIONS.actions:
        family = action.service.partition("-")[0]
        assert action.skill or family != "F2"
        assert not (action.before and action.expense)
    assert ACTIONS.by_service["F2-07"].review == "Refaire le point sur le permis"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('service = "F1-02"', 'service = "F1-01"', "le service «\u00a0F1-01\u00a0» est en double"),
        ('service = "F1-02"', 'service = "F8-02"', "le code «\u00a0F8-02\u00a0» n’existe pas"),
        ("days = 30", "days = 0", "une étape se fait en un jour au moins"),
        ("ask = true\nbefore = true", "expense = true\nbefore = true", "une demande d’aide et une dépense"),
        ('ordinary_fallback = "F7-01"', 'ordinary_fallback = "F2-07"', "pas une étape de droit commun"),
        ('skill_fallback = "F1-08"', 'skill_fallback = "F9-99"', "pas une étape où l’on apprend"),
        ('mode = "taxi"', 'mode = "fusée"', "n’est pas une valeur connue"),
    ],
)
def test_a_wrong_step_is_refused_with_its_line(tmp_path: Path, before: str, after: str, reason: str) -> None:
    text = (paths.resources() / "reference" / "plan_actions.toml").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "plan_actions.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InvalidReference, match=r"plan_actions\.toml, ligne \d+") as refusal:
        load_plan_actions(path, load_services())
    assert reason in str(refusal.value)


def test_a_service_without_step_is_refused(tmp_path: Path) -> None:
    text = (paths.resources() / "reference" / "plan_actions.toml").read_text(encoding="utf-8")
    path = tmp_path / "plan_actions.toml"
    path.write_text(text[: text.index('[[action]]\nservice = "F7-04"')], encoding="utf-8")
    with pytest.raises(InvalidReference, match="il manque l’étape du service «\u00a0F7-04\u00a0»"):
        load_plan_actions(path, load_services())
