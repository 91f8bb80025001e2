"""Cards: a title, a body and a line of actions that never scrolls away."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Label, Line, Role, set_flag
from mobiconseil.ui.widgets.layouts import Column, ScrollPage


class Card(QFrame):
    """A framed group; widgets go in `body`, extras at the right of the title, actions in the footer.

    `ruled` draws a line under the title, for lists whose rows touch the edges (give them `flush`).
    """

    link_clicked = Signal()

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        *,
        link: str = "",
        link_icon: str = "",
        ruled: bool = False,
        flush: bool = False,
        scroll: bool = False,
        role: Role = Role.CARD,
    ) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        if title:
            self.setAccessibleName(title)
        self._outer = Column(self, margins=1, gap=0)
        self.title: Label = _Title(title, role)
        self.header = FoldingRow(margins=(15, 8, 15, 8 if ruled else 2), gap=8)
        self._build_header(title)
        if subtitle:
            self.subtitle.setText(subtitle)
            self.subtitle.show()
        if link:
            self.link.setText(link)
            self.link.set_icon_name(link_icon)
            self.link.show()
        if ruled:
            self._outer.addWidget(Line())
        self._build_body(flush=flush, scroll=scroll, titled=bool(title) and not ruled)

    def _build_header(self, title: str) -> None:
        self._head = _Head(self.header)
        self.header.addWidget(self.title)
        self.header.addStretch(1)
        self._extras = 0
        self._outer.addWidget(self._head)
        # In its parent first: a widget that is shown alone is a window, which takes the focus.
        self._head.setVisible(bool(title))

    @cached_property
    def subtitle(self) -> Label:
        """Return what is said beside the title: hidden, and made for the cards that have it."""
        label = Label("", Role.SECONDARY)
        self.header.insertWidget(1, label)
        label.hide()
        return label

    @cached_property
    def link(self) -> LinkButton:
        """Return the link at the right of the title: hidden, and made for the cards that have it."""
        button = LinkButton("")
        button.clicked.connect(self.link_clicked)
        self.header.insertWidget(self.header.count() - self._extras, button)
        button.hide()
        return button

    def _build_body(self, *, flush: bool, scroll: bool, titled: bool) -> None:
        margins = (0, 0, 0, 0) if flush else (15, 6 if titled else 15, 15, 15)
        if scroll:
            page = ScrollPage(margins=margins, gap=0 if flush else 8)
            self.scroll_page: ScrollPage | None = page
            self.body = page.body
            self._outer.addWidget(page, 1)
        else:
            self.scroll_page = None
            self.body = Column(margins=margins, gap=0 if flush else 8)
            self._outer.addLayout(self.body, 1)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the title and what is said beside it."""
        self.title.setText(title)
        if subtitle or "subtitle" in self.__dict__:
            self.subtitle.setText(subtitle)
            self.subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)
        self._head.setVisible(bool(title))

    def add_extra(self, widget: QWidget) -> None:
        """Put a widget at the right of the title."""
        self._extras += 1
        self.header.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.setVisible(True)

    def set_footer(self, widget: QWidget) -> None:
        """Put a line of actions at the bottom, outside of what scrolls."""
        self._outer.addWidget(Line())
        holder = Column(margins=(15, 8, 15, 8), gap=0)
        holder.addWidget(widget)
        self._outer.addLayout(holder)

    def set_selected(self, selected: bool) -> None:
        """Frame the card in petrol."""
        set_flag(self, "selected", selected)


class _Title(Label):
    """The title of a card: one that wraps asks for the whole of its line, and goes on below once the card is full."""

    def sizeHint(self) -> QSize:
        """Return the size of one line: a text that wraps asks Qt for a narrow block, whatever the room."""
        hint = super().sizeHint()
        if not self.wordWrap():
            return hint
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))


class _Head(QWidget):
    """The line of the title; 46 high at least, as a button may stand in it."""

    def __init__(self, row: FoldingRow) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setLayout(row)
        follow(self)

    def restyle(self) -> None:
        """Take the size in force."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return at least the height of a small button."""
        return super().sizeHint().expandedTo(QSize(0, look().px(44)))

    def minimumSizeHint(self) -> QSize:
        """Return at least the height of a small button."""
        return super().minimumSizeHint().expandedTo(QSize(0, look().px(44)))
