"""How long the packaged program takes to its first screen, against a bare window packaged the same way.

    python3 packaging/dev.py package --cold-start

Both are started in turn, under the same display, and each is timed until its window is on the screen, painted. The
first start of each, which reads the disk, is not counted. The promise is a ratio of 1.5 or less.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build_package import DIST, NAME, WORK
from dev_console import Stop, run, say
from dev_environment import python
from smoke_desk import display
from x_watch import painted

PROMISE = 1.5
_ROUNDS = 9
_PATIENCE_S = 60
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("MobiConseil")
window.setCentralWidget(QLabel("MobiConseil"))
window.resize(1366, 720)
window.show()
sys.exit(app.exec())
"""


def main(words: list[str]) -> int:
    """Measure both, print the ratio; 1 when the promise is not held."""
    parser = argparse.ArgumentParser(prog="cold_start.py")
    parser.add_argument("program", type=Path, nargs="?", default=DIST / NAME / "mobiconseil")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--json", action="store_true", help="les deux durées en millisecondes, pour un autre programme")
    options = parser.parse_args(words)
    if shutil.which("Xvfb") is None:
        raise Stop("Cette mesure se fait sous Linux, avec Xvfb.")
    bare = _bare()
    with tempfile.TemporaryDirectory(prefix="mobiconseil-") as folder, display() as screen:
        home = Path(folder)
        _locked_base(options.program, home)
        starts: dict[Path, list[float]] = {bare: [], options.program: []}
        for _ in range(options.rounds + 1):
            for program, found in starts.items():
                found.append(_start(program, home, screen))
    middle = {program: statistics.median(found[1:]) for program, found in starts.items()}
    ratio = middle[options.program] / middle[bare]
    if options.json:
        print(json.dumps({"program": middle[options.program], "bare": middle[bare]}))
        return 0
    print(f"    {middle[bare]:6.0f} ms  une fenêtre nue, empaquetée de même")
    print(f"    {middle[options.program]:6.0f} ms  MobiConseil, jusqu’à l’écran de verrouillage")
    print(f"    {ratio:6.2f}     rapport ; promis : {PROMISE} au plus ({options.rounds} départs de chacun, médianes)")
    return 0 if ratio <= PROMISE else 1


def _bare() -> Path:
    """Package one label with the same tools, once."""
    place = WORK / "fenetre-nue"
    program = place / "dist" / "nue" / "nue"
    if program.exists():
        return program
    place.mkdir(parents=True, exist_ok=True)
    script = place / "nue.py"
    script.write_text(_BARE, encoding="utf-8")
    say("Une fenêtre nue est empaquetée pour comparer.")
    words = [
        "--noconfirm",
        "--onedir",
        "--windowed",
        "--log-level",
        "ERROR",
        "--noupx",
        "--distpath",
        str(place / "dist"),
    ]
    if run(
        [
            python(),
            "-m",
            "PyInstaller",
            *words,
            "--workpath",
            str(place / "work"),
            "--specpath",
            str(place),
            str(script),
        ]
    ):
        raise Stop("La fenêtre nue n’a pas pu être empaquetée.")
    return program


def _locked_base(program: Path, home: Path) -> None:
    """Make the base whose lock screen is waited for, where an icon of the desktop looks for it."""
    environment = _environment(home, "")
    subprocess.run(
        [program, "demo", home / ".local" / "share" / "MobiConseil"],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _start(program: Path, home: Path, screen: str) -> float:
    """Return the milliseconds between the start and the window on the screen; then end it."""
    environment = _environment(home, screen)
    began = time.perf_counter()
    process = subprocess.Popen([program], env=environment)
    while not painted(screen):
        if process.poll() is not None or time.perf_counter() - began > _PATIENCE_S:
            raise Stop(f"{program} n’a montré aucune fenêtre.")
        time.sleep(0.002)
    lasted = (time.perf_counter() - began) * 1000
    process.terminate()
    process.wait()
    for left in home.glob("mobiconseil-*"):
        # Where a program that was ended answered: one that was closed leaves nothing to call.
        left.unlink()
    while painted(screen):
        time.sleep(0.01)
    return lasted


def _environment(home: Path, screen: str) -> dict[str, str]:
    shown = {"DISPLAY": screen} if screen else {"QT_QPA_PLATFORM": "offscreen"}
    return {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LC_ALL": "C.UTF-8", **shown}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
