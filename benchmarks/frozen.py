"""The promise about the packaged program: cold start to the lock screen, beside a bare packaged PySide6 window.

It needs the folder that `python3 packaging/dev.py package` makes. What is measured is what the icon of the desktop
does, on a real display: `packaging/cold_start.py`, which packages the bare window once.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Result, milliseconds

_ROOT = Path(__file__).parent.parent
_WHAT = "Démarrer le programme empaqueté jusqu’à l’écran de verrouillage"
_PROMISE = "≤ 1,5 × une fenêtre PySide6 nue empaquetée"
_ROUNDS = 15


def measure() -> Iterator[Result]:
    """Measure by the watch, from the start of the process to the window painted on the display."""
    program = _ROOT / "dist" / "MobiConseil" / "mobiconseil"
    if not program.exists():
        yield _skipped("pas de programme empaqueté ici (`python3 packaging/dev.py package`)")
        return
    if shutil.which("Xvfb") is None:
        yield _skipped("pas de Xvfb ici")
        return
    script = str(_ROOT / "packaging" / "cold_start.py")
    words = [sys.executable, script, str(program), "--rounds", str(_ROUNDS), "--json"]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False, cwd=_ROOT)
    if done.returncode != 0:
        yield _skipped("la fenêtre nue n’a pas pu être empaquetée, ou rien ne s’est affiché")
        return
    found = json.loads(done.stdout.splitlines()[-1])
    ratio = found["program"] / found["bare"]
    yield Result(
        what=_WHAT,
        files=None,
        promise=_PROMISE,
        figure=milliseconds(found["program"]),
        baseline=f"fenêtre nue empaquetée\u00a0: {milliseconds(found['bare'])}",
        ratio=ratio,
        kept=ratio <= 1.5,
    )


def _skipped(why: str) -> Result:
    return Result(what=_WHAT, files=None, promise="", figure="–", baseline=why)
