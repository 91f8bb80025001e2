"""What the list of the sieve shows at first."""

from dataclasses import replace

from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.sieve import SieveGroup, SieveKind, SieveLevel, SieveRow
from mobiconseil.ui.screens.recommendations.advised import NEAREST, advised

GARAGE = SieveRow(
    key="service:1",
    kind=SieveKind.SERVICE,
    title="Garage",
    subtitle="",
    family="F5",
    catalogue="F5-01",
    group=SieveGroup.OPEN_TO_ALL,
    proposed=SieveLevel.PROPOSED,
)


def services(count: int) -> list[SieveRow]:
    return [replace(GARAGE, key=f"service:{number}") for number in range(count)]


def keys(rows: tuple[SieveRow, ...]) -> list[str]:
    return [row.key for row in rows]


def test_only_the_nearest_services_of_a_kind_are_shown() -> None:
    assert keys(advised(services(8))) == [f"service:{number}" for number in range(NEAREST)]


def test_what_was_decided_stays_however_far_and_takes_the_place_of_another() -> None:
    rows = services(8)
    rows[0] = replace(rows[0], choice=ChoiceState.KEPT)
    rows[7] = replace(rows[7], choice=ChoiceState.DISCARDED)
    assert keys(advised(rows)) == ["service:0", "service:1", "service:2", "service:7"]


def test_what_no_rule_speaks_of_waits_behind() -> None:
    plain = replace(GARAGE, proposed=SieveLevel.NONE)
    assert advised([plain]) == ()
    assert advised([replace(plain, deferred=True)])
    assert advised([replace(plain, kind=SieveKind.CATALOGUE)])
    assert advised([replace(plain, choice=ChoiceState.KEPT)])
