"""The completion of communes: those of the files first, then the whole country, each with its code and point."""

from __future__ import annotations

from dataclasses import replace

from mobiconseil.domain.geography import Place
from mobiconseil.domain.typography import fold
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.services.communes import Commune, KnownPlaces


class NationalCommunes:
    """Proposes the communes of the files, then those of the same départements, then those of the country.

    The point is always that of the commune: never the one noted in somebody's file, which may be a home.
    """

    def __init__(self, known: KnownPlaces, gazetteer: Gazetteer) -> None:
        self._known = known
        self._gazetteer = gazetteer

    def find(self, typed: str, *, limit: int = 8) -> tuple[Commune, ...]:
        """Return the communes whose name or postal code begins with `typed`."""
        found = [self._completed(commune) for commune in self._known.find(typed, limit=limit)]
        seen = {_key(commune) for commune in found}
        for place in self._gazetteer.search(typed, limit + len(found), self._known.departements()):
            commune = _commune(place, typed)
            if _key(commune) not in seen:
                found.append(commune)
                seen.add(_key(commune))
        return tuple(found[:limit])

    def _completed(self, commune: Commune) -> Commune:
        place = self._gazetteer.named(commune.name, commune.postal_code)
        if commune.insee_code and (place is None or place.commune_code != commune.insee_code):
            place = self._gazetteer.by_insee(commune.insee_code)
        if place is None:
            return replace(commune, latitude=None, longitude=None)
        return replace(
            commune,
            insee_code=place.commune_code,
            latitude=place.latitude,
            longitude=place.longitude,
            postal_codes=place.postal_codes,
            detail=_detail(place, commune.postal_code),
        )


def _commune(place: Place, typed: str) -> Commune:
    code = _postal_code(place, typed)
    return Commune(
        name=place.name,
        postal_code=code,
        insee_code=place.commune_code,
        latitude=place.latitude,
        longitude=place.longitude,
        postal_codes=place.postal_codes,
        detail=_detail(place, code),
    )


def _postal_code(place: Place, typed: str) -> str:
    """Return the postal code typed, or the only one; several would be a guess, so none."""
    numbers = [word for word in typed.split() if word.isdigit() and len(word) > 1]
    codes = [code for code in place.postal_codes if any(code.startswith(number) for number in numbers)]
    codes = codes or list(place.postal_codes)
    return codes[0] if len(codes) == 1 else ""


def _detail(place: Place, postal_code: str) -> str:
    """Return « 53400, Mayenne », « 49450, Sèvremoine, Maine-et-Loire »."""
    start = (postal_code, place.commune_name, place.departement_name) if postal_code else (place.commune_name,)
    end = () if postal_code else (place.detail,)
    return ", ".join(part for part in (*start, *end) if part)


def _key(commune: Commune) -> tuple[str, str]:
    return fold(commune.name), commune.insee_code or commune.postal_code
