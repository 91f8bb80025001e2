"""A program that dies in the middle of its changes of the disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def die_at(patch: pytest.MonkeyPatch, step: int, changes: Iterable[tuple[Any, str]]) -> list[int]:
    """Stop the program before the n-th of these changes, owner and name; the list is filled when it did."""
    done: list[int] = []
    died: list[int] = []

    def counted(real: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            done.append(1)
            if len(done) == step:
                died.append(step)
                raise KeyboardInterrupt
            return real(*args, **kwargs)  # type: ignore[operator]

        return call

    for owner, name in changes:
        patch.setattr(owner, name, counted(getattr(owner, name)))
    return died
