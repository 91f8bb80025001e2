"""The left column of the Documents tab: the papers, what left the laptop, the pieces seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.ui.screens.documents.papers import Paper
from mobiconseil.ui.screens.documents.view_model import DocumentsModel, TraceLine
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.refill import CodeIcon, CodeLink, empty
from mobiconseil.ui.widgets.row_list import ListRow, RowList
from mobiconseil.ui.widgets.text_fields import TextField

REGISTER_SHOWN = 12


class PapersCard(Card):
    """↑ ↓ and Entrée preview a paper; each row prints or saves it."""

    preview_asked = Signal(str)
    print_asked = Signal(str)
    pdf_asked = Signal(str)
    agreement_asked = Signal(str)

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__(self.tr("Documents à remettre"), ruled=True, flush=True)
        self._model = model
        self.list = RowList(self.tr("Documents à remettre"))
        self.body.addWidget(self.list)
        self.list.picked.connect(self.preview_asked)

    def render_model(self) -> None:
        """Show the papers as they are now."""
        rows = [self._row(paper) for paper in self._model.papers()]
        self.list.set_content(rows, selected=self._model.chosen.code)

    def _row(self, paper: Paper) -> ListRow:
        row = ListRow(paper.code, paper.title, ". ".join(part for part in (paper.holds, paper.lack) if part))
        row.setToolTip(self.tr("Aperçu (Entrée)"))
        row.body.addWidget(Icon(paper.icon, "text_2", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = Column(gap=1)
        top = FoldingRow(gap=8)
        top.addWidget(Label(paper.title, Role.STRONG))
        if paper.lack:
            top.addWidget(Chip(paper.lack, Tone.WARN if paper.blocked else Tone.NEUTRAL))
        if paper.agreement is not None:
            top.addWidget(self._to_note(paper))
        top.addStretch(1)
        words.addLayout(top)
        words.addWidget(Label(paper.holds, Role.SECONDARY, wrap=True))
        row.body.addLayout(words, 1)
        ways = (
            ("eye-outline", self.tr("Aperçu"), self.preview_asked),
            ("printer-outline", self.tr("Imprimer"), self.print_asked),
            ("file-pdf-box", self.tr("Enregistrer en PDF"), self.pdf_asked),
        )
        for icon, verb, signal in ways:
            button = CodeIcon(icon, f"{verb}, {paper.title}", paper.code)
            button.setToolTip(verb)
            button.setEnabled(not paper.blocked or signal is ways[0][2])
            button.pressed_code.connect(signal)
            row.body.addWidget(button)
        return row

    def _to_note(self, paper: Paper) -> CodeLink:
        name = self.tr("Noter l’accord, {title}").format(title=paper.title)
        link = CodeLink(self.tr("Noter l’accord"), paper.code, name=name)
        link.setObjectName("paper_agreement")
        link.followed.connect(self.agreement_asked)
        return link


class RegisterCard(Card):
    """Who printed or saved what, and when; never what it said."""

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__(self.tr("Sortis de ce poste"), self.tr("qui, quand, quoi\u202f; jamais le contenu"))
        self._model = model
        self._content = Column(gap=6)
        self.body.addLayout(self._content)

    def render_model(self) -> None:
        """Show the traces as they are now."""
        empty(self._content)
        lines = self._model.register()
        for line in lines[:REGISTER_SHOWN]:
            self._content.addWidget(_trace(line))
        if not lines:
            self._content.addWidget(Label(self.tr("Rien n’a encore été imprimé ni enregistré."), Role.HINT))


class SeenCard(Card):
    """The papers that were shown and not copied."""

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__(self.tr("Pièces vues"), self.tr("vues pendant l’entretien, jamais copiées"))
        self._model = model
        self.field = TextField(
            placeholder=self.tr("Attestation RSA, permis de conduire…"),
            name=self.tr("Quelle pièce avez-vous vue"),
            limit=80,
        )
        self.field.setObjectName("seen_title")
        self.note = Button(self.tr("Noter"), height=Height.NORMAL)
        self.note.setEnabled(False)
        self._advice = IconLine("alert-outline", "", "warn", Role.WARN)
        self._advice.hide()
        line = Row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.note)
        self._content = Column(gap=6)
        self.body.addLayout(line)
        self.body.addWidget(self._advice)
        self.body.addLayout(self._content)
        self.body.addStretch(1)
        self.field.textEdited.connect(self._on_edited)
        self.note.clicked.connect(self.flush)

    def render_model(self) -> None:
        """Show the pieces as they are now."""
        empty(self._content)
        for line in self._model.seen():
            holder = _trace(line)
            remove = CodeIcon("close", self.tr("Retirer, {title}").format(title=line.title), line.code)
            remove.pressed_code.connect(self._model.remove_trace)
            holder.row.addWidget(remove)
            self._content.addWidget(holder)

    def start(self) -> None:
        """Put the focus in the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> bool:
        """Note the piece that is typed."""
        typed = self.field.text().strip()
        if typed and not self._model.note_seen(typed):
            return False
        self.field.clear()
        self._on_edited("")
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note with Entrée."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        self.note.setEnabled(bool(text.strip()))
        advice = self._model.advice(text)
        self._advice.set_text(advice)
        self._advice.setVisible(bool(advice))


class _Trace(QWidget):
    def __init__(self, line: TraceLine) -> None:
        super().__init__()
        self.setAccessibleName(", ".join(part for part in (line.title, line.medium, line.when, line.by) if part))
        self.row = FoldingRow(self, gap=10, comfort=150)
        self.row.addWidget(Icon(line.icon, "text_2", 18))
        words = typography.dotted(line.title, line.medium)
        self.row.addWidget(Label(words, wrap=True), 1)
        author = typography.dotted(line.when, line.by)
        self.row.addWidget(Label(author, Role.SMALL))


def _trace(line: TraceLine) -> _Trace:
    return _Trace(line)
