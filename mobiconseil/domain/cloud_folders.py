"""Folders that leave the laptop by themselves: a service that synchronises them, or a network drive."""

from __future__ import annotations

import re

_SERVICES = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("mon drive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("kdrive", "kDrive"),
    ("pcloud", "pCloud"),
    ("hubic", "hubiC"),
)
NETWORK = "un disque du réseau"


def leaves_by(path: str) -> str:
    """Return what takes a folder elsewhere, « OneDrive », « un disque du réseau »; empty when nothing seems to."""
    if path.startswith(("\\\\", "//")):
        return NETWORK
    for part in re.split(r"[\\/]+", path.casefold()):
        for mark, name in _SERVICES:
            if part == mark or part.startswith((f"{mark} ", f"{mark}-", f"{mark}_", f"{mark}(")):
                return name
    return NETWORK if "/gvfs/" in path else ""
