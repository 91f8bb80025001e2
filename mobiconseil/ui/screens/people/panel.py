"""The panel of the selected person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui.screens.people.preview import Preview, PreviewLine
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, IconButton, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.indicators import Avatar
from mobiconseil.ui.widgets.labels import Icon, Label, Line, RichLabel, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.notices import EmptyState

WIDTH = 316


class PersonPanel(Card):
    """Who is selected, and the three usual next steps."""

    open_asked = Signal()
    contact_asked = Signal()
    appointment_asked = Signal()
    restore_asked = Signal()
    menu_asked = Signal(object)
    """The button under which the menu opens."""

    def __init__(self) -> None:
        super().__init__(flush=True)
        self.setProperty("role", "pane")
        self.setAccessibleName(self.tr("Personne choisie"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._build_top()
        self._scroll = ScrollPage(margins=(16, 14, 16, 14), gap=13)
        self._bottom = self._make_buttons()
        self._empty = EmptyState(
            "account-outline",
            self.tr("Personne n’est choisi"),
            self.tr("Choisissez une ligne\u00a0: l’essentiel du dossier s’affiche ici."),
        )
        self._rules = (Line(), Line())
        for widget in (self._top, self._rules[0]):
            self.body.addWidget(widget)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._rules[1])
        self.body.addWidget(self._bottom)
        self.body.addWidget(self._empty, 1)
        self.show_preview(None)
        follow(self)

    def _build_top(self) -> None:
        self._avatar = Avatar("", size=48)
        self._name = Label("", Role.SECTION, wrap=True)
        self._detail = Label("", Role.SECONDARY, wrap=True)
        self._more = IconButton("dots-horizontal", self.tr("Plus d’actions"))
        self._chips = FlowLayout(gap=8)
        words = Column(gap=0)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        line = Row(gap=12)
        line.addWidget(self._avatar)
        line.addLayout(words, 1)
        line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self._top = QWidget()
        column = Column(self._top, margins=(15, 15, 10, 12), gap=12)
        column.addLayout(line)
        column.addLayout(self._chips)
        self._more.clicked.connect(self._on_more_clicked)

    def _make_buttons(self) -> QWidget:
        self._open = Button(self.tr("Ouvrir la fiche"), Kind.PRIMARY, icon="arrow-right", key="Entrée")
        self._open.setObjectName("open_file")
        self._restore = Button(self.tr("Restaurer"), Kind.PRIMARY, icon="restore")
        self._restore.setObjectName("restore_file")
        self._contact = Button(self.tr("Contact"), icon="plus")
        self._appointment = Button(self.tr("Rendez-vous"), icon="plus")
        self._contact.setAccessibleName(self.tr("Noter un contact"))
        self._appointment.setAccessibleName(self.tr("Fixer un rendez-vous"))
        pair = Row(gap=8)
        pair.addWidget(self._contact, 1)
        pair.addWidget(self._appointment, 1)
        holder = QWidget()
        column = Column(holder, margins=(15, 12, 15, 12), gap=8)
        column.addWidget(self._open)
        column.addWidget(self._restore)
        column.addLayout(pair)
        self._open.clicked.connect(self.open_asked)
        self._restore.clicked.connect(self.restore_asked)
        self._contact.clicked.connect(self.contact_asked)
        self._appointment.clicked.connect(self.appointment_asked)
        return holder

    def restyle(self) -> None:
        """Take the width in force."""
        self.setMinimumWidth(look().px(WIDTH))
        self.setMaximumWidth(look().px(WIDTH))

    def show_preview(self, preview: Preview | None) -> None:
        """Show somebody, or nobody."""
        for widget in (self._top, self._scroll, self._bottom, *self._rules):
            widget.setVisible(preview is not None)
        self._empty.setVisible(preview is None)
        if preview is None:
            return
        self._avatar.set_initials(preview.initials, preview.name)
        self._name.setText(preview.name)
        self._detail.setText(preview.detail)
        self._detail.setVisible(bool(preview.detail))
        self._chips.clear()
        for text, tone in preview.chips:
            self._chips.addWidget(Chip(text, Tone(tone)))
        self._show_lines(preview.lines)
        for button in (self._open, self._contact, self._appointment):
            button.setVisible(not preview.trashed)
        self._restore.setVisible(preview.trashed)

    def _show_lines(self, lines: tuple[PreviewLine, ...]) -> None:
        body = self._scroll.body
        while body.count():
            taken = body.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            body.addWidget(_LineWidget(line))
        body.addStretch(1)

    def _on_more_clicked(self) -> None:
        self.menu_asked.emit(self._more)


class _LineWidget(QWidget):
    def __init__(self, line: PreviewLine) -> None:
        super().__init__()
        row = Row(self, gap=10)
        row.addWidget(Icon(line.icon, "danger" if line.warn else "text_2", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(RichLabel(line.html, Role.DANGER if line.warn else Role.BODY), 1)
