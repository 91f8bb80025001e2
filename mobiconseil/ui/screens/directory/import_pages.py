"""The four pages of an import: the file, its columns, what it would do, what it did."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from mobiconseil.domain.directory_labels import FIELD_LABELS, MAPPABLE
from mobiconseil.ui.screens.directory.import_model import THEMES, ImportModel
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import FilterChip
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, ScrollPage
from mobiconseil.ui.widgets.refill import CodeButton, empty
from mobiconseil.ui.widgets.row_table import dress_rows
from mobiconseil.ui.widgets.text_fields import TextField

Index = QModelIndex | QPersistentModelIndex
_TITLES = ("Ligne", "Service", "Ce qui se passe")
_LINE_WIDTH = 64
_NAME_SHARE = 0.58
"""Of what is left is for the name of the service."""


class FilePage(QWidget):
    """Asks for a file; under it, the former imports that can be taken back."""

    file_asked = Signal()
    undo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.choose = Button(self.tr("Choisir un fichier…"), Kind.PRIMARY, icon="file-document-outline")
        self.choose.setObjectName("import_choose")
        self._former = Column(gap=8)
        self._former_title = Label(self.tr("Imports que vous pouvez annuler"), Role.STRONG)
        words = self.tr(
            "data·inclusion (CSV, JSON), exports de DORA, tableaux CSV ou Excel, GeoJSON, aires de covoiturage. "
            "Rien n’est écrit avant votre accord\u202f; vos corrections ne sont jamais écrasées."
        )
        page = ScrollPage(margins=(20, 24, 20, 16), gap=14)
        page.body.addWidget(Icon("database-import-outline", "primary", 44))
        page.body.addWidget(Label(self.tr("Importer un fichier de services"), Role.SECTION))
        page.body.addWidget(Label(words, Role.SECONDARY, wrap=True))
        page.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        page.body.addSpacing(10)
        page.body.addWidget(self._former_title)
        page.body.addLayout(self._former)
        page.body.addStretch(1)
        Column(self, gap=0).addWidget(page)
        self.choose.clicked.connect(self.file_asked)

    def show_model(self, model: ImportModel) -> None:
        """Show the former imports."""
        empty(self._former)
        batches = model.batches()
        self._former_title.setVisible(bool(batches))
        for batch in batches[:6]:
            holder = QWidget()
            words = Column(gap=0)
            words.addWidget(Label(model.batch_words(batch), Role.BODY, wrap=True))
            words.addWidget(Label(model.counts_words(batch), Role.SMALL, wrap=True))
            undo = CodeButton(self.tr("Annuler cet import"), batch.id.hex(), icon="undo", name=model.batch_words(batch))
            undo.pressed_code.connect(self.undo_asked)
            row = FoldingRow(holder, gap=10, comfort=150)
            row.addLayout(words, 1)
            row.addWidget(undo)
            self._former.addWidget(holder)


class ColumnsPage(QWidget):
    """Which column is what; remembered for the next file of the source."""

    column_said = Signal(str, str)
    source_said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.source = TextField()
        self.source.setObjectName("import_source")
        help_text = self.tr("Ce nom sert à reconnaître les mêmes services la prochaine fois.")
        page = ScrollPage(margins=(20, 16, 20, 16), gap=12)
        page.body.addWidget(FormField(self.tr("D’où vient ce fichier\u202f?"), self.source, help_text=help_text))
        self._list = Column(gap=10)
        page.body.addLayout(self._list)
        page.body.addStretch(1)
        Column(self, gap=0).addWidget(page)
        self._shown: object = None
        self.choices: dict[str, ChoiceField] = {}
        self.source.editingFinished.connect(self._on_source_left)

    def show_model(self, model: ImportModel) -> None:
        """Show the columns, once per file."""
        if model.look is None or model.look is self._shown:
            return
        self._shown = model.look
        self.source.setText(model.options.source)
        empty(self._list)
        self.choices = {}
        options = [("", self.tr("Ne pas reprendre")), *((name, FIELD_LABELS[name]) for name in MAPPABLE)]
        for rank, column in enumerate(model.look.columns):
            samples = [row[rank] for row in model.look.samples if rank < len(row) and row[rank]]
            choice = _ColumnChoice(column, options, model.columns.get(column, ""))
            choice.said.connect(self.column_said)
            self.choices[column] = choice
            field = FormField(column, choice)
            shown = Label("\n".join(dict.fromkeys(samples[:2])), Role.SECONDARY, wrap=True)
            self._list.addWidget(FieldRow(field, shown))

    def _on_source_left(self) -> None:
        self.source_said.emit(self.source.text())


class _ColumnChoice(ChoiceField):
    """What one column is."""

    said = Signal(str, str)

    def __init__(self, column: str, options: list[tuple[str, str]], current: str) -> None:
        super().__init__(options, name=column)
        self._column = column
        self.setCurrentIndex(max(self.findData(current), 0))
        self.chosen.connect(self._on_chosen)

    def _on_chosen(self, field: str) -> None:
        self.said.emit(self._column, field)


class PreviewPage(QWidget):
    """What the file would do, part by part; filters read it again."""

    themes_chosen = Signal(str)
    departements_typed = Signal(str)
    area_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model: ImportModel | None = None
        self._group = ""
        self.area = ChoiceField((), name=self.tr("Territoire"))
        self.area.setObjectName("import_area")
        self.themes = ChoiceField(THEMES, name=self.tr("Thèmes"), current="mobility")
        self.departements = TextField(placeholder=self.tr("tous"))
        self.departements.setObjectName("import_departements")
        holder = QWidget()
        self._chips = FoldingRow(holder, gap=8)
        self.aside = Label("", Role.SECONDARY, wrap=True)
        self.table = PreviewTable(PreviewRows(self))
        self._themes = FormField(self.tr("Thèmes repris"), self.themes)
        for choice in (self.themes, self.area):
            choice.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        filters = FieldRow(
            self._themes,
            FormField(self.tr("Territoire"), self.area),
            FormField(self.tr("Départements"), self.departements, help_text=self.tr("Exemple\u00a0: 53, 49")),
            stretches=(3, 3, 2),
        )
        page = ScrollPage(margins=(16, 4, 16, 10), gap=10)
        for widget in (filters, holder, self.aside):
            page.body.addWidget(widget)
        page.body.addWidget(self.table, 1)
        Column(self, gap=0).addWidget(page)
        self.themes.chosen.connect(self.themes_chosen)
        self.area.chosen.connect(self.area_chosen)
        self.departements.editingFinished.connect(self._on_departements_left)

    def show_model(self, model: ImportModel) -> None:
        """Show the counts and the first part that holds something."""
        self._model = model
        groups = model.groups()
        empty(self._chips)
        filled = [code for code, _, count in groups if count]
        if self._group not in filled:
            self._group = filled[0] if filled else groups[0][0] if groups else ""
        for code, text, count in groups:
            chip = FilterChip(code, text, count, checked=code == self._group)
            chip.setObjectName(f"import_{code}")
            chip.setEnabled(bool(count))
            chip.clicked.connect(self._on_chip_clicked)
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self.aside.setText(model.aside_words())
        self.aside.setVisible(bool(model.aside_words()))
        self.themes.set_current(model.options.themes)
        self._themes.setVisible(model.asks_themes)
        self.area.set_items(model.areas(), model.area)
        self.table.rows.show_rows(model.rows(self._group))

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, FilterChip) and self._model is not None:
            self._group = chip.code
            self.show_model(self._model)

    def _on_departements_left(self) -> None:
        self.departements_typed.emit(self.departements.text())


class PreviewRows(QAbstractTableModel):
    """The lines of one part of the preview."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, str, str], ...] = ()

    def show_rows(self, rows: tuple[tuple[str, str, str], ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the signature of Qt)
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the signature of Qt)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        titled = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _TITLES[section] if titled else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell; the whole of it as a tooltip."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        return None


