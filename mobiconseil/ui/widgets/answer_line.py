"""The line under a button that says what it did."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.layouts import Column


class AnswerLine(QWidget):
    """Done, or why not; said aloud when it changes."""

    def __init__(self) -> None:
        super().__init__()
        self._ok = IconLine("check-circle-outline", "", "ok", Role.OK)
        self._error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        column = Column(self, gap=0)
        column.addWidget(self._ok)
        column.addWidget(self._error)
        self._said = ""
        self.say("")

    def text(self) -> str:
        """Return what is said."""
        return self._said

    def say(self, done: str, problem: str = "") -> None:
        """Show a sentence of success or of refusal; two empty texts say nothing."""
        for line, text in ((self._ok, "" if problem else done), (self._error, problem)):
            line.set_text(text)
            line.setVisible(bool(text))
        said = problem or done
        self.setVisible(bool(said))
        if said and said != self._said and self.isVisible():
            announce(self, said, urgent=bool(problem))
        self._said = said
