"""The settings of this laptop: how the window looks and locks; nothing personal."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, NamedTuple

THEMES = ("light", "dark", "contrast", "system")
SCALES = (100, 110, 125, 150, 175, 200)
LOCK_MINUTES = (1, 2, 3, 5, 10, 15)


class Settings(NamedTuple):
    """Each option once, with its default."""

    theme: str = "light"
    scale: int = 100
    reduce_motion: bool = False
    lock_minutes: int = 5
    shared_lock_minutes: int = 15
    last_slot: str = ""
    window_width: int = 1366
    window_height: int = 720
    maximized: bool = True
    printer: str = ""
    exercise: str = ""
    """What was done of the guided exercise, by its codes."""
    exercise_open: bool = False
    aside_read: str = ""
    """Name of the damaged base that the adviser knows to be kept."""

    def sane(self) -> Settings:
        """Return the same settings with the default in place of each value out of range."""
        default = Settings()
        return self._replace(
            theme=self.theme if self.theme in THEMES else default.theme,
            scale=self.scale if self.scale in SCALES else default.scale,
            lock_minutes=self.lock_minutes if self.lock_minutes in LOCK_MINUTES else default.lock_minutes,
            shared_lock_minutes=max(self.lock_minutes, min(self.shared_lock_minutes, 15)),
        )


class SettingsFile:
    """Reads and writes the settings; a damaged file gives the defaults, an unwritable one is not an error."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """Return the settings; unknown keys and wrong types are left aside."""
        try:
            raw: Any = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Settings()
        if not isinstance(raw, dict):
            return Settings()
        kinds = {name: type(default) for name, default in Settings()._asdict().items()}
        known = {name: value for name, value in raw.items() if name in kinds and type(value) is kinds[name]}
        return Settings(**known).sane()

    def save(self, settings: Settings) -> None:
        """Write the settings, whole or not at all."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside = self._path.with_suffix(".tmp")
            aside.write_text(json.dumps(settings._asdict(), indent=1), encoding="utf-8")
            aside.replace(self._path)
