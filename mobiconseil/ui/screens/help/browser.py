"""Shows the pages of the guide with their pictures; it opens nothing by itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QTextBrowser

from mobiconseil.services.guide.pages import picture_path
from mobiconseil.ui.theme import follow, look

MARGIN = 12


class GuideBrowser(QTextBrowser):
    """A text browser in the colours in force; the pictures are those of the guide only."""

    resized = Signal()
    picture_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._html = ""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName(self.tr("Page d’aide"))
        self.setProperty("bare", True)
        self.setProperty("ringInside", True)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width of the pictures, and these whether it is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        follow(self)

    @property
    def room(self) -> int:
        """Return the width that a picture may take."""
        return max(look().px(160), self.viewport().width() - MARGIN)

    def loadResource(self, _kind: int, name: QUrl | str) -> Any:
        """Give the pictures of the guide; nothing else comes from anywhere."""
        path = picture_path(name.toString() if isinstance(name, QUrl) else name)
        return QImage(str(path)) if path.is_file() and path.parent == picture_path("").parent else None

    def show_html(self, html: str) -> None:
        """Show a page in the colours in force."""
        self._html = html
        self.document().setDefaultStyleSheet(_style())
        self.document().setIndentWidth(look().px(16))
        self.setHtml(html)

    def restyle(self) -> None:
        """Take the colours and sizes in force."""
        self.setMinimumHeight(look().px(200))
        self.show_html(self._html)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pictures follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Échap to the drawer."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell when a picture is clicked."""
        super().mouseReleaseEvent(event)
        if self.cursorForPosition(event.position().toPoint()).charFormat().isImageFormat():
            self.picture_clicked.emit()


def _style() -> str:
    style, t = look(), look().tokens
    return (
        f"body, p, li, td {{ font-size: {style.px(14)}px; color: {t.text}; }}"
        f"p {{ margin-top: {style.px(2)}px; margin-bottom: {style.px(6)}px; line-height: 130%; }}"
        f"p.part {{ font-size: {style.px(15)}px; font-weight: 600; margin-top: {style.px(14)}px; }}"
        f"p.question {{ font-weight: 600; margin-top: {style.px(10)}px; margin-bottom: 0; }}"
        f"p.under {{ font-size: {style.px(12)}px; color: {t.text_2}; margin-bottom: {style.px(4)}px; }}"
        f"li {{ margin-bottom: {style.px(4)}px; line-height: 130%; }}"
        f"ul, ol {{ margin-top: {style.px(2)}px; }}"
        f"a {{ color: {t.primary}; font-weight: 600; text-decoration: none; }}"
        f"span.key {{ font-size: {style.px(12)}px; font-weight: 600; color: {t.text_2};"
        f" background-color: {t.sunken}; }}"
        f"span.hit {{ color: {t.warn}; background-color: {t.warn_bg}; font-weight: 600; }}"
        f"td {{ padding: {style.px(3)}px; }} td.key {{ white-space: nowrap; }}"
    )
