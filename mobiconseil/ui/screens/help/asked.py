"""F1 where no session is open behind the keyboard: on the lock screen, the first launch, and over a question."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from mobiconseil.services.guide.pages import page_called
from mobiconseil.ui import shortcuts
from mobiconseil.ui.screens.help.browser import GuideBrowser
from mobiconseil.ui.screens.help.html import page_html
from mobiconseil.ui.screens.help.view import HelpDrawer
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row

SIZE = QSize(620, 520)


class HelpAsked(QObject):
    """Opens a page of the guide over a window: a drawer beside a gate, a window of its own over a question."""

    def __init__(self, host: QWidget, page: str, *, with_key: bool = True) -> None:
        super().__init__(host)
        self._host, self._page = host, page
        self.shown: HelpDrawer | HelpDialog | None = None
        if with_key:
            shortcuts.bind(host, {"help": self.toggle})

    def toggle(self) -> None:
        """Open the page, or close it."""
        if self.shown is not None:
            self._drop()
        elif isinstance(self._host, QDialog):
            dialog = HelpDialog(self._page, self._host)
            dialog.finished.connect(self._drop)
            self.shown = dialog
            dialog.open()
        else:
            drawer = HelpDrawer(self._page, self._host)
            drawer.closed.connect(self._drop)
            self.shown = drawer
            drawer.open_drawer()

    def _drop(self) -> None:
        if self.shown is not None:
            shown, self.shown = self.shown, None
            shown.hide()
            shown.deleteLater()


class HelpDialog(QDialog):
    """One page, in a window over a question; Échap goes back to the question."""

    def __init__(self, page: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("MobiConseil")
        found = page_called(page)
        assert found is not None
        self.page = found.name
        self.browser = GuideBrowser()
        self.close_button = Button(self.tr("Fermer"))
        self.close_button.clicked.connect(self.accept)
        title = self.tr("Aide\u00a0: {}").format(found.title)
        self.setAccessibleName(title)
        foot = Row(gap=8)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = Column(self, margins=20, gap=12)
        whole.addWidget(Label(title, Role.CARD, wrap=True))
        whole.addWidget(self.browser, 1)
        whole.addLayout(foot)
        self.resize(look().px(SIZE.width()), look().px(SIZE.height()))
        self.browser.show_html(page_html(found, picture_width=look().px(SIZE.width() - 80)))
        shortcuts.bind(self, {"help": self.accept})
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)
