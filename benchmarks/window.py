"""The promises about the window: starting, and the memory it takes on a big base."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.bases import PASSPHRASE
from benchmarks.table import Result, milliseconds
from benchmarks.timing import median, worked_by_children

_UNTIL_PAINTED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
run = QApplication.exec
def until_painted():
    # The window system says first that the window is seen, which paints it; then comes this timer.
    QTimer.singleShot(0, QApplication.quit)
    return run()
"""
_BARE = (
    _UNTIL_PAINTED
    + """
from PySide6.QtWidgets import QLabel
app = QApplication(sys.argv[:1])
label = QLabel("Bonjour")
label.resize(1366, 720)
label.show()
until_painted()
"""
)
_LOCKED = (
    _UNTIL_PAINTED
    + """
from pathlib import Path
QApplication.exec = staticmethod(until_painted)
from mobiconseil.cli.window import open_window
open_window(Path(sys.argv[1]))
"""
)
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
_ROUNDS = 11
SETTINGS = partial(tempfile.TemporaryDirectory, prefix="mobiconseil-", ignore_cleanup_errors=True)
"""A folder for the settings, the logs and the compiled code of the windows that are measured."""
_MEMORY_LIMIT = 250
_FLOOR = (
    "la fenêtre nue n’emploie que deux classes de Qt. Nommer une seule valeur de `Qt` (une touche, un alignement) fait "
    "construire à PySide6 toutes les autres\u00a0: avec les classes d’un champ et d’un bouton, un cinquième du "
    "démarrage nu. Le reste est le code de l’écran lui-même, ses polices et sa feuille de style."
)


def start(folder: Path) -> Iterator[Result]:
    """Compare the start of the program with the smallest window that Qt can show, both compiled as once installed."""
    with SETTINGS() as settings:
        bare, locked = [], []
        for _ in range(_ROUNDS + 1):
            bare.append(worked_by_children(lambda: _run(settings, _BARE)))
            locked.append(worked_by_children(lambda: _run(settings, _LOCKED, str(folder))))
        del bare[0], locked[0]  # the first one compiles
    ratio = median(locked) / median(bare)
    yield Result(
        what="Démarrer jusqu’à l’écran de verrouillage",
        files=None,
        promise="≤ 1,5 × une fenêtre PySide6 nue",
        figure=milliseconds(median(locked)),
        baseline=f"fenêtre nue : {milliseconds(median(bare))}",
        ratio=ratio,
        kept=ratio <= 1.5,
        reason=_FLOOR,
    )


def memory(folder: Path, files: int) -> Iterator[Result]:
    """Measure the memory of the window on its lists (Linux only: the share of each page is known there)."""
    if not Path("/proc/self/smaps_rollup").exists():
        return
    with SETTINGS() as settings:
        megabytes = int(_run(settings, _MEMORY, str(folder), settings, PASSPHRASE).split()[-1]) / 1024
        floor = int(_run(settings, _BARE + _PSS).split()[-1]) / 1024
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


def run_module(name: str, *words: str) -> str:
    """Run a module of the measures in a process of its own and return what it says; the last word is its folder."""
    return _process(words[-1], "-m", name, *words)


def _run(settings: str, script: str, *words: str) -> str:
    return _process(settings, "-c", script, *words)


def _process(settings: str, *words: str) -> str:
    root = Path(__file__).parent.parent
    own = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA", "PYTHONPYCACHEPREFIX")
    environment = {**os.environ, **dict.fromkeys(own, settings), "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = str(root)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, *words], stdout=subprocess.PIPE, text=True, env=environment, check=True, cwd=root
    )
    return done.stdout
