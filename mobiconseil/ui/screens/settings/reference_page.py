"""The reference data: lists, the texts of one line, versions and sources."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.code_list import CodeList
from mobiconseil.ui.screens.settings.page import SettingsPage, fact
from mobiconseil.ui.screens.settings.reference_view_model import KINDS, Entry, ReferenceViewModel, Wording
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.search_box import SearchBox
from mobiconseil.ui.widgets.text_area import TextArea


class ReferencePage(SettingsPage):
    """The words of the program, as the structure says them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = ReferenceViewModel(context, self)
        self._shown = ("", "")
        self._build()
        self.model.changed.connect(self._render)
        self.kind.chosen.connect(self.model.choose_kind)
        self.filter.textEdited.connect(self._on_filter_edited)
        self.list.code_chosen.connect(self._on_code_chosen)
        self._render()

    def _build(self) -> None:
        card = self.add_card(
            self.tr("Référentiel"), self.tr("Vos mots remplacent ceux du programme\u202f; les codes restent")
        )
        self.kind = ChoiceField(
            [(kind.code, kind.label) for kind in KINDS], name=self.tr("Liste"), current=self.model.kind.code
        )
        self.filter = SearchBox(self.tr("Filtrer"), key="Ctrl F")
        top = FoldingRow(gap=8)
        top.addWidget(self.kind)
        top.addWidget(self.filter, 1)
        self.list = CodeList(self.tr("Lignes du référentiel"))
        card.body.addLayout(top)
        card.body.addWidget(self.list)
        self._editor_card = self.add_card(self.tr("Textes"))
        self._texts = Column(gap=12)
        self._editor_card.body.addLayout(self._texts)
        self.rows: list[WordingRow] = []
        sources = self.add_card(self.tr("Versions et sources"))
        for label, text in self.model.sources():
            sources.body.addLayout(fact(label, text))

    def flush(self) -> bool:
        """Write the text being typed."""
        written = [row.commit() for row in self.rows]
        return all(written)

    def focus_filter(self) -> None:
        """Put the focus in the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _render(self) -> None:
        entries = self.model.entries()
        if self.model.code not in {entry.code for entry in entries}:
            self.model.code = entries[0].code if entries else ""
        self._render_list(entries)
        self._render_texts()

    def _render_list(self, entries: tuple[Entry, ...]) -> None:
        plain, own = self.tr("{code}   {text}"), self.tr("{code}   {text}   (vos mots)")
        lines = [(e.code, (own if e.changed else plain).format(code=e.code, text=e.text)) for e in entries]
        self.list.show_lines(lines, self.model.code)

    def _render_texts(self) -> None:
        wordings = self.model.wordings()
        shown = (self.model.kind.code, self.model.code)
        if shown == self._shown:
            for row, wording in zip(self.rows, wordings, strict=True):
                row.show_wording(wording)
            return
        self._shown = shown
        for row in self.rows:
            self._texts.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for wording in wordings:
            made = WordingRow(wording)
            made.left.connect(self._on_row_left)
            made.restored.connect(self._on_row_restored)
            self._texts.addWidget(made)
            self.rows.append(made)
        agreement = self.tr("seul{e}, {il|elle}\u00a0: accordés avec la personne")
        self._editor_card.set_title(self.tr("Textes de {}").format(self.model.code), agreement)
        self._editor_card.setVisible(bool(wordings))

    def _on_filter_edited(self, text: str) -> None:
        self.flush()
        self.model.filter = text
        self._render()

    def _on_code_chosen(self, code: str) -> None:
        self.flush()
        self.model.code = code
        self._render()

    def _on_row_left(self, row: WordingRow) -> None:
        row.field.set_error(self.model.write(row.wording.field, row.editor.text()))

    def _on_row_restored(self, row: WordingRow) -> None:
        row.field.set_error(self.model.restore(row.wording.field))


class WordingRow(QWidget):
    """One text, with the way back to the one that came."""

    left = Signal(object)
    restored = Signal(object)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.wording = wording
        self.editor = TextArea(wording.value, lines=1, most=4)
        self.field = FormField(wording.label, self.editor)
        self.back = LinkButton(self.tr("Revenir au libellé d’origine"), icon="restore")
        column = Column(self, gap=0)
        column.addWidget(self.field)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.editor.finished.connect(self._on_left)
        self.back.clicked.connect(self._on_back)
        self.show_wording(wording)

    def show_wording(self, wording: Wording) -> None:
        """Show the text as it is written now."""
        if self.editor.text() != wording.value and not self.field.error():
            self.editor.set_text(wording.value)
        self.wording = wording
        self.back.setVisible(wording.is_own)
        origin = self.tr("À l’origine\u00a0: {}").format(wording.original) if wording.is_own else ""
        self.field.set_help(origin)

    def commit(self) -> bool:
        """Ask to write what is typed; return False when it cannot be."""
        if self.editor.text() != self.wording.value:
            self._on_left()
        return not self.field.error()

    def _on_left(self) -> None:
        self.left.emit(self)

    def _on_back(self) -> None:
        self.field.set_error("")
        self.editor.set_text(self.wording.original)
        self.restored.emit(self)
