"""A disk that fills up at every size, a key that is pulled out, a folder that cannot be written.

As root on Linux each size is a real file system of that size in memory; elsewhere a limit on the size of the files
that the process may write (`RLIMIT_FSIZE`) stands for it. `WAY` says which.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mobiconseil.errors import MobiConseilError
from tests.proofs.scene import ACTS, Scene

PAGE = 4096
_ROOM = 1_600_000
"""Bytes above those of the folder within which an act always ends."""


def can_mount(folder: Path) -> bool:
    """Say whether small file systems can be made here."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    place = folder / "essai"
    place.mkdir(exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    made = subprocess.run(words, capture_output=True, check=False)
    if made.returncode == 0:
        subprocess.run(["umount", str(place)], check=True)
    return made.returncode == 0


@contextlib.contextmanager
def small_disk(place: Path, size: int) -> Iterator[None]:
    """Put a file system of `size` bytes in the place of a folder, with what the folder holds."""
    kept = place.with_name(place.name + "-a-part")
    place.rename(kept)
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
    try:
        shutil.copytree(kept, place, dirs_exist_ok=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
        place.rmdir()
        kept.rename(place)


@contextlib.contextmanager
def limited_files(largest: int) -> Iterator[None]:
    """Let no file grow above `largest` bytes."""
    import resource

    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
        signal.signal(signal.SIGXFSZ, heard)


def play(scene: Scene, act: str, sizes: int) -> Counter[str]:
    """Run an act on disks of `sizes` sizes; return what was found.

    Raises AssertionError for a state that is neither before nor after, for an error that is no sentence, for a file
    that is not whole, and when the act does not pass once there is room again.
    """
    mounts = can_mount(scene.folder)
    counts: Counter[str] = Counter()
    counts["by a file system of each size" if mounts else "by a limit on files"] = sizes
    for rank in range(sizes):
        scene.restore()
        room = (rank * _ROOM // sizes) // PAGE * PAGE
        counts += _one(scene, act, room, mounts=mounts)
    return counts


def _one(scene: Scene, act: str, room: int, *, mounts: bool) -> Counter[str]:
    place = scene.stick if act == "export" else scene.live
    if not mounts:
        base = (scene.live / "mobiconseil.db").stat().st_size
        largest = room // 12 if act == "export" else base - _ROOM // 4 + room // 2
        return _tried(scene, act, limited_files(max(largest, PAGE)))
    used = sum(-(-path.stat().st_size // PAGE) * PAGE for path in place.rglob("*") if path.is_file())
    folders = sum(path.is_dir() for path in place.rglob("*")) + 1
    room = room // PAGE // 14 * PAGE if act == "export" else room
    with small_disk(place, used + folders * PAGE + room + PAGE):
        return _tried(scene, act, _freed_afterwards(place))


@contextlib.contextmanager
def _freed_afterwards(place: Path) -> Iterator[None]:
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)


def _tried(scene: Scene, act: str, limit: contextlib.AbstractContextManager[None]) -> Counter[str]:
    counts: Counter[str] = Counter()
    try:
        desk, session = scene.open()
    except MobiConseilError:
        return Counter({"too small to open, and said so": 1})
    before = scene.state()
    try:
        with limit:
            ACTS[act](scene, session)
    except MobiConseilError:
        counts["refused with a sentence"] += 1
        if act == "export":
            assert list(scene.stick.iterdir()) == []
        else:
            assert scene.state() == before, f"{act}: changed by an act that was refused"
        ACTS[act](scene, session)
        counts["passed once there was room"] += 1
    else:
        counts["passed"] += 1
    assert act == "export" or scene.state() != before
    for path in scene.stick.iterdir():
        session.exchange.open(path)
    session.close()
    desk.release()
    scene.looked = None
    return counts
