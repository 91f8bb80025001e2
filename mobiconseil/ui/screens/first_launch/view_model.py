"""The first launch: nothing is written before a passphrase is taken, and the sheet is asked until it is held."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.french_input import parse_phone
from mobiconseil.domain.invitations import Invitation
from mobiconseil.errors import InvalidInput, MobiConseilError, StorageError
from mobiconseil.services.session import Session
from mobiconseil.services.workspace import NewKeys, Workspace
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.jobs import JobRunner

MAX_PAPER = 4 * 1024 * 1024
"""Bytes read of an invitation, which is much smaller."""


class Stage(StrEnum):
    """Where the adviser stands."""

    JOIN = "join"
    BACKUP = "backup"
    STRUCTURE = "structure"
    PASSPHRASE = "passphrase"
    SHEET = "sheet"
    START = "start"


class FirstLaunchViewModel(QObject):
    """What was typed, and how far the base is made."""

    changed = Signal()
    stage_changed = Signal()

    def __init__(self, workspace: Workspace, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.jobs = jobs
        self.stage = Stage.STRUCTURE
        self.values = dict.fromkeys(("structure", "first_name", "last_name", "phone", "hours"), "")
        self.busy = False
        self.error = ""
        self.session: Session | None = None
        self.code = ""
        self.invitation: Invitation | None = None
        """The team that this laptop joins; None when it begins alone."""
        self.drawn = ""
        """The seven words proposed before going back to the first step."""
        self.words = ""
        """What to say to the référent who receives the answer."""
        self._paper: tuple[bytes, str] = (b"", "")
        self._keys: NewKeys | None = None

    def open_invitation(self, path: Path, code: str) -> bool:
        """Read an invitation, before anything is written; say whether it can be joined."""
        try:
            data = _read(path)
            self.invitation = self.workspace.read_invitation(data, code)
        except MobiConseilError as error:
            self.error = str(error)
            self.changed.emit()
            return False
        self._paper = (data, code)
        # The structure comes with the first file of the team: written here too, it would have two values.
        self.values["structure"] = ""
        self.go_to(Stage.STRUCTURE)
        return True

    def begin_alone(self) -> None:
        """Leave the invitation aside."""
        self.invitation, self._paper = None, (b"", "")
        self.go_to(Stage.STRUCTURE)

    def type_value(self, field: str, text: str) -> None:
        """Take what is typed in a field of the first step."""
        self.values[field] = text

    def problems(self) -> dict[str, str]:
        """Return what is missing in the first step, by field."""
        missing = {
            "structure": self.tr("Écrivez le nom de votre structure. Exemple\u00a0: Cap Mobilité Craonnais"),
            "first_name": self.tr("Écrivez votre prénom."),
            "last_name": self.tr("Écrivez votre nom."),
        }
        if self.invitation is not None:
            del missing["structure"]
        found = {field: text for field, text in missing.items() if not self._value(field)}
        try:
            self._phone()
        except InvalidInput as error:
            found["phone"] = str(error)
        return found

    def go_to(self, stage: Stage) -> None:
        """Show another step."""
        self.stage, self.error = stage, ""
        self.stage_changed.emit()

    def create(self, passphrase: str) -> None:
        """Make the vault in a job, then the base here; what a refused disk left undone is done at the next try."""
        if self.busy:
            return
        self.busy, self.error, self.drawn = True, "", ""
        self.changed.emit()
        if self._keys is not None:
            self._on_made(self._keys)
            return
        names = {field: self._value(field) for field in ("structure", "first_name", "last_name")}
        self.jobs.start(
            lambda: self.workspace.make_keys(passphrase=passphrase, **names),
            done=alive(self, self._on_made),
            failed=alive(self, self._on_failed),
        )

    def _value(self, field: str) -> str:
        return " ".join(self.values[field].split())

    def _phone(self) -> str:
        typed = self._value("phone")
        return parse_phone(typed) if typed else ""

    def _on_made(self, keys: NewKeys) -> None:
        self._keys = keys
        try:
            session = self.session or self.workspace.open_with(keys.key, keys.slot)
            self.session = session
            fields = {field: self._value(field) for field in ("first_name", "last_name", "hours")}
            session.team.change_adviser(session.adviser.id, phone=self._phone(), **fields)
            if self.invitation is None:
                session.team.change_structure(name=self._value("structure"))
            else:
                self._join(session)
        except MobiConseilError as error:
            self._on_failed(error)
            return
        self.busy, self.code, self._keys = False, keys.recovery_code, None
        self.go_to(Stage.SHEET)

    def _join(self, session: Session) -> None:
        joining = session.laptops.joining
        answer = joining.answer() if session.laptops.team().exists else joining.join(*self._paper)
        self.words = answer.words

    def _on_failed(self, error: Exception) -> None:
        self.busy, self.error = False, known(error, MobiConseilError)
        self.changed.emit()


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_PAPER)
    except OSError as error:
        raise StorageError(
            "Ce fichier ne peut pas être lu. Rien n’a été créé. "
            "Vérifiez que la clé est branchée, puis choisissez le fichier à nouveau."
        ) from error
