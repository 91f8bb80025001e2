"""What the packaged program is made of, whatever the system: modules, data files, and what is left out on purpose."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path
from typing import Iterable

ROOT = Path(__file__).resolve().parent.parent

EXCLUDED = (
    # Imported when present by folium, reportlab, pydantic or openpyxl, and never needed here.
    "IPython",
    "geopandas",
    "lxml",
    "matplotlib",
    "pandas",
    "scipy",
    "setuptools",
    "shapely",
    "sphinx",
    "tkinter",
    "_tkinter",
    # No network, so neither its cryptography nor its host names.
    "_ssl",
    "ssl",
    # Letters of Asia in former encodings: no French file has them.
    "_codecs_cn",
    "_codecs_hk",
    "_codecs_iso2022",
    "_codecs_jp",
    "_codecs_kr",
    "_codecs_tw",
    "_multibytecodec",
    "curses",
    "lib2to3",
    "pdb",
    "pydoc",
    "readline",
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PIL._imagingtk",
    "PIL._webp",
    "PIL.ImageQt",
    "dns",
    "numpy",  # frozen/numpy.py stands in for it
    "osmium.replication",
    "pydoc_data",
    "pygments",
    "rich",
    # The web engine draws with the libraries of Qt Quick, never through their Python modules.
    "PySide6.QtOpenGL",
    "PySide6.QtPositioning",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    # Of the development environment.
    "PyInstaller",
    "_pytest",
    "fontTools",
    "hypothesis",
    "mypy",
    "pip",
    "pypdfium2",
    "pytest",
    "ruff",
    # QtAwesome gives its fonts alone: its code would load all of Qt a second time.
    "qtpy",
    # Places, operators and time zones of the phones of the world: only formats are read.
    "phonenumbers.carrier",
    "phonenumbers.carrierdata",
    "phonenumbers.geocoder",
    "phonenumbers.geodata",
    "phonenumbers.timezone",
    "phonenumbers.tzdata",
)
"""Modules that are not taken along."""

NAMED_AT_RUN_TIME = ("PySide6.QtTest", "qtawesome", "xkcdpass")
"""Modules that the code names in texts or through packages: the analysis of the imports does not see them."""

HOOKS_LEFT_OUT = ("pyi_rth_cryptography_openssl", "pyi_rth_inspect", "pyi_rth_multiprocessing")
"""What PyInstaller would run before the program, and which each start would pay: no other process of this program, no
source and no module of OpenSSL is ever looked for."""

METADATA = ("QtAwesome", "data-inclusion-schema")
"""Distributions whose version or list of files is read while the program runs."""

_ICON_FONT = "materialdesignicons6-webfont-"
_WORDS = ("fr-corrected.txt", "fr-freelang")


def data_files() -> list[tuple[str, str]]:
    """Return the data files as PyInstaller wants them: the file, and its folder in the program."""
    return [*_resources(), *_map_library(), *_icon_font(), *_licence()]


def is_wanted_data(place: str) -> bool:
    """Say whether a data file of a library, at this place in the program, is read by something."""
    parts = Path(place).as_posix().split("/")
    if parts[0] == "qtawesome":
        return parts[-1].startswith(_ICON_FONT)
    if parts[0] == "xkcdpass":
        return parts[-1] in _WORDS or parts[1:2] != ["static"]
    if parts[0] == "folium" and "templates" in parts:
        return False
    return not (parts[0] == "pendulum" and "locales" in parts and not {"en", "fr"} & set(parts))


def _resources() -> Iterable[tuple[str, str]]:
    folder = ROOT / "resources"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != ".DS_Store":
            yield str(path), path.parent.relative_to(ROOT).as_posix()


def _map_library() -> Iterable[tuple[str, str]]:
    """Copy where `mobiconseil.map.assets` looks first: no package of the web files goes along."""
    from mobiconseil.map.assets import ASSETS

    for place, asset in ASSETS.items():
        found = Path(str(distribution(asset.distribution).locate_file(asset.file)))
        yield str(found), (Path("resources/map/lib") / place).parent.as_posix()


def _icon_font() -> Iterable[tuple[str, str]]:
    for file in distribution("QtAwesome").files or ():
        if file.name.startswith(_ICON_FONT):
            yield str(file.locate()), file.parent.as_posix()


def _licence() -> Iterable[tuple[str, str]]:
    yield str(ROOT / "LICENSE"), "."
