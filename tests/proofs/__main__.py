"""Runs the proofs in any number: `python -m tests.proofs kills --number 2000`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

_EXCHANGES = ("faults", "kills", "disks", "damaged", "hostile", "traces")
_BASE = ("deaths", "powercuts", "salvage")


def main(words: list[str]) -> int:
    """Read the command and run; an assertion that fails is the answer."""
    from tests.proofs import disks, faults, hostile, kills, traces
    from tests.proofs.scene import ACTS, built

    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description=__doc__)
    parser.add_argument("proof", choices=list(_EXCHANGES + _BASE))
    parser.add_argument("--number", type=int, default=0, help="morts, tailles, fichiers ou personnes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=1000, help="personnes de la base abîmée (salvage)")
    chosen = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="mobiconseil-proofs-") as name:
        os.environ["XDG_DATA_HOME"] = f"{name}/data"
        folder = Path(name)

        def each(play: Callable[[str], Counter[str]]) -> None:
            (folder / "scene").mkdir()
            for act in ACTS:
                if act != "preview" or chosen.proof == "faults":
                    _say(act, play, act)

        if chosen.proof == "faults":
            scene = built(folder / "laptops")
            each(lambda act: faults.play(scene, act, each=True))
        elif chosen.proof == "kills":
            scene = built(folder / "laptops")
            each(lambda act: kills.play(scene, act, chosen.number or 700, chosen.seed))
        elif chosen.proof == "disks":
            scene = built(folder / "laptops")
            each(lambda act: disks.play(scene, act, chosen.number or 200))
        elif chosen.proof in _BASE:
            _on_base(chosen, folder)
        elif chosen.proof == "traces":
            with traces.without_encryption():
                _say("traces", lambda _: traces.play(folder, chosen.number or 1000), "")
        else:
            office = hostile.Office(folder)
            if chosen.proof == "damaged":
                _say("damaged", lambda _: hostile.damaged(office), "")
            else:
                _say("hostile", lambda _: hostile.hostile(office, chosen.number or 100_000, chosen.seed), "")
    return 0


def _on_base(chosen: argparse.Namespace, folder: Path) -> None:
    """Run a proof on the file of a base alone."""
    from tests.proofs import damages, deaths, powercuts

    proof, number, seed = chosen.proof, chosen.number, chosen.seed
    if proof == "deaths":
        mortal = deaths.built(folder / "laptop")
        for act in deaths.ACTS:
            _say(act, lambda act: deaths.play(mortal, act, number or 100, seed), act)
    elif proof == "powercuts":
        _say(proof, lambda _: powercuts.play(folder, number or 2000, seed=seed), "")
    else:
        ward = damages.built(folder, chosen.people, 60)
        ward.enough = min(damages.ENOUGH, 1 - damages.A_PAGE / ward.records)
        _say(proof, lambda _: damages.play(ward, number or 200, seed), "")


def _say(name: str, play: Callable[[str], Counter[str]], act: str) -> None:
    begun = time.monotonic()
    found = play(act)
    sys.stdout.write(f"{name} in {time.monotonic() - begun:.0f} s\n")
    sys.stdout.writelines(f"  {what}: {number}\n" for what, number in sorted(found.items()))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
