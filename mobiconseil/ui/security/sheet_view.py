"""The recovery sheet on the screen: print or save it, then retype two groups from the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.errors import MobiConseilError
from mobiconseil.ui import printing
from mobiconseil.ui.security.sheet_view_model import FILE_NAME, SheetViewModel
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.labels import IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_fields import TextField


@dataclass(frozen=True, slots=True, kw_only=True)
class Exits:
    """How a paper leaves the program; tests give their own."""

    print_paper: Callable[[QWidget, bytes], str | None] = printing.print_pdf
    ask_path: Callable[[QWidget, str], Path | None] = printing.ask_pdf_path


class SheetPanel(QWidget):
    """Two ways out, then two groups."""

    submitted = Signal()
    """Entrée in the last group."""

    def __init__(self, model: SheetViewModel, exits: Exits | None = None) -> None:
        super().__init__()
        self.model = model
        self._exits = exits or Exits()
        self._build()
        self._bind()
        self._render()

    def _build(self) -> None:
        self.why = Label(
            self.tr(
                "Si vous oubliez votre phrase de passe, seule cette feuille rouvre vos dossiers. "
                "Personne d’autre ne peut le faire. Rangez-la sous clé, loin de l’ordinateur."
            ),
            Role.BODY,
            wrap=True,
        )
        self.print_button = Button(self.tr("Imprimer la feuille"), Kind.SECONDARY, icon="printer-outline")
        self.save_button = Button(self.tr("Enregistrer en PDF…"), icon="file-pdf-box")
        self.done = IconLine("check-circle-outline", "", "ok", Role.OK)
        self.warning = IconLine("alert-outline", "", "warn", Role.WARN)
        self.copied = CheckBox(self.tr("C’est fait\u202f: la feuille est sur un autre support"))
        self.error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        self.groups = tuple(self._group_field(rank) for rank in (0, 1))
        ways = FoldingRow(gap=8)
        ways.addWidget(self.print_button)
        ways.addWidget(self.save_button)
        ways.addStretch(1)
        self.then = Label(self.tr("Puis recopiez deux groupes de votre feuille"), Role.STRONG, wrap=True)
        column = Column(self, gap=12)
        column.addWidget(self.why)
        column.addLayout(ways)
        for line in (self.done, self.warning, self.copied, self.error):
            column.addWidget(line)
        column.addWidget(self.then)
        column.addWidget(FieldRow(*self.groups))
        column.addStretch(1)

    def _group_field(self, rank: int) -> FormField:
        editor = TextField(limit=8)
        return FormField(self.tr("Groupe {}").format(self.model.asked[rank] + 1), editor)

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.copied.clicked.connect(self._on_copied_clicked)
        first, second = self.editors
        first.textEdited.connect(self._on_first_edited)
        second.textEdited.connect(self._on_second_edited)
        first.returnPressed.connect(second.setFocus)
        second.returnPressed.connect(self.submitted)

    @property
    def editors(self) -> tuple[TextField, TextField]:
        """Return the two fields."""
        first, second = (field.editor for field in self.groups)
        assert isinstance(first, TextField)
        assert isinstance(second, TextField)
        return first, second

    def _render(self) -> None:
        model = self.model
        waited = bool(model.content) and not self.print_button.isEnabled()
        for button in (self.print_button, self.save_button):
            button.setEnabled(bool(model.content))
        if waited and self.isVisible():
            self.focus_first()
        for line, text in ((self.done, model.done), (self.warning, model.warning), (self.error, model.error)):
            line.set_text(text)
            line.setVisible(bool(text))
        self.copied.setVisible(bool(model.warning))
        self.copied.setChecked(model.copied)
        for field in self.groups:
            if field.editor.isEnabled() != model.is_out:
                field.set_available(model.is_out, "" if model.is_out else self.tr("Après l’impression"))

    def focus_first(self) -> None:
        """Put the focus where the person acts: printing, then the box when the sheet must still go away."""
        first, _ = self.editors
        away = first if self.model.is_away else self.copied
        (away if self.model.is_out else self.print_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> bool:
        """Confirm the sheet, or say which group is wrong."""
        if not self.model.is_out:
            self.model.note_problem(self.tr("Imprimez d’abord la feuille, ou enregistrez-la sur une clé USB."))
            return False
        if self.model.confirm():
            return True
        for rank in (1, 0):
            if not self.model.matches(rank):
                self.groups[rank].set_error(
                    self.tr("Ce groupe n’est pas celui de la feuille. Comparez les caractères.")
                )
                self.editors[rank].setFocus()
                self.editors[rank].selectAll()
        if self.model.matches(0) and self.model.matches(1) and not self.model.is_away:
            self.model.note_problem(self.tr("Copiez d’abord la feuille sur une clé USB, puis cochez la case."))
            self.copied.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _on_copied_clicked(self, checked: bool) -> None:
        self.model.copied = checked
        if checked and self.model.matches(0) and self.model.matches(1):
            self.submitted.emit()

    def _on_first_edited(self, text: str) -> None:
        self.model.type_group(0, text)

    def _on_second_edited(self, text: str) -> None:
        self.model.type_group(1, text)

    def _on_print_clicked(self) -> None:
        try:
            printer = self._exits.print_paper(self, self.model.content)
        except MobiConseilError as error:
            self.model.note_problem(error)
            return
        if printer is not None:
            self.model.note_printed(printer)
            self.focus_first()

    def _on_save_clicked(self) -> None:
        path = self._exits.ask_path(self, FILE_NAME)
        if path is None:
            return
        refusal = self.model.forbids(path)
        if refusal:
            self.model.note_problem(refusal)
            return
        try:
            printing.save_pdf(self, self.model.content, FILE_NAME, path=path)
        except MobiConseilError as error:
            self.model.note_problem(error)
            return
        self.model.note_saved(path)
        self.focus_first()
