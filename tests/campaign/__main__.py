"""Plays random histories on every core and says what was seen: `python -m tests.campaign --runs 2000 --steps 60`."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
import traceback
from collections import Counter

from tests.campaign import versions
from tests.campaign.shown import TRACKED
from tests.campaign.world import World


def one(task: tuple[int, int]) -> tuple[int, Counter[str], str]:
    """Play one history; return its seed, its counts, and what was wrong."""
    seed, steps = task
    world = World(seed)
    try:
        world.play(steps)
    except Exception:  # noqa: BLE001 (whatever goes wrong in a history is told with its seed)
        return seed, world.counts, traceback.format_exc()
    return seed, world.counts, ""


def campaign(runs: int, steps: int, first: int = 0, cores: int | None = None) -> tuple[Counter[str], dict[int, str]]:
    """Play `runs` histories; return the counts and the failures by seed."""
    counts: Counter[str] = Counter()
    failures: dict[int, str] = {}
    tasks = [(seed, steps) for seed in range(first, first + runs)]
    with multiprocessing.get_context("fork").Pool(cores, initializer=versions.keep_only, initargs=(TRACKED,)) as pool:
        for seed, found, failure in pool.imap_unordered(one, tasks, chunksize=8):
            counts += found
            if failure:
                failures[seed] = failure
    return counts, failures


def main(arguments: list[str]) -> int:
    """Read the command and play."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--cores", type=int)
    chosen = parser.parse_args(arguments)
    start = time.monotonic()
    counts, failures = campaign(chosen.runs, chosen.steps, chosen.seed, chosen.cores)
    lines = [f"{chosen.runs} runs x {chosen.steps} steps in {time.monotonic() - start:.0f} s"]
    lines += [f"  {name}: {number}" for name, number in sorted(counts.items())]
    lines += [f"  failures: {len(failures)}"]
    lines += [f"seed {seed}\n{failure}" for seed, failure in sorted(failures.items())[:5]]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
