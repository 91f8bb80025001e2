"""The import assistant: file, columns, preview, done; it stands in place of the map."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from mobiconseil.domain import typography
from mobiconseil.ui.choosing import ask_file
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.directory.import_model import ImportModel, Step, Task
from mobiconseil.ui.screens.directory.import_pages import ColumnsPage, DonePage, FilePage, PreviewPage
from mobiconseil.ui.undoable import say_done
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner, LongTaskCard

KINDS = "Fichiers de services (*.csv *.json *.jsonl *.geojson *.xlsx *.gz *.zip)"


class Stepper(QWidget):
    """« Fichier > Colonnes > Aperçu > Terminé », the current one in bold."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names
        self._labels: list[Label] = []
        row = FoldingRow(self, gap=6)
        for rank, name in enumerate(names):
            if rank:
                row.addWidget(Icon("chevron-right", "text_3", 16))
            label = Label(f"{rank + 1}\u00a0{name}", Role.SECONDARY)
            self._labels.append(label)
            row.addWidget(label)
        row.addStretch(1)

    def set_current(self, current: int) -> None:
        """Show where the import stands."""
        for rank, label in enumerate(self._labels):
            label.set_role(Role.STRONG if rank == current else Role.SECONDARY)
        said = self.tr("Étape {} sur {}").format(current + 1, len(self._names))
        self.setAccessibleName(f"{said}, {self._names[current]}")


