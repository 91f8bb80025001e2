"""Starts the window: the application, its look, its language, its last resort against bugs."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from mobiconseil import __version__
from mobiconseil.errors import BaseDamaged, MobiConseilError
from mobiconseil.settings import SettingsFile
from mobiconseil.ui import ahead
from mobiconseil.ui.one_window import OneWindow
from mobiconseil.ui.qt_messages import let_qt_speak, listen_to_qt
from mobiconseil.ui.settings_store import SettingsStore
from mobiconseil.ui.translation import speak_french
from mobiconseil.ui.window import Window

if TYPE_CHECKING:
    from mobiconseil.services.workspace import Workspace

_QT_PREFIX = r"^(Error calling Python override of [\w:]+\(\): ?)+"
"""What PySide writes before the sentence of an error that rises through an event."""
_NOBODY_LOOKS = {"offscreen", "minimal"}

_ALLOCATIONS = 20_000
"""Objects made before the collector looks at the newest ones: more than a page holds."""
_SEEN_MS = 50
"""Once the window is painted: what nobody looks at takes as long to load as a page."""
_WARM_MS = 100
_BEHIND_THE_LOCK = (
    "mobiconseil.opening",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.argon2",
    "phonenumbers",
    "mobiconseil.ui.workbench",
    "mobiconseil.ui.drafts",
    "mobiconseil.ui.screens.home.view",
    "mobiconseil.ui.screens.people.view",
    "mobiconseil.ui.screens.file.view",
    "mobiconseil.ui.screens.summary.view",
)
"""What unlocking needs first; imported while the passphrase is typed, not before the window is seen."""


def make_application(arguments: list[str]) -> QApplication:
    """Return the application, speaking French."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # What QtWebEngine asks before the application exists; the map, and its scheme, are only loaded when one is shown.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    # Asked here, the style is not wrapped in Python, which would build hundreds of names that nothing reads.
    kind = MacApplication if sys.platform == "darwin" else QApplication
    app = kind([*arguments, "-style", "Fusion"])
    app.setApplicationName("MobiConseil")
    app.setApplicationDisplayName("MobiConseil")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("fr.mobiconseil")
    speak_french(app)
    ahead.allow(app)
    return app


class MacApplication(QApplication):
    """Hears macOS, which does not write the file that was double-clicked on the command line.

    Not a filter of the events of the whole program: PySide6 6.11 dies when one of them is about the map.
    """

    asked = Signal(object)

    def event(self, event: QEvent) -> bool:
        """Pass on the file."""
        if isinstance(event, QFileOpenEvent):
            self.asked.emit(Path(event.file()))
            return True
        return super().event(event)


def fit_in(window: QWidget, room: QSize) -> None:
    """Let a window be no larger than the room that an enlarged display leaves, where its buttons would be outside."""
    window.setMinimumSize(window.minimumSize().boundedTo(room))
    window.resize(window.size().boundedTo(room))


def run(
    workspace: Workspace,
    config: Path,
    *,
    make_demo: Callable[[], Workspace] | None = None,
    file: Path | None = None,
    pilot: Path | None = None,
) -> int:
    """Show the window on the base of `workspace` until it is closed; return the exit code.

    `make_demo` makes the folder of fictional people that the first launch offers; it runs in a job. `file` is shown
    once the window is unlocked. `pilot` is the folder through which a script follows the program.
    """
    app = make_application(sys.argv[:1])
    sys.excepthook = _on_bug
    window = Window(workspace, SettingsStore(SettingsFile(config / "reglages.json")), make_demo=make_demo)
    if file is not None:
        window.receive(file.resolve())
    only = OneWindow(workspace.folder, window)
    only.asked.connect(window.come_forward)
    if isinstance(app, MacApplication):
        app.asked.connect(window.come_forward)
    fit_in(window, window.screen().availableSize())
    if window.opens_maximized:
        window.showMaximized()
    else:
        window.show()
    if pilot is not None:
        from mobiconseil.ui.pilot import Pilot

        Pilot(window, pilot)
    QTimer.singleShot(_SEEN_MS, partial(_once_seen, window, only))
    QTimer.singleShot(_WARM_MS, warm)
    listen_to_qt()
    code = app.exec()
    let_qt_speak()
    only.close()
    return code


def _once_seen(window: Window, only: OneWindow) -> None:
    """Answer screen readers and later starts, and give the icon to the desktop: not before the window is painted."""
    from mobiconseil.ui import accessible

    accessible.listen()
    only.listen()
    window.show_icon()


def warm() -> None:
    """Import what is behind the lock, beside the event loop."""
    threading.Thread(target=import_behind_the_lock, name="warm", daemon=True).start()


def import_behind_the_lock() -> None:
    """Import it now, in this thread, and read the grid, the services, the aids and the rules that ship with it."""
    try:
        for name in _BEHIND_THE_LOCK:
            import_module(name)
        import_module("mobiconseil.reference").load_reference()
    finally:
        # What is imported stays for ever: the collector need not go through it while a page is made.
        gc.freeze()
        gc.set_threshold(_ALLOCATIONS, 10, 10)
        gc.enable()


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say what can be said of an unexpected error; the saved work is safe, the log names the place."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    if isinstance(error, BaseDamaged) and any(window.damage.is_telling for window in _windows()):
        return
    import re

    known = isinstance(error, MobiConseilError)
    if not known:
        # The message of an exception may quote what was typed: the log keeps its kind and place only.
        places = _places(trace)
        logging.getLogger("mobiconseil").error("%s at %s", kind.__name__, places)
    text = (
        re.sub(_QT_PREFIX, "", str(error))
        if known
        else (
            "Une action n’a pas pu se terminer. Ce qui était enregistré est intact. "
            "Réessayez ; si cela recommence, fermez puis rouvrez MobiConseil."
        )
    )
    _show(text)


def _windows() -> list[Window]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Window)]


def _show(text: str) -> None:
    """Show a sentence over the window, once however many times it happens in a row."""
    from PySide6.QtWidgets import QMessageBox

    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    if any(isinstance(widget, QMessageBox) and widget.text() == text for widget in shown):
        return
    window = next((widget for widget in shown if not isinstance(widget, QMessageBox)), None)
    # Without a parent the box would go with the last name that holds it: before anybody saw it.
    box = QMessageBox(QMessageBox.Icon.Warning, "MobiConseil", text, QMessageBox.StandardButton.Ok, window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if window is not None:
        box.open()
        return
    # The window could not even be shown: the program ends after this, and must not end without a word.
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
    if QApplication.platformName() not in _NOBODY_LOOKS:
        box.exec()


def _places(trace: TracebackType | None) -> str:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(found[-8:])
