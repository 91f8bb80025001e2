"""The left card: where from, how far, which families, which words; then what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.typography import DAYS
from mobiconseil.ui.screens.directory.service_table import ServiceTable
from mobiconseil.ui.screens.directory.table_model import DirectoryTableModel
from mobiconseil.ui.screens.directory.wording import ANY, FAMILY_WORDS, NOW, radius_words
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, IconButton, LinkButton
from mobiconseil.ui.widgets.choice_fields import ChoiceField, Completion, CompletionField
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.family_mark import FamilyToggle
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.search_box import SearchBox

RADII = (5, 10, 15, 20, 30, 50, 100)
LEAST_LIST = 190
"""Height that the list keeps in a narrow window, where the page scrolls."""
Provider = Callable[[str], Sequence[Completion]]


def _audiences() -> list[tuple[str, str]]:
    others = [audience for audience in Audience if audience is not Audience.EVERYBODY and audience.value]
    return [(ANY, "Tous les publics"), *((audience.value, audience.label) for audience in others)]


def _openings() -> list[tuple[str, str]]:
    days = [(str(rank), f"Ouvert le {day}") for rank, day in enumerate(DAYS)]
    return [(ANY, "Ouvert ou non"), (NOW, "Ouvert maintenant"), *days]


class StartField(CompletionField):
    """Where distances are counted from: somebody, a drop-in place or a commune."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(provider, placeholder="", name="")
        self.setObjectName("directory_start")
        self.setAccessibleName(self.tr("Point de départ"))
        self.setPlaceholderText(self.tr("Depuis quelle commune, quel lieu\u202f?"))
        self._icon = Icon("home-map-marker", "text_2", 18)
        self.put_left(self._icon)
        self.clear_button = IconButton("close", self.tr("Revenir au point de départ habituel"))
        self.clear_button.setObjectName("directory_start_clear")
        self.put_right(self.clear_button)

    def show_start(self, label: str, icon: str) -> None:
        """Show where distances are counted from."""
        if not self.hasFocus() or not self.isModified():
            self.setText(label)
            self.setCursorPosition(0)
        self._icon.set_icon(icon)


