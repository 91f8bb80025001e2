"""The other actions of the directory, behind the button with three dots."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from mobiconseil.ui.screens.directory.detour_menu import DetourMenu
from mobiconseil.ui.screens.directory.outputs import Outputs
from mobiconseil.ui.screens.directory.picking import HOME, SERVICE, PointPicker
from mobiconseil.ui.screens.directory.stage import add_action
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel


class MoreMenu(QMenu):
    """Sheets to check again, places corrected on the map, how distances are estimated, what leaves the directory."""

    def __init__(self, model: DirectoryViewModel, picker: PointPicker, outputs: Outputs, parent: QWidget) -> None:
        super().__init__(parent)
        self._picker = picker
        self.to_check = add_action(self, self.tr("Fiches à revérifier"), model.set_to_check, "to_check")
        self.to_check.setCheckable(True)
        self.addSeparator()
        home = self.tr("Placer le domicile sur la carte")
        self.place_home = add_action(self, home, self._on_home_asked, "place_home")
        place = self.tr("Placer le service choisi sur la carte")
        self.place_service = add_action(self, place, self._on_place_asked, "place_service")
        self.detour = DetourMenu(model, self)
        self.addMenu(self.detour)
        self.addSeparator()
        add_action(self, self.tr("Enregistrer l’annuaire en PDF"), outputs.save_found, "save_pdf")
        outputs.fill(self)

    def _on_home_asked(self) -> None:
        self._picker.wait_for(HOME)

    def _on_place_asked(self) -> None:
        self._picker.wait_for(SERVICE)
