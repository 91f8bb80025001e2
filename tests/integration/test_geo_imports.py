"""Public files imported on a laptop: what they bring, and what happens when they are not what they should be."""

from __future__ import annotations

import contextlib
import gzip
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.geo_files import BAN_ROWS, GTFS, PNG, write_ban, write_gtfs, write_mbtiles, write_roads
from mobiconseil.domain.geography import MINOR_ROAD, MOTORWAY, RAILWAY, WATER, Precision
from mobiconseil.domain.projection import circle_box
from mobiconseil.errors import InvalidInput
from mobiconseil.geo import gtfs
from mobiconseil.geo.address_words import parse
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.geo.gtfs import minutes
from mobiconseil.geo.local import LocalGeography
from mobiconseil.geo.packs import LocalPacks
from mobiconseil.services.geography import Geography, PackKind

TODAY = date(2026, 11, 20)
CRAON = (47.8485, -0.9498)
TUESDAY, TUESDAY_OFF, MARKET = date(2026, 11, 17), date(2026, 11, 3), date(2026, 11, 24)
NAMES = {
    PackKind.TILES: "fond.mbtiles",
    PackKind.ROADS: "mayenne.osm.pbf",
    PackKind.ADDRESSES: "adresses-53.csv.gz",
    PackKind.TIMETABLE: "reseau.zip",
}
WRITERS: dict[PackKind, Callable[[Path], Path]] = {
    PackKind.TILES: write_mbtiles,
    PackKind.ROADS: write_roads,
    PackKind.ADDRESSES: write_ban,
    PackKind.TIMETABLE: write_gtfs,
}


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[LocalPacks]:
    made = LocalPacks(tmp_path / "packs")
    yield made
    made.close()


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    made = Gazetteer(cache=tmp_path_factory.mktemp("cache"))
    yield made
    made.close()


def add(packs: LocalPacks, kind: PackKind, file: Path) -> str:
    pack = packs.add(kind, file, made_on=TODAY)
    assert pack is not None
    return pack.id


def content(packs: LocalPacks) -> dict[str, bytes]:
    folder = packs._folder
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def refusal(packs: LocalPacks, kind: PackKind, file: Path) -> str:
    before = content(packs)
    with pytest.raises(InvalidInput) as caught:
        packs.add(kind, file, made_on=TODAY)
    assert content(packs) == before
    text = str(caught.value)
    assert file.name in text
    assert "Rien n’a été changé." in text
    return text


def test_the_packs_are_listed_with_their_size_and_their_attribution_and_can_be_removed(
    packs: LocalPacks, tmp_path: Path
) -> None:
    assert packs.all() == ()
    for kind, write in WRITERS.items():
        add(packs, kind, write(tmp_path / NAMES[kind]))
    found = packs.all()
    assert [(pack.kind, pack.name) for pack in found] == [
        (PackKind.TILES, "Fond d’essai"),
        (PackKind.ROADS, "mayenne"),
        (PackKind.ADDRESSES, "Adresses du département 53"),
        (PackKind.TIMETABLE, "Réseau d’essai"),
    ]
    assert all(pack.size > 1000 and pack.made_on == TODAY for pack in found)
    assert [pack.attribution for pack in found] == [
        "© Essai & fils",
        "© les contributeurs d’OpenStreetMap, ODbL",
        "Base Adresse Nationale — Licence Ouverte 2.0",
        "Horaires publiés par Réseau d’essai",
    ]
    assert [pack.detail for pack in found] == ["zoom 6 à 7", "4\u00a0lignes", "6\u00a0adresses", "3\u00a0arrêts"]
    for pack in found:
        packs.remove(pack.id)
    assert packs.all() == ()
    assert content(packs) == {}


@pytest.mark.parametrize("kind", list(PackKind))
def test_a_file_imported_again_replaces_the_first_even_while_it_is_read(
    packs: LocalPacks, tmp_path: Path, kind: PackKind
) -> None:
    file = WRITERS[kind](tmp_path / NAMES[kind])
    first = add(packs, kind, file)
    packs.tiles(first), packs.roads(), packs.timetables()
    assert add(packs, kind, file) == first
    assert len(packs.all()) == 1


@pytest.mark.parametrize("kind", list(PackKind))
def test_an_import_can_be_stopped_and_leaves_nothing(packs: LocalPacks, tmp_path: Path, kind: PackKind) -> None:
    file = WRITERS[kind](tmp_path / NAMES[kind])
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return False

    assert packs.add(kind, file, made_on=TODAY, progress=stop) is None
    assert told
    assert content(packs) == {}


@pytest.mark.parametrize("kind", list(PackKind))
def test_progress_goes_from_nothing_to_the_whole(packs: LocalPacks, tmp_path: Path, kind: PackKind) -> None:
    file = WRITERS[kind](tmp_path / NAMES[kind])
    told: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    assert packs.add(kind, file, made_on=TODAY, progress=hear)
    assert told[-1] == (file.stat().st_size, file.stat().st_size)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("kind", list(PackKind))
