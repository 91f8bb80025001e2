"""The rows of a drop-in day keep the name of the person, however large the text and long the buttons."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobiconseil.domain.drop_in_day import VisitState
from mobiconseil.domain.identity import RecordId
from mobiconseil.ui import theme
from mobiconseil.ui.screens.drop_in.parts import FollowRowView
from mobiconseil.ui.screens.drop_in.rows import DayRow, FollowRow
from mobiconseil.ui.theme import Appearance
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.labels import ElidedLabel
from mobiconseil.ui.widgets.row_list import RowList

SOMEBODY = RecordId(bytes(16))


@pytest.mark.parametrize(("scale", "width"), [(100, 810), (150, 810), (200, 810), (200, 1100)])
def test_who_did_not_come_is_named_whole_beside_two_long_buttons(
    qtbot: QtBot, qapp: QApplication, scale: int, width: int
) -> None:
    theme.apply(qapp, Appearance(scale=scale, reduce_motion=True))
    late = DayRow(
        code="a", subject=SOMEBODY, name="M. Yanis Belkacem", hour="10 h 00", state=VisitState.EXPECTED, chip="Attendu",
        tone=Tone.WARN, detail=""
    )  # fmt: skip
    row = FollowRow(
        code="a", subject=SOMEBODY, name=late.name, what="Présence ou absence\u202f?", when="10\u00a0h\u00a000",
        tone=Tone.WARN, day_row=late
    )  # fmt: skip
    view, rows = FollowRowView(row), RowList("À ne pas oublier")
    qtbot.addWidget(rows)
    rows.set_content([view])
    rows.resize(width, 400)
    rows.show()
    name, chip = view.findChild(ElidedLabel), view.findChild(Chip)
    assert name is not None
    assert chip is not None
    qtbot.waitUntil(lambda: name.width() >= name.sizeHint().width())
    assert view.rect().contains(chip.geometry())
    theme.apply(qapp, Appearance())
