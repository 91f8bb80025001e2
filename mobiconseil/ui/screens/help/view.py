"""The drawer of the help: the page of the screen in front, a search over all the pages, no network."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from mobiconseil.ui.screens.help.pages import ALIASES, hits_html, pages, search, to_html
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.layouts import Row
from mobiconseil.ui.widgets.search_box import SearchBox

WIDTH = 420
CONTENTS = "sommaire"


class HelpDrawer(Drawer):
    """Opens on a page; its links lead to other pages only."""

    closed = Signal()

    def __init__(self, page: str, workbench: QWidget) -> None:
        host = getattr(workbench, "stack", workbench)
        super().__init__(host, "Aide", width=WIDTH)
        wanted = ALIASES.get(page, page)
        self._page = wanted if wanted in pages() else CONTENTS
        self._visited: list[str] = []
        self.search = SearchBox(self.tr("Chercher dans l’aide"))
        self.search.setObjectName("help_search")
        self.browser = _Browser()
        self._back = Button(self.tr("Page précédente"), Kind.QUIET, icon="arrow-left", height=Height.ROW)
        self._contents = Button(self.tr("Sommaire"), Kind.QUIET, icon="format-list-bulleted", height=Height.ROW)
        line = Row(gap=4)
        line.addWidget(self._back)
        line.addWidget(self._contents)
        line.addStretch(1)
        self.body.addWidget(self.search)
        self.body.addLayout(line)
        self.body.addWidget(self.browser, 1)
        self.search.textEdited.connect(self._on_search_edited)
        self.browser.anchorClicked.connect(self._on_anchor_clicked)
        self._back.clicked.connect(self._on_back_clicked)
        self._contents.clicked.connect(self._on_contents_clicked)
        self.toggled.connect(self._on_toggled)
        self._show_page()
        look().changed.connect(self._show_page)

    @property
    def page(self) -> str:
        """Return the name of the page shown."""
        return self._page

    def open_drawer(self) -> None:
        """Slide in; the page has the keyboard, so that arrows scroll it."""
        super().open_drawer()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, page: str) -> None:
        """Show another page."""
        if page not in pages() and page != CONTENTS:
            return
        self._visited.append(self._page)
        self._page = page
        self.search.clear()
        self._show_page()

    def _show_page(self) -> None:
        found = pages().get(self._page)
        self.title.setText(self.tr("Aide\u00a0: {}").format(found.title) if found else self.tr("Aide"))
        self.browser.show_html(to_html(found.text) if found else self._contents_html())
        self._back.setVisible(bool(self._visited))

    def _contents_html(self) -> str:
        links = "".join(f'<li><a href="{page.name}">{page.title}</a></li>' for page in pages().values())
        return f"<ul>{links}</ul>"

    def _on_search_edited(self, text: str) -> None:
        if text.strip():
            nothing = self.tr("Aucune page ne contient ces mots. Essayez un mot plus court.")
            self.browser.show_html(hits_html(search(text), nothing))
        else:
            self._show_page()

    def _on_anchor_clicked(self, target: QUrl) -> None:
        self.go(target.toString())

    def _on_back_clicked(self) -> None:
        if self._visited:
            self._page = self._visited.pop()
            self.search.clear()
            self._show_page()

    def _on_contents_clicked(self) -> None:
        self.go(CONTENTS)

    def _on_toggled(self, is_open: bool) -> None:
        if not is_open:
            self.closed.emit()


class _Browser(QTextBrowser):
    """Shows local pages; it opens nothing by itself."""

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
        follow(self)

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Load nothing: neither pictures nor pages come from outside."""
        return

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Échap to the drawer."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _style() -> str:
    style, t = look(), look().tokens
    return (
        f"body, p, li, td {{ font-size: {style.px(14)}px; color: {t.text}; }}"
        f"p {{ margin-top: {style.px(2)}px; margin-bottom: {style.px(6)}px; line-height: 130%; }}"
        f"p.part {{ font-size: {style.px(15)}px; font-weight: 600; margin-top: {style.px(14)}px; }}"
        f"p.question {{ font-weight: 600; margin-top: {style.px(10)}px; margin-bottom: 0; }}"
        f"li {{ margin-bottom: {style.px(4)}px; line-height: 130%; }}"
        f"ul {{ margin-top: {style.px(2)}px; }}"
        f"a {{ color: {t.primary}; font-weight: 600; text-decoration: none; }}"
        f"span.key {{ font-size: {style.px(12)}px; font-weight: 600; color: {t.text_2};"
        f" background-color: {t.sunken}; }}"
        f"td {{ padding: {style.px(3)}px; }} td.key {{ white-space: nowrap; }}"
    )
