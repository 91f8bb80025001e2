"""A field where several lines are typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.labels import set_flag


class TextArea(QTextEdit):
    """Several lines of plain text; grows with the text between `lines` and `most` lines."""

    edited = Signal(str)
    finished = Signal()

    def __init__(
        self, text: str = "", *, placeholder: str = "", name: str = "", lines: int = 3, most: int = 10
    ) -> None:
        super().__init__()
        self._lines, self._most, self._loading = lines, most, False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setProperty("ringRadius", 6)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self.set_text(text)
        follow(self)

    def text(self) -> str:
        """Return what is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text without saying that the person typed it."""
        self._loading = True
        self.setPlainText(text)
        self._loading = False

    def set_error(self, error: bool) -> None:
        """Frame the field in red, or not."""
        set_flag(self, "error", error)

    def restyle(self) -> None:
        """Take the height of the text."""
        line = look().font().pixelSize() * 1.4
        frame = look().px(14)
        wanted = self.document().size().height() + look().px(14) if self.toPlainText() else 0
        most = self._most * line + frame
        self.setFixedHeight(round(min(max(wanted, self._lines * line + frame), most)))
        # One line leaves less room than Qt counts for its document: no bar while the whole text is seen.
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the text at its new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.restyle()

    def minimumSizeHint(self) -> QSize:
        """Ask for little width."""
        return QSize(look().px(120), self.minimumHeight())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person left the field."""
        super().focusOutEvent(event)
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Entrée to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _on_text_changed(self) -> None:
        self.restyle()
        if not self._loading:
            self.edited.emit(self.toPlainText())
