"""Windows live until the end of the test that opened them, and die there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def windows_held(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hold every window: qtbot does not, and one that Python collects while it is painted kills the program."""
    held: dict[int, QWidget] = {}
    add = QtBot.addWidget

    def add_and_hold(bot: QtBot, widget: QWidget, **options: Any) -> None:
        held[id(widget)] = widget
        widget.destroyed.connect(partial(_let_go, held, id(widget)))
        add(bot, widget, **options)

    monkeypatch.setattr(QtBot, "addWidget", add_and_hold)
    yield
    if QApplication.instance() is not None:
        # What was closed dies now, not in the middle of the next test.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.clear()


def _let_go(held: dict[int, QWidget], key: int, *_: object) -> None:
    held.pop(key, None)
