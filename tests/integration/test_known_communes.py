"""Communes of the files, then of the country, are proposed on a real encrypted base."""

from __future__ import annotations

from pathlib import Path

from builders import Desk


def test_communes_of_the_files_are_proposed_before_the_others_most_usual_first(tmp_path: Path) -> None:
    session = Desk(tmp_path).create()
    for commune, post in (("Craon", "53400"), ("Cossé-le-Vivien", "53230"), ("Cossé-le-Vivien", "53230")):
        session.files.create(last_name="Garnier", commune=commune, postal_code=post)
    found = [found.name for found in session.communes.find("c")]
    assert found[:2] == ["Cossé-le-Vivien", "Craon"]
    assert len(found) == 8
    assert session.communes.find("534")[0].name == "Craon"


def test_a_commune_just_typed_comes_first_at_once_and_no_more_once_its_file_is_in_the_trash(tmp_path: Path) -> None:
    session = Desk(tmp_path).create()
    assert session.communes.find("ball")[0].name != "Ballots"
    person = session.files.create(last_name="Garnier", commune="Ballots", postal_code="53350")
    assert session.communes.find("ball")[0].name == "Ballots"
    session.files.trash(person.id)
    assert session.communes.find("ball")[0].name != "Ballots"


def test_a_commune_of_the_files_gets_its_code_and_the_point_of_the_commune_never_that_of_a_home(tmp_path: Path) -> None:
    session = Desk(tmp_path).create()
    home = {"latitude": 47.9, "longitude": -1.05}
    session.files.create(last_name="Garnier", commune="Ballots", postal_code="53350", **home)
    found = session.communes.find("ballots")
    assert [commune.insee_code for commune in found] == ["53018"]
    assert (found[0].latitude, found[0].longitude) != (47.9, -1.05)
    assert abs(found[0].latitude - 47.896) < 0.01


def test_a_place_that_no_gazetteer_knows_stays_proposed_without_point(tmp_path: Path) -> None:
    session = Desk(tmp_path).create()
    session.files.create(last_name="Garnier", commune="Saint-Nulle-Part", postal_code="99999")
    found = session.communes.find("saint-nul")
    assert [(commune.name, commune.insee_code, commune.latitude) for commune in found] == [
        ("Saint-Nulle-Part", "", None)
    ]
