"""What stays at the left of an import: the file, what it changes in four figures, who is to be decided."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mobiconseil.domain import typography
from mobiconseil.services.exchange_ports import ImportPreview, OpenedFile, SubjectChange
from mobiconseil.services.exchange_words import FileCheck, fresh_figure
from mobiconseil.ui.screens.exchange.import_view_model import ImportModel, Step
from mobiconseil.ui.screens.exchange.words import ExchangeWording
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.row_list import ListRow, RowList

_CHECKS = {
    FileCheck.ENCRYPTED: "lock-check-outline",
    FileCheck.INTACT: "check-decagram-outline",
    FileCheck.KNOWN_SENDER: "laptop",
    FileCheck.CODE: "key-variant",
}


class FileCard(Card):
    """The file, who made it, and the checks that it passed."""

    def __init__(self, wording: ExchangeWording) -> None:
        super().__init__()
        self._wording = wording
        self.name = Label("", Role.STRONG, wrap=True)
        self.by = Label("", Role.SECONDARY, wrap=True)
        holder = QWidget()
        self._chips = FlowLayout(holder, gap=8)
        words = Column(gap=2)
        words.addWidget(self.name)
        words.addWidget(self.by)
        row = FoldingRow(gap=12, comfort=150)
        row.addWidget(Icon("usb-flash-drive-outline", "primary", 30), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.body.addWidget(holder)

    def show_file(self, opened: OpenedFile) -> None:
        """Show another file."""
        self.name.setText(opened.file_name)
        self.by.setText(self._wording.made_by(opened))
        self._chips.clear()
        for check in opened.checks:
            self._chips.addWidget(Chip(check.label, Tone.OK, _CHECKS.get(check, "check")))
        said = ", ".join(check.label for check in opened.checks)
        self.setAccessibleName(f"{opened.file_name}. {self.by.text()}. {said}")


class _Figure(QWidget):
    def __init__(self, icon: str, color: str, singular: str = "", plural: str = "") -> None:
        super().__init__()
        self._words = (singular, plural)
        self.number, self.word = Label("", Role.PAGE), Label("", Role.SECONDARY, wrap=True)
        words = Column(gap=0)
        words.addWidget(self.number)
        words.addWidget(self.word)
        words.addStretch(1)
        row = FoldingRow(self, gap=12, comfort=150)
        row.addWidget(Icon(icon, color, 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def set_value(self, value: int, words: str = "") -> None:
        words = words or self._words[value > 1]
        self.number.setText(typography.number(value))
        self.word.setText(words)
        self.setAccessibleName(f"{value} {words}")


class CountsCard(Card):
    """New, updated, identical, to decide; erased and trashed when there are some."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        tr = self.tr
        self._figures = {
            "new": _Figure("plus-circle-outline", "ok"),
            "updated": _Figure("update", "primary", tr("élément mis à jour"), tr("éléments mis à jour")),
            "identical": _Figure("equal", "text_2", tr("élément identique"), tr("éléments identiques")),
            "to_decide": _Figure("source-merge", "warn", tr("champ à décider"), tr("champs à décider")),
            "erased": _Figure(
                "eraser", "danger", tr("dossier effacé pour toujours"), tr("dossiers effacés pour toujours")
            ),
            "trashed": _Figure(
                "trash-can-outline", "danger", tr("élément à la corbeille"), tr("éléments à la corbeille")
            ),
        }
        first, *others = self._figures.values()
        self._grid.addWidget(first, 0, 0, 1, 2)  # its words are the longest
        for rank, figure in enumerate(others):
            self._grid.addWidget(figure, 1 + rank // 2, rank % 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        follow(self)

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._grid.setHorizontalSpacing(look().px(12))
        self._grid.setVerticalSpacing(look().px(10))

    def show_preview(self, preview: ImportPreview, updated: int) -> None:
        """Show the figures of a file; `updated` leaves out what contradicts this laptop."""
        for name, figure in self._figures.items():
            value, words = updated if name == "updated" else getattr(preview, name), ""
            if name == "new":
                value, words = fresh_figure(preview.fresh)
            figure.set_value(value, words)
            figure.setVisible(bool(value) or name not in {"erased", "trashed"})


class DecideCard(Card):
    """Who has fields to decide; ↑ ↓ and Entrée open one."""

    picked = Signal(int)

    def __init__(self, wording: ExchangeWording) -> None:
        super().__init__(self.tr("À décider"), ruled=True, flush=True)
        self._wording = wording
        self.done = Label("", Role.SECONDARY)
        self.add_extra(self.done)
        self.list = RowList(self.tr("À décider"))
        self.others = IconLine("information-outline", "", "text_2", Role.SECONDARY)
        holder = Column(margins=(15, 10, 15, 12), gap=0)
        holder.addWidget(self.others)
        self.body.addWidget(self.list)
        self.body.addStretch(1)
        self.body.addLayout(holder)
        self.list.picked.connect(self._on_picked)

    def show_model(self, model: ImportModel) -> None:
        """Show who is decided and who is not."""
        subjects = [change for change in model.subjects() if model.open_fields(change)]
        done = sum(model.is_decided(change) for change in subjects)
        self.done.setText(self.tr("{done} fait sur {total}").format(done=done, total=len(subjects)))
        every = model.subjects()
        rows = [self._row(every.index(change), change, model) for change in subjects]
        self.list.set_content(rows, selected=str(model.selected) if model.step is Step.DECIDE else "")
        preview = model.preview
        others = 0 if preview is None else preview.new + model.updated()
        one = self.tr("L’autre changement ne contredit rien. Il sera ajouté tel quel.")
        several = self.tr("Les {} autres changements ne se contredisent pas. Ils seront ajoutés tels quels.")
        self.others.set_text(one if others == 1 else several.format(typography.number(others)))
        self.others.setVisible(bool(others))

    def _row(self, rank: int, change: SubjectChange, model: ImportModel) -> ListRow:
        decided = model.is_decided(change)
        title = self._wording.title(change)
        state = model.side_words(change) if decided else self.tr("à choisir")
        row = ListRow(str(rank), title, f"{change.detail}, {state}")
        row.body.addWidget(Icon("check-circle" if decided else "source-merge", "ok" if decided else "warn", 20))
        words = Column(gap=0)
        words.addWidget(Label(title, Role.STRONG, wrap=True))
        words.addWidget(Label(change.detail, Role.SECONDARY, wrap=True))
        row.body.addLayout(words, 1)
        if decided:
            row.body.addWidget(Label(model.side_words(change), Role.SECONDARY))
        else:
            row.body.addWidget(Icon("chevron-right", "text_2", 20))
        return row

    def _on_picked(self, code: str) -> None:
        self.picked.emit(int(code))
