"""Small parts that the pages of the section share."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.ui.choosing import ask_file
from mobiconseil.ui.widgets.buttons import Button, IconButton
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.indicators import ProgressBar
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column

KINDS = "Fichier MobiConseil (*.mobiconseil)"


class Page(QWidget):
    """One page of the section: it says its line of the header, and asks to be left."""

    left = Signal()
    """Back to what there is to do."""

    def subtitle(self) -> str:
        """Return the line under the title of the section."""
        return ""

    def enter(self, part: str) -> None:
        """Be shown, at a place of the page."""

    def take_keyboard(self) -> None:
        """Give the keyboard to the next thing to do."""

    def flush(self) -> bool:
        """Leave nothing typed behind."""
        return True


class FileChoice(QWidget):
    """A button that asks for a file, and the name of the one taken."""

    taken = Signal(object)

    def __init__(self, text: str, title: str, name: str) -> None:
        super().__init__()
        self.path: Path | None = None
        self._title = title
        self.button = Button(text, icon="usb-flash-drive-outline")
        self.button.setObjectName(name)
        self.name = Label("", Role.STRONG, wrap=True)
        row = FoldingRow(self, gap=12, comfort=150)
        row.addWidget(self.button)
        row.addWidget(self.name, 1)
        self.button.clicked.connect(self._on_clicked)

    def set_path(self, path: Path | None) -> None:
        """Show a file, or none."""
        self.path = path
        self.name.setText(path.name if path is not None else "")

    def _on_clicked(self) -> None:
        path = ask_file(self, self._title, KINDS)
        if path is not None:
            self.set_path(path)
            self.taken.emit(path)


class SpokenWords(QFrame):
    """Words to say aloud, large enough to be read over a telephone."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("frame", "banner")
        self.setProperty("tone", "info")
        self._title = title
        self.words = Label("", Role.PAGE, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = Column(self, margins=(16, 12, 16, 12), gap=8)
        column.addWidget(Label(title, Role.LABEL, wrap=True))
        column.addWidget(self.words)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self.words.setText(words)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(words)


class WorkLine(QFrame):
    """Says what is being done, with a bar that moves; hidden when nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._words = Label("", Role.STRONG)
        self._bar = ProgressBar("")
        self._bar.setRange(0, 0)
        column = Column(self, margins=(15, 10, 15, 12), gap=6)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        self.say("")

    def say(self, words: str) -> None:
        """Show what is being done, or nothing."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class PageHead(QFrame):
    """The line under the header: back, then what the page puts there."""

    back_asked = Signal()

    def __init__(self, back: str) -> None:
        super().__init__()
        self.setProperty("frame", "tabs")
        self.back = IconButton("arrow-left", back, key="Échap")
        self.back.setObjectName("exchange_back")
        self.row = FoldingRow(self, margins=(20, 8, 20, 8), gap=12)
        self.row.addWidget(self.back)
        self.back.clicked.connect(self.back_asked)
