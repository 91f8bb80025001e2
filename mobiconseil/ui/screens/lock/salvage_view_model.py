"""The salvage of a damaged base, from the lock screen: read in a job, then put in its place."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.salvage import SalvageReport
from mobiconseil.services.workspace import Workspace
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.jobs import JobRunner


class SalvageViewModel(QObject):
    """Saves what can be, once the key is known."""

    changed = Signal()
    taken = Signal(str)
    """The new base is in its place; the name of the file where the damaged one is kept."""
    _advanced = Signal(int)

    def __init__(self, workspace: Workspace, jobs: JobRunner, key: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._key = workspace, jobs, key
        self.busy = False
        self.done = 0
        self.error = ""
        self.report: SalvageReport | None = None
        self._advanced.connect(self._on_advanced)

    @property
    def progress(self) -> str:
        """Return « Lecture page par page : 40 % »."""
        return self.tr("Lecture page par page\u00a0: {}\u202f%").format(self.done)

    def start(self) -> None:
        """Read the damaged base and make a new one."""
        if self.busy:
            return
        self.busy, self.done, self.error = True, 0, ""
        self.changed.emit()
        workspace, key, told = self._workspace, self._key, self._advanced

        def work() -> SalvageReport:
            return workspace.salvage(key, lambda part: told.emit(round(part * 100)))

        self._jobs.start(work, done=alive(self, self._on_done), failed=alive(self, self._on_failed))

    def take(self) -> None:
        """Put what was saved in the place of the damaged base."""
        try:
            aside = self._workspace.take_salvaged()
        except MobiConseilError as error:
            self.error = str(error)
            self.changed.emit()
            return
        self.taken.emit(aside.name)

    def _on_advanced(self, done: int) -> None:
        if done != self.done:
            self.done = done
            self.changed.emit()

    def _on_done(self, report: SalvageReport) -> None:
        self.busy, self.report = False, report
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.busy, self.error = False, known(error, MobiConseilError)
        self.changed.emit()
