"""A commune completed by name or postal code."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mobiconseil.domain.typography import fold
from mobiconseil.services.communes import Commune, CommuneFinder
from mobiconseil.ui.widgets.choice_fields import Completion, CompletionField


class CommuneField(CompletionField):
    """Proposes communes while typing; emits `taken` with the one chosen, or the only one of that name.

    Among several of that name, the one that the files already have is meant. Where a place may be something else than
    a commune (`only_usual`), a name typed in full means a commune only when the files already have it.

    Any other name may be typed.
    """

    taken = Signal(object)

    def __init__(self, finder: CommuneFinder, *, only_usual: bool = False) -> None:
        self._finder = finder
        self._only_usual = only_usual
        self._proposed: dict[str, Commune] = {}
        super().__init__(self._propose)
        self.chosen.connect(self._on_chosen)
        self.editingFinished.connect(self._on_finished)

    def _propose(self, typed: str) -> list[Completion]:
        found = self._finder.find(typed)
        self._proposed = {str(rank): commune for rank, commune in enumerate(found)}
        return [
            Completion(
                code=code,
                label=commune.name,
                detail=commune.detail or commune.postal_code,
                by_tab=commune.usual,
            )
            for code, commune in self._proposed.items()
        ]

    def _on_chosen(self, proposal: Completion) -> None:
        self.taken.emit(self._proposed[proposal.code])

    def _on_finished(self) -> None:
        if not self.isModified():
            return
        self.setModified(False)
        same = [commune for commune in self._proposed.values() if fold(commune.name) == fold(self.text())]
        sure = same if len(same) == 1 and not self._only_usual else [commune for commune in same if commune.usual]
        if len(sure) == 1:
            self.setText(sure[0].name)
            self.taken.emit(sure[0])
