"""Where Tab may stop inside a widget, and how such a place is told to somebody who must mend it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractSpinBox, QCalendarWidget, QWidget


def shown(root: QWidget) -> Iterator[QWidget]:
    """Yield what is visible inside, the root left out."""
    return (widget for widget in root.findChildren(QWidget) if widget.isVisible() and widget.window() is root.window())


def stops(root: QWidget) -> list[QWidget]:
    """Return what takes the keyboard by Tab."""
    return [widget for widget in shown(root) if is_stop(widget)]


def is_stop(widget: QWidget) -> bool:
    """Say whether Tab may stop here; the inner parts of Qt’s own calendars and spin boxes do not count."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QCalendarWidget)
    framework = inner or isinstance(widget, QCalendarWidget) or widget.objectName().startswith("qt_")
    return by_tab and widget.isEnabled() and widget.focusProxy() is None and not framework


def path(widget: QWidget, root: QWidget | None = None) -> str:
    """Return where a widget stands: its name, then those of what holds it."""
    names = []
    found: QWidget | None = widget
    while found is not None and found is not root and len(names) < 5:
        names.append(found.objectName() or type(found).__name__)
        found = found.parentWidget()
    return " < ".join(names)


def place(widget: QWidget) -> QRect:
    """Return the place of a widget in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def seen(widget: QWidget) -> QRect:
    """Return the part of a widget that its parents let show, in its window."""
    region: QRegion = widget.visibleRegion()
    return region.boundingRect().translated(widget.mapTo(widget.window(), QPoint(0, 0)))


def is_covered(widget: QWidget) -> bool:
    """Say whether something lies over a widget, as the page under the quick search."""
    rect = seen(widget)
    if rect.isEmpty():
        return False
    top = widget.window().childAt(rect.center())
    return top is not None and top is not widget and not widget.isAncestorOf(top) and not top.isAncestorOf(widget)
