"""Where a folder really is: on this disk, on the disk of another computer, or copied elsewhere behind one's back.

A base that another program copies while it is written, or that two computers open, does not last.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

_CLOUD_NAMES = re.compile(
    r"onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|googledrive-.*|drivefs|mon drive|my drive|icloud ?drive|"
    r"mobile documents|com~apple~clouddocs|cloudstorage|nextcloud|owncloud|kdrive|pcloud ?drive|megasync|mega|"
    r"box( sync)?|synologydrive|seafile|hubic|cozy drive|proton drive",
    re.IGNORECASE,
)
_CLOUD_MARKS = (
    ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".tmp.drivedownload", ".tmp.driveupload",
)  # fmt: skip
"""What the programs of clouds leave in the folders that they copy."""
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_DISKS = re.compile(
    r"nfs\d?|cifs|smb\w*|ncpfs|afs|9p|davfs\d?|webdav|afpfs|glusterfs|ceph|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|"
    r"google-drive-ocamlfuse|onedriver|s3fs|smbnetfs|curlftpfs)"
)
_REMOTE_DRIVE = 4
_SYSTEM: str = sys.platform
_MOUNT_LINE = re.compile(r"^(.+) on (.+) \((\w+)")


class FolderKind(Enum):
    """Where a folder is."""

    LOCAL = "local"
    CLOUD = "nuage"
    NETWORK = "réseau"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the system says of its disks; tests say it in its place."""

    system: str = _SYSTEM
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    home: Path = field(default_factory=Path.home)
    mounts: Callable[[], str] = field(default_factory=lambda: _mounts)
    drive_type: Callable[[str], int] = field(default_factory=lambda: _drive_type)

    def pure(self, folder: Path) -> PurePath:
        """Return the path as this system understands it."""
        return (PureWindowsPath if self.system == "win32" else PurePosixPath)(str(folder))


def kind_of(folder: Path, machine: Machine | None = None) -> FolderKind:
    """Return where a folder is; what cannot be known is local."""
    machine = machine or Machine()
    path = machine.pure(folder.absolute() if machine.system == sys.platform else folder)
    if _is_cloud(path, machine):
        return FolderKind.CLOUD
    return FolderKind.NETWORK if _is_network(path, machine) else FolderKind.LOCAL


def _is_cloud(path: PurePath, machine: Machine) -> bool:
    if any(_CLOUD_NAMES.fullmatch(part) for part in path.parts[1:]):
        return True
    known = [machine.environ[name] for name in _CLOUD_VARIABLES if machine.environ.get(name)]
    known += _dropbox_folders(machine)
    if any(path.is_relative_to(machine.pure(Path(place))) for place in known):
        return True
    with suppress(OSError):
        return any((Path(str(parent)) / mark).exists() for parent in (path, *path.parents) for mark in _CLOUD_MARKS)
    return False


def _dropbox_folders(machine: Machine) -> list[str]:
    folder = Path(machine.environ.get("LOCALAPPDATA", "")) / "Dropbox"
    places = [machine.home / ".dropbox" / "info.json"] + ([folder / "info.json"] if machine.system == "win32" else [])
    found = []
    for place in places:
        with suppress(OSError, ValueError, AttributeError, TypeError):
            known = json.loads(place.read_text(encoding="utf-8"))
            found += [str(account["path"]) for account in known.values() if "path" in account]
    return found


def _is_network(path: PurePath, machine: Machine) -> bool:
    if machine.system == "win32":
        return path.drive.startswith("\\\\") or machine.drive_type(f"{path.drive}\\") == _REMOTE_DRIVE
    best, kind = PurePosixPath("/"), ""
    for place, disk in _disks(machine):
        if path.is_relative_to(place) and len(place.parts) >= len(best.parts):
            best, kind = place, disk
    return bool(_NETWORK_DISKS.fullmatch(kind))


def _disks(machine: Machine) -> list[tuple[PurePosixPath, str]]:
    found = []
    for line in machine.mounts().splitlines():
        if machine.system == "darwin":
            named = _MOUNT_LINE.match(line)
            if named:
                found.append((PurePosixPath(named[2]), named[3]))
            continue
        before, _, after = line.partition(" - ")
        words = before.split()
        if len(words) > 4 and after:
            found.append((PurePosixPath(_unescaped(words[4])), after.split()[0]))
    return found


def _unescaped(text: str) -> str:
    """Return a place as it is: the system writes its spaces « \\040 »."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _mounts() -> str:
    if _SYSTEM == "darwin":
        import subprocess

        with suppress(OSError, subprocess.SubprocessError):
            asked = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False)
            return asked.stdout
        return ""
    with suppress(OSError):
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    return ""


def _drive_type(drive: str) -> int:
    import ctypes

    windows = getattr(ctypes, "windll", None)
    return 0 if windows is None else int(windows.kernel32.GetDriveTypeW(drive))
