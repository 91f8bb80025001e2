"""Statuts datés: what opens or closes services and aids, each with its dates and what it rests on."""

from __future__ import annotations

from mobiconseil.domain.catalogues import StatusKind
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.screens.situation.status_line import StatusLine
from mobiconseil.ui.widgets.disclosure import Disclosure
from mobiconseil.ui.widgets.form_grid import FormGrid


class StatusesGroup(Group):
    """Ordinary statuses in sight, sensitive ones behind a button."""

    def build(self) -> None:
        """Make the ordinary lines; the sensitive ones wait."""
        self._lines: list[StatusLine] = []
        self.body.addWidget(self._grid(self.model.status_kinds(sensitive=False)))
        self._sensitive = Disclosure(
            self.tr("Informations sensibles, facultatives"),
            self.tr("À noter seulement si la personne le souhaite. Jamais imprimées."),
        )
        self._sensitive.opened.connect(self._on_sensitive_opened)
        self.body.addWidget(self._sensitive)

    def refresh(self) -> None:
        """Show the statuses as they are."""
        for line in self._lines:
            line.refresh()

    def commit(self) -> None:
        """Hand over the dates that were not left."""
        for line in self._lines:
            line.commit()

    def set_shared(self, on: bool) -> None:
        """Hide the sensitive ones."""
        self._sensitive.setVisible(not on)

    def _grid(self, kinds: tuple[StatusKind, ...]) -> FormGrid:
        grid = FormGrid(vertical=8)
        grid.set_single(self._single)
        for kind in kinds:
            line = StatusLine(kind, self.model)
            self._lines.append(line)
            grid.add(line)
        return grid

    def _on_sensitive_opened(self) -> None:
        self._sensitive.body.addWidget(self._grid(self.model.status_kinds(sensitive=True)))
