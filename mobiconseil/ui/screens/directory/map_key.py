"""The key of the map, which is also its text: what each sign means, where she goes, who receives where and when."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.directory import DropIn
from mobiconseil.domain.distance import CrowFly
from mobiconseil.domain.opening_hours import in_french
from mobiconseil.services.maps import MapData, MapPlace
from mobiconseil.ui import icons
from mobiconseil.ui.screens.directory.map_data import map_data
from mobiconseil.ui.screens.directory.starting import start_of_drop_in
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel

STOPS_KM = "800\u00a0m"
_NEAR_KM = 0.1


class MapKey(QMenu):
    """Written when it opens; a drop-in place taken there becomes the starting point."""

    def __init__(self, model: DirectoryViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setTitle(self.tr("Légende de la carte"))
        self.setAccessibleName(self.title())
        self.aboutToShow.connect(self.write)

    def write(self) -> None:
        """Say everything that the map shows, but the services, which are in the list."""
        self.clear()
        data = map_data(self._model)
        self._write_signs(data)
        self.addSeparator()
        for place in data.destinations:
            self._line("flag", self._named(self.tr("Destination\u00a0: {}").format(place.name), self._distance(place)))
        self.addSeparator()
        for place in sorted(data.drop_ins, key=self._kilometres):
            self._write_drop_in(place)

    def _write_signs(self, data: MapData) -> None:
        home = data.home
        if home is not None and data.hide_home:
            self._line("home", self.tr("Secteur du domicile, à 500\u00a0m près"))
        elif home is not None:
            self._line("home", self.tr("Départ\u00a0: {}").format(home.name))
        if home is not None:
            self._line("circle-outline", self.tr("Cercle\u00a0: {}").format(data.radius_label))
        self._line("numeric-3-circle-outline", self.tr("Un nombre\u00a0: plusieurs services, agrandissez la carte"))
        if data.lines:
            self._line("vector-line", self.tr("Un trait\u00a0: un service retenu au plan"))
        if data.stops:
            count = typography.count(len(data.stops), self.tr("arrêt"))
            self._line("bus", self.tr("{count} à moins de {far}").format(count=count, far=STOPS_KM))

    def _write_drop_in(self, place: MapPlace) -> None:
        found = next((each for each in self._model.starts.drop_ins if each.id.hex() == place.id), None)
        hours = in_french(found.calendar) if found is not None else ""
        name = (
            place.name if "permanence" in place.name.casefold() else self.tr("Permanence\u00a0: {}").format(place.name)
        )
        text = self._named(name, self._distance(place), hours)
        self._line("forum", text, found)

    def _line(self, icon: str, text: str, drop_in: DropIn | None = None) -> None:
        action = self.addAction(icons.icon(icon, "text_2"), text.replace("&", "&&"))
        if drop_in is not None:
            action.setToolTip(self.tr("Partir de cette permanence"))
            action.triggered.connect(partial(self._model.start_from, start_of_drop_in(drop_in)))

    def _named(self, *parts: str) -> str:
        return ", ".join(part for part in parts if part)

    def _distance(self, place: MapPlace) -> str:
        start = self._model.asked.start.point
        if start is None:
            return ""
        far = CrowFly(self._model.factor).between(start, (place.latitude, place.longitude))
        return far.text if far.km >= _NEAR_KM else self.tr("au départ")

    def _kilometres(self, place: MapPlace) -> float:
        start = self._model.asked.start.point
        return 0.0 if start is None else CrowFly(1.0).between(start, (place.latitude, place.longitude)).km
