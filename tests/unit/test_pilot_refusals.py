"""The option that writes in clear what the screen shows: never on a base that may be a real one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import Desk
from mobiconseil import logs
from mobiconseil.app import BASE_NAME, DEMO_MARK
from mobiconseil.cli import main
from mobiconseil.cli.window import PilotRefused, open_window
from mobiconseil.ui import application


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Path]]:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "compte"))
    calls: list[Path] = []

    def run(_workspace: object, _config: Path, *, pilot: Path, **_options: object) -> int:
        calls.append(pilot)
        return 0

    monkeypatch.setattr(application, "run", run)
    monkeypatch.setattr(logs, "start", lambda _folder: None)
    yield calls
    gc.enable()  # stopped until a window is seen, which none is


@pytest.fixture
def base(tmp_path: Path) -> Path:
    desk = Desk(tmp_path / "base")
    desk.create().close()
    return tmp_path / "base"


def test_a_real_base_is_refused_before_anything_is_written(base: Path, tmp_path: Path, shown: list[Path]):
    pilot = tmp_path / "pilote"
    with pytest.raises(PilotRefused, match="n’est pas une démonstration"):
        open_window(base, pilot=pilot)
    assert shown == []
    assert not pilot.exists()


def test_the_command_line_says_why_and_ends_as_refused(
    base: Path, tmp_path: Path, shown: list[Path], capsys: pytest.CaptureFixture[str]
):
    assert main.run(["--folder", str(base), "--pilot", str(tmp_path / "pilote")]) == main.REFUSED
    assert "--pilot" in capsys.readouterr().err
    assert shown == []


@pytest.mark.parametrize("left", ["coffre.json", BASE_NAME])
def test_half_a_base_is_refused_too(left: str, base: Path, tmp_path: Path, shown: list[Path]):
    for path in base.iterdir():
        if path.is_file() and path.name != left:
            path.unlink()
    with pytest.raises(PilotRefused):
        open_window(base, pilot=tmp_path / "pilote")
    assert shown == []


def test_an_empty_mark_of_demonstration_is_not_enough(base: Path, tmp_path: Path, shown: list[Path]):
    (base / DEMO_MARK).touch()
    with pytest.raises(PilotRefused):
        open_window(base, pilot=tmp_path / "pilote")
    assert shown == []


def test_a_folder_without_a_base_is_followed(tmp_path: Path, shown: list[Path]):
    assert open_window(tmp_path / "neuf", pilot=tmp_path / "pilote") == 0
    assert shown == [tmp_path / "pilote"]


def test_a_demonstration_is_followed(base: Path, tmp_path: Path, shown: list[Path]):
    (base / DEMO_MARK).write_text("Démonstration.\nPhrase de passe : sept mots connus de tous\n", encoding="utf-8")
    assert open_window(base, pilot=tmp_path / "pilote") == 0
    assert shown == [tmp_path / "pilote"]
