"""Where the program finds its own files and keeps the adviser's."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of the data files: in a clone, an installed wheel or a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = ([Path(frozen) / "resources"] if frozen else []) + [
        _PACKAGE.parent / "resources",
        _PACKAGE / "_resources",
    ]
    return next((path for path in candidates if path.is_dir()), candidates[-1])


def data_folder() -> Path:
    """Return the folder of the adviser's bases on this laptop (not created)."""
    return Path(platformdirs.user_data_dir("MobiConseil", appauthor=False, roaming=False))


def config_folder() -> Path:
    """Return the folder of the settings of this laptop, which hold no personal data (not created)."""
    return Path(platformdirs.user_config_dir("MobiConseil", appauthor=False))


def log_folder() -> Path:
    """Return the folder of the logs, which hold no personal data (not created)."""
    return Path(platformdirs.user_log_dir("MobiConseil", appauthor=False))


def cache_folder() -> Path:
    """Return the folder of what can be made again, which holds no personal data (not created)."""
    return Path(platformdirs.user_cache_dir("MobiConseil", appauthor=False))
