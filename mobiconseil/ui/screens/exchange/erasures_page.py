"""« Effacements »: when, by whom, and which laptops confirmed; the names of people are nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.services.erasure import ErasureProgress
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.erasures_view_model import ErasuresModel
from mobiconseil.ui.screens.exchange.parts import Page, PageHead
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner, EmptyState
from mobiconseil.ui.widgets.readable_page import ReadablePage
from mobiconseil.ui.widgets.refill import CodeButton, empty
from mobiconseil.ui.widgets.tab_order import follow_reading

WIDTH = 860
_MOST = 200


class ErasuresPage(Page):
    """How far each erasure went among the laptops of the team."""

    prepare_asked = Signal()
    trash_asked = Signal()
    attestation_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = ErasuresModel(context, self)
        self._build()
        self._bind()

    def _build(self) -> None:
        self.head = PageHead(self.tr("Revenir aux échanges"))
        self.head.row.addWidget(Label(self.tr("Effacements"), Role.SECTION), 1)
        self.late = Banner("", tone="warn", icon="usb-flash-drive-outline")
        self.late.setObjectName("erasures_late")
        self.card = Card(self.tr("Effacements"), ruled=True, flush=True)
        self._lines = Column(gap=0)
        self.card.body.addLayout(self._lines)
        self.none = EmptyState(
            "account-remove-outline",
            self.tr("Aucun dossier effacé"),
            self.tr("Un dossier s’efface pour toujours depuis la corbeille, dans Réglages. La suite se lira ici."),
            action=self.tr("Ouvrir la corbeille"),
            action_icon="trash-can-outline",
        )
        self.none.button.setObjectName("erasures_trash")
        self.card.body.addWidget(self.none)
        self.note = IconLine("information-outline", "", "text_2", Role.SECONDARY)
        page = ReadablePage(WIDTH)
        for widget in (self.late, self.card, self.note):
            page.column.addWidget(widget)
        whole = Column(self, gap=0)
        whole.addWidget(self.head)
        whole.addWidget(page, 1)

    def _bind(self) -> None:
        self.model.changed.connect(self._on_changed)
        self.head.back_asked.connect(self.left)
        self.late.action_clicked.connect(self.prepare_asked)
        self.none.action_clicked.connect(self.trash_asked)

    # ------------------------------------------------------------------ what the section asks

    def subtitle(self) -> str:
        """Say what the page is."""
        return self.tr("Les dossiers effacés pour toujours")

    def enter(self, part: str) -> None:
        """Read the erasures again."""
        self._render()

    def take_keyboard(self) -> None:
        """Give the keyboard to what there is to do, else to the way back."""
        first: Button = self.none.button if self.none.isVisible() else self.head.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ showing

    def _on_changed(self) -> None:
        if self.isVisible():
            self._render()

    def _render(self) -> None:
        found, late, gone = self.model.erasures(), self.model.waiting(), self.model.gone()
        empty(self._lines)
        for one in found[:_MOST]:
            self._lines.addWidget(self._line(one))
        self.none.setVisible(not found)
        self.late.setVisible(bool(late))
        if late:
            self.late.set_state(
                self.tr("À confirmer par\u00a0: {}").format(", ".join(late)),
                self.tr("Donnez un fichier de l’équipe à ces postes. Leur prochain fichier dira qu’ils ont effacé."),
                tone="warn",
                action=self.tr("Préparer un fichier"),
                icon="usb-flash-drive-outline",
            )
        self.note.setVisible(bool(found))
        self.note.set_text(self._note(gone))
        follow_reading(self)

    def _note(self, gone: tuple[str, ...]) -> str:
        words = self.tr("Ce qui est gardé d’un dossier effacé ne dit rien de la personne, pas même son numéro.")
        if not gone:
            return words
        lost = self.tr("Un poste retiré de l’équipe ne confirme plus rien\u00a0: {}. Notez-le dans votre registre.")
        return f"{words} {lost.format(', '.join(gone))}"

    def _line(self, one: ErasureProgress) -> QWidget:
        holder = QWidget()
        outer = Column(holder, gap=0)
        row = FoldingRow(margins=(15, 9, 15, 9), gap=12, comfort=150)
        title, detail = self.model.title(one), self.model.detail(one)
        row.addWidget(Icon("clock-outline" if one.waiting else "check-circle-outline", _tone(one), 22))
        words = Column(gap=0)
        words.addWidget(Label(title, Role.STRONG, wrap=True))
        words.addWidget(Label(detail, Role.SECONDARY, wrap=True))
        row.addLayout(words, 1)
        name = self.tr("Attestation\u00a0: {}").format(title)
        paper = CodeButton(self.tr("Attestation"), one.hash.hex(), icon="printer-outline", name=name)
        paper.setObjectName(f"attestation_{one.hash.hex()}")
        paper.pressed_code.connect(self.attestation_asked)
        row.addWidget(paper)
        outer.addLayout(row)
        outer.addWidget(Line())
        holder.setObjectName(f"erasure_{one.hash.hex()}")
        holder.setAccessibleName(f"{title}. {detail}")
        return holder


def _tone(one: ErasureProgress) -> str:
    return "warn" if one.waiting else "ok"
