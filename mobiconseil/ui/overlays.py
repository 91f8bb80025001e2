"""What comes over the page, one at a time: the quick search, the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.context import Context

if TYPE_CHECKING:
    from mobiconseil.ui.workbench import Workbench


class Overlays(QObject):
    """Opens and closes them; the page behind stays as it is."""

    helped = Signal()
    """The help was opened."""

    def __init__(self, bench: Workbench, context: Context) -> None:
        super().__init__(bench)
        self._bench, self._context = bench, context
        self._shown: QWidget | None = None

    @property
    def shown(self) -> QWidget | None:
        """Return what is over the page, or None."""
        return self._shown

    @property
    def name_typed(self) -> str:
        """Return the name that was being looked for, for a new file."""
        return str(getattr(self._shown, "name_typed", str)())

    def drop(self) -> None:
        """Leave the page alone."""
        if self._shown is not None:
            overlay, self._shown = self._shown, None
            overlay.hide()
            overlay.deleteLater()

    def toggle_palette(self) -> None:
        """Open the quick search, or close it."""
        from mobiconseil.ui.screens.palette.view import Palette

        was_open = isinstance(self._shown, Palette)
        self.drop()
        if was_open:
            return
        palette = Palette(self._context, self._bench.screen_subject(), self._bench)
        palette.closed.connect(self.drop)
        self._shown = palette
        palette.open_palette()

    def toggle_help(self) -> None:
        """Open the help of the screen in front, or close it."""
        from mobiconseil.ui.screens.help.view import HelpDrawer

        was_open = isinstance(self._shown, HelpDrawer)
        self.drop()
        if was_open:
            return
        screen = self._bench.screen_shown
        drawer = HelpDrawer(screen.help_page if screen else "accueil", self._bench, self._context)
        drawer.closed.connect(self.drop)
        self._shown = drawer
        drawer.open_drawer()
        self.helped.emit()

    def search_help(self) -> bool:
        """Go to the search of the help when it is what is looked at; return False when it is not."""
        from mobiconseil.ui.screens.help.view import HelpDrawer

        if not isinstance(self._shown, HelpDrawer):
            return False
        self._shown.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def print_help(self) -> bool:
        """Print the page of the help when it is what is looked at; return False when it is not."""
        from mobiconseil.ui.screens.help.view import HelpDrawer

        if not isinstance(self._shown, HelpDrawer):
            return False
        self._shown.print_now()
        return True
