"""The right side of the Documents tab: the paper as it will be printed, its options, and the ways to take it away."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DocumentKind, DocumentMedium
from mobiconseil.ui import printing
from mobiconseil.ui.saved import say_saved
from mobiconseil.ui.screens.documents.view_model import DocumentsModel
from mobiconseil.ui.widgets.buttons import Button, Height
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.pdf_preview import PdfPreview


class Outlet(Protocol):
    """Where papers leave the program."""

    def print_pdf(self, parent: QWidget | None, content: bytes, printer_name: str = "") -> str | None:
        """Print, and return the name of the printer, or None if the person gave up."""
        ...

    def save_pdf(self, parent: QWidget | None, content: bytes, suggested_name: str) -> Path | None:
        """Write, and return the place, or None if the person gave up."""
        ...


class PreviewCard(Card):
    """One paper: options above the page, Imprimer and PDF under it."""

    def __init__(self, model: DocumentsModel) -> None:
        super().__init__(self.tr("Aperçu"), ruled=True, flush=True)
        self._model = model
        self.outlet: Outlet = printing
        self.nameless = CheckBox(self.tr("Sans nom"))
        self.health = CheckBox(self.tr("Avec la santé, pour un professionnel"))
        self._banner = Banner("", tone="warn")
        self._banner.hide()
        self.preview = PdfPreview(self.tr("Aperçu du document"))
        self.print = Button(self.tr("Imprimer"), icon="printer-outline", key="Ctrl P", height=Height.NORMAL)
        self.pdf = Button(self.tr("PDF"), icon="file-pdf-box", height=Height.NORMAL)
        self.pdf.setAccessibleName(self.tr("Enregistrer en PDF"))
        self._build()
        self._bind()

    def _build(self) -> None:
        self._options = QWidget()
        line = FoldingRow(self._options, margins=(15, 4, 15, 4), gap=18)
        line.addWidget(self.nameless)
        line.addWidget(self.health)
        line.addStretch(1)
        self._warning = QWidget()
        Column(self._warning, margins=(12, 0, 12, 10)).addWidget(self._banner)
        self.body.addWidget(self._options)
        self.body.addWidget(self._warning)
        self.body.addWidget(self.preview, 1)
        foot = QWidget()
        row = FoldingRow(foot)
        row.addWidget(self.print, 1)
        row.addWidget(self.pdf)
        self.set_footer(foot)

    def _bind(self) -> None:
        model = self._model
        self.nameless.clicked.connect(self._on_nameless_clicked)
        self.health.clicked.connect(model.set_with_health)
        self._banner.action_clicked.connect(model.note_sharing)
        self.print.clicked.connect(self.print_now)
        self.pdf.clicked.connect(self.save_now)
        model.drawn.connect(self.preview.set_bytes)
        model.refused.connect(self.preview.clear)

    def render_model(self) -> None:
        """Show the options of the chosen paper."""
        paper = self._model.chosen
        self.set_title(paper.title)
        self.preview.set_name(self.tr("Aperçu, {title}").format(title=paper.title))
        self.nameless.setVisible(paper.has_name)
        self.nameless.setChecked(not self._model.with_name)
        self.health.setVisible(paper.has_health)
        self.health.setEnabled(not self._model.shared)
        self.health.setToolTip(self.tr("Pas en écran partagé") if self._model.shared else "")
        self.health.setChecked(self._model.with_health)
        self._options.setVisible(paper.has_name or paper.has_health)
        for button in (self.print, self.pdf):
            button.setEnabled(not paper.blocked)
        self._render_banner()

    def _render_banner(self) -> None:
        paper = self._model.chosen
        refused = paper.kind is DocumentKind.PRESCRIBER_SUMMARY and paper.blocked
        if refused:
            self._banner.set_state(
                self.tr("Accord de partage manquant"),
                self.tr("Demandez-lui d’abord si son prescripteur peut être informé."),
                action=self.tr("Noter l’accord"),
            )
        elif self._model.with_health:
            self._banner.set_state(
                self.tr("Ce document montrera des éléments de santé"),
                self.tr("Remettez-le en main propre, à un professionnel qui en a besoin et avec son accord."),
                icon="shield-account-outline",
            )
        self._banner.setVisible(refused or self._model.with_health)
        self._warning.setVisible(refused or self._model.with_health)

    def print_now(self) -> None:
        """Print the paper as it now is."""
        self._model.take_out(DocumentMedium.PRINTED, self._print)

    def save_now(self) -> None:
        """Save the paper as it now is."""
        self._model.take_out(DocumentMedium.SAVED, self._save)

    def _print(self, content: bytes) -> bool:
        settings = self._model.context.settings
        printer = self.outlet.print_pdf(self, content, settings.value.printer)
        if printer is None:
            return False
        settings.change(printer=printer)
        self._model.context.messages.say(self.tr("Document envoyé à l’imprimante"))
        return True

    def _save(self, content: bytes) -> bool:
        place = self.outlet.save_pdf(self, content, self._model.file_name())
        if place is None:
            return False
        say_saved(self._model.context.messages, self.tr("Document enregistré en PDF"), place)
        return True

    def _on_nameless_clicked(self, checked: bool) -> None:
        self._model.set_with_name(not checked)
