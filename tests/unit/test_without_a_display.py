"""The window asked for where no screen is announced: a sentence in French, before Qt is even imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mobiconseil.cli import window

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the desktop is always there")
@pytest.mark.parametrize("words", [[], ["--folder", "base"], ["équipe.mobiconseil"]])
def test_the_window_says_what_to_do_where_no_screen_is_found(words: list[str], tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in window._SHOWN_BY}
    environment |= {"XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "mobiconseil", *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    said = "\n".join(line for line in told.stderr.splitlines() if not line.startswith("import time:"))
    assert said == window.NO_DISPLAY.rstrip("\n")
    assert "mobiconseil --help" in said
    assert told.returncode == 1
    assert "PySide6" not in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", window._SHOWN_BY)
def test_a_screen_that_is_announced_is_believed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for other in window._SHOWN_BY:
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert window._has_no_display()
    monkeypatch.setenv(name, "some")
    assert not window._has_no_display()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_no_variable_announces_the_screen_of_the_other_systems(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in window._SHOWN_BY:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    assert not window._has_no_display()
