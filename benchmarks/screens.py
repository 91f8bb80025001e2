"""The promises about what the adviser sees: unlocking, opening a file, changing tab, rating with a key.

Each time runs from the gesture to the end of the painting of the real window, drawn in memory (offscreen). The work
is done by `python -m benchmarks.screens`, in a process of its own, which has imported what the program imports while
the passphrase is typed.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThreadPool
from PySide6.QtTest import QTest

from benchmarks.bases import PASSPHRASE, database, workspace_of
from benchmarks.table import Result, milliseconds
from benchmarks.timing import median, once, p95, worked
from benchmarks.window import SETTINGS, run_module
from mobiconseil.app import FolderWorkspace
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.session import Session
from mobiconseil.settings import SettingsFile
from mobiconseil.ui.application import import_behind_the_lock, make_application
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.window import Window

PEOPLE = 24
"""Files opened for each figure."""
_KEYS = 30
_TABS = {
    "situation": "Situation",
    "assessment": "Diagnostic",
    "recommendations": "Préconisations",
    "plan": "Plan d’action",
    "follow_up": "Suivi",
    "documents": "Documents",
}
_AT_ONCE = "sans-attendre:"
"""What begins the name of the time of a tab that was opened right after the file, before it was prepared."""
_WHOLE = "entier:"
"""What begins the name of the same time with what is made right after the painting: the foot of a long page."""
_LIMIT = 50
_MOST_UNLOCK = 600
_QUIET_S = 15
"""Longest wait for the tabs that are prepared."""

Times = dict[str, list[float]]
Clock = Callable[[Callable[[], object]], float]


def measure(folder: Path, files: int) -> Iterator[Result]:
    """Measure the gestures on the base of a folder."""
    with SETTINGS() as settings:
        times: Times = json.loads(run_module("benchmarks.screens", str(folder), settings).splitlines()[-1])
    yield from _opening(times, files)
    for code, label in _TABS.items():
        at_once = milliseconds(median(times[_AT_ONCE + code]))
        yield _line(f"Premier passage à l’onglet {label}", times[code], files, f"sans attendre\u00a0: {at_once}")
    slowest = max(_TABS, key=lambda code: median(times[_AT_ONCE + code]))
    what = f"Premier passage à un onglet, aussitôt le dossier ouvert (le plus lent\u00a0: {_TABS[slowest]})"
    whole = milliseconds(median(times[_WHOLE + slowest]))
    yield _line(what, times[_AT_ONCE + slowest], files, f"avec ce qui suit le dessin\u00a0: {whole}")
    yield _line("Retour à un onglet déjà ouvert", times["again"], files)
    by_watch = f"à la montre, disque compris\u00a0: {milliseconds(median(times['watch']))}"
    yield _line("Noter un item avec une touche, jusqu’au dessin", times["rating"], files, by_watch)
    yield _line("Changer la taille du texte, tous les onglets ouverts", times["scale"], files, promised=False)


def _opening(times: Times, files: int) -> Iterator[Result]:
    unlocked = median(times["unlock"])
    yield Result(
        what="Déverrouiller, jusqu’à l’accueil dessiné (hors dérivation de la clé)",
        files=files,
        promise=f"≤ {_MOST_UNLOCK}\u00a0ms",
        figure=milliseconds(unlocked),
        kept=unlocked <= _MOST_UNLOCK,
    )
    read, opened = median(times["read"]), times["open"]
    yield Result(
        what="Ouvrir un dossier, jusqu’au dessin",
        files=files,
        promise=f"≤ {_LIMIT}\u00a0ms",
        figure=milliseconds(median(opened)),
        baseline=f"lire le dossier\u00a0: {milliseconds(read)}, p95\u00a0: {milliseconds(p95(opened))}, "
        f"avec la colonne de droite\u00a0: {milliseconds(median(times['whole']))}",
        ratio=median(opened) / read,
        kept=median(opened) <= _LIMIT,
    )


def _line(what: str, values: list[float], files: int, beside: str = "", *, promised: bool = True) -> Result:
    spread = f"p95\u00a0: {milliseconds(p95(values))}" if len(values) > 1 else ""
    return Result(
        what=what,
        files=files,
        promise=f"≤ {_LIMIT}\u00a0ms" if promised else "",
        figure=milliseconds(median(values)),
        baseline=", ".join(part for part in (spread, beside) if part),
        kept=not promised or median(values) <= _LIMIT,
    )


class Bench:
    """The real window, open on the base."""

    def __init__(self, folder: Path, settings: Path) -> None:
        self.app = make_application(sys.argv[:1])
        self.workspace: FolderWorkspace = workspace_of(folder)
        self.window = Window(self.workspace, SettingsStore(SettingsFile(settings / "reglages.json")))
        self.window.show()
        import_behind_the_lock()
        self.app.processEvents()

    def painted(self, act: Callable[[], object], clock: Clock = worked) -> float:
        """Return the milliseconds from a gesture to the end of the painting that it asked for."""

        def until_painted() -> None:
            act()
            self._bury()
            QCoreApplication.sendPostedEvents()

        return clock(until_painted)

    def rest(self) -> float:
        """Let the screen and its jobs do what they do afterwards, which is not part of a gesture; return its time."""
        spent = worked(self._turn)
        QThreadPool.globalInstance().waitForDone()
        self._turn()
        return spent

    def read(self) -> None:
        """Read the page, until every tab of the file is prepared."""
        file = self.window.bench.screen_shown if self.window.bench is not None else None
        until = time.perf_counter() + _QUIET_S
        while isinstance(file, FileScreen) and file._ahead.is_at_work and time.perf_counter() < until:
            self._turn()
            time.sleep(0.005)

    def _turn(self) -> None:
        self.app.processEvents()
        self._bury()

    def _bury(self) -> None:
        """Destroy what has to die, as the loop of the program does: without one, Qt would keep it for ever."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def unlock(self) -> tuple[Session, float]:
        """Open the base and show the home screen."""
        slot = self.workspace.holders()[0].slot
        key = self.workspace.derive(slot, PASSPHRASE)
        opened: list[Session] = []

        def home() -> None:
            opened.append(self.workspace.open_with(key, slot))
            self.window.open_session(opened[0])

        spent = self.painted(home, once)
        for keeper in self.window.findChildren(QObject):
            if type(keeper).__name__ == "BackupKeeper":
                keeper.deleteLater()  # copying gigabytes in a job would be part of every measure
        return opened[0], spent

    def go(self, subject: RecordId, tab: Tab, part: str = "") -> float:
        """Open a tab of a file."""
        bench = self.window.bench
        if bench is None:
            raise RuntimeError("the window is locked")
        route = Route(section=Section.PEOPLE, subject=subject, tab=tab, part=part)
        return self.painted(lambda: bench.go(route))


