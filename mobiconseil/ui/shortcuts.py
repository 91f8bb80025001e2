"""The keyboard map of the window, in one place: keys, what they do, and the words of the help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from mobiconseil.ui.navigation import Route, Section

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
    "drop_in": ("F9",),
    "full_screen": ("F11",),
    "next_tab": ("Ctrl+Tab", "Ctrl+PgDown"),
    "previous_tab": ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
    "back": ("Esc",),
}
"""Each command and its keys; digits are declared with their unshifted twin of the AZERTY keyboard."""

_PORTABLE = QKeySequence.SequenceFormat.PortableText


@cache
def _commands() -> frozenset[str]:
    """Return the keys of the commands that pass before a text field, as Qt writes them."""
    others = {"undo", "redo", "back"}
    return frozenset(
        QKeySequence(key).toString(_PORTABLE) for name, keys in KEYS.items() if name not in others for key in keys
    )


def bind(window: QWidget, commands: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Give the window one action per command, with all its keys. Raises KeyError for an unknown command."""
    made = {}
    for name, run in commands.items():
        made[name] = _action(window, name, KEYS[name], run)
    return made


def bind_section(window: QWidget, keys: tuple[str, ...], section: Section, go: Callable[[Route], object]) -> QAction:
    """Give a section of the rail its keys: Alt+1 and its unshifted twin."""
    return _action(window, f"section_{section}", keys, _Going(section, go, window).run)


class UndoKeys(QObject):
    """Lets the keys of the window pass before what a text field does with them.

    Ctrl+Z reaches the window when the field has no letter of its own to undo. Under X11 a field takes Ctrl+K to erase
    the end of the line and Ctrl+E to go there: the commands of the window come first. Only what has the focus is
    listened to: a filter on the application would run Python for every event of every widget,
    and see the objects of the map while the browser engine makes and unmakes them, which ends the program.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._focused: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Refuse the claim of a field on the key, so that the shortcut of the window runs."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if self._focused is None or not self._belongs_to_window(event, self._focused):
            return False
        event.ignore()
        return True

    def _belongs_to_window(self, event: QKeyEvent, field: QWidget) -> bool:
        if QKeySequence(event.keyCombination()).toString(_PORTABLE) in _commands():
            return True
        undoing = event.matches(QKeySequence.StandardKey.Undo) and not typing_undoes_itself(field)
        return undoing or event.matches(QKeySequence.StandardKey.Redo)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._focused is not None and isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = new if new is not None and self._window.isAncestorOf(new) else None
        if self._focused is not None:
            self._focused.installEventFilter(self)


def typing_undoes_itself(widget: QWidget) -> bool:
    """Say whether a text field still has letters of its own to undo."""
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.document().isUndoAvailable()
    return False


def _action(window: QWidget, name: str, keys: tuple[str, ...], run: Callable[[], object]) -> QAction:
    action = QAction(name, window)
    action.setObjectName(f"command_{name}")
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
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


class _Going(QObject):
    """Goes to a section."""

    def __init__(self, section: Section, go: Callable[[Route], object], parent: QObject) -> None:
        super().__init__(parent)
        self._section = section
        self._go = go

    def run(self) -> None:
        """Go there."""
        self._go(Route(section=self._section))
