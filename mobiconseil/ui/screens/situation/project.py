"""Demande et projet: her words, the need as understood, the project and its deadline."""

from __future__ import annotations

from mobiconseil.domain import typography
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.form_grid import FormGrid


class ProjectGroup(Group):
    """Request, need, project, deadline."""

    def build(self) -> None:
        """Make the fields."""
        grid = FormGrid()
        request = self.fields.area(
            "request", lines=2, hint=self.tr("«\u00a0Je commence à 7\u00a0h et je n’ai plus de voiture.\u00a0»")
        )
        grid.add(request, wide=True)
        need = self.fields.area("analysed_need", lines=2, optional=True)
        need.set_help(self.tr("N’écrivez pas de santé ni de justice ici."))
        grid.extend(need, self.fields.area("project", lines=2, optional=True))
        self._deadline = self.fields.day("deadline_on", optional=True)
        grid.extend(
            self._deadline,
            self.fields.text("deadline_label", optional=True, hint=self.tr("prise de poste, entretien…")),
        )
        grid.add(self.fields.answer("licence_requested"))
        self.body.addWidget(grid)

    def refresh(self) -> None:
        """Show the file, and how far the deadline is."""
        super().refresh()
        day = self.model.stored.deadline_on
        self._deadline.set_help(typography.relative_days(day, self.model.today()) if day else "")
