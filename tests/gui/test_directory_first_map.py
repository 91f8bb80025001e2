"""The first map is loaded beside the window: it answers while Folium is read, and never waits twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desk_window import open_window
from mobiconseil.domain.geography import Line, PlaceName
from mobiconseil.map import page
from mobiconseil.map.site import LocalSite
from mobiconseil.services.maps import MapData
from mobiconseil.ui.jobs import JobRunner
from mobiconseil.ui.screens.directory.map_maker import FirstMap


class LateJobs(JobRunner):
    """Keeps the jobs until the test lets them go."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[Any, Any, Any]] = []

    def start(self, work: Any, *, done: Any, failed: Any) -> None:
        self.waiting.append((work, done, failed))


class Site:
    def __init__(self) -> None:
        self.prepared = 0

    def prepare(self) -> None:
        self.prepared += 1


class Nothing:
    attribution = ""

    def lines(self, _box: object, _zoom: int) -> tuple[Line, ...]:
        return ()

    def names(self, _box: object, _zoom: int) -> tuple[PlaceName, ...]:
        return ()


def test_the_map_waits_for_the_job_once_and_no_more_afterwards(qtbot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    jobs, site, told = LateJobs(), Site(), []
    object.__setattr__(window.context, "jobs", jobs)
    object.__setattr__(window.session, "map_site", lambda: site)
    holder = QWidget()
    qtbot.addWidget(holder)
    first = FirstMap(window.context, holder)
    first.ready.connect(lambda: told.append(1))
    first.ask()
    first.ask()
    assert (len(jobs.waiting), site.prepared, told) == (1, 0, [])
    work, done, _failed = jobs.waiting[0]
    work()
    assert site.prepared == 1
    done(None)
    qtbot.waitUntil(lambda: told == [1])
    first.ask()
    qtbot.waitUntil(lambda: told == [1, 1])
    assert len(jobs.waiting) == 1


def test_a_failure_of_the_job_still_lets_the_map_say_it(qtbot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    jobs = LateJobs()
    object.__setattr__(window.context, "jobs", jobs)
    first = FirstMap(window.context, window.bench)
    first.ask()
    with qtbot.waitSignal(first.ready):
        jobs.waiting[0][2](RuntimeError("Folium"))


def test_preparing_draws_a_page_like_the_first_one(monkeypatch) -> None:
    drawn = []
    monkeypatch.setattr(page, "render_page", lambda bounds, path, *, nonce: drawn.append((bounds, path, nonce)) or "")
    LocalSite(Nothing(), token=lambda: "ab").prepare()
    assert drawn == [(MapData().bounds, "", "ab")]