def _times(folder: Path, settings: Path) -> Times:
    bench = Bench(folder, settings)
    session, unlocked = bench.unlock()
    rows = database(session).execute("SELECT id FROM beneficiary").fetchall()
    people = [RecordId(row[0]) for row in random.Random(2).sample(rows, PEOPLE + 2)]
    times: Times = defaultdict(list)
    for rank, subject in enumerate(people):
        if rank == 2:  # the first of each kind imports its code
            times.clear()
        _one_file(bench, session, subject, times, prepared=rank % 2 == 0)
    times["unlock"].append(unlocked)
    times["watch"], times["rating"] = _ratings(bench, session, people[0])
    times["scale"] = [_scaled(bench, step) for step in (1, 1, 0)]
    session.close()
    return times


def _one_file(bench: Bench, session: Session, subject: RecordId, times: Times, *, prepared: bool) -> None:
    """Open a file and go through its tabs: at once, or after its summary was read."""
    times["read"].append(worked(partial(session.files.load, subject)))
    opened = bench.go(subject, Tab.SUMMARY)
    times["open"].append(opened)
    times["whole"].append(opened + bench.rest())
    if prepared:
        bench.read()
    for code in _TABS:
        painted = bench.go(subject, Tab(code))
        whole = painted + bench.rest()
        times[code if prepared else _AT_ONCE + code].append(painted)
        if not prepared:
            times[_WHOLE + code].append(whole)
    for tab in Tab:
        times["again"].append(bench.go(subject, tab))
        bench.rest()


def _scaled(bench: Bench, step: int) -> float:
    spent = bench.painted(lambda: bench.window.change_scale(step))
    bench.rest()
    return spent


def _ratings(bench: Bench, session: Session, subject: RecordId) -> tuple[list[float], list[float]]:
    """Press a digit on item after item of a new assessment, which is then removed; every tab is open."""
    begun = session.assessments.start(subject, AssessmentForm.FULL)
    for tab in Tab:
        bench.go(subject, tab)
        bench.rest()
    bench.go(subject, Tab.ASSESSMENT, session.reference.grid.items()[0].code)
    bench.window.activateWindow()
    bench.app.processEvents()
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(_KEYS):
        press = partial(QTest.keyClick, bench.app.focusWidget(), Qt.Key.Key_3)
        spent[0].append(once(partial(_noted, bench, press, spent[1])))
        bench.rest()
    rated = [r for r in session.files.load(subject).ratings if r.assessment_id == begun.id]
    if len(rated) < _KEYS:
        raise RuntimeError(f"{len(rated)} ratings for {_KEYS} keys")
    session.assessments.remove(begun)
    return spent


def _noted(bench: Bench, press: Callable[[], object], worked_for: list[float]) -> None:
    worked_for.append(bench.painted(press))


if __name__ == "__main__":
    print(json.dumps(_times(Path(sys.argv[1]), Path(sys.argv[2]))))
