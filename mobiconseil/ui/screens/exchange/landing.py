"""What there is to do: receive, prepare, decide; who is in the team; what was exchanged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.services.exchange_ports import ExchangeRegisterLine
from mobiconseil.services.exchange_words import ExchangeWay
from mobiconseil.services.laptop_lines import LaptopLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.landing_view_model import LandingModel
from mobiconseil.ui.screens.exchange.parts import Page
from mobiconseil.ui.screens.exchange.team_page import CREATE, JOIN, MOVED
from mobiconseil.ui.screens.help.asked import HelpAsked
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner, EmptyState
from mobiconseil.ui.widgets.refill import CodeButton, empty
from mobiconseil.ui.widgets.tab_order import follow_reading
from mobiconseil.ui.widgets.three_panes import card_column
from mobiconseil.ui.widgets.two_columns import TwoColumns

_MOST_LAPTOPS = 8
_WAYS = {
    ExchangeWay.SENT: "tray-arrow-up",
    ExchangeWay.TAKEN: "tray-arrow-down",
    ExchangeWay.UNDONE: "undo",
}


class LandingPage(Page):
    """The first page of the section."""

    receive_asked = Signal()
    prepare_asked = Signal()
    decide_asked = Signal()
    team_asked = Signal(str)
    """The gesture wanted, or nothing."""
    print_asked = Signal()
    erasures_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = LandingModel(context, self)
        self.dialog: ConfirmDialog | None = None
        self._undoing = 0
        self._build()
        self._bind()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.receive = Button(self.tr("Recevoir un fichier"), Kind.PRIMARY, icon="tray-arrow-down", height=Height.TALL)
        self.receive.setObjectName("exchange_receive")
        self.prepare = Button(self.tr("Préparer un fichier"), icon="tray-arrow-up", height=Height.TALL)
        self.prepare.setObjectName("exchange_prepare")
        self._build_notices()
        ways = Card()
        for button, words in (
            (self.receive, self.tr("D’une clé ou d’un courriel. Vous verrez tout avant que rien ne change.")),
            (self.prepare, self.tr("Pour vos collègues, ou pour quelqu’un d’autre avec un code dit de vive voix.")),
        ):
            button.setAccessibleDescription(words)
            ways.body.addWidget(button)
            ways.body.addWidget(Label(words, Role.SMALL, wrap=True))
        self.team = Card(self.tr("Postes de l’équipe"), link=self.tr("Gérer"), ruled=True, flush=True)
        self.team.link.setObjectName("exchange_team")
        self._laptops = Column(gap=0)
        self.team.body.addLayout(self._laptops)
        self.team.body.addStretch(1)
        side = card_column(ways, self.team, gap=14)
        self.log = Card(self.tr("Registre des échanges"), ruled=True, flush=True, scroll=True)
        self.print_all = Button(self.tr("Imprimer"), Kind.LINK, icon="printer-outline", height=Height.ROW)
        self.print_all.setObjectName("exchange_print")
        self.print_all.setAccessibleName(self.tr("Imprimer le registre des échanges"))
        self.erasures = Button("", Kind.LINK, icon="account-remove-outline", height=Height.ROW)
        self.erasures.setObjectName("exchange_erasures")
        self.log.add_extra(self.erasures)
        self.log.add_extra(self.print_all)
        self._lines = Column(gap=0)
        self.log.body.addLayout(self._lines)
        self.log.body.addStretch(1)
        main = QWidget()
        column = Column(main, gap=12)
        column.addWidget(self.log, 1)
        Column(self, gap=0).addWidget(TwoColumns(side, main, width=380, top=self.notices))

    def _build_notices(self) -> None:
        self.waiting = Banner("", tone="warn", icon="source-merge")
        self.moved = Banner(
            self.tr("Ce dossier de travail vient d’un autre poste"),
            self.tr("Dites si ce poste remplace l’ancien, avant d’échanger."),
            tone="warn",
            action=self.tr("Répondre"),
            icon="laptop",
        )
        self.asking = Banner(
            self.tr("Votre demande attend le poste référent"),
            self.tr("Rendez-lui le fichier de demande, puis dites vos six mots quand on vous appelle."),
            tone="info",
            action=self.tr("Voir ma demande"),
            icon="account-clock-outline",
        )
        self.notices = QWidget()
        column = Column(self.notices, gap=12)
        for notice in (self.moved, self.asking, self.waiting):
            column.addWidget(notice)

    def _bind(self) -> None:
        self.model.changed.connect(self._on_changed)
        self.receive.clicked.connect(self.receive_asked)
        self.prepare.clicked.connect(self.prepare_asked)
        self.print_all.clicked.connect(self.print_asked)
        self.erasures.clicked.connect(self.erasures_asked)
        self.waiting.action_clicked.connect(self.decide_asked)
        self.moved.action_clicked.connect(self._on_moved)
        self.asking.action_clicked.connect(self._on_asking)
        self.team.link_clicked.connect(self._on_team_link)

    # ------------------------------------------------------------------ what the section asks

    def subtitle(self) -> str:
        """Say what the section is for."""
        return self.tr("Travailler en équipe sans réseau")

    def enter(self, part: str) -> None:
        """Read everything again."""
        self._render()

    def take_keyboard(self) -> None:
        """Give the keyboard to the usual gesture."""
        self.receive.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ showing

    def _on_changed(self) -> None:
        if self.isVisible():
            self._render()

    def _render(self) -> None:
        pending = self.model.pending()
        self.waiting.setVisible(bool(pending))
        if pending:
            one, several = self.tr("champ a deux valeurs"), self.tr("champs ont deux valeurs")
            self.waiting.set_state(
                typography.count(pending, one, several),
                self.tr("Deux postes ont changé la même chose. Les valeurs restent toutes tant que rien n’est choisi."),
                tone="warn",
                action=self.tr("Choisir"),
                icon="source-merge",
            )
        late = self.model.late_erasures()
        words = self.tr("Effacements\u00a0: {} à confirmer").format(late) if late else self.tr("Effacements")
        self.erasures.setText(words)
        self._render_team()
        notices = (self.moved, self.asking, self.waiting)
        self.notices.setHidden(all(notice.isHidden() for notice in notices))
        self._render_register()
        follow_reading(self)

    def _render_team(self) -> None:
        team = self.model.team()
        self.moved.setVisible(team.has_moved)
        self.asking.setVisible(team.exists and not team.has_moved and team.my_state is LaptopState.INVITED)
        empty(self._laptops)
        self.team.link.setVisible(team.exists)
        if not team.exists:
            self._laptops.addWidget(self._no_team())
            return
        shown = [line for line in team.lines if line.state is not LaptopState.REVOKED]
        for line in shown[:_MOST_LAPTOPS]:
            self._laptops.addWidget(self._laptop(line))

    def _no_team(self) -> QWidget:
        holder = QWidget()
        column = Column(holder, margins=(15, 14, 15, 14), gap=10)
        words = self.tr("Ce poste travaille seul. En équipe, les fichiers s’ouvrent sans code sur tous les postes.")
        column.addWidget(Label(words, Role.SECONDARY, wrap=True))
        for text, code, icon in (
            (self.tr("Créer l’équipe"), CREATE, "account-multiple-plus-outline"),
            (self.tr("Rejoindre une équipe"), JOIN, "account-arrow-right-outline"),
        ):
            button = CodeButton(text, code, icon=icon)
            button.setObjectName(f"exchange_{code}")
            button.pressed_code.connect(self.team_asked)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _laptop(self, line: LaptopLine) -> QWidget:
        holder = QWidget()
        outer = Column(holder, gap=0)
        row = FoldingRow(margins=(15, 8, 15, 8), gap=12, comfort=150)
        row.addWidget(Icon("laptop", "primary", 22))
        words = Column(gap=0)
        detail = self.model.laptop_words(line)
        words.addWidget(Label(line.name, Role.STRONG, wrap=True))
        words.addWidget(Label(detail, Role.SECONDARY, wrap=True))
        row.addLayout(words, 1)
        outer.addLayout(row)
        outer.addWidget(Line())
        holder.setAccessibleName(f"{line.name}, {detail}")
        return holder

    def _render_register(self) -> None:
        empty(self._lines)
        lines = self.model.register()
        self.print_all.setVisible(bool(lines))
        if not lines:
            self._lines.addWidget(
                EmptyState(
                    "usb-flash-drive-outline",
                    self.tr("Aucun échange pour l’instant"),
                    self.tr("Chaque fichier préparé ou reçu sera noté ici\u00a0: quand, par qui, pour qui."),
                )
            )
        for line in lines:
            self._lines.addWidget(self._line(line))

    def _line(self, line: ExchangeRegisterLine) -> QWidget:
        holder = QWidget()
        outer = Column(holder, gap=0)
        row = FoldingRow(margins=(15, 9, 15, 9), gap=12, comfort=150)
        title, detail = self.model.line_title(line), self.model.line_words(line)
        row.addWidget(Icon(_WAYS.get(line.way, "usb-flash-drive-outline"), "text_2", 22))
        words = Column(gap=0)
        words.addWidget(Label(title, Role.STRONG, wrap=True))
        words.addWidget(Label(detail, Role.SECONDARY, wrap=True))
        row.addLayout(words, 1)
        if self.model.can_undo(line):
            name = self.tr("Annuler cet import, {}").format(self.model.undo_words(line))
            button = CodeButton(self.tr("Annuler cet import"), str(line.number), icon="undo", name=name)
            button.setObjectName(f"undo_{line.number}")
            button.setToolTip(self.model.undo_words(line))
            button.pressed_code.connect(self._on_undo)
            row.addWidget(button)
        outer.addLayout(row)
        outer.addWidget(Line())
        holder.setAccessibleName(f"{title}. {detail}")
        return holder

    # ------------------------------------------------------------------ gestures

    def _on_moved(self) -> None:
        self.team_asked.emit(MOVED)

    def _on_asking(self) -> None:
        self.team_asked.emit(JOIN)

    def _on_team_link(self) -> None:
        self.team_asked.emit("")

    def _on_undo(self, code: str) -> None:
        self._undoing = int(code)
        self.dialog = ConfirmDialog(
            self.tr("Annuler cet import\u202f?"),
            self.tr("Ce que ce fichier a apporté s’en va. Ce que vous avez retravaillé depuis reste."),
            confirm=self.tr("Annuler l’import"),
            keep=self.tr("Garder l’import"),
            destructive=False,
            parent=self,
        )
        HelpAsked(self.dialog, "echanges")
        self.dialog.accepted.connect(self._on_undo_confirmed)
        self.dialog.open()

    def _on_undo_confirmed(self) -> None:
        self.model.undo(self._undoing)
