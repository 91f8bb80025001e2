"""The backups page: what there is, and the long works on it, one at a time, in a job."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from mobiconseil.errors import MobiConseilError
from mobiconseil.services import backup_words as words
from mobiconseil.services.actions import Action
from mobiconseil.services.backup_ports import BackupCopy, BackupPlace, TriedCopy
from mobiconseil.services.backups import BackupsLook
from mobiconseil.services.exchange_ports import Destination
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.context import Context
from mobiconseil.ui.saving import same_disk


class BackupsModel(QObject):
    """Shows the copies of this laptop and of the second place."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.look = BackupsLook()
        self.working = ""
        """What runs now, in words; empty when nothing does."""
        self.problem = ""
        self.said: words.Said | None = None

    def refresh(self) -> None:
        """Look again at the copies; a key that was plugged meanwhile is seen."""
        if not self.working:
            session = self.context.session
            self._start("", session.backups.look, self._on_looked)

    def make(self) -> None:
        """Make a copy now."""
        self._start(self.tr("Sauvegarde en cours…"), self.context.session.backups.make, self._on_made)

    def choose_place(self, folder: Path, label: str) -> None:
        """Choose the second place; the newest copy goes there at once."""
        backups = self.context.session.backups
        work = partial(backups.choose_place, folder, label)
        self._start(self.tr("Copie sur «\u00a0{}\u00a0»…").format(label), work, self._on_chosen)

    def leave_place(self) -> None:
        """Use no second place any more."""
        try:
            self.context.session.backups.leave_place()
        except MobiConseilError as error:
            self._on_failed(error)
        self.refresh()

    def try_copy(self, name: str) -> None:
        """Really open a copy."""
        copy = self.copy(name)
        if copy is not None:
            work = partial(self.context.session.backups.try_copy, copy)
            self._start(self.tr("Ouverture de la sauvegarde…"), work, self._on_tried)

    def restore(self, name: str) -> None:
        """Make a copy ready, then ask the window to close the base and to put it in its place."""
        copy = self.copy(name)
        if copy is not None:
            work = partial(self.context.session.backups.prepare, copy)
            self._start(self.tr("Préparation de la restauration…"), work, partial(self._on_prepared, copy))

    def copy(self, name: str) -> BackupCopy | None:
        """Return the copy of a row."""
        return next((copy for copy in self.look.copies if code_of(copy) == name), None)

    def drives(self) -> tuple[Destination, ...]:
        """Return the keys that are plugged in and are not the second place."""
        place = self.look.place
        found = self.context.session.exchange_ports.disk.destinations()
        taken = None if place is None else place.folder
        return tuple(drive for drive in found if drive.is_removable and drive.folder != taken)

    def last_tried(self) -> str:
        """Return when a copy was last really opened; empty when none ever was."""
        moment = self.context.session.backups.last_tried()
        return "" if moment is None else words.spoken(moment, self.context.session.clock)

    def state_of(self, place: BackupPlace) -> str:
        """Return what is known of the second place."""
        when = "" if place.last_at is None else words.spoken(place.last_at, self.context.session.clock)
        if not place.is_there:
            absent = self.tr("Elle n’est pas branchée. Dernière copie\u00a0: {}. Les effacements l’attendront.")
            return absent.format(when or self.tr("aucune"))
        if self._goes_with_the_laptop(place):
            here = self.tr(
                "Sur le disque de ce poste\u00a0: un vol l’emporterait aussi. Préférez une clé. "
                "Dernière copie\u00a0: {}."
            )
            return here.format(when or self.tr("aucune"))
        return self.tr("Branchée. Dernière copie\u00a0: {}.").format(when or self.tr("aucune"))

    def _goes_with_the_laptop(self, place: BackupPlace) -> bool:
        session = self.context.session
        keys = [drive.folder for drive in session.exchange_ports.disk.destinations() if drive.is_removable]
        return place.folder not in keys and same_disk(place.folder, session.folder)

    def _start(self, what: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self.working:
            return
        self.working = what
        if what:
            self.problem, self.said = "", None
            self.changed.emit()
        self.context.jobs.start(work, done=alive(self, done), failed=alive(self, self._on_failed))

    def _on_looked(self, look: BackupsLook) -> None:
        self.look = look
        self._finish()

    def _on_made(self, look: BackupsLook) -> None:
        self.context.session.team.note(Action.BACKUP_MADE)
        self.look, self.problem = look, look.problem
        self.context.messages.say(Action.BACKUP_MADE.label)
        self._finish()

    def _on_chosen(self, look: BackupsLook) -> None:
        self.look = look
        done = self.tr("Sauvegarde faite sur «\u00a0{}\u00a0».").format("" if look.place is None else look.place.label)
        stays = look.place is not None and self._goes_with_the_laptop(look.place)
        self.context.messages.say(done if stays else f"{done} {self.tr('Vous pouvez retirer la clé.')}")
        self._finish()

    def _on_tried(self, tried: TriedCopy) -> None:
        self.context.session.team.note(Action.BACKUP_TRIED)
        self.said = words.said_of(tried, self.context.session.clock)
        self._finish()

    def _on_prepared(self, copy: BackupCopy, _nothing: object) -> None:
        self._finish()
        when = words.moment_of(copy, self.context.session.clock)
        self.context.navigator.restore_requested.emit(when)

    def _on_failed(self, error: Exception) -> None:
        self.working = ""
        self.problem = known(error, MobiConseilError)
        self.changed.emit()

    def _finish(self) -> None:
        self.working = ""
        self.changed.emit()


def code_of(copy: BackupCopy) -> str:
    """Return what tells a copy from the others, the same one on the key included."""
    return f"{'cle' if copy.is_elsewhere else 'ici'}/{copy.name}"
