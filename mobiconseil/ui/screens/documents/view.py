"""The Documents tab: the papers to hand over, their preview, the register, the pieces seen."""

from __future__ import annotations

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.late_render import LateScreen
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screen import Heading
from mobiconseil.ui.screens.documents.cards import PapersCard, RegisterCard, SeenCard
from mobiconseil.ui.screens.documents.preview_card import PreviewCard
from mobiconseil.ui.screens.documents.view_model import DocumentsModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.layouts import Column, ScrollPage
from mobiconseil.ui.widgets.three_panes import ThreePanes, card_column


class DocumentsScreen(LateScreen):
    """A paper is looked at before it leaves; what left is written down, never what it said."""

    help_page = "documents"

    def __init__(self, context: Context, subject: RecordId) -> None:
        super().__init__()
        self.model = DocumentsModel(context, subject, self)
        self._build()
        self._bind()
        self.render_now()

    def _build(self) -> None:
        self.papers, self.register = PapersCard(self.model), RegisterCard(self.model)
        self.seen = SeenCard(self.model)
        self.preview = PreviewCard(self.model)
        lists = ScrollPage(margins=0, gap=0)
        lists.body.addWidget(card_column(self.papers, self.register, self.seen))
        self._panes = ThreePanes(
            None,
            lists,
            self.preview,
            panel=self.tr("Aperçu"),
            widths=(0, 640, 574),
            keep_drawer=True,
        )
        Column(self, gap=0).addWidget(self._panes)

    def _bind(self) -> None:
        self.model.changed.connect(self.render_soon)
        self.papers.preview_asked.connect(self._on_preview_asked)
        self.papers.print_asked.connect(self._on_print_asked)
        self.papers.pdf_asked.connect(self._on_pdf_asked)
        self.papers.agreement_asked.connect(self.model.go_to_agreement)
        look().changed.connect(self.render_soon)

    def render_now(self) -> None:
        """Show what the view model holds."""
        for card in (self.papers, self.register, self.seen, self.preview):
            card.render_model()

    def heading(self) -> Heading:
        """Offer to print the chosen paper."""
        return Heading(title="", action=self.tr("Imprimer"), action_icon="printer-outline", action_key="Ctrl P")

    def on_action(self) -> None:
        """Print the chosen paper."""
        self.on_print()

    def on_print(self) -> None:
        """Print the chosen paper."""
        self.preview.print_now()

    def on_add(self) -> None:
        """Note a piece that was seen."""
        self.seen.start()
        self._panes.reveal(self.seen)

    def enter(self, route: Route) -> None:
        """Be shown, on the paper that the route names (a code of DocumentKind), and draw it."""
        if route.part:
            self.model.choose_kind(route.part)
        self.model.watch()

    def flush(self) -> bool:
        """Note the piece being typed."""
        return self.seen.flush()

    def place(self) -> Route:
        """Return this tab, with the paper that is shown."""
        chosen = self.model.chosen
        part = chosen.code if chosen.referral else chosen.kind.value
        return Route(section=Section.PEOPLE, subject=self.model.subject, tab=Tab.DOCUMENTS, part=part)

    def toggle_panel(self) -> None:
        """Open or close the preview, when it is a drawer."""
        self._panes.toggle_panel()

    def _on_preview_asked(self, code: str) -> None:
        self.model.choose(code)
        self._panes.show_panel()

    def _on_print_asked(self, code: str) -> None:
        self.model.choose(code)
        self.preview.print_now()

    def _on_pdf_asked(self, code: str) -> None:
        self.model.choose(code)
        self.preview.save_now()
