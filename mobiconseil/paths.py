"""Where the program finds its own files and keeps the adviser's."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

PORTABLE = "donnees"
"""A folder of this name beside the program keeps everything: on a key, nothing is written on the computer."""

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of the data files: in a clone, an installed wheel or a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = ([Path(frozen) / "resources"] if frozen else []) + [
        _PACKAGE.parent / "resources",
        _PACKAGE / "_resources",
    ]
    return next((path for path in candidates if path.is_dir()), candidates[-1])


def portable_folder() -> Path | None:
    """Return the folder `donnees` beside a packaged program; None when there is none, or from a clone."""
    if not getattr(sys, "frozen", False):
        return None
    beside = _beside_program(Path(sys.executable).resolve()) / PORTABLE
    return beside if beside.is_dir() else None


def data_folder() -> Path:
    """Return the folder of the adviser's bases on this laptop (not created)."""
    return _portable("dossiers") or Path(platformdirs.user_data_dir("MobiConseil", appauthor=False, roaming=False))


def config_folder() -> Path:
    """Return the folder of the settings of this laptop, which hold no personal data (not created)."""
    return _portable("reglages") or Path(platformdirs.user_config_dir("MobiConseil", appauthor=False))


def log_folder() -> Path:
    """Return the folder of the logs, which hold no personal data (not created)."""
    return _portable("journaux") or Path(platformdirs.user_log_dir("MobiConseil", appauthor=False))


def cache_folder() -> Path:
    """Return the folder of what can be made again, which holds no personal data (not created)."""
    return _portable("cache") or Path(platformdirs.user_cache_dir("MobiConseil", appauthor=False))


def _portable(name: str) -> Path | None:
    folder = portable_folder()
    return None if folder is None else folder / name


def _beside_program(program: Path) -> Path:
    """Return the folder that shows the program: outside the bundle on macOS."""
    bundle = next((parent for parent in program.parents if parent.suffix == ".app"), None)
    return program.parent if bundle is None else bundle.parent
