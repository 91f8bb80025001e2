"""The communes of the country, from the shipped file: counts, points, completion, and a cache that heals."""

from __future__ import annotations

import hashlib
import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.distance import straight_line
from mobiconseil.domain.geography import Place
from mobiconseil.geo.communes import NationalCommunes
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.geo.words import forms, normalise
from mobiconseil.paths import resources
from mobiconseil.services.communes import Commune

SHIPPED = resources() / "geo"


class NoKnown:
    def find(self, typed: str, *, limit: int = 8) -> tuple[Commune, ...]:
        return ()

    def departements(self) -> tuple[str, ...]:
        return ()


class Mayenne(NoKnown):
    def departements(self) -> tuple[str, ...]:
        return ("53",)


def test_the_shipped_files_are_those_that_their_provenance_tells() -> None:
    told = json.loads((SHIPPED / "PROVENANCE.json").read_text(encoding="utf-8"))
    assert {file["name"] for file in told["files"]} == {"communes.csv.xz", "background.bin.xz"}
    for file in told["files"]:
        data = (SHIPPED / file["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["size"], file["sha256"])
    for source in told["sources"]:
        assert {"name", "version", "registry", "licence"} <= set(source)
        assert len(source["sha256"]) == 64
    assert {path.name for path in SHIPPED.iterdir()} == {"communes.csv.xz", "background.bin.xz", "PROVENANCE.json"}


def test_every_commune_is_there(gazetteer: Gazetteer) -> None:
    assert gazetteer.count() >= 34_900
    rows = gazetteer._file.rows("SELECT count(*), count(DISTINCT departement), min(length(postal_codes)) FROM place")
    everything, departements, shortest = rows[0]
    assert everything >= gazetteer.count() + 1_900
    assert departements == 101
    assert shortest >= 5


@pytest.mark.parametrize(
    ("code", "name", "latitude", "longitude"),
    [
        ("62041", "Arras", 50.291, 2.777),
        ("49099", "Cholet", 47.06, -0.879),
        ("59249", "Fourmies", 50.017, 4.047),
    ],
)
def test_the_point_of_a_town_is_in_its_centre(
    gazetteer: Gazetteer, code: str, name: str, latitude: float, longitude: float
) -> None:
    place = gazetteer.by_insee(code)
    assert place is not None
    assert place.name == name
    assert straight_line(latitude, longitude, *place.point) < 0.6
    assert gazetteer.nearest(latitude, longitude) == place


def test_a_commune_brings_its_codes_its_people_its_epci_and_its_departement(gazetteer: Gazetteer) -> None:
    place = gazetteer.by_insee("53084")
    assert place is not None
    assert (place.label, place.postal_codes, place.departement_name) == ("Craon", ("53400",), "Mayenne")
    assert 4_000 < place.population < 5_500
    assert place.epci_name == "CC du Pays de Craon"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cho", "Cholet"),
        ("st ger", "Saint-Germain-en-Laye"),
        ("493", "Cholet"),
        ("49300", "Cholet"),
        ("cholet 493", "Cholet"),
        ("CHÂTEAU-GONT", "Château-Gontier-sur-Mayenne"),
        ("mans", "Le Mans"),
        ("le havre", "Le Havre"),
        ("l'hay", "L’Haÿ-les-Roses"),
        ("oeuf", "Œuf-en-Ternois"),
        ("strasb", "Strasbourg"),
        ("ste mar", "Sainte-Marie"),
        ("st", "Strasbourg"),
        ("paris", "Paris"),
        ("ars", "Ars"),
    ],
)
def test_a_few_letters_are_enough(gazetteer: Gazetteer, typed: str, first: str) -> None:
    assert gazetteer.search(typed)[0].name == first


def test_communes_of_the_same_name_show_their_departement(gazetteer: Gazetteer) -> None:
    found = [place for place in gazetteer.search("saint-denis") if place.name == "Saint-Denis"]
    assert len(found) >= 4
    assert len({place.detail for place in found}) == len(found)
    assert {"Seine-Saint-Denis", "La Réunion", "Aude", "Gard"} <= {place.departement_name for place in found}
    assert gazetteer.named("Saint-Denis") is None
    assert gazetteer.named("Saint-Denis", "11310").departement == "11"


def test_a_former_commune_is_found_by_its_name_and_belongs_to_the_commune_of_today(gazetteer: Gazetteer) -> None:
    place = gazetteer.search("saint-macaire-en-m")[0]
    assert place.label == "Saint-Macaire-en-Mauges (Sèvremoine)"
    assert place.commune_code == "49301"
    assert gazetteer.by_insee("49301").name == "Sèvremoine"