@pytest.mark.parametrize("garbage", [b"", b"bonjour", bytes(range(256)) * 40, b"SQLite format 3\0" + bytes(500)])
def test_garbage_is_refused_and_what_was_there_stays(
    packs: LocalPacks, tmp_path: Path, kind: PackKind, garbage: bytes
) -> None:
    file = WRITERS[kind](tmp_path / NAMES[kind])
    add(packs, kind, file)
    file.write_bytes(garbage)
    refusal(packs, kind, file)
    assert len(packs.all()) == 1


@pytest.mark.parametrize("kind", list(PackKind))
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_download_cut_short_is_refused(packs: LocalPacks, tmp_path: Path, kind: PackKind, kept: float) -> None:
    if kind is PackKind.ADDRESSES:
        file = write_ban(tmp_path / NAMES[kind], repeat=300)
    else:
        file = WRITERS[kind](tmp_path / NAMES[kind])
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * kept)])
    refusal(packs, kind, file)


@pytest.mark.parametrize("kind", list(PackKind))
def test_a_missing_file_and_a_folder_are_refused(packs: LocalPacks, tmp_path: Path, kind: PackKind) -> None:
    refusal(packs, kind, tmp_path / "absent.zip")
    refusal(packs, kind, tmp_path)


@pytest.mark.parametrize("kind", list(PackKind))
def test_a_pack_damaged_on_the_disk_is_left_out(packs: LocalPacks, tmp_path: Path, kind: PackKind) -> None:
    name = add(packs, kind, WRITERS[kind](tmp_path / NAMES[kind]))
    packs.close()
    (packs._folder / f"{name}.sqlite").write_bytes(b"SQLite format 3\0" + bytes(100))
    assert packs.tiles(name) is None
    assert packs.roads() == ()
    assert packs.timetables().validity() == ()


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


# Tiles


def test_tiles_are_counted_from_the_north(packs: LocalPacks, tmp_path: Path) -> None:
    tiles = packs.tiles(add(packs, PackKind.TILES, write_mbtiles(tmp_path / "fond.mbtiles")))
    assert tiles is not None
    assert tiles.tile(6, 1, 63 - 6) == PNG
    assert tiles.tile(6, 1, 6) is None
    assert tiles.tile(7, 1, 127 - 7) == PNG
    for absent in ((8, 0, 0), (-1, 0, 0), (6, 1, 64), (40, 0, 0), (6, -1, 0)):
        assert tiles.tile(*absent) is None
    assert (tiles.facts.mime, tiles.facts.min_zoom, tiles.facts.max_zoom) == ("image/png", 6, 7)
    assert packs.tiles("tiles-other") is None
    assert packs.tiles("../tiles") is None


def test_tiles_of_another_sort_are_refused_with_the_reason(packs: LocalPacks, tmp_path: Path) -> None:
    file = tmp_path / "fond.mbtiles"
    assert "vectorielles" in refusal(packs, PackKind.TILES, write_mbtiles(file, tile=b"\x1f\x8b\x08vector"))
    assert "aucune tuile" in refusal(packs, PackKind.TILES, write_mbtiles(file, zooms=()))
    assert "tables" in refusal(packs, PackKind.TILES, write_mbtiles(file, tables=False))


# Roads


def test_roads_rivers_and_railways_are_kept_and_paths_are_not(packs: LocalPacks, tmp_path: Path) -> None:
    add(packs, PackKind.ROADS, write_roads(tmp_path / "mayenne.osm.pbf"))
    (roads,) = packs.roads()
    box = circle_box(*CRAON, 10)
    assert sorted(line.kind for line in roads.lines(box, 14)) == [MOTORWAY, MINOR_ROAD, WATER, RAILWAY]
    assert [line.kind for line in roads.lines(box, 7)] == [MOTORWAY]
    assert roads.lines(box, 4) == ()
    assert roads.lines(circle_box(43, 5, 10), 14) == ()
    motorway = next(line for line in roads.lines(box, 14) if line.kind == MOTORWAY)
    assert motorway.points == (47.841, -0.949, 47.842, -0.948, 47.843, -0.947)


# Timetables


def test_departures_before_an_hour_on_a_day(packs: LocalPacks, tmp_path: Path) -> None:
    add(packs, PackKind.TIMETABLE, write_gtfs(tmp_path / "reseau.zip"))
    network = packs.timetables()
    stops = network.stops_near(*CRAON)
    assert [(stop.name, stop.lines) for stop in stops] == [
        ("Craon, place du Pilori", ("10 Craon – Laval", "TAD Transport à la demande"))
    ]
    assert stops[0].km < 0.2
    leaving = network.departures(stops, TUESDAY, time(8), time(5))
    assert [(one.text, one.line, one.towards) for one in leaving] == [
        ("6\u00a0h\u00a055", "10 Craon – Laval", "Laval, gare"),
    ]
    assert network.departures(stops, TUESDAY, time(6, 55), time(5)) == ()


