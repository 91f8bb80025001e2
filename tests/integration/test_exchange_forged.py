"""Rows that no laptop of the team would write: the whole file is refused, or both sides end the same."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from merge_desk import Post, exchange, shared_person, whole
from mobiconseil.domain.exchange import Origin, Package, Refused, WireRow
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot
from mobiconseil.domain.situation import Status

# What is refused


def rewritten(package: Package, **values: object) -> Package:
    row = package.rows[0]
    writes = tuple((origin, {**found, **values}) for origin, found in row.writes)
    return replace(package, rows=(replace(row, writes=writes),))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_name", None), ("last_name", 3), ("last_name", "a\0b"), ("last_name", "x" * 300_000), ("children", "3"),
        ("children", 2**60), ("birth_date", "hier"), ("latitude", float("nan")), ("latitude", float("inf")),
        ("deleted", 2), ("deleted", "1"), ("merged_into", b"court"), ("state", "x" * 100), ("children", True),
    ],
)  # fmt: skip
def test_a_value_that_the_base_cannot_hold_refuses_the_whole_file(
    lucie: Post, karim: Post, field: str, value: object
) -> None:
    lucie.person(last_name="Garnier")
    before = whole(karim)
    with pytest.raises(Refused, match="Vos données n’ont pas changé"):
        karim.take(rewritten(lucie.file(), **{field: value}))
    assert whole(karim) == before


def test_a_file_that_gives_a_known_record_to_somebody_else_is_refused(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    trip = Status(id=RecordId(os.urandom(16)), subject=person, code="ST01")
    lucie.add(trip)
    exchange(lucie, karim)
    lucie.change(trip.id, Status, note="Vu")
    package = lucie.file()
    thief = RecordId(os.urandom(16))
    rows = tuple(replace(row, subject=thief) if row.table == "status" else row for row in package.rows)
    with pytest.raises(Refused):
        karim.take(replace(package, rows=rows))
    assert karim.read(trip.id, Status).subject == person


def test_a_write_that_claims_two_records_is_refused(lucie: Post, karim: Post) -> None:
    lucie.person(last_name="Garnier")
    package = lucie.file()
    twice = replace(package.rows[0], id=RecordId(os.urandom(16)))
    with pytest.raises(Refused):
        karim.take(replace(package, rows=(*package.rows, twice)))


def test_two_forged_writes_of_the_same_rank_end_the_same_on_both_sides(lucie: Post, karim: Post) -> None:
    record = RecordId(os.urandom(16))

    def forged(value: str) -> Package:
        row = WireRow("organisation", record, None, ((Origin(Dot(7, 1), 5, "x"), {"name": value}),))
        return replace(lucie.file(), rows=(row,))

    for post, values in ((lucie, ("un", "deux")), (karim, ("deux", "un"))):
        for value in values:
            post.take(forged(value))
    assert lucie.rows("SELECT name FROM organisation") == karim.rows("SELECT name FROM organisation")
    assert lucie.rows("SELECT name FROM organisation") != [("",)]
