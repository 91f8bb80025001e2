"""The ring around what has the keyboard focus: one overlay per window, never shown for the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

OUTSIDE = 4  # 2 px of air, 2 px of ring
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
_BARE_KEYS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
_MOUSE = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TouchBegin}


class FocusRing(QWidget):
    """Follows the focus, the scrolling and the sizes of a window.

    A widget may ask for a radius (`ringRadius`), a ring drawn on its own edge (`ringInside`), a colour for dark
    grounds (`ringDark`), a ring around its parent (`ringParent`) or none (`ringNone`), all as dynamic properties.
    """

    _by_keyboard = False  # the last thing used, whatever the window: a dialog opened by a key shows its ring

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._handle: QWindow | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        look().changed.connect(self._place)
        window.installEventFilter(self)
        self._listen()

    def target(self) -> QWidget | None:
        """Return the widget that the ring surrounds, or None when it is hidden."""
        return self._target if self.isVisibleTo(self.window()) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what the person uses, and follow what moves."""
        kind = event.type()
        if kind in _MOUSE and watched.isWindowType():
            FocusRing._by_keyboard = False
            self._set_target(None)
        elif kind == QEvent.Type.KeyPress and watched.isWindowType():
            self._note_key(event)
        elif kind in (QEvent.Type.Show, QEvent.Type.WinIdChange) and watched is self.parent():
            self._listen()
        if kind in _MOVES and self._target is not None and watched in self._watched:
            self._place()
        return False

    def _listen(self) -> None:
        """Hear the keys and the mouse where they enter the window: no other event passes through here."""
        handle = self.window().windowHandle()
        if handle is not None and handle is not self._handle:
            handle.installEventFilter(self)
            self._handle = handle

    def _note_key(self, event: QEvent) -> None:
        if getattr(event, "key", int)() not in _BARE_KEYS:
            FocusRing._by_keyboard = True

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        window = self.window()
        inside = new is not None and new is not window and new.window() is window and not new.property("ringNone")
        self._set_target(new if inside and self._by_keyboard else None)

    def _set_target(self, widget: QWidget | None) -> None:
        while widget is not None and widget.property("ringParent"):
            widget = widget.parentWidget()
        for old in self._watched:
            if isValid(old) and old is not self.parent():
                old.removeEventFilter(self)
        self._target = widget
        self._watched = []
        current = widget
        while current is not None:
            self._watched.append(current)
            current.installEventFilter(self)
            current = current.parentWidget() if current is not self.window() else None
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        around = 0 if target.property("ringInside") else OUTSIDE
        corner = target.mapTo(self.window(), target.rect().topLeft())
        self.setGeometry(QRect(corner, target.size()).adjusted(-around, -around, around, around))
        self._clip(target)
        self.raise_()
        self.show()
        self.update()

    def _clip(self, target: QWidget) -> None:
        visible = self.window().rect()
        current = target.parentWidget()
        while current is not None and current is not self.window():
            parent = current.parentWidget()
            if isinstance(parent, QAbstractScrollArea) and parent.viewport() is current:
                visible &= QRect(current.mapTo(self.window(), current.rect().topLeft()), current.size()).adjusted(
                    -OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE
                )
            current = parent
        inside = visible.intersected(self.geometry()).translated(-self.pos())
        self.setMask(QRegion(inside) if not inside.isEmpty() else QRegion(-1, -1, 1, 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        if self._target is None:
            return
        style = look()
        color = style.color("focus_on_dark" if self._target.property("ringDark") else "focus")
        radius = style.px(int(self._target.property("ringRadius") or 6))
        outer = radius if self._target.property("ringInside") else radius + OUTSIDE - 1
        box(painter_for(self), QRectF(self.rect()), None, color, outer, width=2)
