"""The pages of a PDF as they will be printed: always white, at the width of the panel."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, Qt, Signal
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column


class PdfPreview(QFrame):
    """Give it the bytes with `set_bytes`; until then it says why there is nothing to see."""

    loaded = Signal(int)
    """The number of pages, once they are shown."""

    def __init__(self, name: str = "Aperçu avant impression") -> None:
        super().__init__()
        self._name = name
        self._data = QByteArray()
        self._buffer: QBuffer | None = None
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._message = Label("", Role.SECONDARY, wrap=True)
        self._stack = QStackedWidget()
        self._build()
        self.clear(self.tr("L’aperçu apparaîtra ici."))
        follow(self)

    def _build(self) -> None:
        self.setProperty("frame", "sunken")
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say_as(self._view, QAccessible.Role.Document)
        self._view.setProperty("ringInside", True)
        self.setFocusProxy(self._view)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = QWidget()
        words = Column(holder, margins=24)
        words.addWidget(self._message)
        self._stack.addWidget(holder)
        self._stack.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @property
    def page_count(self) -> int:
        """Return the number of pages shown, 0 when there is none."""
        return self._document.pageCount() if self._stack.currentWidget() is self._view else 0

    @property
    def message(self) -> str:
        """Return the sentence shown in place of pages, or nothing."""
        return self._message.text() if self._stack.currentWidget() is not self._view else ""

    def set_bytes(self, data: bytes) -> None:
        """Show the pages of a PDF, at the same height as the former ones; unreadable bytes give a sentence."""
        top = self._view.verticalScrollBar().value()
        self._drop()
        self._data = QByteArray(data)
        self._buffer = QBuffer(self._data, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        pages = self._document.pageCount()
        if pages < 1:
            self.clear(self.tr("L’aperçu n’a pas pu être affiché. Le document peut tout de même être enregistré."))
            return
        self._stack.setCurrentWidget(self._view)
        self._view.verticalScrollBar().setValue(top)
        self._describe(self.tr("{pages} pages").format(pages=pages) if pages > 1 else self.tr("1 page"))
        self.loaded.emit(pages)

    def clear(self, sentence: str = "") -> None:
        """Remove the pages, and say why there is none."""
        self._drop()
        self._message.setText(sentence)
        self._stack.setCurrentIndex(0)
        self._describe(sentence)

    def set_name(self, name: str) -> None:
        """Change what screen readers call the preview: « Aperçu du plan pour la personne »."""
        self._name = name
        self._describe(self.accessibleDescription())

    def restyle(self) -> None:
        """Take the ground in force; the pages stay white."""
        style = look()
        palette = self._view.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, style.color("sunken"))
        self._view.setPalette(palette)
        gap = style.px(12)
        self._view.setDocumentMargins(QMargins(gap, gap, gap, gap))
        self._view.setPageSpacing(gap)

    def _drop(self) -> None:
        self._document.close()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None

    def _describe(self, sentence: str) -> None:
        for widget in (self, self._view):
            widget.setAccessibleName(self._name)
            widget.setAccessibleDescription(sentence)
