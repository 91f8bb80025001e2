"""The index of the form, what is still missing, and the rare actions of a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.screens.situation.parts import PARTS
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, IconButton, Kind
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.section_index import SectionIndex

WIDTH = 218


class SituationSide(QWidget):
    """A column at the left; in a narrow window, one line above the form."""

    chosen = Signal(str)
    merge_asked = Signal()
    trash_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._narrow = False
        self._index = SectionIndex(PARTS, name)
        self._jump = ChoiceField([(part.code, part.text) for part in PARTS], name=name, current=PARTS[0].code)
        self._missing = IconLine("help-circle-outline", "", "warn", Role.SMALL, 16)
        self._more = Button(self.tr("Autres actions"), Kind.QUIET, icon="dots-horizontal")
        self._more_small = IconButton("dots-horizontal", self.tr("Autres actions"))
        self._column = Column(self, margins=(16, 16, 12, 12), gap=10)
        self._build()
        self._index.chosen.connect(self.chosen)
        self._jump.chosen.connect(self.chosen)
        for button in (self._more, self._more_small):
            button.clicked.connect(self._on_more_clicked)
        self.set_narrow(False)
        follow(self)

    def current(self) -> str:
        """Return the code of the current part."""
        return self._index.current()

    def set_current(self, code: str) -> None:
        """Mark a part."""
        if code != self._index.current():
            self._index.set_current(code)
            self._jump.set_current(code)

    def focus_current(self) -> None:
        """Put the focus in the index."""
        (self._jump if self._narrow else self._index).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_missing(self, missing: Sequence[str]) -> None:
        """Say what the file still needs."""
        self._missing.setVisible(bool(missing))
        self._missing.set_text(self.tr("Il manque\u00a0: {fields}").format(fields=", ".join(missing)))

    def set_narrow(self, narrow: bool) -> None:
        """Choose between the column and the line."""
        self._narrow = narrow
        for widget in (self._index, self._more):
            widget.setVisible(not narrow)
        for other in (self._jump, self._more_small):
            other.setVisible(narrow)
        self._column.set_space((16, 12, 16, 0) if narrow else (16, 16, 12, 12), 10)
        self.restyle()

    def restyle(self) -> None:
        """Take the sizes in force."""
        vertical = QSizePolicy.Policy.Fixed if self._narrow else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.setMinimumWidth(0 if self._narrow else look().px(WIDTH))
        self.setMaximumWidth(16_777_215 if self._narrow else look().px(WIDTH))

    def menu(self) -> QMenu:
        """Return the rare actions."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        merge = menu.addAction(icons.icon("source-merge"), self.tr("Réunir avec un autre dossier…"))
        merge.triggered.connect(self.merge_asked)
        trash = menu.addAction(icons.icon("trash-can-outline"), self.tr("Mettre le dossier à la corbeille"))
        trash.triggered.connect(self.trash_asked)
        return menu

    def _build(self) -> None:
        line = Row(gap=8)
        line.addWidget(self._jump, 1)
        line.addWidget(self._more_small)
        self._column.addLayout(line)
        self._column.addWidget(self._index)
        self._column.addWidget(self._missing)
        self._column.addStretch(1)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_more_clicked(self) -> None:
        button = self._more_small if self._narrow else self._more
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))
