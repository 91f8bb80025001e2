"""Saves what is typed 800 ms after the last keystroke, and at once on leaving, locking or closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from mobiconseil.errors import MobiConseilError

DELAY_MS = 800


class Autosave(QObject):
    """Gathers the edited fields of one record and writes them together."""

    saved = Signal()
    failed = Signal(object)
    """The MobiConseilError; the edited values are kept and will be tried again."""

    def __init__(self, write: Callable[[Mapping[str, object]], object], parent: QObject | None = None) -> None:
        """`write` receives the edited fields and stores them in one transaction."""
        super().__init__(parent)
        self._write = write
        self._pending: dict[str, object] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def pending(self) -> Mapping[str, object]:
        """Return what is typed and not yet written."""
        return dict(self._pending)

    def edit(self, field: str, value: object) -> None:
        """Take a new value for a field; it is written once typing stops."""
        self._pending[field] = value
        self._timer.start()

    def flush(self) -> bool:
        """Write now what is pending; say whether nothing is left unwritten."""
        self._timer.stop()
        if not self._pending:
            return True
        taken, self._pending = self._pending, {}
        try:
            self._write(taken)
        except MobiConseilError as error:
            self._pending = {**taken, **self._pending}
            self.failed.emit(error)
            return False
        self.saved.emit()
        return True

    def forget(self) -> None:
        """Leave aside what is pending, because the record is gone."""
        self._timer.stop()
        self._pending = {}
