"""The sum of the lock screen is the one of hashlib, whichever module computes it."""

from __future__ import annotations

import hashlib
import sys
from importlib import reload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil import checksum


@given(st.binary(max_size=300))
def test_it_is_the_sum_of_hashlib(text: bytes) -> None:
    assert checksum.sha256(text) == hashlib.sha256(text).digest()


def test_a_python_without_the_small_modules_uses_hashlib(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, name, None)
    reload(checksum)
    assert checksum._sha256 is hashlib.sha256
    assert checksum.sha256(b"abc").hex().startswith("ba7816bf")
    monkeypatch.undo()
    reload(checksum)
