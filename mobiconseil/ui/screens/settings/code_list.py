"""The list of a page of the settings: eight lines in sight, each known by its code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from mobiconseil.ui.theme import follow, look

HEIGHT, LINE_HEIGHT = 252, 31


class CodeList(QListWidget):
    """↑ ↓ choose a line; what is shown again keeps its place."""

    code_chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.codes: tuple[str, ...] = ()
        self._current = ""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ringRadius", 6)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.currentRowChanged.connect(self._on_row_changed)
        follow(self)

    def restyle(self) -> None:
        """Keep eight lines in sight."""
        self.setFixedHeight(look().px(HEIGHT))
        for row in range(self.count()):
            self.item(row).setSizeHint(_line_size())

    def show_lines(self, lines: Sequence[tuple[str, str]], current: str) -> None:
        """Show these codes, each with its text; the current one is taken without saying so."""
        codes = tuple(code for code, _ in lines)
        self._current = current
        if codes != self.codes:
            self.codes = ()
            self.clear()
            for _ in codes:
                QListWidgetItem("", self).setSizeHint(_line_size())
            self.codes = codes
        for row, (_, text) in enumerate(lines):
            self.item(row).setText(text)
        if current in codes:
            self.setCurrentRow(codes.index(current))

    def _on_row_changed(self, row: int) -> None:
        code = self.codes[row] if 0 <= row < len(self.codes) else self._current
        if code != self._current:
            self._current = code
            self.code_chosen.emit(code)


def _line_size() -> QSize:
    return QSize(look().px(100), look().px(LINE_HEIGHT))
