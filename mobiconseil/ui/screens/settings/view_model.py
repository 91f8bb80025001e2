"""What the settings write: one record edited field by field, and the passphrases and accesses of this laptop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.team import Adviser, LogoKind, Structure
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.actions import Action
from mobiconseil.services.holder import Holder
from mobiconseil.services.ports import Change
from mobiconseil.services.sheet_news import SheetNews, sheet_news
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.autosave import Autosave
from mobiconseil.ui.context import Context


class RecordEditor(QObject):
    """The fields of one shared record, written 800 ms after the last keystroke."""

    reloaded = Signal()

    def __init__(
        self,
        context: Context,
        kind: type[Any],
        read: Callable[[], Any],
        write: Callable[[Mapping[str, object]], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._kind, self._read = context, kind, read
        self._record = read()
        self._autosave = Autosave(write, self)
        self._autosave.failed.connect(self._on_failed)
        context.hub.changed.connect(self._on_change_published)

    def value(self, field: str) -> str:
        """Return a field as it is typed or written."""
        return str(self._autosave.pending.get(field, getattr(self._record, field)))

    def edit(self, field: str, value: object) -> None:
        """Take a new value, unless it is the one already there."""
        if self.value(field) != value:
            self._autosave.edit(field, value)

    def flush(self) -> bool:
        """Write what is pending."""
        return self._autosave.flush()

    def _on_failed(self, error: MobiConseilError) -> None:
        self._context.messages.not_saved.emit(str(error))

    def _on_change_published(self, change: Change) -> None:
        if self._kind in change.kinds:
            self._record = self._read()
            self.reloaded.emit()


def structure_editor(context: Context, parent: QObject) -> RecordEditor:
    """Return the editor of the structure."""
    team = context.session.team

    def write(fields: Mapping[str, object]) -> None:
        team.change_structure(**fields)

    return RecordEditor(context, Structure, team.structure, write, parent)


def adviser_editor(context: Context, parent: QObject) -> RecordEditor:
    """Return the editor of the adviser at the keyboard; the lock screen follows a change of name."""
    session, workspace = context.session, context.workspace

    def read() -> Adviser:
        return next(adviser for adviser in session.team.advisers() if adviser.id == session.adviser.id)

    def write(fields: Mapping[str, object]) -> None:
        written = session.team.change_adviser(session.adviser.id, **fields)
        if {"first_name", "last_name"} & set(fields):
            workspace.rename_adviser(written.slot, first_name=written.first_name, last_name=written.last_name)

    return RecordEditor(context, Adviser, read, write, parent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Somebody who can open the base of this laptop."""

    holder: Holder
    is_me: bool


class AccessViewModel(QObject):
    """Accesses and passphrases: everything that derives a key runs in a job."""

    changed = Signal()
    done = Signal(str)
    """What was done, in the past tense."""
    failed = Signal(str)
    sheet_made = Signal(str)
    """The new recovery key, shown once."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.busy = False

    @property
    def slot(self) -> str:
        """Return the slot of the adviser at the keyboard."""
        return self.context.session.adviser.slot

    def accesses(self) -> tuple[Access, ...]:
        """Return who can open the base."""
        return tuple(Access(holder=h, is_me=h.slot == self.slot) for h in self.context.workspace.holders())

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace one's own passphrase."""
        workspace, slot = self.context.workspace, self.slot
        self._start(lambda: workspace.change_passphrase(slot, old.strip(), new), self._on_passphrase_changed)

    def add(self, own: str, first_name: str, last_name: str, passphrase: str) -> None:
        """Give somebody an access, proven by one's own passphrase."""
        workspace, slot = self.context.workspace, self.slot
        self._start(
            lambda: (
                workspace.add_adviser(
                    slot, own.strip(), first_name=first_name, last_name=last_name, passphrase=passphrase
                ),
                first_name,
                last_name,
            ),
            self._on_added,
        )

    def remove(self, slot: str) -> None:
        """Take an access away."""
        team = self.context.session.team
        try:
            self.context.workspace.remove_adviser(slot)
            adviser = team.adviser_of_slot(slot)
            if adviser is not None:
                team.change_adviser(adviser.id, active=False, slot="")
            team.note(Action.USER_REMOVED)
        except MobiConseilError as error:
            self.failed.emit(str(error))
            return
        self._finish(Action.USER_REMOVED)

    def renew_sheet(self, own: str) -> None:
        """Make a new recovery key; the former sheet opens nothing any more."""
        workspace, slot = self.context.workspace, self.slot
        try:
            self.context.session.laptops.check_renewal()
        except MobiConseilError as error:
            self.failed.emit(str(error))
            return
        self._start(lambda: workspace.renew_recovery(slot, own.strip()), self._on_renewed)

    def check_sheet(self, code: str) -> None:
        """Say whether a recovery key opens this base; nothing is changed."""
        workspace = self.context.workspace
        try:
            if not workspace.check_recovery(code):
                workspace.derive_from_recovery(code)
        except MobiConseilError as error:
            self.failed.emit(str(error))
            return
        session = self.context.session
        said = self.tr("Cette feuille ouvre bien vos dossiers. Notez la date de l’essai dessus.")
        try:
            if self.is_untold():
                session.laptops.sheet_renewed(code)
                said = self.tr(
                    "L’équipe connaît maintenant cette feuille. Donnez un fichier de l’équipe aux autres postes\u00a0: "
                    "elle les ouvrira aussi. L’ancienne n’ouvrira plus rien\u00a0: détruisez-la."
                )
            session.team.note(Action.RECOVERY_CHECKED)
        except MobiConseilError as error:
            self.failed.emit(str(error))
            return
        self.done.emit(said)

    def is_untold(self) -> bool:
        """Say whether a sheet was drawn here that the team does not know."""
        return sheet_news(self.context.session, self.context.workspace) is SheetNews.UNTOLD

    def _start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self.busy:
            return
        self.busy = True
        self.changed.emit()
        self.context.jobs.start(work, done=alive(self, done), failed=alive(self, self._on_failed))

    def _on_passphrase_changed(self, _nothing: object) -> None:
        self.context.session.team.note(Action.PASSPHRASE_CHANGED)
        self._finish(Action.PASSPHRASE_CHANGED)

    def _on_added(self, answer: tuple[Holder, str, str]) -> None:
        holder, first_name, last_name = answer
        team = self.context.session.team
        team.add_adviser(holder.slot, first_name=first_name, last_name=last_name)
        team.note(Action.USER_ADDED)
        self._finish(Action.USER_ADDED)

    def _on_renewed(self, code: str) -> None:
        session = self.context.session
        try:
            session.laptops.sheet_renewed(code)
            session.team.note(Action.RECOVERY_RENEWED)
        except MobiConseilError as error:
            # The sheet opens already, and it is shown this once; Accueil asks for its key until the team knows it.
            self.context.messages.fail(error)
        self.busy = False
        self.changed.emit()
        self.sheet_made.emit(code)

    def _finish(self, action: Action) -> None:
        self.busy = False
        self.changed.emit()
        self.done.emit(action.label)
        self.context.messages.say(action.label)

    def _on_failed(self, error: Exception) -> None:
        self.busy = False
        self.changed.emit()
        self.failed.emit(known(error, MobiConseilError))


LOGO_KINDS = (LogoKind.STRUCTURE, LogoKind.FUNDER)
