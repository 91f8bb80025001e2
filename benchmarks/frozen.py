"""The promise about the packaged program: cold start to the lock screen, beside a bare packaged PySide6 window.

It needs the folder that `python3 packaging/dev.py package` makes; the bare window is packaged here, once.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Result, milliseconds
from benchmarks.timing import median

_ROOT = Path(__file__).parent.parent
_NAME = "MobiConseil"
_WHAT = "Démarrer le programme empaqueté jusqu’à l’écran de verrouillage"
_PROMISE = "≤ 1,5 × une fenêtre PySide6 nue empaquetée"
_ROUNDS = 9
_LIMIT_S = 60
_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv[:1])
label = QLabel("Bonjour")
label.resize(1366, 720)
label.show()
def seen():
    with open(sys.argv[1], "w") as file:
        file.write("{}")
    app.quit()
QTimer.singleShot(0, seen)
app.exec()
"""


def measure(cache: Path) -> Iterator[Result]:
    """Measure by the watch, from the start of the process to what it writes when it is painted."""
    program = _ROOT / "dist" / _NAME / "mobiconseil"
    if not program.exists():
        yield _skipped("pas de programme empaqueté ici (`python3 packaging/dev.py package`)")
        return
    bare = _bare(cache)
    if bare is None:
        yield _skipped("PyInstaller n’a pas pu empaqueter la fenêtre nue")
        return
    base = cache / "demonstration-empaquetee"
    if not base.exists():
        # Only a demonstration may be followed from outside.
        subprocess.run([program, "demo", base], env=_offscreen(str(cache)), check=True, stdout=subprocess.DEVNULL)
    locked, empty = [], []
    for _ in range(_ROUNDS + 1):
        locked.append(_seen(lambda folder: [str(program), "--folder", str(base), "--pilot", str(folder)], "vue"))
        empty.append(_seen(lambda folder: [str(bare), str(folder / "vue")], "vue"))
    del locked[0], empty[0]  # read from the disk
    ratio = median(locked) / median(empty)
    yield Result(
        what=_WHAT,
        files=None,
        promise=_PROMISE,
        figure=milliseconds(median(locked)),
        baseline=f"fenêtre nue empaquetée : {milliseconds(median(empty))}",
        ratio=ratio,
        kept=ratio <= 1.5,
    )


def _skipped(why: str) -> Result:
    return Result(what=_WHAT, files=None, promise="", figure="–", baseline=why)


def _seen(command, name: str) -> float:  # type: ignore[no-untyped-def]
    """Return the milliseconds until the program writes a file, then close it."""
    with tempfile.TemporaryDirectory(prefix="mobiconseil-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        began = time.perf_counter()
        process = subprocess.Popen(command(folder), env=_offscreen(place), stderr=subprocess.DEVNULL)
        while not (folder / name).exists():
            if process.poll() not in (None, 0) or time.perf_counter() - began > _LIMIT_S:
                process.kill()
                raise RuntimeError("the packaged program showed nothing")
            time.sleep(0.002)
        spent = (time.perf_counter() - began) * 1000
        if process.poll() is None:
            (folder / "touches.jsonl").write_text(json.dumps({"close": ""}) + "\n", encoding="utf-8")
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
        return spent


def _offscreen(place: str) -> dict[str, str]:
    """Return an environment whose account is this folder."""
    own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"), place)
    return {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"}


def _bare(cache: Path) -> Path | None:
    """Package the bare window once, as the program is: one folder, nothing compressed."""
    made = cache / "fenetre-nue" / "nue"
    if (made / "nue").exists():
        return made / "nue"
    with tempfile.TemporaryDirectory() as name:
        script = Path(name) / "nue.py"
        script.write_text(_BARE, encoding="utf-8")
        words = ["-m", "PyInstaller", "--noconfirm", "--onedir", "--noupx", "--name", "nue", "--log-level", "ERROR"]
        places = ["--distpath", str(made.parent), "--workpath", f"{name}/travail", "--specpath", name]
        done = subprocess.run([sys.executable, *words, *places, str(script)], check=False, cwd=name)
    if done.returncode != 0:
        shutil.rmtree(made, ignore_errors=True)
        return None
    return made / "nue"
