"""Says what was just done, with a way back that undoes exactly that."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.context import Context


@dataclass(frozen=True, slots=True)
class _Back:
    context: Context
    transaction: int

    def __call__(self) -> None:
        try:
            self.context.undo.undo_change(self.transaction)
        except MobiConseilError as error:
            self.context.messages.fail(error)


def say_done(context: Context, text: str) -> None:
    """Show a toast about the newest transaction, with « Annuler »."""
    newest = context.undo.newest
    if newest is None:
        context.messages.say(text)
        return
    back = QCoreApplication.translate("Undoable", "Annuler")
    context.messages.say(text, back, _Back(context, newest))
