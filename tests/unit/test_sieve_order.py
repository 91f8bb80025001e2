"""The order inside a group of the sieve."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence

from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.sieve import SieveLevel
from mobiconseil.domain.sieve_offers import Candidate, Offers
from mobiconseil.domain.sieve_order import SieveOrder

ORDER = SieveOrder(
    levels={"F4-01": SieveLevel.PROPOSED, "F6-01": SieveLevel.CONSIDERED, "F2-07": SieveLevel.PROPOSED},
    put_off=frozenset({"F2-07"}),
    delays={"F4-01": 7, "F5-02": 30},
    days_left=17,
)

WORDS: dict[int, str] = {}
"""Names of the offers, by their numbers."""

_offers = st.lists(
    st.builds(
        lambda number, code, delay, stale, far, name: _offer(
            name, number=number, catalogue=code, delay=delay, stale=stale, square=far
        ),
        st.integers(1, 10_000),
        st.sampled_from(["F4-01", "F6-01", "F2-07", "F5-02", ""]),
        st.sampled_from([None, 0, 7, 30]),
        st.booleans(),
        st.sampled_from([None, 0.0, 0.01, 0.04]),
        st.sampled_from(["Garage", "garage", "Prêt", "Vélo"]),
    ),
    max_size=30,
    unique_by=lambda offer: offer[0],
)


def _offer(
    name: str,
    *,
    number: int = 0,
    catalogue: str = "",
    delay: int | None = None,
    stale: bool = False,
    square: float | None = 0.01,
) -> Candidate:
    number = number or len(WORDS) + 20_000
    WORDS[number] = name
    return (number, 1, catalogue, delay, int(stale), square, number.to_bytes(16, "big"))


def _titles(numbers: Collection[int]) -> dict[int, str]:
    return {number: WORDS[number] for number in numbers}


def _names(*offers: Candidate) -> list[str]:
    return [WORDS[offer[0]] for offer in _sorted(offers)]


def _sorted(offers: Sequence[Candidate]) -> list[Candidate]:
    return [offers[place] for place in ORDER.sorted(Offers().with_rows(offers), _titles)]


@given(_offers, st.integers())
def test_the_order_never_depends_on_the_order_of_the_rows(offers: list[Candidate], seed: int) -> None:
    shuffled = random.Random(seed).sample(offers, len(offers))
    assert _sorted(shuffled) == _sorted(offers)


def test_what_is_proposed_comes_before_what_is_considered_then_the_rest_then_what_is_put_off() -> None:
    offers = (
        _offer("Auto-école", catalogue="F2-07", delay=0),
        _offer("Conseil", delay=0),
        _offer("Transport solidaire", catalogue="F6-01", delay=0),
        _offer("Location", catalogue="F4-01", delay=15),
    )
    assert _names(*offers) == ["Location", "Transport solidaire", "Conseil", "Auto-école"]


def test_what_comes_too_late_is_last_of_its_level() -> None:
    late, unknown, soon = _offer("Tard", delay=30), _offer("On ne sait pas"), _offer("Tôt", delay=15)
    assert _names(late, unknown, soon) == ["Tôt", "On ne sait pas", "Tard"]
    assert ORDER.is_late(30)
    assert not ORDER.is_late(17)
    assert not ORDER.is_late(None)


def test_nothing_is_late_without_a_deadline() -> None:
    assert not SieveOrder().is_late(400)


def test_a_service_that_says_no_delay_has_the_usual_one_of_its_kind() -> None:
    assert ORDER.delay("F5-02", None) == 30
    assert ORDER.delay("F5-02", 3) == 3
    assert ORDER.delay("F1-01", None) is None


def test_a_sheet_that_nobody_checked_is_not_brought_forward() -> None:
    assert ORDER.level("F4-01", stale=True) is SieveLevel.NONE
    assert _names(_offer("Ancien", catalogue="F4-01", stale=True), _offer("Vu", catalogue="F6-01")) == ["Vu", "Ancien"]


def test_the_nearest_comes_first_then_the_title_where_nothing_else_parts() -> None:
    near, far = _offer("Zèbre", number=1, square=0.0001), _offer("Abeille", number=2, square=0.04)
    nowhere = _offer("Partout", number=3, square=None)
    assert _names(nowhere, far, near) == ["Zèbre", "Abeille", "Partout"]
    same = [_offer("b", number=4), _offer("A", number=5), _offer("C", number=6)]
    assert _names(*same) == ["A", "b", "C"]


@given(_offers)
def test_columns_hold_what_was_written(offers: list[Candidate]) -> None:
    held = Offers().with_rows(offers)
    assert list(held) == offers == [held[place] for place in range(len(held))]
    assert list(held.only(offer[5] is None for offer in offers)) == [offer for offer in offers if offer[5] is None]
