"""What the window asks of a screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mobiconseil.ui import drafts
from mobiconseil.ui.navigation import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the header shows for a screen: one title, one line, one main action."""

    title: str
    subtitle: str = ""
    action: str = ""
    """Label of the main button; none when empty."""
    action_icon: str = ""
    action_key: str = ""
    """Key hint painted in the button: « Ctrl N »."""
    action_filled: bool = True
    """Filled petrol, or outlined when the next step stands in the page."""
    back: bool = False


class Screen(QWidget):
    """A page of the window. Subclasses: `_build`, `_bind`, `_render`; state lives in the view model."""

    heading_changed = Signal()
    help_page = "accueil"
    """Name of the page of resources/help that F1 opens (without .md)."""

    def heading(self) -> Heading:
        """Return what the header shows."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Take the keyboard without a ring, unless something inside has it: Tab then goes to the first field."""
        focused = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused) or not focused.isVisibleTo(self):
            self.setProperty("ringNone", True)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard when what had it is taken away, instead of letting Qt hand it to the rail."""
        focused = QApplication.focusWidget()
        if focused is not None and not focused.isVisible() and self.isVisible():
            self.take_focus()
            return True
        return super().focusNextPrevChild(forward)

    def on_action(self) -> None:
        """Do the main action of the header."""

    def enter(self, route: Route) -> None:
        """Be shown, at the place that the route names."""

    def prepare(self) -> None:
        """Do, while nobody looks at this screen, what showing it would ask for."""

    def leave(self) -> None:
        """Tidy up before another screen is shown; what was typed is saved already."""

    def flush(self) -> bool:
        """Save what is typed; return False if something could not be saved."""
        return True

    def save(self) -> bool:
        """Save what is typed, even in a field that was not left; return False if something could not be saved."""
        drafts.leave_field(self)
        return self.flush()

    def unsaved(self) -> Mapping[str, str]:
        """Return what is typed and could not be stored, by objectName; it is kept, encrypted, over a lock.

        Never a secret: the pages that ask for one keep nothing.
        """
        return {}

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Type again what `unsaved` had returned."""
        drafts.put_back(self, texts)

    def place(self) -> Route:
        """Return where the adviser stands in this screen, to come back to it after a lock."""
        raise NotImplementedError

    def on_find(self) -> None:
        """Ctrl+F: put the focus in the filter of the screen, if it has one."""

    def on_add(self) -> None:
        """Ctrl+E: add what this screen lists (a step, a contact…)."""

    def on_print(self) -> None:
        """Ctrl+P: print what this screen shows."""

    def step_tab(self, _by: int) -> None:
        """Ctrl+Tab: go to the next tab, if this screen has some."""

    def toggle_panel(self) -> None:
        """F4: open or close the right drawer, in a narrow window."""