def test_a_service_after_midnight_belongs_to_the_day_after(packs: LocalPacks, tmp_path: Path) -> None:
    add(packs, PackKind.TIMETABLE, write_gtfs(tmp_path / "reseau.zip"))
    network = packs.timetables()
    stops = network.stops_near(*CRAON)
    wednesday = date(2026, 11, 18)
    assert [one.text for one in network.departures(stops, wednesday, time(8))] == ["0\u00a0h\u00a040"]


def test_a_day_taken_out_has_no_departure_and_a_day_added_has_its_own(packs: LocalPacks, tmp_path: Path) -> None:
    add(packs, PackKind.TIMETABLE, write_gtfs(tmp_path / "reseau.zip"))
    network = packs.timetables()
    stops = network.stops_near(*CRAON)
    assert [one.text for one in network.departures(stops, TUESDAY_OFF, time(8))] == ["0\u00a0h\u00a040"]
    market = network.departures(stops, MARKET, time(8), time(5))
    assert [one.text for one in market] == ["6\u00a0h\u00a055", "7\u00a0h\u00a005, sur réservation"]


def test_the_validity_is_told_and_a_day_outside_it_warns(packs: LocalPacks, tmp_path: Path) -> None:
    add(packs, PackKind.TIMETABLE, write_gtfs(tmp_path / "reseau.zip"))
    (validity,) = packs.timetables().validity()
    assert (validity.first, validity.last) == (date(2026, 9, 1), date(2027, 7, 2))
    assert validity.warning(TUESDAY) == ""
    assert "ne sont pas connus" in validity.warning(date(2027, 8, 1))


def test_a_timetable_with_dates_only_and_in_a_folder_of_its_archive_is_read(packs: LocalPacks, tmp_path: Path) -> None:
    days = (("service_id", "date", "exception_type"), ("ecole", "20261117", "1"))
    file = write_gtfs(tmp_path / "r.zip", {"calendar.txt": None, "calendar_dates.txt": days}, folder="gtfs/")
    add(packs, PackKind.TIMETABLE, file)
    network = packs.timetables()
    assert [one.text for one in network.departures(network.stops_near(*CRAON), TUESDAY, time(8))] == [
        "6\u00a0h\u00a055"
    ]
    assert (
        network.validity()[0].text
        == "horaires connus du mar.\u00a017\u00a0nov.\u00a02026 au mar.\u00a017\u00a0nov.\u00a02026"
    )


def test_names_in_the_old_encoding_of_windows_are_read(packs: LocalPacks, tmp_path: Path) -> None:
    add(packs, PackKind.TIMETABLE, write_gtfs(tmp_path / "r.zip", encoding="cp1252"))
    assert packs.all()[0].name == "Réseau d’essai"


def test_a_trip_told_by_how_often_it_runs_leaves_at_each_of_its_hours(packs: LocalPacks, tmp_path: Path) -> None:
    often = (
        ("trip_id", "start_time", "end_time", "headway_secs", "exact_times"),
        ("matin", "06:00:00", "07:00:00", "1800", "0"),
        ("matin", "07:10:00", "07:20:00", "600", "1"),
        ("inconnu", "06:00:00", "07:00:00", "1800", ""),
        ("tad", "06:00:00", "07:00:00", "0", ""),
    )
    add(packs, PackKind.TIMETABLE, write_gtfs(tmp_path / "r.zip", {"frequencies.txt": often}))
    network = packs.timetables()
    leaving = network.departures(network.stops_near(*CRAON), TUESDAY, time(8), time(5))
    first_stop = [one.text.replace("\u00a0", " ") for one in leaving if one.stop.startswith("Craon")]
    assert first_stop == ["vers 6 h", "vers 6 h 30", "7 h 10"]
    assert {one.towards for one in leaving} == {"Laval, gare"}


def test_frequencies_that_would_fill_the_disk_are_refused(packs: LocalPacks, tmp_path: Path) -> None:
    rows = [("matin", "00:00:00", "71:00:00", "30", "")] * 250
    often = (("trip_id", "start_time", "end_time", "headway_secs", "exact_times"), *rows)
    file = write_gtfs(tmp_path / "r.zip", {"frequencies.txt": often})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gtfs, "_MOST_REPEATED", 10_000)
        assert "répète bien plus de passages" in refusal(packs, PackKind.TIMETABLE, file)


