"""GeoJSON: points with their properties, read as the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mobiconseil.errors import InvalidInput
from mobiconseil.imports.tables import TableContent, TableRow
from mobiconseil.imports.values import plain

_DEGREES = ("crs84", "4326")


def is_geojson(content: Any) -> bool:
    """Say whether a JSON content is a GeoJSON collection."""
    return isinstance(content, Mapping) and content.get("type") in {"FeatureCollection", "Feature"}


def table(content: Mapping[str, Any], name: str) -> TableContent:
    """Return the features as a table whose columns are the properties, « latitude » and « longitude ».

    Raises InvalidInput for coordinates that are not degrees.
    """
    crs = str(content.get("crs", "")).casefold()
    if content.get("crs") and not any(code in crs for code in _DEGREES):
        raise InvalidInput(
            f"{name} n’est pas en degrés (longitude, latitude). Rien n’a été modifié. "
            "Demandez ce fichier en WGS 84, ou convertissez-le."
        )
    found = content.get("features") if content["type"] == "FeatureCollection" else [content]
    features = [feature for feature in found or [] if isinstance(feature, Mapping)]
    columns: dict[str, None] = {}
    rows = []
    for rank, feature in enumerate(features, start=1):
        properties = feature.get("properties")
        cells = {str(k): plain(v) for k, v in (properties if isinstance(properties, Mapping) else {}).items()}
        if feature.get("id") is not None:
            cells.setdefault("id", plain(feature["id"]))
        position = _position(feature.get("geometry"))
        if position is not None:
            cells["longitude"], cells["latitude"] = (repr(figure) for figure in position)
        columns |= dict.fromkeys(cells)
        rows.append(TableRow(rank, cells))
    return TableContent(tuple(columns), tuple(rows))


def _position(geometry: Any) -> tuple[float, float] | None:
    """Return the point of a geometry: itself, or the middle of its corners."""
    if not isinstance(geometry, Mapping):
        return None
    corners: list[tuple[float, float]] = []
    _gather(geometry.get("coordinates"), corners, depth=0)
    if not corners:
        return None
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


def _gather(coordinates: Any, corners: list[tuple[float, float]], depth: int) -> None:
    if not isinstance(coordinates, list) or depth > 5 or not coordinates:
        return
    first = coordinates[0]
    if isinstance(first, int | float) and len(coordinates) >= 2 and isinstance(coordinates[1], int | float):
        corners.append((float(first), float(coordinates[1])))
        return
    for part in coordinates:
        _gather(part, corners, depth + 1)
