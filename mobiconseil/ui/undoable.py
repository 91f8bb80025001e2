"""Says what was just done, with a way back that undoes exactly that; undoes and does again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.context import Context
from mobiconseil.ui.undo import label_of


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


def play(context: Context, redo: Callable[[], None], *, back: bool) -> None:
    """Undo the newest transaction, or do again the one that was undone last, and say it."""
    try:
        change = context.undo.undo() if back else context.undo.redo()
    except MobiConseilError as error:
        context.messages.fail(error)
        return
    if change is None:
        context.messages.say(_tr("Rien à annuler") if back else _tr("Rien à rétablir"))
    elif back:
        context.messages.say(_tr("Annulé : {}").format(label_of(change).lower()), _tr("Rétablir"), redo)
    else:
        context.messages.say(_tr("Rétabli : {}").format(label_of(change).lower()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Undoable", text)
