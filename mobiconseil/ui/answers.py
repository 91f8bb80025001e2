"""Answers of jobs that come back only while somebody waits for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def alive(owner: QObject, call: Callable[[Any], object]) -> Callable[[Any], None]:
    """Return `call`, silent once `owner` was destroyed: a screen may be locked away while a job runs."""

    def run(value: Any) -> None:
        if isValid(owner):
            call(value)

    return run


def known(error: Exception, kind: type[Exception]) -> str:
    """Return the sentence of a known error; a bug rises."""
    if isinstance(error, kind):
        return str(error)
    raise error


def ignore(_answer: object) -> None:
    """Wait for nothing, hear nothing."""


def rise(error: Exception) -> None:
    """Let an error go up: nobody expected it."""
    raise error