class WordsBox(SearchBox):
    """The words looked for: ↓ and Entrée go into the list."""

    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send the keys of the list to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class NothingFound(QWidget):
    """Says why the list is empty, and offers one way out."""

    action_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title, self._sentence = Label("", Role.CARD, wrap=True), Label("", Role.SECONDARY, wrap=True)
        self.button = Button("")
        self.button.setObjectName("directory_way_out")
        column = Column(self, margins=(24, 6, 24, 6), gap=8)
        column.addStretch(1)
        column.addWidget(Icon("map-search-outline", "primary", 44), 0, middle)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.button, 0, middle)
        column.addStretch(2)
        self.button.clicked.connect(self.action_clicked)

    def hasHeightForWidth(self) -> bool:
        """Ask for no height of its own: a stack asks for that of its highest page, shown or not."""
        return False

    def say(self, title: str, sentence: str, action: str) -> None:
        """Say why, and what can be done."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.button.setText(action)
        self.button.restyle()


class SearchCard(QFrame):
    """All that narrows the list, and the list."""

    family_toggled = Signal(str, bool)

    def __init__(self, model: DirectoryTableModel, provider: Provider, families: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setProperty("role", "pane")
        self.start = StartField(provider)
        self.radius = ChoiceField([(str(km), radius_words(km)) for km in RADII], name=self.tr("Rayon"), current="15")
        self.words = WordsBox(self.tr("Chercher un service, une structure…"), key="Ctrl F")
        self.words.setObjectName("directory_words")
        self.families = {code: FamilyToggle(code, FAMILY_WORDS.get(code, code), label) for code, label in families}
        self.count = Label("", Role.STRONG)
        self.estimated = Label(self.tr("distances estimées"), Role.SECONDARY)
        self.fresh = CheckBox(self.tr("Seulement à jour"))
        self.fresh.setObjectName("directory_fresh")
        self.audience = ChoiceField(_audiences(), name=self.tr("Ouvert à quel public"), current=ANY)
        self.audience.setObjectName("directory_audience")
        self.opening = ChoiceField(_openings(), name=self.tr("Ouvert quand"), current=ANY)
        self.opening.setObjectName("directory_opening")
        self.list = ServiceTable(model)
        self.empty = NothingFound()
        self.widen = LinkButton("")
        self.widen.setObjectName("directory_widen")
        self.map_button = Button(self.tr("Carte"), icon="map-outline", key="F4")
        self._middle = QStackedWidget()
        self._build()
        follow(self)

    def _build(self) -> None:
        top = FoldingRow(gap=8, comfort=150)
        top.addWidget(self.start, 1)
        top.addWidget(self.radius)
        toggles = FoldingRow(gap=4, even=True)
        for toggle in self.families.values():
            toggles.addWidget(toggle)
            toggle.clicked.connect(self._on_family_clicked)
        self._holder = QWidget()
        self._asks, self._choices = FoldingRow(gap=8, comfort=130), Row(self._holder, gap=8)
        self._asks.addWidget(self.words, 2)
        self._asks.addWidget(self.map_button)
        for choice in (self.audience, self.opening):
            # As wide as its place, not as its longest option.
            choice.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.keep_whole()
            self._choices.addWidget(choice, 1)
        counts = FoldingRow(gap=8)
        counts.addWidget(self.count)
        counts.addWidget(self.estimated)
        counts.addWidget(self.widen)
        counts.addStretch(1)
        counts.addWidget(self.fresh)
        head = Column(margins=(14, 12, 14, 8), gap=8)
        for line in (top, toggles, self._asks):
            head.addLayout(line)
        head.addWidget(self._holder)
        head.addLayout(counts)
        # Takes what is left: asking for a height, it would squeeze the fields of a small window.
        self._middle.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._middle.addWidget(self.list)
        self._middle.addWidget(self.empty)
        column = Column(self, margins=1, gap=0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self._middle, 1)

    def restyle(self) -> None:
        """Take the width in force."""
        self.radius.setFixedWidth(look().px(104))
        for choice in (self.audience, self.opening):
            choice.view().setMinimumWidth(choice.view().sizeHintForColumn(0) + look().px(24))

    def fold(self, *, roomy: bool) -> None:
        """Put the two choices beside the words where there is room, and offer the map that is not shown beside."""
        self.map_button.setVisible(roomy)
        for rank, choice in enumerate((self.audience, self.opening), start=1):
            if roomy:
                self._asks.insertWidget(rank, choice, 1)
            else:
                self._choices.addWidget(choice, 1)
        self._holder.setVisible(not roomy)
        self._middle.setMinimumHeight(look().px(LEAST_LIST) if roomy else 0)

    def show_filters(self, *, fresh: bool, public: str, opening: str) -> None:
        """Show what narrows the list, without emitting."""
        self.fresh.setChecked(fresh)
        self.audience.set_current(public)
        self.opening.set_current(opening)

    def set_found(self, count: str, *, empty: bool, wider: int | None) -> None:
        """Show the number of services near, a wider radius when there is none, and the list or what replaces it."""
        self.count.setText(count)
        self.widen.setVisible(wider is not None)
        self.estimated.setVisible(wider is None)
        if wider is not None:
            self.widen.setText(self.tr("Élargir à {}").format(radius_words(wider)))
            self.widen.restyle()
        self._middle.setCurrentIndex(1 if empty else 0)

    def show_families(self, chosen: frozenset[str]) -> None:
        """Show which families are taken, without emitting."""
        for code, toggle in self.families.items():
            toggle.setChecked(code in chosen)

    def fields(self) -> tuple[QWidget, ...]:
        """Return the fields, in the order of Tab."""
        choices = (self.audience, self.opening, self.fresh)
        return (self.start, self.radius, *self.families.values(), self.words, *choices, self.list)

    def _on_family_clicked(self, on: bool) -> None:
        toggle = self.sender()
        if isinstance(toggle, FamilyToggle):
            self.family_toggled.emit(toggle.code, on)
