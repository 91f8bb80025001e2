"""The demonstration, told once for a file of tests."""

from __future__ import annotations

from pathlib import Path

from builders import FAST, MORNING
from mobiconseil.app import DEMO_MARK, FolderWorkspace
from mobiconseil.db.vault import Vault
from mobiconseil.demo.build import ADVISER_NAME, MARK, PASSPHRASE, fill
from mobiconseil.demo.teller import StoryClock


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
