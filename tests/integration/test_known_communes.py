"""Communes already typed are proposed, on a real encrypted base."""

from __future__ import annotations

from pathlib import Path

from builders import Desk


def test_communes_of_the_files_are_proposed_most_usual_first(tmp_path: Path) -> None:
    session = Desk(tmp_path).create()
    for commune, post in (("Craon", "53400"), ("Cossé-le-Vivien", "53230"), ("Cossé-le-Vivien", "53230")):
        session.files.create(last_name="Garnier", commune=commune, postal_code=post)
    assert [found.name for found in session.communes.find("c")] == ["Cossé-le-Vivien", "Craon"]
    assert [found.name for found in session.communes.find("534")] == ["Craon"]


def test_a_commune_just_typed_is_proposed_at_once_and_a_trashed_file_is_not(tmp_path: Path) -> None:
    session = Desk(tmp_path).create()
    assert session.communes.find("ball") == ()
    person = session.files.create(last_name="Garnier", commune="Ballots", postal_code="53350", insee_code="53018")
    assert session.communes.find("ball")[0].insee_code == "53018"
    session.files.trash(person.id)
    assert session.communes.find("ball") == ()
