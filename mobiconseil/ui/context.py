"""What every screen of an unlocked session is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.civility import Civility
from mobiconseil.domain.typography import initials
from mobiconseil.services.ports import PersonLine
from mobiconseil.services.workspace import Workspace
from mobiconseil.ui.change_hub import ChangeHub
from mobiconseil.ui.jobs import JobRunner
from mobiconseil.ui.messages import Messages
from mobiconseil.ui.navigation import Navigator
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.undo import UndoStack

if TYPE_CHECKING:
    from mobiconseil.services.session import Session


class SharedScreen(QObject):
    """« Écran partagé »: hides other people's names, private notes and health while the person looks."""

    toggled = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = False

    @property
    def is_on(self) -> bool:
        """Say whether the person beside the adviser looks at the screen."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Start or leave; F8 does it too."""
        if on != self._on:
            self._on = on
            self.toggled.emit(on)

    def name_of(self, person: PersonLine) -> str:
        """Return the name shown in a list: initials only while the screen is shared."""
        plain = f"{person.first_name} {person.last_name}".strip() or "Sans nom"
        if self._on:
            return initials(plain)
        return f"{Civility(person.civility).label} {plain}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The session and the ways to speak with the window."""

    session: Session
    workspace: Workspace
    hub: ChangeHub
    undo: UndoStack
    jobs: JobRunner
    messages: Messages
    navigator: Navigator
    shared: SharedScreen
    settings: SettingsStore = field(default_factory=SettingsStore)


def make_context(
    owner: QObject, session: Session, workspace: Workspace, jobs: JobRunner, settings: SettingsStore
) -> Context:
    """Return the context of a session that was just opened; it hears the changes from now on."""
    hub = ChangeHub(owner)
    workspace.listen(hub.publish)
    return Context(
        session=session,
        workspace=workspace,
        hub=hub,
        undo=UndoStack(session.uow, hub, hub),
        jobs=jobs,
        messages=Messages(hub),
        navigator=Navigator(hub),
        shared=SharedScreen(hub),
        settings=settings,
    )
