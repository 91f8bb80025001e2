"""Keeps the backups up while a session is open: soon after it opens, then from time to time, always in a job."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.backups import BackupsLook
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.context import Context
from mobiconseil.ui.messages import Message

FIRST_MS = 4_000
"""The first page is drawn and read by then."""
EACH_MS = 600_000
"""A key plugged in meanwhile is seen, and a long day is copied again."""


class BackupKeeper(QObject):
    """Starts what is due; says once what could not be done."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._running = False
        self._said = ""
        self._was_there: bool | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_MS)
        self._timer.timeout.connect(self.keep_up)
        if not context.session.is_demo:
            self._timer.start()

    def keep_up(self) -> None:
        """Do what is due, unless it is being done."""
        self._timer.setInterval(EACH_MS)
        if not self._running:
            self._running = True
            work = partial(self._context.session.backups.keep_up, self._was_there)
            self._context.jobs.start(work, done=alive(self, self._on_kept), failed=alive(self, self._on_failed))

    def _on_kept(self, look: BackupsLook) -> None:
        self._running = False
        self._was_there = look.place is not None and look.place.is_there
        self._tell(look.problem)

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        self._tell(known(error, MobiConseilError))

    def _tell(self, problem: str) -> None:
        if problem and problem != self._said:
            self._context.messages.posted.emit(Message(problem, is_error=True))
        self._said = problem
