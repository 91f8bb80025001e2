"""Screens out of sight wait to be shown before they draw themselves again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QShowEvent

from mobiconseil.ui.screen import Screen


class LateScreen(Screen):
    """Connect changes to `render_soon`; `render_now` is called at once when visible, else when shown."""

    def __init__(self) -> None:
        super().__init__()
        self._stale = False

    def render_now(self) -> None:
        """Show what the view model holds."""
        raise NotImplementedError

    def render_soon(self) -> None:
        """Show it now if somebody can see it."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.render_now()

    def prepare(self) -> None:
        """Draw it now, for the moment when it is shown."""
        self._catch_up()

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Draw the fields first: just after unlocking nothing is visible yet."""
        self._catch_up()
        super().put_back(texts)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while out of sight."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self.render_now()
