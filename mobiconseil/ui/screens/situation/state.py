"""Dossier: where the file stands, who follows it, and the internal note that nobody else reads."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import FileState
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.labels import Label, Role


class StateGroup(Group):
    """State, adviser, entry date, internal note."""

    def build(self) -> None:
        """Make the fields."""
        self._state = self.fields.choice("state", FileState)
        self._adviser = ChoiceField(self.model.advisers(), placeholder=self.tr("Personne"))
        self._adviser.setObjectName("adviser")
        self._adviser.chosen.connect(self._on_adviser_chosen)
        grid = FormGrid()
        grid.extend(self._state, FormField(self.tr("Suivi par"), self._adviser))
        grid.extend(self.fields.day("entered_on", prefer="past"), self._code())
        self.body.addWidget(grid)
        self._note = self.fields.area("private_note", lines=3, optional=True)
        self._note.set_help(
            self.tr("Jamais imprimée, masquée quand l’écran est partagé. La personne peut la demander.")
        )
        self.body.addWidget(self._note)

    def refresh(self) -> None:
        """Show the file."""
        super().refresh()
        person = self.model.stored
        left = person.left_on if person.state.is_over else None
        words = self.tr("Sortie le {day}").format(day=typography.short_date(left)) if left else ""
        self._state.set_help(words)
        if self._adviser.current() != person.adviser:
            self._adviser.set_items(self.model.advisers(), person.adviser)

    def set_shared(self, on: bool) -> None:
        """Hide the note."""
        self._note.setVisible(not on)

    def _code(self) -> QWidget:
        return FormField(self.tr("Numéro du dossier"), Label(self.model.stored.code, Role.STRONG))

    def _on_adviser_chosen(self, code: str) -> None:
        self.model.person.edit("adviser", code)
