"""Where the 8 groups of a recovery sheet are typed; Entrée sends them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from mobiconseil.ui.widgets.text_area import TextArea


class RecoveryCodeField(TextArea):
    """Two lines, because 39 characters in large text do not fit on one."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(lines=2, most=3, placeholder="-".join(["XXXX"] * 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send the code with Entrée."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)
