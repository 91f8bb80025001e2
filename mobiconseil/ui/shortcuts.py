"""The keyboard map of the window, in one place: keys, what they do, and the words of the help."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

KEYS: Mapping[str, tuple[str, ...]] = {
    "palette": ("Ctrl+K",),
    "new_file": ("Ctrl+N",),
    "print": ("Ctrl+P",),
    "find": ("Ctrl+F",),
    "undo": ("Ctrl+Z",),
    "redo": ("Ctrl+Y", "Ctrl+Shift+Z"),
    "add": ("Ctrl+E",),
    "lock": ("Ctrl+L",),
    "larger": ("Ctrl++", "Ctrl+="),
    "smaller": ("Ctrl+-",),
    "normal": ("Ctrl+0", "Ctrl+à"),
    "saved": ("Ctrl+S",),
    "help": ("F1",),
    "panel": ("F4",),
    "next_pane": ("F6",),
    "previous_pane": ("Shift+F6",),
    "shared": ("F8",),
    "full_screen": ("F11",),
    "next_tab": ("Ctrl+Tab", "Ctrl+PgDown"),
    "previous_tab": ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
    "back": ("Esc",),
}
"""Each command and its keys; digits are declared with their unshifted twin of the AZERTY keyboard."""


def bind(window: QWidget, commands: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Give the window one action per command, with all its keys. Raises KeyError for an unknown command."""
    made = {}
    for name, run in commands.items():
        made[name] = _action(window, name, KEYS[name], run)
    return made


def _action(window: QWidget, name: str, keys: tuple[str, ...], run: Callable[[], object]) -> QAction:
    action = QAction(name, window)
    action.setObjectName(f"command_{name}")
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(_Runner(run, action).on_triggered)
    window.addAction(action)
    return action


class _Runner(QObject):
    """Calls a function without the `checked` argument of the signal."""

    def __init__(self, run: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._run = run

    def on_triggered(self) -> None:
        """Run the command."""
        self._run()
