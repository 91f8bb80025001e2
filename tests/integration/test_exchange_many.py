"""A first file brings thousands of rows at once: what it is held against, what is shown, what is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from merge_desk import Post
from mobiconseil.db.sync import merge_rows
from mobiconseil.domain.exchange import Package, Refused
from mobiconseil.domain.merge import Scalar

_PEOPLE = 60
_WRITTEN = ("beneficiary", "dot", "history", "summary", "person_search", "name_sound", "journal", "conflict", "meta")


@pytest.fixture
def lucie(lucie: Post) -> Post:
    for rank in range(_PEOPLE):
        lucie.person(last_name=f"Garnier {rank % 7}", first_name="Sylvie", children=rank % 2, latitude=47.5)
    return lucie


def with_value(package: Package, rank: int, field: str, value: Scalar) -> Package:
    """Return the package whose row of this rank says something else."""
    row = package.rows[rank]
    writes = tuple((origin, {**found, field: value}) for origin, found in row.writes)
    return replace(package, rows=(*package.rows[:rank], replace(row, writes=writes), *package.rows[rank + 1 :]))


def content(post: Post) -> dict[str, list[tuple[object, ...]]]:
    return {name: sorted(post.rows(f"SELECT * FROM {name}"), key=repr) for name in _WRITTEN}


@pytest.mark.parametrize("wrong", [True, 1.0, "1", b"1"])
def test_a_value_equal_to_that_of_others_is_refused_when_its_kind_is_not(
    lucie: Post, karim: Post, wrong: Scalar
) -> None:
    package = with_value(lucie.file(), 1, "children", 1)
    with pytest.raises(Refused):
        karim.take(with_value(package, _PEOPLE - 1, "children", wrong))
    assert karim.rows("SELECT count(*) FROM beneficiary") == [(0,)]
    assert karim.take(package).new == _PEOPLE


def test_whole_and_broken_numbers_stand_together_where_both_may(lucie: Post, karim: Post) -> None:
    karim.take(with_value(lucie.file(), 3, "latitude", 47))
    assert {row[0] for row in karim.rows("SELECT latitude FROM beneficiary")} == {47.0, 47.5}


def test_a_content_found_sound_is_not_believed_once_it_was_changed(lucie: Post, karim: Post) -> None:
    package = lucie.file()
    merge_rows.preview(karim.store, package)
    with pytest.raises(Refused):
        karim.take(with_value(package, 5, "children", "trois"))


def test_what_is_shown_is_what_is_written_and_changes_nothing(lucie: Post, karim: Post) -> None:
    package, before = lucie.file(), content(karim)
    shown = merge_rows.preview(karim.store, package)
    assert content(karim) == before
    written = karim.take(package)
    assert (shown.changes, shown.identical, shown.conflicts, shown.erased) == (
        written.changes, written.identical, written.conflicts, written.erased,
    )  # fmt: skip
    assert karim.rows("SELECT count(*) FROM summary") == [(_PEOPLE,)]


def test_a_file_united_with_one_that_was_erased_is_shown_as_erased(lucie: Post, karim: Post) -> None:
    kept, united = (row[0] for row in lucie.rows("SELECT id FROM beneficiary ORDER BY id LIMIT 2"))
    karim.take(lucie.file())
    lucie.change(united, merged_into=kept)
    zoe = Post("Zoé")
    package = lucie.file()
    with zoe.store.transaction("erase"):
        zoe.store.erase(kept)
    shown = merge_rows.preview(zoe.store, package)
    assert united in shown.erased
    assert zoe.take(package).erased == shown.erased
    assert zoe.rows("SELECT count(*) FROM beneficiary") == [(_PEOPLE - 2,)]


def test_rows_written_together_hold_each_its_own_write(lucie: Post, karim: Post) -> None:
    package = lucie.file()
    karim.take(package)
    back = {row.id: row for row in karim.file().rows}
    assert {row.id: row for row in package.rows if row.subject} == {k: v for k, v in back.items() if v.subject}
