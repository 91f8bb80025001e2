"""The registers: whatever the order of what two laptops tell each other, they end up knowing the same."""

from __future__ import annotations

import random

import hypothesis.strategies as st
from hypothesis import given, settings

from mobiconseil.domain.merge import CLOCK_SHIFT, Dot, Register, Sibling, merge, next_clock, write

VALUES = st.one_of(st.none(), st.integers(-3, 3), st.sampled_from(["", "Craon", "Ballots"]), st.binary(max_size=2))


@st.composite
def registers(draw: st.DrawFn, laptops: int = 3) -> tuple[Register, ...]:
    """Return the registers of some laptops after a random common history of writes and exchanges."""
    kept = [Register() for _ in range(laptops)]
    ranks = [0] * laptops
    for _ in range(draw(st.integers(0, 12))):
        one = draw(st.integers(0, laptops - 1))
        if draw(st.booleans()):
            ranks[one] += 1
            clock = draw(st.integers(0, 5))
            kept[one] = write(kept[one], Sibling(Dot(one + 1, ranks[one]), clock, f"A{one}", draw(VALUES)))
        else:
            kept[one] = merge(kept[one], kept[draw(st.integers(0, laptops - 1))])
    return tuple(kept)


def known(register: Register) -> tuple[frozenset[Sibling], dict[int, int]]:
    return frozenset(register.siblings), dict(register.context)


@given(registers())
def test_merging_gives_the_same_in_both_orders(found: tuple[Register, ...]) -> None:
    one, other, _ = found
    assert known(merge(one, other)) == known(merge(other, one))


@given(registers())
def test_merging_gives_the_same_in_any_grouping(found: tuple[Register, ...]) -> None:
    one, two, three = found
    assert known(merge(merge(one, two), three)) == known(merge(one, merge(two, three)))


@given(registers())
def test_merging_twice_changes_nothing_more(found: tuple[Register, ...]) -> None:
    one, other, _ = found
    assert known(merge(one, one)) == known(one)
    assert known(merge(merge(one, other), other)) == known(merge(one, other))


@given(registers(), VALUES)
def test_a_local_write_replaces_all_that_it_had_seen(found: tuple[Register, ...], value: object) -> None:
    register = merge(found[0], found[1])
    mine = Sibling(Dot(9, 1), 0, "moi", value)  # type: ignore[arg-type]
    after = write(register, mine)
    assert after.displayed == mine
    assert not after.in_conflict
    for older in found[:2]:
        assert known(merge(after, older)) == known(after)


@given(registers())
def test_two_writes_that_have_not_seen_each_other_are_both_kept(found: tuple[Register, ...]) -> None:
    here = Sibling(Dot(8, 1), 3, "ici", "Craon")
    there = Sibling(Dot(9, 1), 2, "là", "Ballots")
    both = merge(write(found[0], here), write(found[0], there))
    assert {here, there} <= set(both.siblings)
    assert both.in_conflict
    assert both.displayed in both.siblings


@given(registers())
def test_every_sibling_is_covered_by_the_context(found: tuple[Register, ...]) -> None:
    for register in (*found, merge(found[0], found[1])):
        assert all(register.covers(sibling.dot) for sibling in register.siblings)
        assert len({sibling.dot for sibling in register.siblings}) == len(register.siblings)


@settings(max_examples=60)
@given(registers(laptops=4), st.randoms(use_true_random=False))
def test_laptops_converge_whatever_is_late_doubled_or_out_of_order(
    found: tuple[Register, ...], chance: random.Random
) -> None:
    kept = list(found)
    messages = [*found, *found]
    chance.shuffle(messages)
    for message in messages:
        one = chance.randrange(len(kept))
        kept[one] = merge(kept[one], message)
    whole = Register()
    for register in found:
        whole = merge(whole, register)
    for register in kept:
        assert known(merge(register, whole)) == known(whole)


@given(st.integers(0, 2**40), st.integers(0, 2**40), st.integers(0, 2**30))
def test_a_clock_goes_only_forward_and_follows_the_wall_when_it_can(last: int, seen: int, wall: int) -> None:
    found = next_clock(last, seen, wall)
    assert found > last
    assert found > seen
    assert found >= wall << CLOCK_SHIFT


def test_equal_values_written_apart_are_no_conflict() -> None:
    one = write(Register(), Sibling(Dot(1, 1), 1, "a", "Craon"))
    other = write(Register(), Sibling(Dot(2, 1), 2, "b", "Craon"))
    assert not merge(one, other).in_conflict


def test_an_empty_text_and_nothing_are_a_conflict() -> None:
    one = write(Register(), Sibling(Dot(1, 1), 1, "a", ""))
    other = write(Register(), Sibling(Dot(2, 1), 2, "b", None))
    assert merge(one, other).in_conflict
