"""The gate's share of the random histories; `python -m tests.campaign` plays as many as one likes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaign.mutants import MUTANTS

RUNS, PART = 2_000, 250
ROOT = Path(__file__).resolve().parent.parent.parent


def played(*words: str) -> str:
    # In a process of its own: the campaign leaves out of the program the records that it does not use.
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# In parts, so that none is long enough to be taken for a test that hangs, even on a busy machine.
@pytest.mark.parametrize("part", range(RUNS // PART))
def test_two_thousand_random_histories_of_a_team_lose_nothing_and_bring_nobody_back(part: int) -> None:
    found = played("tests.campaign", "--runs", str(PART), "--seed", str(part * PART))
    told = dict(re.findall(r"^  ([\w ]+): (\d+)$", found, flags=re.MULTILINE))
    assert told.pop("failures") == "0"
    # Each mishap happened, many times.
    assert {name: int(number) for name, number in told.items() if int(number) < 12} == {}
    assert set(told) >= {"crashes", "clones", "restores", "erasures", "gaps", "twice", "conflicts", "taken back"}


def test_there_are_enough_deliberate_mistakes_and_all_but_one_must_be_seen() -> None:
    assert len(MUTANTS) >= 17
    assert sum(bool(mutant.harmless) for mutant in MUTANTS) <= 1


@pytest.mark.parametrize("part", range(1, 5))
def test_the_histories_see_the_deliberate_mistakes(part: int) -> None:
    told = played("tests.campaign.mutants", "--runs", "200", "--part", f"{part}/4")  # refuses a mistake not seen
    seen, played_here = map(int, re.findall(r"^(\d+) of (\d+) seen$", told, flags=re.MULTILINE)[0])
    assert played_here >= len(MUTANTS) // 4
    assert seen >= played_here - 1
