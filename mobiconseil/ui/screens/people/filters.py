"""What stands above the table: the filter field, whose files, the chips, further filters, and the export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import FilterChip, SegmentedChoice
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.search_box import SearchBox

MINE, TEAM, ALL = "mine", "team", "*"


class ListSearch(SearchBox):
    """The filter of the list: ↓ goes into the list, Entrée opens the selected person."""

    down_pressed = Signal()
    enter_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send the keys of the list to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.down_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """The first line: text, whose files, further filters, export."""

    def __init__(self) -> None:
        super().__init__()
        self.search = ListSearch(self.tr("Filtrer la liste\u00a0: nom, commune…"), key="Ctrl F", icon="filter-variant")
        self.search.setObjectName("people_filter")
        self.whose = SegmentedChoice(
            ((MINE, self.tr("Mes dossiers")), (TEAM, self.tr("Équipe"))),
            self.tr("Dossiers de qui"),
            current=MINE,
            height=Height.NORMAL,
        )
        self.more = Button(self.tr("Plus de filtres"), icon="tune-variant")
        self.more.setCheckable(True)
        self.export = Button(self.tr("Exporter"), icon="tray-arrow-down")
        self.preview = Button(self.tr("Aperçu"), icon="dock-right", key="F4")
        row = FoldingRow(self, gap=8)
        row.addWidget(self.search)
        row.addWidget(self.whose)
        row.addStretch(1)
        for button in (self.more, self.export, self.preview):
            row.addWidget(button)
        self.preview.hide()

    def fold(self, narrow: bool) -> None:
        """Keep only the glyphs of the buttons in a narrow window."""
        texts = ((self.more, self.tr("Plus de filtres")), (self.export, self.tr("Exporter")))
        for button, text in (*texts, (self.preview, self.tr("Aperçu"))):
            button.setText("" if narrow else text)
            button.setAccessibleName(text)
            button.setToolTip(text if narrow else "")
            button.restyle()
        self.preview.set_key("" if narrow else "F4")


class ChipBar(QWidget):
    """The filter chips, with their counts."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=8)
        self._chips: dict[str, FilterChip] = {}

    def show_chips(self, chips: tuple[tuple[str, str, int], ...], current: str) -> None:
        """Show the chips; they are made once and only their counts change."""
        for code, text, count in chips:
            if code not in self._chips:
                chip = FilterChip(code, text, count)
                chip.setObjectName(f"chip_{code}")
                chip.clicked.connect(self._on_clicked)
                self._chips[code] = chip
                self._flow.addWidget(chip)
            self._chips[code].set_count(count)
        shown = {code for code, _, _ in chips}
        for code, chip in self._chips.items():
            chip.setVisible(code in shown)
            chip.setChecked(code == current)
        self._flow.invalidate()
        self.updateGeometry()

    def _on_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, FilterChip):
            chip.setChecked(True)
            self.chosen.emit(chip.code)


class MoreFilters(QFrame):
    """Commune and kind of prescriber."""

    commune_chosen = Signal(str)
    prescriber_chosen = Signal(str)
    clear_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Plus de filtres"))
        self.commune = ChoiceField(name=self.tr("Commune"), compact=True)
        self.prescriber = ChoiceField(name=self.tr("Prescripteur"), compact=True)
        self._clear = LinkButton(self.tr("Effacer les filtres"))
        row = FoldingRow(self, margins=(15, 8, 15, 8), gap=10)
        for text, field in ((self.tr("Commune"), self.commune), (self.tr("Prescripteur"), self.prescriber)):
            label = Label(text, Role.LABEL)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        row.addStretch(1)
        row.addWidget(self._clear)
        self.commune.chosen.connect(self._on_commune_chosen)
        self.prescriber.chosen.connect(self._on_prescriber_chosen)
        self._clear.clicked.connect(self.clear_asked)
        self.hide()

    def offer(
        self, communes: tuple[str, ...], prescribers: tuple[tuple[str, str], ...], commune: str, prescriber: str
    ) -> None:
        """Show what can be chosen, and what is."""
        everywhere, anybody = (ALL, self.tr("Toutes")), (ALL, self.tr("Tous"))
        self.commune.set_items((everywhere, *((name, name) for name in communes)), commune or ALL)
        self.prescriber.set_items((anybody, *prescribers), prescriber or ALL)

    def _on_commune_chosen(self, code: str) -> None:
        self.commune_chosen.emit("" if code == ALL else code)

    def _on_prescriber_chosen(self, code: str) -> None:
        self.prescriber_chosen.emit("" if code == ALL else code)


class ExportNotice(QFrame):
    """Asks once, in the page, before a list of names leaves the program."""

    confirmed = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "banner")
        self.setProperty("tone", "warn")
        self._title = Label("", Role.LABEL, wrap=True)
        self._text = Label(
            self.tr(
                "Le fichier ne sera pas chiffré. Rangez-le dans un dossier protégé et effacez-le après usage. "
                "Le journal garde la trace de cet export."
            ),
            Role.SECONDARY,
            wrap=True,
        )
        self.confirm = Button(self.tr("Enregistrer la liste…"), height=Height.ROW)
        self.confirm.setObjectName("export_confirm")
        self.cancel = Button(self.tr("Annuler"), Kind.QUIET, height=Height.ROW)
        words = Column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = FoldingRow(self, margins=(15, 8, 12, 8), gap=10)
        row.addWidget(Icon("alert-outline", "warn", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.confirm)
        self.confirm.clicked.connect(self.confirmed)
        self.cancel.clicked.connect(self.given_up)
        self.hide()

    def ask(self, people: str) -> None:
        """Ask; `people`: « 87 personnes »."""
        self._title.setText(self.tr("Cette liste contient l’identité de {}.").format(people))
        self.setAccessibleName(self._title.text())
        self.show()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
