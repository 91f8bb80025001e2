"""What the developer's commands share: sentences on the terminal, and child processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the project, wherever the command was typed."""

_MISLEADING = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")


class Stop(Exception):
    """The command cannot go on; the text, in French, says why and what to do."""


def say(text: str) -> None:
    """Print a sentence at once, so that it stays in order with what the child processes print."""
    print(f"» {text}", flush=True)


def speak_any_language() -> None:
    """Never fail on a terminal that cannot show a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def child_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the variables of a child process: the machine's, less what would lead to another Python."""
    variables = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    variables.update(PIP_USER="0", PYTHONNOUSERSITE="1", PYTHONPATH=str(ROOT))
    if sys.platform != "win32" and "utf" not in _locale_of(variables).lower():
        # Qt warns about a locale that is not UTF-8, and a warning is a failure in the tests.
        variables["LC_ALL"] = "C.UTF-8"
    if sys.platform.startswith("linux") and os.geteuid() == 0:
        # The browser engine of the map refuses its sandbox to the superuser, who only tries the program here.
        variables.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    variables.update(extra or {})
    return variables


def _locale_of(variables: Mapping[str, str]) -> str:
    return variables.get("LC_ALL") or variables.get("LC_CTYPE") or variables.get("LANG") or ""


def run(command: Sequence[str | Path], *, cwd: Path | None = ROOT, extra: Mapping[str, str] | None = None) -> int:
    """Run `command` with its output on the terminal and return its exit code."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=child_environment(extra), check=False).returncode


def succeeds(command: Sequence[str | Path], *, extra: Mapping[str, str] | None = None, timeout: float = 60) -> bool:
    """Return whether `command` ends well; what it prints is not shown."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env=child_environment(extra),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
