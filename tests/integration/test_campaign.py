"""The gate's share of the random histories; `python -m tests.campaign` plays as many as one likes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def played(*words: str) -> str:
    # In a process of its own: the campaign leaves out of the program the records that it does not use.
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_two_thousand_random_histories_of_a_team_lose_nothing_and_bring_nobody_back() -> None:
    told = dict(re.findall(r"^  ([\w ]+): (\d+)$", played("tests.campaign", "--runs", "2000"), flags=re.MULTILINE))
    assert told.pop("failures") == "0"
    # Each mishap happened, many times.
    assert {name: int(number) for name, number in told.items() if int(number) < 100} == {}
    assert set(told) >= {"crashes", "clones", "restores", "erasures", "gaps", "twice", "conflicts", "taken back"}


def test_the_histories_see_the_deliberate_mistakes() -> None:
    told = played("tests.campaign.mutants", "--runs", "200")
    seen, all_of_them = map(int, re.findall(r"^(\d+) of (\d+) seen$", told, flags=re.MULTILINE)[0])
    assert all_of_them >= 17
    assert seen >= all_of_them - 1
