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
from enum import Enum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

# Words, not expressions: they are looked at before the lock screen, and expressions take longer to prepare.
_CLOUD_NAMES = {
    "onedrive", "dropbox", "googledrive", "google drive", "drivefs", "mon drive", "my drive", "iclouddrive",
    "icloud drive", "mobile documents", "com~apple~clouddocs", "cloudstorage", "nextcloud", "owncloud", "kdrive",
    "pclouddrive", "pcloud drive", "megasync", "mega", "box", "box sync", "synologydrive", "seafile", "hubic",
    "cozy drive", "proton drive",
}  # fmt: skip
_CLOUD_BEGINNINGS = ("onedrive - ", "dropbox (", "googledrive-")
_CLOUD_MARKS = (
    ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".tmp.drivedownload", ".tmp.driveupload",
)  # fmt: skip
"""What the programs of clouds leave in the folders that they copy."""
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_DISKS = {
    "nfs", "nfs3", "nfs4", "cifs", "ncpfs", "afs", "9p", "davfs", "davfs2", "webdav", "afpfs", "glusterfs", "ceph",
    "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.google-drive-ocamlfuse",
    "fuse.onedriver", "fuse.s3fs", "fuse.smbnetfs", "fuse.curlftpfs",
}  # fmt: skip
_NETWORK_BEGINNING = "smb"
_REMOTE_DRIVE = 4
_SYSTEM: str = sys.platform
_MOUNT_LINE = r"^(.+) on (.+) \((\w+)"


class FolderKind(Enum):
    """Where a folder is."""

    LOCAL = "local"
    CLOUD = "nuage"
    NETWORK = "réseau"


class Machine:
    """What the system says of its disks; tests say it in its place."""

    def __init__(
        self,
        *,
        system: str = _SYSTEM,
        environ: Mapping[str, str] | None = None,
        home: Path | None = None,
        mounts: Callable[[], str] | None = None,
        drive_type: Callable[[str], int] | None = None,
    ) -> None:
        self.system = system
        self.environ = dict(os.environ if environ is None else environ)
        self.home = home or Path.home()
        self.mounts = mounts or _mounts
        self.drive_type = drive_type or _drive_type

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
    names = [part.casefold() for part in path.parts[1:]]
    if any(name in _CLOUD_NAMES or name.startswith(_CLOUD_BEGINNINGS) for name in names):
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
    return kind in _NETWORK_DISKS or kind.startswith(_NETWORK_BEGINNING)


def _disks(machine: Machine) -> list[tuple[PurePosixPath, str]]:
    found = []
    for line in machine.mounts().splitlines():
        if machine.system == "darwin":
            named = re.match(_MOUNT_LINE, line)
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
