"""Public files imported on a laptop: what they bring, and what happens when they are not what they should be."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.geo_files import PNG, write_ban, write_gtfs, write_mbtiles, write_roads
from mobiconseil.domain.geography import MINOR_ROAD, MOTORWAY, RAILWAY, WATER, Precision
from mobiconseil.domain.projection import circle_box
from mobiconseil.errors import InvalidInput
from mobiconseil.geo.local import LocalGeography
from mobiconseil.geo.packs import LocalPacks
from mobiconseil.services.geography import Geography, PackKind
from pack_desk import CRAON, TODAY, add, content, refusal

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
