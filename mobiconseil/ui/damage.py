"""A page of the base that cannot be read any more, met behind the lock: it is said, with the way to the repair."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mobiconseil.errors import MobiConseilError

if TYPE_CHECKING:
    from mobiconseil.ui.context import Context
    from mobiconseil.ui.widgets.dialogs import ConfirmDialog


class DamageWatch(QObject):
    """Hears of a damaged page from any thread; asks what to do once a session, then reminds of it in passing."""

    _met = Signal()

    def __init__(self, window: QWidget, lock: Callable[[], object]) -> None:
        """`lock` closes the base and shows what can be done about it."""
        super().__init__(window)
        self._window, self._lock = window, lock
        self._context: Context | None = None
        self._dialog: ConfirmDialog | None = None
        self._has_asked = self._pending = False
        self._met.connect(self._on_met, Qt.ConnectionType.QueuedConnection)

    @property
    def is_telling(self) -> bool:
        """Say whether what was met is about to be said, or is being said."""
        return self._pending or self._dialog is not None

    def tell(self) -> None:
        """Say that a page cannot be read, in any thread."""
        if not self._pending:
            self._pending = True
            self._met.emit()

    def watch(self, context: Context) -> None:
        """A session was opened."""
        self._context = context

    def rest(self) -> None:
        """The session was closed: nothing more is said of its base."""
        self._context, self._has_asked = None, False
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()

    def _on_met(self) -> None:
        self._pending = False
        context = self._context
        if context is None:
            return
        # What is typed meanwhile goes on being stored: only what stands on that page cannot be read.
        with suppress(MobiConseilError):
            context.session.reconnect()
        if self._dialog is not None:
            return
        if self._has_asked:
            text = self.tr("Une partie de la base est abîmée. Rien de plus n’est perdu.")
            context.messages.fail(MobiConseilError(text), self._action(), self._mend)
            return
        self._has_asked = True
        self._ask()

    def _ask(self) -> None:
        from mobiconseil.ui.widgets.dialogs import ConfirmDialog

        self._dialog = ConfirmDialog(
            self.tr("Une partie de la base est abîmée"),
            self.tr(
                "Une page du disque ne peut plus être lue\u00a0: ce que vous ouvriez ne s’affichera pas. Rien n’a été "
                "modifié, rien de plus n’est perdu, et les autres dossiers s’ouvrent encore. Verrouillez\u00a0: vous "
                "choisirez de remettre une sauvegarde ou de sauver ce qui se lit."
            ),
            confirm=self._action(),
            keep=self.tr("Plus tard"),
            destructive=False,
            parent=self._window,
        )
        self._dialog.accepted.connect(self._on_accepted)
        self._dialog.rejected.connect(self._on_left)
        self._dialog.open()

    def _action(self) -> str:
        return self.tr("Verrouiller et réparer")

    def _on_accepted(self) -> None:
        self._on_left()
        self._mend()

    def _mend(self) -> None:
        # Once the button is dealt with: it dies with the screens.
        QTimer.singleShot(0, self, self._lock)

    def _on_left(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()


def bury_halves(window: QWidget) -> None:
    """Destroy the half of an unlocked window that a base which cannot be read left behind."""
    from mobiconseil.ui.workbench import Workbench

    for half in (each for each in QApplication.topLevelWidgets() if isinstance(each, Workbench)):
        half.setParent(window)  # a job that collects what nobody holds would destroy it in its own thread
        half.deleteLater()
