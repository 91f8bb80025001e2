"""Opens the window; what the other commands need is not imported."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from mobiconseil.errors import MobiConseilError

if TYPE_CHECKING:
    from mobiconseil.services.workspace import Workspace

_SHOWN_BY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
NO_DISPLAY = (
    "Aucun écran n’a été trouvé sur cet ordinateur\u00a0: la fenêtre ne peut pas s’ouvrir. Rien n’a été modifié.\n"
    "Ouvrez MobiConseil depuis le bureau de l’ordinateur, ou depuis un terminal de ce bureau.\n"
    "Sans écran, les commandes check, backup, restore, print, export, import et les autres marchent\u00a0: "
    "« mobiconseil --help » en donne la liste.\n"
    "« mobiconseil demo DOSSIER --screens » écrit une image de chaque écran.\n"
)
"""Before Qt ends the program with words of its own."""


class PilotRefused(MobiConseilError):
    """What a real base shows is never written in clear."""


def open_window(folder: Path | None, file: Path | None = None, pilot: Path | None = None) -> int:
    """Show the window on a folder, that of this laptop when none is named, and return the exit code.

    An exchange `file` is shown, before anything is imported, once the window is unlocked. When the folder has its
    window already, that one comes to the front with the file. `pilot` is for the smoke test alone: what the screen
    shows is written there in clear, so that a folder whose base may be a real one is refused. Raises PilotRefused.
    """
    if _has_no_display():
        sys.stderr.write(NO_DISPLAY)
        return 1
    gc.disable()  # until the window is seen: nothing that is imported before can be collected
    leave_sources_unread()
    from mobiconseil import logs
    from mobiconseil.app import FolderWorkspace
    from mobiconseil.paths import config_folder, data_folder, log_folder
    from mobiconseil.ui import application
    from mobiconseil.ui.one_window import hand_over

    workspace = FolderWorkspace(folder or data_folder())
    if pilot is not None and workspace.exists and not workspace.demo_passphrase:
        raise PilotRefused(
            "L’option --pilot écrit en clair ce que montre l’écran. Elle est refusée sur ce dossier de travail, qui "
            "n’est pas une démonstration. Rien n’a été ouvert. Donnez-lui un dossier vide, ou une démonstration."
        )
    if hand_over(workspace.folder, file):
        return 0
    logs.start(log_folder())
    make_demo = partial(_demo, workspace.folder / "demonstration")
    return application.run(workspace, config_folder(), make_demo=make_demo, file=file, pilot=pilot)


def leave_sources_unread() -> None:
    """Tell PySide that no module imported from now on names it, before it looks.

    It asks for the source of each one; the answer only counts with `from __feature__ import …`, which nothing here
    writes. Reading a hundred files delays the first window.
    """
    import_module("PySide6.QtCore")
    asking = sys.modules.get("shibokensupport.feature")
    if asking is not None:
        asking._mod_uses_pyside = _names_no_pyside  # type: ignore[attr-defined]


def _names_no_pyside(_module: object) -> bool:
    return False


def _has_no_display() -> bool:
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SHOWN_BY)


def _demo(folder: Path) -> Workspace:
    from mobiconseil.demo.folder import make_demo

    return make_demo(folder)
