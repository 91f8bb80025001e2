"""The drawer of the help: the page of the screen in front, the contents, a search over all the pages, no network."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.services.guide.pages import chapters, page_called, pages, search, words_of
from mobiconseil.ui.context import Context
from mobiconseil.ui.exercise.tasks import NAME
from mobiconseil.ui.screens.help.browser import GuideBrowser
from mobiconseil.ui.screens.help.html import contents_html, hits_html, page_html
from mobiconseil.ui.screens.help.paper import GuideOutput
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.layouts import Row
from mobiconseil.ui.widgets.search_box import SearchBox

WIDTH = 420
LARGE_WIDTH = 900
CONTENTS = "sommaire"
FIRST = "premier"
MARK = '<span class="hit">'


class HelpDrawer(Drawer):
    """Opens on a page; its links lead to other pages only. Without a context, nothing can be printed."""

    closed = Signal()

    def __init__(self, page: str, workbench: QWidget, context: Context | None = None) -> None:
        host = getattr(workbench, "stack", workbench)
        super().__init__(host, "Aide", width=WIDTH)
        found = page_called(page)
        self._page = found.name if found is not None else CONTENTS
        self._words: tuple[str, ...] = ()
        self._visited: list[str] = []
        self._context = context
        self._output = GuideOutput(context, self) if context is not None else None
        self._build()
        self._bind()
        self._show_page()

    def _build(self) -> None:
        self.search = SearchBox(self.tr("Chercher dans l’aide"))
        self.search.setObjectName("help_search")
        self.browser = GuideBrowser()
        self.back = Button(self.tr("Page précédente"), Kind.QUIET, icon="arrow-left", height=Height.ROW)
        self.contents = Button(self.tr("Sommaire"), Kind.QUIET, icon="format-list-bulleted", height=Height.ROW)
        self.size_button = Button(self.tr("Agrandir"), Kind.QUIET, icon="arrow-expand-horizontal", height=Height.ROW)
        self.exercise = Button(NAME, icon="school-outline", height=Height.ROW)
        self.print_button = Button("", Kind.QUIET, icon="printer-outline", height=Height.ROW)
        self.pdf_button = Button("", Kind.QUIET, icon="file-pdf-box", height=Height.ROW)
        self.body.addWidget(self.search)
        self.body.addLayout(_line(self.back, self.contents, self.size_button))
        self.body.addWidget(self.exercise, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.browser, 1)
        self.body.addLayout(_line(self.print_button, self.pdf_button))
        for button in (self.print_button, self.pdf_button):
            button.setVisible(self._output is not None)

    def _bind(self) -> None:
        self.search.textEdited.connect(self._on_search_edited)
        self.browser.anchorClicked.connect(self._on_anchor_clicked)
        self.browser.resized.connect(self._render)
        self.browser.picture_clicked.connect(self.resize_page)
        self.back.clicked.connect(self._on_back_clicked)
        self.contents.clicked.connect(self._on_contents_clicked)
        self.size_button.clicked.connect(self.resize_page)
        self.exercise.clicked.connect(self._on_exercise_clicked)
        self.print_button.clicked.connect(self.print_now)
        self.pdf_button.clicked.connect(self.save_now)
        self.toggled.connect(self._on_toggled)
        look().changed.connect(self._render)

    @property
    def page(self) -> str:
        """Return the name of the page shown."""
        return self._page

    def open_drawer(self) -> None:
        """Slide in; the page has the keyboard, so that arrows scroll it."""
        super().open_drawer()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, page: str) -> None:
        """Show another page, with the words of the search marked when it was found by them."""
        if page not in pages() and page != CONTENTS:
            return
        words = words_of(self.search.text())
        self._visited.append(self._page)
        self._page = page
        self.search.clear()
        self._show_page(words)

    def resize_page(self) -> None:
        """Make the page larger, for its pictures, or as wide as before."""
        self._wanted = WIDTH if self._wanted == LARGE_WIDTH else LARGE_WIDTH
        large = self._wanted == LARGE_WIDTH
        self.size_button.setText(self.tr("Réduire") if large else self.tr("Agrandir"))
        self.restyle()

    def print_now(self) -> None:
        """Print the page shown; from the contents, the whole guide."""
        if self._output is not None:
            self._output.print_now(self._page)

    def save_now(self) -> None:
        """Save the page shown as a PDF; from the contents, the whole guide."""
        if self._output is not None:
            self._output.save(self._page)

    def _show_page(self, words: tuple[str, ...] = ()) -> None:
        self._words = words
        found = pages().get(self._page)
        self.title.setText(self.tr("Aide\u00a0: {}").format(found.title) if found else self.tr("Aide"))
        self.back.setVisible(bool(self._visited))
        self.exercise.setVisible(self._context is not None and self._page in {CONTENTS, "exercice"})
        self.print_button.setText(self.tr("Imprimer la page") if found else self.tr("Imprimer tout le guide"))
        self.pdf_button.setText(self.tr("Page en PDF") if found else self.tr("Tout le guide en PDF"))
        self._render()

    def _render(self) -> None:
        typed = self.search.text().strip()
        found = pages().get(self._page)
        if typed:
            nothing = self.tr("Aucune page ne contient ces mots. Essayez un mot plus court.")
            self.browser.show_html(hits_html(search(typed), words_of(typed), nothing))
        elif found is not None:
            html = page_html(found, self._words, picture_width=self.browser.room)
            self.browser.show_html(html.replace(MARK, f'<a name="{FIRST}"></a>{MARK}', 1))
            self.browser.scrollToAnchor(FIRST)
        else:
            self.browser.show_html(contents_html(chapters()))

    def _on_search_edited(self, _text: str) -> None:
        self._words = ()
        self._render()

    def _on_anchor_clicked(self, target: QUrl) -> None:
        self.go(target.toString())

    def _on_back_clicked(self) -> None:
        if self._visited:
            self._page = self._visited.pop()
            self.search.clear()
            self._show_page()

    def _on_exercise_clicked(self) -> None:
        self.close_drawer()
        if self._context is not None:
            self._context.navigator.exercise_requested.emit()

    def _on_contents_clicked(self) -> None:
        self.go(CONTENTS)

    def _on_toggled(self, is_open: bool) -> None:
        if not is_open:
            self.closed.emit()


def _line(*buttons: Button) -> Row:
    row = Row(gap=4)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
