"""The promises about the window: starting, and the memory it takes on a big base."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bases import PASSPHRASE
from benchmarks.table import Result, milliseconds
from benchmarks.timing import median, once

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv[:1])
label = QLabel("Bonjour")
label.resize(1366, 720)
label.show()
label.repaint()
QTimer.singleShot(0, app.quit)
app.exec()
"""
_LOCKED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from mobiconseil.app import FolderWorkspace
from mobiconseil.settings import SettingsFile
from mobiconseil.ui.application import make_application
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.window import Window
app = make_application(sys.argv[:1])
window = Window(FolderWorkspace(Path(sys.argv[1])), SettingsStore(SettingsFile(Path(sys.argv[2]) / "reglages.json")))
window.show()
window.repaint()
QTimer.singleShot(0, app.quit)
app.exec()
"""
_MEMORY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from mobiconseil.app import FolderWorkspace
from mobiconseil.services.clock import FixedClock
from mobiconseil.settings import SettingsFile
from mobiconseil.ui.application import make_application
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.window import Window
from benchmarks.people import NOW
app = make_application(sys.argv[:1])
workspace = FolderWorkspace(Path(sys.argv[1]), clock=FixedClock(NOW))
window = Window(workspace, SettingsStore(SettingsFile(Path(sys.argv[2]) / "reglages.json")))
window.show()
session = workspace.unlock(workspace.holders()[0].slot, sys.argv[3])
window.open_session(session)
for number, section in enumerate((Section.HOME, Section.PEOPLE)):
    QTimer.singleShot(500 * (number + 1), lambda section=section: window.centralWidget().go(Route(section=section)))
for text in ("g", "ga", "garn"):
    session.overviews.search(text)
def tell():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    print(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")))
    app.quit()
QTimer.singleShot(2500, tell)
app.exec()
"""
_ROUNDS = 7
_MEMORY_LIMIT = 250


def start(folder: Path) -> Iterator[Result]:
    """Compare the start of the program with the smallest window that Qt can show."""
    with tempfile.TemporaryDirectory(prefix="mobiconseil-") as settings:
        bare, locked = [], []
        for _ in range(_ROUNDS):
            bare.append(once(lambda: _run(_BARE)))
            locked.append(once(lambda: _run(_LOCKED, str(folder), settings)))
    ratio = median(locked) / median(bare)
    yield Result(
        what="Démarrer jusqu’à l’écran de verrouillage",
        files=None,
        promise="≤ 1,5 × une fenêtre PySide6 nue",
        figure=milliseconds(median(locked)),
        baseline=f"fenêtre nue : {milliseconds(median(bare))}",
        ratio=ratio,
        kept=ratio <= 1.5,
    )


def memory(folder: Path, files: int) -> Iterator[Result]:
    """Measure the memory of the window on its lists (Linux only: the share of each page is known there)."""
    if not Path("/proc/self/smaps_rollup").exists():
        return
    with tempfile.TemporaryDirectory(prefix="mobiconseil-") as settings:
        megabytes = int(_run(_MEMORY, str(folder), settings, PASSPHRASE).split()[-1]) / 1024
        floor = int(_run(_BARE.replace("app.exec()\n", "app.exec()\n" + _PSS)).split()[-1]) / 1024
    yield Result(
        what="Mémoire de la fenêtre, accueil puis liste (PSS)",
        files=files,
        promise=f"≤ {_MEMORY_LIMIT} Mo",
        figure=f"{megabytes:.0f}\u00a0Mo",
        baseline=f"fenêtre nue : {floor:.0f}\u00a0Mo",
        ratio=megabytes / floor,
        kept=megabytes <= _MEMORY_LIMIT,
    )


_PSS = """
from pathlib import Path
lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
print(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")))
"""


def _run(script: str, *words: str) -> str:
    root = Path(__file__).parent.parent
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, env=environment, check=True, cwd=root
    )
    return done.stdout
