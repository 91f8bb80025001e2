"""Each thing that takes the keyboard says what it is."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QWidget

from tests.audit.stops import path, stops

SILENT = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border, QAccessible.Role.Whitespace}
"""Roles that tell a listener nothing of what can be done here."""
_CODE = re.compile(r"^(Q?[A-Z][a-z]+([A-Z][a-z]+)+|[a-z0-9]+(_[a-z0-9]+)+)$")


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    if isinstance(widget, QComboBox):  # on Linux Qt gives the choice taken as the name, and the label as a relation
        return widget.accessibleName()
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def role_of(widget: QWidget) -> QAccessible.Role:
    """Return what a screen reader takes a widget for."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.role() if found is not None else QAccessible.Role.NoRole


def unnamed(root: QWidget) -> list[str]:
    """Say what takes the keyboard without a name, or under the name of its class or of its code."""
    wrong = []
    for widget in stops(root):
        name = name_of(widget)
        if not name:
            wrong.append(f"sans nom : {path(widget, root)}")
        elif name == type(widget).__name__ or name == widget.objectName() or _CODE.match(name):
            wrong.append(f"nom de code « {name} » : {path(widget, root)}")
    return wrong


def silent(root: QWidget) -> list[str]:
    """Say what takes the keyboard with a role that tells nothing."""
    return [f"rôle muet ({role_of(w).name}) : {path(w, root)}" for w in stops(root) if role_of(w) in SILENT]


def twins(root: QWidget) -> list[str]:
    """Say which buttons that look alike cannot be told apart by their name and description."""
    said = Counter(_said(widget) for widget in stops(root))
    return [f"{number} fois le même nom : « {name} »" for (name, *_), number in said.items() if number > 1]


def _said(widget: QWidget) -> tuple[str, str, str]:
    found = QAccessible.queryAccessibleInterface(widget)
    description = found.text(QAccessible.Text.Description) if found is not None else ""
    return name_of(widget), description, _holder(widget)


def _holder(widget: QWidget) -> str:
    """Return the names of the groups that a widget stands in, which are read with it."""
    names = []
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        names.append(parent.accessibleName())
        parent = parent.parentWidget()
    return " < ".join(name for name in names if name)
