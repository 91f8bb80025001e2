"""What the program says in passing: one toast at a time, and the state of the saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in the past tense, with at most one action."""

    text: str
    action: str = ""
    run: Callable[[], object] | None = None
    is_error: bool = False


class Messages(QObject):
    """Carries messages from anywhere to the window."""

    posted = Signal(object)
    """A `Message`."""
    saved = Signal(object)
    """The moment of the last successful saving (datetime)."""
    not_saved = Signal(str)
    """The sentence of a failed saving; the input stays on the screen."""

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a toast."""
        self.posted.emit(Message(text, action, run))

    def fail(self, error: Exception, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show the sentence of a known error."""
        self.posted.emit(Message(str(error), action, run, is_error=True))