class ImportAssistant(QFrame):
    """Nothing is written before « Appliquer »; what is written can be undone as one."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Importer des services"))
        self._context = context
        self.model = ImportModel(context, self)
        self.back = IconButton("arrow-left", self.tr("Revenir à la carte"), key="Échap", height=Height.NORMAL)
        self.steps = Stepper((self.tr("Fichier"), self.tr("Colonnes"), self.tr("Aperçu"), self.tr("Terminé")))
        self.problem = Banner("", tone="danger")
        self.task = LongTaskCard(self.tr("Lecture du fichier"))
        self.file_page, self.columns_page, self.preview, self.done = (
            FilePage(),
            ColumnsPage(),
            PreviewPage(),
            DonePage(),
        )
        self._stack = QStackedWidget()
        self.file_name = Label("", Role.SECONDARY)
        self.again = Button(self.tr("Autre fichier"))
        self.again.setObjectName("import_again")
        self.go_on = Button("", Kind.PRIMARY)
        self.go_on.setObjectName("import_go_on")
        self._step_shown = self.model.step
        self._build()
        self._bind()
        self._render()

    def _build(self) -> None:
        head = FoldingRow(margins=(12, 10, 14, 10), gap=10, comfort=150)
        head.addWidget(self.back)
        head.addWidget(self.steps, 1)
        for page in (self.file_page, self.columns_page, self.preview, self.done):
            self._stack.addWidget(page)
        warnings = Column(margins=(14, 0, 14, 0), gap=8)
        warnings.addWidget(self.problem)
        warnings.addWidget(self.task)
        self._foot = QWidget()
        foot = FoldingRow(self._foot, margins=(16, 10, 16, 10), gap=10)
        foot.addWidget(self.file_name, 1)
        foot.addWidget(self.again)
        foot.addWidget(self.go_on)
        column = Column(self, margins=1, gap=0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addSpacing(8)
        column.addLayout(warnings)
        column.addWidget(self._stack, 1)
        column.addWidget(Line())
        column.addWidget(self._foot)
        self.problem.hide()
        self.task.hide()

    def _bind(self) -> None:
        model = self.model
        model.changed.connect(self._render)
        model.progressed.connect(self._on_progressed)
        model.applied.connect(self._on_applied)
        self.back.clicked.connect(self._on_back)
        self.file_page.file_asked.connect(self._on_file_asked)
        self.file_page.undo_asked.connect(model.undo)
        self.done.undo_asked.connect(model.undo)
        self.columns_page.column_said.connect(model.set_column)
        self.columns_page.source_said.connect(model.set_source)
        self.preview.themes_chosen.connect(self._on_themes_chosen)
        self.preview.departements_typed.connect(self._on_departements_typed)
        self.preview.area_chosen.connect(model.set_area)
        self.task.stop_requested.connect(model.stop)
        self.again.clicked.connect(self._on_file_asked)
        self.go_on.clicked.connect(self._on_go_on)

    def focus_next(self) -> None:
        """Give the keyboard to the next thing to do."""
        step = self.model.step
        target: QWidget = self.go_on if self.go_on.isEnabled() else self.again
        if step is Step.FILE:
            target = self.file_page.choose
        elif step is Step.COLUMNS:
            target = self.columns_page.source
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap leaves the assistant."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
            return
        super().keyPressEvent(event)

    def _render(self) -> None:
        model = self.model
        self.steps.set_current(model.step)
        self._stack.setCurrentIndex(model.step)
        self.problem.setVisible(bool(model.problem))
        if model.problem:
            self.problem.set_state(model.problem, tone="danger")
        self.task.setVisible(model.task is not None)
        if model.task is not None:
            self.task.set_title(self._task_words(model.task))
            self.task.stop.setVisible(model.task is not Task.UNDOING)
        pages = (self.file_page, self.columns_page, self.preview, self.done)
        pages[model.step].show_model(model)
        if model.step is Step.COLUMNS:
            order = (self.columns_page.source, *self.columns_page.choices.values(), self.again, self.go_on)
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)
        self.file_name.setText(model.file_words())
        self.again.setEnabled(model.task is None)
        self.again.setVisible(model.step in (Step.COLUMNS, Step.PREVIEW))
        self.go_on.setVisible(model.step is not Step.FILE)
        self._foot.setVisible(model.step is not Step.FILE)
        self.go_on.setText(self._go_on_text())
        self.go_on.setEnabled(model.task is None and (model.step is not Step.PREVIEW or self._writes() > 0))
        self.go_on.restyle()
        if model.step is not self._step_shown:
            self._step_shown = model.step
            if self.isVisible():
                self.focus_next()

    def _task_words(self, task: Task) -> str:
        if task is Task.READING:
            return self.tr("Lecture du fichier")
        return self.tr("Écriture dans l’annuaire") if task is Task.WRITING else self.tr("Annulation de l’import")

    def _writes(self) -> int:
        report = self.model.report
        return 0 if report is None else len(report.new) + len(report.changed)

    def _go_on_text(self) -> str:
        if self.model.step is Step.COLUMNS:
            return self.tr("Voir l’aperçu")
        if self.model.step is Step.DONE:
            return self.tr("Voir l’annuaire")
        writes = self._writes()
        if not writes:
            return self.tr("Rien à appliquer")
        return self.tr("Appliquer {}").format(typography.count(writes, self.tr("changement")))

    def _on_progressed(self, done: int, total: int) -> None:
        count = typography.out_of(done, total) if total else typography.number(done)
        self.task.set_progress(done, max(total, 1), count, self.model.remaining(done, total))

    def _on_applied(self, words: str) -> None:
        """Say once what was written: the page says it, unless somebody left it meanwhile."""
        if self.isVisible():
            announce(self.done, words)
        else:
            say_done(self._context, words)

    def _on_file_asked(self) -> None:
        path = ask_file(self, self.tr("Choisir un fichier de services"), KINDS)
        if path is not None:
            self.model.choose(path)
            self.focus_next()

    def _on_go_on(self) -> None:
        if self.model.step is Step.COLUMNS:
            self.model.set_source(self.columns_page.source.text())
            self.model.read_columns()
        elif self.model.step is Step.PREVIEW:
            self.model.apply()
        else:
            self._on_back()

    def _on_back(self) -> None:
        if self.model.task is not None:
            self.model.stop()
        elif self.model.step in (Step.FILE, Step.DONE) or (self.model.step is Step.PREVIEW and not self._writes()):
            self.model.start_again()
        self.closed.emit()

    def _on_themes_chosen(self, themes: str) -> None:
        self.model.set_filters(themes=themes)

    def _on_departements_typed(self, text: str) -> None:
        codes = tuple(code.upper() for code in text.replace(",", " ").replace(";", " ").split())
        self.model.set_filters(departements=codes)
