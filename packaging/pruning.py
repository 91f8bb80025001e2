"""What PyInstaller takes along and nothing needs: it is left out before the folder is written.

Libraries are kept when something kept needs them: the closure of what the linker will ask for.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""As PyInstaller writes it: place in the program, file on this machine, kind."""

LANGUAGES = frozenset({"qt_fr.qm", "qtbase_fr.qm"})
LOCALES = frozenset({"fr.pak", "en-US.pak"})
PLUGINS = frozenset(
    {
        "iconengines",
        "imageformats",
        "platforminputcontexts",
        "platforms",
        "platformthemes",
        "printsupport",
        "styles",
        "xcbglintegrations",
    }
)
"""Folders of plugins that are kept."""

PLATFORMS = ("cocoa", "offscreen", "windows", "xcb")
IMAGES = ("gif", "ico", "icns", "jpeg", "svg")
OF_THE_SYSTEM = (
    # Every desktop has them, and the drivers of its screen want its own, not those of the machine that packaged.
    "libx11.so",
    "libx11-xcb.so",
    "libasound.so",
    "libdrm.so",
    "libexpat.so",
    "libfontconfig.so",
    "libfreetype.so",
    "libgbm.so",
    "libglib-2.0.so",
    "libgthread-2.0.so",
    "libgcc_s.so",
    "libstdc++.so",
    "libsystemd.so",
    "libudev.so",
    # Debian itself is unpacked by these.
    "libbz2.so",
    "liblzma.so",
    "libz.so",
    "libzstd.so",
    # Without CUPS there is no printer to find either.
    "libcups.so",
)
"""Libraries of Linux that are not taken along, nor what they alone need."""

ROOTS_OF_TRUST = ("libnssckbi.", "libnssdbm3.")
"""Certificates of web sites: no site is ever asked."""

_UNWANTED_PLUGINS = ("gtk3", "tuio", "virtualkeyboard", "qpdf")
_PARTS_OF_QML = ("/qml/",)
_NEEDED = re.compile(r"^ *NEEDED +(\S+)$", flags=re.MULTILINE)
_LIBRARY = re.compile(r"\.(so|dylib)(\.|$)|\.dll$")


def is_wanted(place: str) -> bool:
    """Say whether a file that is not a library to link is of use in the program."""
    path = PurePosixPath(place.replace("\\", "/"))
    text = f"/{path}"
    if any(part in text for part in _PARTS_OF_QML) or "devtools" in path.name:
        return False
    if path.name.startswith(ROOTS_OF_TRUST):
        return False
    if path.suffix == ".qm":
        return path.name in LANGUAGES
    if path.suffix == ".pak" and path.parent.name == "qtwebengine_locales":
        return path.name in LOCALES
    return "/plugins/" not in text or _is_wanted_plugin(path)


def _is_wanted_plugin(path: PurePosixPath) -> bool:
    parts = path.parts
    folder = parts[parts.index("plugins") + 1]
    name = path.name.removeprefix("lib").removeprefix("q")
    if folder not in PLUGINS or any(word in path.name for word in _UNWANTED_PLUGINS):
        return False
    if folder == "platforms":
        return name.startswith(PLATFORMS)
    return folder != "imageformats" or name.startswith(IMAGES)


def kept(entries: Iterable[Entry], needed: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the binaries that stay; `needed` gives the names of the libraries that a file asks the linker for."""
    wanted = [entry for entry in entries if is_wanted(entry[0]) and not _name(entry[0]).startswith(OF_THE_SYSTEM)]
    libraries = [entry for entry in wanted if is_library(entry)]
    roots = [entry for entry in wanted if not is_library(entry)]
    names = closure((entry[1] for entry in roots), {_name(entry[0]): entry[1] for entry in libraries}, needed)
    return [entry for entry in wanted if not is_library(entry) or _name(entry[0]) in names]


def is_library(entry: Entry) -> bool:
    """Say whether only the linker would ask for this file; modules, plugins and helpers are asked for by name."""
    place, _, kind = entry
    path = f"/{place}".replace("\\", "/")
    if kind == "EXTENSION" or "/plugins/" in path or _asked_by_name(path):
        return False
    return _LIBRARY.search(path.rsplit("/", 1)[-1]) is not None


def linked(path: str) -> list[str]:
    """Return the names of the libraries that a file asks the linker for, and not what these ask for in turn."""
    if not sys.platform.startswith("linux"):
        from PyInstaller.depend import bindepend

        return [name for name, _ in bindepend.get_imports(path)]
    told = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=False).stdout
    return _NEEDED.findall(told)


def closure(roots: Iterable[str], libraries: dict[str, str], needed: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Return the names, among those of `libraries`, that the roots need, and what these need in turn."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        for name in map(_name, needed(waiting.pop())):
            if name in libraries and name not in found:
                found.add(name)
                waiting.append(libraries[name])
    return frozenset(found)


def without_links_to_nothing(datas: Sequence[Entry], binaries: Sequence[Entry]) -> list[Entry]:
    """Leave out the links whose library left."""
    places = {entry[0].replace("\\", "/") for entry in (*datas, *binaries) if entry[2] != "SYMLINK"}
    return [entry for entry in datas if entry[2] != "SYMLINK" or _target(entry) in places]


def _target(entry: Entry) -> str:
    place, target, _ = entry
    parts: list[str] = []
    for part in (*PurePosixPath(place.replace("\\", "/")).parent.parts, *PurePosixPath(target).parts):
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return "/".join(parts)


def _asked_by_name(path: str) -> bool:
    """Say whether the program or a library opens this file itself: Python, and what Qt loads late."""
    name = path.rsplit("/", 1)[-1].lower()
    return name.startswith(
        ("libpython", "python3", "libnss", "libnspr4", "libsoftokn", "libfreebl", "opengl32sw", "d3dcompiler")
    )


def _name(path: str) -> str:
    """Return the name the linker knows: the same whatever its case on Windows."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].lower()
