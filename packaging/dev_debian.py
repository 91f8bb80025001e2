"""The system packages that Qt needs on Debian and Ubuntu, and how to get them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Iterable, Sequence

from dev_console import run, say

OFFSCREEN = (
    "libegl1",
    "libgl1",
    "libxcomposite1",
    "libxdamage1",
    "libxrandr2",
    "libxtst6",
    "libasound2",
    "libfontconfig1",
    "libgbm1",
    "libglib2.0-0",
    "libnss3",
    "libxcb-dri3-0",
    "libxkbcommon0",
    "libxkbfile1",
    "libdbus-1-3",
    "libbrotli1",
)
"""What Qt loads even when nothing is shown."""

WINDOW = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxcb-shape0",
)
"""What Qt needs besides to open a window under X."""

RECORDER = ("strace",)
"""What records all that the program asks of the disk, for the test of power cuts."""

VIRTUAL_DISPLAY = ("xvfb", "xauth", "xdotool")
"""What the tests that need an X display run in, and the keyboard of that display."""

PACKAGING = ("binutils", "xz-utils", "dpkg")
"""What packaging uses of the system: the lists of libraries, the archive, the Debian package."""

_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
_lists_updated: list[bool] = []


def available() -> bool:
    """Return whether this machine installs its packages with apt."""
    return sys.platform == "linux" and all(shutil.which(tool) for tool in ("dpkg-query", "apt-get"))


def missing(names: Iterable[str]) -> list[str]:
    """Return the packages of `names` that are not installed, under either of their names."""
    wanted = list(names)
    asked = [spelling for name in wanted for spelling in _spellings(name)]
    listed = _read(["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\\n", *asked])
    installed = {line.split()[0] for line in listed.splitlines() if line.endswith(" installed")}
    return [name for name in wanted if not installed.intersection(_spellings(name))]


def ensure(names: Iterable[str]) -> str | None:
    """Install what is missing of `names`; return the sentence to show when that is impossible."""
    if not available():
        return None
    absent = missing(names)
    if not absent:
        return None
    prefix = _privilege()
    if prefix is not None:
        _install(prefix, absent)
        absent = missing(absent)
    return advice(absent) if absent else None


def advice(absent: Sequence[str]) -> str:
    """Return the sentence that tells an administrator what to type."""
    names = " ".join(_current_names(absent))
    return (
        "Il manque des paquets du système, et ce compte n’a pas pu les installer. Rien n’a été modifié.\n"
        "  Lancez cette commande, ou demandez à la personne qui administre l’ordinateur de le faire :\n"
        f"    sudo apt-get update && sudo apt-get install --no-install-recommends {names}"
    )


def _install(prefix: list[str], absent: Sequence[str]) -> None:
    say(f"Installation de {len(absent)} paquet(s) du système : {' '.join(absent)}")
    apt = [*prefix, "env", *(f"{name}={value}" for name, value in _QUIET.items()), "apt-get", "-q"]
    if not _lists_updated:
        run([*apt, "-o", "DPkg::Lock::Timeout=300", "update"])
        _lists_updated.append(True)
    options = ["-y", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends"]
    run([*apt, "install", *options, *_current_names(absent)])


def _privilege() -> list[str] | None:
    """Return the words to put before a command of the administrator, or None when that is impossible."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    if sys.stdin is not None and sys.stdin.isatty():
        return [sudo]
    allowed = subprocess.run([sudo, "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return [sudo, "-n"] if allowed.returncode == 0 else None


def _spellings(name: str) -> tuple[str, str]:
    """Return both names of a library: since 2024 those with a 64-bit time carry a suffix."""
    return name, f"{name}t64"


def _current_names(names: Sequence[str]) -> list[str]:
    """Return, for each library, the name under which this release carries it."""
    listed = _read(["apt-cache", "madison", *(spelling for name in names for spelling in _spellings(name))])
    real = {line.split("|")[0].strip() for line in listed.splitlines() if "|" in line}
    return [next((spelling for spelling in _spellings(name) if spelling in real), name) for name in names]


def _read(command: Sequence[str]) -> str:
    done = subprocess.run(
        list(command),
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )
    return done.stdout
