"""What is imported before the lock screen is seen: each module there is paid at every start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders import Desk

LATE = (
    "_hashlib",
    "PySide6.QtNetwork",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "PySide6.QtWebEngineCore",
    "babel",
    "branca",
    "click",
    "cryptography",
    "ctypes",
    "data_inclusion",
    "dataclasses",
    "datetime",
    "filelock",
    "folium",
    "hashlib",
    "hmac",
    "httpx",
    "icalendar",
    "jinja2",
    "logging.handlers",
    "mobiconseil.db.folder_guard",
    "mobiconseil.db.repositories",
    "mobiconseil.db.schema",
    "mobiconseil.opening",
    "mobiconseil.pdf",
    "mobiconseil.ui.accessible",
    "mobiconseil.ui.shortcuts",
    "mobiconseil.ui.workbench",
    "numpy",
    "opening_hours",
    "openpyxl",
    "phonenumbers",
    "platform",
    "pydantic",
    "qtawesome",
    "rapidfuzz",
    "reportlab",
    "requests",
    "secrets",
    "segno",
    "socket",
    "sqlcipher3",
    "sqlite3",
    "sqlite_utils",
    "unicodedata",
    "uuid",
    "xkcdpass",
    "zoneinfo",
    "zxcvbn",
)
"""Only needed behind the lock."""

_SCRIPT = """
import os, sys
from pathlib import Path

import mobiconseil.ui.application as application
from mobiconseil.cli.window import open_window

def told(window):
    print("\\n".join(sys.modules), flush=True)
    os._exit(0)

application.Window.show = application.Window.showMaximized = told
open_window(Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the modules of a program whose lock screen is about to be shown."""
    folder = tmp_path_factory.mktemp("poste")
    desk = Desk(folder / "base")
    desk.create().close()
    own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"), str(folder))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(folder / "base")],
        env={**kept, **own, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_lock_screen_is_the_one_that_is_about_to_be_shown(imported: set[str]):
    assert "mobiconseil.ui.screens.lock.cards" in imported
    assert "mobiconseil.ui.screens.first_launch.view" not in imported


@pytest.mark.parametrize("name", LATE)
def test_what_is_behind_the_lock_is_not_imported_before_it(name: str, imported: set[str]):
    assert {each for each in imported if f"{each}.".startswith(f"{name}.")} == set()


_ASKING = """
import inspect, sys

from mobiconseil.cli import window

before, asked = inspect.getsource, []
window.leave_sources_unread()
assert inspect.getsource is before

def heard(thing):
    asked.append(getattr(thing, "__name__", ""))
    raise OSError("not asked")

inspect.getsource = heard
import mobiconseil.ui.window
print("\\n".join(asked))
"""


def test_pyside_reads_no_source_of_what_the_window_imports() -> None:
    """A newer PySide that asks in another way makes this test fail: the start would be slower, nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", _ASKING],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
