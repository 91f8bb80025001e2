"""Tab goes in reading order and stops everywhere; where it stops, a ring shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageChops
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QMainWindow, QTextBrowser, QWidget

from tests.audit.colours import contrast, to_image
from tests.audit.room import layer
from tests.audit.stops import is_covered, path, place, seen, stops

TOLERANCE = 8
"""Pixels: two things of the same line are rarely aligned to the pixel."""
AROUND = 8
MOST_STOPS = 400
LEAST_RING = 0.4
"""Part of the outline that must change; a ring is cut by the edge of a page that scrolls."""


def misordered(root: QWidget, met: list[QWidget]) -> list[str]:
    """Say where Tab goes back: above, or to the left on the same line."""
    return [
        f"Tab recule de « {path(before, root)} » à « {path(after, root)} »"
        for before, after in pairwise(met)
        if layer(before, root) is layer(after, root) and _goes_back(*_blocks(before, after))
    ]


def _blocks(first: QWidget, second: QWidget) -> tuple[QRect, QRect]:
    """Return the places to compare: what scrolls stands for what it holds, seen from outside."""
    return place(_outside(first, second)), place(_outside(second, first))


def _outside(widget: QWidget, other: QWidget) -> QWidget:
    """Return the outermost scrolling page that holds a widget and not the other, else the widget."""
    found = widget
    parent = widget.parentWidget()
    while parent is not None and not parent.isAncestorOf(other):
        if isinstance(parent, QAbstractScrollArea) or parent.property("frame") in {"card", "pane"}:
            found = parent
        parent = parent.parentWidget()
    return found


def _goes_back(before: QRect, after: QRect) -> bool:
    above = after.bottom() <= before.top() + TOLERANCE
    right = after.left() >= before.right() - TOLERANCE
    left = after.right() <= before.left() + TOLERANCE
    same_line = not above and after.top() < before.bottom() - TOLERANCE
    return (above and not right) or (same_line and left and after.top() < before.top() + before.height() // 2)


def walk(root: QWidget) -> Iterator[QWidget]:
    """Press Tab from the top of the root until it comes back to where it began, and yield where it stops."""
    handle = root.window().windowHandle()
    if root.isWindow():
        top = root.centralWidget() if isinstance(root, QMainWindow) else root
        top.setFocus(Qt.FocusReason.OtherFocusReason)
    met: list[QWidget] = []
    for _ in range(MOST_STOPS):
        QTest.keyClick(handle, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, QTextBrowser) and met[-1:] == [focused]:
            continue  # from link to link inside
        if focused is None or focused in met:
            return
        met.append(focused)
        yield focused


def _has_met_group(widget: QWidget, met: list[QWidget]) -> bool:
    """Say whether Tab stopped at another choice of the same question: the arrows do the rest."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    if group is not None and group.exclusive():
        return any(choice in met for choice in group.buttons())
    parent = widget.parentWidget()
    return widget.autoExclusive() and any(other.parentWidget() is parent for other in met)


class Keys:
    """Presses Tab everywhere; looks at each kind of stop once: focused, then not."""

    def __init__(self, *, each: bool = False) -> None:
        self._each = each
        self._known: set[tuple[str, ...]] = set()

    def look(self, root: QWidget) -> list[str]:
        """Press Tab all around; say where it goes back, what it never reaches, and where the focus does not show."""
        wanted = [widget for widget in stops(root) if not is_covered(widget)]
        wrong: list[str] = []
        met: list[QWidget] = []
        former: tuple[QWidget, QRect, Image.Image] | None = None
        for widget in walk(root):
            met.append(widget)
            if former is not None:
                wrong += self._judge(root, *former)
            former = None
            if self._is_new(widget):
                rect = _around(widget)
                former = (widget, rect, to_image(root.window().grab(rect)))
        if former is not None and len(met) > 1:
            wrong += self._judge(root, *former)
        never = [f"Tab n’y va jamais : {path(w, root)}" for w in wanted if w not in met and not _has_met_group(w, met)]
        return [*misordered(root, met), *never, *wrong]

    def _is_new(self, widget: QWidget) -> bool:
        parent = widget.parentWidget()
        kind = (type(widget).__name__, type(parent).__name__, str(widget.property("kind")))
        if kind in self._known and not self._each:
            return False
        self._known.add(kind)
        return True

    def _judge(self, root: QWidget, widget: QWidget, rect: QRect, focused: Image.Image) -> list[str]:
        if _around(widget) != rect or not widget.isVisible():
            return []  # the page scrolled or changed: nothing to compare
        fault = _fault(rect, focused, to_image(root.window().grab(rect)))
        after = QApplication.focusWidget()
        if fault and after is not None:
            # A message may have left between the two pictures: both are taken again, one right after the other.
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            focused = to_image(root.window().grab(rect))
            after.setFocus(Qt.FocusReason.TabFocusReason)
            fault = _fault(rect, focused, to_image(root.window().grab(rect)))
        return [f"{fault} : {path(widget, root)}"] if fault else []


def _around(widget: QWidget) -> QRect:
    return seen(widget).adjusted(-AROUND, -AROUND, AROUND, AROUND)


def _fault(rect: QRect, focused: Image.Image, plain: Image.Image) -> str:
    """Say what is wrong with the ring seen between two pictures of a place."""
    changed = ring_of(*_without(_next_zone(rect), focused, plain))
    if len(changed) < LEAST_RING * 2 * (rect.width() + rect.height() - 4 * AROUND):
        return f"le focus ne se voit pas ({len(changed)} pixels)"
    ratio = sorted(contrast(*pair) for pair in changed)[-max(1, len(changed) // 2)]
    return f"le focus se voit mal ({ratio:.1f})" if ratio < 3 else ""


def _next_zone(rect: QRect) -> QRect:
    """Return where the next stop and its ring stand, in the picture of the former one."""
    focused = QApplication.focusWidget()
    zone = _around(focused) if focused is not None else QRect()
    return QRect() if zone.contains(rect) else zone.intersected(rect).translated(-rect.topLeft())


def _without(zone: QRect, *pictures: Image.Image) -> list[Image.Image]:
    """Return the pictures with a zone wiped out of all."""
    box = (zone.left(), zone.top(), zone.right() + 1, zone.bottom() + 1)
    wiped = [picture.copy() for picture in pictures]
    for picture in wiped:
        if not zone.isEmpty():
            picture.paste((0, 0, 0), box)
    return wiped


def ring_of(focused: Image.Image, plain: Image.Image) -> list[tuple[tuple[int, int, int], tuple[int, int, int]]]:
    """Return the colours, with the focus and without, of the pixels that change."""
    mask = ImageChops.difference(focused, plain).convert("L").point(lambda value: 255 if value > 24 else 0)
    pairs = zip(mask.tobytes(), _pixels(focused), _pixels(plain), strict=True)
    return [(with_focus, without) for changed, with_focus, without in pairs if changed]


def _pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    raw = image.tobytes()
    return list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))
