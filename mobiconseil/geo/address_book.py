"""Where an address is: in the imported départements to the number, elsewhere at the centre of its commune."""

from __future__ import annotations

import re
from pathlib import Path

from mobiconseil.domain.geography import Address, Place, Precision
from mobiconseil.domain.typography import fold
from mobiconseil.geo.address_words import Asked, match_expression, parse
from mobiconseil.geo.addresses import FINE
from mobiconseil.geo.gazetteer import Gazetteer
from mobiconseil.geo.imports import ReadOnly, Row
from mobiconseil.geo.words import normalise

_STREETS = """
SELECT id, name, postal_code, insee, commune, former, latitude, longitude, is_place FROM street
WHERE id IN (SELECT rowid FROM street_word WHERE street_word MATCH ? LIMIT 200)
"""
_NUMBER = """
SELECT number, suffix, north, east FROM number WHERE street = ?
ORDER BY abs(number - ?), suffix <> ?, suffix LIMIT 1
"""
_POSTAL_CODE = re.compile(r"\b\d{5}\b")


class AddressPack:
    """The imported addresses of a département."""

    def __init__(self, path: Path) -> None:
        self._file = ReadOnly(path)

    def search(self, asked: Asked, limit: int) -> list[Address]:
        """Return the points of what is asked, the streets whose name is nearest first."""
        if not asked.words:
            return []
        rows = self._file.rows(_STREETS, (match_expression(asked),))
        rows.sort(key=lambda row: _distance_of(row, asked))
        return [self._address(row, asked) for row in rows[:limit]]

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _address(self, row: Row, asked: Asked) -> Address:
        street, name, post, insee, commune, _, latitude, longitude, is_place = row
        precision = Precision.PLACE if is_place else Precision.STREET
        if asked.number is not None:
            near = self._file.rows(_NUMBER, (street, asked.number, asked.suffix))
            for number, suffix, north, east in near:
                latitude, longitude = north / FINE, east / FINE
                if number == asked.number and suffix == asked.suffix:
                    precision = Precision.NUMBER
                    name = f"{number}{' ' if suffix else ''}{suffix} {name}"
        return Address(
            label=f"{name}, {post} {commune}".strip(),
            postal_code=post,
            commune=commune,
            insee=insee,
            latitude=latitude,
            longitude=longitude,
            precision=precision,
        )


class AddressBook:
    """The imported départements, then the communes of the whole country."""

    def __init__(self, packs: tuple[AddressPack, ...], gazetteer: Gazetteer) -> None:
        self._packs = packs
        self._gazetteer = gazetteer

    def search(self, text: str, limit: int = 8) -> tuple[Address, ...]:
        """Return the points of what is typed: addresses first, then the centre of the commune, which says so."""
        asked = parse(text)
        found = [address for pack in self._packs for address in pack.search(asked, limit)]
        found = found[:limit]
        room = limit - len(found)
        centres = [_centre(place) for place in self._communes(text, asked)[: max(room, 0)]]
        return (*found, *centres)

    def _communes(self, text: str, asked: Asked) -> tuple[Place, ...]:
        """Return the commune that the end of an address names, or those that begin so."""
        post = _POSTAL_CODE.search(text)
        if post:
            after = text[post.end() :].strip(" ,")
            return self._gazetteer.search(f"{after} {post.group()}") or self._gazetteer.search(post.group())
        for start in range(len(asked.words)):
            wanted = " ".join(asked.words[start:])
            exact = tuple(place for place in self._gazetteer.search(wanted) if normalise(place.name) == wanted)
            if exact:
                return exact
        return self._gazetteer.search(text) if asked.number is None else ()


def _distance_of(row: Row, asked: Asked) -> tuple[bool, int, int, str]:
    name = normalise(str(row[1]))
    typed = " ".join(asked.words)
    return not typed.startswith(name), not name.startswith(typed), len(name), fold(str(row[4]))


def _centre(place: Place) -> Address:
    post = place.postal_codes[0] if len(place.postal_codes) == 1 else ""
    return Address(
        label=f"{place.label}, {place.detail}",
        postal_code=post,
        commune=place.name,
        insee=place.commune_code,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=Precision.COMMUNE,
    )
