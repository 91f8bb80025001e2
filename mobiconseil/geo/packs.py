"""The public files imported on this laptop: kept in a folder of their own, each with its card."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from mobiconseil.domain.french_text import fold
from mobiconseil.domain.typography import count
from mobiconseil.errors import MobiConseilError, StorageError
from mobiconseil.geo import addresses, gtfs, osm_roads, tiles
from mobiconseil.geo.address_book import AddressBook, AddressPack
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.geo.imports import Stopped
from mobiconseil.geo.osm_roads import RoadPack
from mobiconseil.geo.tiles import TilePack
from mobiconseil.geo.timetables import ImportedTimetables, TimetablePack
from mobiconseil.services.geography import Pack, PackKind, Progress, never_stop

_Opened = TilePack | RoadPack | AddressPack | TimetablePack
_Card = tuple[str, str, str]
"""Name, attribution, detail."""


class LocalPacks:
    """The packs of this laptop. Imports may run in another thread than readings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._open: dict[str, _Opened] = {}

    def all(self) -> tuple[Pack, ...]:
        """Return the packs, by kind then name; a card that cannot be read is left out with its data."""
        found = [pack for card in sorted(self._folder.glob("*.json")) if (pack := self._read(card))]
        order = list(PackKind)
        return tuple(sorted(found, key=lambda pack: (order.index(pack.kind), fold(pack.name), pack.id)))

    def add(self, kind: PackKind, file: Path, *, made_on: date, progress: Progress = never_stop) -> Pack | None:
        """Import a file; one of the same name is replaced. None when the work was stopped.

        Raises InvalidInput or StorageError: nothing is changed then.
        """
        name = f"{kind.value}-{_slug(file.name)}"
        draft = self._folder / f".{name}.draft"
        try:
            card = _IMPORTS[kind](file, draft, progress)
            return self._keep(name, draft, kind, card, made_on)
        except Stopped:
            return None
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def remove(self, pack: str) -> None:
        """Remove a pack from this laptop. Raises StorageError."""
        with self._lock:
            self._let_go(pack)
            try:
                self._card(pack).unlink(missing_ok=True)
                self._data(pack).unlink(missing_ok=True)
            except OSError as error:
                raise StorageError(
                    f"Ces données ne peuvent pas être supprimées du dossier {self._folder}. Rien n’est perdu. "
                    "Fermez les autres fenêtres de MobiConseil, puis recommencez."
                ) from error

    def tiles(self, pack: str) -> TilePack | None:
        """Return the tiles of a pack; None when it is gone or damaged."""
        found = self._opened(pack, PackKind.TILES, TilePack)
        return found if isinstance(found, TilePack) else None

    def roads(self) -> tuple[RoadPack, ...]:
        """Return the imported roads."""
        return tuple(pack for pack in self._each(PackKind.ROADS, RoadPack) if isinstance(pack, RoadPack))

    def addresses(self, gazetteer: Gazetteer) -> AddressBook:
        """Return the imported addresses, over the communes of the country."""
        packs = self._each(PackKind.ADDRESSES, AddressPack)
        return AddressBook(tuple(pack for pack in packs if isinstance(pack, AddressPack)), gazetteer)

    def timetables(self) -> ImportedTimetables:
        """Return the imported timetables."""
        found = []
        for pack in self.all():
            if pack.kind is PackKind.TIMETABLE:
                opened = self._opened(pack.id, PackKind.TIMETABLE, partial(TimetablePack, pack.id))
                found += [opened] if isinstance(opened, TimetablePack) else []
        return ImportedTimetables(tuple(found))

    def close(self) -> None:
        """Let go of every file."""
        with self._lock:
            for name in list(self._open):
                self._let_go(name)

    def _each(self, kind: PackKind, opener: Callable[[Path], _Opened]) -> list[_Opened]:
        opened = (self._opened(pack.id, kind, opener) for pack in self.all() if pack.kind is kind)
        return [pack for pack in opened if pack is not None]

    def _opened(self, name: str, kind: PackKind, opener: Callable[[Path], _Opened]) -> _Opened | None:
        with self._lock:
            if name not in self._open:
                if not name.startswith(f"{kind.value}-") or not self._card(name).is_file():
                    return None
                try:
                    self._open[name] = opener(self._data(name))
                except (OSError, MobiConseilError):
                    return None
            return self._open[name]

    def _keep(self, name: str, draft: Path, kind: PackKind, card: _Card, made_on: date) -> Pack:
        title, attribution, detail = card
        facts = {
            "kind": kind.value,
            "name": title,
            "attribution": attribution,
            "detail": detail,
            "made_on": made_on.isoformat(),
        }
        with self._lock:
            self._let_go(name)
            try:
                draft.replace(self._data(name))
                self._card(name).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
            except OSError as error:
                raise StorageError(
                    f"Le dossier {self._folder} ne peut pas recevoir ces données. Vos dossiers sont intacts. "
                    "Fermez les autres fenêtres de MobiConseil, puis recommencez."
                ) from error
            kept = self._read(self._card(name))
        assert kept is not None
        return kept

    def _read(self, card: Path) -> Pack | None:
        try:
            facts = json.loads(card.read_text(encoding="utf-8"))
            return Pack(
                id=card.stem,
                kind=PackKind(facts["kind"]),
                name=str(facts["name"]),
                size=self._data(card.stem).stat().st_size,
                attribution=str(facts["attribution"]),
                made_on=date.fromisoformat(facts["made_on"]),
                detail=str(facts["detail"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _let_go(self, name: str) -> None:
        opened = self._open.pop(name, None)
        if opened is not None:
            opened.close()

    def _data(self, name: str) -> Path:
        return self._folder / f"{_slug(name)}.sqlite"

    def _card(self, name: str) -> Path:
        return self._folder / f"{_slug(name)}.json"


def _add_tiles(file: Path, draft: Path, progress: Progress) -> _Card:
    facts = tiles.import_tiles(file, draft, progress)
    return facts.name, facts.attribution, f"zoom {facts.min_zoom} à {facts.max_zoom}"


def _add_roads(file: Path, draft: Path, progress: Progress) -> _Card:
    lines = osm_roads.import_roads(file, draft, progress)
    return _stem(file), osm_roads.ATTRIBUTION, count(lines, "ligne")


def _add_addresses(file: Path, draft: Path, progress: Progress) -> _Card:
    facts = addresses.import_addresses(file, draft, progress)
    where = ", ".join(facts.departements[:3])
    return f"Adresses du département {where}", addresses.ATTRIBUTION, count(facts.addresses, "adresse")


def _add_timetable(file: Path, draft: Path, progress: Progress) -> _Card:
    facts = gtfs.import_gtfs(file, draft, progress)
    return facts.name, f"Horaires publiés par {facts.name}", count(facts.stops, "arrêt")


_IMPORTS: dict[PackKind, Callable[[Path, Path, Progress], _Card]] = {
    PackKind.TILES: _add_tiles,
    PackKind.ROADS: _add_roads,
    PackKind.ADDRESSES: _add_addresses,
    PackKind.TIMETABLE: _add_timetable,
}


def _stem(file: Path) -> str:
    return file.name.partition(".")[0]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:80] or "pack"
