"""What is asked of the directory, and what the row of a service then says."""

from dataclasses import replace
from datetime import date

import pytest

from mobiconseil.domain.identity import RecordId
from mobiconseil.services.ports import DirectoryLine
from mobiconseil.ui.screens.directory.asked import Asked
from mobiconseil.ui.screens.directory.rows import service_row
from mobiconseil.ui.screens.directory.starting import Start
from mobiconseil.ui.screens.directory.wording import ANY, NOW

FRIDAY = date(2026, 11, 20)
LINE = DirectoryLine(
    id=RecordId(bytes(16)),
    name="Garage solidaire",
    organisation="Mob’Action",
    family="F5",
    catalogue="F5-01",
    address="",
    postal_code="53350",
    commune="Ballots",
    latitude=47.9,
    longitude=-1.05,
    phone="0243070000",
    email="",
    publics="",
    fees="",
    opening_hours="",
    observed_days=None,
    target_days=None,
    last_known=None,
    verified_on=None,
    distance_km=10.0,
    edited=False,
    closed=False,
)


@pytest.mark.parametrize(
    ("opening", "day"),
    [("4", FRIDAY), ("0", date(2026, 11, 23)), ("3", date(2026, 11, 26)), (ANY, None), (NOW, None)],
)
def test_a_day_of_the_week_is_the_next_one_and_today_counts(opening: str, day: date | None) -> None:
    assert Asked(opening=opening).filter(FRIDAY, 10).open_day == day


def test_open_now_is_asked_of_the_hour_and_of_no_day() -> None:
    assert Asked(opening=NOW).filter(FRIDAY, 10).open_now
    assert not Asked(opening="4").filter(FRIDAY, 10).open_now


def test_nothing_is_asked_of_the_audience_nor_of_the_place_until_they_are_chosen() -> None:
    asked = Asked().filter(FRIDAY, 10)
    assert (asked.publics, asked.centre, asked.families, asked.limit) == ((), None, (), 10)
    start = Start(name="Ballots", latitude=47.9, longitude=-1.05)
    asked = Asked(start=start, public="jeunes", families=frozenset({"F5", "F1"})).filter(FRIDAY, 10)
    assert (asked.publics, asked.centre, asked.families) == (("jeunes",), start.point, ("F1", "F5"))


def test_the_distance_of_a_row_follows_the_roads() -> None:
    assert service_row(LINE, family="Réparer", factor=1.3, today=FRIDAY).distance == "13\u00a0km"
    nowhere = replace(LINE, distance_km=None)
    assert service_row(nowhere, family="Réparer", factor=1.3, today=FRIDAY).distance == ""


def test_the_delay_that_was_seen_comes_before_the_one_that_was_aimed_at() -> None:
    aimed = replace(LINE, target_days=7)
    assert service_row(aimed, family="", factor=1.0, today=FRIDAY).delay == "7\u00a0j"
    assert service_row(replace(aimed, observed_days=0), family="", factor=1.0, today=FRIDAY).delay == "tout de suite"
