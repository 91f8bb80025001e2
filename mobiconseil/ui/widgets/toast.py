"""A short message at the bottom of the page: what was done, and how to undo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QGraphicsOpacityEffect,
    QLineEdit,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Row

PLAIN_MS = 8_000
ACTION_MS = 20_000
FADE_MS = 120
_USED = (QAbstractButton, QLineEdit, QTextEdit)
_RISES = 4


class Toast(QFrame):
    """One message in the past tense, with at most one action."""

    action_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "toast")
        self._icon = Icon("check", "toast_ok", 20)
        self._text = Label("", Role.TOAST)
        self.action = Button("", Kind.TOAST, height=Height.NORMAL)
        self.close_button = IconButton("close", self.tr("Fermer"), Kind.TOAST)
        self.close_button.tint = "toast_text"
        for button in (self.action, self.close_button):
            button.setProperty("ringDark", True)
        row = self._row = Row(self, margins=(14, 3, 8, 3), gap=10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.action.clicked.connect(self.action_requested)
        self.close_button.clicked.connect(self.closed)

    def set_message(self, text: str, action: str = "", *, problem: bool = False) -> None:
        """Say something else."""
        self._icon.set_icon("alert-circle-outline" if problem else "check", "toast_action" if problem else "toast_ok")
        self._text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.action.restyle()
        self.setAccessibleName(text)

    def fitted(self, most: int) -> tuple[int, int]:
        """Return the width and height of the toast; its message wraps only when there is no more room."""
        style = look()
        self.ensurePolished()
        self._text.setWordWrap(False)
        self._row.invalidate()
        frame = self.contentsMargins()  # the border, which the row does not count
        sides = frame.left() + frame.right()
        natural = self._row.sizeHint().width() + sides
        if natural <= most:
            return max(natural, min(style.px(420), most)), style.px(44)
        self._text.setWordWrap(True)
        self._row.invalidate()
        return most, max(self._row.heightForWidth(most - sides) + frame.top() + frame.bottom(), style.px(44))

    def text(self) -> str:
        """Return the message."""
        return self._text.text()


class ToastHost(QObject):
    """Shows one toast at a time at the bottom centre of a widget; it stays while hovered or focused."""

    action_requested = Signal()

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self.toast = Toast(area)
        self.toast.hide()
        self._act: Callable[[], object] | None = None
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        self._laid_out = QTimer(self)  # a page has its places after its first layout; the timer goes with the window
        self._laid_out.setSingleShot(True)
        self._laid_out.timeout.connect(self._follow)
        area.installEventFilter(self)
        if isinstance(area, QStackedWidget):
            area.currentChanged.connect(self._on_page_changed)
        self.toast.installEventFilter(self)
        self.toast.action_requested.connect(self._on_action_requested)
        self.toast.closed.connect(self.dismiss)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        follow(self)

    def show_message(
        self, text: str, *, action: str = "", on_action: Callable[[], object] | None = None, problem: bool = False
    ) -> None:
        """Replace the toast by this one and say it to screen readers (at once for a problem)."""
        self._act = on_action
        self.toast.set_message(text, action, problem=problem)
        self._left = ACTION_MS if action else PLAIN_MS
        self._place()
        self._fade_in()
        self.toast.show()
        self.toast.raise_()
        self._timer.start(self._left)
        announce(self._area, text, urgent=problem)

    def dismiss(self) -> None:
        """Remove the toast."""
        self._timer.stop()
        self.toast.hide()

    def remaining_ms(self) -> int:
        """Return how long the toast still stays, 0 when it is held or hidden."""
        return max(self._timer.remainingTime(), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the area, and hold the toast under the mouse."""
        if watched is self._area and event.type() == QEvent.Type.Resize:
            self._follow()
        elif watched is self.toast and isinstance(event, QEnterEvent):
            self._timer.stop()
        elif watched is self.toast and event.type() == QEvent.Type.Leave:
            self._resume()
        return False

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._follow()

    def _follow(self) -> None:
        """Keep the place; a hidden toast has none, and looking for it goes through every widget of the window."""
        if not self.toast.isHidden():
            self._place()

    def _place(self) -> None:
        style = look()
        width, height = self.toast.fitted(self._area.width() - 2 * style.px(16))
        left = (self._area.width() - width) // 2
        low = QRect(left, self._area.height() - height - style.px(16), width, height)
        self.toast.setGeometry(self._above_what_is_used(low))

    def _above_what_is_used(self, low: QRect) -> QRect:
        """Return the first place over the fields and buttons of the bottom, or the lowest if they are everywhere."""
        used = [self._seen(widget) for kind in _USED for widget in self._area.findChildren(kind) if widget.isVisible()]
        place = low
        for _ in range(_RISES):
            tops = [rect.top() for rect in used if rect.intersects(place)]
            if not tops:
                return place
            place = low.translated(0, min(tops) - look().px(8) - low.bottom())
        return low

    def _seen(self, widget: QWidget) -> QRect:
        if self.toast.isAncestorOf(widget):
            return QRect()
        return widget.visibleRegion().boundingRect().translated(widget.mapTo(self._area, QPoint(0, 0)))

    def _fade_in(self) -> None:
        if look().reduced_motion or self.toast.isVisible():
            return
        effect = QGraphicsOpacityEffect(self.toast)
        self.toast.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", effect)
        fade.setDuration(FADE_MS)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.finished.connect(self._on_faded)
        fade.start()

    def _on_page_changed(self, _index: int) -> None:
        """Stay above: a stack raises the page that it shows."""
        self.toast.raise_()
        self._laid_out.start()

    def _on_faded(self) -> None:
        effect = self.toast.graphicsEffect()
        if effect is not None:
            effect.setEnabled(False)

    def _held(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.toast.isAncestorOf(focus)

    def _resume(self) -> None:
        if self.toast.isVisible() and not self._held():
            self._timer.start(self._left)

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if not self.toast.isVisible():
            return
        if self._held():
            self._timer.stop()
        elif not self._timer.isActive() and not self.toast.underMouse():
            self._resume()

    def _on_timeout(self) -> None:
        if not self._held() and not self.toast.underMouse():
            self.dismiss()

    def _on_action_requested(self) -> None:
        act = self._act
        self.dismiss()
        self.action_requested.emit()
        if act is not None:
            act()
