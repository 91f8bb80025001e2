"""Every place of the program, looked at, listened to and gone through by keys, in four looks out of sixteen.

`python -m tests.audit` goes through the sixteen: four sizes of text, two windows, two themes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from demo_desk import on_stage
from mobiconseil.ui import accessible, theme
from mobiconseil.ui.screens.lock.view import LockScreen
from mobiconseil.ui.theme import Appearance, Theme
from tests.audit import names, order
from tests.audit.gates import gates
from tests.audit.scenes import Scene, scenes
from tests.audit.tour import NAMES, PIXELS, ROOM, SMALL, USUAL, Dress, tour

PART = 2
"""The places seen by Tab here; the command sees them all."""


@pytest.fixture(autouse=True)
def heard(qapp: QApplication) -> Iterator[None]:
    accessible.listen()
    theme.apply(qapp, Appearance())
    yield
    theme.apply(qapp, Appearance())


def found(demo: Path, blank: Path, places: tuple[Scene, ...], dress: Dress, *checks: object) -> list[str]:
    with on_stage(demo, blank) as stage:
        return list(tour(stage, places, dress, checks))  # type: ignore[arg-type]


def test_each_card_of_the_locked_window_is_really_shown(demo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    seen: dict[tuple[object, ...], str] = {}
    with on_stage(demo, tmp_path / "neuf") as stage:
        stage.dress(Theme.LIGHT, 100)
        for name, show in gates().items():
            show(stage)
            gate = stage.window.centralWidget()
            assert isinstance(gate, LockScreen)
            assert gate.card is not None
            written = [*gate.card.findChildren(QLabel), *gate.card.findChildren(QAbstractButton)]
            words = tuple(each.text() for each in written if each.isVisibleTo(gate.card))
            card = (type(gate.card).__name__, *words)
            assert card not in seen, f"{name} shows the same as {seen.get(card)}"
            seen[card] = name


def test_every_place_has_names_roles_an_order_a_focus_and_room(demo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    keys = order.Keys()
    places = scenes()[::PART]
    assert len(places) > 50
    assert found(demo, tmp_path / "neuf", places, Dress(size=USUAL), *NAMES, *ROOM, *PIXELS, keys.look) == []


def test_every_place_fits_a_small_dark_window_with_larger_text(demo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    dress = Dress(scale=150, size=SMALL, theme=Theme.DARK)
    places = scenes()[1::PART]
    assert found(demo, tmp_path / "neuf", places, dress, names.unnamed, *ROOM, *PIXELS) == []


def test_every_place_fits_the_smallest_window_with_the_largest_text(demo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    assert found(demo, tmp_path / "neuf", scenes()[::PART], Dress(scale=200, size=SMALL), *ROOM) == []


def test_every_place_fits_with_a_text_a_little_larger(demo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    assert found(demo, tmp_path / "neuf", scenes()[1::PART], Dress(scale=125, size=USUAL), *ROOM) == []
