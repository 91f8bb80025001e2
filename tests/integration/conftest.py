"""A laptop with its base, new for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import Desk
from mobiconseil.services.session import Session


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a laptop that holds nothing yet; its folder is let go at the end."""
    made = Desk(tmp_path / "base")
    yield made
    made.release()


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    """Return the base of the laptop, created and open."""
    made = desk.create()
    yield made
    made.close()
