"""The long work of a page of exchanges: in a job, which says how far it is and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.directory_ports import Cancelled
from mobiconseil.services.exchange_beside import Written
from mobiconseil.services.pace import Pace, Phase
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context

Answer = Callable[[Any], object]


class Work(QObject):
    """One piece of work at a time: another one, leaving or a lock stop the former."""

    told = Signal(object)
    """The `Phase` that begins: sent by the job that is not stopped."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._stopped = Event()

    def start(self, run: Callable[[Pace], Any], done: Answer, failed: Answer, late: Answer | None = None) -> None:
        """Run something in a job and publish what it wrote, then call back with a value or a known error.

        A work that was stopped answers nothing, unless it could not be stopped any more: `late` hears its value.
        """
        self.stop()
        stopped = self._stopped = Event()
        self.destroyed.connect(stopped.set)  # locked away: the job stops, and writes nothing

        def pace(phase: Phase) -> None:
            if stopped.is_set():
                raise Cancelled
            self.told.emit(phase)

        def on_done(answer: Any) -> None:
            value = self._published(answer)
            if not stopped.is_set():
                done(value)
            elif late is not None:
                late(value)

        def on_failed(error: Exception) -> None:
            if not isinstance(error, MobiConseilError | Cancelled):
                raise error
            if not stopped.is_set():
                failed(error)

        self._context.jobs.start(lambda: run(pace), done=alive(self, on_done), failed=alive(self, on_failed))

    def stop(self) -> None:
        """Stop what runs, if it is not written yet; it answers no more."""
        self._stopped.set()

    def _published(self, answer: Any) -> Any:
        """Tell the screens what a job wrote."""
        if not isinstance(answer, Written):
            return answer
        for change in answer.changes:
            self._context.session.announce(change)
        return answer.value
