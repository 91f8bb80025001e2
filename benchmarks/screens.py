"""The promises about what the adviser sees: unlocking, opening a file, changing tab, rating with a key.

Each time runs from the gesture to the end of the painting of the real window, drawn in memory (offscreen). The work
is done by `python -m benchmarks.screens`, in a process of its own, which has imported what the program imports while
the passphrase is typed.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bases import PASSPHRASE, database, workspace_of
from benchmarks.table import Result, milliseconds
from benchmarks.timing import median, once, p95, worked
from benchmarks.window import SETTINGS, run_module
from mobiconseil.app import FolderWorkspace
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session

PEOPLE = 24
"""Files opened for each figure."""
_KEYS = 30
_LABELS = {
    "unlock": ("Déverrouiller, jusqu’à l’accueil dessiné (hors dérivation de la clé)", 600),
    "open": ("Ouvrir un dossier, jusqu’au dessin", 50),
    "situation": ("Premier passage à l’onglet Situation", 50),
    "assessment": ("Premier passage à l’onglet Diagnostic", 50),
    "recommendations": ("Premier passage à l’onglet Préconisations", 50),
    "plan": ("Premier passage à l’onglet Plan d’action", 50),
    "follow_up": ("Premier passage à l’onglet Suivi", 50),
    "documents": ("Premier passage à l’onglet Documents", 50),
    "again": ("Retour à un onglet déjà ouvert", 50),
    "rating": ("Noter un item avec une touche, jusqu’au dessin", 50),
}

Times = dict[str, list[float]]
Clock = Callable[[Callable[[], object]], float]


def measure(folder: Path, files: int) -> Iterator[Result]:
    """Measure the gestures on the base of a folder."""
    with SETTINGS() as settings:
        times: Times = json.loads(run_module("benchmarks.screens", str(folder), settings).splitlines()[-1])
    read = median(times["read"])
    for name, (what, limit) in _LABELS.items():
        values = times[name]
        spread = "" if len(values) < PEOPLE else f"p95\u00a0: {milliseconds(p95(values))}"
        opening = name == "open"
        yield Result(
            what=what,
            files=files,
            promise=f"≤ {limit}\u00a0ms",
            figure=milliseconds(median(values)),
            baseline=f"lire le dossier\u00a0: {milliseconds(read)}, {spread}" if opening else spread,
            ratio=median(values) / read if opening else None,
            kept=median(values) <= limit,
        )


class _Bench:
    """The real window, open on the base."""

    def __init__(self, folder: Path, settings: Path) -> None:
        from mobiconseil.settings import SettingsFile
        from mobiconseil.ui.application import import_behind_the_lock, make_application
        from mobiconseil.ui.settings_store import SettingsStore
        from mobiconseil.ui.window import Window

        self.app = make_application(sys.argv[:1])
        self.workspace: FolderWorkspace = workspace_of(folder)
        self.window = Window(self.workspace, SettingsStore(SettingsFile(settings / "reglages.json")))
        self.window.show()
        import_behind_the_lock()
        self.app.processEvents()

    def painted(self, act: Callable[[], object], clock: Clock = worked) -> float:
        """Return the milliseconds from a gesture to the end of the painting that it asked for."""
        from PySide6.QtCore import QCoreApplication

        def until_painted() -> None:
            act()
            QCoreApplication.sendPostedEvents()

        spent = clock(until_painted)
        self.app.processEvents()  # what the screen does afterwards is not part of it
        return spent

    def unlock(self) -> tuple[Session, float]:
        """Open the base and show the home screen."""
        slot = self.workspace.holders()[0].slot
        key = self.workspace.derive(slot, PASSPHRASE)
        opened: list[Session] = []

        def home() -> None:
            opened.append(self.workspace.open_with(key, slot))
            self.window.open_session(opened[0])

        spent = self.painted(home, once)
        return opened[0], spent

    def go(self, subject: RecordId, tab: Any, part: str = "") -> float:
        """Open a tab of a file."""
        from mobiconseil.ui.navigation import Route, Section

        bench = self.window.bench
        if bench is None:
            raise RuntimeError("the window is locked")
        route = Route(section=Section.PEOPLE, subject=subject, tab=tab, part=part)
        return self.painted(lambda: bench.go(route))


def _times(folder: Path, settings: Path) -> Times:
    from mobiconseil.ui.navigation import Tab

    bench = _Bench(folder, settings)
    session, unlocked = bench.unlock()
    rows = database(session).execute("SELECT id FROM beneficiary").fetchall()
    people = [RecordId(row[0]) for row in random.Random(2).sample(rows, PEOPLE + 1)]
    times: Times = {name: [] for name in (*_LABELS, "read")}
    times["unlock"].append(unlocked)
    for rank, subject in enumerate(people):
        times["read"].append(worked(partial(session.files.load, subject)))
        for tab in Tab:
            times["open" if tab is Tab.SUMMARY else tab.value].append(bench.go(subject, tab))
        for tab in Tab:
            times["again"].append(bench.go(subject, tab))
        if rank == 0:  # the first of each kind imports its code
            times = {name: values if name == "unlock" else [] for name, values in times.items()}
    times["rating"] = _ratings(bench, session, people[0])
    session.close()
    return times


def _ratings(bench: _Bench, session: Session, subject: RecordId) -> list[float]:
    """Press a digit on item after item of a new assessment, which is then removed."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from mobiconseil.ui.navigation import Tab

    begun = session.assessments.start(subject, AssessmentForm.FULL)
    bench.go(subject, Tab.SUMMARY)
    bench.go(subject, Tab.ASSESSMENT, session.reference.grid.items()[0].code)
    bench.window.activateWindow()
    bench.app.processEvents()
    spent = []
    for _ in range(_KEYS):
        press = partial(QTest.keyClick, bench.app.focusWidget(), Qt.Key.Key_3)
        spent.append(bench.painted(press, once))  # the disk is part of it
    rated = [r for r in session.files.load(subject).ratings if r.assessment_id == begun.id]
    if len(rated) < _KEYS:
        raise RuntimeError(f"{len(rated)} ratings for {_KEYS} keys")
    session.assessments.remove(begun)
    return spent


if __name__ == "__main__":
    print(json.dumps(_times(Path(sys.argv[1]), Path(sys.argv[2]))))
