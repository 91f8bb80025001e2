"""The demonstration, told once for a file of tests, and a window opened on it at a small cost."""

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


def demo_workspace(folder: Path, clock: StoryClock) -> FolderWorkspace:
    """Return the folder of a demonstration, or of none yet, opened at a small cost."""
    workspace = FolderWorkspace(folder, clock=clock)
    workspace._vault = Vault(folder, now=clock.now, cost=FAST)
    return workspace


def tell_demo(folder: Path) -> Path:
    """Write the demonstration of that morning in a folder."""
    clock = StoryClock(MORNING)
    workspace = demo_workspace(folder, clock)
    first, last = ADVISER_NAME
    made = workspace.create(structure="", first_name=first, last_name=last, passphrase=PASSPHRASE)
    fill(made.session, clock)
    made.session.close()
    workspace.release()
    (folder / DEMO_MARK).write_text(MARK, encoding="utf-8")
    return folder


@contextmanager
def on_stage(demo: Path, blank: Path) -> Iterator[Stage]:
    """Open a window on the demonstration, or a first launch on an empty folder, as the gestures ask."""
    clock = StoryClock(MORNING)
    workspaces = [demo_workspace(folder, clock) for folder in (demo, blank)]
    stage = Stage(*workspaces)
    try:
        yield stage
    finally:
        stage.close()
        for workspace in workspaces:
            workspace.release()