class PreviewTable(QTableView):
    """Row of the file, service, what happens."""

    def __init__(self, rows: PreviewRows) -> None:
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self.setAccessibleName(self.tr("Aperçu de l’import"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ringInside", True)
        dress_rows(self)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.verticalHeader().setDefaultSectionSize(look().px(46))  # two lines: names are long
        self.setMinimumHeight(look().px(180))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what happens the room that is left."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        line = look().px(_LINE_WIDTH)
        left = max(self.viewport().width() - line, look().px(240))
        name = int(left * _NAME_SHARE)
        for section, width in enumerate((line, name, left - name)):
            self.setColumnWidth(section, width)


class DonePage(QWidget):
    """What the import did, and the way back."""

    undo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._title, self._sentence = Label("", Role.SECTION, wrap=True), Label("", Role.SECONDARY, wrap=True)
        self.undo = Button(self.tr("Annuler cet import"), icon="undo")
        self.undo.setObjectName("import_undo")
        column = Column(self, margins=(20, 24, 20, 16), gap=12)
        column.addWidget(Icon("check-circle-outline", "ok", 44))
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.undo.clicked.connect(self._on_undo)

    def show_model(self, model: ImportModel) -> None:
        """Show what was written."""
        if model.batch is None:
            return
        self._code = model.batch.id.hex()
        self._title.setText(model.done_words(model.batch))
        said = self.tr("Vos corrections et vos notes sont restées. Cet import s’annule d’un geste, même plus tard.")
        self._sentence.setText(said)

    def _on_undo(self) -> None:
        self.undo_asked.emit(self._code)
