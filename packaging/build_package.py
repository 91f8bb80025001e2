"""Packages the program for this system: `python3 packaging/dev.py package`.

Everywhere, the folder `dist/MobiConseil`. On Linux, its archive and the Debian package. On Windows, the portable ZIP
(the installer is made of the same folder by packaging/windows/mobiconseil.iss). On macOS, the ZIP of the bundle.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import debian_package
from dev_console import ROOT, Stop, child_environment, run, say
from dev_environment import python

DIST = ROOT / "dist"
WORK = ROOT / "build"
NAME = "MobiConseil"
LARGEST_UNPACKED = 460 * 10**6
LARGEST_PACKED = 150 * 10**6
_REPAIRED = re.compile(r"\.libs$")
_AS_IT_IS = {"PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
"""The modules as they are: unpacking two megabytes of them delays the first window, and the archive packs them all."""


def build() -> int:
    """Make everything that this system makes, print the sizes, and refuse what is too large."""
    started = time.monotonic()
    _freeze()
    folder = DIST / NAME
    if sys.platform.startswith("linux"):
        _strip(folder)
        debian_package.share(folder)
        made = [*_archive(folder), *_debian(folder)]
    elif sys.platform == "darwin":
        made = _zip(DIST, f"{NAME}.app", "macos")
    else:
        made = _zip(DIST, NAME, "windows-portable")
    code = _report(DIST / f"{NAME}.app" if sys.platform == "darwin" else folder, made)
    say(f"Fait en {time.monotonic() - started:.0f} s dans {DIST}")
    return code


def version() -> str:
    """Return the version of the program."""
    text = (ROOT / "mobiconseil" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    assert found is not None
    return found[1]


def measured(path: Path) -> int:
    """Return the bytes of a file, or of all the files of a folder; links count for nothing."""
    if path.is_file():
        return path.stat().st_size
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file() and not each.is_symlink())


def too_large(unpacked: int, packed: dict[str, int]) -> list[str]:
    """Return a sentence for each size over its limit."""
    found = []
    if unpacked > LARGEST_UNPACKED:
        found.append(f"Le dossier fait {_mega(unpacked)}, plus que {_mega(LARGEST_UNPACKED)}.")
    for name, size in packed.items():
        if size > LARGEST_PACKED:
            found.append(f"{name} fait {_mega(size)}, plus que {_mega(LARGEST_PACKED)}.")
    return found


def _freeze() -> None:
    say("Le programme est empaqueté par PyInstaller : une à trois minutes.")
    shutil.rmtree(DIST, ignore_errors=True)
    spec = str(ROOT / "packaging" / "mobiconseil.spec")
    words = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(DIST), "--workpath", str(WORK), spec]
    if run([python(), "-m", "PyInstaller", *words], extra=_AS_IT_IS) != 0:
        raise Stop("L’empaquetage a échoué ; le message de PyInstaller est juste au-dessus.")


def _strip(folder: Path) -> None:
    """Take the debugging symbols out of the libraries, but for those that auditwheel rewrote: strip breaks them."""
    files = [path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    plain = [str(path) for path in files if not any(_REPAIRED.search(parent.name) for parent in path.parents)]
    subprocess.run(["strip", "--strip-unneeded", *plain], stderr=subprocess.DEVNULL, check=False)


def _archive(folder: Path) -> list[Path]:
    target = DIST / f"mobiconseil-{version()}-linux-{platform.machine()}.tar.xz"
    say(f"Archive {target.name}")
    tar = ["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "-C", str(folder.parent), "-cf", "-"]
    with target.open("wb") as output:
        packing = subprocess.Popen([*tar, folder.name], stdout=subprocess.PIPE, env=child_environment())
        squeezed = subprocess.run(["xz", "-T2", "-6", "-c"], stdin=packing.stdout, stdout=output, check=False)
        if packing.wait() != 0 or squeezed.returncode != 0:
            raise Stop("L’archive n’a pas pu être écrite : vérifiez la place sur le disque.")
    return [target]


def _debian(folder: Path) -> list[Path]:
    if shutil.which("dpkg-deb") is None:
        say("Pas de paquet Debian : dpkg-deb n’est pas sur cet ordinateur.")
        return []
    target = DIST / f"mobiconseil_{version()}_{debian_package.architecture()}.deb"
    say(f"Paquet {target.name}")
    debian_package.build(folder, target, version(), WORK / "debian")
    return [target]


def _zip(parent: Path, name: str, label: str) -> list[Path]:
    target = DIST / f"mobiconseil-{version()}-{label}.zip"
    say(f"Archive {target.name}")
    if sys.platform == "darwin":
        # The only tool that keeps the links and the rights of a bundle.
        subprocess.run(["ditto", "-c", "-k", "--keepParent", str(parent / name), str(target)], check=True)
    else:
        (parent / name / "donnees").mkdir(exist_ok=True)
        shutil.make_archive(str(target.with_suffix("")), "zip", parent, name)
        (parent / name / "donnees").rmdir()
    return [target]


def _report(folder: Path, made: list[Path]) -> int:
    unpacked = measured(folder)
    packed = {path.name: measured(path) for path in made}
    for name, size in {folder.name: unpacked, **packed}.items():
        print(f"    {_mega(size):>8}  {name}")
    problems = too_large(unpacked, packed)
    for problem in problems:
        say(problem)
    return 1 if problems else 0


def _mega(size: int) -> str:
    return f"{size / 10**6:.0f} Mo"


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(build())
