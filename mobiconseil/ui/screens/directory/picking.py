"""A place corrected by a click on the map: the home of the person, or a service."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel
from mobiconseil.ui.undoable import say_done

HOME, SERVICE = "home", "service"


class PointPicker(QObject):
    """Waits for one click on the map, then writes the place; it can be undone."""

    changed = Signal()

    def __init__(self, model: DirectoryViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.waiting = ""
        """What the next click places; empty when no click is awaited."""

    def wait_for(self, what: str) -> None:
        """Await a click."""
        known = self._model.subject if what == HOME else self._model.selected
        self.waiting = what if known is not None else ""
        self.changed.emit()

    def give_up(self) -> None:
        """Await no click any more."""
        self.waiting = ""
        self.changed.emit()

    def words(self) -> tuple[str, str]:
        """Return what to click, and for whom."""
        if self.waiting == HOME:
            return self.tr("Cliquez sur la carte là où habite {}").format(self._model.whose), ""
        row = self._model.row(self._model.selected)
        return self.tr("Cliquez sur la carte là où se trouve le service"), row.name if row is not None else ""

    def take(self, latitude: float, longitude: float) -> None:
        """Write the place clicked."""
        what, self.waiting = self.waiting, ""
        if not what:
            return
        try:
            said = self._write(what, round(latitude, 6), round(longitude, 6))
        except MobiConseilError as error:
            self._model.context.messages.fail(error)
        else:
            say_done(self._model.context, said)
            if what == HOME:
                self._model.start_again()
        self.changed.emit()

    def _write(self, what: str, latitude: float, longitude: float) -> str:
        session, subject, service = self._model.session, self._model.subject, self._model.selected
        if what == HOME and subject is not None:
            session.files.change(subject, latitude=latitude, longitude=longitude)
            return self.tr("Domicile placé sur la carte")
        if service is not None:
            session.directory.change(service, latitude=latitude, longitude=longitude)
        return self.tr("Service placé sur la carte")
