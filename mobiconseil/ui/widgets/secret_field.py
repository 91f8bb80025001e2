"""A field for what nobody must read over the shoulder: hidden letters, an eye, and the state of Verr. Maj."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from mobiconseil.ui.widgets.buttons import IconButton
from mobiconseil.ui.widgets.labels import repolish
from mobiconseil.ui.widgets.text_fields import TextField

_CAPITAL = 0x14  # VK_CAPITAL


class SecretField(TextField):
    """Hides what is typed unless the eye is pressed; `submitted` on Entrée."""

    submitted = Signal()
    caps_changed = Signal(bool)

    def __init__(self, name: str, *, tall: bool = False) -> None:
        super().__init__(name=name)
        self._caps = False
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.eye = IconButton("eye", self.tr("Montrer la phrase de passe"))
        self.eye.setCheckable(False)
        self.eye.clicked.connect(self._on_eye_clicked)
        self.returnPressed.connect(self.submitted)
        self.put_right(self.eye)
        if tall:
            self.setProperty("tall", True)
            repolish(self)

    def hide_text(self) -> None:
        """Hide the letters again."""
        self._show(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Watch the case of what is typed: no system tells the state of Verr. Maj in the same way."""
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._set_caps(not self._caps)
        elif len(typed) == 1 and typed.lower() != typed.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps(typed.isupper() != shift)
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask the system, where it answers."""
        super().focusInEvent(event)
        if sys.platform == "win32":
            import ctypes

            self._set_caps(bool(ctypes.windll.user32.GetKeyState(_CAPITAL) & 1))

    def _set_caps(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_changed.emit(on)

    def _on_eye_clicked(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self._show(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, mode: QLineEdit.EchoMode) -> None:
        self.setEchoMode(mode)
        hidden = mode == QLineEdit.EchoMode.Password
        self.eye.set_icon_name("eye" if hidden else "eye-off")
        self.eye.set_name(self.tr("Montrer la phrase de passe") if hidden else self.tr("Masquer la phrase de passe"))
