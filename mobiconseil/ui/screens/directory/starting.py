"""Where distances are counted from: the person opened last, a drop-in place, or any commune."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain.directory import DropIn
from mobiconseil.domain.geography import Address, Precision
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import Trip
from mobiconseil.domain.typography import fold
from mobiconseil.services.communes import Commune
from mobiconseil.services.files import PersonFile
from mobiconseil.services.session import Session
from mobiconseil.ui.widgets.choice_fields import Completion

PERSON, DROP_IN, COMMUNE, ADDRESS, STRUCTURE = "person", "drop_in", "commune", "address", "structure"
_ICONS = {
    PERSON: "home-map-marker",
    DROP_IN: "door-open",
    COMMUNE: "map-marker-outline",
    ADDRESS: "map-marker-outline",
    STRUCTURE: "office-building-marker-outline",
}
_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A starting point; without coordinates there are no distances."""

    kind: str = STRUCTURE
    name: str = ""
    """« Ballots »."""
    whose: str = ""
    """« Mme Garnier »: only for the person whose file is open."""
    commune: str = ""
    """The commune of an address; empty for the other kinds, whose name is enough."""
    insee_code: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def is_private(self) -> bool:
        """Say whether somebody may live there: her own point, or an address, which is most often hers."""
        return self.kind in {PERSON, ADDRESS}

    @property
    def shared_name(self) -> str:
        """Return the name that others may read: never nearer than the commune."""
        return self.commune if self.kind == ADDRESS else self.name

    @property
    def point(self) -> tuple[float, float] | None:
        """Return latitude and longitude, when they are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def icon(self) -> str:
        """Return the glyph that says what kind of place it is."""
        return _ICONS[self.kind]

    def label(self, *, shared: bool) -> str:
        """Return « Depuis Ballots (Mme Garnier) »; on a shared screen, neither her name nor her street."""
        name = self.shared_name if shared and self.is_private else self.name
        if not name:
            return ""
        return f"Depuis {name} ({self.whose})" if self.whose and not shared else f"Depuis {name}"


class Starts:
    """Finds starting points in a session, and proposes them while one types."""

    def __init__(self, session: Session, drop_ins: tuple[DropIn, ...] = ()) -> None:
        self._session = session
        self.drop_ins = drop_ins
        self._proposed: dict[str, Start] = {}

    def of_person(self, file: PersonFile) -> Start:
        """Return the home of somebody: her own point, else the middle of her commune."""
        person = file.beneficiary
        whose = f"{person.civility.label} {person.last_name}".strip()
        if person.latitude is not None and person.longitude is not None:
            return Start(
                kind=PERSON,
                name=person.commune,
                whose=whose,
                insee_code=person.insee_code,
                latitude=person.latitude,
                longitude=person.longitude,
            )
        found = self._commune(person.commune, person.postal_code)
        return _from_commune(found or Commune(name=person.commune), kind=PERSON, whose=whose)

    def of_trip(self, trip: Trip) -> Start | None:
        """Return where a trip goes; None when its commune is not known."""
        place = self._session.geography.gazetteer.by_insee(trip.destination_insee) if trip.destination_insee else None
        if place is not None:
            return Start(
                kind=COMMUNE,
                name=place.name,
                insee_code=place.commune_code,
                latitude=place.latitude,
                longitude=place.longitude,
            )
        found = self._commune(trip.destination_commune, "")
        return None if found is None or found.latitude is None else _from_commune(found)

    def of_structure(self) -> Start:
        """Return where the structure stands, for want of anybody: its first drop-in place, else its commune."""
        placed = next((d for d in self.drop_ins if d.latitude is not None and d.longitude is not None), None)
        structure = self._session.team.structure()
        found = self._commune(structure.commune, structure.postal_code)
        if found is not None and found.latitude is not None:
            return _from_commune(found, kind=STRUCTURE)
        if placed is not None:
            return _from_drop_in(placed)
        return Start(kind=STRUCTURE, name=structure.commune)

    def propose(self, typed: str) -> list[Completion]:
        """Return the places that what is typed may mean."""
        wanted = fold(typed.removeprefix("Depuis ").strip())
        starts = [_from_drop_in(d) for d in self.drop_ins if wanted and wanted in fold(f"{d.name} {d.commune}")][:3]
        room = _MOST - len(starts)
        communes = [c for c in self._session.communes.find(typed, limit=room) if c.latitude is not None]
        self._proposed = {f"d{rank}": start for rank, start in enumerate(starts)}
        proposals = [
            Completion(code=code, label=start.name, detail="permanence") for code, start in self._proposed.items()
        ]
        for rank, commune in enumerate(communes):
            self._proposed[f"c{rank}"] = _from_commune(commune)
            detail = commune.detail or commune.postal_code
            proposals.append(Completion(code=f"c{rank}", label=commune.name, detail=detail))
        for rank, address in enumerate(self._addresses(typed)):
            self._proposed[f"a{rank}"] = Start(
                kind=ADDRESS,
                name=address.label,
                commune=address.commune,
                insee_code=address.insee,
                latitude=address.latitude,
                longitude=address.longitude,
            )
            proposals.append(Completion(code=f"a{rank}", label=address.label, detail=address.precision.label))
        return proposals

    def _addresses(self, typed: str) -> tuple[Address, ...]:
        """Return streets and numbers, where the addresses of the département were imported."""
        found = self._session.geography.addresses.search(typed, limit=_MOST // 2)
        return tuple(address for address in found if address.precision is not Precision.COMMUNE)

    def proposed(self, code: str) -> Start | None:
        """Return the starting point of a proposal."""
        return self._proposed.get(code)

    def point_of(self, commune: str) -> tuple[float, float] | None:
        """Return the middle of a commune known by its name alone."""
        found = self._commune(commune, "")
        return None if found is None else _from_commune(found).point

    def _commune(self, name: str, postal_code: str) -> Commune | None:
        if not name:
            return None
        found = [c for c in self._session.communes.find(name) if fold(c.name) == fold(name)]
        exact = (c for c in found if c.postal_code == postal_code and c.latitude is not None)
        return next(exact, next((c for c in found if c.latitude is not None), found[0] if found else None))


def start_of_drop_in(drop_in: DropIn) -> Start:
    """Return the starting point that a drop-in place is."""
    return _from_drop_in(drop_in)


def _from_drop_in(drop_in: DropIn) -> Start:
    return Start(
        kind=DROP_IN,
        name=drop_in.name or drop_in.place or drop_in.commune,
        insee_code=drop_in.insee_code,
        latitude=drop_in.latitude,
        longitude=drop_in.longitude,
    )


def _from_commune(commune: Commune, *, kind: str = COMMUNE, whose: str = "") -> Start:
    return Start(
        kind=kind,
        name=commune.name,
        whose=whose,
        insee_code=commune.insee_code,
        latitude=commune.latitude,
        longitude=commune.longitude,
    )


def known_person(session: Session, subject: RecordId | None) -> PersonFile | None:
    """Return the file of the person opened last, if it is still there."""
    if subject is None or session.overviews.person(subject) is None:
        return None
    file = session.files.load(subject)
    return None if file.trashed else file
