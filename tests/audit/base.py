"""The demonstration base, made quickly, and the closed folders that a window is opened on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mobiconseil.app import DEMO_MARK, FolderWorkspace
from mobiconseil.db.vault import Vault
from mobiconseil.demo.build import ADVISER_NAME, MARK, PASSPHRASE, fill
from mobiconseil.demo.teller import StoryClock
from mobiconseil.ui.photographer import Stage
from tests.builders import FAST, MORNING


def make_demo(folder: Path) -> Path:
    """Write the demonstration base in a folder and return it."""
    clock = StoryClock(MORNING)
    workspace = closed(folder, clock)
    first, last = ADVISER_NAME
    made = workspace.create(structure="", first_name=first, last_name=last, passphrase=PASSPHRASE)
    fill(made.session, clock)
    made.session.close()
    workspace.release()
    (folder / DEMO_MARK).write_text(MARK, encoding="utf-8")
    return folder


def closed(folder: Path, clock: StoryClock) -> FolderWorkspace:
    """Return a folder whose key is found quickly."""
    workspace = FolderWorkspace(folder, clock=clock)
    workspace._vault = Vault(folder, now=clock.now, cost=FAST)
    return workspace


@contextmanager
def on_stage(demo: Path, blank: Path) -> Iterator[Stage]:
    """Open a window on the demonstration, or a first launch on an empty folder, as the gestures ask."""
    clock = StoryClock(MORNING)
    workspaces = [closed(folder, clock) for folder in (demo, blank)]
    stage = Stage(*workspaces)
    try:
        yield stage
    finally:
        stage.close()
        for workspace in workspaces:
            workspace.release()
