"""The promise about starting: beside the smallest window that Qt can show."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.table import Result, milliseconds
from benchmarks.timing import median, worked_by_children

_UNTIL_PAINTED = """
import os
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
run = QApplication.exec
def until_painted():
    # The window system says first that the window is seen, which paints it; then comes this timer. What a program does
    # to end is not counted.
    QTimer.singleShot(0, lambda: os._exit(0))
    return run()
"""
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv[:1])
label = QLabel("Bonjour")
label.resize(1366, 720)
label.show()
"""
"""The smallest window that Qt can show, on the screen and not painted yet."""
BARE_PAINTED = f"{_UNTIL_PAINTED}{BARE}until_painted()"
"""The same, left as soon as it is painted."""
_LOCKED = (
    _UNTIL_PAINTED
    + """
from pathlib import Path
QApplication.exec = staticmethod(until_painted)
from mobiconseil.cli.window import open_window
open_window(Path(sys.argv[1]))
"""
)
_ROUNDS = 11
SETTINGS = partial(tempfile.TemporaryDirectory, prefix="mobiconseil-", ignore_cleanup_errors=True)
"""A folder for the settings, the logs and the compiled code of the windows that are measured."""
_FLOOR = (
    "la fenêtre nue n’emploie que deux classes de Qt. Nommer une seule valeur de `Qt` (une touche, un alignement) fait "
    "construire à PySide6 les 1\u00a0374 autres\u00a0: avec les classes d’un champ et d’un bouton, un quart du "
    "démarrage nu. Le reste est le code de l’écran lui-même, ses polices et sa feuille de style. Le programme "
    "empaqueté, celui que l’on installe, est la ligne suivante."
)


def start(folder: Path) -> Iterator[Result]:
    """Compare the start of the program with the smallest window that Qt can show, both compiled as once installed."""
    with SETTINGS() as settings:
        bare, locked = [], []
        for _ in range(_ROUNDS + 1):
            bare.append(worked_by_children(lambda: run_script(settings, BARE_PAINTED)))
            locked.append(worked_by_children(lambda: run_script(settings, _LOCKED, str(folder))))
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


def run_module(name: str, *words: str) -> str:
    """Run a module of the measures in a process of its own and return what it says; the last word is its folder."""
    return _process(words[-1], "-m", name, *words)


def run_script(settings: str, script: str, *words: str) -> str:
    """Run some lines of Python in a process of its own and return what they say."""
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
