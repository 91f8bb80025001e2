"""Long work out of the GUI thread; an answer always comes back, result or error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

Work = Callable[[], Any]
Done = Callable[[Any], object]
Failed = Callable[[Exception], object]


class _Answer(NamedTuple):
    callback: Callable[[Any], object]
    value: Any


class JobRunner(QObject):
    """Starts jobs on the thread pool and calls back in its own thread, the GUI's."""

    _answered = Signal(object)

    def __init__(self, pool: QThreadPool | None = None) -> None:
        super().__init__()
        self._pool = pool or QThreadPool.globalInstance()
        self._answered.connect(self._on_answered)

    def start(self, work: Work, *, done: Done, failed: Failed) -> None:
        """Run `work`, which must touch neither widgets nor the session's connection, then call back."""
        self._pool.start(_Task(work, done, failed, self._answered))

    def wait(self) -> None:
        """Wait for the running jobs, before leaving."""
        self._pool.waitForDone()

    @Slot(object)
    def _on_answered(self, answer: _Answer) -> None:
        answer.callback(answer.value)


class InlineRunner(JobRunner):
    """Runs each job at once in the calling thread, for tests and for screenshots."""

    def start(self, work: Work, *, done: Done, failed: Failed) -> None:
        """Run `work` and call back before returning."""
        _Task(work, done, failed, self._answered).run()


class _Task(QRunnable):
    def __init__(self, work: Work, done: Done, failed: Failed, answered: Any) -> None:
        super().__init__()
        self._work = work
        self._done = done
        self._failed = failed
        self._answered = answered

    def run(self) -> None:
        """Do the work and send the answer."""
        try:
            answer = _Answer(self._done, self._work())
        except Exception as error:  # noqa: BLE001  (the border of a thread: everything must come back)
            answer = _Answer(self._failed, error)
        self._answered.emit(answer)