def test_rows_that_make_no_sense_are_left_out(packs: LocalPacks, tmp_path: Path) -> None:
    times = [
        *GTFS["stop_times.txt"],
        ("matin", "", "", "craon", "9", ""),
        ("matin", "8h", "8h", "craon", "x", ""),
        ("matin", "08:00:00", "08:00:00", "craon", "9" * 30, ""),
        ("inconnu", "08:00:00", "08:00:00", "craon", "1", ""),
        ("matin", "08:00:00", "08:00:00", "ailleurs", "2", ""),
        ("tad",),
    ]
    stops = [*GTFS["stops.txt"], ("vide", "Sans point", "", ""), ("nul", "Zéro", "0", "0")]
    add(packs, PackKind.TIMETABLE, write_gtfs(tmp_path / "r.zip", {"stop_times.txt": times, "stops.txt": stops}))
    network = packs.timetables()
    leaving = network.departures(network.stops_near(*CRAON), TUESDAY, time(8), time(6))
    assert [one.text for one in leaving] == ["6\u00a0h\u00a055"]


def test_an_archive_without_its_files_or_columns_says_which_ones(packs: LocalPacks, tmp_path: Path) -> None:
    file = tmp_path / "r.zip"
    assert "il manque trips.txt" in refusal(packs, PackKind.TIMETABLE, write_gtfs(file, {"trips.txt": None}))
    none = {"calendar.txt": None, "calendar_dates.txt": None}
    assert "il manque calendar.txt" in refusal(packs, PackKind.TIMETABLE, write_gtfs(file, none))
    bad = write_gtfs(file, {"stops.txt": (("a", "b"), ("1", "2"))})
    assert "stop_id, stop_lat, stop_lon dans stops.txt" in refusal(packs, PackKind.TIMETABLE, bad)
    empty = write_gtfs(file, {"trips.txt": GTFS["trips.txt"][:1]})
    assert "ni arrêt ni trajet" in refusal(packs, PackKind.TIMETABLE, empty)


def test_an_archive_made_to_fill_the_disk_is_refused_before_it_is_unpacked(packs: LocalPacks, tmp_path: Path) -> None:
    file = write_gtfs(tmp_path / "bombe.zip", {"stop_times.txt": None})
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("stop_times.txt", b"trip_id,stop_id,stop_sequence\n" + b"0" * 30_000_000)
    assert "bien plus de données" in refusal(packs, PackKind.TIMETABLE, file)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("07:05:00", 425),
        (" 7:05:00", 425),
        ("25:10:00", 1510),
        ("7:05", 425),
        ("", None),
        ("7h05", None),
        ("99:00:00", None),
    ],
)
def test_the_clock_of_timetables_goes_beyond_midnight(clock: str, expected: int | None) -> None:
    assert minutes(clock) == expected


# All together


def test_what_is_imported_counts_at_once_and_what_is_removed_no_more(tmp_path: Path) -> None:
    places: Geography = (made := LocalGeography(tmp_path / "packs", cache=tmp_path / "cache"))
    box = circle_box(*CRAON, 10)
    assert places.tile_layers() == ()
    assert MOTORWAY not in {line.kind for line in places.background.lines(box, 14)}
    assert places.addresses.search("12 rue des Lilas, Craon")[0].precision is Precision.COMMUNE
    added = [
        places.packs.add(kind, WRITERS[kind](tmp_path / NAMES[kind]), made_on=TODAY)
        for kind in (PackKind.ROADS, PackKind.ADDRESSES, PackKind.TILES, PackKind.TIMETABLE)
    ]
    assert MOTORWAY in {line.kind for line in places.background.lines(box, 14)}
    assert places.addresses.search("12 rue des Lilas, Craon")[0].precision is Precision.NUMBER
    assert places.timetables.stops_near(*CRAON)
    (layer,) = places.tile_layers()
    assert (layer.attribution, layer.min_zoom, layer.max_zoom) == ("© Essai & fils", 6, 7)
    assert places.tiles(layer.pack).tile(6, 1, 57) == PNG
    for pack in added:
        places.packs.remove(pack.id)
    assert places.tile_layers() == ()
    assert places.tiles(layer.pack) is None
    assert MOTORWAY not in {line.kind for line in places.background.lines(box, 14)}
    made.close()


@pytest.mark.parametrize("kind", list(PackKind))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_damaged_anywhere_is_imported_or_refused_in_french(
    tmp_path: Path, kind: PackKind, data: st.DataObject
) -> None:
    file = tmp_path / NAMES[kind]
    whole = bytearray(WRITERS[kind](file).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(1, 8))] = data.draw(st.binary(max_size=8))
    file.write_bytes(whole)
    folder = LocalPacks(tmp_path / "packs")
    with contextlib.suppress(InvalidInput):
        added = folder.add(kind, file, made_on=TODAY)
        assert added is not None
        folder.remove(added.id)
    assert content(folder) == {}
    folder.close()
