"""What a help desk needs to understand a laptop, and nothing of anybody: shown whole before it is closed by a code."""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from mobiconseil import __version__
from mobiconseil.domain.invitations import OpenedPaper
from mobiconseil.services.laptop_ports import TeamSeals
from mobiconseil.services.ports import Clock
from mobiconseil.services.spoken_words import spoken_code
from mobiconseil.services.upkeep import Upkeep

SUFFIX = ".mobiconseil-assistance"
DAYS = 90
"""How far the counts of the journal go back."""
LOG_LINES = 200
_SETTINGS = {
    "theme", "scale", "reduce_motion", "lock_minutes", "shared_lock_minutes", "window_width", "window_height",
    "maximized",
}  # fmt: skip
"""The settings that say nothing of anybody; a printer may bear a name."""
_LOG_LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ mobiconseil[\w.]* (MobiConseil [\d.]+|\w+ at [\w.:<> ]*)"
)
"""What the log writes: a moment, a level, then a version, or a kind of error and places in the program."""
_PROBLEM = re.compile(r"[\x20-\x7e]{1,300}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known around a session: the settings of this laptop, its log, where its folder is."""

    settings: Mapping[str, object] = field(default_factory=dict)
    log: Path | None = None
    place: str = ""
    """« local », « réseau », « nuage »…"""


class SupportService:
    """Prepares what leaves for a help desk."""

    def __init__(self, upkeep: Upkeep, clock: Clock, around: Surroundings) -> None:
        self._upkeep, self._clock, self._around = upkeep, clock, around

    def content(self) -> str:
        """Return all that would leave, as it is shown."""
        return json.dumps(self._facts(), ensure_ascii=False, indent=2, sort_keys=False)

    def _facts(self) -> dict[str, Any]:
        upkeep, settings = self._upkeep, self._around.settings
        begun = self._clock.now()
        health = upkeep.health()
        seconds = (self._clock.now() - begun).total_seconds()
        since = self._clock.today() - timedelta(days=DAYS)
        return {
            "programme": {"version": __version__, "figé": bool(getattr(sys, "frozen", False))},
            "poste": {
                "système": platform.system(),
                "version": platform.release(),
                "machine": platform.machine(),
                "python": platform.python_version(),
                "base": upkeep.engine(),
                "emplacement": self._around.place,
            },
            "réglages": {name: settings[name] for name in sorted(_SETTINGS & settings.keys())},
            "dossier de travail": {
                "schéma": list(health.schema),
                "octets": health.size_bytes,
                "anomalies": [problem for problem in health.problems if _PROBLEM.fullmatch(problem)],
                "éléments": dict(health.counts),
                "corbeille": health.trashed,
                "effacements": health.erased,
                "contrôle en secondes": round(seconds, 2),
            },
            f"actions des {DAYS} derniers jours": dict(upkeep.deeds(since)),
            "journal technique": self._log(),
        }

    def _log(self) -> list[str]:
        if self._around.log is None:
            return []
        try:
            lines = self._around.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
        except OSError:
            return []
        return [line for line in lines if _LOG_LINE.fullmatch(line)]


def close_support(seals: TeamSeals, content: str) -> tuple[bytes, str]:
    """Return the file of a content that was shown, and the words that open it."""
    code = spoken_code()
    return seals.close_report(json.dumps(json.loads(content)).encode(), code), code


def read_support(seals: TeamSeals, data: bytes, code: str) -> str:
    """Return what a laptop sent, with the words that were said. Raises Refused."""
    opened: OpenedPaper = seals.open_report(data, code)
    return json.dumps(json.loads(opened.content), ensure_ascii=False, indent=2)
