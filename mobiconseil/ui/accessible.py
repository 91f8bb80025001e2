"""What a screen reader is told of the widgets that Qt does not know.

`say_as` gives a widget a role; a widget may also have `spoken_value() -> str`, and `spoken_state(state)` to complete
its state. Nothing here runs while no screen reader asks.

Qt asks a factory about every object, the item that draws the map among them, which has no C++ type information.
`QAccessible.installFactory` of PySide6 6.11 wraps the object before it calls Python, and the program dies when the map
takes the focus. The factory here is given to Qt without PySide: it looks at the address alone, and only answers for
the widgets that were given a role. Where Qt has no such function by that name, screen readers are told the usual words.
"""

from __future__ import annotations

import atexit
import ctypes
import sys
from weakref import WeakValueDictionary

import shiboken6
from PySide6 import QtGui
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

_ROLE = "spokenRole"
_INSTALL = (
    "?installFactory@QAccessible@@SAXP6APEAVQAccessibleInterface@@AEBVQString@@PEAVQObject@@@Z@Z"
    if sys.platform == "win32"
    else "_ZN11QAccessible14installFactoryEPFP20QAccessibleInterfaceRK7QStringP7QObjectE"
)
"""`QAccessible::installFactory`, as the compilers of Windows and of the others name it."""
_Factory = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_PRESS = "Press"  # as Qt names it


def say_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Tell screen readers what a widget is."""
    widget.setProperty(_ROLE, role.value)
    _speaking[_address(widget)] = widget


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


_speaking: WeakValueDictionary[int, QWidget] = WeakValueDictionary()
"""The widgets that have a role, by the address that Qt knows them by."""
_told: dict[int, _Spoken] = {}
"""What Qt was answered, by the address of the widget: Qt deletes it with the widget, Python never does."""
_given: list[object] = []
"""What Qt was given; it must not go away before Qt."""


def _address(wrapped: shiboken6.Object) -> int:
    return int(shiboken6.getCppPointer(wrapped)[0])


def _answer(_kind: int | None, address: int | None) -> int | None:
    widget = _speaking.get(address or 0)
    # A widget that is going away, or another object at the address that it had, is left to Qt.
    if widget is None or not shiboken6.isValid(widget):
        return None
    former = _told.get(address or 0)
    if former is not None and shiboken6.isValid(former):
        return _address(former)
    _forget()
    spoken = _told[address or 0] = _Spoken(widget)
    return _address(spoken)


def _forget() -> None:
    """Let go of the answers that Qt deleted."""
    for address in [address for address, spoken in _told.items() if not shiboken6.isValid(spoken)]:
        del _told[address]


def _leave_to_qt() -> None:
    """Let Python end without deleting what is Qt's: each answer keeps a reference that nobody gives back."""
    for spoken in _told.values():
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(spoken))


def listen() -> None:
    """Answer screen readers from now on; called by the application, once or more."""
    if _given:
        return
    library = ctypes.CDLL("Qt6Gui.dll" if sys.platform == "win32" else QtGui.__file__)
    install = getattr(library, _INSTALL, None)
    if install is None:
        return
    install.argtypes, install.restype = [_Factory], None
    factory = _Factory(_answer)
    install(factory)
    _given.extend((library, factory))
    atexit.register(_leave_to_qt)