def test_the_arrondissements_are_found_but_never_written_on_a_map(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.search("75012")] == ["Paris", "Paris 12e Arrondissement"]
    names = [name.name for name in gazetteer.names((2.2, 48.8, 2.5, 48.9), 13)]
    assert names[0] == "Paris"
    assert not any("Arrondissement" in name for name in names)


def test_the_sea_is_near_no_commune(gazetteer: Gazetteer) -> None:
    assert gazetteer.nearest(30, -40) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_places_and_no_error(gazetteer: Gazetteer, typed: str) -> None:
    found = gazetteer.search(typed)
    assert len(found) <= 8
    assert all(isinstance(place, Place) for place in found)


@given(st.sampled_from(["cholet", "saint germain", "le mans", "49300"]), st.integers(1, 12))
def test_a_longer_beginning_never_finds_a_place_that_a_shorter_one_could_not(
    gazetteer: Gazetteer, typed: str, length: int
) -> None:
    begun = typed[:length]
    for place in gazetteer.search(begun):
        words = f"{normalise(place.name)} {' '.join(place.postal_codes)}"
        assert any(all(part in words for part in form.split()) for form in forms(begun))


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    first = Gazetteer(cache=tmp_path)
    first.prepare()
    first.close()
    kept = next(tmp_path.iterdir())
    for damage in (b"", b"not a base at all", kept.read_bytes()[:200_000]):
        kept.write_bytes(damage)
        again = Gazetteer(cache=tmp_path)
        assert again.search("cholet")[0].insee == "49099"
        again.close()
        assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_an_index_damaged_in_its_middle_is_made_again_at_the_query_that_meets_it(tmp_path: Path) -> None:
    first = Gazetteer(cache=tmp_path)
    first.prepare()
    first.close()
    kept = next(tmp_path.iterdir())
    data = bytearray(kept.read_bytes())
    data[8192:-4096] = b"\xa5" * (len(data) - 12288)
    kept.write_bytes(data)
    again = Gazetteer(cache=tmp_path)
    assert again.search("cholet")[0].insee == "49099"
    again.close()


def test_a_laptop_whose_cache_cannot_be_written_works_from_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    made = Gazetteer(cache=blocked / "cache")
    assert made.search("cholet")[0].insee == "49099"
    made.close()


def test_threads_that_ask_first_together_get_the_same_answer(tmp_path: Path) -> None:
    shared = Gazetteer(cache=tmp_path)
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(shared.search("cholet")[0].insee)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shared.close()
    assert answers == ["49099"] * 6


def test_a_commune_with_one_postal_code_brings_it_and_one_with_several_does_not_guess(gazetteer: Gazetteer) -> None:
    finder = NationalCommunes(NoKnown(), gazetteer)
    assert finder.find("craon")[0].postal_code == "53400"
    angers = finder.find("angers")[0]
    assert (angers.postal_code, angers.postal_codes) == ("", ("49000", "49100"))
    assert finder.find("49100")[0].postal_code == "49100"
    assert finder.find("saint-macaire-en-m")[0].detail == "Sèvremoine, 49230 à 49710, Maine-et-Loire"


def test_the_communes_of_the_departements_followed_come_first_and_leave_room_for_the_others(
    gazetteer: Gazetteer,
) -> None:
    here = [commune.detail for commune in NationalCommunes(Mayenne(), gazetteer).find("saint-m")]
    assert [detail.endswith(", Mayenne") for detail in here] == [True] * 4 + [False] * 4
    assert NationalCommunes(Mayenne(), gazetteer).find("cholet")[0].insee_code == "49099"
    assert NationalCommunes(Mayenne(), gazetteer).find("534")[0].postal_code.startswith("534")
    assert [p.departement for p in gazetteer.search("craon", near=("86",))][:2] == ["86", "53"]
    assert gazetteer.search("bastia", near=("2A", "2B"))[0].departement == "2B"


def test_the_index_of_an_older_program_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("communes-1-000000000000.sqlite", "background-1-000000000000.sqlite", "notes.txt"):
        (tmp_path / name).write_bytes(b"old")
    made = Gazetteer(cache=tmp_path)
    made.prepare()
    made.close()
    left = {path.name for path in tmp_path.iterdir()}
    assert "communes-1-000000000000.sqlite" not in left
    assert {"background-1-000000000000.sqlite", "notes.txt"} < left
    assert len(left) == 3


def test_an_intercommunality_tells_its_communes(gazetteer: Gazetteer) -> None:
    craon = gazetteer.by_insee("53084")
    assert craon is not None
    communes = gazetteer.of_epci(craon.epci)
    assert {"53084", "53018"} <= communes
    assert 30 <= len(communes) <= 45
    assert gazetteer.of_epci("") == frozenset()
