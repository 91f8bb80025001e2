"""Renoncements: what the person gave up in the last twelve months for want of transport."""

from __future__ import annotations

from mobiconseil.domain.situation import RenunciationKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.screens.situation.answer_line import AnswerLine
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.form_grid import FormGrid


class RenunciationsGroup(Group):
    """Six questions, each with three answers."""

    def build(self) -> None:
        """Make the questions."""
        self.say(self.tr("Renoncé depuis 12 mois, faute de moyen de transport\u00a0:"))
        self._lines: dict[str, AnswerLine] = {}
        grid = FormGrid(vertical=8)
        for kind in RenunciationKind:
            line = AnswerLine(kind.value, kind.label)
            line.answered.connect(self._on_answered)
            self._lines[kind.value] = line
            grid.add(line)
        self.body.addWidget(grid)

    def refresh(self) -> None:
        """Show the answers."""
        for code, line in self._lines.items():
            found = self.model.renunciation(RenunciationKind(code))
            line.set_value(found.value if found is not None else TriState.UNKNOWN)

    def _on_answered(self, code: str, value: str) -> None:
        self.model.set_renunciation(RenunciationKind(code), TriState(value))
