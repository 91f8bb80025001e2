"""The reference data shipped with the program say what the trade expects."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from mobiconseil import paths
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.grid import DESCRIPTOR_LENGTH, Nature
from mobiconseil.domain.reference import Reference
from mobiconseil.reference import load_reference

NAMES = ("assessment", "barriers", "modes", "plan_actions", "services", "statuses", "trip_costs", "unavailability")
FILES = [paths.resources() / "reference" / f"{name}.toml" for name in NAMES]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def test_the_grid_has_54_items_in_12_domains(reference: Reference) -> None:
    assert [len(domain.items) for domain in reference.grid.domains] == [5, 4, 5, 4, 6, 5, 3, 4, 4, 4, 6, 4]
    assert len(reference.grid.items()) == 54


def test_the_short_form_has_26_items_that_take_about_25_minutes(reference: Reference) -> None:
    short = reference.grid.items(AssessmentForm.SHORT)
    assert " ".join(item.number for item in short) == (
        "1.1 1.2 2.1 2.2 3.1 3.2 4.1 4.2 5.1 5.2 5.4 6.1 6.2 6.3 7.1 7.2 8.1 8.2 9.1 10.1 11.1 11.2 11.3 11.4 12.1 12.2"
    )
    assert 25 <= sum(item.minutes for item in short) <= 30
    assert 35 <= sum(item.minutes for item in reference.grid.items()) <= 50


def test_every_descriptor_fits_its_cell_whoever_the_person_is(reference: Reference) -> None:
    for item in reference.grid.items():
        for civility in Civility:
            said = [item.descriptor(value, civility) for value in range(5)]
            assert max(len(text) for text in said) <= DESCRIPTOR_LENGTH
            assert len(set(said)) == 5


def test_the_bus_items_read_as_on_the_screen(reference: Reference) -> None:
    item = reference.grid.item("D3.2")
    assert item.title == "Monter, valider, descendre au bon arrêt"
    assert [item.descriptor(value, Civility.MADAME) for value in range(5)] == [
        "jamais pris le car",
        "accompagnée",
        "trajet appris",
        "seule, réseau habituel",
        "seule, tout réseau",
    ]


def test_the_columns_are_headed_for_the_person(reference: Reference) -> None:
    assert reference.grid.legend("D3", Civility.MADAME) == (
        "pas encore",
        "avec quelqu’un",
        "avec une préparation",
        "seule, lieux connus",
        "seule, partout",
    )
    assert reference.grid.legend("D6") == reference.grid.legends[Nature.RESOURCE]


def test_the_axes_have_short_names(reference: Reference) -> None:
    axes = [domain.axis for domain in reference.grid.domains]
    assert axes == [
        "Repérage", "Temps", "Bus, train", "Marche", "Conduire", "Véhicule",
        "Numérique", "Langue", "Budget", "Santé", "Confiance", "Territoire",
    ]  # fmt: skip


def test_only_health_is_sensitive_and_optional(reference: Reference) -> None:
    assert [domain.code for domain in reference.grid.domains if domain.sensitive and domain.optional] == ["D10"]
    assert {item.domain for item in reference.grid.items() if item.sensitive} == {"D10"}
    assert all(item.sensitive for item in reference.grid.domain("D10").items)


def test_the_catalogues_are_complete(reference: Reference) -> None:
    assert [status.code for status in reference.statuses.kinds] == [f"ST{n:02}" for n in range(1, 27)]
    assert [len(branch.barriers) for branch in reference.barriers.branches] == [5, 5, 5, 6, 5, 5, 4, 5, 3, 3]
    assert [kind.code for kind in reference.unavailability.kinds] == [
        "ELIGIBILITE", "SATURATION", "ACCESSIBILITE", "ELOIGNEMENT", "MECONNAISSANCE", "INEXISTANT", "REFUS_PERSONNE",
    ]  # fmt: skip
    assert [len(family.services) for family in reference.services.families] == [14, 15, 12, 8, 8, 6, 4]
    assert [mode.code for mode in reference.modes.modes] == [
        "MARCHE", "VELO", "BUS", "TAD", "COVOITURAGE", "CYCLOMOTEUR", "VOITURE",
    ]  # fmt: skip


def test_sensitive_statuses_are_marked(reference: Reference) -> None:
    marked = {status.code for status in reference.statuses.kinds if status.sensitive}
    assert marked == {"ST03", "ST09", "ST20", "ST21", "ST22", "ST23"}


def test_a_status_reads_with_the_person(reference: Reference) -> None:
    status = reference.status("ST04")
    assert status.chip(Civility.MADAME) == "Demandeuse d’emploi"
    assert status.chip(Civility.MONSIEUR) == "Demandeur d’emploi"
    assert status.chip(Civility.NONE) == "En demande d’emploi"


def test_a_service_says_its_mesh_and_its_delay(reference: Reference) -> None:
    service = reference.service("F4-04")
    assert (service.core, service.mesh.label, service.target_days) == (True, "département", 5)
    assert reference.service("F1-12").target_days is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_people_read_follows_french_typography(path: Any) -> None:
    for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert "'" not in text, text
        assert not re.search(r" [;?!%:»]|« ", text), text
        assert "·e" not in text
        assert text == text.strip()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_brace_is_an_agreement(path: Any) -> None:
    for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
        for civility in Civility:
            assert not set("{}|") & set(agree(text, civility)), text


def test_every_file_says_that_it_is_not_official(reference: Reference) -> None:
    for path in FILES:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        assert data["source"]
        assert data["note"]
        assert data["version"] == "2026.1"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
