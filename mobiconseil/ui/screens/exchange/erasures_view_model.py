"""The erasures and the laptops that applied them: nothing of it names a person."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.services.erasure import ErasureProgress
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.words import ExchangeWording


class ErasuresModel(QObject):
    """Reads the erasures that this base knows."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wording = ExchangeWording(context)
        context.hub.changed.connect(self._on_published)

    def erasures(self) -> tuple[ErasureProgress, ...]:
        """Return the erasures, newest first."""
        return self._context.session.erasure.progress()

    def title(self, one: ErasureProgress) -> str:
        """Return « Effacé le ven. 20 nov. à 11 h 52 par Claire Morin »."""
        if one.at is None:
            return self.tr("Effacé à une date inconnue de ce poste")
        moment = self._wording.moment(one.at)
        by = self.tr("Effacé le {} par {}").format(moment, one.author) if one.author else ""
        return by or self.tr("Effacé le {}").format(moment)

    def detail(self, one: ErasureProgress) -> str:
        """Return « Référence 3F2A 91C0 77AB 0012. Confirmé par 2 postes sur 3. Manque : Portable de Max. »."""
        return self.tr("Référence {}. {}").format(one.reference, self._confirmed(one))

    def _confirmed(self, one: ErasureProgress) -> str:
        if one.total == 1:
            return self.tr("Sur ce poste, le seul à connaître ce dossier.")
        done = typography.count(len(one.done), self.tr("poste"))
        if not one.waiting:
            return self.tr("Confirmé par {}, tous les postes de l’équipe.").format(done)
        missing = ", ".join(one.waiting)
        return self.tr("Confirmé par {} sur {}. Manque\u00a0: {}.").format(done, one.total, missing)

    def waiting(self) -> tuple[str, ...]:
        """Return the laptops that did not confirm everything."""
        return tuple(sorted({name for one in self.erasures() for name in one.waiting}, key=str.casefold))

    def gone(self) -> tuple[str, ...]:
        """Return the laptops that were set aside: they will confirm nothing any more."""
        if self._context.session.laptop_book.identity().anchor is None:
            return ()
        lines = self._context.session.laptops.team().lines
        return tuple(line.name for line in lines if line.state is LaptopState.REVOKED)

    def _on_published(self, _change: Change) -> None:
        self.changed.emit()
