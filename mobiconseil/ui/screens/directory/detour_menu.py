"""How much longer the roads are than a straight line here, set by the structure."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from mobiconseil.domain import typography
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel
from mobiconseil.ui.undoable import say_done

FACTORS = (1.1, 1.2, 1.3, 1.4, 1.5, 1.7, 2.0, 2.5)
"""A plain, then hills, then a mountain of which one goes round."""


class DetourMenu(QMenu):
    """One line per factor; the one in force is checked."""

    def __init__(self, model: DirectoryViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setTitle(self.tr("Estimer les distances"))
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self.write)

    def write(self) -> None:
        """Show the factors, and check the one in force."""
        self.clear()
        current = self._model.session.team.structure().detour_factor
        for factor in sorted({*FACTORS, current}):
            action = self.addAction(self.tr("Ligne droite × {}").format(typography.number(factor, 1)))
            action.setCheckable(True)
            action.setChecked(factor == current)
            self._group.addAction(action)
            action.triggered.connect(partial(self._take, factor))

    def _take(self, factor: float, _checked: bool = True) -> None:
        context = self._model.context
        try:
            self._model.session.team.change_structure(detour_factor=factor)
        except MobiConseilError as error:
            context.messages.fail(error)
            return
        said = self.tr("Distances estimées\u00a0: la ligne droite × {}")
        say_done(context, said.format(typography.number(factor, 1)))
