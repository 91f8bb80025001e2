"""What was kept, and the two things to do with it: compare, and build the plan."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from mobiconseil.domain import typography
from mobiconseil.ui.screens.recommendations import wording
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Kind, LinkButton
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Row

ONE_LINE_TO = 1.5
"""Text scale up to which the strip stands on one line."""


class KeptCard(QFrame):
    """A card under the details, or a strip under the list."""

    compare_asked = Signal()
    build_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._icon = Icon("check-circle", "primary", 20)
        self.title = Label("", Role.CARD)
        self.hint = Label(self.tr("Espace retient la ligne choisie."), Role.SMALL, wrap=True)
        self.compare = LinkButton(self.tr("Comparer"))
        self.compare.setObjectName("kept_compare")
        self.build = Button(self.tr("Construire le plan"), Kind.PRIMARY, icon="arrow-right")
        self.build.setObjectName("kept_build")
        self.detail = Button(self.tr("Détail"), key="F4")
        self.detail.setObjectName("kept_detail")
        head = Row(gap=8)
        head.addWidget(self._icon)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.compare)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.addLayout(head, 1)
        self._box.addWidget(self.hint)
        self._box.addWidget(self.detail)
        self.detail.hide()
        self._box.addWidget(self.build)
        self._strip = False
        self._count = 0
        self.compare.clicked.connect(self.compare_asked)
        self.build.clicked.connect(self.build_asked)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        side, above = look().px(16), look().px(8 if self._strip else 12)
        self._box.setContentsMargins(side, above, side, above)
        self._box.setSpacing(look().px(10))

    def set_strip(self, strip: bool) -> None:
        """Stand on one line, or on two."""
        self._strip = strip
        self.detail.setVisible(strip)
        direction = QBoxLayout.Direction
        one_line = strip and look().scale <= ONE_LINE_TO
        self._box.setDirection(direction.LeftToRight if one_line else direction.TopToBottom)
        self._render_title()
        self._render_hint()
        self.restyle()

    def show_count(self, count: int) -> None:
        """Say how many solutions were kept."""
        self._count = count
        self._render_title()
        self.setAccessibleName(wording.kept_words(count))
        self._icon.set_icon("check-circle" if count else "circle-outline", "primary" if count else "text_2")
        self.build.setEnabled(count > 0)
        self._render_hint()

    def _render_title(self) -> None:
        short = typography.count(self._count, self.tr("retenue"), self.tr("retenues"))
        self.title.setText(short if self._strip else wording.kept_words(self._count))

    def _render_hint(self) -> None:
        self.hint.setVisible(not self.build.isEnabled() and not self._strip)
