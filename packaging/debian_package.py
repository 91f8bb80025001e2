"""The Debian package: the same folder under /usr/lib, a menu entry, an icon and the type of the exchange files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Iterable

import dev_debian
from dev_console import ROOT, Stop

PLACE = "usr/lib/mobiconseil"
_LINUX = ROOT / "packaging" / "linux"
_ICON = ROOT / "packaging" / "icons" / "mobiconseil.png"
# Since 2024 these carry a suffix; the package installs before and after.
_RENAMED = frozenset({"libasound2", "libglib2.0-0", "libcups2"})
_FOR_ALL = (
    "libc6 (>= 2.36)",
    "libexpat1",
    "libfreetype6",
    "libgcc-s1",
    "libgl1",
    "libstdc++6",
    "libx11-6",
    "libx11-xcb1",
    "zlib1g",
)


def depends() -> list[str]:
    """Return what must be there: what Qt and its web engine were seen to load in a bare Debian."""
    names = sorted({*dev_debian.OFFSCREEN, *dev_debian.WINDOW} - {"libgl1"})
    return [*_FOR_ALL, *(f"{name} | {name}t64" if name in _RENAMED else name for name in names)]


def control(version: str, architecture: str, size_kb: int) -> str:
    """Return the control file."""
    fields = {
        "Package": "mobiconseil",
        "Version": version,
        "Section": "misc",
        "Priority": "optional",
        "Architecture": architecture,
        "Installed-Size": str(size_kb),
        "Depends": ", ".join(depends()),
        "Recommends": "libcups2 | libcups2t64, shared-mime-info, desktop-file-utils",
        "Maintainer": "MobiConseil <mobiconseil@example.org>",
        "Description": "outil hors ligne des conseillers en mobilité solidaire",
    }
    text = (
        " Dossiers des personnes, diagnostic de mobilité, préconisations, plan imprimé,\n"
        " annuaire et carte des services, échanges entre postes par fichiers chiffrés.\n"
        " .\n"
        " Tout reste sur l’ordinateur, chiffré. Aucune connexion n’est jamais utilisée.\n"
    )
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + text


def desktop_entry(program: str) -> str:
    """Return the menu entry of a program that is at this place."""
    return (_LINUX / "fr.mobiconseil.desktop").read_text(encoding="utf-8").replace("@PROGRAM@", program)


def share(folder: Path) -> None:
    """Put beside the program what a person installs it with, without an administrator."""
    shared = folder / "partage"
    shared.mkdir(exist_ok=True)
    for name in ("fr.mobiconseil.desktop", "fr.mobiconseil.xml"):
        shutil.copyfile(_LINUX / name, shared / name)
    shutil.copyfile(_ICON, shared / "fr.mobiconseil.png")
    for name in ("installer.sh", "LISEZMOI.txt"):
        shutil.copyfile(_LINUX / name, folder / name)
    (folder / "installer.sh").chmod(0o755)


def build(folder: Path, target: Path, version: str, work: Path) -> None:
    """Write the package of a program folder. Raises Stop."""
    if shutil.which("dpkg-deb") is None:
        raise Stop("dpkg-deb n’est pas sur cet ordinateur : le paquet Debian se fait sous Debian ou Ubuntu.")
    shutil.rmtree(work, ignore_errors=True)
    place = work / PLACE
    # Links, not copies: half a gigabyte is read once.
    shutil.copytree(folder, place, symlinks=True, copy_function=os.link, ignore=_apart)
    for path, text in _texts(version).items():
        _write(work / path, text)
    icon = work / "usr/share/icons/hicolor/256x256/apps/fr.mobiconseil.png"
    icon.parent.mkdir(parents=True)
    shutil.copyfile(_ICON, icon)
    (work / "usr/bin").mkdir(parents=True)
    (work / "usr/bin/mobiconseil").symlink_to("../lib/mobiconseil/mobiconseil")
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    _write(work / "DEBIAN/control", control(version, architecture(), size // 1024))
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--threads-max=2", "--build", str(work), str(target)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise Stop("Le paquet Debian n’a pas pu être fait ; le message de dpkg-deb est juste au-dessus.")


def architecture() -> str:
    """Return the name that Debian gives to this machine."""
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def _texts(version: str) -> dict[str, str]:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return {
        "usr/share/applications/fr.mobiconseil.desktop": desktop_entry("/usr/bin/mobiconseil"),
        "usr/share/mime/packages/fr.mobiconseil.xml": (_LINUX / "fr.mobiconseil.xml").read_text(encoding="utf-8"),
        "usr/share/doc/mobiconseil/copyright": f"MobiConseil {version}\n\n{licence}",
    }


def _apart(_folder: str, names: Iterable[str]) -> set[str]:
    """Leave out what is for an installation without administrator."""
    return {name for name in names if name in {"partage", "installer.sh", "LISEZMOI.txt", "donnees"}}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
