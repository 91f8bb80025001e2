"""The two ends of an import: the file to choose, and what was done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.services.exchange_ports import ImportOutcome
from mobiconseil.ui.screens.exchange.import_view_model import ImportModel
from mobiconseil.ui.screens.exchange.parts import FileChoice
from mobiconseil.ui.screens.exchange.words import ExchangeWording
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.refill import CodeButton, empty
from mobiconseil.ui.widgets.text_fields import TextField


class FilePage(Card):
    """A file from a key, from an e-mail; a code when it asks for one."""

    file_taken = Signal(object)
    code_given = Signal(str)

    def __init__(self) -> None:
        super().__init__(scroll=True)
        self.setAccessibleName(self.tr("Recevoir un fichier"))
        words = self.tr(
            "Branchez la clé d’un collègue ou prenez la pièce jointe d’un courriel, puis choisissez le fichier. "
            "Rien n’est écrit avant votre accord."
        )
        self.choice = FileChoice(
            self.tr("Choisir un fichier…"), self.tr("Choisir un fichier de l’équipe"), "import_choose"
        )
        self.choice.button.set_kind(Kind.PRIMARY)
        self.code = TextField(limit=200)
        self.code.setObjectName("import_code")
        self._code = FormField(
            self.tr("Code dit de vive voix"),
            self.code,
            help_text=self.tr("Cinq mots, séparés par des espaces. Les accents et les majuscules ne comptent pas."),
        )
        self.open = Button(self.tr("Ouvrir le fichier"), Kind.PRIMARY, icon="lock-open-variant-outline")
        self.open.setObjectName("import_open")
        self._found = Column(gap=8)
        self._found_title = Label(self.tr("Trouvés sur la clé"), Role.STRONG)
        self._open_row = QWidget()
        row = FoldingRow(self._open_row, gap=8)
        row.addWidget(self.open)
        row.addStretch(1)
        self._holder = QWidget()
        column = Column(self._holder, margins=(0, 24, 0, 24), gap=14)
        column.addWidget(Icon("tray-arrow-down", "primary", 44))
        column.addWidget(Label(self.tr("Recevoir un fichier"), Role.SECTION))
        column.addWidget(Label(words, Role.SECONDARY, wrap=True))
        column.addWidget(self.choice)
        column.addWidget(self._code)
        column.addWidget(self._open_row)
        column.addWidget(self._found_title)
        column.addLayout(self._found)
        middle = Row(gap=0)
        middle.addStretch(1)
        middle.addWidget(self._holder, 8)
        middle.addStretch(1)
        self.body.addLayout(middle)
        self.body.addStretch(1)
        follow(self)
        self.choice.taken.connect(self.file_taken)
        self.code.returnPressed.connect(self._on_code)
        self.open.clicked.connect(self._on_code)

    def restyle(self) -> None:
        """Keep lines that the eye can follow."""
        self._holder.setMaximumWidth(look().px(620))

    def first(self) -> QWidget:
        """Return the code when it is asked for, else the choice of the file."""
        return self.code if self._code.isVisibleTo(self) else self.choice.button

    def show_model(self, model: ImportModel) -> None:
        """Show the file taken, and whether it asks for a code."""
        self.choice.set_path(model.path)
        if model.path is None:
            self.code.clear()
        for widget in (self._code, self._open_row):
            widget.setVisible(model.needs_code)
        self.choice.button.set_kind(Kind.SECONDARY if model.needs_code else Kind.PRIMARY)

    def show_found(self, files: tuple[Path, ...]) -> None:
        """Offer the files of the keys that are plugged in."""
        empty(self._found)
        self._found_title.setVisible(bool(files))
        for rank, path in enumerate(files):
            button = CodeButton(path.name, str(path), icon="usb-flash-drive-outline")
            button.setObjectName(f"import_found_{rank}")
            button.pressed_code.connect(self._on_found)
            self._found.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_found(self, code: str) -> None:
        self.file_taken.emit(Path(code))

    def _on_code(self) -> None:
        self.code_given.emit(self.code.text())


class DoneCard(Card):
    """What was written, what waits, and the ways on."""

    undo_asked = Signal()
    decide_asked = Signal()
    journal_asked = Signal()
    closed = Signal()

    def __init__(self, wording: ExchangeWording) -> None:
        super().__init__(scroll=True)
        self._wording = wording
        self.icon = Icon("check-circle-outline", "ok", 44)
        self.title = Label("", Role.SECTION, wrap=True)
        self.sentence = Label("", Role.BODY, wrap=True)
        self._lines = Column(gap=8)
        self.undo_line = IconLine("backup-restore", "", "ok", Role.SECONDARY, 20)
        self.close_button = Button(self.tr("Terminer"), Kind.PRIMARY, icon="check")
        self.close_button.setObjectName("import_close")
        self.decide = Button(self.tr("Voir ce qui reste à décider"), icon="source-merge")
        self.decide.setObjectName("import_decide")
        self.journal = Button(self.tr("Imprimer le compte rendu"), icon="printer-outline")
        self.journal.setObjectName("import_journal")
        self.undo = Button(self.tr("Annuler cet import"), icon="undo")
        self.undo.setObjectName("import_undo")
        footer = QWidget()
        row = FoldingRow(footer, gap=10)
        row.addStretch(1)
        for button in (self.decide, self.close_button):
            row.addWidget(button)
        more = QWidget()
        ways = FlowLayout(more, gap=10)
        for button in (self.journal, self.undo):
            ways.addWidget(button)
        for widget in (self.icon, self.title, self.sentence):
            self.body.addWidget(widget)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.undo_line)
        self.body.addSpacing(look().px(8))
        self.body.addWidget(more)
        self.body.addStretch(1)
        self.set_footer(footer)
        self.undo.clicked.connect(self.undo_asked)
        self.decide.clicked.connect(self.decide_asked)
        self.journal.clicked.connect(self.journal_asked)
        self.close_button.clicked.connect(self.closed)

    def first(self) -> QWidget:
        """Return the way out."""
        return self.close_button

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """Show what was done."""
        wrote = _wrote(outcome)
        self.icon.set_icon("check-circle-outline" if wrote else "equal", "ok" if wrote else "primary")
        self.title.setText(self._title(outcome))
        self.sentence.setText(outcome.sentence)
        self.sentence.setVisible(wrote)  # else the title says it all
        self.setAccessibleName(f"{self.title.text()}. {outcome.sentence}")
        empty(self._lines)
        for icon, color, text in self._words(outcome):
            self._lines.addWidget(IconLine(icon, text, color))
        until = outcome.undo_until
        self.undo_line.setVisible(until is not None)
        if until is not None:
            self.undo_line.set_text(
                self.tr("Une sauvegarde a été faite avant. Annulation possible jusqu’au {}").format(
                    self._wording.day(until)
                )
            )
        self.undo.setVisible(until is not None)
        self.journal.setVisible(wrote)
        self.decide.setVisible(bool(outcome.waiting))

    def _title(self, outcome: ImportOutcome) -> str:
        if outcome.already_imported_at is not None:
            return self.tr("Déjà importé le {}\u00a0: rien à faire").format(
                self._wording.day(outcome.already_imported_at)
            )
        return self.tr("Fichier importé") if _wrote(outcome) else self.tr("Rien de nouveau dans ce fichier")

    def _words(self, outcome: ImportOutcome) -> list[tuple[str, str, str]]:
        words = [("alert-outline", "warn", sentence) for sentence in outcome.missing]
        if outcome.left_out:
            words.append(("account-remove-outline", "text_2", outcome.left_out))
        if outcome.waiting:
            kept = self.tr("{} à décider plus tard\u00a0: les deux valeurs restent visibles sur le dossier.")
            count = typography.count(outcome.waiting, self.tr("champ"))
            words.append(("source-merge", "warn", kept.format(count)))
        return words


def _wrote(outcome: ImportOutcome) -> bool:
    """Say whether the file brought something: one that did not is in the register too."""
    return bool(outcome.new or outcome.updated or outcome.erased or outcome.decided or outcome.waiting)
