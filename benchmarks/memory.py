"""The promises about memory: the share of every process of the program (PSS), as `smem` counts it.

`python -m benchmarks.memory DOSSIER RÉGLAGES [services]` opens the window on a base, walks through it and says its
megabytes; with a number of services it also shows them on a map, which brings the processes of the web engine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Result
from benchmarks.window import BARE, SETTINGS, run_module, run_script

_SERVICES = 20_000
_WALK_MS = 500
_LIMITS = {0: 250, _SERVICES: 700}
PSS = "app.processEvents(); from benchmarks.memory import megabytes; print(megabytes())"


def measure(folder: Path, files: int) -> Iterator[Result]:
    """Measure the window on its lists, then with a map beside (Linux: the share of each page is known there)."""
    if not Path("/proc/self/smaps_rollup").exists():
        yield Result(what="Mémoire (PSS)", files=files, promise="", figure="–", baseline="ce système ne la compte pas")
        return
    with SETTINGS() as settings:
        floor = float(run_script(settings, f"{BARE}{PSS}").split()[-1])
        for services, limit in _LIMITS.items():
            found = float(run_module("benchmarks.memory", str(folder), str(services), settings).split()[-1])
            where = f"carte de {services} services, tous les processus" if services else "accueil, liste et un dossier"
            yield Result(
                what=f"Mémoire de la fenêtre, {where} (PSS)",
                files=files,
                promise=f"≤ {limit} Mo",
                figure=f"{found:.0f}\u00a0Mo",
                baseline=f"fenêtre nue : {floor:.0f}\u00a0Mo",
                ratio=found / floor,
                kept=found <= limit,
            )


def megabytes() -> float:
    """Return the memory of this process and of all that it started, each page shared among those who have it."""
    import psutil

    whole = psutil.Process()
    total = 0
    for process in (whole, *whole.children(recursive=True)):
        try:
            total += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return total / 2**20


def _walk(folder: Path, services: int, settings: Path) -> None:
    """Go through home, the list with a search, a file and its tabs; then the map; and say the memory."""
    from benchmarks.screens import Bench
    from mobiconseil.ui.navigation import Route, Section, Tab

    bench = Bench(folder, settings)
    session, _spent = bench.unlock()
    work = bench.window.bench
    if work is None:
        raise RuntimeError("the window is locked")
    person = next(iter(session.overviews.search("garn"))).subject
    places = [
        Route(section=Section.HOME),
        Route(section=Section.PEOPLE),
        *(Route(section=Section.PEOPLE, subject=person, tab=tab) for tab in Tab),
    ]
    for place in places:
        work.go(place)
        _pause(_WALK_MS)
    _pause(2 * _WALK_MS)
    view = None
    if services:
        from benchmarks.maps import shown_map

        view = shown_map(services)
        _pause(4 * _WALK_MS)
    print(f"{megabytes():.1f}", flush=True)
    del view


def _pause(milliseconds: int) -> None:
    """Let the window live; leaving the loop of the application would close the base."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses its sandbox to the administrator
    _walk(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
    os._exit(0)
