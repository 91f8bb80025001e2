"""A vehicle told differently in the situation and in the assessment: said in both places, with the way across."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desk_window import OpenWindow
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.beneficiary import Beneficiary, Vehicle
from mobiconseil.domain.civility import Civility
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.assessment.view import AssessmentScreen
from mobiconseil.ui.screens.situation.view import SituationScreen
from mobiconseil.ui.widgets.notices import Banner
from situation_desk import show


@pytest.fixture
def person(window: OpenWindow) -> Beneficiary:
    person = window.session.files.create(civility=Civility.MADAME, last_name="Garnier", vehicle=Vehicle.NONE)
    assessment = window.session.assessments.start(person.id, AssessmentForm.SHORT)
    window.session.assessments.rate(assessment, "D6.1", 4)
    return person


def doubt(window: OpenWindow) -> Banner:
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    found = screen.grid.doubt if isinstance(screen, AssessmentScreen) else screen.findChild(Banner, "vehicle_doubt")
    assert isinstance(found, Banner)
    return found


def test_the_situation_and_the_assessment_point_at_each_other(
    qtbot: QtBot, window: OpenWindow, person: Beneficiary
) -> None:
    show(window, person, "resources")
    said = doubt(window)
    assert not said.isHidden()
    assert said.accessibleName() == "Le diagnostic dit autre chose"
    assert "Accéder à un véhicule à moteur\u00a0: «\u00a0à soi, fiable\u00a0», le" in said.accessibleDescription()
    said.action_clicked.emit()
    screen = window.bench.screen_shown.current  # type: ignore[union-attr]
    assert isinstance(screen, AssessmentScreen)
    assert screen.vm.item == "D6.1"
    other = doubt(window)
    assert other.isVisible()
    assert other.accessibleDescription().startswith("Véhicule\u00a0: «\u00a0Aucun véhicule\u00a0».")
    other.action_clicked.emit()
    assert isinstance(window.bench.screen_shown.current, SituationScreen)  # type: ignore[union-attr]
    assert window.session.files.load(person.id).beneficiary.vehicle is Vehicle.NONE, "nothing is corrected by itself"


def test_the_notice_goes_once_the_answers_agree(qtbot: QtBot, window: OpenWindow, person: Beneficiary) -> None:
    show(window, person, "resources")
    window.session.files.change(person.id, vehicle=Vehicle.CAR)
    assert doubt(window).isHidden()
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.ASSESSMENT, part="D6.1"))
    assert not doubt(window).isVisible()
    latest = window.session.files.load(person.id).latest_assessment
    assert latest is not None
    window.session.assessments.rate(latest, "D6.1", 0)
    assert doubt(window).isVisible()


@pytest.mark.parametrize("width", [1366, 760])
def test_the_notice_stays_with_the_vehicle(qtbot: QtBot, window: OpenWindow, person: Beneficiary, width: int) -> None:
    window.bench.resize(width, 640)
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.ASSESSMENT, part="D1.1"))
    grid = window.bench.screen_shown.current.grid  # type: ignore[union-attr]
    assert grid.doubt is None
    window.go(Route(section=Section.PEOPLE, subject=person.id, tab=Tab.ASSESSMENT, part="D6.1"))
    qtbot.waitUntil(lambda: doubt(window).visibleRegion().boundingRect() == doubt(window).rect())
    assert grid.rows["D6.1"].isVisible()
