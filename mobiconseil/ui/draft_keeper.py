"""Keeps, encrypted in the base, what is typed and not stored yet: a death of the program loses three seconds of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from mobiconseil.domain.typography import when
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.session import Session
from mobiconseil.ui import drafts
from mobiconseil.ui.context import Context
from mobiconseil.ui.workbench import Workbench

EVERY_MS = 3_000


class DraftKeeper(QObject):
    """Looks at the screen in front from time to time, and after each thing that is stored."""

    def __init__(self, context: Context, bench: Workbench) -> None:
        super().__init__(bench)
        self._session, self._bench, self._kept = context.session, bench, ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.hub.changed.connect(self._on_changed)

    def look(self) -> None:
        """Keep what is typed, or forget what no longer is."""
        draft = self._bench.draft()
        wanted = "" if draft is None else drafts.written(draft)
        if wanted == self._kept:
            return
        try:
            if wanted:
                self._session.drafts.keep(wanted)
            else:
                self._session.drafts.take()
        except MobiConseilError:
            return  # the disk refuses: the next look tries again, and the lock says it
        self._kept = wanted

    def stop(self) -> None:
        """Look no more, and leave nothing behind: the lock keeps what it must."""
        self._timer.stop()
        if self._kept:
            self._kept = ""
            try:
                self._session.drafts.take()
            except MobiConseilError:
                return

    def _on_changed(self) -> None:
        # Once the screens have followed: a file that was just made is a draft no longer.
        QTimer.singleShot(0, self, self.look)


def after_a_crash(session: Session, *, has_draft: bool) -> str:
    """Return what to say when the program was never closed; empty when it was."""
    if not session.drafts.begin():
        return ""
    stopped = "MobiConseil s’était arrêté sans prévenir. Rien de ce qui était enregistré n’est perdu."
    said = [QCoreApplication.translate("Drafts", stopped)]
    last = next((line for line in session.team.journal(limit=20) if line.code), None)
    if last is not None:
        at = last.at.astimezone()
        text = QCoreApplication.translate("Drafts", "Dernier enregistrement\u00a0: dossier {}, {}.")
        said.append(text.format(last.code, when(at.date(), at.time(), session.clock.today())))
    if has_draft:
        said.append(QCoreApplication.translate("Drafts", "Votre saisie en cours a été remise\u00a0: relisez-la."))
    return " ".join(said)


def keep(context: Context, bench: Workbench, *, has_draft: bool) -> DraftKeeper:
    """Say what a crash left, and return what keeps the typing of `bench` against the next one."""
    try:
        said = after_a_crash(context.session, has_draft=has_draft)
    except MobiConseilError as error:
        said = str(error)
    if said:
        context.messages.say(said)
    keeper = DraftKeeper(context, bench)
    keeper.look()
    return keeper
