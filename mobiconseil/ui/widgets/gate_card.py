"""The card that stands on the dark ground: one at a time, in the middle, scrolled when the text is large."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from mobiconseil.ui import icons
from mobiconseil.ui.painting import box, painter_for
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row

_AROUND, _TIGHT = (38, 34, 38, 28), (20, 18, 20, 16)
"""Margins of a card, with room and without."""


class AppTile(QWidget):
    """The icon of the program in its tile."""

    _has_motif = False
    """The first card that is seen shows its words before its drawing."""

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
        if not AppTile._has_motif:
            QTimer.singleShot(0, self, self._bring_motif)
            return
        inset = style.px(8)
        icons.draw_motif(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    def _bring_motif(self) -> None:
        AppTile._has_motif = True
        self.update()


class GateCard(QFrame):
    """A card of one width, less in a narrow window, with the icon, a title and a line under it.

    Widgets go in `body`.
    """

    can_leave = False
    """Échap goes back to the first card."""

    def __init__(self, title: str, subtitle: str = "", *, width: int = 440) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._width, self._room = width, 0
        self.title = Label(title, Role.PAGE, wrap=True)
        self.subtitle = Label(subtitle, Role.SECONDARY, wrap=True)
        words = Column(gap=2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addStretch(1)
        head = Row(gap=16)
        self._tile = AppTile()
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._column = Column(self, margins=_AROUND, gap=22)
        self._column.addLayout(head)
        self.body = Column(gap=14)
        self._column.addLayout(self.body)
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
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Take no more width than there is; a card that gives way keeps its margins and its icon small."""
        self._room = room
        wanted = look().px(self._width)
        tight = 0 < room < wanted
        self.setFixedWidth(room if tight else wanted)
        self._column.set_space(_TIGHT if tight else _AROUND, 14 if tight else 22)
        self._tile.setVisible(not tight)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never let the card be wider than the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._card is not None:
            self._card.fit(self.width() - 2 * look().px(16) - self.verticalScrollBar().sizeHint().width())

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
        self._fit()
        card.show()
        card.focus_first()
