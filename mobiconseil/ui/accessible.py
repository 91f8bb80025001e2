"""What a screen reader is told of the widgets that Qt does not know.

`say_as` gives a widget a role; a widget may also have `spoken_value() -> str`, and `spoken_state(state)` to complete
its state. Nothing here runs while no screen reader asks.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

_ROLE = "spokenRole"
_PRESS = "Press"  # as Qt names it


def say_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Tell screen readers what a widget is."""
    widget.setProperty(_ROLE, role.value)


class _Spoken(QAccessibleWidget):
    """The usual words of a widget, with its own role, value and state."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role(int(widget.property(_ROLE))))

    def role(self) -> QAccessible.Role:
        """Return the role, which may change."""
        return QAccessible.Role(int(self.widget().property(_ROLE)))

    def text(self, kind: QAccessible.Text) -> str:
        """Return the value that the widget tells, or the usual words."""
        value = getattr(self.widget(), "spoken_value", None)
        if kind is QAccessible.Text.Value and value is not None:
            return str(value())
        return str(super().text(kind))

    def state(self) -> QAccessible.State:
        """Return the state, completed by the widget."""
        state = super().state()
        widget = self.widget()
        if isinstance(widget, QAbstractButton):
            state.checkable, state.checked = widget.isCheckable(), widget.isChecked()
        complete = getattr(widget, "spoken_state", None)
        if complete is not None:
            complete(state)
        return state

    def actionNames(self) -> list[str]:
        """Return what can be done: pressed, when it is a button."""
        names = list(super().actionNames())
        return [_PRESS, *names] if isinstance(self.widget(), QAbstractButton) else names

    def doAction(self, name: str) -> None:
        """Do it."""
        widget = self.widget()
        if name == _PRESS and isinstance(widget, QAbstractButton):
            widget.click()
        else:
            super().doAction(name)


def _make(_kind: str, watched: QObject) -> Any:
    if isinstance(watched, QWidget) and watched.property(_ROLE) is not None:
        return _Spoken(watched)
    return None


def listen() -> None:
    """Answer screen readers from now on; called once, by the application."""
    QAccessible.installFactory(_make)
