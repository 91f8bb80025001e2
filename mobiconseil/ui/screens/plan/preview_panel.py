"""The sheet as it will be printed, and the ways to take it away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mobiconseil.domain.follow_up import DocumentKind, DocumentMedium
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui import printing
from mobiconseil.ui.context import Context
from mobiconseil.ui.saved import say_saved
from mobiconseil.ui.screens.plan.preview_model import PreviewModel
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choices import CheckBox, SegmentedChoice
from mobiconseil.ui.widgets.labels import Role
from mobiconseil.ui.widgets.layouts import Row
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.pdf_preview import PdfPreview


class PreviewPanel(Card):
    """« Aperçu à imprimer »: for the person or for professionals, with or without the name."""

    def __init__(self, context: Context, model: PreviewModel) -> None:
        super().__init__(self.tr("Aperçu à imprimer"), ruled=True, flush=True, role=Role.CARD)
        self._context = context
        self._model = model
        options = (
            (DocumentKind.PERSON_PLAN.value, self.tr("Personne")),
            (DocumentKind.PROFESSIONAL_PLAN.value, self.tr("Professionnel")),
        )
        self.version = SegmentedChoice(options, self.tr("Version du plan"), current=DocumentKind.PERSON_PLAN.value)
        self.add_extra(self.version)
        self._banner = Banner("", tone="warn", action=self.tr("Enregistrer en PDF"))
        self._banner.hide()
        self.preview = PdfPreview(self.tr("Plan tel qu’il sera imprimé"))
        self.print_button = Button(self.tr("Imprimer"), Kind.PRIMARY, icon="printer-outline", key="Ctrl P")
        self.print_button.setObjectName("plan_print")
        self.pdf_button = Button("PDF", icon="file-pdf-box")
        self.pdf_button.setObjectName("plan_pdf")
        self.pdf_button.setAccessibleName(self.tr("Enregistrer en PDF"))
        self.nameless = CheckBox(self.tr("Sans nom"))
        self._build()
        self._bind()

    def _build(self) -> None:
        self.body.addWidget(self._banner)
        self.body.addWidget(self.preview, 1)
        foot = QWidget()
        row = Row(foot, gap=8)
        row.addWidget(self.print_button, 1)
        row.addWidget(self.pdf_button)
        row.addWidget(self.nameless)
        self.set_footer(foot)

    def _bind(self) -> None:
        self.version.chosen.connect(self._on_version_chosen)
        self.nameless.toggled.connect(self._on_nameless_toggled)
        self.print_button.clicked.connect(self.print_now)
        self.pdf_button.clicked.connect(self.save_now)
        self._banner.action_clicked.connect(self.save_now)
        self._model.ready.connect(self.preview.set_bytes)
        self._model.refused.connect(self.preview.clear)

    def print_now(self) -> None:
        """Print the sheet as the file now stands, and keep the trace."""
        content = self._model.up_to_date()
        if not content:
            return
        try:
            printer = printing.print_pdf(self, content, self._context.settings.value.printer)
        except MobiConseilError as error:
            if not self.isVisible():
                self._context.messages.fail(error, self.tr("Enregistrer en PDF"), self.save_now)
                return
            self._banner.set_state(str(error), tone="warn", action=self.tr("Enregistrer en PDF"))
            self._banner.show()
            return
        if printer is not None:
            self._context.settings.change(printer=printer)
            self._left(DocumentMedium.PRINTED)
            self._context.messages.say(self.tr("Plan envoyé à l’imprimante"))

    def save_now(self) -> None:
        """Save the sheet where the person says, and keep the trace."""
        content = self._model.up_to_date()
        if not content:
            return
        try:
            place = printing.save_pdf(self, content, self._model.file_name())
        except MobiConseilError as error:
            self._context.messages.fail(error, self.tr("Réessayer"), self.save_now)
            return
        if place is not None:
            self._banner.hide()
            self._left(DocumentMedium.SAVED)
            say_saved(self._context.messages, self.tr("Plan enregistré en PDF"), place)

    def _left(self, medium: DocumentMedium) -> None:
        try:
            self._model.left(medium, self.preview.page_count)
        except MobiConseilError as error:
            self._context.messages.fail(error)

    def _on_version_chosen(self, code: str) -> None:
        self._model.set_kind(DocumentKind(code))

    def _on_nameless_toggled(self, checked: bool) -> None:
        self._model.set_with_name(not checked)
