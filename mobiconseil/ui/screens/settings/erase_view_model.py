"""Erasing one person for ever: what goes and where, the number typed again, then the certificate, once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.exchange_beside import Written
from mobiconseil.services.papers.exchanges import ErasedPerson
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.context import Context


class EraseModel(QObject):
    """One person of the trash; nothing of her is left in it once she is erased but the certificate."""

    changed = Signal()
    erased = Signal()

    def __init__(self, context: Context, person: PersonLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._subject = person.subject
        self.code = person.code
        self.title = context.shared.name_of(person)
        self.united = self._united()
        self.others = self._others()
        self.problem = ""
        self.is_done = self.is_working = False
        self.certificate = b""
        self.is_out = False
        """The certificate was printed or saved."""

    @property
    def file_name(self) -> str:
        """Return a name that names nobody."""
        return f"certificat-effacement-{self.context.session.clock.today():%Y-%m-%d}.pdf"

    def matches(self, typed: str) -> bool:
        """Say whether the number typed is the one of the file."""
        return typed.strip().upper() == self.code.upper()

    def erase(self, typed: str, *, named: bool) -> None:
        """Erase the person here and in the copies, in a job, then draw the certificate."""
        if self.is_working or self.is_done:
            return
        self.is_working, self.problem = True, ""
        self.changed.emit()
        self.context.jobs.start(
            partial(self.context.session.erase_beside, self._subject, typed, named=named),
            done=alive(self, self._on_erased),
            failed=alive(self, self._on_refused),
        )

    def _on_erased(self, written: Written[ErasedPerson]) -> None:
        session, gone = self.context.session, written.value
        for change in written.changes:
            session.announce(change)
        self.is_done, self.is_working = True, False
        data = session.papers.erasure_certificate(gone)
        self.context.jobs.start(
            partial(session.papers.render, data),
            done=alive(self, self._on_drawn),
            failed=alive(self, self._on_failed),
        )
        self.erased.emit()
        self.changed.emit()

    def note_out(self) -> None:
        """Remember that the certificate left."""
        self.is_out, self.problem = True, ""
        self.changed.emit()

    def note_problem(self, error: MobiConseilError | str) -> None:
        """Show why something was not done."""
        self.problem = str(error)
        self.changed.emit()

    def _united(self) -> tuple[str, ...]:
        records = self.context.session.uow.records
        return tuple(records.get(Beneficiary, other).code for other in records.united_with(self._subject))

    def _others(self) -> str:
        """Return « Portable de Max, Portable de Zoé », or nothing for a laptop alone."""
        session = self.context.session
        if session.laptop_book.identity().anchor is None:
            return ""
        roster, mine = session.laptops.roster(), session.laptop_book.identity().laptop
        members = () if roster is None else roster.members
        names = {m.laptop: session.laptops.name_of(m.laptop) for m in members if m.laptop != mine}
        return ", ".join(sorted(names.values(), key=str.casefold))

    def _on_refused(self, error: Exception) -> None:
        self.is_working = False
        self._on_failed(error)

    def _on_drawn(self, content: bytes) -> None:
        self.certificate = content
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.note_problem(known(error, MobiConseilError))
