"""A laptop with its base, two that exchange, the places it knows: new for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import Desk
from merge_desk import Post
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.geo.local import LocalPacks
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


@pytest.fixture
def lucie() -> Post:
    """Return a laptop that exchanges with the other, its base in memory."""
    return Post("Lucie")


@pytest.fixture
def karim() -> Post:
    """Return the other laptop."""
    return Post("Karim")


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[LocalPacks]:
    """Return the packs of public data of a laptop: none yet."""
    made = LocalPacks(tmp_path / "packs")
    yield made
    made.close()


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """Return the communes of the whole country, unpacked once for a file of tests."""
    made = Gazetteer(cache=tmp_path_factory.mktemp("cache"))
    yield made
    made.close()
