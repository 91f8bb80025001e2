"""Which copies are kept: a few rules in one sentence each, whatever the clocks of the laptop said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain import backups
from mobiconseil.domain.backups import BackupKind, NumberedCopy, fitting, is_due, kept

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
WRONG_DAYS = st.one_of(
    st.dates(date(1970, 1, 1), date(2100, 12, 31)),
    st.sampled_from([date(1970, 1, 1), date(1990, 1, 1), date(2000, 1, 1), date(2036, 2, 7), date(2038, 1, 19)]),
)


@st.composite
def histories(draw: st.DrawFn) -> list[NumberedCopy]:
    days = draw(st.lists(WRONG_DAYS, max_size=60))
    return [NumberedCopy(rank, day, draw(st.sampled_from(list(BackupKind)))) for rank, day in enumerate(days, 1)]


def daily(days: int, last: date = TODAY) -> list[NumberedCopy]:
    first = last - timedelta(days=days - 1)
    return [NumberedCopy(rank + 1, first + timedelta(days=rank), BackupKind.DAY) for rank in range(days)]


def days_kept(copies: list[NumberedCopy]) -> list[date]:
    numbers = kept(copies, TODAY)
    return [copy.day for copy in copies if copy.number in numbers]


def test_after_two_years_of_work_seven_days_five_weeks_and_twelve_months_remain() -> None:
    days = days_kept(daily(730))
    assert [day for day in days if day > TODAY - timedelta(days=7)] == [
        TODAY - timedelta(days=n) for n in range(6, -1, -1)
    ]
    assert {date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 1), date(2026, 10, 25)} <= set(days)
    assert {(day.year, day.month) for day in days} == {(2025, 12)} | {(2026, month) for month in range(1, 12)}
    assert len(days) <= backups.DAYS + backups.WEEKS + backups.MONTHS


@given(histories(), WRONG_DAYS)
def test_the_newest_copy_is_always_kept(copies: list[NumberedCopy], today: date) -> None:
    assert not copies or copies[-1].number in kept(copies, today)


@given(histories(), WRONG_DAYS)
def test_what_is_kept_is_kept_again(copies: list[NumberedCopy], today: date) -> None:
    numbers = kept(copies, today)
    assert kept([copy for copy in copies if copy.number in numbers], today) == numbers


@given(histories(), WRONG_DAYS)
def test_the_copies_never_pile_up(copies: list[NumberedCopy], today: date) -> None:
    series = backups.DAYS + backups.WEEKS + backups.MONTHS
    others = 3 * backups.BEFORE + backups.UNDO_MOST
    assert len(kept(copies, today)) <= series + others


@given(histories(), WRONG_DAYS, st.integers(-4000, 4000))
def test_no_clock_of_one_day_pushes_the_last_good_copies_out(
    copies: list[NumberedCopy], today: date, jump: int
) -> None:
    """One copy made under a clock that jumped costs at most one place in each series."""
    number = len(copies) + 1
    wrong = NumberedCopy(number, TODAY + timedelta(days=jump), BackupKind.DAY)
    before, after = kept(copies, today), kept([*copies, wrong], today)
    assert number in after
    assert len(before - after) <= 4


@given(histories(), WRONG_DAYS)
def test_the_last_five_copies_made_before_each_kind_of_work_are_kept(copies: list[NumberedCopy], today: date) -> None:
    numbers = kept(copies, today)
    for kind in (BackupKind.IMPORT, BackupKind.UPDATE, BackupKind.ERASURE, BackupKind.RESTORE):
        made = [copy.number for copy in copies if copy.kind is kind]
        assert set(made[-backups.BEFORE :]) <= numbers


def test_an_import_of_the_week_keeps_its_copy_so_that_it_can_be_taken_back() -> None:
    imports = [NumberedCopy(rank, TODAY - timedelta(days=rank % 7), BackupKind.IMPORT) for rank in range(1, 16)]
    assert len(kept(imports, TODAY)) == 15
    assert len(kept(imports, TODAY + timedelta(days=30))) == backups.BEFORE


def same_size(copies: list[NumberedCopy], size: int = 1) -> dict[int, int]:
    return {copy.number: size for copy in copies}


def test_with_room_enough_every_copy_fits() -> None:
    copies = daily(24)
    assert fitting(copies, TODAY, same_size(copies, 850), free=3 * 24 * 850) == {copy.number for copy in copies}


def test_on_a_full_disk_the_oldest_months_and_weeks_go_before_the_days() -> None:
    copies = [copy for copy in daily(730) if copy.number in kept(daily(730), TODAY)]
    sizes = same_size(copies)
    for room in range(len(copies), backups.LEAST - 1, -1):
        numbers = fitting(copies, TODAY, sizes, free=room * backups.SHARE - len(copies))
        assert numbers == {copy.number for copy in copies[-room:]}


def test_of_what_was_made_before_a_work_the_last_of_each_kind_goes_after_the_others() -> None:
    updates = [NumberedCopy(rank, TODAY - timedelta(days=90), BackupKind.UPDATE) for rank in (1, 2, 3)]
    days = [NumberedCopy(copy.number + 3, copy.day, copy.kind) for copy in daily(7)]
    copies = [*updates, *days]
    assert fitting(copies, TODAY, same_size(copies), free=8 * backups.SHARE - 10) == {3, *range(4, 11)}
    assert fitting(copies, TODAY, same_size(copies), free=7 * backups.SHARE - 10) == set(range(4, 11))


def test_a_disk_without_any_room_keeps_the_newest_three_and_the_last_copy_before_an_import_of_the_week() -> None:
    imports = [NumberedCopy(rank, TODAY - timedelta(days=3), BackupKind.IMPORT) for rank in (1, 2)]
    aside = NumberedCopy(10, TODAY, BackupKind.RESTORE)
    copies = [*imports, *(NumberedCopy(copy.number + 2, copy.day, copy.kind) for copy in daily(7)), aside]
    assert fitting(copies, TODAY, same_size(copies, 850), free=0) == {2, 8, 9, 10}
    assert fitting(copies, TODAY + timedelta(days=30), same_size(copies, 850), free=0) == {8, 9, 10}


@given(histories(), WRONG_DAYS, st.integers(0, 10**6), st.lists(st.integers(0, 10**4), min_size=60, max_size=60))
def test_the_copies_fit_in_their_share_of_the_disk_and_stay_when_looked_at_again(
    copies: list[NumberedCopy], today: date, free: int, drawn: list[int]
) -> None:
    sizes = {copy.number: drawn[rank] for rank, copy in enumerate(copies)}
    numbers = fitting(copies, today, sizes, free)
    staying = [copy for copy in copies if copy.number in numbers]
    room, taken = (free + sum(sizes.values())) // backups.SHARE, sum(sizes[number] for number in numbers)
    assert taken <= room or len(numbers) <= backups.LEAST + 2
    assert not copies or copies[-1].number in numbers
    assert fitting(staying, today, sizes, free + sum(sizes.values()) - taken) == numbers


def test_a_copy_is_due_once_a_day_and_again_after_hours_of_work() -> None:
    assert is_due(None, NOW, same_day=False, changed=False)
    assert is_due(NOW - timedelta(days=1), NOW, same_day=False, changed=False)
    assert not is_due(NOW - timedelta(hours=5), NOW, same_day=True, changed=False)
    assert not is_due(NOW - timedelta(hours=1), NOW, same_day=True, changed=True)
    assert is_due(NOW - timedelta(hours=5), NOW, same_day=True, changed=True)
    assert is_due(NOW + timedelta(hours=5), NOW, same_day=True, changed=True)


def test_a_clock_back_from_1990_does_not_stop_the_copies() -> None:
    assert is_due(NOW, datetime(1990, 1, 1, tzinfo=UTC), same_day=False, changed=False)
