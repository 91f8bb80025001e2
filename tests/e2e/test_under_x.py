"""The real program, in a process of its own, under an X display, driven by the keyboard of the display."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders import FAST
from mobiconseil.app import BASE_NAME, FolderWorkspace
from mobiconseil.db.engine import close, connect
from mobiconseil.db.vault import Vault
from mobiconseil.services.clock import SystemClock
from x_display import ask_to_close

ROOT = Path(__file__).parents[2]
PASSPHRASE = "sept mots pour ouvrir le coffre ici"
PATIENCE = 300
"""Tenths of a second before a step that does not come is a failure."""
QUIET = 5

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not on this machine"),
]


class Program:
    """A running MobiConseil, what it wrote, and the keys it is sent."""

    def __init__(self, folder: Path, home: Path) -> None:
        names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")
        environment = {**os.environ, **dict.fromkeys(names, str(home)), "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mobiconseil", "--folder", str(folder)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.window = self.wait_for(self._find_window)
        self._xdotool("windowfocus", self.window)

    def wait_for(self, what: Callable[[], str]) -> str:
        """Return what `what` finds, as soon as it finds something."""
        for _ in range(PATIENCE):
            found = what()
            if found:
                return found
            try:
                self.process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"the program left: {self.process.communicate()}")
        raise AssertionError(f"{what.__name__} never came")

    def keys(self, *names: str) -> None:
        """Press keys: « ctrl+n », « Tab »."""
        self._xdotool("key", "--clearmodifiers", "--delay", "60", *names)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "25", text)

    def quit(self) -> tuple[int, str]:
        """Close the window as its cross does; return the exit code and what was written on stderr."""
        ask_to_close(int(self.window))
        _, errors = self.process.communicate(timeout=30)
        return self.process.returncode, errors

    def _find_window(self) -> str:
        return self._xdotool("search", "--onlyvisible", "--name", "^MobiConseil$", check=False).partition("\n")[0]

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(["xdotool", *words], capture_output=True, text=True, check=check, timeout=60)
        return done.stdout.strip()


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    started: list[Program] = []
    yield started
    for program in started:
        if program.process.poll() is None:
            program.process.kill()
            program.process.communicate()


def _vault(folder: Path) -> Vault:
    return Vault(folder, now=SystemClock().now, cost=FAST)


def _base(folder: Path) -> bytes:
    """Make a base and return its key."""
    workspace = FolderWorkspace(folder)
    workspace._vault = _vault(folder)
    made = workspace.create(structure="Cap", first_name="Claire", last_name="Morin", passphrase=PASSPHRASE)
    made.session.close()
    workspace.release()
    return _vault(folder).unlock(workspace.holders()[0].slot, PASSPHRASE)


def _asks(folder: Path, key: bytes, question: str) -> Callable[[], str]:
    """Return what asks the base, beside the running program, once nothing was written for half a second."""
    seen: list[int] = []

    def answer() -> str:
        seen.append((folder / BASE_NAME).stat().st_mtime_ns)
        if len(seen) % QUIET or len(set(seen[-QUIET:])) > 1:
            return ""
        database = connect(folder / BASE_NAME, key)
        try:
            row = database.execute(question).fetchone()
        finally:
            close(database)
        return str(row[0]) if row and row[0] else ""

    return answer


def test_the_program_opens_its_first_window_and_leaves_without_a_word(tmp_path: Path, programs: list[Program]) -> None:
    program = Program(tmp_path / "dossiers", tmp_path)
    programs.append(program)

    code, errors = program.quit()

    assert (code, errors) == (0, "")
    assert not (tmp_path / "dossiers" / BASE_NAME).exists(), "nothing is written before a passphrase is chosen"


def test_a_person_is_typed_assessed_and_planned_on_a_real_display(tmp_path: Path, programs: list[Program]) -> None:
    folder = tmp_path / "dossiers"
    key = _base(folder)
    opened = "SELECT count(*) > {} FROM journal WHERE action = 'unlock'"
    program = Program(folder, tmp_path)
    programs.append(program)

    program.type(PASSPHRASE)
    program.keys("Return")
    program.wait_for(_asks(folder, key, opened.format(1)))
    program.keys("ctrl+n")
    program.type("Zwyczajna")
    program.keys("Tab")
    program.type("Apolline")
    program.keys("ctrl+Return")
    program.wait_for(_asks(folder, key, "SELECT code FROM summary WHERE last_name = 'Zwyczajna'"))
    program.keys("ctrl+Tab", "space", "3", "2", "s")
    program.wait_for(_asks(folder, key, "SELECT count(*) = 3 FROM rating"))
    program.keys("ctrl+Tab", "ctrl+Tab", "ctrl+e")
    program.type("Je prends le car")
    program.wait_for(_asks(folder, key, "SELECT title = 'Je prends le car' FROM step"))
    program.keys("ctrl+l")
    program.wait_for(_asks(folder, key, "SELECT count(*) FROM journal WHERE action = 'lock'"))
    program.type("ce ne sont pas les bons mots")
    program.keys("Return", "ctrl+a")
    program.type(PASSPHRASE)
    program.keys("Return")
    program.wait_for(_asks(folder, key, opened.format(2)))

    assert program.quit() == (0, "")
    database = connect(folder / BASE_NAME, key)
    rated = database.execute("SELECT coalesce(value, state) FROM rating ORDER BY item").fetchall()
    close(database)
    assert [value for (value,) in rated] == [3, 2, "not_applicable"]
