"""Stamps: which write each field of a row comes from."""

from __future__ import annotations

import json

import hypothesis.strategies as st
from hypothesis import given

from mobiconseil.db.stamps import context, decode_values, dots, encode_values, fresh, written
from mobiconseil.domain.merge import Dot

FIELDS = ("a", "b", "c")


def test_a_row_written_at_once_has_one_write_for_all() -> None:
    stamp = fresh(Dot(1, 7))
    assert stamp == "[1,7]"
    assert all(dots(stamp, name) == (Dot(1, 7),) for name in FIELDS)


def test_a_later_write_stands_aside_and_the_others_stay() -> None:
    stamp = written(fresh(Dot(1, 7)), ["b"], Dot(1, 9), 3)
    assert stamp == '[1,7,{"b":[1,9]}]'
    assert dots(stamp, "a") == (Dot(1, 7),)
    assert dots(stamp, "b") == (Dot(1, 9),)


def test_a_write_of_every_field_makes_the_stamp_short_again() -> None:
    stamp = written(fresh(Dot(1, 7)), FIELDS, Dot(1, 9), 3)
    assert stamp == "[1,9]"


def test_a_write_over_another_laptop_remembers_that_it_saw_it() -> None:
    stamp = written(fresh(Dot(2, 5)), ["a"], Dot(1, 3), 3)
    assert context(stamp, "a") == {2: 5, 1: 3}
    assert dots(stamp, "a") == (Dot(1, 3),)
    assert context(stamp, "b") == {2: 5}


@given(st.lists(st.tuples(st.sets(st.sampled_from(FIELDS), min_size=1), st.integers(1, 3)), max_size=12))
def test_each_field_knows_its_last_write_and_all_that_it_saw(writes: list[tuple[set[str], int]]) -> None:
    first = Dot(1, 1)
    stamp = fresh(first)
    ranks = {1: 1, 2: 0, 3: 0}
    last = dict.fromkeys(FIELDS, first)
    seen = {name: {1: 1} for name in FIELDS}
    for names, replica in writes:
        ranks[replica] += 1
        dot = Dot(replica, ranks[replica])
        stamp = written(stamp, sorted(names), dot, len(FIELDS))
        for name in names:
            last[name] = dot
            seen[name] = {**seen[name], replica: dot.seq}
    for name in FIELDS:
        assert dots(stamp, name) == (last[name],)
        # A stamp made short again is one laptop's write of everything: it only covers more.
        assert context(stamp, name).items() >= {last[name].replica: last[name].seq}.items()
        if len(json.loads(stamp)) == 3:
            assert context(stamp, name) == seen[name]


@given(st.dictionaries(st.text(min_size=1), st.one_of(st.none(), st.text(), st.integers(), st.binary())))
def test_old_values_come_back_as_they_were(values: dict[str, object]) -> None:
    assert decode_values(encode_values(values)) == values  # type: ignore[arg-type]
