"""The card that stands on the dark ground: one at a time, in the middle, scrolled when the text is large."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row


class AppTile(QWidget):
    """The icon of the program in its tile."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self)

    def restyle(self) -> None:
        """Take the size in force."""
        self.setFixedSize(look().px(52), look().px(52))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile and the route."""
        painter, style = painter_for(self), look()
        box(painter, QRectF(self.rect()), style.color("rail"), style.color("rail_active"), style.px(10))
        inset = style.px(8)
        icons.draw_motif(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))


class GateCard(QFrame):
    """A card of a fixed width with the icon, a title and a line under it; widgets go in `body`."""

    can_leave = False
    """Échap goes back to the first card."""

    def __init__(self, title: str, subtitle: str = "", *, width: int = 440) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._width = width
        self.title = Label(title, Role.PAGE, wrap=True)
        self.subtitle = Label(subtitle, Role.SECONDARY, wrap=True)
        words = Column(gap=2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addStretch(1)
        head = Row(gap=16)
        head.addWidget(AppTile(), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column = Column(self, margins=(38, 34, 38, 28), gap=22)
        column.addLayout(head)
        self.body = Column(gap=14)
        column.addLayout(self.body)
        self.set_title(title, subtitle)
        follow(self)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change what the card says it is."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)

    def restyle(self) -> None:
        """Take the width in force."""
        self.setFixedWidth(look().px(self._width))

    def focus_first(self) -> None:
        """Put the focus where the person types."""


class CardStage(QScrollArea):
    """Holds one card in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewport(QWidget())  # Qt's own would be looked for among all the classes of widgets
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._inside.setProperty("role", "scrollpage")
        self._column = Column(self._inside, margins=16, gap=0)
        self._row = Row(gap=0)
        self._row.addStretch(1)
        self._row.addStretch(1)
        self._column.addStretch(1)
        self._column.addLayout(self._row)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self._card: GateCard | None = None

    @property
    def card(self) -> GateCard | None:
        """Return the card shown."""
        return self._card

    def show_card(self, card: GateCard) -> None:
        """Put a card in the place of the former one, which is destroyed."""
        former, self._card = self._card, card
        if former is not None:
            self._row.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._row.insertWidget(1, card)
        card.show()
        card.focus_first()
