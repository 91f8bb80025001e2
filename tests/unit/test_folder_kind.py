"""Where a folder really is, on each system."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mobiconseil.db.folder_kind import FolderKind, Machine, kind_of

LINUX = "\n".join(
    (
        "22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw",
        "40 22 0:35 / /srv/équipe\\040mobile rw,relatime shared:7 - nfs4 serveur:/equipe rw",
        "41 22 0:36 / /media/cle rw,nosuid shared:8 - vfat /dev/sdb1 rw",
        "42 22 0:37 / /mnt/windows rw - cifs //serveur/part rw",
        "43 22 0:38 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw",
        "44 40 8:1 / /srv/équipe\\040mobile/local rw - ext4 /dev/sda1 rw",
    )
)
MACOS = "\n".join(
    (
        "/dev/disk3s1 on / (apfs, sealed, local, read-only, journaled)",
        "//lucie@serveur/equipe on /Volumes/equipe (smbfs, nodev, nosuid, mounted by lucie)",
        "/dev/disk4s1 on /Volumes/CLE USB (msdos, local, nodev, nosuid)",
    )
)


def linux(home: Path) -> Machine:
    return Machine(system="linux", environ={}, home=home, mounts=lambda: LINUX)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/lucie/.local/share/MobiConseil", FolderKind.LOCAL),
        ("/home/lucie/Éloïse D'Été/a b #1 100 %", FolderKind.LOCAL),
        ("/home/lucie/Nextcloud/MobiConseil", FolderKind.CLOUD),
        ("/home/lucie/Dropbox/MobiConseil", FolderKind.CLOUD),
        ("/home/lucie/Boxe/dossiers", FolderKind.LOCAL),
        ("/srv/équipe mobile/base", FolderKind.NETWORK),
        ("/srv/équipe mobile/local/base", FolderKind.LOCAL),
        ("/mnt/windows/base", FolderKind.NETWORK),
        ("/run/user/1000/gvfs/smb-share:server=x/base", FolderKind.NETWORK),
        ("/media/cle/base", FolderKind.LOCAL),
    ],
)
def test_linux(tmp_path: Path, folder: str, kind: FolderKind) -> None:
    assert kind_of(Path(folder), linux(tmp_path)) is kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (r"C:\Users\Éloïse D'Été\AppData\Local\MobiConseil", FolderKind.LOCAL),
        (r"C:\Users\Lucie\OneDrive\Documents", FolderKind.CLOUD),
        (r"C:\Users\Lucie\OneDrive - Cap Mobilité\Documents", FolderKind.CLOUD),
        (r"D:\Synchro\base", FolderKind.CLOUD),
        (r"G:\Mon Drive\base", FolderKind.CLOUD),
        (r"\\serveur\equipe\base", FolderKind.NETWORK),
        (r"Z:\base", FolderKind.NETWORK),
        (r"E:\base", FolderKind.LOCAL),
    ],
)
def test_windows(tmp_path: Path, folder: str, kind: FolderKind) -> None:
    machine = Machine(
        system="win32",
        environ={"OneDriveCommercial": r"D:\Synchro"},
        home=tmp_path,
        drive_type=lambda drive: 4 if drive == "Z:\\" else 3,
    )
    assert kind_of(Path(folder), machine) is kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/Users/lucie/Library/Application Support/MobiConseil", FolderKind.LOCAL),
        ("/Users/lucie/Library/Mobile Documents/com~apple~CloudDocs/base", FolderKind.CLOUD),
        ("/Users/lucie/Library/CloudStorage/GoogleDrive-lucie@exemple.fr/Mon Drive/base", FolderKind.CLOUD),
        ("/Volumes/equipe/base", FolderKind.NETWORK),
        ("/Volumes/CLE USB/base", FolderKind.LOCAL),
    ],
)
def test_macos(tmp_path: Path, folder: str, kind: FolderKind) -> None:
    machine = Machine(system="darwin", environ={}, home=tmp_path, mounts=lambda: MACOS)
    assert kind_of(Path(folder), machine) is kind


def test_a_folder_that_dropbox_says_to_copy_is_known(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": "/data/boite"}}))
    assert kind_of(Path("/data/boite/base"), linux(tmp_path)) is FolderKind.CLOUD
    assert kind_of(Path("/data/autre"), linux(tmp_path)) is FolderKind.LOCAL


def test_a_folder_where_a_cloud_left_its_mark_is_known(tmp_path: Path) -> None:
    (tmp_path / ".nextcloudsync.log").touch()
    assert kind_of(tmp_path / "base") is FolderKind.CLOUD


def test_a_system_that_says_nothing_has_a_disk_of_its_own(tmp_path: Path) -> None:
    machine = Machine(system="linux", environ={}, home=tmp_path, mounts=str)
    assert kind_of(Path("/quelque/part"), machine) is FolderKind.LOCAL
