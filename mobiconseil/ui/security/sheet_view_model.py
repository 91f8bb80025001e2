"""The recovery sheet: made, printed or saved elsewhere, then proven by two groups retyped."""

from __future__ import annotations

import platform
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.recovery_groups import groups, same_group
from mobiconseil.services.workspace import Workspace
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.jobs import JobRunner
from mobiconseil.ui.saving import same_disk

if TYPE_CHECKING:
    from mobiconseil.services.session import Session

FILE_NAME = "feuille-de-secours.pdf"
"""The proposed name of the file; it names nobody."""


def two_groups(count: int) -> tuple[int, int]:
    """Return two different ranks drawn at random, in order."""
    first, second = sorted(secrets.SystemRandom().sample(range(count), 2))
    return first, second


class SheetViewModel(QObject):
    """One recovery key on its way to paper."""

    changed = Signal()
    confirmed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        session: Session,
        code: str,
        jobs: JobRunner,
        *,
        pick: Callable[[int], tuple[int, int]] = two_groups,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._groups = groups(code)
        self._typed = ["", ""]
        self.asked = pick(len(self._groups))
        self.content = b""
        self.done = ""
        self.warning = ""
        self.error = ""
        self.copied = False
        """The person says that the sheet, saved beside the base, now lies elsewhere too."""
        data = session.papers.recovery_sheet(code, platform.node())
        jobs.start(
            lambda: session.papers.render(data),
            done=alive(self, self._on_rendered),
            failed=alive(self, self._on_failed),
        )

    @property
    def is_out(self) -> bool:
        """Say whether the sheet left the computer."""
        return bool(self.done)

    @property
    def is_away(self) -> bool:
        """Say whether the sheet is on paper or on another support than the base."""
        return self.is_out and (not self.warning or self.copied)

    def matches(self, rank: int) -> bool:
        """Say whether the group asked in place `rank` (0 or 1) is right."""
        return same_group(self._typed[rank], self._groups[self.asked[rank]])

    def type_group(self, rank: int, text: str) -> None:
        """Take what is retyped in place `rank`."""
        self._typed[rank] = text

    def forbids(self, path: Path) -> str:
        """Return why the sheet must not be saved there; empty when it may."""
        folder = self._workspace.folder.resolve()
        if folder in path.resolve().parents:
            return self.tr(
                "Cette feuille ne doit pas rester avec le dossier de travail\u00a0: elle l’ouvrirait à qui l’emporte. "
                "Rien n’a été enregistré. Choisissez une clé USB."
            )
        return ""

    def note_printed(self, printer: str) -> None:
        """Note that the sheet was printed."""
        where = self.tr("Feuille imprimée sur {}.").format(printer) if printer else self.tr("Feuille imprimée.")
        self._note(where, "")

    def note_saved(self, path: Path) -> None:
        """Note that the sheet was saved, and warn when it stays on the disk of the base."""
        warning = ""
        if same_disk(path, self._workspace.folder):
            warning = self.tr(
                "Elle est sur le même disque que vos dossiers\u00a0: un vol ou une panne emporterait les deux. "
                "Copiez-la sur une clé USB, puis effacez-la d’ici."
            )
        self._note(self.tr("Feuille enregistrée\u00a0: {}").format(path), warning)

    def note_problem(self, error: MobiConseilError | str) -> None:
        """Show why the sheet did not leave."""
        self.error = str(error)
        self.changed.emit()

    def confirm(self) -> bool:
        """Finish once the sheet is away and both groups are right; return False until then."""
        if not (self.is_away and self.matches(0) and self.matches(1)):
            return False
        try:
            self._workspace.confirm_sheet()
        except MobiConseilError as error:
            self.note_problem(error)
            return False
        self.confirmed.emit()
        return True

    def _note(self, done: str, warning: str) -> None:
        self.done, self.warning, self.error, self.copied = done, warning, "", False
        self.changed.emit()

    def _on_rendered(self, content: bytes) -> None:
        self.content = content
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.note_problem(known(error, MobiConseilError))
