"""The whole audit: `python -m tests.audit`, from the folder of the project; a name after it keeps some places only."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mobiconseil.ui import accessible
from mobiconseil.ui.application import make_application
from mobiconseil.ui.theme import Theme
from tests.audit import order
from tests.audit.scenes import scenes
from tests.audit.tour import NAMES, PIXELS, ROOM, SMALL, USUAL, Dress, tour
from tests.demo_desk import on_stage, tell_demo

SCALES = (100, 125, 150, 200)


def main(arguments: list[str]) -> int:
    """Read the command, go through the places, print what is to be mended."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("only", nargs="*", help="parties du nom des écrans à parcourir")
    parser.add_argument("--scale", type=int, action="append", choices=SCALES)
    parser.add_argument("--size", choices=("1366", "1024"))
    parser.add_argument("--theme", choices=[theme.value for theme in Theme])
    parser.add_argument("--no-keys", action="store_true", help="ne pas appuyer sur Tab partout")
    chosen = parser.parse_args(arguments)
    make_application(sys.argv[:1])
    accessible.listen()
    places = [scene for scene in scenes() if not chosen.only or any(part in scene.name for part in chosen.only)]
    sizes = [size for size in (USUAL, SMALL) if chosen.size in {None, str(size.width())}]
    themes = [Theme(chosen.theme)] if chosen.theme else [Theme.LIGHT, Theme.DARK]
    start, found = time.monotonic(), 0
    for theme in themes:
        for size in sizes:
            for scale in chosen.scale or SCALES:
                found += _one(Dress(scale=scale, size=size, theme=theme), places, keys=not chosen.no_keys)
    sys.stdout.write(f"{len(places)} écrans, {found} à reprendre, {time.monotonic() - start:.0f} s\n")
    return 1 if found else 0


def _one(dress: Dress, places: list, *, keys: bool) -> int:
    """Look at every place dressed in one way; the demonstration is made again, so that none depends on another."""
    checks = [*NAMES, *ROOM, *PIXELS]
    if keys:
        checks.append(order.Keys(each=True).look)
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        demo, blank = Path(folder) / "demonstration", Path(folder) / "neuf"
        demo.mkdir()
        start = time.monotonic()
        with on_stage(tell_demo(demo), blank) as stage:
            for finding in tour(stage, places, dress, checks):
                sys.stdout.write(f"{finding}\n")
                found += 1
        sys.stdout.write(f"-- {dress} : {found} à reprendre, {time.monotonic() - start:.0f} s\n")
        sys.stdout.flush()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
