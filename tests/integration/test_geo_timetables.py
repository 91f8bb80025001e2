"""Timetables (GTFS): what leaves on a day before an hour, until when they are known, what is refused."""

from __future__ import annotations

import zipfile
from datetime import date, time
from pathlib import Path

import pytest

from data.geo_files import GTFS, write_gtfs
from mobiconseil.geo import gtfs
from mobiconseil.geo.gtfs import minutes
from mobiconseil.geo.packs import LocalPacks
from mobiconseil.services.geography import PackKind
from pack_desk import CRAON, add, refusal

TUESDAY, TUESDAY_OFF, MARKET = date(2026, 11, 17), date(2026, 11, 3), date(2026, 11, 24)


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
