"""The areas of which an import may keep the rows: around the structure, or its intercommunality."""

from __future__ import annotations

from mobiconseil.domain.geography import Place
from mobiconseil.services.session import Session
from mobiconseil.ui.screens.directory.starting import Starts
from mobiconseil.ui.screens.directory.wording import radius_words

EVERYWHERE, EPCI = "all", "epci"
RADII_KM = (15, 30, 50, 100)


class Areas:
    """Proposes the surroundings of the structure; without a commune, nothing but the whole file."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return the areas: code, name."""
        place = self._place()
        whole = ((EVERYWHERE, "Tout le fichier"),)
        if place is None:
            return whole
        around = tuple((str(km), f"À {radius_words(km)} de {place.name}") for km in RADII_KM)
        return (*whole, *(((EPCI, place.epci_name),) if place.epci_name else ()), *around)

    def options(self, code: str) -> dict[str, object]:
        """Return the fields of `ReadOptions` that keep the rows of an area."""
        place = self._place()
        found: dict[str, object] = {"insee_codes": frozenset(), "centre": None, "radius_km": None}
        if place is None:
            return found
        if code == EPCI:
            found["insee_codes"] = self._session.geography.gazetteer.of_epci(place.epci)
        elif code.isdigit():
            found |= {"centre": place.point, "radius_km": float(code)}
        return found

    def _place(self) -> Place | None:
        directory, gazetteer = self._session.directory, self._session.geography.gazetteer
        start = Starts(self._session, directory.drop_ins()).of_structure()
        found = gazetteer.by_insee(start.insee_code) if start.insee_code else None
        return found or (gazetteer.nearest(*start.point) if start.point is not None else None)
