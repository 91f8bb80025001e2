"""Texts that every laptop can read, whatever was pasted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.clean_text import clean


def test_a_nul_is_left_out_and_halves_of_characters_are_joined_or_replaced() -> None:
    assert clean("a\0b") == "ab"
    assert clean("é\0\ud83d\ude00") == "é😀"
    assert clean("x\ud800y") == "x\ufffdy"


@given(st.text())
def test_what_is_already_clean_stays_as_it_is(text: str) -> None:
    found = clean(text)
    assert "\0" not in found
    assert found == text or "\0" in text
    assert clean(found) == found


@given(st.lists(st.integers(0, 0x10FFFF)).map(lambda points: "".join(map(chr, points))))
def test_any_points_make_a_text_that_can_be_written(text: str) -> None:
    assert "\0" not in clean(text)
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)
