"""The laptop dies (kill -9) at random moments of an import, an export, an erasure; the base is then opened again.

Each death is that of a process of its own, forked from one where nothing of the base is open.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter

from mobiconseil.db.engine import close, connect
from mobiconseil.db.sync.erasure import people_of
from mobiconseil.domain.exchange import Refused
from tests.proofs.scene import ACTS, Scene, taking

OPENED, DONE = b"o", b"d"


def play(scene: Scene, act: str, number: int, seed: int = 1) -> Counter[str]:
    """Kill `number` times; return what was found. Raises AssertionError for anything but before or after.

    The first dies before it begins and the last once all is done, however slow the machine is today.
    """
    chance = random.Random(seed)
    before, after, longest = _undisturbed(scene, act)
    counts: Counter[str] = Counter()
    for rank in range(number):
        scene.restore()
        delay = chance.uniform(0, longest * 1.1) if rank else 0
        acknowledged = _killed(scene, act, delay if rank < number - 1 else None)
        hot = any((scene.live).glob("*.db-journal")) and (scene.live / "mobiconseil.db-journal").stat().st_size > 0
        found = scene.state()
        counts["acknowledged"] += acknowledged
        counts["a journal was played back"] += hot
        if found == before:
            assert not acknowledged, f"{act}: said to be done, and is not"
            counts["before"] += 1
        elif found == after:
            counts["after"] += 1
        else:
            assert act == "export", f"{act}: neither before nor after"
            counts["a line of the register without its end"] += 1
        counts += _files(scene)
        if act == "erasure" or rank % 4 == 0:
            _again(scene, act)
    return counts


def _undisturbed(scene: Scene, act: str) -> tuple[str, str, float]:
    """Return the state before, the state after and the longest of three durations."""
    longest = 0.0
    for _ in range(3):
        scene.restore()
        desk, session = scene.open()
        before = scene.state()
        begun = time.monotonic()
        ACTS[act](scene, session)
        longest = max(longest, time.monotonic() - begun)
        after = scene.state()
        session.close()
        desk.release()
    scene.looked = None
    return before, after, longest


def _killed(scene: Scene, act: str, delay: float | None) -> bool:
    """Let a child act, kill it after a while, or once it says that all is done; return whether it had said so."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _, session = scene.open()
            os.write(writing, OPENED)
            ACTS[act](scene, session)
            os.write(writing, DONE)
            time.sleep(30)
        finally:
            os._exit(1)
    os.close(writing)
    assert os.read(reading, 1) == OPENED
    rest = b""
    if delay is None:
        rest = os.read(reading, 1)
    else:
        time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    rest = rest or os.read(reading, 1)
    os.close(reading)
    return rest == DONE


def _files(scene: Scene) -> Counter[str]:
    """Check what is on the stick: whole files, or pieces that no program takes for a file."""
    found: Counter[str] = Counter()
    desk, session = scene.open()
    for path in sorted(scene.stick.iterdir()):
        if path.name.endswith(".mobiconseil"):
            session.exchange.preview(session.exchange.open(path))
            assert session.exchange.register()[0].file_name == path.name
            found["whole files"] += 1
        else:
            assert path.name.endswith(".partiel"), path.name
            try:
                session.exchange.open(path)
            except Refused:
                found["pieces refused"] += 1
            else:
                found["pieces that were whole"] += 1
    session.close()
    desk.release()
    return found


def _again(scene: Scene, act: str) -> None:
    """Check that the laptop works again, and that nobody erased is left in a copy."""
    desk, session = scene.open()
    if act == "import":
        scene.looked = None
        taking(scene, session)
    elif act == "export":
        ACTS[act](scene, session)
    assert session.upkeep.health().problems == ()
    assert session.backups.keep_up().problem == ""
    base = session.uow.records._db  # type: ignore[attr-defined]
    erased = {row[0] for row in base.execute("SELECT hash FROM tombstone").fetchall()}
    session.close()
    desk.release()
    assert not list((scene.live / "sauvegardes").glob("*.partiel")), f"{act}: a piece of a copy stays"
    for path in scene.copies():
        copy = connect(path, scene.key)
        try:
            assert not erased & people_of(copy).keys(), f"{act}: somebody erased is in {path.name}"
        finally:
            close(copy)
