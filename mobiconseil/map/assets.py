"""The files of other projects that the page loads: a closed list, each with its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from mobiconseil.errors import MobiConseilError
from mobiconseil.paths import resources


class MapUnavailable(MobiConseilError):
    """A file of the map is missing from this installation."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file inside an installed distribution."""

    distribution: str
    file: str
    sha256: str


ASSETS = {
    "leaflet/leaflet.js": Asset(
        "XStatic-Leaflet",
        "xstatic/pkg/leaflet/data/leaflet.js",
        "5819285cec137b229c94e1ee5ad73e8b6b84345a4367d60f75fe477fe0fb7b03",
    ),
    "leaflet/leaflet.css": Asset(
        "XStatic-Leaflet",
        "xstatic/pkg/leaflet/data/leaflet.css",
        "90b693d86392a4779c861b28cf307e7e59c3fb35328c4d8b95f58f814d38c722",
    ),
    "leaflet/images/layers.png": Asset(
        "XStatic-Leaflet",
        "xstatic/pkg/leaflet/data/images/layers.png",
        "1dbbe9d028e292f36fcba8f8b3a28d5e8932754fc2215b9ac69e4cdecf5107c6",
    ),
    "leaflet/images/layers-2x.png": Asset(
        "XStatic-Leaflet",
        "xstatic/pkg/leaflet/data/images/layers-2x.png",
        "066daca850d8ffbef007af00b06eac0015728dee279c51f3cb6c716df7c42edf",
    ),
    "leaflet/images/marker-icon.png": Asset(
        "XStatic-Leaflet",
        "xstatic/pkg/leaflet/data/images/marker-icon.png",
        "574c3a5cca85f4114085b6841596d62f00d7c892c7b03f28cbfa301deb1dc437",
    ),
    "leaflet/images/marker-icon-2x.png": Asset(
        "XStatic-Leaflet",
        "xstatic/pkg/leaflet/data/images/marker-icon-2x.png",
        "00179c4c1ee830d3a108412ae0d294f55776cfeb085c60129a39aa6fc4ae2528",
    ),
    "leaflet/images/marker-shadow.png": Asset(
        "XStatic-Leaflet",
        "xstatic/pkg/leaflet/data/images/marker-shadow.png",
        "264f5c640339f042dd729062cfc04c17f8ea0f29882b538e3848ed8f10edb4da",
    ),
    "markercluster/leaflet.markercluster.js": Asset(
        "XStatic-Leaflet-MarkerCluster",
        "xstatic/pkg/leaflet_markercluster/data/leaflet.markercluster.js",
        "58be871df61f6c512464e15db0941e63b9491bf1396a2ae3bea6f39e0854cd1c",
    ),
    "markercluster/MarkerCluster.css": Asset(
        "XStatic-Leaflet-MarkerCluster",
        "xstatic/pkg/leaflet_markercluster/data/MarkerCluster.css",
        "614dea0a98ff3f4ead74f04918f6b1d1b9ba435c25b5fc23b21a394d1e3e4d87",
    ),
    "markercluster/MarkerCluster.Default.css": Asset(
        "XStatic-Leaflet-MarkerCluster",
        "xstatic/pkg/leaflet_markercluster/data/MarkerCluster.Default.css",
        "61258232d98d64dc2a7b1e02130d67421bc5b9bda5994eef70228ff97570c170",
    ),
    "jquery/jquery.min.js": Asset(
        "XStatic-jQuery",
        "xstatic/pkg/jquery/data/jquery.min.js",
        "fc9a93dd241f6b045cbff0481cf4e1901becd0e12fb45166a8f17f95823f0b1a",
    ),
    "fa/css/all.min.css": Asset(
        "XStatic-Font-Awesome",
        "xstatic/pkg/font_awesome/data/css/all.min.css",
        "6752b9ba151a25703b2e5d17ad9ff42615f8940b591694fa8e42ab1034f476b5",
    ),
    "fa/webfonts/fa-solid-900.woff2": Asset(
        "XStatic-Font-Awesome",
        "xstatic/pkg/font_awesome/data/webfonts/fa-solid-900.woff2",
        "8f06540fd77f1effe1e2da8ea10cec4a382dda9cc6ef05d816e1d6de444072f2",
    ),
}
"""By path under `/lib/`; the fingerprints are those of the versions that pyproject.toml pins."""

OWN = ("map.css", "map.js", "background.js")
"""The files of this project, in resources/map."""

ICON_FONT = "icons.ttf"
"""The icons of the families, the same as in the lists: the font that QtAwesome carries."""

_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
}


@cache
def library(path: str) -> tuple[str, bytes] | None:
    """Return the type and content of a file under `/lib/`; None for every path that is not in the lists."""
    if path in ASSETS:
        asset = ASSETS[path]
        found = _bundled(path) or _installed(asset.distribution, asset.file)
    elif path.removeprefix("own/") in OWN and path.startswith("own/"):
        found = resources() / "map" / path.removeprefix("own/")
    elif path == f"own/{ICON_FONT}":
        found = _bundled(path) or _icon_font()
    else:
        return None
    try:
        return _TYPES[Path(path).suffix], found.read_bytes()
    except OSError as error:
        raise _missing(path) from error


def _bundled(path: str) -> Path | None:
    """Return the copy that a frozen program carries."""
    copy = resources() / "map" / "lib" / path
    return copy if copy.is_file() else None


def _installed(name: str, file: str) -> Path:
    try:
        return Path(str(distribution(name).locate_file(file)))
    except PackageNotFoundError as error:
        raise _missing(name) from error


def _icon_font() -> Path:
    pattern = "qtawesome/fonts/materialdesignicons6-webfont-*.ttf"
    try:
        return next(Path(str(file.locate())) for file in distribution("QtAwesome").files or () if file.match(pattern))
    except (PackageNotFoundError, StopIteration) as error:
        raise _missing("QtAwesome") from error


def _missing(what: str) -> MapUnavailable:
    return MapUnavailable(
        f"La carte ne peut pas s’afficher\u00a0: il manque le fichier {what} dans cette installation. "
        "Vos données sont intactes et la liste reste utilisable. Réinstallez MobiConseil pour retrouver la carte."
    )
