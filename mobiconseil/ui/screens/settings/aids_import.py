"""Importing a table of aids: an attempt that writes nothing, its remarks, then one change that can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.aid_ports import AidImport
from mobiconseil.services.directory_ports import RowRemark
from mobiconseil.ui.choosing import ask_file
from mobiconseil.ui.saved import say_saved
from mobiconseil.ui.saving import ask_path, write_file
from mobiconseil.ui.screens.settings.aids_view_model import AidsViewModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.refill import empty

REMARKS_SHOWN = 20


class AidsImport(QWidget):
    """« Choisir un tableau », what it would do, « Importer »."""

    looked = Signal()
    """A table was read: what it would do is said below."""

    def __init__(self, model: AidsViewModel) -> None:
        super().__init__()
        self._model = model
        self.choose = Button(self.tr("Choisir un tableau…"), icon="tray-arrow-down", height=Height.ROW)
        self.choose.setObjectName("aids_choose")
        self.blank = Button(self.tr("Tableau à remplir…"), Kind.QUIET, icon="table", height=Height.ROW)
        self.problem = Banner("", tone="danger")
        self.summary = Label("", Role.STRONG, wrap=True)
        self._remarks = Column(gap=4)
        self.apply = Button(self.tr("Importer"), Kind.PRIMARY, icon="check", height=Height.ROW)
        self.apply.setObjectName("aids_apply")
        self.give_up = Button(self.tr("Renoncer"), Kind.QUIET, height=Height.ROW)
        column = Column(self, gap=10)
        column.addLayout(self._row(self.choose, self.blank))
        column.addWidget(self.problem)
        column.addWidget(self.summary)
        column.addLayout(self._remarks)
        column.addLayout(self._row(self.apply, self.give_up))
        self.choose.clicked.connect(self._on_choose_clicked)
        self.blank.clicked.connect(self._on_blank_clicked)
        self.apply.clicked.connect(model.apply)
        self.give_up.clicked.connect(model.forget)

    def _row(self, *buttons: Button) -> Row:
        row = FoldingRow(gap=8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row

    def render_model(self) -> None:
        """Show what the table would do."""
        report, problem = self._model.report, self._model.problem
        self.problem.set_state(self.tr("Ce tableau n’est pas lu"), problem, tone="danger")
        self.problem.setVisible(bool(problem))
        self.summary.setText(summary(report) if report else "")
        self.summary.setVisible(report is not None)
        empty(self._remarks)
        if report is not None:
            self._show_remarks(report)
        self.apply.setVisible(report is not None and not report.is_empty)
        self.give_up.setVisible(report is not None or bool(problem))

    def _show_remarks(self, report: AidImport) -> None:
        refused = (report.refused, "close-circle-outline", "danger")
        for remarks, icon, color in (refused, (report.warnings, "alert-outline", "warn")):
            for remark in remarks[:REMARKS_SHOWN]:
                self._remarks.addWidget(IconLine(icon, remark_words(remark), color, Role.SECONDARY))
            self._say_hidden(remarks)
        if report.read.left_out:
            words = self.tr("Colonnes laissées de côté\u00a0: {names}").format(names=", ".join(report.read.left_out))
            self._remarks.addWidget(IconLine("information-outline", words, "text_2", Role.SECONDARY))

    def _say_hidden(self, remarks: Sequence[RowRemark]) -> None:
        hidden = len(remarks) - REMARKS_SHOWN
        if hidden > 0:
            words = self.tr("et {count}").format(count=typography.count(hidden, "autre remarque", "autres remarques"))
            self._remarks.addWidget(Label(words, Role.SMALL))

    def _on_choose_clicked(self) -> None:
        path = ask_file(self, self.tr("Choisir un tableau d’aides"), self.tr("Tableaux (*.csv *.xlsx)"))
        if path is not None:
            self._model.read(path)
            self.looked.emit()

    def _on_blank_clicked(self) -> None:
        title = self.tr("Enregistrer un tableau à remplir")
        path = ask_path(self, title, "aides-locales.csv", self.tr("Tableau CSV (*.csv)"))
        if path is None:
            return
        try:
            write_file(path, self._model.model_table())
        except MobiConseilError as error:
            self._model.context.messages.fail(error)
            return
        say_saved(self._model.context.messages, self.tr("Tableau à remplir enregistré"), path)


def summary(report: AidImport) -> str:
    """Return « 3 aides nouvelles, 1 modifiée, 2 identiques, 1 ligne refusée. Rien n’est encore écrit. »."""
    parts = (
        typography.count(len(report.new), "aide nouvelle", "aides nouvelles") if report.new else "",
        typography.count(len(report.changed), "modifiée", "modifiées") if report.changed else "",
        typography.count(report.identical, "identique", "identiques") if report.identical else "",
        typography.count(len(report.refused), "ligne refusée", "lignes refusées") if report.refused else "",
    )
    said = ", ".join(part for part in parts if part) or "Rien à importer dans ce tableau"
    return f"{said}. Rien n’est encore écrit."


def remark_words(remark: RowRemark) -> str:
    """Return « Ligne 4, colonne Âge : … »."""
    column = f", colonne {remark.column}" if remark.column else ""
    return typography.tidy(f"Ligne {remark.row}{column}{typography.NBSP}: {remark.reason}")
