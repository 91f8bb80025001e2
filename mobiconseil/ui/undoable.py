"""Says what was just done, with a way back that undoes exactly that; undoes and does again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.bulk import without_collections
from mobiconseil.services.ports import Change
from mobiconseil.ui.answers import alive
from mobiconseil.ui.context import Context
from mobiconseil.ui.undo import label_of


@dataclass(frozen=True, slots=True)
class _Back:
    context: Context
    transaction: int

    def __call__(self) -> None:
        undo = self.context.undo
        change = undo.find(self.transaction)
        if undo.is_running:
            self.context.messages.say(_tr("Encore un instant…"))
        elif change is not None and undo.is_large(change):
            _play_beside(self.context, change, partial(_say_played, self.context, change, None, back=True), back=True)
        else:
            self._undo_now()

    def _undo_now(self) -> None:
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
    """Undo the newest transaction, or do again the one that was undone last, and say it.

    One that wrote much is written back in a job; nothing else is undone meanwhile.
    """
    if context.undo.is_running:
        context.messages.say(_tr("Encore un instant…"))
        return
    wanted = context.undo.next_one(back=back)
    if wanted is not None and context.undo.is_large(wanted):
        _play_beside(context, wanted, partial(_say_played, context, wanted, redo, back=back), back=back)
        return
    try:
        change = context.undo.undo() if back else context.undo.redo()
    except MobiConseilError as error:
        context.messages.fail(error)
        return
    if change is None:
        context.messages.say(_tr("Rien à annuler") if back else _tr("Rien à rétablir"))
    else:
        _say_played(context, change, redo, back=back)


def _say_played(context: Context, change: Change, redo: Callable[[], None] | None, *, back: bool) -> None:
    label = label_of(change).lower()
    if not back:
        context.messages.say(_tr("Rétabli : {}").format(label))
    elif redo is None:
        context.messages.say(_tr("Annulé : {}").format(label))
    else:
        context.messages.say(_tr("Annulé : {}").format(label), _tr("Rétablir"), redo)


def _play_beside(context: Context, change: Change, say_played: Callable[[], None], *, back: bool) -> None:
    undo, session = context.undo, context.session

    def work() -> tuple[Change, tuple[Change, ...]]:
        with without_collections(), session.beside() as base:
            return base.uow.undo(change.transaction), tuple(base.changes)

    def done(answer: tuple[Change, tuple[Change, ...]]) -> None:
        undo.settle(*answer, session.announce)
        say_played()

    def failed(error: Exception) -> None:
        undo.give_up()
        if not isinstance(error, MobiConseilError):
            raise error
        context.messages.fail(error)

    undo.begin(change)
    context.messages.say(_tr("Annulation en cours…") if back else _tr("Rétablissement en cours…"))
    context.jobs.start(work, done=alive(undo, done), failed=alive(undo, failed))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Undoable", text)
