"""Addresses of a département: found to their number, the nearest one, or the commune."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from data.geo_files import BAN_ROWS, write_ban
from mobiconseil.domain.geography import Precision
from mobiconseil.geo.address_words import parse
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.geo.packs import LocalPacks
from mobiconseil.services.geography import PackKind
from pack_desk import add, refusal

# Addresses


def test_an_address_is_found_to_its_number(packs: LocalPacks, tmp_path: Path, gazetteer: Gazetteer) -> None:
    add(packs, PackKind.ADDRESSES, write_ban(tmp_path / "adresses-53.csv.gz"))
    book = packs.addresses(gazetteer)
    found = book.search("12 rue des lilas craon")[0]
    assert (found.label, found.precision) == ("12 Rue des Lilas, 53400 Craon", Precision.NUMBER)
    assert found.point == (47.849, -0.9501)
    assert book.search("12bis, rue des lil")[0].label == "12 bis Rue des Lilas, 53400 Craon"
    assert book.search("3 av general de gaulle 53400")[0].precision is Precision.NUMBER
    assert book.search("5 pl du pilori")[0].commune == "Craon"
    assert book.search("chemin etang niafles")[0].precision is Precision.STREET


def test_an_unknown_number_gives_the_nearest_and_says_so(
    packs: LocalPacks, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    add(packs, PackKind.ADDRESSES, write_ban(tmp_path / "adresses-53.csv"))
    found = packs.addresses(gazetteer).search("38 rue des lilas")[0]
    assert (found.point, found.precision.label) == ((47.85, -0.953), "dans la rue")
    assert found.label == "Rue des Lilas, 53400 Craon"


def test_without_its_departement_an_address_falls_back_to_the_centre_of_the_commune(
    packs: LocalPacks, gazetteer: Gazetteer
) -> None:
    book = packs.addresses(gazetteer)
    for typed in ("12 rue des Lilas 53400 Craon", "12 rue des Lilas, 53400 CRAON", "Craon 53400", "8 allée X fourmies"):
        found = book.search(typed)[0]
        assert found.precision.label == "au centre de la commune"
        assert found.commune == ("Fourmies" if "fourmies" in typed else "Craon")
        assert found.insee in {"53084", "59249"}
    assert book.search("cho")[0].commune == "Cholet"
    assert book.search("12 rue des Lilas") == ()
    assert book.search("") == ()


def test_a_hamlet_of_the_other_file_of_the_base_is_found_as_a_place(
    packs: LocalPacks, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    file = tmp_path / "lieux-dits-53-beta.csv"
    file.write_text(
        "id;nom_lieu_dit;code_postal;code_insee;nom_commune;lon;lat\n1;La Butte;53400;53084;Craon;-0.96;47.86\n",
        encoding="utf-8",
    )
    add(packs, PackKind.ADDRESSES, file)
    found = packs.addresses(gazetteer).search("la butte craon")[0]
    assert (found.label, found.precision) == ("La Butte, 53400 Craon", Precision.PLACE)


def test_an_address_file_without_its_columns_says_which_ones(packs: LocalPacks, tmp_path: Path) -> None:
    file = tmp_path / "autre.csv"
    file.write_text("nom;prenom;code_insee\na;b;53084\n", encoding="utf-8")
    text = refusal(packs, PackKind.ADDRESSES, file)
    assert "il manque les colonnes nom_commune, lon, lat, nom_voie" in text


def test_an_address_file_that_unpacks_for_ever_is_refused(
    packs: LocalPacks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mobiconseil.geo.addresses.MOST_TEXT", 100_000)
    file = tmp_path / "bombe.csv.gz"
    rows = gzip.decompress(write_ban(tmp_path / "x.csv.gz", BAN_ROWS).read_bytes())
    file.write_bytes(gzip.compress(rows + b";;1;;Rue A;53400;53084;Craon;;;;;1;47\n" * 10_000))
    assert "bien plus de données" in refusal(packs, PackKind.ADDRESSES, file)


def test_one_endless_line_is_refused(packs: LocalPacks, tmp_path: Path) -> None:
    file = write_ban(tmp_path / "ligne.csv")
    file.write_bytes(file.read_bytes() + b"a" * 3_000_000)
    refusal(packs, PackKind.ADDRESSES, file)


@pytest.mark.parametrize(
    ("typed", "number", "suffix", "words"),
    [
        ("12 rue des Lilas", 12, "", "rue des lilas"),
        ("12bis rue des Lilas", 12, "bis", "rue des lilas"),
        ("12 B, rue X", 12, "b", "rue x"),
        ("53400 Craon", None, "", "53400 craon"),
        ("4 allée", 4, "", "allee"),
        ("rue du 8 mai", None, "", "rue du 8 mai"),
        ("12", None, "", "12"),
        ("", None, "", ""),
    ],
)
def test_the_number_of_an_address_is_read_apart(typed: str, number: int | None, suffix: str, words: str) -> None:
    asked = parse(typed)
    assert (asked.number, asked.suffix, " ".join(asked.words)) == (number, suffix, words)
