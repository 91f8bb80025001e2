"""Nothing is cut, nothing lies on something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QWidget,
)

from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.labels import ElidedLabel
from tests.audit.stops import path, place, seen, shown

_LEAVES = (QLabel, QAbstractButton, QLineEdit, QComboBox)
_SLACK = 2
_LETTERS = 84
"""Width of some twelve letters at 100 %: less of a name is none."""


def said(widget: QWidget) -> str:
    """Return the text that a widget shows, without its marks."""
    text = getattr(widget, "text", None)
    found = str(text()) if callable(text) else ""
    if "<" not in found:
        return found
    document = QTextDocument()
    document.setHtml(found)
    return document.toPlainText()


def cut(root: QWidget) -> list[str]:
    """Say which texts do not have the room they need."""
    return [f"coupé : {path(widget, root)} « {said(widget)} »" for widget in _cut(root)]


def _cut(root: QWidget) -> Iterator[QWidget]:
    for widget in shown(root):
        if isinstance(widget, ElidedLabel) or not said(widget).strip():
            continue
        if (isinstance(widget, QLabel) and _label_is_cut(widget)) or (
            isinstance(widget, QAbstractButton) and _button_is_cut(widget)
        ):
            yield widget


def _label_is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    wide_enough = label.wordWrap() or label.sizeHint().width() <= label.width() + 1
    return needed > label.height() + _SLACK or not wide_enough


def _button_is_cut(button: QAbstractButton) -> bool:
    hint = button.minimumSizeHint()
    return hint.width() > button.width() + 1 or hint.height() > button.height() + 1


def outside(root: QWidget) -> list[str]:
    """Say what its parent does not show whole, unless the parent scrolls."""
    wrong = []
    for widget in shown(root):
        if isinstance(widget, _LEAVES) and (said(widget).strip() or isinstance(widget, QLineEdit | QComboBox)):
            holder = _clipping(widget)
            if holder is not None:
                wrong.append(f"dépasse de {type(holder).__name__} : {path(widget, root)} « {said(widget)} »")
    return wrong


def _clipping(widget: QWidget) -> QWidget | None:
    """Return the first parent that cuts a widget; None when all show it whole, or when it can be scrolled to."""
    parent = widget.parentWidget()
    while parent is not None:
        rect = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            return None
        if not parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(rect):
            return parent
        if parent.isWindow():
            return None
        parent = parent.parentWidget()
    return None


def shortened(root: QWidget) -> list[str]:
    """Say which names end with « … » after a few letters only."""
    return [
        f"raccourci à {label.width()} px sur {label.sizeHint().width()} : {path(label, root)} « {label.text()} »"
        for label in shown(root)
        if isinstance(label, ElidedLabel) and label.width() < min(label.sizeHint().width(), look().px(_LETTERS))
    ]


def sideways(root: QWidget) -> list[str]:
    """Say what must be scrolled sideways to be read: pages, lists and tables."""
    return [
        f"défile en travers ({area.horizontalScrollBar().maximum()} px) : {path(area, root)}"
        for area in shown(root)
        if isinstance(area, QAbstractScrollArea) and _hides_sideways(area)
    ]


def _hides_sideways(area: QAbstractScrollArea) -> bool:
    inside = area.widget() if isinstance(area, QScrollArea) else None
    bar = area.horizontalScrollBar()
    return bar.isVisible() or (inside is not None and inside.width() > area.viewport().width() + _SLACK)


def squeezed(root: QWidget) -> list[str]:
    """Say which lists have no room for two of their rows."""
    return [
        f"liste de {view.viewport().height()} px : {path(view, root)}"
        for view in shown(root)
        if isinstance(view, QAbstractItemView) and view.model() is not None and view.model().rowCount() > 1
        if view.viewport().height() < 2 * max(view.sizeHintForRow(0), 1)
    ]


def overlapping(root: QWidget) -> list[str]:
    """Say what lies on something else of the same page."""
    leaves = [(widget, seen(widget)) for widget in shown(root) if isinstance(widget, _LEAVES)]
    leaves = [(widget, rect) for widget, rect in leaves if not rect.isEmpty()]
    layers = {id(widget): layer(widget, root) for widget, _ in leaves}
    wrong = []
    for (first, here), (second, there) in combinations(leaves, 2):
        common = here.intersected(there)
        if common.width() <= _SLACK or common.height() <= _SLACK or layers[id(first)] is not layers[id(second)]:
            continue
        if not first.isAncestorOf(second) and not second.isAncestorOf(first) and not _is_inside(first, second):
            wrong.append(f"se recouvrent : {path(first, root)} « {said(first)} » et {path(second, root)}")
    return wrong


def layer(widget: QWidget, root: QWidget) -> QWidget:
    """Return the outermost holder that no layout placed: what floats over the page on purpose."""
    found = root
    current: QWidget | None = widget
    while current is not None and current is not root:
        parent = current.parentWidget()
        laid_out = isinstance(parent, QMainWindow) or (parent is not None and _holds(parent, current))
        holders = (parent, parent.parentWidget() if parent is not None else None)
        scrolled = any(isinstance(holder, QAbstractScrollArea) for holder in holders)
        if not laid_out and not scrolled and place(current).isValid():
            found = current
        current = parent
    return found


def _holds(parent: QWidget, child: QWidget) -> bool:
    layout = parent.layout()
    return layout is not None and (layout.indexOf(child) >= 0 or any(_deep(layout, child)))


def _deep(layout: object, child: QWidget) -> Iterator[bool]:
    for rank in range(layout.count()):  # type: ignore[attr-defined]
        inner = layout.itemAt(rank).layout()  # type: ignore[attr-defined]
        if inner is not None:
            yield inner.indexOf(child) >= 0 or any(_deep(inner, child))


def _is_inside(first: QWidget, second: QWidget) -> bool:
    """Say whether one is drawn inside the other on purpose, as the small button of a field."""
    return (place(first).contains(place(second)) and isinstance(first, QLineEdit | QComboBox)) or (
        place(second).contains(place(first)) and isinstance(second, QLineEdit | QComboBox)
    )
